"""The Oxigraph store of a build on the disk: made with the other outputs, and found by the graph that it holds.

A store is a folder of many files that cannot be replaced at once. So each lies in a folder named by the hash of the
N-Quads it was made of, ``store/HASH``, and the report of the build says which one belongs to the other files: while a
build puts its outputs in place, and after one that was killed, readers find the older store, whole.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kg.errors import InputError

STORE = "store"
SOURCE = "graph.nq.gz"
_REPORT = "report.json"
_HASH = re.compile(r"[0-9a-f]{16}")


def write_store(source: Path, folder: Path) -> Path:
    """Load N-Quads (packed with gzip) into a new store below `folder`, named by their hash; give its path."""
    target = folder / _name(hashlib.sha256(source.read_bytes()).hexdigest())
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        store = ox.Store(target)
        with gzip.open(source, "rb") as file:
            store.bulk_load(input=cast(IO[bytes], file), format=ox.RdfFormat.N_QUADS)
        store.optimize()
        store.flush()
        del store  # which closes it; what RocksDB wrote about its work names paths and times of this machine
        (target / "LOG").unlink(missing_ok=True)
    except (OSError, EOFError, SyntaxError, ValueError) as problem:
        raise InputError(
            f"{target}: the store cannot be written ({' '.join(str(problem).split())})"
        ) from problem
    return target


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


def _name(digest: str) -> str:
    """The first letters of a hash; anything else, as in a report that was edited, names no folder."""
    if not _HASH.fullmatch(digest[:16]):
        raise ValueError(digest)
    return digest[:16]
