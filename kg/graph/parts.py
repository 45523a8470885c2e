"""Which events are parts of others: talks within a visit, a session of a summit, what was signed there.

The file of an event type says within which types it may lie (`within`). A part lies within the days and the country of
the whole. Where the whole is somebody's (a visit is the visitor's), one of them takes part in it; otherwise all who
take part are among those of the whole, which is larger. Nothing is called a part whose day or place is not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.graph.compare import CANCELLED
from kg.graph.dates import Bounds, bounds, weeks
from kg.graph.model import EventNode
from kg.ontology import event_type

# Longer dates ("in November") do not tell what lay within what.
_LONGEST, _LONGEST_WHOLE = 3, 14
# A whole of the same type has so many more actors.
_MORE = 2
# Of what one actor did in one week no more than this is looked at.
_MOST = 50


def with_parts(events: Iterable[EventNode]) -> list[EventNode]:
    """Give the events with `part_of`: for each type of whole the one that fits most closely.

    >>> with_parts([])
    []
    """
    items = sorted(events, key=lambda event: event.id)
    wholes: dict[tuple[str, str, int], list[EventNode]] = defaultdict(list)
    wanted = {name for event in items for name in event_type(event.type).link.within}
    for event in items:
        window = bounds(event.date)
        if event.type in wanted and window and window.days <= _LONGEST_WHOLE and event.status != CANCELLED:
            for week in weeks(window):
                for actor in _core(event):
                    if len(found := wholes[event.type, actor, week]) < _MOST:
                        found.append(event)
    return [replace(event, part_of=tuple(_wholes(event, wholes))) for event in items]


def _core(event: EventNode) -> frozenset[str]:
    core = event_type(event.type).core
    return frozenset(part.actor for part in event.participations if part.role in core)


def _wholes(event: EventNode, wholes: dict[tuple[str, str, int], list[EventNode]]) -> Iterator[str]:
    window = bounds(event.date)
    if window is None or window.days > _LONGEST or event.country is None or event.status == CANCELLED:
        return
    for kind in event_type(event.type).link.within:
        near = {
            one.id: one
            for week in weeks(window)
            for actor in _core(event)
            for one in wholes.get((kind, actor, week), ())
        }
        fitting = [one for one in near.values() if _lies_in(event, window, one)]
        if fitting:
            yield min(fitting, key=_closeness).id


def _closeness(event: EventNode) -> tuple[int, int, str]:
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
