"""Past what may stand between a verb and what it says: adjuncts, asides, adjectives."""

from __future__ import annotations

from kg.extract.scene import Scene, coordinated

ADJUNCTS = 3  # prepositional phrases between a verb and its object
ASIDE = 14  # tokens of an aside between a verb's subject and its object


def past_adjuncts(view: Scene, k: int, end: int, prepositions: frozenset[str]) -> int:
    """`stressed during the meeting the need …`: step over prepositional phrases between a verb and its object."""
    words, lowers = view.words, view.tokens.lowers
    start = k
    for _ in range(ADJUNCTS):
        while k < end - 2 and view.date_at[k] >= 0 and k > start:
            k = view.dates[view.date_at[k]].last
        group = words.markers.get(lowers[k]) if k < end - 2 and view.mention_at[k] < 0 else None
        if group is None or (lowers[k] in prepositions and not occasion(view, k, end)):
            break
        p = k + 1
        if group == "to" and (behind := _outlet_end(view, p, end)):
            k = behind
            continue
        quoted = view.tokens.quote_of[p] >= 0 and p + 1 < end and view.mention_at[p + 1] >= 0
        p += quoted  # "told «the paper» that …"
        if view.mention_at[p] < 0 and not lowers[p][0].isalnum():
            break
        named = view.mention_at[p] >= 0
        p = coordinated(view, view.mention_at[p], end)[1] if named else _past_noun(view, p, end)
        p += quoted and p < end - 1 and view.tokens.quote_of[p] >= 0 and not lowers[p][0].isalnum()
        while p < end and view.mention_at[p] < 0 and lowers[p] in words.qualities:
            p += 1
        if not named and p < end and view.mention_at[p] >= 0:
            p = past_adjectives(view, view.mentions[view.mention_at[p]].last, end)
        while p < end and view.date_at[p] >= 0:
            p = view.dates[view.date_at[p]].last
        if p >= end:
            return start
        k = p + 1 if lowers[p] in (",", "،") and p + 1 < end else p
    return k


NAME = 5  # tokens of a paper's name with its marks


def _outlet_end(view: Scene, p: int, end: int) -> int:
    """The token behind an unknown paper's name in quotation marks, that begins at token `p`; 0 for none."""
    q = view.tokens.quote_of[p]
    if q < 0 or view.tokens.quotes[q][0] != p or view.mention_at[p + 1] >= 0:
        return 0
    last = view.tokens.quotes[q][1]
    return last if last - p <= NAME and last < end else 0


def _past_noun(view: Scene, p: int, end: int) -> int:
    """Step over the noun at token `p` and what has the article behind it: its adjectives, or its genitive."""
    words, lowers = view.words, view.tokens.lowers
    bare = lowers[p] in words.occasions - words.edges and not lowers[p].startswith(words.definite_prefix)
    return p + 1 if bare else past_adjectives(view, p + 1, end)


def past_aside(view: Scene, k: int, end: int) -> int:
    """`stressed, in a speech on Monday, the need …`: step over what stands between two commas behind the subject."""
    lowers = view.tokens.lowers
    if k >= end or lowers[k] not in (",", "،"):
        return k
    for j in range(k + 1, min(end - 1, k + ASIDE)):
        if view.tokens.quote_of[j] >= 0 or lowers[j] in view.words.that or view.cue_at[j] >= 0:
            break
        if lowers[j] in (",", "،"):
            return j + 1
    return k


def past_adjectives(view: Scene, k: int, end: int) -> int:
    prefix = view.words.definite_prefix
    while prefix and k < end and view.mention_at[k] < 0 and view.tokens.lowers[k].startswith(prefix):
        k += 1
    return k


def occasion(view: Scene, k: int, end: int) -> bool:
    """Does a preposition at token `k` bring in that in which something is said ("stressed in a speech that …")?"""
    return k + 1 < end and view.tokens.lowers[k + 1] in view.words.occasions


def behind_phrase(view: Scene, k: int, end: int) -> int:
    """Step over a prepositional phrase between the verb and its object ("recalled in his speech the days")."""
    k += 1
    k = view.mentions[view.mention_at[k]].last if k < end and view.mention_at[k] >= 0 else k + 1
    k = past_adjectives(view, k, end)
    return k + 1 if k < end and view.tokens.lowers[k] in (",", "،") else k
