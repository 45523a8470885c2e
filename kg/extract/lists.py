"""Lists of those who were present, with titles between: behind a trigger, or at the head of its sentence."""

from __future__ import annotations

from kg.extract.rules import Cue
from kg.extract.scene import Scene, is_finite

LISTED = ("with", "by", "including")  # groups of prepositions that may stand inside a list of those present


def behind(view: Scene, cue: Cue) -> tuple[int, ...]:
    """Everybody in a list behind the trigger, with titles, commas and semicolons: `attended by A, B; and C`."""
    _, end = view.sentence(cue.first)
    out: list[int] = []
    k = cue.last
    while k < end:
        n = view.mention_at[k]
        if n >= 0:
            if _in_list(view, n, cue.last):
                out.append(n)
            k = view.mentions[n].last
            continue
        ends = view.tokens.lowers[k] in view.words.relatives or (
            view.cue_at[k] >= 0 and is_finite(view.cues[view.cue_at[k]])
        )
        if out and ends:
            if len(out) > 1 and view.mentions[out[-1]].last == k:
                out.pop()  # the subject of the next clause
            break
        k += 1
    return tuple(out)


def _in_list(view: Scene, n: int, start: int) -> bool:
    """Does a mention stand for itself: no title of the next one, and not behind a preposition of another phrase?"""
    words, m = view.words, view.mentions[n]
    if m.kind not in ("person", "group"):
        return False
    if m.kind == "group" and m.last < len(view.tokens) and view.mention_at[m.last] >= 0:
        return False  # "ministers A and B"
    if m.kind == "group" and m.last + 1 < len(view.tokens) and view.tokens.lowers[m.last] in (";", ":"):
        other = view.mention_at[m.last + 1]
        if other >= 0 and view.mentions[other].kind == "person":
            return False  # "three members of the council: A, B and C"
    j = m.first - 1
    while j >= start and view.mention_at[j] < 0 and view.tokens.lowers[j] in words.transparent:
        j -= 1
    return j < start or words.markers.get(view.tokens.lowers[j], LISTED[0]) in LISTED


def before(view: Scene, cue: Cue) -> tuple[int, ...]:
    """Everybody in a list that opens the sentence and ends at the trigger: `A, B, along with C, attended the talks`."""
    begin, _ = view.sentence(cue.first)
    k = begin
    while k < cue.first and view.mention_at[k] < 0 and view.tokens.lowers[k] in view.words.transparent:
        k += 1
    if k == cue.first or view.mention_at[k] < 0:
        return ()
    if any(view.cue_at[j] >= 0 and is_finite(view.cues[view.cue_at[j]]) for j in range(k, cue.first)):
        return ()
    out = dict.fromkeys(n for n in view.mention_at[k : cue.first] if n >= 0)
    return tuple(n for n in out if _in_list(view, n, begin))
