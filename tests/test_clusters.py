"""B³: what it counts, by examples small enough to work out by hand."""

from __future__ import annotations

import pytest

from kg.evaluation.clusters import b_cubed


@pytest.mark.parametrize(
    ("gold", "found", "precision", "recall"),
    [
        ("aabb", "xxyy", 1.0, 1.0),
        ("aabb", "wxyz", 1.0, 0.5),
        ("aabb", "xxxx", 0.5, 1.0),
        ("aaab", "xxyy", 0.75, 2 / 3),
    ],
)
def test_precision_and_recall(gold: str, found: str, precision: float, recall: float) -> None:
    score = b_cubed(dict(enumerate(gold)), dict(enumerate(found)))
    assert (score.precision, score.recall) == (pytest.approx(precision), pytest.approx(recall))


def test_things_in_one_clustering_only_do_not_count() -> None:
    assert b_cubed({1: "a", 2: "a"}, {2: "x", 3: "x"}).number == 1
    assert b_cubed({}, {}).f1 == 0.0
