"""Attributions (who said what, by which words) and how far two of them agree, in characters."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kg.model import Span

LEVELS = (0.3, 0.8)
Stretch = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said it, the words that report it, and what was said: each a list of spans, empty where there is none.

    `sources` are the spans that a system could mean by the source, of which the best counts.
    """

    sources: tuple[Stretch, ...]
    cue: Stretch
    content: Stretch


@dataclass(frozen=True, slots=True)
class Text:
    """One article with the attributions of one annotator."""

    name: str
    text: str
    gold: tuple[Attribution, ...]


@dataclass(slots=True)
class Count:
    """Attributions right, missed and invented."""

    right: int = 0
    missed: int = 0
    extra: int = 0

    @property
    def figures(self) -> tuple[float, float, float]:
        """Precision, recall, F1."""
        precision = self.right / max(1, self.right + self.extra)
        recall = self.right / max(1, self.right + self.missed)
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)

    def __str__(self) -> str:
        return "{:.2f} {:.2f} {:.2f}".format(*self.figures)


def overlap(one: Stretch, other: Stretch) -> float:
    """Shared characters among the characters of both."""
    a = {i for s in one for i in range(s.start, s.end)}
    b = {i for s in other for i in range(s.start, s.end)}
    return len(a & b) / len(a | b) if a | b else 0.0


@dataclass(frozen=True, slots=True)
class Pair:
    """An annotated attribution with one that was found: how far their contents and sources agree."""

    gold: int
    found: int
    content: float
    source: float
    head: float
    cue: bool


_ASIDE = re.compile(r",| \(| --? | — | who ")


def head(text: str, source: Stretch) -> Stretch:
    """An annotated source up to the first thing said of it: "X, who heads the office" is X."""
    first = source[0]
    aside = _ASIDE.search(first.of(text), 2)
    return (Span(first.start, first.start + aside.start()),) if aside else source


def pairs(article: Text, found: list[Attribution]) -> list[Pair]:
    """All pairs of an annotated and a found attribution that share anything of their contents or cues."""
    out = []
    for i, g in enumerate(article.gold):
        heads = [head(article.text, a) for a in g.sources]
        for j, f in enumerate(found):
            content = overlap(g.content, f.content)
            cue = overlap(g.cue, f.cue) > 0
            if content or cue:
                source = max((overlap(a, b) for a in g.sources for b in f.sources), default=0.0)
                name = max((overlap(a, b) for a in heads for b in f.sources), default=0.0)
                out.append(Pair(i, j, content, source, max(source, name), cue))
    return out


Right = Callable[[Pair, float], bool]


def _content(p: Pair, level: float) -> bool:
    return p.content >= level


def about(p: Pair, level: float) -> bool:
    """Do the two speak of the same act, right or not?"""
    return p.cue or _content(p, level)


def _source(p: Pair, level: float) -> bool:
    return p.source >= level and about(p, LEVELS[0])


def _head(p: Pair, level: float) -> bool:
    return p.head >= level and about(p, LEVELS[0])


def _both(p: Pair, level: float) -> bool:
    return min(p.content, p.source) >= level


RIGHT: dict[str, Right] = {
    "content": _content,
    "source": _source,
    "head": _head,
    "both": _both,
}


def matched(all_pairs: list[Pair], right: Right, level: float) -> dict[int, int]:
    """One found attribution for one annotated, the best agreement first."""
    taken: dict[int, int] = {}
    for p in sorted(all_pairs, key=lambda p: (-p.content - p.source, p.gold, p.found)):
        if right(p, level) and p.gold not in taken and p.found not in taken.values():
            taken[p.gold] = p.found
    return taken
