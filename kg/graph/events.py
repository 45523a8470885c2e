"""Which reports of different articles tell the same event.

Pairs that share enough to be worth it (`kg.graph.candidates`) are scored (`kg.graph.compare`), and joined from the
surest on, unless something speaks against the two events that they make by then (`kg.graph.clusters`). The order of
the articles makes no difference, equal scores are ordered by content, and there is no pass over all pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.graph.aliases import Links
from kg.graph.candidates import candidates
from kg.graph.clusters import Cluster
from kg.graph.compare import Comparison, Told, compare
from kg.graph.model import ActorNode, Decision, EventNode
from kg.graph.parts import with_parts
from kg.graph.together import event_of, ids_of

Key = tuple[str, str]
# Doubt below this is no doubt.
_NEAR_MISS = 0.5
# What somebody decided is sure.
_DECIDED = Comparison(1.0, (("decided", 1.0),))


@dataclass(frozen=True, slots=True)
class Edge:
    """Two reports by number, the one told first being `one`, and how they compare."""

    one: int
    other: int
    compared: Comparison


class _Joining:
    """The events so far: each report by number, and the cluster it belongs to."""

    def __init__(self, told: Sequence[Told], apart: Mapping[Key, frozenset[Key]]) -> None:
        self.told = told
        self._apart = apart
        self._clusters = [Cluster.of(one) for one in told]
        self._parent = list(range(len(told)))
        self._numbers = {one.key: number for number, one in enumerate(told)}

    def find(self, number: int) -> int:
        """The number of the cluster in which a report is."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, one: int, other: int, *, anyway: bool = False) -> str:
        """Make one cluster of those of two reports, or say what speaks against it."""
        left, right = self.find(one), self.find(other)
        if left == right:
            return ""
        if len(self._clusters[left].members) < len(self._clusters[right].members):
            left, right = right, left
        large, small = self._clusters[left], self._clusters[right]
        if self._decided(small, left):
            return "somebody decided so"
        against = "" if anyway else large.bars(small)
        if not against:
            large.take(small)
            self._parent[right] = left
        return against

    def _decided(self, small: Cluster, large: int) -> bool:
        """Is one of the small cluster's reports to be kept from one of the large one's?"""
        banned = {key for one in small.members for key in self._apart.get(one.key, ())}
        return any(self.find(self._numbers[key]) == large for key in banned if key in self._numbers)

    def clusters(self) -> dict[int, Cluster]:
        """The events, by number."""
        return {n: self._clusters[n] for n in range(len(self.told)) if self._parent[n] == n}


def join_events(
    told: Sequence[Told], actors: Mapping[str, ActorNode], links: Links
) -> tuple[tuple[EventNode, ...], tuple[Decision, ...]]:
    """Give the events that the reports tell, sorted by id, and why reports were joined or nearly so."""
    ordered = sorted(told, key=lambda one: one.age)
    nodes, decisions = join_scored(ordered, _edges(ordered, actors), actors, links)
    return tuple(sorted(with_parts(nodes), key=lambda event: event.id)), tuple(sorted(decisions, key=by_node))


def by_node(item: Decision) -> tuple[object, ...]:
    """What decisions on events are sorted by."""
    return (item.node, item.other, item.score, item.reason)


def join_scored(
    ordered: Sequence[Told], edges: Iterable[Edge], actors: Mapping[str, ActorNode], links: Links
) -> tuple[list[EventNode], list[Decision]]:
    """Join reports, given by their age, by their scored pairs; not sorted, and no event is yet a part of another.

    Reports that no chain of pairs connects do not touch each other: doing them apart gives the same.
    """
    joining = _Joining(ordered, _partners(links.apart))
    numbers = {one.key: number for number, one in enumerate(ordered)}
    accepted: list[Edge] = []
    for pair in sorted(sorted(pair) for pair in links.together):
        one, *others = sorted(numbers[key] for key in pair if key in numbers) or [0]
        accepted += [Edge(one, n, _DECIDED) for n in others if not joining.join(one, n, anyway=True)]
    refused: list[Edge] = []
    for edge in sorted(edges, key=_surest):
        if joining.find(edge.one) == joining.find(edge.other):
            continue
        against = edge.compared.against or joining.join(edge.one, edge.other)
        if against:
            compared = Comparison(edge.compared.score, edge.compared.features, against)
            refused.append(Edge(edge.one, edge.other, compared))
        else:
            accepted.append(edge)
    clusters = joining.clusters()
    idents = dict(zip(clusters, ids_of([cluster.members for cluster in clusters.values()]), strict=True))
    nodes = [event_of(idents[number], cluster.members, actors) for number, cluster in clusters.items()]
    decisions = [
        _decision(idents[joining.find(e.one)], e, ordered)
        for e in (*_rooted(accepted), *_doubts(refused, joining))
    ]
    return nodes, decisions


def _partners(pairs: Iterable[frozenset[Key]]) -> dict[Key, frozenset[Key]]:
    """With which reports each is paired."""
    found: dict[Key, frozenset[Key]] = {}
    for pair in pairs:
        for key in pair:
            found[key] = found.get(key, frozenset()) | (pair - {key})
    return found


def _edges(told: Sequence[Told], actors: Mapping[str, ActorNode]) -> Iterator[Edge]:
    for number, others in candidates(told, actors):
        for other in others:
            compared = scored(told[number], told[other], actors)
            if compared is not None:
                yield Edge(number, other, compared)


def scored(one: Told, other: Told, actors: Mapping[str, ActorNode]) -> Comparison | None:
    """Compare two reports; None where they are not even nearly the same."""
    compared = compare(one, other, actors)
    return compared if compared and (compared.joins or compared.score >= _NEAR_MISS) else None


def _surest(edge: Edge) -> tuple[object, ...]:
    return (not edge.compared.joins, -edge.compared.score, edge.one, edge.other)


def _rooted(accepted: Iterable[Edge]) -> Iterator[Edge]:
    """Turn the joins so that each report but the first told of its event is `other` once: why it was added."""
    near: dict[int, list[tuple[int, Comparison]]] = defaultdict(list)
    for edge in accepted:
        near[edge.one].append((edge.other, edge.compared))
        near[edge.other].append((edge.one, edge.compared))
    seen: set[int] = set()
    for first in sorted(near):
        if first in seen:
            continue
        seen.add(first)
        waiting = [first]
        for one in waiting:
            for other, compared in sorted(near[one], key=lambda item: item[0]):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
                    yield Edge(one, other, compared)


def _doubts(refused: Iterable[Edge], joining: _Joining) -> list[Edge]:
    """Of what was nearly joined, the nearest for each report; `refused` begins with the surest."""
    found: dict[int, Edge] = {}
    for edge in refused:
        if joining.find(edge.one) != joining.find(edge.other):
            found.setdefault(edge.other, edge)
    return list(found.values())


def _decision(node: str, edge: Edge, told: Sequence[Told]) -> Decision:
    compared = edge.compared
    one, other = ("#".join(told[number].key) for number in (edge.one, edge.other))
    reason = f"not the same as {one}: {compared.against}" if compared.against else _praise(one, compared)
    return Decision("event", node, other, compared.score, compared.features, reason, not compared.against)


def _praise(one: str, compared: Comparison) -> str:
    if compared is _DECIDED:
        return f"the same as {one}: somebody decided so"
    return f"the same as {one}: " + ", ".join(
        f"{name} agrees to {value:.0%}" for name, value in compared.features
    )
