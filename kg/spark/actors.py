"""Which actors of different articles are the same, by keyed groups: the steps of `kg.graph.actors`, one table each.

Known actors go by their id, others meet by their folded name, those left by how it sounds. An actor's node is made of
the distinct things that articles say of it, counted, so that a state that is in every article is no more work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.graph.actors import (
    Bearer,
    Key,
    Seen,
    actor_node,
    borne,
    join_names,
    join_spellings,
    node_alone,
    sound_of,
)
from kg.graph.model import Decision
from kg.graph.world import world
from kg.model import Actor, Article, Span
from kg.spark.codec import packed, unpacked
from kg.spark.extract import extraction_of
from kg.spark.rows import Columns, Row, groups, keyed, mapped
from kg.spark.steps import Steps

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

# `form` is all that an article says of an actor but where it stands.
_PLACED: Columns = {
    "article": "string",
    "number": "int",
    "local": "string",
    "lang": "string",
    "form": "string",
}
_SEEN: Columns = {**_PLACED, "node": "string", "name": "string"}
_BORNE: Columns = {"name": "string", "bearer": "string", "nation": "string"}
_NAMED: Columns = {**_PLACED, "node": "string", "sound": "string", "why": "array<string>"}
ACTORS: Columns = {
    "id": "string",
    "kind": "string",
    "name": "string",
    "nation": "string",
    "ref": "string",
    "aliases": "array<string>",
    "offices": "array<string>",
    "json": "string",
}


def nodes(articles: DataFrame, steps: Steps) -> DataFrame:
    """Give the node of each actor of each article, with ``why`` (decisions)."""
    from pyspark.sql import functions as F  # noqa: N812

    seen = steps.keep("seen", mapped(articles, _seen, _SEEN))
    alone = seen.filter("node IS NOT NULL")
    names = mapped(alone, _borne, _BORNE).distinct()
    unknown = seen.filter("node IS NULL").select(
        *_PLACED,
        "name",
        F.lit(None).cast("string").alias("bearer"),
        F.lit(None).cast("string").alias("nation"),
    )
    meeting = unknown.unionByName(names, allowMissingColumns=True)
    named = steps.keep("named", mapped(keyed(meeting, "name"), _named, _NAMED))
    spelled = mapped(keyed(named.filter("sound != ''"), "sound"), _spelled, _NAMED)
    nothing = F.array().cast("array<string>").alias("why")
    columns = [*_PLACED, "node", "why"]
    return (
        alone.select(*_PLACED, "node", nothing)
        .unionByName(named.filter("sound = ''").select(columns))
        .unionByName(spelled.select(columns))
    )


def actors(placed: DataFrame) -> DataFrame:
    """Give the actors of all articles, of the result of `nodes`."""
    from pyspark.sql import functions as F  # noqa: N812

    forms = placed.groupBy("node", "lang", "form").agg(
        F.count("*").alias("times"), F.min(F.struct("article", "number")).alias("first")
    )
    ordered = forms.select("node", "lang", "form", "times", "first.article", "first.number")
    return mapped(keyed(ordered, "node", "article", "number"), _actors, ACTORS)


def _form(one: Seen) -> str:
    """All that is said of an actor; the words that describe it only where there is no name."""
    words = None
    if one.actor.name is None and not one.actor.names:
        words = next((span.of(one.article.text) for span in sorted(one.actor.mentions)), None)
    return packed((replace(one.actor, id="", mentions=()), words), tuple[Actor, str | None])


def _of(row: Row) -> Seen:
    actor, words = unpacked(tuple[Actor, str | None], row["form"])
    spans = () if words is None else (Span(0, len(words)),)
    article = Article(row["article"], words or "", row["lang"])
    return Seen(article, replace(actor, id=row.get("local") or "", mentions=spans), row.get("times") or 1)


def _seen(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        item = extraction_of(row)
        for number, actor in enumerate(item.actors):
            one = Seen(item.article, actor)
            yield {
                "article": item.article.id,
                "number": number,
                "local": actor.id,
                "lang": item.article.lang,
                "form": _form(one),
                "node": node_alone(one),
                "name": one.folded,
            }


def _borne(rows: Iterable[Row]) -> Iterator[Row]:
    done: set[str] = set()
    for row in rows:
        if row["form"] in done:
            continue
        done.add(row["form"])
        for name, (ident, nation) in borne(_of(row), world()):
            yield {"name": name, "bearer": ident, "nation": nation}


def _named(rows: Iterable[Row]) -> Iterator[Row]:
    for name, members in groups(rows, "name"):
        known: set[Bearer] = {(row["bearer"], row["nation"]) for row in members if row["bearer"]}
        unknown = {(row["article"], row["local"]): (row, _of(row)) for row in members if not row["bearer"]}
        node_of: dict[Key, str] = {}
        decisions, rest = join_names([one for _, one in unknown.values()], {name: known}, node_of)
        sounds = {one.key: sound_of(one) for one in rest}
        yield from _with(unknown, node_of, decisions, sounds)


def _spelled(rows: Iterable[Row]) -> Iterator[Row]:
    for _, members in groups(rows, "sound"):
        unknown = {(row["article"], row["local"]): (row, _of(row)) for row in members}
        node_of = {key: row["node"] for key, (row, _) in unknown.items()}
        decisions = join_spellings([one for _, one in unknown.values()], node_of)
        yield from _with(unknown, node_of, decisions, {})


def _with(
    unknown: dict[Key, tuple[Row, Seen]],
    node_of: dict[Key, str],
    decisions: Iterable[Decision],
    sounds: dict[Key, str],
) -> Iterator[Row]:
    why: dict[str, list[str]] = defaultdict(list)
    for decision in decisions:
        why[decision.other].append(packed(decision))
    for key, (row, _) in unknown.items():
        reasons = [*(row.get("why") or ()), *why["#".join(key)]]
        yield {**row, "node": node_of[key], "sound": sounds.get(key, ""), "why": reasons}


def _actors(rows: Iterable[Row]) -> Iterator[Row]:
    for ident, members in groups(rows, "node"):
        actor = replace(actor_node(ident, [_of(row) for row in members], world()), articles=())
        yield {
            "id": ident,
            "kind": actor.kind,
            "name": actor.label(),
            "nation": actor.nation,
            "ref": actor.ref,
            "aliases": list(dict.fromkeys(name for _, name in actor.aliases)),
            "offices": list(dict.fromkeys(office.title for office in actor.offices)),
            "json": packed(actor),
        }
