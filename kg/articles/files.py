"""From what a user names (files, folders, ``-``) to single files, in an order that does not depend on the disk."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.articles.values import Skipped
from kg.errors import InputError

FORMATS = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".txt": "text", ".html": "html", ".htm": "html",
}  # fmt: skip
STDIN = "-"
# A folder with this file is where `kg build` puts its outputs: never itself an input.
BUILT = ".kg-build"


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: its name as shown to the user, the format ("any" where the name does not tell), packed or not."""

    path: str
    format: str
    packed: bool = False


def files_of(paths: Sequence[str | Path]) -> Iterator[File | Skipped]:
    """Name the files below `paths`, each once. A path that does not exist is an `InputError`: the user mistyped it.

    Within a folder, files are sorted, hidden ones are left out, links to folders are not followed, and a file of
    another kind is given as `Skipped`.
    """
    seen: set[str] = set()
    for path in map(str, paths):
        if path != STDIN and not Path(path).exists():
            raise InputError(f"{path}: no such file or folder")
    for path in map(str, paths):
        if path == STDIN:
            yield File(STDIN, "any")
            continue
        found = _below(path) if Path(path).is_dir() else iter((_file(path, named=True),))
        for item in found:
            real = os.path.realpath(item.path)
            if real not in seen:
                seen.add(real)
                yield item


def _below(folder: str) -> Iterator[File | Skipped]:
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError as problem:
            yield Skipped(shown(here), None, f"the folder cannot be read ({problem.strerror})")
            continue
        if any(entry.name == BUILT for entry in entries):
            yield Skipped(shown(here), None, "a folder of outputs of a build")
            continue
        folders = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            elif entry.is_dir():
                yield Skipped(shown(entry.path), None, "a link to a folder, which is not followed")
            else:
                yield _file(entry.path, named=False)
        waiting.extend(reversed(folders))


def _file(path: str, *, named: bool) -> File | Skipped:
    """Tell the format by the name. A file that the user named himself may have any name and may be a pipe."""
    packed = path.lower().endswith(".gz")
    kind = FORMATS.get(Path(path[:-3] if packed else path).suffix.lower())
    if kind is None and not named:
        return Skipped(
            shown(path), None, f"not an article file, allowed {', '.join(sorted(FORMATS))} and these with .gz"
        )
    try:
        mode = Path(path).stat().st_mode
    except OSError as problem:
        return Skipped(shown(path), None, f"cannot be read ({problem.strerror})")
    if not stat.S_ISREG(mode) and not (named and stat.S_ISFIFO(mode)):
        return Skipped(shown(path), None, "no regular file")
    return File(path, kind or "any", packed)


def shown(path: str) -> str:
    """A path as it may be printed and written: bytes that are no UTF-8 in a file name are shown as escapes."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")
