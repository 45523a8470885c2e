"""The part of a graph that a question is about: events by actor, nation, type, status and date, and all they need."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from kg.errors import InputError
from kg.graph.dates import Bounds, bounds
from kg.graph.folding import fold
from kg.graph.labels import Names
from kg.graph.model import ActorNode, EventNode, Graph, NationNode
from kg.ontology import STATUSES, event_types

Wanted = str | Iterable[str] | None
# A day in any form: ISO text of any precision ("2025", "2025-11"), a date, a pandas Timestamp or Period.
Day = str | date | object
_PROPOSED = 3


@dataclass(frozen=True, slots=True)
class _Choice:
    """What is asked for: for each question the answers that will do, or None where it is not asked."""

    actors: frozenset[str] | None
    nations: frozenset[str] | None
    types: frozenset[str] | None
    statuses: frozenset[str] | None
    window: Bounds | None
    undated: bool

    def takes(self, event: EventNode, nations: frozenset[str]) -> bool:
        return (
            (self.actors is None or not self.actors.isdisjoint((*event.actors, *event.claimed_by)))
            and (self.nations is None or not self.nations.isdisjoint(nations))
            and (self.types is None or event.type in self.types)
            and (self.statuses is None or event.status in self.statuses)
            and self._in_time(event)
        )

    def _in_time(self, event: EventNode) -> bool:
        if self.window is None:
            return True
        span = bounds(event.date)
        return self.undated if span is None else span.meets(self.window)


def choose(
    graph: Graph,
    *,
    actor: Wanted = None,
    nation: Wanted = None,
    type: Wanted = None,
    status: Wanted = None,
    since: Day | None = None,
    until: Day | None = None,
    undated: bool = False,
) -> Graph:
    """Keep the events that answer every question asked, with their actors, nations, places, articles and decisions.

    `actor` and `nation` are ids or names in any language, or parts of names ("Lavrov"); several mean any of them. An
    event belongs to the nations for which somebody acts in it. Between `since` and `until`, both included, lies an
    event of which at least one possible day does; events without a date only with `undated`. Raises `InputError`
    for a name that nothing in the graph bears, with names like it.

    >>> choose(Graph(), type="meeting", since="2025-11").events
    ()
    """
    names = Names.of(graph)
    choice = _Choice(
        actors=_named(actor, graph.actors, "actor", _actor_forms),
        nations=_named(nation, graph.nations, "nation", _nation_forms),
        types=_one_of(type, [kind.name for kind in event_types()], "type"),
        statuses=_one_of(status, STATUSES, "status"),
        window=_window(since, until),
        undated=undated,
    )
    return part(graph, [e for e in graph.events if choice.takes(e, nations_of(e, names))])


def nations_of(event: EventNode, names: Names) -> frozenset[str]:
    """The nations for which somebody acts in an event."""
    from kg.graph.views import acts_for

    return frozenset(code for part in event.participations if (code := acts_for(part, event, names)))


def part(graph: Graph, events: Iterable[EventNode]) -> Graph:
    """Give the graph of some of its events: only the nodes that they point to, and the articles that tell them."""
    chosen = sorted(events, key=lambda event: event.id)
    among = {event.id for event in chosen}
    kept = tuple(replace(e, part_of=tuple(whole for whole in e.part_of if whole in among)) for e in chosen)
    parts = [
        p
        for e in kept
        for p in (*e.participations, *chain.from_iterable(r.participations for r in e.reports))
    ]
    claimed = {
        one for e in kept for one in (*e.claimed_by, *chain.from_iterable(r.claimed_by for r in e.reports))
    }
    actor_ids = {p.actor for p in parts} | claimed
    article_ids = {r.article for e in kept for r in e.reports}
    actors = tuple(_told_in(actor, article_ids) for actor in graph.actors if actor.id in actor_ids)
    place_ids = {place for e in kept for place in (e.place, *(r.place for r in e.reports)) if place}
    places = tuple(place for place in graph.places if place.id in place_ids)
    codes = {p.nation for p in parts} | {a.nation for a in actors} | {place.country for place in places}
    codes |= {office.nation for actor in actors for office in actor.offices}
    codes |= {code for e in kept for code in (e.country, *(r.country for r in e.reports))}
    nodes = actor_ids | {event.id for event in kept}
    return Graph(
        actors=actors,
        events=kept,
        nations=tuple(nation for nation in graph.nations if nation.id in codes | actor_ids),
        places=places,
        articles=tuple(article for article in graph.articles if article.id in article_ids),
        decisions=tuple(
            one
            for one in graph.decisions
            if one.node in nodes and one.other.rpartition("#")[0] in article_ids
        ),
    )


def find_actor(graph: Graph, name: str) -> str:
    """The id of the one actor meant by an id, a name or a part of one; an `InputError` where none or several are."""
    return _single(name, graph.actors, "actor", _actor_forms)


def find_nation(graph: Graph, name: str) -> str:
    """The code of the one nation meant by a code or a name in any language; an `InputError` otherwise."""
    return _single(name, graph.nations, "nation", _nation_forms)


def _told_in(actor: ActorNode, articles: Collection[str]) -> ActorNode:
    return replace(actor, articles=tuple(ident for ident in actor.articles if ident in articles))


def _actor_forms(actor: ActorNode) -> Iterable[str]:
    return (*actor.names.values(), *(form for _, form in actor.aliases))


def _nation_forms(nation: NationNode) -> Iterable[str]:
    return nation.names.values()


_Node = ActorNode | NationNode


def _named(
    wanted: Wanted, nodes: Iterable[_Node], what: str, forms: Callable[..., Iterable[str]]
) -> frozenset[str] | None:
    if wanted is None:
        return None
    by_id = {node.id: node for node in nodes}
    folded = {ident: {fold(form) for form in forms(node)} for ident, node in by_id.items()}
    found: set[str] = set()
    for name in [wanted] if isinstance(wanted, str) else wanted:
        found |= _matching(name, by_id, folded, what)
    return frozenset(found)


def _matching(name: str, by_id: Mapping[str, _Node], folded: Mapping[str, set[str]], what: str) -> set[str]:
    """By id, else by whole name, else by words of a name."""
    if name in by_id:
        return {name}
    refs = {
        ident
        for ident, node in by_id.items()
        if name in (getattr(node, "ref", None), getattr(node, "qid", None))
    }
    if refs:
        return refs
    key = fold(name)
    whole = {ident for ident, known in folded.items() if key in known}
    words = whole or {
        ident for ident, known in folded.items() if any(f" {key} " in f" {one} " for one in known)
    }
    if not key or not words:
        raise InputError(
            f"{what}: found {name!r}, which nothing in this graph is called{_like(key, by_id, folded)}"
        )
    return words


def _like(key: str, by_id: Mapping[str, _Node], folded: Mapping[str, set[str]]) -> str:
    from rapidfuzz import fuzz, process

    flat = {(ident, form): form for ident, known in folded.items() for form in sorted(known)}
    near = process.extract(key, flat, scorer=fuzz.WRatio, limit=4 * _PROPOSED, score_cutoff=70)
    labels = list(dict.fromkeys(f"{by_id[ident].label()} ({ident})" for _, _, (ident, _) in near))
    return f", like it are {', '.join(labels[:_PROPOSED])}" if labels else ""


def _single(name: str, nodes: Iterable[_Node], what: str, forms: Callable[..., Iterable[str]]) -> str:
    listed = list(nodes)
    found = sorted(_named(name, listed, what, forms) or ())
    if len(found) > 1:
        labels = [f"{node.label()} ({node.id})" for node in listed if node.id in found]
        raise InputError(
            f"{what}: found {name!r}, which may be {', '.join(labels[:10])}; allowed is one of them"
        )
    return found[0]


def _one_of(wanted: Wanted, allowed: Iterable[str], what: str) -> frozenset[str] | None:
    if wanted is None:
        return None
    found = {wanted} if isinstance(wanted, str) else set(wanted)
    for name in sorted(found - set(allowed)):
        raise InputError(f"{what}: found {name!r}, allowed {', '.join(allowed)}")
    return frozenset(found)


def _window(since: Day | None, until: Day | None) -> Bounds | None:
    if since is None and until is None:
        return None
    first = date.min if since is None else _days(since, "since").earliest
    last = date.max if until is None else _days(until, "until").latest
    if first > last:
        raise InputError(f"since: found {first}, allowed is a day up to {last}, the end asked for")
    return Bounds(first, last)


def _days(given: Day, what: str) -> Bounds:
    """Dates, Timestamps and Periods all begin with the ISO form that fits their precision when written as text."""
    text = str(given)
    found = bounds(text[:10] if isinstance(given, date) else text) or bounds(text[:10])
    if found is None:
        raise InputError(f"{what}: found {text!r}, allowed is a date such as 2025-11-03, 2025-11 or 2025")
    return found
