"""Ask SPARQL queries of an export: by name (`ontology/queries`) or as text, in Oxigraph or in rdflib.

A query is run as it stands. SPARQL itself can reach the network (`SERVICE`, and `FROM` in rdflib), so do not run one
from somebody you do not trust. Names and other values from outside go in through `values`: they become RDF terms,
written by Oxigraph's own serialiser into a VALUES clause, where the query has the line ``# values``.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib.query import ResultRow

from kg.errors import DataError, InputError
from kg.graph.dates import bounds, precision
from kg.resources import ontology_path

Source = Path | str | ox.Store | rdflib.Graph
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_HEADER = re.compile(r"# (title|answers|parameter): (.+)")
_VALUES = re.compile(r"^[ \t]*# values[ \t]*$", re.MULTILINE)
_VARIABLE = re.compile(r"[A-Za-z][A-Za-z0-9_]*", re.ASCII)
_WEB = re.compile(r"https?://\S+")
_XSD_DATE = "http://www.w3.org/2001/XMLSchema#date"
# The first of these that a build folder holds is read.
_FILES = ("graph.nq.gz", "graph.nq", "graph.trig", "graph.ttl")
_FORMATS = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".ttl": ox.RdfFormat.TURTLE,
}


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query that ships with the package. `parameters` are the variables that may be set, with what they mean."""

    name: str
    title: str
    answers: str
    text: str
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query: names of the columns, and the rows as text (None where a variable has no value).

    The answer to ASK is one row with ``true`` or ``false``; that to CONSTRUCT or DESCRIBE has a row for each triple.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]

    def records(self) -> list[dict[str, str | None]]:
        """One dict a row, as `pandas.DataFrame` takes them."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@cache
def queries() -> Mapping[str, NamedQuery]:
    """The named queries, by name.

    >>> queries()["who_met_whom"].title
    'Who met whom, where and when'
    """
    folder = ontology_path("queries")
    paths = sorted(
        (item for item in folder.iterdir() if item.name.endswith(".rq")), key=lambda item: item.name
    )
    return {
        query.name: query for query in (_named(path.name, path.read_text(encoding="utf-8")) for path in paths)
    }


def query(source: Source, text: str, *, values: Mapping[str, str] | None = None) -> Rows:
    """Ask a query, given by name or as SPARQL text, of a build folder, a file, an Oxigraph store or an rdflib graph.

    `values` sets variables, in a query that has a line ``# values`` at the start of its pattern: an http address
    becomes an IRI, an ISO day an xsd:date, anything else a string.

    >>> query(rdflib.Dataset(), "ASK { ?s ?p ?o }").rows
    (('false',),)
    """
    sparql = _text(text, values or {})
    if isinstance(source, rdflib.Graph):
        return _ask_rdflib(source, sparql)
    store = source if isinstance(source, ox.Store) else open_store(source)
    return _ask_oxigraph(store, sparql)


def open_store(path: Path | str) -> ox.Store:
    """Read a build folder or an RDF file into an Oxigraph store in memory."""
    found = Path(path)
    if found.is_dir():
        found = next((found / name for name in _FILES if (found / name).is_file()), found)
    packed = found.suffix == ".gz"
    kind = _FORMATS.get(Path(found.stem).suffix if packed else found.suffix)
    if kind is None or not found.is_file():
        raise InputError(
            f"{path}: found no RDF to read, allowed is a folder or file with {', '.join(_FILES)}"
        )
    store = ox.Store()
    try:
        data = gzip.decompress(found.read_bytes()) if packed else found.read_bytes()
        store.bulk_load(data, format=kind)
    except (OSError, EOFError, SyntaxError, ValueError) as problem:
        raise InputError(f"{found}: cannot be read as RDF ({problem})") from problem
    return store


def _named(file: str, text: str) -> NamedQuery:
    parts: dict[str, list[str]] = {}
    for match in (_HEADER.fullmatch(line) for line in text.splitlines()):
        if match:
            parts.setdefault(match[1], []).append(match[2])
    for key in ("title", "answers"):
        if len(parts.get(key, ())) != 1:
            raise DataError(f"{file}: found {len(parts.get(key, ()))} lines '# {key}: ...', allowed is one")
    parameters = []
    for line in parts.get("parameter", ()):
        name, _, meaning = line.partition(" -- ")
        parameters.append((name.strip(), meaning.strip()))
    name = file.removesuffix(".rq")
    return NamedQuery(name, parts["title"][0], parts["answers"][0], text, tuple(parameters))


def _text(text: str, values: Mapping[str, str]) -> str:
    """The SPARQL of a query with its values set."""
    named = queries().get(text)
    if named is None:
        if _NAME.fullmatch(text):
            raise InputError(f"query: found {text!r}, allowed is SPARQL or one of {', '.join(queries())}")
    else:
        allowed = {name for name, _ in named.parameters}
        for name in values:
            if name not in allowed:
                raise InputError(
                    f"query {text}: found the value {name!r}, allowed {', '.join(sorted(allowed)) or 'none'}"
                )
    sparql = named.text if named else text
    if values and not _VALUES.search(sparql):
        raise InputError(
            "query: found values, allowed only where the query has a line '# values' in its pattern"
        )
    for name in values:
        if not _VARIABLE.fullmatch(name):
            raise InputError(
                f"query: found the variable {name!r}, allowed are letters, digits and underscores"
            )
    clauses = "".join(f"VALUES ?{name} {{ {_term(value)} }} " for name, value in sorted(values.items()))
    return _VALUES.sub(lambda _: clauses, sparql)


def _is_day(value: str) -> bool:
    return precision(value) == "day" and bounds(value) is not None and len(value) == 10


def _ask_oxigraph(store: ox.Store, sparql: str) -> Rows:
    try:
        answer = store.query(sparql)
        if isinstance(answer, ox.QueryBoolean):
            return Rows(("answer",), (("true" if answer else "false",),))
        if isinstance(answer, ox.QueryTriples):
            return Rows(
                ("subject", "predicate", "object"),
                tuple(tuple(_ox_value(term) for term in triple) for triple in answer),
            )
        columns = tuple(variable.value for variable in answer.variables)
        return Rows(columns, tuple(tuple(_ox_value(row[column]) for column in columns) for row in answer))
    except (SyntaxError, ValueError, RuntimeError, OSError) as problem:
        raise InputError(f"query: {_one_line(problem)}") from problem


def _ask_rdflib(graph: rdflib.Graph, sparql: str) -> Rows:
    try:
        answer = graph.query(sparql)
        if answer.type == "ASK":
            return Rows(("answer",), (("true" if answer.askAnswer else "false",),))
        if answer.type != "SELECT":
            rows = sorted(tuple(str(term) for term in triple) for triple in answer.graph or ())
            return Rows(("subject", "predicate", "object"), tuple(rows))
        columns = tuple(str(variable) for variable in answer.vars or ())
        found = [row for row in answer if isinstance(row, ResultRow)]
    except Exception as problem:  # rdflib's parser and functions raise whatever they come upon
        raise InputError(f"query: {_one_line(problem)}") from problem
    return Rows(
        columns, tuple(tuple(None if value is None else str(value) for value in row) for row in found)
    )


def _one_line(problem: BaseException) -> str:
    return " ".join(str(problem).split()) or type(problem).__name__


def _ox_value(term: object) -> str | None:
    if term is None:
        return None
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal, ox.BlankNode)) else str(term)


def _term(value: str) -> str:
    """A value as SPARQL writes it; Oxigraph refuses illegal addresses and escapes everything in strings."""
    try:
        if _WEB.fullmatch(value):
            return str(ox.NamedNode(value))
        return str(
            ox.Literal(value, datatype=ox.NamedNode(_XSD_DATE)) if _is_day(value) else ox.Literal(value)
        )
    except ValueError as problem:
        raise InputError(
            f"value: found {value!r}, allowed is text or a legal address ({problem})"
        ) from problem
