"""A graph of any size for measuring the page: made of invented names, the same every time.

Three nodes of a hundred are nations, 27 other actors, 70 events; few actors take part in many events, as in news. Half
of the names are Arabic, half are given in both scripts; one event in seven has no date of its own.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from kg.graph.model import (
    ActorNode,
    Content,
    EventEvidence,
    EventNode,
    Graph,
    NationNode,
    Participation,
    PlaceNode,
    Report,
)
from kg.model import Article, Office, Span
from kg.resources import package_path, rows

KINDS = (("meeting", "participant"), ("visit", "visitor"), ("statement", "speaker"), ("agreement", "party"))
HOSTS = {"visit": "host", "statement": "addressee"}
SYLLABLES_EN = (
    "ka",
    "ri",
    "mo",
    "sel",
    "tan",
    "dar",
    "vi",
    "lun",
    "per",
    "osh",
    "ba",
    "ne",
    "gor",
    "ul",
    "mi",
    "za",
)
SYLLABLES_AR = (
    "كا",
    "ري",
    "مو",
    "سل",
    "تن",
    "دار",
    "في",
    "لون",
    "بر",
    "وش",
    "با",
    "ني",
    "غور",
    "ول",
    "مي",
    "زا",
)
WORDS_EN = [
    "both",
    "sides",
    "agreed",
    "that",
    "the",
    "northern",
    "corridor",
    "should",
    "stay",
    "open",
    "while",
    "experts",
    "prepare",
    "the",
    "next",
    "round",
    "of",
    "talks",
    "in",
    "the",
    "old",
    "harbour",
    "town",
    "before",
    "winter",
]
WORDS_AR = [
    "اتفق",
    "الجانبان",
    "على",
    "أن",
    "يبقى",
    "الممر",
    "الشمالي",
    "مفتوحا",
    "ريثما",
    "يعد",
    "الخبراء",
    "الجولة",
    "التالية",
    "من",
    "المحادثات",
    "في",
    "المدينة",
    "القديمة",
    "قبل",
    "الشتاء",
]
START = date(2016, 1, 1)
DAYS = 3650
SOURCES = 24


def synthetic(nodes: int) -> Graph:
    """A graph with `nodes` nations, other actors and events together.

    >>> len(synthetic(100).events)
    70
    """
    chance = random.Random(7)
    count = (max(2, nodes * 3 // 100), max(3, nodes * 27 // 100), nodes * 70 // 100)
    nations = _nations(count[0])
    states = [ActorNode(nation.id, "state", nation.names, nation.id) for nation in nations]
    others = [_actor(number, nations, chance) for number in range(count[1])]
    places = _places()
    articles = tuple(_article(number, chance) for number in range(max(1, count[2] * 2 // 3)))
    events = tuple(_event(n, others, states, places, articles, chance) for n in range(count[2]))
    used = {event.place for event in events}
    return Graph(
        tuple(sorted((*states, *others), key=lambda actor: actor.id)), events, nations,
        tuple(place for place in places if place.id in used), articles,
    )  # fmt: skip


def _name(number: int, syllables: tuple[str, ...]) -> str:
    base = len(syllables)
    parts = [syllables[number % base], syllables[number // base % base], syllables[(number * 7 + 3) % base]]
    first = "".join(parts[:2]) + (parts[2] if number // base**2 % 2 else "")
    last = syllables[(number * 5 + number // 11) % base] + syllables[(number // 3 + 1) % base]
    last += syllables[number // 29 % base]
    return f"{first} {last}".title() if syllables is SYLLABLES_EN else f"{first} {last}"


def _nations(count: int) -> tuple[NationNode, ...]:
    table = rows(package_path("data", "nations.tsv"))
    real = [NationNode(row["iso3"], {"en": row["label"]}) for row in table if row["kind"] == "state"]
    more = (NationNode(f"N{number:04}", {"en": _name(number, SYLLABLES_EN)}) for number in range(count))
    return tuple(sorted((real + list(more))[:count], key=lambda nation: nation.id))


def _places() -> tuple[PlaceNode, ...]:
    table = rows(package_path("data", "cities.tsv"))[::9]
    return tuple(
        PlaceNode(row["id"], {"en": row["label"]}, row["nation"], float(row["lat"]), float(row["lon"]))
        for row in table
        if row["lat"]
    )


def _actor(number: int, nations: tuple[NationNode, ...], chance: random.Random) -> ActorNode:
    names = {"ar": _name(number, SYLLABLES_AR)}
    if number % 2:
        names["en"] = _name(number, SYLLABLES_EN)
    nation = nations[min(int(chance.expovariate(4 / len(nations))), len(nations) - 1)].id
    kind = ("person", "person", "person", "organization", "group")[number % 5]
    offices = (Office("foreign_minister", nation, None, "2019-03", None),) if number % 4 == 0 else ()
    aliases = (("en", _name(number, SYLLABLES_EN).upper()),) if number % 3 == 0 else ()
    return ActorNode(f"Q{100000 + number}", kind, names, nation, aliases=aliases, offices=offices)


def _article(number: int, chance: random.Random) -> Article:
    arabic = number % 2 == 0
    words = WORDS_AR if arabic else WORDS_EN
    day = START + timedelta(days=chance.randrange(DAYS))
    source = f"صحيفة {number % SOURCES}" if arabic else f"Daily {number % SOURCES}"
    title = " ".join(chance.sample(words, 7))
    return Article(f"art-{number:06}", "", "ar" if arabic else "en", day.isoformat(), title, source,
                   f"https://news.example/{day.year}/{number}")  # fmt: skip


def _event(
    number: int,
    actors: list[ActorNode],
    states: list[ActorNode],
    places: tuple[PlaceNode, ...],
    articles: tuple[Article, ...],
    chance: random.Random,
) -> EventNode:
    kind, role = KINDS[number % 4]
    pair = (_some(actors, chance), _some(actors, chance))
    takers = sorted({actor.id: actor for actor in pair}.values(), key=lambda actor: actor.id)
    parts = [Participation(role, actor.id, None, actor.nation) for actor in takers]
    if number % 3 == 0:
        parts.append(Participation(HOSTS.get(kind, role), _some(states, chance).id))
    article = articles[chance.randrange(len(articles))]
    words = WORDS_AR if article.lang == "ar" else WORDS_EN
    text = " ".join(chance.choices(words, k=26)) + f" {number}."
    trigger = words[0]
    text = f"{trigger} {text}"
    said = EventEvidence(
        article.id, Span(0, len(text)), Span(0, len(trigger)), text, trigger, f"{kind}.rule{number % 9}"
    )
    day = START + timedelta(days=chance.randrange(DAYS))
    dated = number % 7 != 0
    place = places[min(int(chance.expovariate(8 / len(places))), len(places) - 1)] if number % 2 else None
    iso = day.isoformat()
    report = Report(article.id, f"e{number}", "held", tuple(parts), (said,), article.published)
    content = Content(article.id, Span(0, 60), text[:60], "indirect", article.lang)
    return EventNode(
        f"{kind}-{number:06}", kind, "planned" if number % 9 == 0 else "held", tuple(sorted(parts)), (report,),
        place=place.id if place else None, country=place.country if place else None, date=iso if dated else None,
        date_source="explicit" if dated else "none", earliest=iso if dated else None, latest=iso if dated else None,
        precision="day" if dated else None, contents=(content,) if kind == "statement" else (),
    )  # fmt: skip


def _some(actors: list[ActorNode], chance: random.Random) -> ActorNode:
    """One of the actors: half of the time one of the few that news are full of, else any."""
    if chance.random() < 0.5:
        return actors[min(int(chance.paretovariate(0.6)), len(actors)) - 1]
    return actors[chance.randrange(len(actors))]
