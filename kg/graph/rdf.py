"""The graph as RDF: named graphs for the articles, the merged graph as the default graph, and files of each format.

Every file has the same bytes for the same graph: quads are sorted, no node is blank, no time is written.
"""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, serialize

from kg.graph.iri import Iris
from kg.graph.labels import Names
from kg.graph.model import EventNode, Graph, Report
from kg.graph.rdf_events import decision_triples, event_triples, report_triples
from kg.graph.rdf_nodes import (
    Export,
    actor_triples,
    article_triples,
    graph_triples,
    nation_triples,
    place_triples,
    run_triples,
)
from kg.graph.terms import Triple, term
from kg.graph.world import World, world
from kg.ontology import BASE, PREFIXES
from kg.resources import ontology_path

if TYPE_CHECKING:
    from rdflib import Dataset

_DISTRIBUTION = "diplograph"
_UNUSED = ("owl", "sh")
_TYPE = term("rdf:type")
_STRING = term("xsd:string")


def quads(
    graph: Graph, *, base: str = BASE, version: str | None = None, tables: World | None = None
) -> list[Quad]:
    """Give the whole export, sorted: the merged graph first, then the named graph of each article.

    >>> quads(Graph()) == quads(Graph())
    True
    """
    export = _export(graph, base, version, tables)
    found = [Quad(*triple, DefaultGraph()) for triple in set(_merged(export, graph))]
    by_article: dict[str, list[tuple[EventNode, Report]]] = {}
    for event in graph.events:
        for report in event.reports:
            by_article.setdefault(report.article, []).append((event, report))
    for article in graph.articles:
        name = NamedNode(export.iris.graph(article.id))
        triples = set(article_triples(export, article)) | set(run_triples(export))
        for event, report in by_article.get(article.id, ()):
            triples |= set(report_triples(export, event, report))
        found.extend(Quad(*triple, name) for triple in triples)
    found.sort(key=_order)
    return found


def merged(found: Iterable[Quad]) -> list[Quad]:
    """Keep the quads of the default graph."""
    return [quad for quad in found if isinstance(quad.graph_name, DefaultGraph)]


def dataset(graph: Graph, *, base: str = BASE, version: str | None = None) -> Dataset:
    """Give the export as an rdflib `Dataset`: the merged graph as its default graph, a named graph for each article.

    >>> len(dataset(Graph())) > 0
    True
    """
    from rdflib import Dataset

    found = Dataset()
    for prefix, namespace in PREFIXES.items():
        found.bind(prefix, namespace)
    lines = serialize(quads(graph, base=base, version=version), format=RdfFormat.N_QUADS) or b""
    found.parse(data=lines.decode("utf-8"), format="nquads")
    return found


def dataset_of(store: Store) -> Dataset:
    """Give an Oxigraph store as an rdflib `Dataset`, without a copy: rdflib's methods, Oxigraph's queries.

    >>> len(list(dataset_of(Store()).quads()))
    0
    """
    from oxrdflib import OxigraphStore
    from rdflib import Dataset

    class Reading(OxigraphStore):
        """`Dataset.graph` adds the graph that it is asked for, which a store that is only read refuses."""

        def add_graph(self, graph: object) -> None:
            """Do nothing: one that is not there is empty."""

    found = Dataset(store=Reading(store=store))
    for prefix, namespace in PREFIXES.items():
        found.bind(prefix, namespace)
    return found


def write_rdf(
    graph: Graph, folder: Path, *, base: str = BASE, version: str | None = None
) -> tuple[Path, ...]:
    """Write ``graph.ttl``, ``graph.trig``, ``graph.nq.gz`` and ``graph.jsonld`` into `folder`; give their paths."""
    found = quads(graph, base=base, version=version)
    one = merged(found)
    files = {
        "graph.ttl": turtle(one, base=base),
        "graph.trig": trig(found, base=base),
        "graph.nq.gz": nquads_gz(found),
        "graph.jsonld": json_ld(one),
    }
    paths = []
    for name, content in files.items():
        path = folder / name
        path.write_bytes(content)
        paths.append(path)
    return tuple(paths)


def turtle(found: Iterable[Quad], *, base: str = BASE) -> bytes:
    """Write quads of the default graph as Turtle."""
    triples = (quad.triple for quad in found)
    return _sorted_head(serialize(triples, format=RdfFormat.TURTLE, prefixes=_prefixes(base)))


def trig(found: Iterable[Quad], *, base: str = BASE) -> bytes:
    """Write quads as TriG."""
    return _sorted_head(serialize(found, format=RdfFormat.TRIG, prefixes=_prefixes(base)))


def nquads_gz(found: Iterable[Quad]) -> bytes:
    """Write quads as sorted N-Quads, packed with gzip; neither a time nor a file name goes into its header."""
    lines = sorted((serialize(found, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True))
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=packed, mtime=0) as file:
        file.writelines(lines)
    return packed.getvalue()


def json_ld(found: Iterable[Quad]) -> bytes:
    """Write quads of the default graph as JSON-LD with its context inside, one node a line.

    A node's keys are the short names of the context. Reading it needs no access to any other file.
    """
    context = json.loads(ontology_path("context.jsonld").read_text(encoding="utf-8"))["@context"]
    nodes: dict[str, dict[str, list[object]]] = {}
    for quad in found:
        node = nodes.setdefault(_iri(quad.subject), {})
        key, value = _json_pair(quad.predicate, quad.object, context)
        node.setdefault(key, []).append(value)
    lines = (
        json.dumps(
            {"@id": ident, **{key: _single(values) for key, values in node.items()}}, ensure_ascii=False
        )
        for ident, node in nodes.items()
    )
    head = json.dumps(context, ensure_ascii=False)
    return ('{"@context": ' + head + ',\n"@graph": [\n' + ",\n".join(lines) + "\n]}\n").encode("utf-8")


def program_version() -> str:
    """The version of the installed package, or 0 where it runs without being installed."""
    try:
        return installed_version(_DISTRIBUTION)
    except PackageNotFoundError:
        return "0"


def _export(graph: Graph, base: str, version: str | None, tables: World | None) -> Export:
    known = world() if tables is None else tables
    return Export(
        iris=Iris(base),
        names=Names.of(graph),
        office_names=known.office_names,
        known_names=known.actors,
        langs={article.id: article.lang for article in graph.articles if article.lang},
        version=program_version() if version is None else version,
    )


def _merged(export: Export, graph: Graph) -> Iterator[Triple]:
    yield from run_triples(export)
    for article in graph.articles:
        yield from article_triples(export, article)
        yield from graph_triples(export, article)
    for nation in graph.nations:
        yield from nation_triples(export, nation)
    for place in graph.places:
        yield from place_triples(export, place)
    for actor in graph.actors:
        yield from actor_triples(export, actor)
    for event in graph.events:
        yield from event_triples(export, event)
    for decision in graph.decisions:
        if decision.kind == "event":
            yield from decision_triples(export, decision)


def _order(quad: Quad) -> tuple[str, str, bool, str, str]:
    """By graph (the default graph first), subject, predicate with types first, and object."""
    name = "" if isinstance(quad.graph_name, DefaultGraph) else _iri(quad.graph_name)
    return (name, _iri(quad.subject), quad.predicate != _TYPE, quad.predicate.value, str(quad.object))


def _iri(node: object) -> str:
    if not isinstance(node, NamedNode):
        raise TypeError(f"found {node}, allowed in an export are only nodes with an IRI")
    return node.value


def _prefixes(base: str) -> dict[str, str]:
    own = {kind: f"{base}{kind}/" for kind in ("actor", "event", "nation", "place")}
    return {key: value for key, value in PREFIXES.items() if key not in _UNUSED} | own


def _sorted_head(written: bytes | None) -> bytes:
    """Sort the lines of the prefixes, which the serialiser writes in an order that changes from run to run."""
    lines = (written or b"").splitlines(keepends=True)
    end = next((number for number, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    return b"".join([*sorted(lines[:end]), *lines[end:]])


def _short(iri: str) -> str:
    """The prefixed name of a term, the whole IRI where no prefix fits."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if prefix not in _UNUSED and local != iri and local.replace("-", "").isalnum():
            return f"{prefix}:{local}"
    return iri


def _json_pair(predicate: NamedNode, value: object, context: dict[str, object]) -> tuple[str, object]:
    if predicate == _TYPE and isinstance(value, NamedNode):
        return "@type", _short(value.value)
    name = _short(predicate.value)
    local = name.removeprefix("d:")
    key = local if local in context else name
    if isinstance(value, NamedNode):
        return key, value.value if isinstance(context.get(key), dict) else {"@id": value.value}
    if not isinstance(value, Literal):
        return key, {"@id": _iri(value)}
    if value.language:
        return key, {"@value": value.value, "@language": value.language}
    if value.datatype != _STRING:
        return key, {"@value": value.value, "@type": _short(value.datatype.value)}
    return key, value.value


def _single(values: list[object]) -> object:
    return values[0] if len(values) == 1 else values
