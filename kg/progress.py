"""Progress of long work: on standard error, and only where somebody looks at it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

_T = TypeVar("_T")


def watched(items: Iterable[_T], wanted: bool | None, unit: str) -> Iterator[_T]:
    """Give `items` one by one, with a bar in a terminal or notebook where it is wanted; None is in notebooks only.

    >>> list(watched([1, 2], False, "articles"))
    [1, 2]
    """
    notebook = _in_notebook()
    # In a file or a pipe a bar is only noise; notebooks have their own kind, which is shown.
    if not (notebook if wanted is None else wanted and (notebook or sys.stderr.isatty())):
        yield from items
        return
    from tqdm.auto import tqdm

    yield from tqdm(items, unit=f" {unit}", leave=False)


def _in_notebook() -> bool:
    """Does this code run in a notebook? Other packages may have imported its modules without one."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return getattr(shell, "kernel", None) is not None
