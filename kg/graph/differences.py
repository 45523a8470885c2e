"""What the reports of one event say differently: kept, and shown as it is. Joining decides on nothing but sameness."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from kg.graph.dates import bounds
from kg.graph.labels import Names
from kg.graph.model import EventNode, Report
from kg.ontology import event_type

# Sentences that are so much alike are one sentence, so that another number in it is another number for the same thing.
_COPY = 85
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Difference:
    """Values that cannot all be true: what they are about, and each with the articles that give it."""

    about: str
    values: tuple[tuple[str, tuple[str, ...]], ...]

    def __str__(self) -> str:
        """One line.

        >>> str(Difference("date", (("2025-11-03", ("a",)), ("2025-11-04", ("b", "c")))))
        'date: 2025-11-03 (a), 2025-11-04 (b, c)'
        """
        return f"{self.about}: " + ", ".join(f"{value} ({', '.join(who)})" for value, who in self.values)


def differences(event: EventNode, names: Names | None = None) -> tuple[Difference, ...]:
    """Say what articles contradict each other on: date, place, country, speaker, number. A plan contradicts nothing.

    Dates contradict when no day fits all, so that a month and a day in it do not; a city and its country do not either.
    """
    told = [report for report in event.reports if report.status == event.status]
    found = [
        _contradiction("date", [(r.date, r.article) for r in told if bounds(r.date)], _apart),
        _contradiction("country", [(r.country, r.article) for r in told], str.__ne__),
        _contradiction("place", [(r.place, r.article) for r in told], str.__ne__),
        *(_speakers(role, told) for role in event_type(event.type).core if event_type(event.type).content),
        *_numbers(told),
    ]
    labels: dict[str, str] = {}
    if names is not None:
        labels |= {ident: place.label() for ident, place in names.places.items()}
        labels |= {ident: actor.label() for ident, actor in names.actors.items()}
    return tuple(_labelled(one, labels) for one in found if one is not None)


def _labelled(one: Difference, labels: Mapping[str, str]) -> Difference:
    return Difference(one.about, tuple((labels.get(value, value), who) for value, who in one.values))


def _apart(one: str, other: str) -> bool:
    left, right = bounds(one), bounds(other)
    return left is not None and right is not None and not left.meets(right)


def _contradiction(
    about: str, given: Iterable[tuple[str | None, str]], against: Callable[[str, str], bool]
) -> Difference | None:
    who: dict[str, set[str]] = defaultdict(set)
    for value, article in given:
        if value:
            who[value].add(article)
    if not any(against(one, other) for one, other in combinations(sorted(who), 2)):
        return None
    return Difference(about, tuple((value, tuple(sorted(who[value]))) for value in sorted(who)))


def _speakers(role: str, told: list[Report]) -> Difference | None:
    """Those to whom reports of the same words give them, where no report names both."""
    named = [({part.actor for part in r.participations if part.role == role}, r.article) for r in told]
    given = [(actor, article) for actors, article in named for actor in sorted(actors)]
    together = {(one, other) for actors, _ in named for one in actors for other in actors}
    return _contradiction(role, given, lambda one, other: (one, other) not in together)


def _numbers(told: list[Report]) -> list[Difference]:
    """Numbers in which two versions of one sentence differ."""
    found: dict[tuple[tuple[str, tuple[str, ...]], ...], None] = {}
    for one, other in combinations(told[:20], 2):
        if not one.evidence or not other.evidence:
            continue
        left, right = one.evidence[0].text, other.evidence[0].text
        if fuzz.ratio(_NUMBER.sub("#", left), _NUMBER.sub("#", right)) < _COPY:
            continue
        numbers = (_NUMBER.findall(left), _NUMBER.findall(right))
        if len(numbers[0]) == len(numbers[1]):
            for a, b in zip(*numbers, strict=True):
                if a != b:
                    found[tuple(sorted(((a, (one.article,)), (b, (other.article,)))))] = None
    return [Difference("number", values) for values in found]
