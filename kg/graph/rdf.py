"""The graph as RDF: named graphs for the articles, the merged graph as the default graph, and files of each format.

Every file has the same bytes for the same graph: no node is blank, no time is written, and the order is given. First
comes what events refer to (nations, actors, places, offices, times), then a block for each article and each event in
the order of their ids, then the named graphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from kg.graph.iri import Iris
from kg.graph.labels import Names
from kg.graph.model import EventNode, Graph, Report
from kg.graph.rdf_events import (
    Mentions,
    dated,
    decision_triples,
    event_triples,
    mention_triples,
    mentions_of,
    offices,
    report_triples,
)
from kg.graph.rdf_files import NAMES, write_default, write_graphs
from kg.graph.rdf_forms import Block, block, nquads
from kg.graph.rdf_nodes import (
    Export,
    actor_triples,
    article_triples,
    graph_triples,
    membership_triples,
    nation_triples,
    place_triples,
    run_triples,
    source_triples,
    time_triples,
)
from kg.graph.terms import Term, Triple, iri
from kg.graph.world import World, world
from kg.model import Article
from kg.ontology import BASE, PREFIXES

if TYPE_CHECKING:
    from rdflib import Dataset

_DISTRIBUTION = "diplograph"


def quads(
    graph: Graph, *, base: str = BASE, version: str | None = None, tables: World | None = None
) -> list[Quad]:
    """Give the whole export: the merged graph first, then the named graph of each article.

    >>> quads(Graph()) == quads(Graph())
    True
    """
    lines = "".join(line_blocks(graph, base=base, version=version, tables=tables))
    return list(parse(lines, format=RdfFormat.N_QUADS))


def line_blocks(
    graph: Graph, *, base: str = BASE, version: str | None = None, tables: World | None = None
) -> Iterator[str]:
    """Give the whole export as N-Quads, some lines at a time, in the order of `quads`."""
    export = export_of(graph, base=base, version=version, tables=tables)
    for some, mentions in merged_parts(export, graph):
        yield nquads(some)
        yield from (nquads(block(mention_triples(*terms))) for terms in mentions)
    for name, some, mentions in named_parts(export, graph):
        yield nquads(some, name)
        yield from (nquads(block(mention_triples(*terms)), name) for terms in mentions)


def merged(found: Iterable[Quad]) -> list[Quad]:
    """Keep the quads of the default graph."""
    return [quad for quad in found if isinstance(quad.graph_name, DefaultGraph)]


def merged_parts(export: Export, graph: Graph) -> Iterator[tuple[Block, Mentions]]:
    """Give the merged graph in blocks, each with the terms of mentions beside it (`mention_triples`).

    All triples of a subject are in one of them, and nowhere twice.
    """
    yield block(_shared(export, graph)), ()
    for article in graph.articles:
        yield block((*article_triples(export, article), *graph_triples(export, article))), ()
    for event in graph.events:
        mentions = mentions_of(export, event.id, event.evidence)
        yield block(event_triples(export, event, mentions)), mentions
    of_events = (one for one in graph.decisions if one.kind == "event")
    for _, some in groupby(sorted(of_events, key=lambda one: one.node), key=lambda one: one.node):
        yield block(triple for decision in some for triple in decision_triples(export, decision)), ()


def named_parts(export: Export, graph: Graph) -> Iterator[tuple[Term, Block, Mentions]]:
    """Give the name and the triples of each article's graph, in the order of the articles."""
    by_article: dict[str, list[tuple[EventNode, Report]]] = {}
    for event in graph.events:
        for report in event.reports:
            by_article.setdefault(report.article, []).append((event, report))
    for article in graph.articles:
        yield named_part(export, article, by_article.get(article.id, ()))


def named_part(
    export: Export, article: Article, told: Iterable[tuple[EventNode, Report]]
) -> tuple[Term, Block, Mentions]:
    """Give the name and the triples of the graph of one article, made of its own reports of events."""
    triples = [*article_triples(export, article), *source_triples(export, article), *run_triples(export)]
    mentions: list[tuple[Term, ...]] = []
    for event, report in told:
        own = mentions_of(export, event.id, report.evidence)
        triples.extend(report_triples(export, event, report, own))
        mentions.extend(own)
    return iri(export.iris.graph(article.id)), block(triples), mentions


def dataset(graph: Graph, *, base: str = BASE, version: str | None = None) -> Dataset:
    """Give the export as an rdflib `Dataset`: the merged graph as its default graph, a named graph for each article.

    >>> len(dataset(Graph())) > 0
    True
    """
    from rdflib import Dataset

    found = Dataset()
    for prefix, namespace in PREFIXES.items():
        found.bind(prefix, namespace)
    found.parse(data="".join(line_blocks(graph, base=base, version=version)), format="nquads")
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
    graph: Graph, folder: Path, *, base: str = BASE, version: str | None = None, tables: World | None = None
) -> tuple[Path, ...]:
    """Write ``graph.ttl``, ``graph.trig``, ``graph.nq.gz`` and ``graph.jsonld`` into `folder`; give their paths."""
    write_merged(graph, folder, base=base, version=version, tables=tables)
    write_named(graph, folder, base=base, version=version, tables=tables)
    return tuple(folder / name for name in NAMES)


def write_merged(
    graph: Graph, folder: Path, *, base: str = BASE, version: str | None = None, tables: World | None = None
) -> None:
    """Write the part of `write_rdf` that is the merged graph."""
    export = export_of(graph, base=base, version=version, tables=tables)
    write_default(folder, base, merged_parts(export, graph))


def write_named(
    graph: Graph, folder: Path, *, base: str = BASE, version: str | None = None, tables: World | None = None
) -> None:
    """Write the named graphs at the end of ``graph.trig`` and ``graph.nq.gz``, as `write_rdf` does."""
    export = export_of(graph, base=base, version=version, tables=tables)
    write_graphs(folder, base, named_parts(export, graph))


def program_version() -> str:
    """The version of the installed package, or 0 where it runs without being installed."""
    try:
        return installed_version(_DISTRIBUTION)
    except PackageNotFoundError:
        return "0"


def export_of(
    graph: Graph, *, base: str = BASE, version: str | None = None, tables: World | None = None
) -> Export:
    """What all parts of the export of a graph need."""
    known = world() if tables is None else tables
    return Export(
        iris=Iris(base),
        names=Names.of(graph),
        office_names=known.office_names,
        known_names=known.actors,
        langs={article.id: article.lang for article in graph.articles if article.lang},
        version=program_version() if version is None else version,
    )


def _shared(export: Export, graph: Graph) -> Iterator[Triple]:
    """What events and articles refer to, and several may."""
    yield from run_triples(export)
    for source in {article.source: article for article in graph.articles}.values():
        yield from source_triples(export, source)
    for nation in graph.nations:
        yield from nation_triples(export, nation)
    for place in graph.places:
        yield from place_triples(export, place)
    for actor in graph.actors:
        yield from actor_triples(export, actor)
    for date in dict.fromkeys(event.date for event in graph.events if event.date and dated(event)):
        yield from time_triples(export, date)
    for holder, office in dict.fromkeys(held for event in graph.events for held in offices(export, event)):
        yield from membership_triples(export, holder, office)
