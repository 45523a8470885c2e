"""The accuracy gate: floors of three F1 figures by language and type: events, their actors, everything right.

On the project's own golden articles, and on those in the styles of other outlets, it always runs. On the
annotated articles of ``../shared`` it runs where that folder stands beside the repository. A floor lies a
little below what was measured when it was set: raise it when the rules get better, never lower it to let a
change pass.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kg.evaluate import Evaluation, evaluate

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
FOLDERS = {
    "golden": GOLDEN,
    "styles": GOLDEN / "styles",
    "annotated": ROOT.parent / "shared" / "eval" / "dev",
}
FLOORS = [
    # articles, language, type, F1 of events found, of their actors, of events right in everything
    ("golden", "ar", "statement", 0.97, 0.95, 0.92),
    ("golden", "ar", "meeting", 0.88, 0.81, 0.59),
    ("golden", "ar", "visit", 0.90, 0.89, 0.80),
    ("golden", "ar", "agreement", 0.95, 0.90, 0.76),
    ("golden", "en", "statement", 0.95, 0.91, 0.82),
    ("golden", "en", "meeting", 0.86, 0.73, 0.51),
    ("golden", "en", "visit", 0.94, 0.94, 0.79),
    ("golden", "en", "agreement", 0.94, 0.88, 0.46),
    ("styles", "ar", "statement", 0.96, 0.87, 0.78),
    ("styles", "ar", "meeting", 0.85, 0.74, 0.55),
    ("styles", "ar", "visit", 0.87, 0.76, 0.73),
    ("styles", "ar", "agreement", 0.94, 0.81, 0.57),
    ("styles", "en", "statement", 0.95, 0.92, 0.87),
    ("styles", "en", "meeting", 0.81, 0.65, 0.39),
    ("styles", "en", "visit", 0.90, 0.90, 0.62),
    ("styles", "en", "agreement", 0.83, 0.83, 0.55),
    ("annotated", "ar", "statement", 0.92, 0.85, 0.75),
    ("annotated", "ar", "meeting", 0.86, 0.81, 0.57),
    ("annotated", "ar", "visit", 0.94, 0.80, 0.72),
    ("annotated", "ar", "agreement", 0.93, 0.71, 0.55),
    ("annotated", "en", "statement", 0.97, 0.89, 0.83),
    ("annotated", "en", "meeting", 0.87, 0.82, 0.54),
    ("annotated", "en", "visit", 0.91, 0.84, 0.67),
    ("annotated", "en", "agreement", 0.79, 0.72, 0.55),
]


@cache
def figures(articles: str, lang: str) -> Evaluation:
    """The evaluation of one set of articles, made once."""
    folder = FOLDERS[articles]
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here")
    return evaluate(folder, lang=lang)


@pytest.mark.parametrize(("articles", "lang", "kind", "found", "actors", "strict"), FLOORS)
def test_events_stay_above_the_floors(
    articles: str, lang: str, kind: str, found: float, actors: float, strict: float
) -> None:
    got = figures(articles, lang)
    assert got.events[kind].f1 >= found
    assert got.roles[kind].f1 >= actors
    assert got.strict[kind].f1 >= strict


@pytest.mark.parametrize(("articles", "lang"), [(a, c) for a in FOLDERS for c in ("ar", "en")])
def test_actor_mentions_are_found_and_grouped(articles: str, lang: str) -> None:
    found = figures(articles, lang).mentions
    assert found.recall >= 0.93
    assert found.b3_precision >= 0.95 and found.b3_recall >= 0.90
