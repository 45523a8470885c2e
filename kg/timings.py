"""How long each step of a build took."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

_T = TypeVar("_T")


class Clock:
    """How long each step took, for `timings.json`."""

    def __init__(self) -> None:
        """Begin with no step."""
        self._seconds: dict[str, float] = {}

    def time(self, name: str, work: Callable[[], _T]) -> _T:
        """Do a step and take its time."""
        start = time.perf_counter()
        result = work()
        self._seconds[name] = time.perf_counter() - start
        return result

    def timed(self, name: str, items: Iterable[_T]) -> Iterator[_T]:
        """Take the time until the last item is given."""
        start = time.perf_counter()
        yield from items
        self._seconds[name] = time.perf_counter() - start

    def add(self, seconds: Mapping[str, float]) -> None:
        """Add what another process took beside this one."""
        self._seconds.update(seconds)

    @property
    def seconds(self) -> dict[str, float]:
        """The seconds of each step, to the millisecond."""
        return {name: round(value, 3) for name, value in self._seconds.items()}

    def to_json(self) -> str:
        """The content of `timings.json`."""
        return json.dumps({"seconds": self.seconds}, indent=1) + "\n"
