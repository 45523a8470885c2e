"""The rules by which the tables are made."""

from __future__ import annotations

import doctest

import pytest

from kg.data.build import cities, inflection, organisations, tables
from kg.errors import DataError


@pytest.mark.parametrize("module", [cities, inflection, organisations, tables])
def test_the_examples_in_the_docstrings_run(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert result.attempted > 0
    assert result.failed == 0


def test_the_first_owner_keeps_a_bare_form() -> None:
    forms = tables.Forms("en")
    assert forms.add("london-GBR", "London")
    assert not forms.add("london-CAN", "London")
    assert forms.add("london-CAN", "London@context")
    assert forms.rows == [("london-GBR", "London", ""), ("london-CAN", "London", "context")]


def test_spellings_that_fold_to_one_form_are_one_row() -> None:
    forms = tables.Forms("ar")
    assert forms.add("UKR", "أوكرانيا", "name")
    assert not forms.add("UKR", "اوكرانيا", "name")


def test_an_unknown_guard_is_refused() -> None:
    with pytest.raises(DataError, match="found guard 'maybe', allowed title, full, context"):
        tables.with_guard("Mali@maybe")


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(DataError, match=r"organisations_hand.toml, x: found keys \['colour'\]"):
        organisations.check("x", {"label": "X", "kind": "igo", "colour": "red"})
