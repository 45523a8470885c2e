"""The results of single articles to one graph, as tables: the same as one process makes of the same articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from kg.graph.events import by_node
from kg.graph.link import nation_node, nations_in
from kg.graph.model import ActorNode, Decision, EventNode, Graph, NationNode, PlaceNode
from kg.graph.world import world
from kg.spark import actors as who
from kg.spark import events as what
from kg.spark import reports as told
from kg.spark.codec import packed, unpacked
from kg.spark.extract import FIELDS, article_of_row
from kg.spark.rows import Columns, Row, mapped
from kg.spark.steps import Steps
from kg.spark.unique import unique

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_T = TypeVar("_T")
_CODES: Columns = {"code": "string"}
NATIONS: Columns = {"id": "string", "name": "string", "qid": "string", "json": "string"}
DECISIONS: Columns = {
    "kind": "string",
    "node": "string",
    "other": "string",
    "score": "double",
    "reason": "string",
    "accepted": "boolean",
    "json": "string",
}
# The tables that `kg.spark.write_frames` writes.
TABLES = ("actors", "events", "mentions", "places", "nations", "decisions", "articles", "problems")


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged graph as tables; ``json`` is in each the whole node as `kg.graph.model` has it.

    `problems` are the rows that gave no article (skipped), those at which the extraction broke off (failed), and what
    could not be used of others (noted).
    """

    articles: DataFrame
    actors: DataFrame
    events: DataFrame
    mentions: DataFrame
    places: DataFrame
    nations: DataFrame
    decisions: DataFrame
    problems: DataFrame


def merge_frames(found: DataFrame, work: str) -> Merged:
    """Join what the articles say into one graph, by keyed groups.

    `found` is the result of `extract_frame`; `work` is a folder that all machines reach, where the tables between the
    steps are written, and from which the result reads: remove it when the result is written elsewhere. An article id
    that several rows bear is one article where the text is the same; of other texts, the first by hash keeps it.
    """
    from pyspark.sql import functions as F  # noqa: N812

    steps = Steps(work)
    found = steps.keep("found", found)
    articles, lost = unique(found)
    nodes = steps.keep("nodes", who.nodes(articles, steps))
    actors = steps.keep("actors", who.actors(nodes))
    placed = told.placed(articles, nodes)
    reports = steps.keep("reports", told.reports(placed))
    places = steps.keep("places", told.places(reports))
    compared = steps.keep("compared", what.with_actors(reports, actors))
    edges = steps.keep("edges", what.edges(compared))
    joined = steps.keep("joined", what.joined(compared, edges, steps))
    alone = joined.filter("id IS NOT NULL").select("id", "json", "langs")
    events = steps.keep("events", what.with_parts(alone))
    reasons = (
        joined.filter("decision IS NOT NULL")
        .select("decision")
        .unionByName(nodes.select(F.explode("why").alias("decision")))
    )
    noted = found.select("id", F.lit("noted").alias("status"), F.explode("notes").alias("reason"))
    return Merged(
        articles=articles.select(*FIELDS),
        actors=actors,
        events=events,
        mentions=told.mentions(placed),
        places=places,
        nations=_nations(actors, events, places),
        decisions=mapped(reasons, _decisions, DECISIONS),
        problems=lost.unionByName(noted),
    )


def graph_of(merged: Merged) -> Graph:
    """Bring the tables to this process as the graph that `kg.build` makes, for what fits into its memory."""
    in_articles: dict[str, set[str]] = {}
    for row in merged.mentions.select("actor", "article").distinct().toLocalIterator():
        in_articles.setdefault(row["actor"], set()).add(row["article"])
    actors = (
        replace(actor, articles=tuple(sorted(in_articles[actor.id])))
        for actor in _all(ActorNode, merged.actors)
    )
    articles = [article_of_row(row.asDict()) for row in merged.articles.collect()]
    decisions = _all(Decision, merged.decisions)
    by_kind = {kind: [one for one in decisions if one.kind == kind] for kind in ("actor", "event")}
    return Graph(
        actors=tuple(sorted(actors, key=lambda one: one.id)),
        events=tuple(sorted(_all(EventNode, merged.events), key=lambda one: one.id)),
        nations=tuple(sorted(_all(NationNode, merged.nations), key=lambda one: one.id)),
        places=tuple(sorted(_all(PlaceNode, merged.places), key=lambda one: one.id)),
        articles=tuple(sorted(articles, key=lambda one: one.id)),
        decisions=(
            *sorted(by_kind["actor"], key=lambda one: (one.node, one.other)),
            *sorted(by_kind["event"], key=by_node),
        ),
    )


def _all(kind: type[_T], frame: DataFrame) -> list[_T]:
    return [unpacked(kind, row["json"]) for row in frame.select("json").collect()]


def _nations(actors: DataFrame, events: DataFrame, places: DataFrame) -> DataFrame:
    from pyspark.sql import functions as F  # noqa: N812

    named = [
        frame.select(F.lit(kind).alias("kind"), "json")
        for kind, frame in (("actor", actors), ("event", events), ("place", places))
    ]
    codes = mapped(named[0].unionByName(named[1]).unionByName(named[2]), _codes, _CODES).distinct()
    states = actors.filter("kind = 'state'").select(F.col("id").alias("code"), "json")
    return mapped(codes.join(states, "code", "left"), _nation_rows, NATIONS)


def _codes(rows: Iterable[Row]) -> Iterator[Row]:
    done: set[str] = set()
    for row in rows:
        kind, text = row["kind"], row["json"]
        found = nations_in(
            [unpacked(ActorNode, text)] if kind == "actor" else (),
            [unpacked(EventNode, text)] if kind == "event" else (),
            [unpacked(PlaceNode, text)] if kind == "place" else (),
        )
        yield from ({"code": code} for code in sorted(found - done))
        done |= found


def _nation_rows(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        state = unpacked(ActorNode, row["json"]) if row["json"] else None
        nation = nation_node(row["code"], world(), state)
        yield {"id": nation.id, "name": nation.label(), "qid": nation.qid, "json": packed(nation)}


def _decisions(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        one = unpacked(Decision, row["decision"])
        yield {name: getattr(one, name) for name in DECISIONS if name != "json"} | {"json": row["decision"]}
