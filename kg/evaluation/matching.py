"""Which predicted event is meant by which annotated one, and how far the two agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.evaluation.gold import Someone, Told
from kg.model import Span
from kg.ontology import EventType

Actors = Mapping[str, Someone]
# Two contents that overlap less than this are not the same statement; from `SAME` on they are equal.
LIKE, SAME = 0.5, 0.8
# Among candidates that agree equally otherwise, an equal date decides.
DATE_BONUS = 0.1


@dataclass(frozen=True, slots=True)
class Fillers:
    """The role fillers of two events: those of both, of the annotated only, of the predicted only, and the pairs."""

    both: int
    missed: int
    extra: int
    pairs: tuple[tuple[Someone, Someone], ...]

    @property
    def agreement(self) -> float:
        """F1 of the fillers."""
        return 2 * self.both / (2 * self.both + self.missed + self.extra) if self.both else 0.0


def overlap(left: Span, right: Span) -> int:
    """The number of code points that two spans share.

    >>> overlap(Span(0, 5), Span(3, 9))
    2
    """
    return max(0, min(left.end, right.end) - max(left.start, right.start))


def halves(left: Span, right: Span) -> bool:
    """Do the spans share at least half of the shorter one?"""
    return overlap(left, right) * 2 >= min(left.end - left.start, right.end - right.start) > 0


def likeness(left: Span | None, right: Span | None) -> float:
    """F1 of two spans, in code points."""
    shared = overlap(left, right) if left and right else 0
    return (
        2 * shared / (left.end - left.start + right.end - right.start) if left and right and shared else 0.0
    )


def fillers(kind: EventType, gold: Told, gold_actors: Actors, pred: Told, pred_actors: Actors) -> Fillers:
    """Pair the fillers of each role, each predicted one with the first annotated one that has a mention in common."""
    both = missed = extra = 0
    pairs = []
    for role in (role.name for role in kind.roles):
        left = list(dict.fromkeys(pred.roles.get(role, ())))
        for ident in dict.fromkeys(gold.roles.get(role, ())):
            one = gold_actors[ident]
            hit = next(
                (other for other in left if other in pred_actors and _same(one, pred_actors[other])), None
            )
            if hit is None:
                missed += 1
                continue
            left.remove(hit)
            both += 1
            pairs.append((one, pred_actors[hit]))
        extra += len(left)
    return Fillers(both, missed, extra, tuple(pairs))


def match(
    kinds: Mapping[str, EventType],
    gold: Sequence[Told],
    gold_actors: Actors,
    pred: Sequence[Told],
    pred_actors: Actors,
) -> dict[int, int]:
    """Pair annotated with predicted events, the best agreeing first: index to index, each at most once."""
    candidates = []
    for left, one in enumerate(gold):
        for right, other in enumerate(pred):
            kind = kinds[one.type]
            if one.type == other.type and _close(kind, one, other):
                weight = fillers(kind, one, gold_actors, other, pred_actors).agreement
                weight += likeness(one.content, other.content) + (one.date == other.date) * DATE_BONUS
                candidates.append((weight, -left, -right))
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, left, right in sorted(candidates, reverse=True):
        if -left not in taken and -right not in used:
            taken[-left] = -right
            used.add(-right)
    return taken


def _same(gold: Someone, pred: Someone) -> bool:
    return any(halves(left, right) for left in gold.spans for right in pred.spans)


def _close(kind: EventType, gold: Told, pred: Told) -> bool:
    """Do two events speak of the same place in the text? Sentences hold several statements: there the trigger decides,
    or the content."""
    found = any(overlap(sentence, trigger) for sentence in gold.near for trigger in pred.triggers)
    if not kind.content:
        return found
    exact = any(overlap(own, trigger) for own in gold.triggers for trigger in pred.triggers)
    return (found and exact) or likeness(gold.content, pred.content) >= LIKE
