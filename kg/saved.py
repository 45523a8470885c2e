"""The graph on disk and back: the function behind ``kg.open``.

The graph is one packed JSON file with everything in it, the texts of the articles too, so that what is opened is what
was built. Leave that file out where a folder is passed on and the articles must not be.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, get_type_hints

from kg.errors import InputError
from kg.graph.model import Graph
from kg.interchange import from_record, read_records
from kg.knowledge import Knowledge
from kg.model import Extraction
from kg.report import Report

if TYPE_CHECKING:
    from pydantic import TypeAdapter

GRAPH = "graph.json.gz"
# So many nodes are turned into text at a time, so that the whole text is never in memory.
_PIECE = 1_000


def open_folder(folder: str | Path) -> Knowledge:
    """Open what `kg.build` or ``g.save`` wrote to `folder`, without reading any article again.

    Raises `InputError` where the folder holds no build, or one of another version of the package.

    >>> import kg, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = kg.build({"id": "a", "text": "Putin met Xi Jinping in Beijing.", "lang": "en"}, folder)
    ...     kg.open(folder).report.articles
    1
    """
    from kg.build import settle

    here = Path(folder)
    settle(here)
    graph = read_graph(here / GRAPH)
    return Knowledge(graph, _report(here), here, lambda: _extractions(here, graph))


def write_graph(graph: Graph, path: Path) -> None:
    """Write a graph to `path`, the same bytes for the same graph."""
    with (
        path.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=raw, mtime=0) as file,
    ):
        start = "{"
        for name, adapter in _parts().items():
            file.write(f'{start}"{name}":['.encode("ascii"))
            items, comma, start = getattr(graph, name), b"", ","
            for first in range(0, len(items), _PIECE):
                file.write(comma + adapter.dump_json(items[first : first + _PIECE])[1:-1])
                comma = b","
            file.write(b"]")
        file.write(b"}")


def read_graph(path: Path) -> Graph:
    """Read a graph that `write_graph` wrote; an `InputError` says why it cannot be read."""
    from pydantic import ValidationError

    if not path.is_file():
        raise InputError(f"{path.parent}: found no {path.name}, allowed is a folder that `kg build` wrote")
    try:
        return _adapter().validate_json(gzip.decompress(path.read_bytes()))
    except (OSError, EOFError, zlib.error) as problem:
        raise InputError(f"{path}: cannot be read ({problem})") from problem
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the whole"
        raise InputError(
            f"{path}, {place}: {first['msg']}, allowed is a graph of this version; build the folder again"
        ) from problem


@cache
def _parts() -> Mapping[str, TypeAdapter[tuple[object, ...]]]:
    """What writes each part of a graph."""
    from pydantic import TypeAdapter

    return {name: TypeAdapter(kind) for name, kind in get_type_hints(Graph).items()}


@cache
def _adapter() -> TypeAdapter[Graph]:
    from pydantic import TypeAdapter

    return TypeAdapter(Graph)


def _report(folder: Path) -> Report:
    path = folder / "report.json"
    try:
        return Report.from_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(f"{path}: cannot be read ({problem})") from problem


def _extractions(folder: Path, graph: Graph) -> tuple[Extraction, ...]:
    articles = {article.id: article for article in graph.articles}
    found = []
    for record in read_records(folder / "events.jsonl"):
        ident = str(record["id"])
        if ident not in articles:
            raise InputError(
                f"{folder}/events.jsonl: found the article {ident!r}, which {GRAPH} does not hold"
            )
        found.append(from_record(record, articles[ident]))
    return tuple(found)
