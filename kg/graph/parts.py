"""Which events are parts of others: talks within a visit, a session of a summit, what was signed there.

The file of an event type says within which types it may lie (`within`). A part lies within the days and the country of
the whole. Where the whole is somebody's (a visit is the visitor's), one of them takes part in it; otherwise all who
take part are among those of the whole, which is larger. Nothing is called a part whose day or place is not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.graph.compare import CANCELLED
from kg.graph.dates import Bounds, bounds, weeks
from kg.graph.model import EventNode
from kg.ontology import event_type

# Longer dates ("in November") do not tell what lay within what.
_LONGEST, _LONGEST_WHOLE = 3, 14
# A whole of the same type has so many more actors.
_MORE = 2
Where = tuple[str, str, int]
# Of what one actor did in one week no more than this is looked at.
_MOST = 50


def with_parts(events: Iterable[EventNode]) -> list[EventNode]:
    """Give the events with `part_of`: for each type of whole the one that fits most closely.

    >>> with_parts([])
    []
    """
    items = sorted(events, key=lambda event: event.id)
    wholes: dict[Where, list[EventNode]] = defaultdict(list)
    wanted = {name for event in items for name in event_type(event.type).link.within}
    for event in items:
        if event.type in wanted:
            for key in keys_of_whole(event):
                wholes[key].append(event)
    found = []
    for event in items:
        near = {key: wholes_in(event, wholes[key]) for key in keys_of_part(event) if key in wholes}
        found.append(replace(event, part_of=closest(event, [one for some in near.values() for one in some])))
    return found


def keys_of_whole(event: EventNode) -> Iterator[Where]:
    """Where parts of an event are looked for: its type, somebody of its core, a week."""
    window = bounds(event.date)
    if window and window.days <= _LONGEST_WHOLE and event.status != CANCELLED:
        yield from ((event.type, actor, week) for week in weeks(window) for actor in _core(event))


def keys_of_part(event: EventNode) -> Iterator[Where]:
    """Where the wholes of an event are looked for."""
    window = bounds(event.date)
    if window is None or window.days > _LONGEST or event.country is None or event.status == CANCELLED:
        return
    for kind in event_type(event.type).link.within:
        yield from ((kind, actor, week) for week in weeks(window) for actor in _core(event))


def wholes_in(event: EventNode, wholes: Sequence[EventNode]) -> list[EventNode]:
    """Those of the events found at one key, given by id, within which an event lies."""
    window = bounds(event.date)
    return [one for one in wholes[:_MOST] if window and _lies_in(event, window, one)]


def closest(event: EventNode, wholes: Iterable[EventNode]) -> tuple[str, ...]:
    """For each type of whole the id of the one that fits most closely."""
    by_type: dict[str, list[EventNode]] = defaultdict(list)
    for one in wholes:
        by_type[one.type].append(one)
    within = event_type(event.type).link.within
    return tuple(min(by_type[kind], key=closeness).id for kind in within if kind in by_type)


def _core(event: EventNode) -> frozenset[str]:
    core = event_type(event.type).core
    return frozenset(part.actor for part in event.participations if part.role in core)


def closeness(event: EventNode) -> tuple[int, int, str]:
    """What the wholes that fit are ordered by: the shortest first, of those the smallest."""
    window = bounds(event.date)
    return (window.days if window else 0, len(_core(event)), event.id)


def _lies_in(event: EventNode, window: Bounds, whole: EventNode) -> bool:
    outer = bounds(whole.date)
    if whole.id == event.id or outer is None or whole.country != event.country:
        return False
    if not (outer.earliest <= window.earliest and window.latest <= outer.latest):
        return False
    if whole.place and event.place and whole.place != event.place:
        return False
    if event_type(whole.type).link.shared == 1:
        return True  # the whole is somebody's, and one of them is here
    parts, all_of_it = _core(event), _core(whole)
    larger = len(all_of_it) >= len(parts) + (_MORE if whole.type == event.type else 0)
    return len(parts) > 1 and parts <= all_of_it and larger
