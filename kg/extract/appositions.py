"""A name behind its title with words between that the title's reading leaves over.

"The deputy head of the union of X's workers, A B, said": the complement of a title may hold words that no table knows.
A name that stands between commas right behind is the title's all the same.
"""

from __future__ import annotations

from kg.extract.drafts import Range
from kg.extract.names import name_end
from kg.extract.scan import Scan

GAP = 3  # words that may be left over between a title and the comma
LONG = 4  # words of a name, at most
_COMMAS = (",", "،")
_CLOSING = (",", "،", ":", ".")


def name_behind(s: Scan, first: int, last: int) -> Range | None:
    """The name between commas behind a title at tokens first to last, or None."""
    if s.lexicon.capitals or _after_name(s, first):
        return None
    comma = _comma(s, last)
    at = comma + 1
    while comma and (end := s.has(at, "honorific")):
        at = end
    if not comma or at >= len(s) or s.line_start(at):
        return None
    end = name_end(s, at)
    closed = end < len(s) and (s.words[end] in _CLOSING or s.lowers[end] in s.lexicon.that)
    return (at, end) if 2 <= end - at <= LONG and closed else None


def _after_name(s: Scan, first: int) -> bool:
    """Does a name and a comma stand before the title, so that it is that one's already?"""
    return first > 1 and s.words[first - 1] in _COMMAS and s.is_letters(first - 2)


def _comma(s: Scan, k: int) -> int:
    """The comma behind at most `GAP` words that can be the rest of a title, or 0."""
    start = k
    while k < len(s) and k - start <= GAP:
        if s.words[k] in _COMMAS:
            return k
        known = s.entry(k, "nation", "demonym", "city", "organization")
        if known:
            k = known[0]
        elif s.is_letters(k) and not (
            s.is_particle(k) or s.has(k, "conjunction", "link", "place_links", "says")
        ):
            k += 1
        else:
            return 0
    return 0
