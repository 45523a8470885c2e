"""Are two statements the same? In one language by their words, in two by what can be compared without a dictionary.

That is whom and what the words name (ids of the tables), numbers, dates, to whom they were said, and the order: news
of one occasion reports the same statements, mostly one after the other as they were made. Where neither names anything,
only the order is left, and it counts only within articles that tell of the same people.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from kg.model import Actor, Event, Extraction, Span

# So much alike are two newspapers' versions of one sentence.
SAME_WORDS = 0.78
# Where both name the same, so much is enough.
FEWER_WORDS = 0.6
# Of a shortened version all words stand in the longer one; a few words are too easily part of another sentence.
FEW_WORDS, SAME_FEW_WORDS = 5, 0.9
SHORTENED = 0.95
# So many words are no accident, and of a dispatch that two papers print hardly any differ.
LONG, DISPATCH, SAME_OCCASION = 14, 0.95, 0.5
# Articles that share so many of their actors tell of the same occasion.
SAME_STORY = 0.4
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a statement, folded, and what they have in any language.

    `marks` are ids, numbers and dates in the words; `to` are the other actors of the statement; `turn` says which of
    how many statements of the same speakers in the article it is; `story` are the known actors of the whole article.
    """

    words: str
    lang: str | None
    marks: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    turn: tuple[int, int] = (0, 1)
    story: frozenset[str] = frozenset()


def said_alike(one: Said, other: Said) -> float | None:
    """How much two statements are one, 0 to 1, or None where they are not.

    >>> said_alike(Said("trade is growing fast", "en"), Said("trade is growing fast", "en"))
    1.0
    >>> said_alike(Said("trade is growing fast", "en"), Said("talks go on", "en")) is None
    True
    """
    if one.lang == other.lang:
        alike = _words(one.words, other.words)
        if alike >= FEWER_WORDS and one.marks and one.marks == other.marks:
            alike = max(alike, SAME_WORDS)
        return alike if alike >= SAME_WORDS else None
    return _across(one, other)


def same_dispatch(one: Said, other: Said) -> float:
    """How much two long statements have the same words in articles about the same people; 0 where that is no proof.

    >>> same_dispatch(Said("trade is growing", "en"), Said("trade is growing", "en"))
    0.0
    """
    if one.lang != other.lang or min(one.words.count(" "), other.words.count(" ")) < LONG:
        return 0.0
    if len(one.story & other.story) < SAME_OCCASION * max(len(one.story), len(other.story), 1):
        return 0.0
    return round(fuzz.ratio(one.words, other.words, score_cutoff=100 * DISPATCH) / 100, 3)


def _words(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    alike = fuzz.ratio(one, other) / 100
    if min(one.count(" "), other.count(" ")) < FEW_WORDS - 1 and alike < SAME_FEW_WORDS:
        return 0.0
    if alike < SAME_WORDS and min(one.count(" "), other.count(" ")) >= FEW_WORDS - 1:
        alike = max(alike, SHORTENED * fuzz.token_set_ratio(one, other) / 100)
    return round(alike, 3)


def _across(one: Said, other: Said) -> float | None:
    if not one.words or not other.words:
        return None
    shared = one.marks & other.marks
    story = len(one.story & other.story) / max(1, min(len(one.story), len(other.story)))
    if story < SAME_STORY and len(shared) < 2:
        return None
    if shared:
        least, most = sorted((len(one.marks), len(other.marks)))
        alike = 0.55 + 0.2 * len(shared) / least + 0.2 * len(shared) / most
    elif one.marks and other.marks:
        alike = 0.3
    else:
        alike = 0.5
    alike += 0.12 if one.turn == other.turn else -0.1 * abs(_place(one) - _place(other))
    alike += 0.05 if one.to and one.to & other.to else 0.0
    lengths = sorted((len(one.words), len(other.words)))
    alike -= 0.1 if lengths[1] > 3 * lengths[0] else 0.0
    return max(0.0, min(1.0, round(alike, 3)))


def _place(said: Said) -> float:
    number, count = said.turn
    return (number + 0.5) / count


@dataclass(frozen=True, slots=True)
class Spotted:
    """What an article names, and where, in order of place."""

    starts: tuple[int, ...]
    spots: tuple[tuple[Span, str], ...]
    story: frozenset[str]

    def within(self, span: Span) -> frozenset[str]:
        """The marks inside a stretch of the text."""
        found = set()
        for index in range(bisect_left(self.starts, span.start), len(self.starts)):
            place, mark = self.spots[index]
            if place.start >= span.end:
                break
            if place.end <= span.end:
                found.add(mark)
        return frozenset(found)


def spotted(item: Extraction) -> Spotted:
    """Find what can be compared in any language: known actors, dates and numbers."""
    spots = [(span, mark) for one in item.actors if (mark := _mark(one)) for span in one.mentions]
    spots += [(timex.span, f"on {timex.value}") for timex in item.dates if timex.value]
    dated = {place for timex in item.dates for place in range(timex.span.start, timex.span.end)}
    for match in _NUMBER.finditer(item.article.text):
        if match.start() not in dated:
            digits = "".join(str(unicodedata.digit(char)) for char in match[0])
            spots.append((Span(match.start(), match.end()), f"number {digits}"))
    spots.sort()
    story = frozenset(mark for one in item.actors if (mark := _mark(one)))
    return Spotted(tuple(span.start for span, _ in spots), tuple(spots), story)


def _mark(actor: Actor) -> str | None:
    if actor.kind == "state":
        return actor.nation
    return actor.ref


def turns(events: Iterable[Event], core: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[int, int]]:
    """Which of how many statements of the same speakers each is, by the event's id within the article."""
    groups: dict[frozenset[str], list[Event]] = {}
    for event in events:
        if event.content is not None:
            who = frozenset(ident for role in core[event.type] for ident in event.roles.get(role, ()))
            groups.setdefault(who, []).append(event)
    return {
        event.id: (number, len(group))
        for group in groups.values()
        for number, event in enumerate(sorted(group, key=lambda one: (one.content or Span(0, 0), one.id)))
    }
