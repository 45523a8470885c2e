"""A graph as a table to correct, and the corrected table as decisions: ``g.review()`` and ``g.correct(frame)``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.graph.actors import join_actors
from kg.graph.aliases import Aliases
from kg.graph.frames import table
from kg.graph.labels import Names
from kg.graph.model import EventNode, Graph
from kg.graph.world import world
from kg.model import Actor, Article, Extraction, Span
from kg.ontology import STATUSES, event_type
from kg.review import (
    CONFIRM,
    EDIT,
    REJECT,
    VERDICTS,
    ActorVerdict,
    At,
    EventVerdict,
    Review,
    SameVerdict,
    is_date,
    is_ref,
)

if TYPE_CHECKING:
    from pandas import DataFrame

EVENT, ACTOR, SAME = "event", "actor", "same"
# What may be changed in a row of each kind, besides the verdict.
EDITABLE: Mapping[str, tuple[str, ...]] = {EVENT: ("status", "date", "roles"), ACTOR: ("ref",), SAME: ()}
_TYPES = {
    "kind": "string", "verdict": "string", "label": "string", "status": "string", "date": "string", "roles": "object",
    "ref": "string", "sure": "float64", "why": "string", "sentence": "string",
}  # fmt: skip
Row = dict[str, object]


def review_frame(
    graph: Graph, extractions: Iterable[Extraction], aliases: Aliases | None = None
) -> DataFrame:
    """Give a row for each event, each actor of each article, and each pair of reports taken, or nearly, for one event.

    `aliases` are those that the graph was linked with. The least sure rows come first within each kind. Write confirm,
    edit or reject into `verdict`, or change `status`, `date` or `roles` of an event, or `ref` of an actor; the other
    columns are there to judge by.
    """
    rows = [*_event_rows(graph), *_actor_rows(graph, list(extractions), aliases), *_same_rows(graph)]
    frame = table(rows, {"id": "string", **_TYPES})
    return frame.set_index("id")


def decisions(
    before: DataFrame,
    after: DataFrame,
    graph: Graph,
    extractions: Iterable[Extraction],
    aliases: Aliases | None = None,
) -> Review:
    """Read the decisions out of a table that `review_frame` gave as `before` and somebody changed to `after`.

    `after` may have fewer rows, in any order. Raises `InputError` for rows, verdicts or values that cannot be.
    """
    items = {item.article.id: item for item in extractions}
    local = _local_ids(items, aliases)
    events = {event.id: event for event in graph.events}
    found = Review()
    for ident, row in after.iterrows():
        if ident not in before.index:
            raise InputError(f"review: found the row {ident!r}, allowed are rows that g.review() gives")
        verdict = _verdict(str(ident), before.loc[ident], row)
        if verdict is None:
            continue
        kind = row["kind"]
        if kind == EVENT:
            more = Review(
                events=tuple(_on_event(events[str(ident)], row, before.loc[ident], verdict, items, local))
            )
        elif kind == ACTOR:
            more = Review(actors=(_on_actor(str(ident), row, verdict, items),))
        else:
            more = Review(same=tuple(_on_same(str(ident), verdict, events, items)))
        found = found.added(more)
    return found


def _event_rows(graph: Graph) -> list[Row]:
    names = Names.of(graph)
    rows: list[Row] = [
        {
            "id": event.id, "kind": EVENT, "verdict": "", "label": names.event(event), "status": event.status,
            "date": event.date, "roles": dict(event.roles), "sure": event.confidence,
            "why": ", ".join(dict.fromkeys(item.rule for item in event.evidence)),
            "sentence": event.evidence[0].text if event.evidence else None,
        }
        for event in graph.events
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (_sure(row), str(row["id"])))


def _sure(row: Row) -> float:
    sure = row["sure"]
    return sure if isinstance(sure, float) else 0.0


def _actor_rows(graph: Graph, extractions: list[Extraction], aliases: Aliases | None) -> list[Row]:
    labels = {actor.id: actor.label() for actor in graph.actors}
    doubts = {one.other: one for one in graph.decisions if one.kind == ACTOR}
    nodes = _node_of(extractions, aliases)
    rows: list[Row] = []
    for item in extractions:
        for actor in item.actors:
            key, node = f"{item.article.id}#{actor.id}", nodes[item.article.id, actor.id]
            if not actor.mentions or node not in labels:
                continue
            doubt = doubts.get(key)
            span = min(actor.mentions)
            rows.append(
                {
                    "id": key, "kind": ACTOR, "verdict": "", "label": f"{span.of(item.article.text)} = {labels[node]}",
                    "ref": actor.ref, "sure": doubt.score if doubt else 1.0 if actor.ref else 0.5,
                    "why": doubt.reason if doubt else "by the tables" if actor.ref else "in no table",
                    "sentence": _around(item.article.text, span),
                }
            )  # fmt: skip
    return sorted(rows, key=lambda row: (_sure(row), str(row["id"])))


def _same_rows(graph: Graph) -> list[Row]:
    names = Names.of(graph)
    events = {event.id: event for event in graph.events}
    sentences = _sentences(graph)
    return [
        {
            "id": f"{one.node}={one.other}", "kind": SAME, "verdict": "",
            "label": f"{names.event(events[one.node])} {'=' if one.accepted else '≠'} {one.other}", "sure": one.score,
            "why": one.reason, "sentence": sentences.get(one.other),
        }
        for one in sorted(graph.decisions, key=lambda one: (abs(one.score - 0.7), one.node, one.other))
        if one.kind == EVENT and one.node in events
    ]  # fmt: skip


def _sentences(graph: Graph) -> Mapping[str, str]:
    """The first sentence of each report, by article and event within it, as decisions name them."""
    return {
        f"{report.article}#{report.event}": report.evidence[0].text
        for event in graph.events
        for report in event.reports
        if report.evidence
    }


def _around(text: str, span: Span) -> str:
    """The line in which a mention stands, or as much of it as helps."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - 80)
    end = text.find("\n", span.end)
    return text[start : min(end if end >= 0 else len(text), span.end + 80)]


def _verdict(ident: str, before: Mapping[str, object], after: Mapping[str, object]) -> str | None:
    given = after["verdict"]
    changed = [name for name in EDITABLE[str(before["kind"])] if not _same(before[name], after[name])]
    if isinstance(given, str) and given:
        if given not in VERDICTS:
            raise InputError(f"review, {ident}: found verdict {given!r}, allowed {', '.join(VERDICTS)}")
        if changed and given != EDIT:
            raise InputError(f"review, {ident}: found {given} and another {changed[0]}, allowed is edit")
        if given == EDIT and not changed:
            allowed = ", ".join(EDITABLE[str(before["kind"])]) or "confirm or reject only"
            raise InputError(f"review, {ident}: found edit and nothing changed, allowed to change: {allowed}")
        return given
    return EDIT if changed else None


def _same(one: object, other: object) -> bool:
    return (_plain(one) or None) == (_plain(other) or None)


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {role: tuple(who) for role, who in sorted(value.items()) if who}
    return value if isinstance(value, str) else None


def _on_event(
    event: EventNode,
    row: Mapping[str, object],
    old: Mapping[str, object],
    verdict: str,
    items: Mapping[str, Extraction],
    local: Mapping[tuple[str, str], list[Actor]],
) -> Iterable[EventVerdict]:
    """A decision on each article's report of the event."""
    status = None if _same(row["status"], old["status"]) else str(row["status"])
    if status is not None and status not in STATUSES:
        raise InputError(f"review, {event.id}: found status {status!r}, allowed {', '.join(STATUSES)}")
    date = None if _same(row["date"], old["date"]) else str(_plain(row["date"]) or "")
    if date is not None and not is_date(date):
        raise InputError(
            f"review, {event.id}: found date {date!r}, allowed is a date such as 2025-11-03 or 2025-11"
        )
    roles = None if _same(row["roles"], old["roles"]) else _roles(event, row["roles"], local)
    for report in event.reports:
        at = _at(items[report.article].article, report.evidence[0].trigger)
        spots = None
        if roles is not None:
            spots = {
                role: tuple(
                    _at(items[report.article].article, min(actor.mentions))
                    for node in who
                    for actor in local.get((report.article, node), ())
                    if actor.mentions
                )
                for role, who in roles.items()
            }
        yield EventVerdict(at, event.type, verdict, status, date, spots)


def _roles(
    event: EventNode, given: object, local: Mapping[tuple[str, str], list[Actor]]
) -> Mapping[str, tuple[str, ...]]:
    allowed = [role.name for role in event_type(event.type).roles]
    if not isinstance(given, Mapping) or not set(given) <= set(allowed):
        raise InputError(f"review, {event.id}: found roles {given!r}, allowed a dict of {', '.join(allowed)}")
    for node in (node for who in given.values() for node in who):
        if not any((article, node) in local for article in event.articles):
            raise InputError(
                f"review, {event.id}: found actor {node!r}, allowed are ids of actors its articles name"
            )
    return {role: tuple(given.get(role, ())) for role in allowed}


def _on_actor(
    ident: str, row: Mapping[str, object], verdict: str, items: Mapping[str, Extraction]
) -> ActorVerdict:
    article, _, name = ident.rpartition("#")
    item = items[article]
    actor = next(one for one in item.actors if one.id == name)
    ref = _plain(row["ref"])
    if verdict == EDIT and not ref:
        verdict, ref = REJECT, None
    if verdict == EDIT and not is_ref(str(ref)):
        raise InputError(f"review, {ident}: found ref {ref!r}, allowed is an id such as Q15031 or RUS")
    return ActorVerdict(
        _at(item.article, min(actor.mentions)), verdict, str(ref) if verdict == EDIT else None
    )


def _on_same(
    ident: str, verdict: str, events: Mapping[str, EventNode], items: Mapping[str, Extraction]
) -> Iterable[SameVerdict]:
    """To reject is to keep the report from each of the others; to confirm, to tie it to the first."""
    if verdict not in (CONFIRM, REJECT):
        raise InputError(f"review, {ident}: found {verdict}, allowed {CONFIRM}, {REJECT}")
    node, _, other = ident.partition("=")
    article, _, name = other.rpartition("#")
    event = events[node]
    own = next(one for one in items[article].events if one.id == name)
    here = _at(items[article].article, own.evidence[0].trigger)
    reports = [one for one in event.reports if (one.article, one.event) != (article, name)]
    for report, at in product(reports if verdict == REJECT else reports[:1], (here,)):
        there = _at(items[report.article].article, report.evidence[0].trigger)
        yield SameVerdict(event.type, there, at, verdict)


def _at(article: Article, span: Span) -> At:
    return At(article.id, span.start, span.end, span.of(article.text))


def _node_of(extractions: Iterable[Extraction], aliases: Aliases | None) -> Mapping[tuple[str, str], str]:
    return join_actors(sorted(extractions, key=lambda item: item.article.id), world(), aliases)[1]


def _local_ids(
    items: Mapping[str, Extraction], aliases: Aliases | None
) -> Mapping[tuple[str, str], list[Actor]]:
    """The actors of each article by the node that they are in the graph."""
    nodes = _node_of(items.values(), aliases)
    found: dict[tuple[str, str], list[Actor]] = {}
    for item in items.values():
        for actor in item.actors:
            found.setdefault((item.article.id, nodes[item.article.id, actor.id]), []).append(actor)
    return found
