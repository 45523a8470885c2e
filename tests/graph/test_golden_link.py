"""The golden articles linked: what several of them tell is one event, in whatever language it is told."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from kg.graph.link import link
from kg.graph.model import EventNode, Graph
from kg.model import Actor, Article, Event, Evidence, Extraction, Place, Span

GOLDEN = Path(__file__).resolve().parent.parent / "golden"


def extraction(path: Path) -> Extraction:
    """An annotated article, with the English name of an actor in place of the tables' id."""
    data = json.loads(path.read_text(encoding="utf-8"))
    text = data["text"]

    def span(part: str, start: int = 0) -> Span:
        found = text.index(part, start)
        return Span(found, found + len(part))

    def ref(item: dict[str, str]) -> str | None:
        named = item["kind"] in ("person", "organization") and item.get("name") and item.get("name_en")
        return "gold-" + re.sub(r"\W+", "-", item["name_en"].lower()) if named else None

    actors = tuple(
        Actor(
            item["id"],
            item["kind"],
            item.get("name"),
            tuple(span(part) for part in item["mentions"]),
            ref(item),
            item.get("country"),
            item.get("role"),
            {"en": item["name_en"]} if item.get("name_en") else {},
        )
        for item in data["actors"]
    )
    events = tuple(
        Event(
            item["id"],
            item["type"],
            item["status"],
            tuple(
                Evidence(span(one["trigger"], span(one["evidence"]).start), span(one["evidence"]), "gold")
                for one in item["mentions"]
            ),
            {role: tuple(ids) for role, ids in item["roles"].items() if ids},
            item.get("mode"),
            Place(item["place"]["name"], item["place"].get("country")) if item.get("place") else None,
            item.get("date"),
            "explicit" if item.get("date") else "none",
            span(item["content"]) if item.get("content") else None,
            item.get("form"),
        )
        for item in data["events"]
    )
    article = Article(
        data["id"], text, data["lang"], data.get("published"), data.get("title"), data.get("source")
    )
    return Extraction(article, actors, events)


@cache
def graph() -> Graph:
    return link(extraction(path) for path in sorted(GOLDEN.glob("*.json")))


def meetings(date: str, *people: str) -> list[EventNode]:
    wanted = {f"gold-{name}" for name in people}
    return [
        event
        for event in graph().events
        if event.type == "meeting" and event.date == date and set(event.actors) == wanted
    ]


def test_hangzhou_is_one_meeting_in_three_articles_and_two_languages() -> None:
    (event,) = meetings("2025-11-03", "li-qiang", "mikhail-mishustin")
    langs = {article.lang for article in graph().articles if article.id in event.articles}
    assert (event.status, len(event.articles), langs) == ("held", 3, {"ar", "en"})


def test_the_meeting_with_xi_is_told_as_plan_and_as_fact() -> None:
    (event,) = meetings("2025-11-04", "mikhail-mishustin", "xi-jinping")
    assert event.status == "held"
    assert {change.status for change in event.history} == {"held", "planned"}


def test_three_in_beijing_are_one_meeting_and_each_pair_another() -> None:
    (three,) = meetings("2025-09-02", "ukhnaagiin-khurelsukh", "vladimir-putin", "xi-jinping")
    assert len(three.articles) == 2
    assert three.id not in {event.id for event in meetings("2025-09-02", "vladimir-putin", "xi-jinping")}


def test_no_event_takes_two_of_one_article() -> None:
    told = [len(event.reports) == len(event.articles) for event in graph().events]
    assert len(told) > 250
    assert all(told)
