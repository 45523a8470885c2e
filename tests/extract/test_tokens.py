"""Cutting text: what is found must stand exactly there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.language import codes, load
from kg.extract.tokens import tokenize

KNOWN = frozenset({"بوتين", "ميشوستين", "الرياض"})
SPLITS = [
    ("وميشوستين", ["و", "ميشوستين"]),
    ("لبوتين", ["ل", "بوتين"]),
    ("للرئيس", ["ل", "الرئيس"]),
    ("وللرئيس", ["و", "ل", "الرئيس"]),
    ("بالرياض", ["ب", "الرياض"]),
    ("وزير", ["وزير"]),
    ("واشنطن", ["واشنطن"]),
    ("فالوضع", ["ف", "الوضع"]),
    ("لـ«الشرق»", ["ل", "«", "الشرق", "»"]),
    ("٢٠١٥م.", ["2015", "م", "."]),
]
SENTENCES = [
    ("ar", "وقع الهجوم.وقال الوزير", 2),
    ("ar", "قال د. أحمد إن الأمر انتهى", 1),
    ("ar", "«جاء. ثم ذهب». وقال", 2),
    ("en", "Mr. Cassis met Dr. Muizzu. He left.", 2),
    ("en", "“We came. We saw,” he said. They left.", 2),
    ("en", "A title\nA sentence", 2),
]


@pytest.mark.parametrize(("word", "pieces"), SPLITS, ids=[w for w, _ in SPLITS])
def test_attached_particles_are_split(word: str, pieces: list[str]) -> None:
    assert list(tokenize(word, load("ar"), KNOWN).norms) == pieces


@pytest.mark.parametrize(("code", "text", "count"), SENTENCES)
def test_sentences(code: str, text: str, count: int) -> None:
    assert len(tokenize(text, load(code)).sentences) == count


def test_an_unclosed_quotation_is_none() -> None:
    assert tokenize('قال: "نعم نحن هنا', load("ar")).quotes == ()


@pytest.mark.parametrize("code", codes())
@given(text=st.text())
def test_tokens_tile_the_text(code: str, text: str) -> None:
    found = tokenize(text, load(code), KNOWN)
    at = 0
    for start, end in zip(found.starts, found.ends, strict=True):
        assert text[at:start].strip() == "" and start < end
        at = end
    assert text[at:].strip() == ""
    assert [i for a, b in found.sentences for i in range(a, b)] == list(range(len(found)))


def test_a_swallowed_letter_is_written_again() -> None:
    found = tokenize("سفره للرياض", load("ar"))
    assert found.written(found.span(2, 3)) == "الرياض"
