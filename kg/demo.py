"""The graph of the sample articles: the function behind ``kg demo``."""

from __future__ import annotations

from contextlib import ExitStack
from importlib.resources import as_file
from pathlib import Path

from kg.build import build
from kg.knowledge import Knowledge
from kg.resources import package_path

FOLDER = "kg-demo"


def demo(output: str | Path = FOLDER, *, progress: bool | None = None) -> Knowledge:
    """Build the sample articles that ship with the package, in every language, into the folder `output`."""
    samples = (item for item in package_path("examples").iterdir() if item.name.endswith(".jsonl"))
    with ExitStack() as stack:
        paths = [stack.enter_context(as_file(item)) for item in sorted(samples, key=lambda item: item.name)]
        return build(paths, output, progress=progress)
