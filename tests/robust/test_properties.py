"""What holds for any input, by hypothesis, with the targets of ``fuzz.py``: reader, tokenizer, dates, rules, RDF, page."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.robust import fuzz

SETTINGS = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TEXTS = st.lists(st.sampled_from(fuzz.PIECES) | st.text(max_size=6), max_size=25).flatmap(
    lambda pieces: st.sampled_from(("", " ")).map(lambda glue: glue.join(pieces))
)
READABLE = TEXTS.map(lambda text: "".join(c for c in text if c != "\0" and not "\ud800" <= c <= "\udfff"))
CHANCE = st.integers(0, 1_000).map(random.Random)


@SETTINGS
@given(st.lists(st.sampled_from(fuzz.BYTES) | st.binary(max_size=12), max_size=12).map(b"".join), CHANCE)
def test_reader(data: bytes, chance: random.Random) -> None:
    fuzz.reader(data, chance)


@pytest.mark.parametrize("name", ["tokenizer", "dates", "rules"])
@SETTINGS
@given(text=READABLE, chance=CHANCE)
def test_what_reading_lets_through(name: str, text: str, chance: random.Random) -> None:
    fuzz.TARGETS[name](text, chance)


@pytest.mark.parametrize("name", ["rdf", "page"])
@SETTINGS
@given(text=TEXTS, chance=CHANCE)
def test_what_is_written_of_any_text(name: str, text: str, chance: random.Random) -> None:
    fuzz.TARGETS[name](text, chance)


def test_each_target_fails_where_it_should(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "json_block", lambda value: '"<b>"')
    with pytest.raises(AssertionError):
        fuzz.page("a", random.Random(0))
    monkeypatch.setattr(fuzz.iri, "encode", lambda text: "a>b")
    with pytest.raises(ValueError, match="IRI"):
        fuzz.rdf("a", random.Random(0))
    with pytest.raises(AssertionError, match="seed 3, execution 4"):
        monkeypatch.setattr(fuzz, "TARGETS", {**fuzz.TARGETS, "rdf": fuzz.rdf})
        fuzz.run(6, 3)
