"""Which reports tell the same event, by keyed groups: the steps of `kg.graph.events`, one table each.

Reports meet in the blocks of `kg.graph.candidates`, a block a group; pairs that are alike hold components together,
of which each is joined by itself, as in one process; events meet what they may be parts of by type, actor and week.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.graph.aliases import Links
from kg.graph.candidates import block_keys, pairs_in
from kg.graph.compare import Comparison
from kg.graph.events import Edge, join_scored, scored
from kg.graph.model import EventNode
from kg.graph.parts import closeness, keys_of_part, keys_of_whole, wholes_in
from kg.ontology import event_type
from kg.spark.codec import actor_to_compare, actors_in, packed, unpack_told, unpacked
from kg.spark.components import components
from kg.spark.reports import key_of
from kg.spark.rows import Columns, Row, groups, keyed, mapped
from kg.spark.steps import Steps

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_SLIM: Columns = {"id": "string", "json": "string"}
_BLOCKS: Columns = {"block": "string", "slim": "string", "who": "array<string>"}
_EDGES: Columns = {
    "one": "string",
    "other": "string",
    "score": "double",
    "features": "string",
    "against": "string",
}
_JOINED: Columns = {"id": "string", "json": "string", "langs": "string", "decision": "string"}
_MEETING: Columns = {"at": "string", "whole": "string", "part": "string"}
_FITTING: Columns = {"id": "string", "kind": "string", "days": "int", "size": "int", "whole": "string"}
EVENTS: Columns = {
    "id": "string",
    "type": "string",
    "status": "string",
    "mode": "string",
    "date": "string",
    "earliest": "string",
    "latest": "string",
    "precision": "string",
    "place": "string",
    "country": "string",
    "actors": "array<string>",
    "articles": "array<string>",
    "sources": "int",
    "part_of": "array<string>",
    "claimed_by": "array<string>",
    "content": "string",
    "sentence": "string",
    "confidence": "double",
    "langs": "string",
    "json": "string",
}
_Features = tuple[tuple[str, float], ...]


def with_actors(reports: DataFrame, actors: DataFrame) -> DataFrame:
    """Give the reports, each with ``who``: what comparing needs of its actors."""
    from pyspark.sql import functions as F  # noqa: N812

    told = reports.filter("key IS NOT NULL").select("key", "told", "slim", "actors", "twin")
    slim = mapped(actors.select("id", "json"), _slim, _SLIM)
    who = (
        told.select("key", F.explode("actors").alias("id"))
        .join(slim, "id")
        .groupBy("key")
        .agg(F.collect_list("json").alias("who"))
    )
    return told.join(who, "key", "left")


def edges(told: DataFrame) -> DataFrame:
    """Give the pairs of reports that are the same or nearly, with their comparison, each once."""
    blocks = mapped(told.select("slim", "who"), _blocks, _BLOCKS)
    return mapped(keyed(blocks, "block"), _edges, _EDGES).dropDuplicates(["one", "other"])


def joined(told: DataFrame, edges: DataFrame, steps: Steps) -> DataFrame:
    """Give the events (``id`` is not null), parts of nothing yet, and the decisions (``decision`` is not null)."""
    from pyspark.sql import functions as F  # noqa: N812

    pairs = edges.select(F.xxhash64("one").alias("u"), F.xxhash64("other").alias("v"))
    twins = told.filter("twin IS NOT NULL").select(
        F.xxhash64("key").alias("u"), F.xxhash64("twin").alias("v")
    )
    roots = components(pairs.unionByName(twins), steps)

    def rooted(frame: DataFrame, key: str) -> DataFrame:
        own = frame.withColumn("node", F.xxhash64(key))
        return own.join(roots, "node", "left").withColumn("root", F.coalesce("root", "node")).drop("node")

    whole = rooted(told.select("key", "told", "who"), "key").unionByName(
        rooted(edges, "one"), allowMissingColumns=True
    )
    return mapped(keyed(whole, "root"), _joined, _JOINED)


def with_parts(events: DataFrame) -> DataFrame:
    """Give the events with what they are parts of, in columns."""
    from pyspark.sql import functions as F  # noqa: N812

    meeting = mapped(events.select("json"), _meeting, _MEETING)
    fitting = mapped(keyed(meeting, "at"), _fitting, _FITTING)
    nearest = fitting.groupBy("id", "kind").agg(F.min(F.struct("days", "size", "whole")).alias("best"))
    wholes = nearest.groupBy("id").agg(F.collect_list(F.struct("kind", "best.whole")).alias("wholes"))
    return mapped(events.join(wholes, "id", "left"), _events, EVENTS)


def _slim(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        (actor,) = actors_in([row["json"]]).values()
        yield {"id": row["id"], "json": packed(actor_to_compare(actor))}


def _blocks(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        told = unpack_told(row["slim"])
        for key in dict.fromkeys(block_keys(told, actors_in(row["who"] or ()))):
            yield {"block": json.dumps(key), "slim": row["slim"], "who": row["who"]}


def _edges(rows: Iterable[Row]) -> Iterator[Row]:
    for _, members in groups(rows, "block"):
        if len(members) < 2:
            continue
        told = sorted((unpack_told(row["slim"]) for row in members), key=lambda one: one.age)
        actors = actors_in(text for row in members for text in row["who"] or ())
        for one, other in pairs_in(told):
            found = scored(told[one], told[other], actors)
            if found is not None:
                yield {
                    "one": key_of(told[one]),
                    "other": key_of(told[other]),
                    "score": found.score,
                    "features": packed(found.features, _Features),
                    "against": found.against,
                }


def _joined(rows: Iterable[Row]) -> Iterator[Row]:
    for _, members in groups(rows, "root"):
        told = sorted((unpack_told(row["told"]) for row in members if row["told"]), key=lambda one: one.age)
        numbers = {key_of(one): number for number, one in enumerate(told)}
        actors = actors_in(text for row in members for text in row["who"] or ())
        pairs = [
            Edge(numbers[row["one"]], numbers[row["other"]], _comparison(row))
            for row in members
            if row["one"]
        ]
        events, decisions = join_scored(told, pairs, actors, Links())
        langs = {one.report.article: one.lang for one in told}
        for event in events:
            own = {article: langs[article] for article in event.articles if langs[article]}
            yield {"id": event.id, "json": packed(event), "langs": json.dumps(own)}
        for decision in decisions:
            yield {"decision": packed(decision)}


def _comparison(row: Row) -> Comparison:
    return Comparison(row["score"], unpacked(_Features, row["features"]), row["against"])


def _meeting(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        event = unpacked(EventNode, row["json"])
        text = packed(replace(event, reports=(), history=(), contents=()))
        for key in dict.fromkeys(keys_of_whole(event)):
            yield {"at": json.dumps(key), "whole": text}
        for key in dict.fromkeys(keys_of_part(event)):
            yield {"at": json.dumps(key), "part": text}


def _fitting(rows: Iterable[Row]) -> Iterator[Row]:
    for _, members in groups(rows, "at"):
        parts = [row["part"] for row in members if row["part"]]
        if not parts:
            continue
        wholes = [unpacked(EventNode, row["whole"]) for row in members if row["whole"]]
        wholes.sort(key=lambda event: event.id)
        for text in parts:
            event = unpacked(EventNode, text)
            for whole in wholes_in(event, wholes):
                days, size, ident = closeness(whole)
                yield {"id": event.id, "kind": whole.type, "days": days, "size": size, "whole": ident}


def _events(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        event = unpacked(EventNode, row["json"])
        wholes = {one["kind"]: one["whole"] for one in row["wholes"] or ()}
        within = event_type(event.type).link.within
        event = replace(event, part_of=tuple(wholes[kind] for kind in within if kind in wholes))
        names = (
            "id",
            "type",
            "status",
            "mode",
            "date",
            "earliest",
            "latest",
            "precision",
            "place",
            "country",
        )
        yield {
            **{name: getattr(event, name) for name in names},
            "actors": list(event.actors),
            "articles": list(event.articles),
            "sources": len(event.articles),
            "part_of": list(event.part_of),
            "claimed_by": list(event.claimed_by),
            "content": event.content,
            "sentence": event.evidence[0].text if event.evidence else None,
            "confidence": event.confidence,
            "langs": row["langs"],
            "json": packed(event),
        }
