"""Progress of long work: on standard error, and only where somebody looks at it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

_T = TypeVar("_T")


def watched(items: Iterable[_T], wanted: bool, unit: str) -> Iterator[_T]:
    """Give `items` one by one, with a bar in a terminal or notebook where it is wanted.

    >>> list(watched([1, 2], False, "articles"))
    [1, 2]
    """
    if not wanted:
        yield from items
        return
    from tqdm.auto import tqdm

    # In a file or a pipe a bar is only noise; notebooks have their own kind, which is shown.
    hidden = not sys.stderr.isatty() and "ipykernel" not in sys.modules
    yield from tqdm(items, unit=f" {unit}", disable=hidden, leave=False)
