"""The graph as a networkx `MultiDiGraph`: events, actors, nations and places are nodes, roles are edges.

Attributes are strings, integers and floats only and never None, so that every writer of networkx takes them.
"""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

from kg.graph.iri import web_address
from kg.graph.labels import Names
from kg.graph.model import ActorNode, EventNode, Graph, NationNode, PlaceNode
from kg.graph.terms import clean
from kg.ontology import event_type

Value = str | int | float
NATION, PLACE, EVENT = "nation", "place", "event"
_SEPARATOR = " | "


def network(graph: Graph) -> nx.MultiDiGraph:
    """Give the graph for networkx.

    A node has a `kind`: event, nation, place, person, organization or group; a state is its nation. An edge runs
    from an event to an actor with the role as its key, from an event to where it happened, and from an actor or
    place to its nation. Names are in `label` (English where known) and in ``label_ar`` and so on.

    >>> network(Graph()).number_of_nodes()
    0
    """
    found = nx.MultiDiGraph()
    names = Names.of(graph)
    urls = {article.id: web_address(article.url) or "" for article in graph.articles}
    for nation in graph.nations:
        found.add_node(nation.id, **nation_attributes(nation))
    for place in graph.places:
        found.add_node(place.id, **place_attributes(place))
        if place.country:
            found.add_edge(place.id, place.country, key="country", role="country")
    for actor in graph.actors:
        if actor.id not in names.nations:
            found.add_node(actor.id, **actor_attributes(actor))
            if actor.nation:
                found.add_edge(actor.id, actor.nation, key="nation", role="nation")
    for event in graph.events:
        found.add_node(event.id, **event_attributes(event, names, urls))
        for part in event.participations:
            # One actor has one edge a role, whatever offices the reports give.
            if not found.has_edge(event.id, part.actor, key=part.role):
                found.add_edge(
                    event.id, part.actor, key=part.role, **_edge(part.role, part.office, part.nation)
                )
        where = event.place or event.country
        if where:
            found.add_edge(event.id, where, key="place", role="place")
    return found


def event_attributes(event: EventNode, names: Names, urls: Mapping[str, str]) -> dict[str, Value]:
    """The attributes of an event: type, status, date, place, label in every language, evidence, sources."""
    kind = event_type(event.type)
    labels = names.event_in(event, dict.fromkeys(("en", *kind.labels)))
    first = next(iter(event.evidence), None)
    return _attributes(
        {
            "kind": EVENT,
            "type": event.type,
            "status": event.status,
            "mode": event.mode,
            "date": event.date,
            "earliest": event.earliest,
            "latest": event.latest,
            "precision": event.precision,
            "date_source": event.date_source,
            "place": names.place(event, "en"),
            "country": event.country,
            "content": event.content,
            "form": event.form,
            "claimed_by": _SEPARATOR.join(event.claimed_by),
            "sentence": first.text if first else None,
            "rule": first.rule if first else None,
            "articles": _SEPARATOR.join(event.articles),
            "urls": _SEPARATOR.join(urls[ident] for ident in event.articles if urls.get(ident)),
            "sources": len(event.articles),
            "confidence": event.confidence,
            "colour": kind.colour,
            "label": labels["en"],
            **{f"label_{lang}": labels[lang] for lang in kind.labels},
        }
    )


def actor_attributes(actor: ActorNode) -> dict[str, Value]:
    """The attributes of an actor: kind, nation, offices, names by language, number of articles."""
    return _attributes(
        {
            "kind": actor.kind,
            "nation": actor.nation,
            "ref": actor.ref,
            "offices": _SEPARATOR.join(dict.fromkeys(office.title for office in actor.offices)),
            "articles": len(actor.articles),
            "label": actor.label(),
            **_labels(actor.names),
        }
    )


def nation_attributes(nation: NationNode) -> dict[str, Value]:
    """The attributes of a nation: code, item of Wikidata, names by language."""
    values = {"kind": NATION, "iso3": nation.id, "ref": nation.qid, "label": nation.label()}
    return _attributes({**values, **_labels(nation.names)})


def place_attributes(place: PlaceNode) -> dict[str, Value]:
    """The attributes of a place: country, position, names by language."""
    values = {
        "kind": PLACE,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "label": place.label(),
    }
    return _attributes({**values, **_labels(place.names)})


def _labels(names: Mapping[str, str]) -> dict[str, str]:
    return {f"label_{lang}": name for lang, name in sorted(names.items())}


def _edge(role: str, office: str | None, nation: str | None) -> dict[str, Value]:
    return _attributes({"role": role, "office": office, "represents": nation})


def _attributes(values: Mapping[str, Value | None]) -> dict[str, Value]:
    return {
        key: clean(value) if isinstance(value, str) else value
        for key, value in values.items()
        if value is not None and value != ""
    }
