"""A small graph made by hand for the tests of the page: four people, three nations, two languages, two articles."""

from __future__ import annotations

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
    StatusChange,
)
from kg.model import Article, Office, Span

MEETING = "استقبل الوزير إبراهيم سليم نظيرته ماريا فوس في ميناء الفجر."
STATEMENT = "Voss said that the ferry line would open in spring."
PLAN = "Salim will travel to Norland next month."


def evidence(article: str, text: str, trigger: str, rule: str = "test.rule") -> EventEvidence:
    """The sentence `text` as if it were all of the article."""
    start = text.index(trigger)
    return EventEvidence(article, Span(0, len(text)), Span(start, start + len(trigger)), text, trigger, rule)


def event(
    ident: str,
    kind: str,
    parts: tuple[Participation, ...],
    said: tuple[EventEvidence, ...],
    *,
    status: str = "held",
    date: str | None = None,
    days: tuple[str, str] | None = None,
    place: str | None = None,
    country: str | None = None,
    contents: tuple[Content, ...] = (),
    history: tuple[StatusChange, ...] = (),
    precision: str | None = None,
) -> EventNode:
    """An event told by one report for each sentence."""
    reports = tuple(Report(item.article, "e1", status, parts, (item,)) for item in said)
    first, last = days or (None, None)
    return EventNode(
        ident, kind, status, parts, reports, history, place=place, country=country, date=date, earliest=first,
        latest=last, precision=precision, contents=contents, date_source="explicit" if date else "none",
    )  # fmt: skip


ARTICLES = (
    Article(
        "ar-1",
        MEETING,
        "ar",
        "2025-05-06",
        "لقاء في ميناء الفجر",
        "صحيفة النهر",
        "https://example.org/a?x=1&y=2",
    ),
    Article("en-1", f"{STATEMENT} {PLAN}", "en", "2025-05-20", "Ferry line to open", "River Post", None),
)


def graph() -> Graph:
    """The sample."""
    actors = (
        ActorNode(
            "Q1", "person", {"ar": "إبراهيم سليم", "en": "Ibrahim Salim"}, "SLM", "Q1",
            aliases=(("en", "Ebrahim Saleem"),), offices=(Office("transport_minister", "SLM", None, "2024-01", None),),
        ),
        ActorNode("Q2", "person", {"en": "Maria Voss"}, "NOR", "Q2"),
        ActorNode("org-1", "organization", {"ar": "هيئة الموانئ", "en": "Ports Authority"}, "SLM"),
        ActorNode("NOR", "state", {"ar": "نورلاند", "en": "Norland"}, "NOR"),
    )  # fmt: skip
    both = (
        Participation("participant", "Q1", "وزير النقل", "SLM"),
        Participation("participant", "Q2", None, "NOR"),
    )
    held = event(
        "meeting-1", "meeting", both, (evidence("ar-1", MEETING, "استقبل"), evidence("en-1", STATEMENT, "said")),
        date="2025-05-05", days=("2025-05-05", "2025-05-05"), place="fajr-SLM", country="SLM", precision="day",
        history=(StatusChange("planned", "2025-05-01", "en-1"), StatusChange("held", "2025-05-06", "ar-1")),
    )  # fmt: skip
    said = event(
        "statement-1", "statement", (Participation("speaker", "Q2"), Participation("via", "org-1")),
        (evidence("en-1", STATEMENT, "said"),),
        contents=(Content("en-1", Span(15, 51), "the ferry line would open in spring", "indirect", "en"),),
    )  # fmt: skip
    planned = event(
        "visit-1", "visit", (Participation("visitor", "Q1"), Participation("host", "NOR")),
        (evidence("en-1", PLAN, "travel"),), status="planned", date="2025-06", days=("2025-06-01", "2025-06-30"),
        country="NOR", precision="month",
    )  # fmt: skip
    nations = (
        NationNode("NOR", {"ar": "نورلاند", "en": "Norland"}),
        NationNode("SLM", {"ar": "سليمة", "en": "Salima"}),
    )
    places = (PlaceNode("fajr-SLM", {"ar": "ميناء الفجر", "en": "Fajr Port"}, "SLM", 31.0, 30.0),)
    return Graph(actors, (held, said, planned), nations, places, ARTICLES)
