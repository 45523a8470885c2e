"""Where and when an event took place that its own words leave open: from the events that the article tells beside it.

Talks held during a visit take place where the visit goes; an agreement signed at talks is signed on their day. Only
events that share actors lend to each other, and only where nothing in their dates or status speaks against it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extract.merge import dates_agree
from kg.model import Event

DAY = len("2025-11-03")
REACH = 40  # events before and behind that may lend
PAUSE = 3  # letters between two sentences of a paragraph, at most
_PRESENT = (None, "in_person")  # an event at a distance neither gives nor takes


def settle(
    events: Sequence[Event],
    nations: Mapping[str, str],
    lenders: frozenset[str],
    persons: frozenset[str] = frozenset(),
    *,
    verb_first: bool = True,
) -> list[Event]:
    """Fill `place` and `date` of events from others. `nations` maps an actor's id to its state, `lenders` are the
    types that lend a place to all that happens on the way, and their day only to what is told next, since a stay has
    many. `persons` are the actors who are persons, not states or bodies.
    Where the subject comes first (not `verb_first`) events to come take no day, since a programme tells one and leaves
    the others open, and those of a day with one actor in common have it all.

    >>> settle([], {}, frozenset({"visit"}))
    []
    """
    out = list(events)
    only = len({e.place.country for e in events if e.place}) == 1  # all that has a place is in one country
    days = {
        e.date for e in events if e.date and len(e.date) == DAY and e.status == "held" and e.content is None
    }
    one_day = len(days) == 1  # nothing else has a day
    loose = one_day and not verb_first
    for n, event in [*enumerate(out), *enumerate(out)]:  # once more with what others were lent
        event = out[n]
        if event.content is not None or event.mode not in _PRESENT:
            continue
        near = range(max(0, n - REACH), min(len(out), n + REACH))
        beside = [k for k in near if k != n and _beside(event, out[k], nations, lenders, persons)]
        for k in sorted(beside, key=lambda k: (not _at_home(event, out[k], nations), k > n, abs(n - k))):
            if event.place is None and out[k].place is not None and (k < n or out[k].type in lenders or only):
                event = replace(event, place=out[k].place)
            dated = verb_first or event.status != "planned"
            if (
                event.date is None
                and dated
                and _lends_day(out[k], event, nations, lenders, (one_day, loose), events[n].place is not None)
            ):
                event = replace(event, date=out[k].date, date_source="inherited")
        out[n] = event
    return out


def _lends_day(
    a: Event, b: Event, nations: Mapping[str, str], lenders: frozenset[str], single: tuple[bool, bool],
    placed: bool,
) -> bool:  # fmt: skip
    """Is the day of `a` that of `b`, which is told beside it?

    `single` tells whether the article has one day alone, and whether one actor in common is enough then.
    A stay in a place of its own (`placed`) has days of its own; a visit to a house has that of what is told beside it.
    """
    if a.date is None or len(a.date) != DAY or a.status != b.status:
        return False
    if a.type in lenders and _goes_on(a, b):
        return True
    stays = (b.status != "held" or placed) if b.type in lenders else a.type in lenders
    close = single[0] or _goes_on(a, b) or _goes_on(b, a)
    return close and not stays and _same_day(b, a, nations, *single)


def _goes_on(a: Event, b: Event) -> bool:
    """Is `b` told by the sentence that told `a`, or by the next one of its paragraph?"""
    first, second = a.evidence[0].sentence, b.evidence[0].sentence
    after = a.evidence[0].trigger.start < b.evidence[0].trigger.start
    return a.type != b.type and ((first == second and after) or 0 <= second.start - first.end < PAUSE)


def _actors(event: Event) -> set[str]:
    return {ref for refs in event.roles.values() for ref in refs}


def _beside(
    a: Event, b: Event, nations: Mapping[str, str], lenders: frozenset[str], persons: frozenset[str]
) -> bool:
    """May `b` tell something of the setting of `a`?"""
    on_the_way = b.type in lenders and (b.status, a.status) == (
        "held",
        "planned",
    )  # "has arrived and will meet A"
    if b.content is not None or not (a.status == b.status or on_the_way) or b.mode not in _PRESENT:
        return False
    if a.date is not None and (b.date is None or not dates_agree(a.date, b.date)):
        return b.date is None and b.type in lenders and _at_home(a, b, nations)
    mine, other = _actors(a), _actors(b)
    states = {nations[r] for r in mine if r in nations}
    there = b.place.country if b.type in lenders and b.place and not mine & persons else None
    others = {nations[r] for r in other if r in nations} | ({there} if there else set())
    return bool(mine & other) or (len(states) > 1 and states <= others)


def _at_home(a: Event, b: Event, nations: Mapping[str, str]) -> bool:
    """Is the place of `b` in the state of one who takes part in `a` with somebody who is in both?"""
    mine, other = _actors(a), _actors(b)
    hosts = {nations[r] for r in mine - other if r in nations}
    return b.place is not None and bool(mine & other) and b.place.country in hosts


def _same_day(a: Event, b: Event, nations: Mapping[str, str], one_day: bool, loose: bool) -> bool:
    """Is the single day of `b` the day of `a`? Only where all of one's actors take part in the other.

    Two events of a type mostly have two days, if the article does not have one alone (`one_day`); then one actor in
    common may be enough (`loose`).
    """
    if a.type == b.type and not one_day:
        return False
    mine, other = _actors(a), _actors(b)
    states, others = ({nations[r] for r in side if r in nations} for side in (mine, other))
    alike = loose and a.type == b.type and bool(mine & other)
    return alike or mine <= other or other <= mine or (len(states) > 1 and states == others)
