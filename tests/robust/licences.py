"""The licences of what the package needs at run time, from the metadata of the installed distributions.

``python -m tests.robust.licences > docs/licences.md`` writes the list anew; a test compares.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / ".ci" / "requirements.txt"
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+)", re.MULTILINE)
HEAD = """# Licences

What `pip install diplograph` brings, with the versions of `.ci/requirements.txt`, and what each says of its licence. Made by `python -m tests.robust.licences`. The vendored JavaScript (vis-network: MIT or Apache-2.0; world-atlas: ISC) has its licences beside it, in `kg/render/vendor`; the data tables have theirs in `kg/data/SOURCES*.md`.

| package | version | licence |
|---|---|---|
"""
ALLOWED = re.compile(
    r"MIT|BSD|Apache|ISC|MPL|Mozilla|PSF|Python Software|Unlicense|0BSD|Zlib|CC0|public domain", re.IGNORECASE
)


def pinned() -> list[tuple[str, str]]:
    """Names and versions of the lock."""
    return PINNED.findall(LOCK.read_text(encoding="utf-8"))


def licence(name: str) -> str | None:
    """The licence as the distribution says it, in one line; None where it is not installed."""
    try:
        data = distribution(name).metadata
    except PackageNotFoundError:
        return None
    classes = [
        row.rsplit(" :: ", 1)[1]
        for row in data.get_all("Classifier") or ()
        if row.startswith("License ::") and row.count("::") > 1
    ]
    told = (
        data.get("License-Expression")
        or ", ".join(sorted(set(classes)))
        or (data.get("License") or "").strip().split("\n")[0]
    )
    return told[:80] or "not said"


def page() -> str:
    """The page of the docs."""
    rows = [f"| {name} | {version} | {licence(name)} |\n" for name, version in pinned()]
    return HEAD + "".join(rows)


if __name__ == "__main__":
    sys.stdout.write(page())
