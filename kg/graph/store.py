"""Ask SPARQL queries of an export: by name (`ontology/queries`) or as text, in Oxigraph or in rdflib.

No query reaches the network (`kg.graph.guard`). Values from outside go in through `values`: they become RDF terms,
written by Oxigraph's own serialiser into a VALUES clause, where the query has the line ``# values``.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import DataError, InputError
from kg.graph.answers import Rows as Rows
from kg.graph.answers import shared_kinds
from kg.graph.dates import bounds, precision
from kg.graph.disk import store_in, stored
from kg.graph.guard import refuse_network, update_in
from kg.ontology import PREFIXES
from kg.resources import ontology_path

if TYPE_CHECKING:
    import rdflib

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_HEADER = re.compile(r"# (title|answers|parameter): (.+)")
_VALUES = re.compile(r"^[ \t]*# values[ \t]*$", re.MULTILINE)
_VARIABLE = re.compile(r"[A-Za-z][A-Za-z0-9_]*", re.ASCII)
_WEB = re.compile(r"https?://\S+")
_XSD = PREFIXES["xsd"]
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


def query(
    source: Path | str | ox.Store | rdflib.Graph, text: str, *, values: Mapping[str, str] | None = None
) -> Rows:
    """Ask a query, given by name or as SPARQL text, of a build folder, a file, an Oxigraph store or an rdflib graph.

    `values` sets variables, in a query that has a line ``# values`` at the start of its pattern: an http address
    becomes an IRI, an ISO day an xsd:date, anything else a string.

    >>> query(ox.Store(), "ASK { ?s ?p ?o }").rows
    (('false',),)
    """
    sparql = sparql_of(text, values or {})
    if isinstance(source, Path | str):
        return ask_oxigraph(open_store(source), sparql)
    return ask_oxigraph(source, sparql) if isinstance(source, ox.Store) else _ask_rdflib(source, sparql)


def open_store(path: Path | str, *, make: bool = True) -> ox.Store:
    """Open the store of a build folder for reading, and `make` it where there is none yet.

    An RDF file, or a folder that has no store and can get none, is read into memory.
    """
    found = Path(path)
    if found.is_dir():
        known = stored(found) if make else store_in(found)
        if known is not None:
            try:
                return ox.Store.read_only(str(known))
            except (OSError, RuntimeError, ValueError):
                pass  # written by another version of Oxigraph, or damaged: the files say the same
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


def sparql_of(text: str, values: Mapping[str, str]) -> str:
    """The SPARQL of a query with its values set; one that could reach the network is refused."""
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
    refuse_network(sparql)
    return _VALUES.sub(lambda _: clauses, sparql)


def _is_day(value: str) -> bool:
    return precision(value) == "day" and bounds(value) is not None and len(value) == 10


def ask_oxigraph(store: ox.Store, sparql: str) -> Rows:
    """Run a query in Oxigraph."""
    return rows_from(*serialized(store, sparql))


def serialized(store: ox.Store, sparql: str) -> tuple[bool, bytes]:
    """Run a query in Oxigraph: whether the answer is triples, and these as sorted N-Triples or else rows as JSON."""
    try:
        answer = store.query(sparql)
        if isinstance(answer, ox.QueryTriples):
            found = ox.serialize(answer, format=ox.RdfFormat.N_TRIPLES) or b""
            return True, b"".join(sorted(set(found.splitlines(keepends=True))))
        return False, answer.serialize(format=ox.QueryResultsFormat.JSON) or b""
    except (SyntaxError, ValueError, RuntimeError, OSError) as problem:
        raise _refused(sparql, problem) from problem


def rows_from(triples: bool, content: bytes) -> Rows:
    """The answer that `serialized` wrote."""
    if triples:
        lines = tuple(content.decode("utf-8").splitlines())
        found = (quad.triple for quad in ox.parse(content, format=ox.RdfFormat.N_TRIPLES))
        rows = tuple(tuple(_ox_value(term) for term in triple) for triple in found)
        return Rows(("subject", "predicate", "object"), rows, triples=lines)
    answer = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
    if isinstance(answer, ox.QueryBoolean):
        return Rows(("answer",), (("true" if answer else "false",),), (f"{_XSD}boolean",))
    columns = tuple(variable.value for variable in answer.variables)
    terms = [[row[column] for column in columns] for row in answer]
    kinds = [[None if term is None else _ox_kind(term) for term in row] for row in terms]
    rows = tuple(tuple(_ox_value(term) for term in row) for row in terms)
    return Rows(columns, rows, shared_kinds(kinds, len(columns)))


def _ask_rdflib(graph: rdflib.Graph, sparql: str) -> Rows:
    from rdflib.plugins.sparql import prepareQuery
    from rdflib.query import ResultRow

    try:
        prepared = prepareQuery(sparql, initNs=dict(graph.namespaces()))
        if prepared.algebra.datasetClause:  # Oxigraph takes graphs of the store alone
            raise InputError(
                "query: found FROM, allowed is GRAPH: rdflib would load graphs from their addresses"
            )
        answer = graph.query(prepared)
        if answer.type == "ASK":
            return Rows(("answer",), (("true" if answer.askAnswer else "false",),), (f"{_XSD}boolean",))
        if answer.type != "SELECT":
            text = answer.graph.serialize(format="nt") if answer.graph is not None else ""
            lines = sorted(line for line in text.splitlines(keepends=True) if line.strip())
            return rows_from(True, "".join(lines).encode("utf-8"))
        columns = tuple(str(variable) for variable in answer.vars or ())
        found = [row for row in answer if isinstance(row, ResultRow)]
    except InputError:
        raise
    except Exception as problem:  # rdflib's parser and functions raise whatever they come upon
        raise _refused(sparql, problem) from problem
    kinds = [[None if one is None else str(getattr(one, "datatype", None)) for one in row] for row in found]
    return Rows(
        columns,
        tuple(tuple(None if one is None else str(one) for one in row) for row in found),
        shared_kinds(kinds, len(columns)),
    )


def _refused(sparql: str, problem: BaseException) -> InputError:
    update = update_in(sparql)
    if update:
        return InputError(
            f"query: found an update ({update}), allowed are SELECT, ASK, CONSTRUCT and DESCRIBE"
        )
    return InputError(f"query: {_one_line(problem)}")


def _one_line(problem: BaseException) -> str:
    return " ".join(str(problem).split()) or type(problem).__name__


def _ox_value(term: object) -> str | None:
    if term is None:
        return None
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal, ox.BlankNode)) else str(term)


def _ox_kind(term: object) -> str:
    return term.datatype.value if isinstance(term, ox.Literal) else ""


def _term(value: str) -> str:
    """A value as SPARQL writes it; Oxigraph refuses illegal addresses and escapes everything in strings."""
    try:
        if _WEB.fullmatch(value):
            return str(ox.NamedNode(value))
        return str(
            ox.Literal(value, datatype=ox.NamedNode(f"{_XSD}date")) if _is_day(value) else ox.Literal(value)
        )
    except ValueError as problem:
        raise InputError(
            f"value: found {value!r}, allowed is text or a legal address ({problem})"
        ) from problem
