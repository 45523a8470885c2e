"""EDTF bounds, checked against an independent parser."""

import datetime

import pytest
from edtf import parse_edtf, struct_time_to_date

from kg.graph.dates import bounds, day, precision


@pytest.mark.parametrize(
    "text",
    [
        "2025-11-03",
        "2025-11",
        "2024-02",
        "2025",
        "2025-11-03/2025-11-04",
        "2025-11/2026-01",
        "2025-11-XX",
        "202X",
    ],
)
def test_bounds_agree_with_the_edtf_library(text: str) -> None:
    other = parse_edtf(text)
    found = bounds(text)
    assert found is not None
    assert found.earliest == struct_time_to_date(other.lower_strict())
    assert found.latest == struct_time_to_date(other.upper_strict())


@pytest.mark.parametrize(
    "text", [None, "", "soon", "2025-13-77", "2025-02-30", "2025-11-04/2025-11-03", "../2025", "2025-W44"]
)
def test_no_bounds_for_what_is_no_known_date(text: str | None) -> None:
    assert bounds(text) is None
    assert precision(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2025~", "year"),
        ("2025-21", "season"),
        ("20XX", "century"),
        ("2025-11?", "month"),
        ("2025-11-03T10:00", "day"),
    ],
)
def test_precision(text: str, name: str) -> None:
    assert precision(text) == name


def test_day_keeps_only_the_day() -> None:
    assert day("2025-11-03T23:59:00+03:00") == datetime.date(2025, 11, 3)
    assert day("3 Nov") is None
