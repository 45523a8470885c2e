"""The folded form on which words are compared; the text itself is never changed."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

_MOST = 4096  # more letters than a language has; a hostile text may hold all there are


@lru_cache(maxsize=_MOST)  # texts ask for the same ones over and over
def _plain(char: str) -> str:
    """A letter without its accent; the marks that make another Arabic letter stay (those are in `drop` or `map`)."""
    if char.isascii():
        return char
    base = unicodedata.normalize("NFKD", char)
    return base[0] if base[0].isascii() or len(base) == 1 else char


class _Letters(dict[int, str]):
    """What becomes of each letter, found out when it is first met; in the form that `str.translate` reads."""

    def __init__(self, drop: frozenset[str], mapped: Mapping[str, str]) -> None:
        super().__init__()
        self.drop, self.mapped = drop, mapped

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = "" if char in self.drop else _plain(self.mapped.get(char, char))
        if len(self) >= _MOST:
            self.clear()
        self[code] = folded
        return folded


@dataclass(frozen=True, slots=True)
class Folding:
    """How a language's letters are unified: `drop` are letters that vanish, `map` letters that become another."""

    drop: frozenset[str]
    map: Mapping[str, str]
    table: dict[int, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "table", _Letters(self.drop, self.map))

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
        return word.translate(self.table)
