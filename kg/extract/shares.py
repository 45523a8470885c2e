"""One office or side shared by several: "the ministers the Russian A and the Egyptian B", "the sides the Iraqi and …".

Where a dual or plural leads and each one's nation follows, as an adjective or a name, every one of them is a mention of
its own: a person with the shared office, or the state that a side stands for.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.drafts import Draft
from kg.extract.lexicon import Entry
from kg.extract.names import name_end
from kg.extract.scan import Scan

FIRST, NEXT = "shared.first", "title.shared"
PORTFOLIO = "title.portfolio"
SIDES = {
    "several": "sides.persons",
    "three": "sides.three",
    "together": "sides.all",
    "countries": "sides.states",
}  # class of a word: rule
_MAX_OFFICE = 6  # words of an office


@dataclass(frozen=True, slots=True)
class _Head:
    """What is shared: its end, the office (a key, or the words as written), and whether the sides are states."""

    last: int
    office: str | None
    states: bool


def number(s: Scan, i: int) -> str:
    """The rule of the sides at token i: two persons, three, all who met, two states, or simply two sides."""
    return next((rule for name, rule in SIDES.items() if s.has(i, name)), "sides")


def leaders(s: Scan, i: int) -> int:
    """The end of a bare plural that can only mean those named before ("the leaders"), or 0."""
    end = s.has(i, "together")
    bare = end and not (s.definite(end) or s.entry(end, "nation", "demonym", "organization", "city"))
    if s.lexicon.capitals and s.has(end, "link", "link_any", "link_posted"):
        return 0  # "the leaders of the two parties"
    return end if bare and not s.has(i - 1, "head", "heads", "tail", "organization", "quantifier") else 0


def shared(s: Scan, i: int, before: Draft | None) -> Draft | None:
    """The phrase at token i of one who shares an office or is a side, with or without his name; else None."""
    if s.lexicon.capitals:
        return None
    head = _head(s, i)
    if head is not None:
        behind = head.last + 1 if head.last < len(s) and s.words[head.last] in (",", "،") else head.last
        return _one(s, i, behind, head, first=True) or _holder(
            s, i, s.lexicon.several.get(s.lowers[i], ""), i + 1
        )
    if before is not None and before.shares and _joined(s, before.last, i):
        return _holder(s, i, before.shares, i)
    if before is None or before.rule not in (FIRST, NEXT) or i - before.last > 1 or before.nation is None:
        return None
    if i > before.last and not (s.has(before.last, "conjunction") or s.words[before.last] in (",", "،")):
        return None  # "the presidents A and B in Russia"
    return _one(s, i, i, _Head(i, before.office, before.kind == "state"), first=False)


def _joined(s: Scan, first: int, last: int) -> bool:
    """Does "and" or a comma, and nothing else, stand between two phrases?"""
    return last - first == 1 and (bool(s.has(first, "conjunction")) or s.words[first] in (",", "،"))


def _holder(s: Scan, i: int, word: str, k: int) -> Draft | None:
    """`the ministers of-foreign-affairs A and of-defence B`: one of them, whose field stands at token k.

    `word` is the office word that they share ("minister").
    """
    if not word or k >= len(s):
        return None
    found = s.lexicon.offices.longest((word, *s.lowers[k : k + _MAX_OFFICE]), 0)
    if not found or found[0] < 2:
        return None
    at = k + found[0] - 1
    nation = _nation(s, at)
    start = nation[0] if nation else at
    end = name_end(s, start) if start < len(s) else start
    if end - start < 2 and not (start < len(s) and s.entry(start, "person")):
        return None
    land = nation[1].nation if nation else None
    return Draft(
        i,
        end,
        (start, end),
        "person",
        PORTFOLIO,
        name=(start, end),
        nation=land,
        office=found[1][0],
        shares=word,
    )


def _head(s: Scan, i: int) -> _Head | None:
    """A dual or plural at token i that one office or two sides share."""
    singular = s.lexicon.several.get(s.lowers[i])
    if singular is None:
        side = s.has(i, "sides")
        return _Head(side, None, states=True) if side else None
    if s.has(i, "counterparts"):
        return _Head(i + 1, None, states=False)
    words = (singular, *s.lowers[i + 1 : i + _MAX_OFFICE])
    found = s.lexicon.offices.longest(words, 0)
    if found and found[0] > 1:
        return _Head(i + found[0], found[1][0], states=False)
    return _Head(i + 1, s.lexicon.bare.get(singular), states=False)


def _one(s: Scan, i: int, k: int, head: _Head, *, first: bool) -> Draft | None:
    """One who shares, named by nation at token k. The first needs another one behind, or a name."""
    nation = _nation(s, k)
    if nation is None:
        return None
    after, entry = nation
    end = after if head.states else name_end(s, after) if after < len(s) else after
    named = end > after and (end - after >= 2 or s.entry(after, "person") is not None)
    end = end if named else after
    if first and not _another(s, end):
        return None
    rule = FIRST if first else NEXT
    if head.states:
        return Draft(i, end, (i, end), "state", rule, nation=entry.nation, entry=_state(s, k, entry))
    if named:
        return Draft(
            i, end, (after, end), "person", NEXT, name=(after, end), nation=entry.nation, office=head.office
        )
    return Draft(i, end, (i, end), "person", rule, nation=entry.nation, office=head.office)


def _nation(s: Scan, k: int) -> tuple[int, Entry] | None:
    """The nation's adjective with article, or its name, at token k."""
    if k >= len(s):
        return None
    adjective = s.entry(k, "demonym")
    if (
        adjective
        and (s.definite(k) or adjective[1].use in ("demonym_m", "demonym_f"))
        and not s.entry(k, "nation")
    ):
        return adjective
    return s.entry(k, "nation") or (adjective if adjective and s.definite(k) else None)


def _state(s: Scan, k: int, entry: Entry) -> Entry | None:
    return entry if s.entry(k, "nation") else None


def _another(s: Scan, k: int) -> bool:
    """Does "and" with a further nation stand at token k?"""
    if k >= len(s) or not s.has(k, "conjunction"):
        return False
    return _nation(s, k + 1) is not None


def nations(s: Scan, draft: Draft) -> None:
    """Let the phrase of a group that ends with a nation go on with those joined to it ("ministers of X, Y and Z")."""
    last = draft.nested[-1] if draft.nested else None
    if last is None or last[1] != draft.last or last[2].kind != "nation":
        return
    k, found = draft.last, []
    while k + 1 < len(s) and (s.has(k, "conjunction") or s.words[k] in (",", "،")):
        at = k + 2 if s.words[k] in (",", "،") and s.has(k + 1, "conjunction") else k + 1
        hit = s.entry(at, "nation")
        if hit is None:
            break
        k = hit[0]
        found.append((at, *hit))
        if s.has(at - 1, "conjunction"):
            draft.last, draft.head, draft.nation = k, (draft.head[0], k), None
            draft.nested += found
            found = []


def adjectives(s: Scan, draft: Draft) -> None:
    """Let the phrase of a group go on with a second nation's adjective ("officials Saudi and Egyptian")."""
    k = draft.last
    if s.lexicon.capitals or k + 1 >= len(s) or not s.has(k, "conjunction"):
        return
    first, second = s.entry(k - 1, "demonym"), s.entry(k + 1, "demonym")
    if first is None or second is None or s.definite(k - 1) != s.definite(k + 1):
        return
    if s.words[k - 1][-2:] == s.words[k + 1][-2:] and s.words[k + 1].endswith(s.lexicon.plurals):
        draft.last, draft.head, draft.nation = second[0], (draft.head[0], second[0]), None
