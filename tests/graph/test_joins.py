"""Floors of joining, against clusters annotated by hand (`tests/graph/joins/README.md`)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))
import joining


def test_the_clusters_are_numbers_only() -> None:
    for name, most in (("events.tsv", 5), ("actors.tsv", 4), ("examples.tsv", 3)):
        rows = joining.rows(name)
        assert len(rows) > 300
        for row in rows:
            assert len(row) == most
            assert all(value.isascii() and " " not in value for value in row.values())


def test_examples_as_annotated() -> None:
    score = joining.examples().score
    assert score.precision >= 0.99
    assert score.f1 >= 0.94


def test_examples_as_found() -> None:
    score = joining.found_examples().score
    assert score.precision >= 0.97
    assert score.f1 >= 0.9


def test_actors_of_the_examples() -> None:
    score = joining.example_actors().score
    assert score.number >= 200
    assert score.f1 >= 0.97


@pytest.mark.skipif(not joining.CORPORA.is_dir(), reason="the newspaper articles are not there")
def test_newspapers() -> None:
    items = joining.corpora()
    events, actors = joining.events(items), joining.actors(items)
    assert events.score.number > 400
    assert events.score.f1 >= 0.92
    assert actors.score.f1 >= 0.97
    assert actors.score.precision >= 0.99
