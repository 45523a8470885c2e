"""The Oxigraph store of a build on the disk: made when it is first asked for, and found by the graph that it holds.

To make it takes longer than all other outputs together, and not every build is asked. Once there is one, each build
makes the next with its other outputs.

A store is a folder of many files that cannot be replaced at once. So each lies in a folder named by the hash of the
N-Quads it was made of, ``store/HASH``, and the report of the build says which one belongs to the other files: while a
build puts its outputs in place, and after one that was killed, readers find the older store, whole.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError

STORE = "store"
SOURCE = "graph.nq.gz"
_REPORT = "report.json"
_FRESH = ".fresh"
_HASH = re.compile(r"[0-9a-f]{16}")
# Bytes of N-Quads that are loaded at a time: Oxigraph holds them in memory, seven times as large.
_AT_ONCE = 20_000_000


def write_store(source: Path, folder: Path) -> Path:
    """Load N-Quads (packed with gzip) into a new store below `folder`, named by their hash; give its path."""
    with source.open("rb") as file:
        target = folder / _name(hashlib.file_digest(file, "sha256").hexdigest())
    _fill(source, target)
    return target


def stored(folder: Path) -> Path | None:
    """The store of a build folder, made now where there is none yet; None where none can be made.

    None can be where nothing is built, where the folder must not be written or the disk is full. What the store would
    hold can be read from the other files then.
    """
    found = store_in(folder)
    if found is not None or not (folder / _REPORT).is_file() or not (folder / SOURCE).is_file():
        return found
    try:
        (folder / STORE).mkdir(exist_ok=True)
        with _alone(folder / STORE):
            if (found := store_in(folder)) is None:  # somebody may have made it while this one waited
                _make(folder)
    except (OSError, InputError):
        pass
    return store_in(folder)


def has_stores(folder: Path) -> bool:
    """Whether a build folder was asked for a store before, which the next build makes anew then."""
    return any(_HASH.fullmatch(path.name) for path in (folder / STORE).glob("*"))


def store_in(folder: Path) -> Path | None:
    """The store that belongs to the files of a build folder, None where there is none."""
    try:
        report = json.loads((folder / _REPORT).read_text(encoding="utf-8"))
        path = folder / STORE / _name(report["files"][SOURCE])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return path if (path / "CURRENT").is_file() else None


def put_in_place(stage: Path, folder: Path) -> None:
    """Move the new store of a build beside the older one. Until the report is replaced, readers go on with that."""
    for fresh in sorted((stage / STORE).glob("*")):
        (folder / STORE).mkdir(exist_ok=True)
        target = folder / STORE / fresh.name
        if target.exists():  # the graph has not changed, and somebody may be reading
            shutil.rmtree(fresh)
        else:
            fresh.replace(target)


def drop_older(folder: Path) -> None:
    """Remove the stores that belong to no output any more."""
    kept = store_in(folder)
    for path in sorted((folder / STORE).glob("*")):
        if path != kept and _HASH.fullmatch(path.name):
            shutil.rmtree(path, ignore_errors=True)


def _make(folder: Path) -> None:
    fresh = folder / STORE / _FRESH
    try:
        made = write_store(folder / SOURCE, fresh)
        target = folder / STORE / made.name
        shutil.rmtree(target, ignore_errors=True)  # what is there is no whole store
        made.replace(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _fill(source: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        store = ox.Store(target)
        with gzip.open(source, "rb") as file:
            while lines := file.readlines(_AT_ONCE):
                # lenient: the addresses were checked when they were made
                store.bulk_load(b"".join(lines), format=ox.RdfFormat.N_QUADS, lenient=True)
        store.optimize()
        store.flush()
        del store  # which closes it; what RocksDB wrote about its work names paths and times of this machine
        (target / "LOG").unlink(missing_ok=True)
    except (OSError, EOFError, SyntaxError, ValueError) as problem:
        raise InputError(
            f"{target}: the store cannot be written ({' '.join(str(problem).split())})"
        ) from problem


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until nobody else makes a store here; the lock ends with the process, however that ends."""
    try:
        import fcntl
    except ImportError:  # Windows: two at once are up to the user
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _name(digest: str) -> str:
    """The first letters of a hash; anything else, as in a report that was edited, names no folder."""
    if not _HASH.fullmatch(digest[:16]):
        raise ValueError(digest)
    return digest[:16]
