"""The folded form on which words are compared; the text itself is never changed."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache


@lru_cache(maxsize=4096)  # more letters than a language has; texts ask for the same ones over and over
def _plain(char: str) -> str:
    """A letter without its accent; the marks that make another Arabic letter stay (those are in `drop` or `map`)."""
    if char.isascii():
        return char
    base = unicodedata.normalize("NFKD", char)
    return base[0] if base[0].isascii() or len(base) == 1 else char


@dataclass(frozen=True, slots=True)
class Folding:
    """How a language's letters are unified: `drop` are letters that vanish, `map` letters that become another."""

    drop: frozenset[str]
    map: Mapping[str, str]

    def letters(self, word: str) -> tuple[str, tuple[int, ...]]:
        """Fold `word`; return the folded form and, for each of its letters, the offset of its source in `word`.

        >>> Folding(frozenset("ـ"), {"أ": "ا"}).letters("لـأ")
        ('لا', (0, 2))
        """
        out: list[str] = []
        at: list[int] = []
        for i, char in enumerate(word):
            if char in self.drop:
                continue
            out.append(_plain(self.map.get(char, char)))
            at.append(i)
        return "".join(out), tuple(at)

    def fold(self, word: str) -> str:
        """Fold `word`.

        >>> Folding(frozenset(), {}).fold("Élysée")
        'Elysee'
        """
        if word.isascii():
            return word if not self.map.keys() & set(word) else "".join(self.map.get(c, c) for c in word)
        of, drop = self.map, self.drop
        return "".join([_plain(of.get(c, c)) for c in word if c not in drop])
