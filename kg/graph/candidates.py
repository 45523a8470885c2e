"""Which reports are worth comparing: those that share an actor (or two nations), a type and a week.

A report is compared with the reports of its blocks. A block that grows large, because somebody speaks every hour or a
thousand papers print one agency, is not compared pair by pair: its reports are sorted by their words, by their ends,
and by day and place, and each meets its neighbours there (the sorted neighbourhood method). So the work grows with the
number of reports and never with its square, and what is the same stands side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from kg.graph.actors import is_vague
from kg.graph.compare import HORIZON, PLANNED, Told, nations_of
from kg.graph.dates import Bounds, around, day
from kg.graph.model import ActorNode
from kg.graph.said import LONG

Block = tuple[object, ...]
# The dates that matter for blocks are short, but a user's own event type may ask for longer ones.
_MOST_WEEKS = 60
# A summit of the whole world shares its nations with everything.
_FEW_NATIONS = 4
# Up to this size all of a block are compared; in larger ones so many neighbours on each side.
SMALL, NEIGHBOURS = 32, 6
_UNDATED = (0, 0)
# Words are compared in full afterwards; their ends are enough to find copies.
_ENDS = 24


def candidates(told: Sequence[Told], actors: Mapping[str, ActorNode]) -> Iterator[tuple[int, list[int]]]:
    """Give for each report, by its number, those after it that may tell the same event; each pair once.

    >>> list(candidates([], {}))
    []
    """
    blocks: dict[Block, list[int]] = defaultdict(list)
    keys = [tuple(dict.fromkeys(block_keys(one, actors))) for one in told]
    for number, own in enumerate(keys):
        for key in own:
            blocks[key].append(number)
    near: dict[int, set[int]] = defaultdict(set)
    for members in blocks.values():
        if len(members) > SMALL:
            for one, other in _neighbours(members, told):
                near[one].add(other)
    for number, own in enumerate(keys):
        found = near.pop(number, set())
        for key in own:
            members = blocks[key]
            if len(members) <= SMALL:
                found.update(other for other in members if other > number)
        yield number, sorted(found)


def pairs_in(told: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Give the pairs that one block proposes, by place; its reports are given by their age.

    >>> list(pairs_in([]))
    []
    """
    members = range(len(told))
    yield from combinations(members, 2) if len(told) <= SMALL else set(_neighbours(members, told))


def _neighbours(members: Sequence[int], told: Sequence[Told]) -> Iterator[tuple[int, int]]:
    orders: tuple[Callable[[Told], object], ...] = (_words, _ends, _place, _marks)
    for order in orders:
        ranked = sorted(members, key=lambda number: (order(told[number]), told[number].age))
        for place, number in enumerate(ranked):
            for other in ranked[place + 1 : place + 1 + NEIGHBOURS]:
                yield min(number, other), max(number, other)


def _words(told: Told) -> str:
    return told.said.words if told.said else told.sentence


def _ends(told: Told) -> str:
    return _words(told)[::-1]


def _place(told: Told) -> tuple[object, ...]:
    window = (told.window.earliest.toordinal(), told.window.latest.toordinal()) if told.window else _UNDATED
    return (window, told.report.country or "", told.report.place or "", sorted(told.core))


def _marks(told: Told) -> tuple[object, ...]:
    return (told.report.published or "", sorted(told.said.marks) if told.said else [], sorted(told.core))


def block_keys(told: Told, actors: Mapping[str, ActorNode]) -> Iterator[Block]:
    """The blocks in which a report of the same event would stand; `actors` are those of the report's core."""
    window = told.window
    if window is None or window.days > told.kind.link.days:
        window = _around_publication(told)
    if window is None:
        return
    nations = nations_of(told.core, actors)
    pairs = list(combinations(nations, 2)) if len(nations) <= _FEW_NATIONS else []
    unnamed = sorted({actors[ident].nation or "" for ident in told.core if is_vague(actors[ident])} - {""})
    who: list[Block] = [(ident,) for ident in sorted(told.core)]
    who += [*pairs, *(("somebody of", nation) for nation in unnamed)]
    if told.said:
        who += [("called", actors[ident].label()) for ident in sorted(told.core) if is_vague(actors[ident])]
    first = window.earliest.toordinal() // 7
    last = min(window.latest.toordinal() // 7, first + _MOST_WEEKS)
    if told.said and told.said.words.count(" ") >= LONG:
        who += [("starts", told.said.words[:_ENDS]), ("ends", told.said.words[-_ENDS:])]
    for week in range(first, last + 1):
        for one in who:
            yield (told.kind.name, week, *one)


def _around_publication(told: Told) -> Bounds | None:
    published = day(told.report.published)
    if published is None:
        return None
    return around(published, 1, HORIZON if told.report.status == PLANNED else 1)
