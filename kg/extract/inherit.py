"""What an event takes over from the one it happens in: talks held during a visit take place where the visit goes."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Event


def places(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Give an event without a place that of the last event told before it that shares an actor with it.

    Events with content (statements) and those at a distance (by telephone) neither give nor take.
    """
    out: list[Event] = []
    for e in events:
        if e.place is None and e.content is None and e.mode in (None, "in_person"):
            own = {ref for refs in e.roles.values() for ref in refs}
            source = next((o for o in reversed(out) if _gives(o, e, own)), None)
            if source is not None:
                e = replace(e, place=source.place)
        out.append(e)
    return tuple(out)


def _gives(o: Event, e: Event, own: set[str]) -> bool:
    if o.place is None or o.content is not None or o.status != e.status:
        return False
    if o.date and e.date and not (_first(o.date) <= _last(e.date) and _first(e.date) <= _last(o.date)):
        return False
    return any(ref in own for refs in o.roles.values() for ref in refs)


def _first(date: str) -> str:
    return date.split("/")[0]


def _last(date: str) -> str:
    return date.split("/")[-1] + "~"
