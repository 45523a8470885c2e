"""All bad inputs once, and the table of ``docs/bad_inputs.md``: ``python -m tests.robust.table [CLASS …]``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.robust.bad_inputs import cases
from tests.robust.running import run

HEAD = (
    "class",
    "inputs",
    "articles",
    "skipped",
    "notes",
    "events",
    "quads",
    "slowest read",
    "of",
    "build",
    "peak memory",
    "wrong",
)


def main(wanted: list[str]) -> int:
    """Print a row a class, and what is wrong below; 1 where anything is."""
    every = cases()
    kinds = [kind for kind in dict.fromkeys(case.kind for case in every) if not wanted or kind in wanted]
    print(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}")
    wrong: list[str] = []
    total = 0
    for kind in kinds:
        own = [case for case in every if case.kind == kind]
        with tempfile.TemporaryDirectory() as folder:
            done = run(kind, own, Path(folder))
        total += done.inputs
        print(f"| {kind} | {done.inputs} | {done.articles:,} | {done.skipped:,} | {done.notes:,} | {done.events:,} | {done.triples:,} | {done.slowest:.1f} s | {done.slowest_name} "
              f"| {done.build_seconds:.1f} s | {done.memory:,.0f} MB | {len(done.wrong)} |", flush=True)  # fmt: skip
        wrong += [f"{kind}: {text}" for text in done.wrong]
    print(f"\n{total} inputs, {len(wrong)} wrong")
    print("\n".join(wrong))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
