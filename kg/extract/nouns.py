"""Whose a noun is: its genitive, the subject of the clause that it stands in, or whoever invited to it."""

from __future__ import annotations

from kg.extract.arguments import OTHER, arguments
from kg.extract.memory import Memory
from kg.extract.rules import Cue
from kg.extract.scene import Scene, coordinated, is_finite
from kg.extract.subjects import WAYS

NEAR = 12  # tokens between a woman's office and a pronoun for her
CLAUSE = 45  # tokens around a noun that are searched for its clause


def possessor(view: Scene, cue: Cue, memory: Memory) -> tuple[int, ...]:
    """Whose the noun is: its genitive, a possessive before it, or its pronoun suffix."""
    begin, end = view.sentence(cue.first)
    if "suffix" in cue.tags:
        if "her" in cue.tags and (woman := _woman(view, cue, begin)):
            return woman
        if "plural" in cue.tags and (group := _several(view, cue, begin)):
            return group
        ahead = _ahead(view, cue, memory)
        if ahead and "dual" not in cue.tags:
            return ahead
        told = memory.told(view.tokens.sentence_of[cue.first]) or memory.subject or memory.speaker
        if cue.tags & {"dual", "plural"} and len(told) < 2 and memory.pair:
            return memory.pair
        if not told and not cue.tags & {"dual", "plural"}:
            return _person_before(view, cue, begin)
        one = "dual" in cue.tags and len(told) == 1 and not view.mentions[told[0]].plural
        return () if one else told  # "their talks" are not those of one
    beside = cue.last < end and view.mention_at[cue.last] >= 0 and view.words.verb_first
    if beside and "definite" not in cue.tags:
        return coordinated(view, view.mention_at[cue.last], end)[0]
    if cue.last + 1 < end and view.words.markers.get(view.tokens.lowers[cue.last]) == "of":
        of = cue.last + 1
        whole = any(
            "+light" in places for places in cue.rule.roles.values()
        )  # "the conference of the UN" is not it
        while (
            whole
            and of < end - 1
            and view.mention_at[of] < 0
            and view.tokens.lowers[of] in view.words.definite
        ):
            of += 1
        n = view.mention_at[of]
        if n >= 0 and view.mentions[n].kind != "place":
            return coordinated(view, n, end)[0]
    k = cue.first - 1
    n = view.mention_at[k] if k >= begin else -1
    carried = n >= 0 and view.mentions[n].first > begin
    if carried and view.tokens.lowers[view.mentions[n].first - 1] in view.words.carriers:
        return (n,)  # "the making by X of a visit"
    while k >= begin and cue.first - k <= 4:
        word = view.tokens.lowers[k]
        if word in view.words.genitive and k > begin and view.mention_at[k - 1] >= 0:
            return (view.mention_at[k - 1],)
        if view.mention_at[k] >= 0 and view.tokens.lowers[k] in view.words.genitive:
            return (view.mention_at[k],)
        if word in view.words.possessives:
            ahead = _ahead(view, cue, memory) or _thanked(view, k, begin)
            if ahead:
                return ahead
            told = memory.told(view.tokens.sentence_of[cue.first]) or _opening_body(
                view, word, begin, cue.first
            )
            if word in view.words.persons:
                told = tuple(n for n in told if view.mentions[n].kind == "person")
                return told or main_clause(view, cue, end)[1] or memory.person or memory.subject
            return told or memory.subject or memory.speaker
        if word in view.words.markers or word in view.words.definite:
            break
        k -= 1
    return ()


def _woman(view: Scene, cue: Cue, begin: int) -> tuple[int, ...]:
    """Of whom a feminine pronoun speaks where the sentence names a woman by her office shortly before."""
    for n in dict.fromkeys(reversed(view.mention_at[max(begin, cue.first - NEAR) : cue.first])):
        m = view.mentions[n] if n >= 0 else None
        if m is not None and m.kind == "person" and m.rule.startswith("title"):
            return (n,) if view.tokens.lowers[m.first].endswith(view.words.feminine) else ()
    return ()


def _opening_body(view: Scene, word: str, begin: int, stop: int) -> tuple[int, ...]:
    """`The council approved it at its meeting`: the body or state by which the sentence begins."""
    words, lowers = view.words, view.tokens.lowers
    if words.verb_first or word in words.persons:
        return ()
    k = begin
    while k < stop - 1 and view.mention_at[k] < 0 and lowers[k] in words.transparent:
        k += 1
    n = view.mention_at[k]
    if n < 0 or view.mentions[n].kind not in ("organization", "state", "group"):
        return ()
    group, last = coordinated(view, n, stop)
    return group if last < stop and lowers[last].isalpha() and lowers[last] not in words.markers else ()


def _thanked(view: Scene, k: int, begin: int) -> tuple[int, ...]:
    """`thanked A for his visit`: whom the possessive at token `k` means, behind a person, "for" or "on"."""
    words, lowers = view.words, view.tokens.lowers
    if words.verb_first or words.markers.get(lowers[k - 1]) not in ("for", "on") or k - 2 < begin:
        return ()
    n = view.mention_at[k - 3 if lowers[k - 2] == "," and k - 3 >= begin else k - 2]
    if n < 0 or view.mentions[n].kind != "person" or lowers[k] not in words.persons:
        return ()
    before = view.mentions[n].first - 1
    spoken = before >= begin and (view.cue_at[before] >= 0 or words.markers.get(lowers[before]) == "to")
    cues = (view.cues[view.cue_at[j]] for j in range(before, begin - 1, -1) if view.cue_at[j] >= 0)
    verb = next((c for c in cues if is_finite(c)), None)  # "received A and B on his visit"
    return (n,) if spoken or (verb is not None and verb.rule.receives == "subject") else ()


def _several(view: Scene, cue: Cue, begin: int) -> tuple[int, ...]:
    """Of whom "their" speaks where the sentence names a group shortly before ("met the ministers on their visit")."""
    for n in dict.fromkeys(reversed(view.mention_at[max(begin, cue.first - NEAR) : cue.first])):
        if n >= 0 and view.mentions[n].plural and view.mentions[n].kind == "group":
            return (n,)
    return ()


def _opens(view: Scene, cue: Cue) -> bool:
    """Verb before subject: is the noun's phrase set off before the sentence's verb ("at talks with X, said Y")?"""
    begin, end = view.sentence(cue.first)
    words, lowers = view.words, view.tokens.lowers
    if not words.verb_first or cue.first - begin > 4:
        return False
    if not any(lowers[k] in words.markers or lowers[k] in words.modifiers for k in range(begin, cue.first)):
        return False
    comma = next((k for k in range(cue.last, end) if lowers[k] in (",", "،")), end)
    k = comma + 1
    while k < end and view.mention_at[k] < 0 and lowers[k] in words.auxiliaries:
        k += 1
    return k < end and view.cue_at[k] >= 0 and is_finite(view.cues[view.cue_at[k]])


def _person_before(view: Scene, cue: Cue, begin: int) -> tuple[int, ...]:
    """Verb before subject: `among the acts of A is his talk with B`: the last person named before."""
    named = (view.mention_at[k] for k in range(cue.first - 1, begin - 1, -1) if view.mention_at[k] >= 0)
    one = next((n for n in named if view.mentions[n].kind == "person" and not view.mentions[n].plural), -1)
    return (one,) if one >= 0 and view.words.verb_first else ()


def _ahead(view: Scene, cue: Cue, memory: Memory) -> tuple[int, ...]:
    """`During his visit to X, Y said`: a pronoun that opens a sentence means the subject of its first verb."""
    begin, end = view.sentence(cue.first)
    if cue.first - begin > 4:
        return ()
    for k in range(cue.last, end):
        n = view.cue_at[k]
        if (
            n >= 0
            and view.cues[n].first == k
            and view.cues[n].rule.kind == "verb"
            and is_finite(view.cues[n])
        ):
            other = view.cues[n]
            args = arguments(view, other.last, end)
            for way in ("after", "before"):
                found = WAYS[way](view, other, args, begin, memory) if way in view.words.subject else ()
                if found:
                    return found
            return ()
    return ()


def host(view: Scene, cue: Cue, memory: Memory) -> tuple[int, ...]:
    """The subject of the clause that a noun stands in: of the nearest verb before it, else of a verb behind it."""
    begin, end = view.sentence(cue.first)
    if view.words.verb_first and (inner := _in_clause(view, cue, begin)):
        return inner
    told = memory.told(view.tokens.sentence_of[cue.first])
    if told:
        return told
    for a in arguments(view, begin, cue.first):
        if a.marker in ("", OTHER):
            return a.mentions
    return main_clause(view, cue, end)[1] or (_ahead(view, cue, memory) if _opens(view, cue) else ())


def _in_clause(view: Scene, cue: Cue, begin: int) -> tuple[int, ...]:
    """`said that A plans a visit to B`: who stands first in the clause of the nearest "that" before the noun."""
    words, lowers = view.words, view.tokens.lowers
    k = cue.first - 1
    while k > begin and not (lowers[k] in words.that and view.mention_at[k] < 0):
        if view.cue_at[k] >= 0 and is_finite(view.cues[view.cue_at[k]]):
            return ()  # a verb that is known has its own subject
        k -= 1
    if k <= begin or view.mention_at[k + 1] < 0:
        return ()
    return coordinated(view, view.mention_at[k + 1], cue.first)[0]


def main_clause(view: Scene, cue: Cue, end: int) -> tuple[int, tuple[int, ...]]:
    """`After talks with A, B signed …`: the comma before the main clause, and its subject; (`end`, ()) for none."""
    words, lowers = view.words, view.tokens.lowers
    begin, stop = view.sentence(cue.first)
    if words.verb_first or any(
        view.cue_at[k] >= 0 and is_finite(view.cues[view.cue_at[k]])
        for k in range(max(begin, cue.first - CLAUSE), cue.first)
    ):
        return end, ()
    for comma in range(cue.last, min(end - 1, cue.last + CLAUSE)):
        if lowers[comma] != "," or view.mention_at[comma] >= 0:
            continue
        k = comma + 1
        while k < stop - 1 and view.mention_at[k] < 0 and lowers[k] in words.transparent:
            k += 1
        if view.mention_at[k] < 0:
            continue
        group, last = coordinated(view, view.mention_at[k], stop)
        if view.mentions[group[0]].rule.startswith("sides") and _names_the_other(view, cue, comma):
            return comma, ()  # "during talks with A, both sides said"
        if last < stop and (
            lowers[last] in words.auxiliaries | words.transparent
            or (view.cue_at[last] >= 0 and is_finite(view.cues[view.cue_at[last]]))
        ):
            return comma, group
    return end, ()


def _names_the_other(view: Scene, cue: Cue, stop: int) -> bool:
    """Does "with" and somebody follow a noun before token `stop`?"""
    return any(
        view.words.markers.get(view.tokens.lowers[k]) == "with"
        and view.mention_at[k] < 0 <= view.mention_at[k + 1]
        for k in range(cue.last, stop)
    )


def inviter(view: Scene, cue: Cue) -> tuple[int, ...]:
    """`at the invitation of X`, near the trigger."""
    begin, end = view.sentence(cue.first)
    for k in range(max(begin, cue.first - CLAUSE), min(end - 2, cue.last + CLAUSE)):
        if view.tokens.lowers[k] in view.words.invitations:
            j = k + 1
            while (
                j < end - 1
                and view.mention_at[j] < 0
                and (
                    view.words.markers.get(view.tokens.lowers[j]) == "of"
                    or view.tokens.lowers[j] in view.words.definite
                )
            ):
                j += 1
            if j > k + 1 and view.mention_at[j] >= 0:
                return (view.mention_at[j],)
    return ()
