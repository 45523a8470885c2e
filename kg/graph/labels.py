"""Labels that people read, made of names that the graph holds; no word of any language stands here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.graph.model import ActorNode, EventNode, Graph, NationNode, PlaceNode
from kg.ontology import EventType, event_type

_MOST_NAMES = 4


@dataclass(frozen=True, slots=True)
class Names:
    """The nodes of a graph by id, for labels."""

    actors: Mapping[str, ActorNode]
    nations: Mapping[str, NationNode]
    places: Mapping[str, PlaceNode]

    @classmethod
    def of(cls, graph: Graph) -> Names:
        """Index a graph."""
        return cls(
            {node.id: node for node in graph.actors},
            {node.id: node for node in graph.nations},
            {node.id: node for node in graph.places},
        )

    def place(self, event: EventNode, lang: str) -> str:
        """The name of the event's place, else of its country, else nothing."""
        place = self.places.get(event.place or "")
        nation = self.nations.get(event.country or "")
        return place.label(lang) if place else nation.label(lang) if nation else ""

    def event(self, event: EventNode, lang: str = "en") -> str:
        """What, who, where and when, in `lang` as far as names are known in it."""
        return self.event_in(event, (lang,))[lang]

    def event_in(self, event: EventNode, langs: Iterable[str]) -> dict[str, str]:
        """The same in each of several languages."""
        kind = event_type(event.type)
        known = [self.actors[ident] for ident in _core_first(event, kind) if ident in self.actors]
        more = f" +{len(known) - _MOST_NAMES}" if len(known) > _MOST_NAMES else ""
        found = {}
        for lang in langs:
            who = ", ".join([actor.label(lang) for actor in known[:_MOST_NAMES]]) + more
            where_when = ", ".join([part for part in (self.place(event, lang), event.date or "") if part])
            what = kind.labels.get(lang) or kind.labels["en"]
            found[lang] = f"{what}: {who}" + (f" ({where_when})" if where_when else "")
        return found


def _core_first(event: EventNode, kind: EventType) -> list[str]:
    roles = event.roles
    core = kind.core
    order = [name for name in roles if name in core] + [name for name in roles if name not in core]
    return list(dict.fromkeys(ident for name in order for ident in roles[name]))
