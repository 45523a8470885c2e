"""The files of the RDF: all forms at once, a block at a time, so that memory does not grow with the graph."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Literal

from kg.graph.rdf_events import MENTION_TERMS, Mentions, mention_triples
from kg.graph.rdf_forms import Block, JsonLd, Turtle, nquads
from kg.graph.rdf_stencil import Stencil
from kg.graph.terms import Term
from kg.resources import ontology_path

NAMES = ("graph.ttl", "graph.trig", "graph.nq.gz", "graph.jsonld")
WITH_GRAPHS = NAMES[1:3]
# With the most work the file is a fifth smaller and takes three times as long.
_PACKED = 3
# Characters that are gathered before they are written.
_GATHERED = 1 << 18


def write_default(folder: Path, base: str, merged: Iterable[tuple[Block, Mentions]]) -> None:
    """Write the merged graph: two files whole, and the beginning of those that have named graphs too."""
    turtle, json_ld = Turtle(base), JsonLd(_context())
    stencil = Stencil(mention_triples, MENTION_TERMS, turtle, json_ld)
    with ExitStack() as stack:
        ttl, trig, packed, jsonld = (_Out(folder / name, "wb", stack) for name in NAMES)
        ttl.add(turtle.head())
        trig.add(turtle.head())
        comma = json_ld.head()
        for some, mentions in merged:
            packed.add(nquads(some), *[stencil.nquads(terms) for terms in mentions])
            body = [turtle.body(some), *[stencil.turtle(terms) for terms in mentions]]
            ttl.add(*body)
            trig.add(*body)
            jsonld.add(
                comma, ",\n".join([json_ld.body(some), *[stencil.json_ld(terms) for terms in mentions]])
            )
            comma = ",\n"
        jsonld.add(json_ld.foot())


def write_graphs(folder: Path, base: str, named: Iterable[tuple[Term, Block, Mentions]]) -> None:
    """Write the named graphs at the end of the two files that have them; of gzip that is a member of its own."""
    turtle = Turtle(base)
    stencil = Stencil(mention_triples, MENTION_TERMS, turtle, JsonLd({}))
    with ExitStack() as stack:
        trig, packed = (_Out(folder / name, "ab", stack) for name in WITH_GRAPHS)
        for name, some, mentions in named:
            packed.add(nquads(some, name), *[stencil.nquads(terms, name) for terms in mentions])
            start, end = turtle.braces(name)
            trig.add(start, turtle.body(some), *[stencil.turtle(terms) for terms in mentions], end)


class _Out:
    """A file of text that is gathered before it is written, and packed where its name ends so."""

    def __init__(self, path: Path, mode: Literal["wb", "ab"], stack: ExitStack) -> None:
        """Open the file, until `stack` is left."""
        self._file: IO[bytes] | gzip.GzipFile = stack.enter_context(path.open(mode))
        if path.suffix == ".gz":
            # neither a time nor a name in the header
            self._file = stack.enter_context(
                gzip.GzipFile(filename="", mode="wb", compresslevel=_PACKED, fileobj=self._file, mtime=0)
            )
        self._parts: list[str] = []
        self._size = 0
        stack.callback(self._flush)

    def add(self, *parts: str) -> None:
        """Add text at the end."""
        self._parts += parts
        self._size += sum(map(len, parts))
        if self._size > _GATHERED:
            self._flush()

    def _flush(self) -> None:
        self._file.write("".join(self._parts).encode("utf-8"))
        self._parts, self._size = [], 0


def _context() -> dict[str, object]:
    text = ontology_path("context.jsonld").read_text(encoding="utf-8")
    found: dict[str, object] = json.loads(text)["@context"]
    return found
