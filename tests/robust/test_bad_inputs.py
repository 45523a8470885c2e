"""Every bad input of ``bad_inputs.py``, read alone and built with the others of its class: nothing may be wrong.

``KG_BAD_INPUTS=all`` runs all classes; without it only those that are built within seconds. What is looked at is in
``running.py``: an entry in the report, no traceback, exact offsets, RDF that parses, a page without foreign elements.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.robust.bad_inputs import Case, cases
from tests.robust.running import run

CASES = cases()
LONG = (
    "deep and odd HTML",
    "gzip bombs",
    "long lines",
    "quotation marks",
    "no spaces",
    "the same over and over",
)
KINDS = [
    kind
    for kind in dict.fromkeys(case.kind for case in CASES)
    if os.environ.get("KG_BAD_INPUTS") == "all" or kind not in LONG
]


def test_there_are_at_least_300() -> None:
    assert len({case.name + case.kind for case in CASES}) >= 300
    assert len(CASES) == len(cases())


@pytest.mark.parametrize("kind", KINDS)
def test_bad_inputs_do_no_harm(tmp_path: Path, kind: str) -> None:
    own: list[Case] = [case for case in CASES if case.kind == kind]
    assert run(kind, own, tmp_path).wrong == []
