"""How the answers of a graph grow with its size: ``python tests/bench/knowledge_speed.py [COPIES]``.

The sample articles are copied, each copy weeks apart so that its events stay its own, and asked the same questions at
two sizes. `growth` is the time at double the size over that at the single: 2 is linear, 4 would be quadratic.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import kg
from kg.graph.link import link
from kg.model import Extraction
from kg.report import Report
from kg.resources import package_path

APART = timedelta(days=40)
QUESTIONS: dict[str, Callable[[kg.Knowledge], object]] = {
    "events": lambda g: g.events,
    "actors": lambda g: g.actors,
    "filter": lambda g: g.filter(nation="China", since="2020"),
    "summary": lambda g: g._repr_html_(),
    "view": lambda g: g.view(),
    "network": lambda g: g.network(),
    "ties": lambda g: g.ties(),
    "communities": lambda g: g.communities(by="actor"),
    "first_contacts": lambda g: g.first_contacts(),
    "speakers": lambda g: g.speakers(),
    "review": lambda g: g.review(),
    "timeline": lambda g: g.timeline(),
}


def copies(found: list[Extraction], number: int) -> list[Extraction]:
    made = []
    for copy in range(number):
        for item in found:
            day = date.fromisoformat(item.article.published or "2025-01-01") - copy * APART
            article = replace(item.article, id=f"{item.article.id}-{copy}", published=day.isoformat())
            events = tuple(
                replace(event, date=day.isoformat() if event.date else None) for event in item.events
            )
            made.append(replace(item, article=article, events=events))
    return made


def graph_of(found: list[Extraction]) -> kg.Knowledge:
    return kg.Knowledge(link(found), Report({}), None, lambda: tuple(found))


def seconds(question: Callable[[kg.Knowledge], object], g: kg.Knowledge) -> float:
    start = time.perf_counter()
    question(g)
    return time.perf_counter() - start


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    found = kg.extract(sorted(Path(str(package_path("examples"))).glob("*.jsonl")))
    once, twice = (graph_of(copies(found, n)) for n in (number, 2 * number))
    for question in QUESTIONS.values():
        question(graph_of(copies(found, 1)))  # what is loaded when first asked for counts for neither
    print(f"{'':16}{len(once):>9,}{len(twice):>9,}  events")
    for name, question in QUESTIONS.items():
        first, second = seconds(question, once), seconds(question, twice)
        print(f"{name:16}{first:9.2f}{second:9.2f}  seconds, growth {second / first:.1f}")


if __name__ == "__main__":
    main()
