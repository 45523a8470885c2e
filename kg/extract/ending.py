"""Where the words of a statement end: their closing mark, the next reporter, the sentence's end."""

from __future__ import annotations

from kg.extract.roles import Frame
from kg.extract.scene import Scene, is_finite
from kg.extract.speech import wordy


def close(view: Scene, found: Frame, first: int, end: int) -> int:
    """The end of content that begins at `first`: its closing mark, the next trigger of its rank, the sentence's end."""
    k = first
    quote = view.tokens.quote_of[first]
    if quote >= 0 and view.tokens.quotes[quote][0] == first:
        k = view.tokens.quotes[quote][1]
        nxt = k
        while nxt < end and not wordy(view, nxt):
            nxt += 1
        if nxt >= end or (nxt > k and view.tokens.lowers[k] in ".!؟?،,;؛" and not _goes_on(view, nxt)):
            return k
    while k < end:
        if view.tokens.quote_of[k] >= 0:
            k = max(k + 1, view.tokens.quotes[view.tokens.quote_of[k]][1] - 0)
            continue
        if k > first and (_occasion(view, k) or _turns(view, k, end)):
            break
        if k > first + 1 and (_breaks(view, k, first) or _next_reporter(view, k, end)):
            break
        k += 1
    last = _before_day(view, found, first, _before_adverbial(view, first, k) if k < end else end)
    while (
        last > first
        and view.tokens.quote_of[last - 1] < 0
        and (
            (not wordy(view, last - 1) and view.tokens.lowers[last - 1] not in (")", "%"))
            or view.tokens.lowers[last - 1] in view.words.conjunctions
        )
    ):
        last -= 1
    return last


def _before_day(view: Scene, found: Frame, first: int, end: int) -> int:
    """`announced his resignation, on Monday.`: a day set off behind what a noun phrase says is that of the saying."""
    words, lowers = view.words, view.tokens.lowers
    last = end
    while last > first and not wordy(view, last - 1):
        last -= 1
    n = view.date_at[last - 1]
    if n < 0 or not words.verb_first or lowers[view.dates[n].first - 1] not in (",", "،"):
        return end
    clause = lowers[first - 1] in words.that or any(
        view.cue_at[k] >= 0 and is_finite(view.cues[view.cue_at[k]]) for k in range(first, last)
    )
    comma = view.dates[n].first - 1
    return end if clause or comma <= first or found.cue.rule.kind != "verb" else comma


def _occasion(view: Scene, k: int) -> bool:
    """Does `in a statement`, in which something is said, stand at token `k`? Verb before subject: behind a comma."""
    words, lowers = view.words, view.tokens.lowers
    if words.verb_first:
        return lowers[k] in (",", "،") and sets_scene(view, k + 1)
    if words.verb_first or k + 2 >= len(lowers) or words.markers.get(lowers[k]) not in ("at", "during"):
        return False
    return lowers[k + 1] in words.indefinite and lowers[k + 2] in words.occasions


TURN = 3  # words that turn to somebody else ("but", "while")


def _turns(view: Scene, k: int, end: int) -> bool:
    """Verb before subject: do a comma at `k`, "but" or "while", and somebody who said something else follow?"""
    words, lowers = view.words, view.tokens.lowers
    if not words.verb_first or lowers[k] not in (",", "،"):
        return False
    j = k + 1
    while j < min(end, k + 1 + TURN) and view.mention_at[j] < 0 and lowers[j] in words.turns:
        j += 1
    if j == k + 1 or j >= end:
        return False
    if view.mention_at[j] >= 0:
        j = view.mentions[view.mention_at[j]].last
    n = view.cue_at[j] if j < end else -1
    return (
        n >= 0 and bool(view.cues[n].rule.content) and is_finite(view.cues[n]) and "past" in view.cues[n].tags
    )


def sets_scene(view: Scene, k: int) -> bool:
    """Verb before subject: does an adjunct at token `k` name the occasion of what was said ("during a meeting")?"""
    words, lowers = view.words, view.tokens.lowers
    if k + 1 >= len(lowers) or not words.verb_first or view.mention_at[k] >= 0:
        return False
    that = next((w for w in words.adding_that if lowers[k : k + len(w)] == w), ())
    k += len(that)
    if k + 1 >= len(lowers) or words.markers.get(lowers[k]) not in ("at", "during", "on", "before"):
        return False
    n = view.cue_at[k + 1]
    owned = n >= 0 and view.cues[n].rule.kind == "noun" and "suffix" in view.cues[n].tags
    return (
        lowers[k + 1] in words.occasions
        or bool(that)
        or (owned and words.markers[lowers[k]] in ("during", "before"))
    )


def _next_reporter(view: Scene, k: int, end: int) -> bool:
    """Do a comma or conjunction at `k`, a subject and a reporting verb follow: `…, and Li said`?"""
    words, lowers = view.words, view.tokens.lowers
    if words.verb_first or lowers[k] not in words.joints or view.mention_at[k] >= 0:
        return False
    named = False
    while k < end:
        if view.mention_at[k] >= 0:
            named, k = True, view.mentions[view.mention_at[k]].last
        elif view.cue_at[k] >= 0:
            cue = view.cues[view.cue_at[k]]
            named = (named and lowers[k - 1] != ",") or is_finite(cue)
            return (
                named
                and bool(cue.rule.content)
                and cue.rule.kind in ("verb", "participle")
                and "base" not in cue.tags
            )
        elif lowers[k] in words.pronouns:
            named, k = True, k + 1
        elif lowers[k] in words.joints | words.conjunctions | words.transparent | words.auxiliaries:
            k += 1
        else:
            return False
    return False


def _before_adverbial(view: Scene, first: int, k: int) -> int:
    """A time expression that opens the next trigger's clause ("…, and on Saturday, he said") is not content."""
    for j in range(k - 2, max(first, k - 9), -1):
        if view.tokens.lowers[j] in (",", "،", ".") and view.tokens.lowers[j + 1] in view.words.conjunctions:
            return j if any(view.date_at[i] >= 0 for i in range(j + 1, k)) else k
    return k


def _goes_on(view: Scene, k: int) -> bool:
    """Behind a closed quotation and a comma: does the statement go on ("…", and that …)?"""
    word = view.tokens.lowers[k]
    if word in view.words.conjunctions and k + 1 < len(view.tokens):
        k, word = k + 1, view.tokens.lowers[k + 1]
    return word in view.words.that


def _breaks(view: Scene, k: int, first: int) -> bool:
    """Does the reporter speak again at token `k`?"""
    words, lowers = view.words, view.tokens.lowers
    before = lowers[k - 1]
    loose = before in words.conjunctions or before in (",", "،", "-", "–", ";", "؛", ".", "..", "...")
    if lowers[k] in words.breaks and before in (",", "،", "..", "."):
        return True
    n = view.cue_at[k]
    if n < 0 or view.cues[n].first != k:
        return False
    cue = view.cues[n]
    if cue.rule.relay and not cue.rule.content:
        return before in words.joints or before in (",", "،")
    if not cue.rule.content:
        phrase = not words.verb_first and lowers[first - 1] not in words.that
        return (
            phrase
            and is_finite(cue)
            and "past" in cue.tags
            and before in words.conjunctions
            and before not in ",،"
        )
    if cue.rule.content == "before":
        named = any(view.mention_at[j] >= 0 for j in range(cue.last, min(cue.last + 3, len(view.tokens))))
        return named and (loose or before not in words.that)
    if cue.rule.kind == "participle" and cue.last < len(lowers):
        follows = words.that | cue.rule.prepositions if words.verb_first else words.that
        quoted = view.tokens.quote_of[k - 1] >= 0 and view.tokens.quotes[view.tokens.quote_of[k - 1]][1] == k
        if lowers[cue.last] in follows or (words.verb_first and quoted):
            return True  # "…, adding that" needs no comma
    if cue.rule.kind in ("participle", "word") or "gerund" in cue.tags:
        return loose
    if is_finite(cue):
        tense = not cue.tags or (bool(cue.tags & {"past"}) and not cue.tags & {"first"})
        tense = tense or (not words.verb_first and "present" in cue.tags)
        return tense and loose
    return False
