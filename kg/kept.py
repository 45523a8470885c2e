"""Extractions kept on disk, so that a build does only what is new and a killed build goes on from where it was."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from types import TracebackType

from kg.interchange import Record, dump

_KEY = 64


class Kept:
    """A file of lines, a key and a record each. Lines are only ever added, so that a kill costs the last one at most.

    Use it as a context manager; only one process may write.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, cutting off a line that was not written to its end; there need be none."""
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._places: dict[str, int] = {}
        end = 0
        self._file = path.open("a+b")
        self._file.seek(0)
        for line in self._file:
            if not line.endswith(b"\n"):
                break
            self._places[line[:_KEY].decode("ascii", "replace")] = end
            end += len(line)
        self._file.truncate(end)
        self._end = end

    def get(self, key: str) -> Record | None:
        """The record kept under a key; None where there is none, or none that can be read."""
        place = self._places.get(key)
        if place is None:
            return None
        self._file.seek(place)
        try:
            record = json.loads(self._file.readline()[_KEY + 1 :])
        except (ValueError, RecursionError):
            return None
        return record if isinstance(record, dict) else None

    def put(self, key: str, record: Record) -> None:
        """Keep a record under a key."""
        line = f"{key} {dump(record)}\n".encode()
        self._file.write(line)
        self._file.flush()
        self._places[key] = self._end
        self._end += len(line)

    def drop_all_but(self, keys: Collection[str]) -> None:
        """Forget what is not under `keys`; the file is replaced at once, or not at all."""
        if set(self._places) <= set(keys):
            return
        fresh = self._path.with_suffix(".new")
        places: dict[str, int] = {}
        end = 0
        with fresh.open("wb") as target:
            for key in sorted(set(keys) & set(self._places)):
                self._file.seek(self._places[key])
                line = self._file.readline()
                target.write(line)
                places[key] = end
                end += len(line)
        self._file.close()
        fresh.replace(self._path)
        self._file = self._path.open("a+b")
        self._places, self._end = places, end

    def __enter__(self) -> Kept:
        """Give the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._file.close()
