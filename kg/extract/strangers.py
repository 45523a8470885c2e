"""Subject before verb: does somebody or something stand there as subject whom no mention tells?"""

from __future__ import annotations

from kg.extract.groups import step_back
from kg.extract.memory import Memory, somebody
from kg.extract.rules import Cue
from kg.extract.scene import Scene, is_finite


def has_other_subject(view: Scene, cue: Cue, begin: int, memory: Memory) -> bool:
    """Subject before verb: does a word that is no actor stand in the subject's place ("the plan stressed …")?"""
    words, lowers = view.words, view.tokens.lowers
    if words.verb_first or cue.first == begin or cue.rule.kind not in ("verb", "light"):
        return False
    if _set_apart(view, cue, begin):
        return True
    if "base" in cue.tags and words.markers.get(lowers[cue.first - 1]) == "to":
        return False
    k = step_back(view, cue.first - 1, begin)
    if k > begin and lowers[k] in words.relatives and view.mention_at[k] < 0:
        of = k - 1
        if (
            of >= begin
            and view.mention_at[of] < 0
            and lowers[of].isalpha()
            and lowers[of] not in words.markers
        ):
            return True  # "the tourists who visit …"
    if lowers[k] in words.persons and k >= begin and not somebody(view, begin, memory):
        return True  # somebody whom no name introduced
    if k > begin and view.mention_at[k] < 0 and lowers[k] in words.conjunctions:
        first = _first_verb(view, begin, k)  # "the meeting showed … and underlined": they share their subject
        if view.tokens.sentence_of[k] not in memory.subjects:
            return has_other_subject(view, first, begin, memory) if first else _thing_opens(view, begin, k)
    if k > begin and view.mention_at[k] >= 0 and is_finite(cue) and cue.rule.content:
        return True  # "the parents of A, held in the UK, accused …": no way has found it to be the subject
    return (
        k >= begin
        and lowers[k][0].isalnum()
        and view.mention_at[k] < 0
        and not (
            lowers[k] in words.conjunctions | words.pronouns | words.joints
            or lowers[k] in words.relatives
            or (lowers[k] in words.markers and "gerund" in cue.tags)
        )
    )


def _first_verb(view: Scene, begin: int, stop: int) -> Cue | None:
    """The first finite verb of a sentence before token `stop`, if a trigger tells it."""
    cues = (view.cues[view.cue_at[k]] for k in range(begin, stop) if view.cue_at[k] >= 0)
    return next((c for c in cues if is_finite(c)), None)


def _thing_opens(view: Scene, begin: int, stop: int) -> bool:
    """Does a sentence open with "the" and a word for no actor ("The meeting showed …"), and no pronoun follow?"""
    words, lowers = view.words, view.tokens.lowers
    k = begin
    while k < stop and view.mention_at[k] < 0 and lowers[k] in words.transparent:
        k += 1
    return (
        lowers[begin] in words.definite
        and view.mention_at[k] < 0
        and not any(lowers[j] in words.pronouns for j in range(k, stop))
    )


def _set_apart(view: Scene, cue: Cue, begin: int) -> bool:
    """A finite verb right behind a quotation, or behind the comma that closes an aside, has a subject of its own.

    `"…," said N, an analyst`, `N, an analyst in Oslo, said`: where nobody known stands there, nobody is meant who was
    named before. Verbs in a row (`thanked A, praised B`) share theirs.
    """
    k = cue.first - 1
    if not is_finite(cue) or view.mention_at[k] >= 0:
        return False
    if view.tokens.quote_of[k] >= 0 and cue.rule.content:
        return True
    if view.tokens.lowers[k] != ",":
        return False
    return not any(
        view.tokens.lowers[j] in view.words.pronouns
        or (view.cue_at[j] >= 0 and is_finite(view.cues[view.cue_at[j]]))
        for j in range(begin, k)
    )
