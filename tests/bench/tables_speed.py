"""The name tables: how long loading takes, and how many words a second are looked up.

Run it as ``python -m tests.bench.tables_speed`` from the repository's folder. Each loading happens in a process of its
own, since a process reads the tables once. Times are processor time on one core, so that other work on the machine
disturbs little. A look-up asks the names' and the titles' automaton at each word, as
extraction does; its rate stands beside that of cutting the same texts with a bare regular expression, in the same
run, so that the figures of two machines can be compared. The texts are the shipped sample articles.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kg.extract import language, lexicon
from kg.extract.tokens import Tokens, tokenize
from kg.resources import languages

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 3  # the best of them counts: other work on the machine only ever slows a run
REPEATS = 20  # the sample articles are short; together with this they take long enough to be timed
MAX_LOADING = 0.5  # seconds
MIN_RATE = 500_000  # words a second
_WORD = re.compile(r"\w+|[^\w\s]")
_LOADING = """
import time
from kg.extract import lexicon
start = time.process_time()
for code in {codes!r}:
    lexicon.load(code)
print(time.process_time() - start)
"""


def loading(*codes: str) -> float:
    """Seconds that loading all tables of these languages takes in a fresh process, without starting Python."""
    command = [sys.executable, "-c", _LOADING.format(codes=codes)]
    return min(
        float(subprocess.run(command, capture_output=True, check=True, text=True, cwd=ROOT).stdout)
        for _ in range(ROUNDS)
    )


def texts(code: str) -> list[str]:
    """The sample articles of a language."""
    lines = (ROOT / "kg" / "examples" / f"{code}.jsonl").read_text(encoding="utf-8").splitlines()
    return [str(json.loads(line)["text"]) for line in lines if line.strip()]


def seconds(work: Callable[[], object]) -> float:
    """The fastest of `ROUNDS` times that `work` takes."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def look_up(cut: list[Tokens], tables: lexicon.Lexicon) -> int:
    """Look up names and title words at each token of all texts; give the number of hits."""
    hits = 0
    names, words = tables.names, tables.vocabulary
    for _ in range(REPEATS):
        for tokens in cut:
            for i, (norm, low) in enumerate(zip(tokens.norms, tokens.lowers, strict=True)):
                if norm in names.lengths:
                    hits += len(names.all_at(tokens.norms, i))
                if low in words.lengths:
                    hits += len(words.all_at(tokens.lowers, i))
    return hits


def regex(articles: list[str]) -> int:
    """Cut all texts with a bare regular expression; give the number of pieces."""
    return sum(len(_WORD.findall(text)) for _ in range(REPEATS) for text in articles)


def rates(code: str) -> tuple[int, float, float]:
    """The words of a language's texts, and how many a second are looked up and are cut by the bare expression."""
    tables, articles = lexicon.load(code), texts(code)
    cut = [tokenize(text, language.load(code), tables.known) for text in articles]
    words = REPEATS * sum(len(text.split()) for text in articles)
    return words, words / seconds(partial(look_up, cut, tables)), words / seconds(partial(regex, articles))


def main() -> int:
    """Print two tables; the exit code tells whether the targets are met."""
    codes = languages()
    print("tables of  forms   loading s")
    for group in [(code,) for code in codes] + [codes]:
        forms = sum(len(lexicon.load(code).names.entries) for code in group)
        loaded = loading(*group)
        print(f"{'+'.join(group):9}  {forms:6,}  {loaded:9.3f}")
    print("texts in   words    look-up words/s  regex words/s  ratio")
    slowest = float("inf")
    for code in codes:
        words, own, bare = rates(code)
        slowest = min(slowest, own)
        print(f"{code:9}  {words:7,}  {own:15,.0f}  {bare:13,.0f}  {own / bare:5.2f}")
    met = loaded < MAX_LOADING and slowest > MIN_RATE
    print(f"targets: all loaded in {MAX_LOADING} s, over {MIN_RATE:,} words/s: {'met' if met else 'missed'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
