"""A language is a folder of `kg/lang`: tables in TOML and TSV, and a small `grammar.py` for what data cannot say."""

from __future__ import annotations

import tomllib
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Protocol, cast

from kg.errors import InputError
from kg.extract.folding import Folding


@dataclass(frozen=True, slots=True)
class Form:
    """A written form of a lexicon entry, folded; `tags` say what the ending tells (past, future, dual, suffix)."""

    words: tuple[str, ...]
    tags: frozenset[str]


class Grammar(Protocol):
    """What a language's `grammar.py` must offer."""

    def split(self, folded: str, known: Container[str]) -> tuple[tuple[int, str], ...]:
        """Cut one written word into (number of folded letters, norm) pieces; the lengths sum to the whole."""
        ...

    def inflect(self, entry: str, kind: str) -> Iterator[Form]:
        """All written forms of a lexicon entry (already folded) of a kind: verb, participle, noun, word."""
        ...


@dataclass(frozen=True, slots=True)
class Language:
    """One language's settings (`language.toml`), folding and grammar."""

    code: str
    settings: Mapping[str, object]
    folding: Folding
    grammar: Grammar

    def words(self, *path: str) -> frozenset[str]:
        """A list of words in `language.toml`, folded: ``language.words("sentence", "abbreviations")``."""
        node: object = self.settings
        for key in path:
            node = cast(Mapping[str, object], node).get(key, {})
        return frozenset(self.folding.fold(w) for w in cast("list[str]", node))


def codes() -> tuple[str, ...]:
    """The languages that the package has a folder for."""
    root = files("kg.lang")
    return tuple(sorted(d.name for d in root.iterdir() if d.is_dir() and (d / "language.toml").is_file()))


@cache
def load(code: str) -> Language:
    """Read a language's folder. Raises `InputError` for a code without one.

    >>> load("ar").folding.fold("أكّد")
    'اكد'
    """
    if code not in codes():
        raise InputError(f"language {code!r} is not supported: found {', '.join(codes())}")
    text = (files("kg.lang") / code / "language.toml").read_text(encoding="utf-8")
    settings = tomllib.loads(text)
    fold = settings["folding"]
    folding = Folding(
        frozenset(chr(c) for a, b in fold["drop"] for c in range(int(a, 16), int(b, 16) + 1)), fold["map"]
    )
    return Language(code, settings, folding, cast(Grammar, import_module(f"kg.lang.{code}.grammar")))
