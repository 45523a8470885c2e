"""The nation of those whom an article introduces without one: one table row a rule."""

from __future__ import annotations

import pytest

from kg.extract import actors, language, lexicon, mentions, tokens
from kg.model import Article

SWISS = "https://www.news.admin.ch/release"
SAUDI = "http://www.spa.gov.sa/details"


def nations(lang: str, text: str, url: str | None, published: str | None) -> dict[str | None, str | None]:
    names, settings = lexicon.load(lang), language.load(lang)
    cut = tokens.tokenize(text, settings, names.known)
    found = mentions.find_all(cut, settings, names)
    article = Article("a", text, lang=lang, published=published, url=url)
    people, _ = actors.resolve(article, cut, found.top, settings, names, nested=found.nested)
    return {a.name: a.nation for a in people if a.kind == "person"}


# lang, text, url, published, name, nation
TOLD = [
    # lists: the nation said of the first holds for the others
    (
        "en",
        "He met Canadian President Olbert Wexman, Health Minister Hugo Wintersen and Trade Minister Tom Halani.",
        None,
        None,
        "Tom Halani",
        "CAN",
    ),
    (
        "en",
        "They included: Mr. Olbert Wexman, Deputy Speaker of the Canadian Parliament; Mr. Hugo Wintersen, Minister of Health.",
        None,
        None,
        "Hugo Wintersen",
        "CAN",
    ),
    # a delegation
    (
        "en",
        "The Canadian delegation included Health Minister Hugo Wintersen.",
        None,
        None,
        "Hugo Wintersen",
        "CAN",
    ),
    # the publishing side, by the address
    ("en", "State Secretary Hugo Wintersen led the talks.", SWISS, None, "Hugo Wintersen", "CHE"),
    (
        "en",
        "State Secretary Hugo Wintersen led the talks.",
        "https://example.com/a",
        None,
        "Hugo Wintersen",
        None,
    ),
    ("ar", "قال وزير الصحة بوران تيلماك إن الحملة بدأت", SAUDI, None, "بوران تيلماك", "SAU"),
    (
        "ar",
        "قال وزير الصحة بوران تيلماك إن الحملة بدأت",
        "http://www.aleqt.com/2015/07/21/a.html",
        None,
        "بوران تيلماك",
        "SAU",
    ),
    # the place with which the sentence begins
    ("ar", "وفي طهران، أعلن عضو مجلس الشورى بوران تيلماك ذلك", None, None, "بوران تيلماك", "IRN"),
    # "his" in "his excellency" speaks of nobody else
    (
        "en",
        "Canadian President Olbert Wexman met with His Excellency President Hugo Wintersen.",
        None,
        None,
        "Hugo Wintersen",
        None,
    ),
    # but not in news from abroad
    (
        "ar",
        "التقى رئيس الوزراء الكندي وزير الصحة بوران تيلماك في كندا",
        SAUDI,
        None,
        "بوران تيلماك",
        None,
    ),
    # whom the publishing side meets
    (
        "en",
        "On a visit to Peru, Federal Councillor Ignazio Cassis met Health Minister Hugo Wintersen.",
        SWISS,
        "2019-02-01",
        "Hugo Wintersen",
        "PER",
    ),
    (
        "en",
        "Federal Councillor Ignazio Cassis travelled to Peru together with State Secretary Hugo Wintersen.",
        SWISS,
        "2019-02-01",
        "Hugo Wintersen",
        "CHE",
    ),
    # an office that is another's on the publishing side
    (
        "en",
        "Federal Councillor Ignazio Cassis goes on to Peru. President Hugo Wintersen will give a dinner.",
        SWISS,
        "2019-02-01",
        "Hugo Wintersen",
        "PER",
    ),
    # bodies of no one nation have none
    (
        "en",
        "The UN envoy for Syria, Hugo Wintersen, spoke.",
        SWISS,
        None,
        "Hugo Wintersen",
        None,
    ),
    ("en", "Syria's ambassador to the UN, Hugo Wintersen, spoke.", SWISS, None, "Hugo Wintersen", "SYR"),
    # a ministry's field is no body of the world
    (
        "ar",
        "قال وزير الخارجية والتنمية الدولية الفرنسي لوران فابيوس ذلك",
        None,
        "2015-08-01",
        "لوران فابيوس",
        "FRA",
    ),
    # regions and cities
    ("ar", "قال رئيس جمهورية الشيشان بوران تيلماك إن", None, None, "بوران تيلماك", "RUS"),
    ("en", "The governor of Texas, Hugo Wintersen, spoke.", None, None, "Hugo Wintersen", "USA"),
    # where an envoy serves is not whom he serves
    (
        "ar",
        "قال بوران تيلماك سفير خادم الحرمين الشريفين لدى جمهورية لبنان ذلك",
        None,
        None,
        "بوران تيلماك",
        "SAU",
    ),
]


@pytest.mark.parametrize(("lang", "text", "url", "published", "name", "nation"), TOLD)
def test_nation(
    lang: str, text: str, url: str | None, published: str | None, name: str, nation: str | None
) -> None:
    found = nations(lang, text, url, published)
    assert name in found, found
    assert found[name] == nation
