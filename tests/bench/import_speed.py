"""How long `import kg` takes, beside what an analyst imports anyway: ``python tests/bench/import_speed.py``.

Each import runs in a fresh interpreter, several times in turn so that what else the machine does falls on all alike;
the median counts, less the interpreter's own start. `import kg` is to stay under a second and loads no spaCy.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

TURNS = 7
IMPORTS = ("pass", "import kg", "import networkx", "import pandas", "import rdflib", "import spacy")
LIMIT = 1.0


def seconds(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


def main() -> int:
    taken: dict[str, list[float]] = {code: [] for code in IMPORTS}
    for code in IMPORTS:
        seconds(code)  # the first time reads from the disk
    for _ in range(TURNS):
        for code in IMPORTS:
            taken[code].append(seconds(code))
    bare = statistics.median(taken["pass"])
    own = statistics.median(taken["import kg"]) - bare
    print(f"{'':18}  seconds  of import kg")
    for code in IMPORTS[1:]:
        median = statistics.median(taken[code]) - bare
        print(f"{code:18}  {median:7.3f}  {median / own:11.1f}")
    print(f"{'under' if own < LIMIT else 'OVER'} {LIMIT:.0f} s")
    return own >= LIMIT


if __name__ == "__main__":
    raise SystemExit(main())
