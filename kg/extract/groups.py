"""Who stands right before a token: one actor, or several with commas and conjunctions; who leads a group."""

from __future__ import annotations

from kg.extract.rules import Cue
from kg.extract.scene import Scene, coordinated, is_finite

GROUP = 5  # tokens between a group and the words that tell its leader
BRACKET = 4  # tokens of brackets with an abbreviation


def step_back(view: Scene, k: int, begin: int) -> int:
    """Step back over auxiliaries and transparent words; return the token before them."""
    words = view.words
    while k >= begin and view.mention_at[k] < 0:
        if view.date_at[k] >= 0:
            k = view.dates[view.date_at[k]].first - 1
        elif view.tokens.lowers[k] in words.auxiliaries or view.tokens.lowers[k] in words.transparent:
            k -= 1
        elif words.verb_first and _opens_quote(view, k):
            k -= 1  # `X "welcomed the …"`
        elif view.tokens.lowers[k] == ")":
            opened = _bracket(view, k, begin)
            if opened is None:
                break
            k = opened - 1
        else:
            break
    return k


def _opens_quote(view: Scene, k: int) -> bool:
    q = view.tokens.quote_of[k]
    return q >= 0 and view.tokens.quotes[q][0] == k


def _bracket(view: Scene, k: int, begin: int) -> int | None:
    """The token that opens the brackets which token `k` closes, if they hold no more than an abbreviation or a date."""
    return next((j for j in range(k - 1, max(begin, k - 6), -1) if view.tokens.lowers[j] == "("), None)


def governed(view: Scene, first: int, begin: int) -> bool:
    """Does a preposition stand before the token, or before its article?"""
    k = first - 1
    while k > begin and view.tokens.lowers[k] in view.words.transparent and not view.words.verb_first:
        k -= 1
    return k >= begin and view.tokens.lowers[k] in view.words.markers


def group_before(view: Scene, k: int, begin: int) -> tuple[int, ...]:
    """The coordinated mentions that end at token `k`."""
    group = [view.mention_at[k]]
    first = view.mentions[group[0]].first
    while first > begin + 1:
        j, joined = first - 1, False
        if not view.words.verb_first and view.tokens.lowers[j] in view.words.definite:
            j -= 1  # "Iran and the United States"
        joint = j
        while j >= begin and view.tokens.lowers[j] in view.words.conjunctions and view.mention_at[j] < 0:
            joined, j = True, j - 1
        if joined and view.tokens.lowers[joint] not in (",", "،"):
            j = _before_bracket(view, j, begin)
        if (
            not joined
            or j < begin
            or view.mention_at[j] < 0
            or (
                view.tokens.lowers[j + 1] in (",", "،")
                and joint == j + 1
                and not _listed(view, group, j, begin)
            )
        ):
            break
        group.insert(0, view.mention_at[j])
        first = view.mentions[group[0]].first
    return tuple(group)


def in_relative(view: Scene, first: int, begin: int) -> bool:
    """Subject before verb: does a relative clause, with no comma in it, lead up to token `first`?"""
    words, lowers = view.words, view.tokens.lowers
    if words.verb_first:
        return False
    for k in range(first - 1, begin, -1):
        if view.mention_at[k] < 0 and lowers[k] == ",":
            return False
        if view.mention_at[k] < 0 and lowers[k] in words.relatives:
            return True
    return False


def led_by(view: Scene, first: int, begin: int) -> tuple[int, ...]:
    """`a delegation led by A visited`: the group before the participle that tells its leader."""
    led = first - 2 > begin and view.tokens.lowers[first - 2] in view.words.led
    n = view.mention_at[first - 3] if led else -1
    return (n,) if n >= 0 and view.mentions[n].kind == "group" else ()


def authors(view: Scene, first: int, begin: int) -> bool:
    """Subject before verb: `A statement issued by A said`: does a paper by the mention at token `first` speak?"""
    words, lowers = view.words, view.tokens.lowers
    k = first - 1 - (lowers[first - 1] in words.definite)
    if words.verb_first or k <= begin or words.markers.get(lowers[k]) not in ("by", "from"):
        return False
    k -= 1 + (lowers[k - 1] in words.issued)
    if k < begin or lowers[k] not in words.occasions:
        return False
    while k > begin and lowers[k] not in words.definite:
        k -= 1
    return k <= begin or lowers[k - 1] not in words.markers  # not "in a statement by A"


def _before_bracket(view: Scene, j: int, begin: int) -> int:
    """`the Department of Energy (DoE) and`: the token before the brackets that end at token `j`, else `j`."""
    near = range(max(begin + 1, j - BRACKET), j)
    opened = [k for k in near if view.tokens.lowers[k] == "("] if view.tokens.lowers[j] == ")" else []
    return opened[-1] - 1 if opened else j


def _listed(view: Scene, group: list[int], j: int, begin: int) -> bool:
    """`A, B and C`: may the comma behind token `j` join its mention to the group that an "and" has begun?"""
    first, other = view.mentions[group[0]], view.mentions[view.mention_at[j]]
    return (
        not view.words.verb_first
        and len(group) > 1
        and first.kind == other.kind
        and not governed(view, other.first, begin)
    )


def leader(view: Scene, n: int) -> tuple[str | None, bool]:
    """`a delegation led by X`: who stands for a group; behind a comma ("a delegation, led by X,") he is beside it."""
    m, lowers = view.mentions[n], view.tokens.lowers
    end = view.sentence(m.first)[1]
    k = next((j for j in range(m.last, min(m.last + GROUP, end - 2)) if lowers[j] in view.words.led), -1)
    comma = k > 0 and lowers[k - 1] == ","
    body = m.kind == "organization" and comma and not view.words.verb_first
    if not (m.kind == "group" or body) or k < 0 or any(view.mention_at[j] >= 0 for j in range(m.last, k)):
        return None, False
    if not comma and k > m.last:
        return None, False
    other = view.mention_at[k + 2] if view.words.markers.get(lowers[k + 1]) == "by" else -1
    return (
        (view.mentions[other].ref, comma)
        if other >= 0 and view.mentions[other].kind == "person"
        else (None, False)
    )


def companions(view: Scene, cue: Cue, begin: int) -> tuple[int, ...]:
    """`A, accompanied by B, visited …`, `Together with B, A met …`: who is beside the subject, set off by commas."""
    words, lowers = view.words, view.tokens.lowers
    for k in range(begin, cue.first - 2):
        if lowers[k] not in words.beside or view.mention_at[k] >= 0 or lowers[k + 1] not in words.markers:
            continue
        j = k + 2
        while j < cue.first and view.mention_at[j] < 0 and lowers[j] in words.definite:
            j += 1
        n = view.mention_at[j]
        if n < 0:
            continue
        group, last = coordinated(view, n, cue.first)
        if (k == begin or lowers[k - 1] == ",") and last < cue.first and lowers[last] == ",":
            return group
    return ()


def set_off(view: Scene, cue: Cue) -> bool:
    """`A, accompanied by B, will visit X`: does a trigger between commas belong to the verb behind?"""
    begin, end = view.sentence(cue.first)
    words, lowers = view.words, view.tokens.lowers
    if words.verb_first or cue.first - 1 <= begin or lowers[cue.first - 1] != ",":
        return False
    n = next(
        (view.mention_at[k] for k in range(cue.last, min(end, cue.last + 3)) if view.mention_at[k] >= 0), -1
    )
    last = coordinated(view, n, end)[1] if n >= 0 else end
    if last + 1 >= end or lowers[last] != ",":
        return False
    verb = view.cue_at[last + 1]
    return lowers[last + 1] in words.auxiliaries or (verb >= 0 and is_finite(view.cues[verb]))
