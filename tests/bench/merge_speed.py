"""How the time and memory of joining grow: ``python tests/bench/merge_speed.py [MOST]`` (100,000 reports by default).

A seeded generator makes happenings and tells each several times: with another date precision, without the place, with
a participant left out, in other words, as a plan, in another language. The people and the three years stay the same
while the number grows, so that everything becomes more crowded, as in a growing archive. Each size runs in a process
of its own; the slope is that of a line through the logarithms (1 is linear, 2 is quadratic).
"""

from __future__ import annotations

import math
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

from kg.evaluation.clusters import b_cubed
from kg.graph.link import link
from kg.graph.world import World
from kg.model import Actor, Article, Event, Evidence, Extraction, Place, Span

SEED = 20251103
PEOPLE, NATIONS, DAYS, TOLD = 3000, 150, 1096, 3
SIZES = (12_500, 25_000, 50_000, 100_000)
STEEPEST = 1.35
KINDS = (
    ("meeting", "participant", 2),
    ("visit", "visitor", 1),
    ("statement", "speaker", 1),
    ("agreement", "party", 2),
)
WORDS = [
    "trade",
    "growth",
    "border",
    "talks",
    "water",
    "energy",
    "peace",
    "visa",
    "court",
    "treaty",
    "port",
    "grain",
    "steel",
    "health",
    "climate",
    "debt",
]


def reports(number: int) -> Iterator[tuple[Extraction, int]]:
    """Articles of one report each, with the happening that it tells."""
    chance = random.Random(SEED)
    made = happening = 0
    while made < number:
        kind, role, least = KINDS[happening % len(KINDS)]
        who = chance.sample(range(PEOPLE), least + chance.randrange(2))
        day = date(2023, 1, 1) + timedelta(chance.randrange(DAYS))
        city = chance.randrange(NATIONS * 3)
        words = " ".join(chance.choices(WORDS, k=10))
        for _ in range(min(1 + chance.randrange(2 * TOLD - 1), number - made)):
            yield _told(chance, made, kind, role, who, day, city, words), happening
            made += 1
        happening += 1


def _told(
    chance: random.Random, number: int, kind: str, role: str, who: list[int], day: date, city: int, words: str
) -> Extraction:
    planned = kind != "statement" and chance.random() < 0.1
    printed = day - timedelta(3) if planned else day + timedelta(chance.randrange(2))
    named = who[:-1] if len(who) > 2 and chance.random() < 0.3 else who
    when = chance.choice((day.isoformat(), day.isoformat(), f"{day:%Y-%m}", None))
    nation = f"N{city % NATIONS:02}"
    where = chance.choice((Place(f"City{city}", nation, f"city-{city}"), Place(nation, nation), None))
    if kind == "visit":
        where = where or Place(f"City{city}", nation, f"city-{city}")
    said = words if chance.random() < 0.7 else f"{words} {chance.choice(WORDS)}"
    lang = chance.choice(("ar", "en"))
    text = f"report {number} of what was told that day about it all: {said}"
    actors = tuple(
        Actor(f"a{n}", "person", f"Person {one}", (Span(0, 6),), f"Q{one + 1}", f"N{one % NATIONS:02}")
        for n, one in enumerate(named)
    )
    event = Event(
        "e1", kind, "planned" if planned else "held", (Evidence(Span(0, 6), Span(0, len(text)), "bench"),),
        {role: tuple(one.id for one in actors)}, None, where, None if kind == "statement" else when,
        "explicit" if when else "none",
        Span(text.index(said), len(text)) if kind == "statement" else None,
        "indirect" if kind == "statement" else None,
    )  # fmt: skip
    return Extraction(Article(f"x{number:06}", text, lang, printed.isoformat()), actors, (event,))


def one_size(number: int) -> None:
    """Print the number, the seconds, the megabytes that joining took on top, the events, and B³."""
    pairs = list(reports(number))
    items = [item for item, _ in pairs]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    graph = link(items, tables=World())
    seconds = time.process_time() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    found = {report.article: event.id for event in graph.events for report in event.reports}
    score = b_cubed({item.article.id: happening for item, happening in pairs}, found)
    print(number, round(seconds, 2), round(grown), len(graph.events), round(score.f1, 3))


def slope(points: list[tuple[float, float]]) -> float:
    """The slope of the best line through the logarithms of points."""
    xs, ys = [math.log(x) for x, _ in points], [math.log(max(y, 1e-9)) for _, y in points]
    mean = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mean[0]) * (y - mean[1]) for x, y in zip(xs, ys, strict=True)) / sum(
        (x - mean[0]) ** 2 for x in xs
    )


def _main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    rows: list[list[float]] = []
    print("reports  seconds  megabytes  events  B³")
    for size in SIZES:
        number = size * most // SIZES[-1]
        done = subprocess.run(
            [sys.executable, __file__, "--one", str(number)], capture_output=True, text=True, check=True
        )
        rows.append([float(part) for part in done.stdout.split()])
        print("{:7.0f}  {:7.2f}  {:9.0f}  {:6.0f}  {:.3f}".format(*rows[-1]), flush=True)
    time_slope = slope([(row[0], row[1]) for row in rows])
    print(f"slope of time {time_slope:.2f}, of memory {slope([(row[0], row[2]) for row in rows]):.2f}")
    if time_slope > STEEPEST:
        raise SystemExit(f"time grows with a slope of {time_slope:.2f}, allowed is {STEEPEST}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one_size(int(sys.argv[2]))
    else:
        _main()
