"""How well things are put together that are the same: B³, for events and actors across articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clusters:
    """B³ (Bagga and Baldwin 1998) of `number` things: what the mean one of them shares its cluster with."""

    precision: float
    recall: float
    number: int

    @property
    def f1(self) -> float:
        """The harmonic mean of both, 0 where both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}  ({self.number} mentions)"


def b_cubed(gold: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]) -> Clusters:
    """Compare two clusterings, each the cluster of a thing by the thing; things that are only in one do not count.

    Precision is, for the mean thing, the part of its found cluster that belongs there; recall the part of its true
    cluster that was found. A merge of two large clusters therefore costs more than a wrong pair.

    >>> str(b_cubed({"a": 1, "b": 1, "c": 2}, {"a": "x", "b": "x", "c": "x"}))
    'P 0.556  R 1.000  F1 0.714  (3 mentions)'
    """
    things = [thing for thing in gold if thing in found]
    if not things:
        return Clusters(0.0, 0.0, 0)
    true = Counter(gold[thing] for thing in things)
    made = Counter(found[thing] for thing in things)
    both = Counter((gold[thing], found[thing]) for thing in things)
    precision = sum(number * number / made[cluster] for (_, cluster), number in both.items())
    recall = sum(number * number / true[cluster] for (cluster, _), number in both.items())
    return Clusters(precision / len(things), recall / len(things), len(things))
