"""Was an event held, is it planned, or was it called off: by tense, particles and the verbs around its trigger."""

from __future__ import annotations

from kg.extract.ending import sets_scene
from kg.extract.rules import Cue
from kg.extract.scene import Scene, is_finite, is_masdar

ASKED = 14  # tokens between an invitation and what it is for
OPENING = 4  # tokens of a sentence before a noun that opens it
FAR = 30  # tokens of a clause that are searched for its verb


def status_of(view: Scene, cue: Cue) -> str | None:
    """held, planned or cancelled; None where the clause denies the event."""
    words, lowers = view.words, view.tokens.lowers
    begin, end = view.sentence(cue.first)
    window = range(max(begin, cue.first - 10), cue.first)
    near = [lowers[k] for k in window]
    if near and near[-1] in words.negations and near[-1] not in cue.rule.before:
        return None
    if not words.verb_first and _denied(view, cue, begin):
        return None
    asked = words.invitations & set(lowers[max(begin, cue.first - ASKED) : cue.first])
    if asked and "base" in cue.tags and words.markers.get(lowers[cue.first - 1]) == "to":
        return None  # "an invitation to X to visit": whether he comes is open
    refused = near[-2:-1] and near[-2] in words.refusals and words.markers.get(near[-1]) == "to"
    if cue.rule.content and "base" in cue.tags and refused:
        return None  # "refused to confirm"
    towards = words.markers.get(lowers[cue.first - 1]) in ("to", "toward")
    if asked and words.verb_first and cue.rule.kind == "noun" and towards:
        return None  # "the invitation of X to a visit"
    if cue.rule.content:  # what is said may be planned; the saying is not
        return cue.rule.status or ("planned" if "future" in cue.tags else "held")
    if any(lowers[k] in words.cancelled for k in range(max(begin, cue.first - 14), min(end, cue.last + 5))):
        return "cancelled"
    if cue.rule.kind == "noun" and _called_off(view, cue, end):
        return "cancelled"
    if cue.rule.kind == "noun" and words.ongoing & set(lowers[cue.last : cue.last + 2]):
        return "held"  # "the current talks"
    if cue.rule.status:
        return cue.rule.status
    if "future" in cue.tags:
        return "planned"
    if cue.rule.kind == "noun" and sets_scene(view, cue.first - 1) and lowers[cue.first - 2] in (",", "،"):
        return "held"  # "…, during a meeting with X": where something was said
    finished = not words.verb_first and cue.rule.kind == "verb" and "past" in cue.tags
    if (
        finished
        and near
        and (near[-1] in words.happened or near[-1] not in words.auxiliaries | words.transparent)
    ):
        return "held"  # "may live here under a treaty signed by A", "are set out in a deal which was signed"
    open_ = words.auxiliaries | words.planned
    if finished and near and near[-1] in words.perfect and not (set(near[-2:-1]) & open_):
        return "held"  # "knew nothing of his plans until he had arrived"
    if words.happened and "base" in cue.tags and near and _second_infinitive(view, cue, begin):
        return "planned"
    for word, k in zip(reversed(near), reversed(window), strict=True):
        if word in words.that and k > begin and lowers[k - 1] in words.planned:
            continue  # "it is planned that …"
        if (word in words.that and k < cue.first - 1) or word in (".", "..."):
            break
        if words.unreal and words.markers.get(word) == "to" and k > begin and lowers[k - 1] in words.unreal:
            return None  # "refused to meet", "an offer to host a summit"
        if k > begin and word in words.markers and lowers[k - 1] in words.resolved:
            verb = view.cue_at[k + 1]
            if verb >= 0 and "base" in view.cues[verb].tags:
                return "planned"  # "agreed to meet", "decided to hold talks"
        other = view.cue_at[k]
        if words.verb_first and word in words.unreal and cue.rule.kind == "noun" and _reaches(view, k, cue):
            return None  # "ruled out a summit", not "ruled it out, during the summit"
        if other >= 0 and is_masdar(view, view.cues[other], begin):
            continue  # "ruled out X the-holding of"
        done = other >= 0 and "past" in view.cues[other].tags and cue.rule.kind == "noun"
        if done and not (words.happened and lowers[k - 1] in words.passive - words.happened):
            break  # not "will be received for talks"
        if not words.verb_first and other < 0 and view.mention_at[k] < 0:
            if word in words.negations and any(view.cue_at[j] >= 0 for j in range(k + 1, cue.first)):
                return None  # "will not attend the summit"
            if words.markers.get(word) == "to" and k > begin and lowers[k - 1] in words.passive:
                return "planned"  # "are to hold talks"
        if word in words.planned and (view.mention_at[k] < 0 or lowers[k + 1] in words.that):
            denied = not words.verb_first and k > begin and lowers[k - 1] in words.negations
            return None if denied else "planned"
        if other >= 0 and "future" in view.cues[other].tags:
            return "planned"
    if (
        "present" in cue.tags
        and words.verb_first
        and any(lowers[k] in words.planned for k in range(begin, cue.first))
    ):
        return "planned"  # "is to visit A, where he meets B"
    if cue.rule.kind == "noun" and words.verb_first and _before_future(view, cue, begin, end):
        return "planned"
    coming = cue.rule.kind == "noun" and not _under_way(view, cue, begin) and _will_be(view, cue, begin, end)
    return "planned" if coming else "held"


UNDER_WAY = 5  # tokens between "is on" and its noun


def _under_way(view: Scene, cue: Cue, begin: int) -> bool:
    """Subject before verb: `who is on a visit to A and will meet B`: does the noun tell where somebody is now?"""
    words, lowers = view.words, view.tokens.lowers
    for k in range(cue.first - 1, max(begin, cue.first - UNDER_WAY), -1):
        if words.markers.get(lowers[k]) == "on":
            at = k - 1
            while at > begin and lowers[at] in words.transparent:
                at -= 1
            return lowers[at] in words.passive
    return False


def _second_infinitive(view: Scene, cue: Cue, begin: int) -> bool:
    """`will meet A in the morning and also visit B`: does the auxiliary of a verb told before carry this one too?"""
    words, lowers = view.words, view.tokens.lowers
    k = cue.first - 1
    while k > begin and view.mention_at[k] < 0 and lowers[k] in words.transparent:
        k -= 1
    if lowers[k] not in words.conjunctions:
        return False
    for j in range(k - 1, begin - 1, -1):
        n = view.cue_at[j]
        if view.mention_at[j] < 0 and lowers[j] in words.planned:
            return not (j > begin and lowers[j - 1] in words.negations)
        if (n >= 0 and is_finite(view.cues[n])) or (lowers[j] in words.relatives and view.mention_at[j] < 0):
            return False
    return False


def _reaches(view: Scene, k: int, cue: Cue) -> bool:
    """Is token `k` a word of the clause, with no comma up to the trigger?"""
    return view.mention_at[k] < 0 and not {",", "،"} & set(view.tokens.lowers[k : cue.first])


def _before_future(view: Scene, cue: Cue, begin: int, end: int) -> bool:
    """Does the noun stand in the phrase that opens a sentence in the future ("at the talks, A will meet B")?"""
    if cue.first - begin > OPENING:
        return False
    after = (view.cues[view.cue_at[k]] for k in range(cue.last, end) if view.cue_at[k] >= 0)
    main = next((c for c in after if is_finite(c)), None)
    return main is not None and "future" in main.tags


def _denied(view: Scene, cue: Cue, begin: int) -> bool:
    """Subject before verb: does a negation stand before, with adverbs between ("did not immediately respond")?"""
    k = cue.first - 1
    while k > begin and view.mention_at[k] < 0 and view.tokens.lowers[k] in view.words.transparent:
        k -= 1
    return cue.rule.kind == "verb" and k < cue.first - 1 and view.tokens.lowers[k] in view.words.negations


def _called_off(view: Scene, cue: Cue, end: int) -> bool:
    """Subject before verb: is the noun's own predicate that it was called off (`the visit to X was postponed`)?"""
    words, lowers = view.words, view.tokens.lowers
    for k in range(cue.last, min(end, cue.last + 20) if not words.verb_first else 0):
        if view.cue_at[k] >= 0 and is_finite(view.cues[view.cue_at[k]]):
            return False
        if lowers[k] in words.cancelled and lowers[k - 1] in words.passive:
            return True
    return False


def _will_be(view: Scene, cue: Cue, begin: int, end: int) -> bool:
    """Subject before verb: does the noun's own predicate speak of the future (`the talks with X will cover …`)?"""
    words, lowers = view.words, view.tokens.lowers
    window = range(max(begin, cue.first - FAR), min(end, cue.last + FAR))
    finite = {k for k in window if view.cue_at[k] >= 0 and is_finite(view.cues[view.cue_at[k]])}
    if words.verb_first or any(k < cue.first for k in finite):
        return False
    for k in range(cue.last, min(end, cue.last + FAR)):
        if (lowers[k] in words.that and view.mention_at[k] < 0) or (
            k in finite and lowers[k - 1] not in words.auxiliaries
        ):
            return False
        if lowers[k] in words.planned and view.mention_at[k] < 0 and view.date_at[k] < 0:
            return True
    return False
