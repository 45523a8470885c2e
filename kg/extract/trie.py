"""Find the longest of many word sequences at a place in a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Trie(Generic[V]):
    """Word sequences with their values. `lengths` gives, for a first word, the lengths that follow, longest first.

    >>> trie = build([(("New", "York"), "city"), (("New", "Delhi"), "capital")])
    >>> trie.longest(("in", "New", "York"), 1)
    (3, ('city',))
    """

    lengths: Mapping[str, tuple[int, ...]]
    entries: Mapping[tuple[str, ...], tuple[V, ...]]

    def longest(self, words: Sequence[str], at: int) -> tuple[int, tuple[V, ...]] | None:
        """The end (exclusive) and the values of the longest sequence that begins at word `at`; None without one."""
        lengths = self.lengths.get(words[at])
        if lengths is not None:
            for length in lengths:
                part = tuple(words[at : at + length])
                values = self.entries.get(part)
                if values is not None:
                    return at + len(part), values
        return None

    def all_at(self, words: Sequence[str], at: int) -> list[tuple[int, tuple[V, ...]]]:
        """The ends and values of all sequences that begin at word `at`, longest first."""
        found = []
        for length in self.lengths.get(words[at], ()):
            part = tuple(words[at : at + length])
            values = self.entries.get(part)
            if values is not None and len(part) == length:
                found.append((at + length, values))
        return found


def build(items: Iterable[tuple[tuple[str, ...], V]]) -> Trie[V]:
    """Make a trie of (words, value) pairs; a sequence given twice keeps both values, in the order given."""
    entries: dict[tuple[str, ...], list[V]] = {}
    lengths: dict[str, set[int]] = {}
    for words, value in items:
        values = entries.setdefault(words, [])
        if value not in values:
            values.append(value)
        lengths.setdefault(words[0], set()).add(len(words))
    return Trie(
        {w: tuple(sorted(n, reverse=True)) for w, n in lengths.items()},
        {w: tuple(v) for w, v in entries.items()},
    )
