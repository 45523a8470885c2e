"""Grouping mentions into actors, and linking them to the tables."""

from __future__ import annotations

import pytest

from kg.extract import actors, language, lexicon, mentions, tokens
from kg.model import Actor, Article


def resolved(lang: str, text: str, published: str | None = "2015-08-11") -> tuple[Actor, ...]:
    names, settings = lexicon.load(lang), language.load(lang)
    cut = tokens.tokenize(text, settings, names.known)
    both = mentions.find_all(cut, settings, names)
    article = Article(id="t", text=text, lang=lang, published=published)
    return actors.resolve(article, cut, both.top, settings, names, nested=both.nested)[0]


def owners(lang: str, text: str, *strings: str) -> list[str | None]:
    """The actor of the first mention that is exactly each string."""
    out: list[str | None] = []
    for string in strings:
        out.append(
            next((a.id for a in resolved(lang, text) if string in [m.of(text) for m in a.mentions]), None)
        )
    return out


# lang, text, strings that mean one actor
SAME = [
    (
        "ar",
        "قال وزير الصحة الكندي بوران تيلماك ذلك. وأضاف تيلماك أن الوزير موافق.",
        ["بوران تيلماك", "تيلماك", "الوزير"],
    ),
    ("ar", "وصل خالد بن محمد العطية. وقال خالد العطية ذلك.", ["خالد بن محمد العطية", "خالد العطية"]),
    (
        "ar",
        "قال وزير الخارجية الروسي ذلك. وأضاف وزير الخارجية الروسي.",
        ["وزير الخارجية الروسي", "وزير الخارجية الروسي"],
    ),
    ("ar", "أعلنت روسيا ذلك. وقالت موسكو إن الحكومة الروسية موافقة.", ["روسيا", "موسكو", "الحكومة الروسية"]),
    (
        "en",
        "President Olbert Wexman spoke. Mr Wexman left. The President smiled.",
        ["Olbert Wexman", "Wexman", "President"],
    ),
    ("en", "The Dalvian Trade Institute (DTI) agreed. DTI left.", ["Dalvian Trade Institute", "DTI"]),
    ("en", "Russia agreed. Moscow signed.", ["Russia", "Moscow"]),
]

# lang, text, strings that mean different actors
DIFFERENT = [
    (
        "ar",
        "التقى وزير الخارجية الكندي بوران تيلماك وزير الخارجية النرويجي هوغو فينترسن.",
        ["بوران تيلماك", "هوغو فينترسن"],
    ),
    ("ar", "قال محمد بن سلمان. وقال الملك سلمان بن عبدالعزيز.", ["محمد بن سلمان", "سلمان بن عبدالعزيز"]),
    ("ar", "قال رئيس الوزراء الروسي ذلك. وقال الرئيس الروسي.", ["رئيس الوزراء الروسي", "الرئيس الروسي"]),
    ("ar", "قالت مصادر روسية وقالت مصادر أميركية", ["مصادر روسية", "مصادر أميركية"]),
    ("en", "President Ana Wexman met Prime Minister Tom Wexman.", ["Ana Wexman", "Tom Wexman"]),
    ("en", "The French president met the German president.", ["French president", "German president"]),
]


@pytest.mark.parametrize(("lang", "text", "strings"), SAME)
def test_one_actor(lang: str, text: str, strings: list[str]) -> None:
    ids = owners(lang, text, *strings)
    assert None not in ids
    assert len(set(ids)) == 1, ids


@pytest.mark.parametrize(("lang", "text", "strings"), DIFFERENT)
def test_two_actors(lang: str, text: str, strings: list[str]) -> None:
    ids = owners(lang, text, *strings)
    assert None not in ids
    assert len(set(ids)) == len(ids), ids


# lang, text, published, name or None, ref, nation
LINKED = [
    ("ar", "قال وزير الخارجية الروسي سيرغي لافروف", "2015-08-11", "سيرغي لافروف", "Q58217", "RUS"),
    ("ar", "قال وزير الخارجية الروسي سيرجي لافروف", "2015-08-11", "سيرجي لافروف", "Q58217", "RUS"),
    ("ar", "قال الرئيس الأميركي ذلك", "2015-08-11", None, "Q76", "USA"),
    ("ar", "قال الرئيس الأميركي ذلك", "2018-08-11", None, "Q22686", "USA"),
    ("en", "The Russian prime minister spoke.", "2025-11-03", None, "Q4298520", "RUS"),
    ("en", "The Russian prime minister spoke.", None, None, None, "RUS"),
    ("en", "President Vladimir Putin spoke.", "2025-11-03", "Vladimir Putin", "Q7747", "RUS"),
    # family names in capitals, names in the middle, a ruler's name after his title
    ("en", "Chinese Foreign Minister WANG Yi spoke.", "2025-11-03", "WANG Yi", "Q701801", "CHN"),
    (
        "en",
        "Brazil's Foreign Minister Mauro Luiz Vieira spoke.",
        "2023-11-03",
        "Mauro Luiz Vieira",
        "person-mauro-vieira",
        "BRA",
    ),
    ("en", "His Holiness Pope Francis spoke.", "2020-11-03", "Francis", "Q450675", "VAT"),
    # a family name that the tables know is not that of whoever the article names in full
    (
        "en",
        "South Korean Ambassador Miyon LEE came. Ambassador Lee spoke.",
        "2025-11-03",
        "Miyon LEE",
        None,
        "KOR",
    ),
    ("en", "Peruvian President Vladimir Putin spoke.", "2025-11-03", "Vladimir Putin", None, "PER"),
]


@pytest.mark.parametrize(("lang", "text", "published", "name", "ref", "nation"), LINKED)
def test_link_to_the_tables(
    lang: str, text: str, published: str | None, name: str | None, ref: str | None, nation: str
) -> None:
    (actor,) = [a for a in resolved(lang, text, published) if a.kind == "person"]
    assert (actor.name, actor.ref, actor.nation) == (name, ref, nation)


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("ar", "وصل وزير الصحة الكندي بوران تيلماك ونائبه هوغو فينترسن.", "هوغو فينترسن"),
        (
            "en",
            "Canadian Health Minister Olbert Wexman came with his deputy minister Hugo Wintersen.",
            "Hugo Wintersen",
        ),
    ],
)
def test_his_deputy_is_of_the_same_side(lang: str, text: str, name: str) -> None:
    assert {a.name: a.nation for a in resolved(lang, text)}[name] == "CAN"


def test_ids_and_mentions_are_stable() -> None:
    text = "President Olbert Wexman met Mr Tom Halani. Wexman left."
    assert resolved("en", text) == resolved("en", text)


def test_empty_article() -> None:
    assert resolved("en", "") == ()
