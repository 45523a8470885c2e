"""English time expressions against the TempEval-3 platinum files: ``python tests/bench/te3.py`` or pytest.

The files are free for research and are no part of the repository; the check is skipped where they are absent.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import timeml

FOLDER = timeml.BENCH / "te3"
FLOOR = 0.9


def documents() -> list[tuple[str, str, str]]:
    """Name, day of publication and annotated body of each file."""
    out = []
    for path in sorted(FOLDER.glob("*.tml")):
        markup = path.read_text(encoding="utf-8")
        published = re.search(r'<DCT>.*?value="([\d-]+)"', markup, re.DOTALL)
        body = re.search(r"<TEXT>(.*)</TEXT>", markup, re.DOTALL)
        if published and body:
            out.append((path.name, published[1], body[1]))
    return out


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the TempEval-3 files are not there")
def test_accuracy() -> None:
    assert timeml.add([timeml.score(body, "en", day) for _, day, body in documents()]).accuracy >= FLOOR


if __name__ == "__main__":
    for name, day, body in documents():
        for words, gold, ours in timeml.differences(body, "en", day):
            if gold not in (ours or "").split():
                print(f"{name} {day}: {words!r} is {gold or 'not annotated'}, we say {ours}")
    print(timeml.add([timeml.score(body, "en", day) for _, day, body in documents()]))
