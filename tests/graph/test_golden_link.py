"""The golden articles linked: what several of them tell is one event, in whatever language it is told."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from kg.graph.link import link
from kg.graph.model import EventNode, Graph

sys.path.insert(0, str(Path(__file__).parent))
from annotated import extraction

GOLDEN = Path(__file__).resolve().parent.parent / "golden"


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
