"""What a user's English spaCy pipeline adds, both ways: ``python tests/bench/spacy_base.py`` or pytest.

The same articles without a base, with its entities alone, with its parse alone, and with both as ``kg.nlp("en",
base=…)`` has them: F1 of events found, of their roles and of events right in everything on annotated articles, and
attribution on PolNeAR (named sources, verbs of saying). Left out where the pipeline or the articles are not there.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.evaluate import evaluate
from kg.evaluation.gold import read_gold
from kg.extract.hints import Adviser, Hints
from kg.extract.tokens import Tokens
from kg.interchange import dump, to_record
from kg.model import Article
from kg.pipeline import extract
from kg.spacy_advice import advice

sys.path.insert(0, str(Path(__file__).parent))
import polnear
from attribution import LEVELS, RIGHT

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = {
    "annotated": ROOT.parent / "shared" / "eval" / "dev",
    "golden": ROOT / "tests" / "golden",
    "styles": ROOT / "tests" / "golden" / "styles",
}
USED = {"no base": "", "entities": "mentions", "parse": "subjects", "both": "mentions subjects"}
SCOPE = "… and a name"
MAY_LOSE = 0.01  # F1 that a base may cost on annotated articles: a little more than one role of one event


def installed() -> Language | None:
    """The English pipeline, if it is installed."""
    try:
        return spacy.load(polnear.MODEL)
    except OSError:
        return None


def adviser(base: Language, used: str) -> Adviser | None:
    """The hints of `base` that are named in `used`. What it has read once is kept, as each text is read four times."""

    @cache
    def read(text: str) -> Doc:
        return base(text)

    def advise(tokens: Tokens) -> Hints:
        found = advice(read(tokens.text), tokens)
        return Hints(
            found.mentions if "mentions" in used else (), found.subjects if "subjects" in used else {}
        )

    return advise if used else None


def attribution(adviser: Adviser | None) -> Iterator[str]:
    """Precision, recall and F1 of content, source and both on PolNeAR."""
    table = polnear.score(
        polnear.articles(),
        lambda text: polnear.attributions(text, extract(Article("a", text, lang="en"), adviser=adviser)),
    )
    for part in RIGHT:
        yield f"{part} {table[SCOPE, part, LEVELS[0]]}"


def events(folder: Path, adviser: Adviser | None) -> dict[str, tuple[float, float, float]]:
    """F1 of events, roles and events right in everything, by type."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as file:
        for item in read_gold(folder, "en"):
            file.write(f"{dump(to_record(extract(item.article, adviser=adviser)))}\n")
        file.flush()
        done = evaluate(folder, file.name, lang="en")
    return {
        kind: (found.f1, done.roles[kind].f1, done.strict[kind].f1) for kind, found in done.events.items()
    }


@pytest.mark.parametrize("folder", FOLDERS.values(), ids=list(FOLDERS))
def test_a_base_does_no_harm(folder: Path) -> None:
    base = installed()
    if base is None or not folder.is_dir():
        pytest.skip("no English pipeline, or no articles")
    alone, helped = (events(folder, adviser(base, USED[name]))["all"] for name in ("no base", "both"))
    assert all(b >= a - MAY_LOSE for a, b in zip(alone, helped, strict=True))


if __name__ == "__main__":
    pipeline = installed()
    if pipeline is None:
        sys.exit(f"{polnear.MODEL} is not installed")
    for name, used in USED.items():
        hints = adviser(pipeline, used)
        print(name)
        for title, folder in FOLDERS.items():
            if folder.is_dir():
                rows = events(folder, hints).items()
                print(f"  {title:10}", *(f"{kind} " + "/".join(f"{x:.3f}" for x in f) for kind, f in rows))
        if polnear.FOLDER.is_dir():
            print("  polnear   ", " | ".join(attribution(hints)))
