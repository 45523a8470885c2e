"""No regular expression is slower than its text is long: four times the text takes about four times as long.

``python tests/robust/test_patterns.py`` prints the worst ratio of each.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.robust.patterns import Used, call, texts, used

SIZE, TIMES = 4_000, 4
FACTOR = 8.0  # four is linear, sixteen quadratic
NOISE = 0.004  # seconds; what takes less for the longer text is linear, or too quick to matter
PATTERNS = used()


def seconds(work: Callable[[str], object], text: str, rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work(text)
        taken.append(time.process_time() - start)
    return min(taken)


def worst(item: Used, size: int = SIZE) -> tuple[float, float, str]:
    """The largest ratio of times over all texts, with the seconds for the longer one and how that begins."""
    found = (0.0, 0.0, "")
    for method in item.methods:
        work = call(item.pattern, method)
        for short, long in zip(texts(item.pattern, size), texts(item.pattern, size * TIMES), strict=True):
            after = seconds(work, long, 1)
            if after <= NOISE:
                found = max(found, (0.0, after, ""))
                continue
            after = seconds(work, long, 3)
            found = max(
                found,
                (after / max(seconds(work, short, 3), 1e-6), after, f"{method} {short[:4]!r}…{short[-4:]!r}"),
            )
    return found


def test_there_are_patterns() -> None:
    assert len(PATTERNS) >= 35


def test_a_slow_pattern_is_found() -> None:
    assert worst(Used("bad", re.compile(r"(a|b)*c+d"), ("search",)), 400)[0] > FACTOR


@pytest.mark.parametrize("item", PATTERNS, ids=[item.place for item in PATTERNS])
def test_a_pattern_is_linear(item: Used) -> None:
    ratio, _, text = worst(item)
    assert ratio < FACTOR, text


if __name__ == "__main__":
    print("| pattern | method | worst ratio for 4 × the text | seconds | on |\n|---|---|---|---|---|")
    for one in PATTERNS:
        ratio, after, text = worst(one)
        shown = f"{ratio:.1f}" if ratio else f"under {1000 * NOISE:.0f} ms"
        print(
            f"| `{one.place}` | {', '.join(one.methods)} | {shown} | {after:.4f} | {text and f'`{text}`'} |",
            flush=True,
        )
