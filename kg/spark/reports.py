"""What single articles tell, with the nodes of their actors: reports, places, mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.graph.compare import Told
from kg.graph.link import reports_of
from kg.graph.model import PlaceNode
from kg.graph.together import id_of
from kg.graph.world import world
from kg.spark.codec import pack_told, packed, to_compare, unpacked
from kg.spark.extract import extraction_of
from kg.spark.rows import Columns, Row, groups, keyed, mapped

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

# `twin` is the report of the same article whose event would get the same id.
REPORTS: Columns = {
    "key": "string",
    "told": "string",
    "slim": "string",
    "actors": "array<string>",
    "twin": "string",
    "place": "string",
    "article": "string",
    "json": "string",
}
PLACES: Columns = {
    "id": "string",
    "name": "string",
    "country": "string",
    "lat": "double",
    "lon": "double",
    "json": "string",
}
MENTIONS: Columns = {"article": "string", "actor": "string", "start": "int", "end": "int", "text": "string"}


def placed(articles: DataFrame, nodes: DataFrame) -> DataFrame:
    """Put the nodes of its actors beside each article."""
    from pyspark.sql import functions as F  # noqa: N812

    of = nodes.groupBy(F.col("article").alias("id")).agg(
        F.collect_list(F.struct("local", "node")).alias("nodes")
    )
    return articles.join(of, "id", "left")


def reports(placed: DataFrame) -> DataFrame:
    """Give the reports of all articles (``key`` is not null) and the places that they name (``place`` is not null)."""
    return mapped(placed, _reports, REPORTS)


def places(reports: DataFrame) -> DataFrame:
    """Give the places of all articles, of the result of `reports`."""
    named = reports.filter("place IS NOT NULL").select("place", "article", "json")
    return mapped(keyed(named, "place", "article"), _places, PLACES)


def mentions(placed: DataFrame) -> DataFrame:
    """Give each place where an article names or describes an actor; without one, a row without place."""
    return mapped(placed, _mentions, MENTIONS)


def key_of(told: Told) -> str:
    """What a report is called, in decisions too."""
    return "#".join(told.key)


def _nodes(row: Row) -> dict[str, str]:
    return {one["local"]: one["node"] for one in row["nodes"] or ()}


def _reports(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        item = extraction_of(row)
        node_of = {(item.article.id, local): node for local, node in _nodes(row).items()}
        named: dict[str, PlaceNode] = {}
        first: dict[str, str] = {}
        for told in reports_of(item, node_of, named, world()):
            key = key_of(told)
            twin = first.setdefault(id_of(told), key)
            yield {
                "key": key,
                "told": pack_told(told),
                "slim": pack_told(to_compare(told)),
                "actors": sorted({part.actor for part in told.report.participations}),
                "twin": twin if twin != key else None,
            }
        for ident, place in named.items():
            yield {"place": ident, "article": item.article.id, "json": packed(place)}


def _places(rows: Iterable[Row]) -> Iterator[Row]:
    for ident, members in groups(rows, "place"):
        names: dict[str, str] = {}
        for row in members:
            place = unpacked(PlaceNode, row["json"])
            names = {**place.names, **names}  # what the first article calls it
        own = {lang: names[lang] for lang in sorted(names)}
        whole = world().places.get(ident) or PlaceNode(ident, own, place.country)
        yield {
            "id": ident,
            "name": whole.label(),
            "country": whole.country,
            "lat": whole.lat,
            "lon": whole.lon,
            "json": packed(whole),
        }


def _mentions(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        item, nodes = extraction_of(row), _nodes(row)
        for actor in item.actors:
            whose = {"article": item.article.id, "actor": nodes[actor.id]}
            for span in actor.mentions:
                yield {**whose, "start": span.start, "end": span.end, "text": span.of(item.article.text)}
            if not actor.mentions:
                yield whose
