"""Smaller graphs made of the merged one, for questions that are about pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations

import networkx as nx

from kg.graph.labels import Names
from kg.graph.model import EventNode, Graph, Participation

# A summit of fifty would give every pair of its members an edge, and drown what two of them did alone.
MOST_PARTIES = 12


def nation_graph(
    graph: Graph,
    *,
    types: Iterable[str] | None = None,
    statuses: Iterable[str] = ("held",),
    most: int = MOST_PARTIES,
) -> nx.Graph:
    """Give the nations, joined where people of both took part in one event; `weight` counts the events.

    `types` limits the event types (all of them otherwise), `statuses` the statuses; events with more than `most`
    nations are left out. Events that exist only in somebody's words are never counted.

    >>> nation_graph(Graph()).number_of_edges()
    0
    """
    names = Names.of(graph)

    def parties(event: EventNode) -> set[str]:
        acting = (acts_for(part, event, names) for part in event.participations)
        return {nation for nation in acting if nation}

    found = _pairs(graph, parties, types, statuses, most)
    for ident in found.nodes:
        found.nodes[ident].update(label=names.nations[ident].label(), kind="nation")
    return found


def actor_graph(
    graph: Graph,
    *,
    types: Iterable[str] | None = None,
    statuses: Iterable[str] = ("held",),
    most: int = MOST_PARTIES,
) -> nx.Graph:
    """Give the actors, joined where they took part in one event; `weight` counts the events.

    The limits are those of `nation_graph`.
    """
    names = Names.of(graph)
    found = _pairs(graph, lambda event: set(event.actors), types, statuses, most)
    for ident in found.nodes:
        actor = names.actors[ident]
        found.nodes[ident].update(label=actor.label(), kind=actor.kind)
        if actor.nation:
            found.nodes[ident]["nation"] = actor.nation
    return found


def acts_for(part: Participation, event: EventNode, names: Names) -> str | None:
    """The nation for which somebody takes part in an event: the one represented, else the actor's own.

    It is none for those who then hold an office of an international body and none of a state: a secretary general
    does not meet anybody for the country of his passport. The day is that of the event, else of the first report.
    """
    actor = names.actors.get(part.actor)
    nation = part.nation or (actor.nation if actor else None)
    day = event.earliest or min((one.published for one in event.reports if one.published), default=None)
    if nation is None or actor is None or day is None:
        return nation
    held = [
        one for one in actor.offices if one.start and one.start <= day and (not one.end or day <= one.end)
    ]
    international = any(one.organization for one in held) and not any(one.nation for one in held)
    return None if international else nation


def ego(found: nx.Graph, centre: str, *, depth: int = 1) -> nx.Graph:
    """Give the part of a network within `depth` edges of one node, in either direction of the edges."""
    around = nx.single_source_shortest_path_length(found.to_undirected(as_view=True), centre, cutoff=depth)
    return found.subgraph(sorted(around)).copy()


def _pairs(
    graph: Graph,
    parties: Callable[[EventNode], set[str]],
    types: Iterable[str] | None,
    statuses: Iterable[str],
    most: int,
) -> nx.Graph:
    wanted, allowed = (None if types is None else set(types)), set(statuses)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    days: dict[tuple[str, str], list[str]] = defaultdict(list)
    for event in graph.events:
        if (
            event.status not in allowed
            or event.claimed_by
            or (wanted is not None and event.type not in wanted)
        ):
            continue
        among = sorted(parties(event))
        if len(among) > most:
            continue
        for pair in combinations(among, 2):
            counts[pair] += 1
            if event.earliest:
                days[pair].append(event.earliest)
    found = nx.Graph()
    for pair in sorted(counts):
        found.add_edge(*pair, weight=counts[pair])
        if days[pair]:
            found.edges[pair].update(first=min(days[pair]), last=max(days[pair]))
    return found
