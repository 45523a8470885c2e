"""What only looks like a trigger, or opens what another one has told."""

from __future__ import annotations

from kg.extract.memory import Memory
from kg.extract.rules import Cue
from kg.extract.scene import Scene, is_finite
from kg.extract.story import Story
from kg.extract.strangers import has_other_subject
from kg.model import Mention

INFINITIVES = 3  # tokens between "to" and the second infinitive
FIRST = 5  # tokens from "the first" to "a Swiss president"
HEADING = 10  # tokens; a longer line without a full stop is a sentence that lost it


def doubled(cue: Cue, story: Story) -> bool:
    """Does the trigger only open what an earlier one has reported ("commented on this, saying: …")?"""
    opens = bool(cue.rule.content) and cue.rule.kind in ("participle", "noun")
    return opens and any(0 <= first - cue.last <= 2 for first, _, _ in story.said)


def infinitive_of_others(view: Scene, cue: Cue, subject: tuple[int, ...]) -> bool:
    """Subject before verb: what is to be done: `to train and advise the army`, `they asked A to confirm it`."""
    begin, _ = view.sentence(cue.first)
    words, lowers = view.words, view.tokens.lowers
    to = cue.first > begin and words.markers.get(lowers[cue.first - 1]) == "to"
    if to and not words.verb_first and any(view.mentions[n].last == cue.first - 1 for n in subject):
        return True
    if words.verb_first or lowers[cue.first - 1] not in words.conjunctions - {","}:
        return False
    row = range(max(begin, cue.first - INFINITIVES), cue.first - 1)
    return any(words.markers.get(lowers[k]) == "to" and view.mention_at[k + 1] < 0 for k in row)


def first_of_all(view: Scene, m: Mention) -> bool:
    """`a visit by A, the first by a Swiss president`: does the mention say only who came never before?"""
    lowers, words = view.tokens.lowers, view.words
    row = lowers[max(0, m.first - FIRST) : m.first + 1]
    return m.kind == "person" and bool(words.firsts & set(row)) and bool(words.indefinite & set(row[-2:]))


def bygone(view: Scene, cue: Cue) -> bool:
    """`A previously visited B`, `the last time that A met B`: another event than the one told before?"""
    begin, _ = view.sentence(cue.first)
    before = tuple(view.tokens.lowers[begin : cue.first])
    return cue.rule.kind == "verb" and any(
        before[-len(p) :] == p or (len(p) > 1 and before[: len(p)] == p) for p in view.words.formerly
    )


def plural_noun(view: Scene, cue: Cue) -> bool:
    """Subject before verb: `his harsh comments about X`: does a word that is no subject stand before a form in -s?"""
    begin, _ = view.sentence(cue.first)
    words, k = view.words, cue.first - 1
    while k > begin and view.mention_at[k] < 0 and view.tokens.lowers[k] in words.transparent:
        k -= 1
    word = view.tokens.lowers[k] if k >= begin else "."
    known = (
        words.pronouns
        | words.relatives
        | words.conjunctions
        | words.joints
        | words.modifiers
        | words.auxiliaries
    )
    known = known | words.markers.keys() | words.negations | words.planned
    other = view.cue_at[k] >= 0 and "gerund" not in view.cues[view.cue_at[k]].tags  # "his opening remarks"
    free = k >= begin and view.mention_at[k] < 0 and view.date_at[k] < 0 and not other
    return not words.verb_first and free and word.isalpha() and word not in known


def stranger(view: Scene, cue: Cue) -> bool:
    """Subject before verb: does somebody say something whom no name or title tells?"""
    begin, _ = view.sentence(cue.first)
    verb = cue.rule.kind == "verb" and cue.rule.content and is_finite(cue)
    return bool(verb) and not view.words.verb_first and has_other_subject(view, cue, begin, Memory())


def passive(view: Scene, cue: Cue) -> bool:
    """Subject before verb: a form of "be" before the verb, with words like "still" between."""
    begin, _ = view.sentence(cue.first)
    k = cue.first - 1
    while k > begin and view.mention_at[k] < 0 and view.tokens.lowers[k] in view.words.transparent:
        k -= 1
    return not view.words.verb_first and k >= begin and view.tokens.lowers[k] in view.words.passive


INFINITIVES = 3  # tokens between "to" and the second infinitive
YOURS = 3  # tokens between a possessive and its noun
FIRST = 5  # tokens from "the first" to "a Swiss president"
HEADING = 10  # tokens; a longer line without a full stop is a sentence that lost it


def heading(view: Scene, cue: Cue) -> bool:
    """Does the trigger stand in a short line that is no sentence (`Talks with A`)?"""
    begin, end = view.sentence(cue.first)
    if end - begin > HEADING or not view.tokens.lowers[end - 1][0].isalnum():
        return False
    return not any(view.cue_at[k] >= 0 and is_finite(view.cues[view.cue_at[k]]) for k in range(begin, end))


def capitalised(view: Scene, cue: Cue) -> bool:
    """Subject before verb: `the Travel Industry Association`: a verb with a capital inside a sentence is a name."""
    begin, _ = view.sentence(cue.first)
    k, tokens = cue.first, view.tokens
    if view.words.verb_first or "base" not in cue.tags or k == begin:
        return False
    opens = not tokens.lowers[k - 1][0].isalnum()
    beside = tokens.norms[k - 1][:1].isupper() or (k + 1 < len(tokens) and tokens.norms[k + 1][:1].isupper())
    return tokens.norms[k][:1].isupper() and not opens and beside and not tokens.norms[k].isupper()
