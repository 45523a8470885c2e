"""The merged graph as N-Quads, made where the rows are: the same lines that one process writes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from kg.graph.model import ActorNode, Decision, EventNode, Graph, NationNode, PlaceNode
from kg.graph.rdf import export_of, program_version
from kg.graph.rdf_events import (
    dated,
    decision_triples,
    event_triples,
    mention_triples,
    mentions_of,
    offices,
    report_triples,
)
from kg.graph.rdf_forms import block, nquads
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
from kg.ontology import BASE
from kg.spark.codec import actors_in, unpacked
from kg.spark.extract import article_of_row
from kg.spark.merge import Merged
from kg.spark.rows import Columns, Row, mapped

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

LINES: Columns = {"value": "string"}
_NEEDED: Columns = {"id": "string", "needed": "string"}
# The triples of one row, with the named graph that they belong to.
_Blocks = Iterator[tuple[Term | None, Iterable[Triple]]]
Work = Callable[[Row, Export], _Blocks]


def quads_frame(merged: Merged, *, base: str = BASE) -> DataFrame:
    """Give the merged graph as lines of N-Quads, in one column ``value``: the default graph, and one of each article.

    What several rows share (a day, an office, a newspaper) is written for each of them: stores take such lines for
    one, and ``.distinct()`` leaves one. The lines are then those of ``graph.nq.gz``, in another order.
    """
    from pyspark.sql import functions as F  # noqa: N812

    nations = tuple(row["json"] for row in merged.nations.select("json").collect())
    actors = _with_needed(merged.actors.select("id", "json"), merged.actors, _organizations)
    events = _with_needed(merged.events.select("id", "json", "langs", "place"), actors, _participants)
    places = merged.places.select(F.col("id").alias("place"), F.col("json").alias("where"))
    of_events = merged.decisions.filter("kind = 'event'").select("json")

    version = program_version()

    def lines(frame: DataFrame, work: Work) -> DataFrame:
        return mapped(frame, partial(_lines, work=work, nations=nations, base=base, version=version), LINES)

    return (
        lines(merged.articles, _article)
        .unionByName(lines(merged.nations.select("json"), _nation))
        .unionByName(lines(merged.places.select("json"), _place))
        .unionByName(lines(actors, _actor))
        .unionByName(lines(events.join(places, "place", "left"), _event))
        .unionByName(lines(of_events, _decision))
    )


def _with_needed(
    frame: DataFrame, actors: DataFrame, needed: Callable[[Iterable[Row]], Iterator[Row]]
) -> DataFrame:
    """Put beside each row, as ``near``, the actors (with what is near them) that its triples speak of."""
    from pyspark.sql import functions as F  # noqa: N812

    near = (
        F.array("json")
        if "near" not in actors.columns
        else F.concat(F.array("json"), F.coalesce("near", F.array()))
    )
    known = actors.select(F.col("id").alias("needed"), near.alias("texts"))
    found = (
        mapped(frame.select("id", "json"), needed, _NEEDED)
        .join(known, "needed")
        .groupBy("id")
        .agg(F.flatten(F.collect_list("texts")).alias("near"))
    )
    return frame.join(found, "id", "left")


def _organizations(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        actor = unpacked(ActorNode, row["json"])
        for needed in sorted({office.organization for office in actor.offices if office.organization}):
            yield {"id": row["id"], "needed": needed}


def _participants(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        event = unpacked(EventNode, row["json"])
        parts = (*event.participations, *(part for report in event.reports for part in report.participations))
        needed = {part.actor for part in parts} | {
            ident for content in event.contents for ident in content.about
        }
        needed |= {ident for report in event.reports for ident in report.claimed_by}
        yield from ({"id": row["id"], "needed": ident} for ident in sorted(needed))


def _lines(
    rows: Iterable[Row], *, work: Work, nations: Sequence[str], base: str, version: str
) -> Iterator[Row]:
    known = tuple(unpacked(NationNode, text) for text in nations)
    export = export_of(Graph(nations=known), base=base, version=version)
    for row in rows:
        for name, triples in work(row, export):
            for line in nquads(block(triples), name).removesuffix("\n").split("\n"):
                yield {"value": line}


def _article(row: Row, export: Export) -> _Blocks:
    article = article_of_row(row)
    own = (*article_triples(export, article), *source_triples(export, article), *run_triples(export))
    yield None, (*own, *graph_triples(export, article))
    yield iri(export.iris.graph(article.id)), own


def _nation(row: Row, export: Export) -> _Blocks:
    yield None, nation_triples(export, unpacked(NationNode, row["json"]))


def _place(row: Row, export: Export) -> _Blocks:
    yield None, place_triples(export, unpacked(PlaceNode, row["json"]))


def _decision(row: Row, export: Export) -> _Blocks:
    yield None, decision_triples(export, unpacked(Decision, row["json"]))


def _actor(row: Row, export: Export) -> _Blocks:
    names = replace(export.names, actors=actors_in([row["json"], *(row["near"] or ())]))
    yield None, actor_triples(replace(export, names=names), unpacked(ActorNode, row["json"]))


def _event(row: Row, export: Export) -> _Blocks:
    event = unpacked(EventNode, row["json"])
    place = unpacked(PlaceNode, row["where"]) if row["where"] else None
    names = replace(
        export.names, actors=actors_in(row["near"] or ()), places={place.id: place} if place else {}
    )
    export = replace(export, names=names, langs=json.loads(row["langs"]))
    mentions = mentions_of(export, event.id, event.evidence)
    own = (*event_triples(export, event, mentions), *_shared(export, event))
    yield None, (*own, *(triple for terms in mentions for triple in mention_triples(*terms)))
    for report in event.reports:
        mentions = mentions_of(export, event.id, report.evidence)
        own = tuple(report_triples(export, event, report, mentions))
        told = (triple for terms in mentions for triple in mention_triples(*terms))
        yield iri(export.iris.graph(report.article)), (*own, *told)


def _shared(export: Export, event: EventNode) -> Iterator[Triple]:
    if event.date and dated(event):
        yield from time_triples(export, event.date)
    for actor, office in offices(export, event):
        yield from membership_triples(export, actor, office)
