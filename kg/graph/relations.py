"""Questions that diplomacy puts to a network, each with a stated meaning.

All of them count what the articles tell, not what happened: who is written about more deals more with others here.
Only held events count unless `statuses` says otherwise, and never those that exist in somebody's words alone. A nation
is in an event when somebody acts for it there, officials of international bodies not included. Nothing here is random:
the same graph gives the same answer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations, product

import networkx as nx

from kg.errors import DataError, InputError
from kg.graph.labels import Names
from kg.graph.model import ActorNode, EventNode, Graph, NationNode
from kg.graph.views import MOST_PARTIES, actor_graph, acts_for, nation_graph
from kg.model import Extraction, Span
from kg.ontology import event_type, event_types

Row = dict[str, object]
HELD = ("held",)
NATION, ACTOR = "nation", "actor"
# The seed of the one algorithm that has one.
_SEED = 0


def ties(
    graph: Graph,
    type: str | None = None,
    *,
    by: str = NATION,
    statuses: Iterable[str] = HELD,
    most: int = MOST_PARTIES,
) -> nx.Graph:
    """Give the weighted network of events of one type: `weight` counts events, `first` and `last` are their days.

    Types with a direction (`ontology/events/`) give a `DiGraph`: visits lead to hosts and to the country visited,
    statements to those addressed. The others, and all types together, give a `Graph` that joins those who take part
    in the same event, and an event of more than `most` parties joins nobody. `by` is nation or actor. Types are kept
    apart because a sentence about a neighbour and a signed treaty are not the same tie.

    >>> ties(Graph(), "visit").is_directed(), ties(Graph(), "meeting").is_directed()
    (True, False)
    """
    _check_by(by)
    if type is not None and event_type(type).direction:
        return directed(graph, type, by=by, statuses=statuses)
    pairs = nation_graph if by == NATION else actor_graph
    return pairs(graph, types=None if type is None else (type,), statuses=tuple(statuses), most=most)


def directed(graph: Graph, type: str, *, by: str = NATION, statuses: Iterable[str] = HELD) -> nx.DiGraph:
    """Give who acts towards whom in events of a type that has a direction; a `DataError` for one that has none.

    An event in which one side is unknown gives no edge, and nobody has an edge to himself.
    """
    way = event_type(type).direction
    if way is None:
        raise DataError(f"{type}: found no direction, allowed is an event type whose file has one")
    names = Names.of(graph)
    counts: Counter[tuple[str, str]] = Counter()
    days: dict[tuple[str, str], list[str]] = defaultdict(list)
    for event in _counted(graph, (type,), statuses):
        ends = acting(event, names, by, way.targets)
        if way.place and by == NATION and event.country:
            ends |= {event.country}
        for pair in product(sorted(acting(event, names, by, (way.source,))), sorted(ends)):
            if pair[0] != pair[1]:
                counts[pair] += 1
                days[pair].extend(day for day in (event.earliest, event.latest) if day)
    found = nx.DiGraph()
    for pair in sorted(counts):
        found.add_edge(*pair, weight=counts[pair])
        if days[pair]:
            found.edges[pair].update(first=min(days[pair]), last=max(days[pair]))
    for ident in found:
        found.nodes[ident]["label"] = _name(names, ident, by)
    return found


def change(before: nx.Graph, after: nx.Graph) -> list[Row]:
    """Compare two networks pair by pair, the greatest change first: weights before and after, and their difference.

    `share` is the change in the part that the pair has of all weight, which stays comparable when one period has more
    articles than the other. A pair that is new may only be newly written about.

    >>> one, two = nx.Graph(), nx.Graph()
    >>> one.add_edge("A", "B", weight=1); two.add_edge("A", "B", weight=3)
    >>> [(row["before"], row["after"], row["change"]) for row in change(one, two)]
    [(1, 3, 2)]
    """
    weights = [
        {_pair(network, one, other): data["weight"] for one, other, data in network.edges(data=True)}
        for network in (before, after)
    ]
    totals = [sum(found.values()) or 1 for found in weights]
    rows: list[Row] = []
    for pair in sorted({*weights[0], *weights[1]}):
        old, new = weights[0].get(pair, 0), weights[1].get(pair, 0)
        share = new / totals[1] - old / totals[0]
        rows.append(
            {**_named(pair, after, before), "before": old, "after": new, "change": new - old, "share": share}
        )
    return sorted(
        rows, key=lambda row: (-abs(_number(row["change"])), -abs(_number(row["share"])), *_pair_key(row))
    )


def brokers(network: nx.Graph) -> list[Row]:
    """Say who stands between others, the most first: betweenness, neighbours, and how tied these are to each other.

    `betweenness` is the part of all shortest paths between two others that lead through the node, where more events
    make a tie shorter. `closed` is the part of its pairs of neighbours that deal with each other without it: a broker
    has much of the first and little of the second. That a node could carry messages does not say that it did.
    """
    plain = _undirected(network)
    for _, _, data in plain.edges(data=True):
        data["length"] = 1 / data["weight"]
    between = nx.betweenness_centrality(plain, weight="length")
    closed = nx.clustering(plain)
    rows: list[Row] = [
        {
            "id": ident,
            "name": plain.nodes[ident].get("label", ident),
            "betweenness": between[ident],
            "neighbours": plain.degree(ident),
            "weight": plain.degree(ident, weight="weight"),
            "closed": closed[ident],
        }
        for ident in sorted(plain)
    ]
    return sorted(
        rows, key=lambda row: (-_number(row["betweenness"]), -_number(row["weight"]), str(row["id"]))
    )


def communities(network: nx.Graph, *, resolution: float = 1.0) -> list[Row]:
    """Group nodes that deal more with each other than with the rest (Louvain), the largest group first.

    The seed is fixed and nodes are sorted, so that the answer is always the same; higher `resolution` gives smaller
    groups. A community is a pattern in what is reported, and no alliance: enemies who talk a lot share one.
    """
    plain = nx.Graph()
    plain.add_nodes_from(sorted(network.nodes(data=True)))
    edges = {
        (min(one, other), max(one, other)): data["weight"] for one, other, data in network.edges(data=True)
    }
    plain.add_weighted_edges_from((*pair, edges[pair]) for pair in sorted(edges))
    groups = nx.community.louvain_communities(plain, weight="weight", resolution=resolution, seed=_SEED)
    ordered = sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))
    return [
        {
            "community": number,
            "id": ident,
            "name": plain.nodes[ident].get("label", ident),
            "inside": sum(
                data["weight"] for _, other, data in plain.edges(ident, data=True) if other in group
            ),
            "weight": plain.degree(ident, weight="weight"),
        }
        for number, group in enumerate(ordered, 1)
        for ident in group
    ]


def first_contacts(
    graph: Graph, *, types: Iterable[str] | None = None, by: str = NATION, statuses: Iterable[str] = HELD
) -> list[Row]:
    """Give for each pair the first dated event in which both take part, by time.

    It is the first in these articles. That two had never met before is a claim that only an article can make. `by` is
    nation or actor; where two events may be the first, that which must have ended earlier is taken.
    """
    names = Names.of(graph)
    first: dict[tuple[str, str], EventNode] = {}
    chosen = [kind.name for kind in event_types()] if types is None else list(types)
    dated = [event for event in _counted(graph, chosen, statuses) if event.earliest]
    for event in sorted(dated, key=lambda event: (event.earliest or "", event.latest or "", event.id)):
        among = sorted(acting(event, names, by))
        for pair in combinations(among, 2) if len(among) <= MOST_PARTIES else ():
            first.setdefault(pair, event)
    return [
        {
            "one": _name(names, pair[0], by), "other": _name(names, pair[1], by), "date": event.date,
            "earliest": event.earliest, "type": event.type, "place": names.place(event, "en") or None,
            "event": event.id, "one_id": pair[0], "other_id": pair[1],
        }
        for pair, event in first.items()
    ]  # fmt: skip


def reciprocity(network: nx.DiGraph) -> list[Row]:
    """Compare both directions of each pair, the busiest first: how often each goes to the other, and how evenly.

    `balance` is 1 where both go equally often and 0 where only one does. Meetings in third countries are no visits to
    either, and whoever hosts a summit is visited by all.

    >>> found = nx.DiGraph(); found.add_edge("A", "B", weight=3); found.add_edge("B", "A", weight=1)
    >>> [(row["there"], row["back"], row["balance"]) for row in reciprocity(found)]
    [(3, 1, 0.5)]
    """
    rows: list[Row] = []
    for one, other in sorted({(min(edge), max(edge)) for edge in network.edges}):
        there, back = (
            network.get_edge_data(*pair, {"weight": 0})["weight"] for pair in ((one, other), (other, one))
        )
        balance = 2 * min(there, back) / (there + back)
        rows.append({**_named((one, other), network), "there": there, "back": back, "balance": balance})
    return sorted(rows, key=lambda row: (-(_number(row["there"]) + _number(row["back"])), *_pair_key(row)))


def speakers(graph: Graph, extractions: Iterable[Extraction], *, statuses: Iterable[str] = HELD) -> list[Row]:
    """Say who speaks about whom: for each speaker the nations that are named in the words said.

    `named` counts the statements whose words name the nation or somebody who
    acts for it, other than the speaker's own; `of` counts all statements of the speaker with known words. The same
    words in several articles count once. Pronouns are not followed, so that `named` is a lower bound, and it does not
    tell praise from blame.
    """
    names = Names.of(graph)
    mentions = {item.article.id: _nation_mentions(item) for item in extractions}
    said: Counter[str] = Counter()
    named: Counter[tuple[str, str]] = Counter()
    sources = {kind.name: kind.direction.source for kind in event_types() if kind.content and kind.direction}
    for event in _counted(graph, sources, statuses):
        if not event.contents:
            continue
        about = {
            code
            for content in event.contents
            for span, code in mentions.get(content.article, ())
            if content.span.start <= span.start and span.end <= content.span.end
        }
        for ident in event.roles.get(sources[event.type], ()):
            said[ident] += 1
            named.update((ident, code) for code in about - {names.actors[ident].nation})
    rows: list[Row] = [
        {
            "speaker": names.actors[ident].label(), "about": _name(names, code, NATION), "named": number,
            "of": said[ident], "speaker_id": ident, "about_id": code,
        }
        for (ident, code), number in named.items()
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (-_number(row["named"]), *map(str, row.values())))


def _nation_mentions(item: Extraction) -> list[tuple[Span, str]]:
    return [(span, actor.nation) for actor in item.actors if actor.nation for span in actor.mentions]


def _counted(graph: Graph, types: Iterable[str], statuses: Iterable[str]) -> Iterator[EventNode]:
    wanted, allowed = frozenset(types), frozenset(statuses)
    for event in graph.events:
        if event.type in wanted and event.status in allowed and not event.claimed_by:
            yield event


def acting(
    event: EventNode, names: Names, by: str = NATION, roles: Collection[str] | None = None
) -> set[str]:
    """Who acts in some roles of an event (all of them where `roles` is None): actors, or the nations they act for."""
    parts = [part for part in event.participations if roles is None or part.role in roles]
    if by == ACTOR:
        return {part.actor for part in parts}
    _check_by(by)
    found = (acts_for(part, event, names) for part in parts)
    return {code for code in found if code}


def _check_by(by: str) -> None:
    if by not in (NATION, ACTOR):
        raise InputError(f"by: found {by!r}, allowed {NATION}, {ACTOR}")


def _name(names: Names, ident: str, by: str) -> str:
    nodes: Mapping[str, ActorNode | NationNode] = names.actors if by == ACTOR else names.nations
    return nodes[ident].label() if ident in nodes else ident


def _named(pair: tuple[str, str], *networks: nx.Graph) -> Row:
    labels = []
    for ident in pair:
        known: Mapping[str, str] = next(
            (network.nodes[ident] for network in networks if ident in network), {}
        )
        labels.append(known.get("label", ident))
    return {"one": labels[0], "other": labels[1], "one_id": pair[0], "other_id": pair[1]}


def _pair(network: nx.Graph, one: str, other: str) -> tuple[str, str]:
    """An edge as a pair, the same from both ends where it has no direction."""
    return (one, other) if network.is_directed() else (min(one, other), max(one, other))


def _undirected(network: nx.Graph) -> nx.Graph:
    """A copy without direction, the weights of both added up, its nodes and edges sorted."""
    weights: Counter[tuple[str, str]] = Counter()
    for one, other, data in network.edges(data=True):
        weights[min(one, other), max(one, other)] += data["weight"]
    plain = nx.Graph()
    plain.add_nodes_from((ident, dict(network.nodes[ident])) for ident in sorted(network))
    plain.add_weighted_edges_from((*pair, weights[pair]) for pair in sorted(weights))
    return plain


def _pair_key(row: Row) -> tuple[str, str]:
    return str(row["one_id"]), str(row["other_id"])


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
