"""The graph as pandas tables, with a type for each column.

A date is kept three times over: `date` as it was written (EDTF text), `earliest` and `latest` as timestamps to sort
and filter by, and `precision` to say how exact it is, so that a year never passes for its first of January.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.graph.iri import web_address
from kg.graph.labels import Names
from kg.graph.model import EventNode, Graph
from kg.ontology import STATUSES, event_type, event_types

if TYPE_CHECKING:
    from types import ModuleType

    from pandas import DataFrame


# From exact to vague, so that a table can be sorted by it.
PRECISIONS = ("day", "interval", "month", "season", "year", "decade", "century")
_TEXT, _MOMENT, _COUNT, _SHARE = "string", "datetime64[s]", "Int64", "float64"
_EVENT_TYPES: Mapping[str, str] = {
    "label": _TEXT, "date": _TEXT, "earliest": _MOMENT, "latest": _MOMENT, "place": _TEXT, "country": _TEXT,
    "content": _TEXT, "sources": _COUNT, "sentence": _TEXT, "confidence": _SHARE,
}  # fmt: skip
_ACTOR_TYPES: Mapping[str, str] = {
    "name": _TEXT, "nation": _TEXT, "ref": _TEXT, "events": _COUNT, "articles": _COUNT,
    "first": _MOMENT, "last": _MOMENT,
}  # fmt: skip


def pandas() -> ModuleType:
    """The pandas library, or a `KgError` that says how to get it."""
    try:
        return import_module("pandas")
    except ImportError as problem:
        raise KgError("tables need pandas: pip install 'diplograph[jupyter]'") from problem


def events_frame(graph: Graph, type: str | None = None, *, lang: str = "en") -> DataFrame:
    """Give a row for each event, by id and in the order of time; with `type` only those of one type, and its roles.

    The columns of roles and `claimed_by` hold tuples of names in `lang`, and those of the same name with ``_ids`` the
    ids: ``frame.explode("participant")`` gives a row a participant.
    """
    names = Names.of(graph)
    chosen = [event for event in graph.events if type is None or event.type == type]
    chosen.sort(
        key=lambda event: (event.earliest is None, event.earliest or "", event.latest or "", event.id)
    )
    kinds = event_types() if type is None else (event_type(type),)
    roles = sorted({role.name for kind in kinds for role in kind.roles})
    modes = sorted({mode.name for kind in kinds for mode in kind.modes})
    frame = _frame(
        [_event_row(event, names, roles, lang) for event in chosen], _event_columns(roles), _EVENT_TYPES
    )
    _categories(frame, "type", [kind.name for kind in kinds])
    _categories(frame, "status", STATUSES)
    _categories(frame, "mode", modes)
    _categories(frame, "precision", PRECISIONS, ordered=True)
    return frame


def actors_frame(graph: Graph, *, lang: str = "en") -> DataFrame:
    """Give a row for each actor, the most active first: kind, nation, offices, names, and in what they take part.

    `events` counts the events in any role and status, `first` and `last` are the outer days of those with a date.
    """
    names = Names.of(graph)
    days: dict[str, list[str]] = {}
    counts: dict[str, int] = {}
    for event in graph.events:
        for ident in event.actors:
            counts[ident] = counts.get(ident, 0) + 1
            if event.earliest and event.latest:
                days.setdefault(ident, []).extend((event.earliest, event.latest))
    codes = sorted({code for actor in graph.actors for code in actor.names})
    rows = [
        {
            "id": actor.id,
            "name": actor.label(lang),
            "kind": actor.kind,
            "nation": actor.nation,
            "nation_name": _nation_name(names, actor.nation, lang),
            "offices": tuple(dict.fromkeys(office.title for office in actor.offices)),
            "events": counts.get(actor.id, 0),
            "articles": len(actor.articles),
            "first": min(days.get(actor.id, ()), default=None),
            "last": max(days.get(actor.id, ()), default=None),
            "ref": actor.ref,
            **{f"name_{code}": actor.names.get(code) for code in codes},
        }
        for actor in sorted(graph.actors, key=lambda one: (-counts.get(one.id, 0), one.label(lang), one.id))
    ]
    columns = (
        "name", "kind", "nation", "nation_name", "offices", "events", "articles", "first", "last", "ref",
        *(f"name_{code}" for code in codes),
    )  # fmt: skip
    text = {"nation_name": _TEXT, **{f"name_{code}": _TEXT for code in codes}}
    frame = _frame(rows, columns, {**_ACTOR_TYPES, **text})
    _categories(frame, "kind", sorted({actor.kind for actor in graph.actors}))
    return frame


def _nation_name(names: Names, code: str | None, lang: str) -> str | None:
    nation = names.nations.get(code or "")
    return nation.label(lang) if nation else None


def articles_frame(graph: Graph) -> DataFrame:
    """Give a row for each article: when and where it was published, its language, and how many events it tells."""
    told: dict[str, int] = {}
    for event in graph.events:
        for ident in event.articles:
            told[ident] = told.get(ident, 0) + 1
    rows = [
        {
            "id": article.id,
            "published": article.published,
            "source": article.source,
            "lang": article.lang,
            "title": article.title,
            "events": told.get(article.id, 0),
            "characters": len(article.text),
            "url": web_address(article.url),
        }
        for article in graph.articles
    ]
    columns = ("published", "source", "lang", "title", "events", "characters", "url")
    types = {
        "published": _MOMENT, "source": _TEXT, "lang": "category", "title": _TEXT, "events": _COUNT,
        "characters": _COUNT, "url": _TEXT,
    }  # fmt: skip
    return _frame(rows, columns, types)


def evidence_frame(graph: Graph) -> DataFrame:
    """Give a row for each sentence that tells an event: which event, which article, the words, the rule."""
    published = {article.id: article.published for article in graph.articles}
    rows = [
        {
            "event": event.id,
            "article": item.article,
            "published": published.get(item.article),
            "sentence": item.text,
            "trigger": item.trigger_text,
            "rule": item.rule,
        }
        for event in graph.events
        for item in event.evidence
    ]
    types = {
        "event": _TEXT, "article": _TEXT, "published": _MOMENT, "sentence": _TEXT, "trigger": _TEXT, "rule": _TEXT,
    }  # fmt: skip
    return _frame(rows, tuple(types), types, index=None)


def table(rows: Sequence[Mapping[str, object]], types: Mapping[str, str]) -> DataFrame:
    """Give rows as a table with the columns of `types`, in that order; an empty table has them too."""
    return _frame(rows, tuple(types), types, index=None)


def _event_columns(roles: Iterable[str]) -> tuple[str, ...]:
    return (
        "type", "status", "label", "date", "earliest", "latest", "precision", "place", "country", *roles, "content",
        "claimed_by", "mode", "sources", "articles", "sentence", "confidence", *(f"{role}_ids" for role in roles),
        "claimed_by_ids",
    )  # fmt: skip


def _event_row(event: EventNode, names: Names, roles: Iterable[str], lang: str) -> dict[str, object]:
    def named(idents: Iterable[str]) -> tuple[str, ...]:
        return tuple(names.actors[ident].label(lang) for ident in idents if ident in names.actors)

    taken = event.roles
    row: dict[str, object] = {
        "id": event.id,
        "type": event.type,
        "status": event.status,
        "label": names.event(event, lang),
        "date": event.date,
        "earliest": event.earliest,
        "latest": event.latest,
        "precision": event.precision,
        "place": names.place(event, lang) or None,
        "country": event.country,
        "content": event.content,
        "claimed_by": named(event.claimed_by),
        "claimed_by_ids": event.claimed_by,
        "mode": event.mode,
        "sources": len(event.articles),
        "articles": event.articles,
        "sentence": event.evidence[0].text if event.evidence else None,
        "confidence": event.confidence,
    }
    for role in roles:
        row[role] = named(taken.get(role, ()))
        row[f"{role}_ids"] = taken.get(role, ())
    return row


def _frame(
    rows: Sequence[Mapping[str, object]],
    columns: Sequence[str],
    types: Mapping[str, str],
    *,
    index: str | None = "id",
) -> DataFrame:
    pd = pandas()
    made = {
        name: pd.Series([row.get(name) for row in rows], dtype=types.get(name, "object")) for name in columns
    }
    frame: DataFrame = pd.DataFrame(made, columns=list(columns))
    if index is not None:
        frame.index = pd.Index([row[index] for row in rows], name=index, dtype=_TEXT)
    return frame


def _categories(frame: DataFrame, column: str, values: Sequence[str], *, ordered: bool = False) -> None:
    pd = pandas()
    frame[column] = pd.Categorical(frame[column], categories=list(values), ordered=ordered)
