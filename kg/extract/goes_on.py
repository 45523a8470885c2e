"""A clause that goes on about a place or a time named before it, and a time that opens the next clause."""

from __future__ import annotations

from kg.extract.rules import Cue
from kg.extract.scene import Scene, is_finite
from kg.model import Place, Timex

CLAUSE = 14  # tokens between "where" and a verb of its clause


def then(view: Scene, cue: Cue, begin: int) -> Timex | None:
    """`since December 2021, when he met A`: the time of which the trigger's clause goes on to tell."""
    for k in range(cue.first - 1, max(begin + 1, cue.first - CLAUSE), -1):
        if view.tokens.lowers[k] in view.words.when and view.mention_at[k] < 0:
            at = k - 2 if view.tokens.lowers[k - 1] == "," else k - 1
            n = view.date_at[at] if at >= begin else -1
            return view.dates[n] if n >= 0 and view.dates[n].value else None
        if view.cue_at[k] >= 0 and is_finite(view.cues[view.cue_at[k]]):
            return None
    return None


def there(view: Scene, cue: Cue) -> tuple[Place, int] | None:
    """`in Dubai, where he will visit …`: the place that the trigger's relative clause speaks of."""
    begin, _ = view.sentence(cue.first)
    for k in range(cue.first - 1, max(begin + 1, cue.first - CLAUSE), -1):
        if view.tokens.lowers[k] not in view.words.where or view.mention_at[k] >= 0:
            continue
        j = k - 2 if not view.tokens.lowers[k - 1][0].isalnum() else k - 1
        n = view.mention_at[j]
        where = view.mentions[n].place if n >= 0 else None
        return (where, n) if where is not None else None
    return None


def of_the_next_clause(view: Scene, d: Timex, end: int) -> bool:
    """Subject before verb: `met A and on Friday will receive B`: does a time open the clause behind a conjunction?"""
    words, lowers = view.words, view.tokens.lowers
    k = d.first - 1
    if words.verb_first or lowers[k] not in words.markers:
        return False
    joined = lowers[k - 1] in (words.conjunctions | words.joints) - {","} and view.mention_at[k - 1] < 0
    j = d.last
    while joined and j < end - 1 and view.mention_at[j] < 0 and lowers[j] in words.transparent:
        j += 1
    verb = j < end and (
        lowers[j] in words.auxiliaries or (view.cue_at[j] >= 0 and is_finite(view.cues[view.cue_at[j]]))
    )
    return joined and verb
