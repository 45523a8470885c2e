"""The lookup tables of a language: phrases that contain a name and stand for nothing."""

from __future__ import annotations

import pytest

from kg.extract import language, lexicon, mentions
from kg.extract.tokens import tokenize
from kg.resources import languages, package_path, rows_if_any

PHRASES = [
    (code, row["form"])
    for code in languages()
    for row in rows_if_any(package_path("lang", code, "not_nations.tsv"))
]


@pytest.mark.parametrize(("code", "phrase"), PHRASES)
def test_a_phrase_that_is_no_nation_is_nothing_else(code: str, phrase: str) -> None:
    names = lexicon.load(code)
    words = tokenize(phrase, language.load(code), names.known).norms
    assert [entry.kind for entry in names.names.entries[words]] == ["nothing"]


@pytest.mark.parametrize(("code", "phrase"), PHRASES)
def test_it_gives_no_state_and_no_place(code: str, phrase: str) -> None:
    lang, names = language.load(code), lexicon.load(code)
    found = mentions.find_all(tokenize(f"{phrase}.", lang, names.known), lang, names)
    assert [(m.kind, m.nation) for m in (*found.top, *found.nested) if m.nation or m.place] == []
