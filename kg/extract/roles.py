"""Fill an event's roles from the places of the clause that its rule names.

Places: `subject`; `explicit` (the same, unless it is dropped or shared); `object` (a bare argument behind the trigger
that is not its subject); any marker group of the language (`with`, `to`, `by`, `between`, …); `possessor` (the noun's
genitive, possessive pronoun or suffix); `memory` (the last subject told); `shared` (the same, in this sentence);
`host` (the subject of the clause that the noun stands in); `light` (the same, where a light verb carries the noun).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.rules import Cue
from kg.extract.scene import OTHER, Argument, Scene, arguments, coordinated, is_finite


@dataclass(slots=True)
class Memory:
    """What has been said so far, for dropped subjects and pronouns: mention indices."""

    speaker: tuple[int, ...] = ()
    pair: tuple[int, ...] = ()
    person: tuple[int, ...] = ()
    subject: tuple[int, ...] = ()
    subjects: dict[int, tuple[int, ...]] = field(default_factory=dict)  # sentence -> last explicit subject


@dataclass(frozen=True, slots=True)
class Frame:
    """A trigger with the arguments around it."""

    cue: Cue
    subject: tuple[int, ...]
    how: str
    args: tuple[Argument, ...]


def frame(view: Scene, cue: Cue, memory: Memory) -> Frame:
    """Find the subject and the arguments of a trigger."""
    begin, end = view.sentence(cue.first)
    if cue.rule.kind == "noun":  # what its predicate says is not the noun's
        end = next((k for k in range(cue.last, end) if view.tokens.lowers[k] in view.words.predicates), end)
        end = _main_clause(view, cue, end)[0]
    args = arguments(view, cue.last, end)
    if cue.rule.kind in ("noun", "word"):
        return Frame(cue, (), "none", tuple(args or _relative_args(view, cue, end, memory)))
    for way in view.words.subject:
        if way in ("shared", "memory") and _has_other_subject(view, cue, begin, memory):
            break
        found = _WAYS[way](view, cue, args, begin, memory)
        if found:
            rest = [a for a in args if not (way == "after" and a.mentions == found)]
            return Frame(cue, found, way, tuple(rest))
    return Frame(cue, (), "none", tuple(args))


def _relative_args(view: Scene, cue: Cue, end: int, memory: Memory) -> list[Argument]:
    """`the talks that he held with X`: the arguments of the verb in the noun's relative clause."""
    for k in range(cue.last, min(end - 1, cue.last + 4)):
        if view.tokens.lowers[k] in view.words.relatives:
            n = view.cue_at[k + 1]
            if n >= 0 and view.cues[n].rule.kind == "light":
                return arguments(view, view.cues[n].last, end)
            break
    return []


def _has_other_subject(view: Scene, cue: Cue, begin: int, memory: Memory) -> bool:
    """Subject before verb: does a word that is no actor stand in the subject's place ("the plan stressed …")?"""
    words, lowers = view.words, view.tokens.lowers
    if words.subject[0] != "before" or cue.first == begin or cue.rule.kind not in ("verb", "light"):
        return False
    if "base" in cue.tags and words.markers.get(lowers[cue.first - 1]) == "to":
        return False
    k = _back(view, cue.first - 1, begin)
    if lowers[k] in words.persons and not memory.person and k >= begin:
        return True  # somebody whom no name introduced
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


def _after(view: Scene, cue: Cue, args: list[Argument], begin: int, memory: Memory) -> tuple[int, ...]:
    """Verb before subject: the first bare argument, with nothing but transparent words between."""
    if "first" in cue.tags or cue.rule.kind == "participle":
        return ()
    for a in args:
        if a.marker == "" and "" in cue.rule.place and view.mentions[a.mentions[0]].place is not None:
            continue  # a bare place behind a verb of going is where to, not who
        if a.marker == "":
            return a.mentions
        if a.marker == OTHER:
            return ()
    return ()


def _back(view: Scene, k: int, begin: int) -> int:
    """Step back over auxiliaries and transparent words; return the token before them."""
    words = view.words
    while k >= begin and view.mention_at[k] < 0:
        if view.date_at[k] >= 0:
            k = view.dates[view.date_at[k]].first - 1
        elif view.tokens.lowers[k] in words.auxiliaries or view.tokens.lowers[k] in words.transparent:
            k -= 1
        else:
            break
    return k


def _governed(view: Scene, first: int, begin: int) -> bool:
    """Does a preposition stand before the token, or before its article?"""
    k = first - 1
    while k > begin and view.tokens.lowers[k] in view.words.transparent and view.words.subject[0] == "before":
        k -= 1
    return k >= begin and view.tokens.lowers[k] in view.words.markers


def _group_before(view: Scene, k: int, begin: int) -> tuple[int, ...]:
    """The coordinated mentions that end at token `k`."""
    group = [view.mention_at[k]]
    first = view.mentions[group[0]].first
    while first > begin + 1:
        j, joined = first - 1, False
        while j >= begin and view.tokens.lowers[j] in view.words.conjunctions and view.mention_at[j] < 0:
            joined, j = True, j - 1
        if (
            not joined
            or j < begin
            or view.mention_at[j] < 0
            or (view.tokens.lowers[j + 1] in (",", "،") and j + 2 == first)
        ):
            break
        group.insert(0, view.mention_at[j])
        first = view.mentions[group[0]].first
    return tuple(group)


def _loose_gerund(view: Scene, cue: Cue) -> bool:
    """A gerund without a form of "be" before it, which would make it a finite verb."""
    return "gerund" in cue.tags and not (cue.first and view.tokens.lowers[cue.first - 1] in view.words.passive)


def _before(view: Scene, cue: Cue, args: list[Argument], begin: int, memory: Memory) -> tuple[int, ...]:
    if cue.rule.kind == "participle":
        return ()
    k = _back(view, cue.first - 1, begin)
    comma = k >= begin and view.tokens.lowers[k] in (",", "،")
    if comma and "before" in view.words.subject[:1]:
        if _loose_gerund(view, cue):
            return ()
        k -= 1
    if k < begin or view.mention_at[k] < 0:
        return ()
    group = _group_before(view, k, begin)
    first = view.mentions[group[0]].first
    if first - 2 >= begin and view.tokens.lowers[first - 2] in view.words.persons and view.tokens.lowers[first - 1] in (
        view.words.conjunctions - {","}
    ):
        return (*memory.person, *group)  # "she and A signed"
    object_of = comma and first > begin and view.cue_at[first - 1] >= 0  # "thanked A, praised B"
    return () if object_of or _governed(view, first, begin) else group


def _head(view: Scene, cue: Cue, args: list[Argument], begin: int, memory: Memory) -> tuple[int, ...]:
    """A subject that opens the clause right before its verb, in a language whose verbs mostly come first."""
    found = _before(view, cue, args, begin, memory)
    if not found or view.mentions[found[-1]].kind == "place":
        return ()
    first = view.mentions[found[0]].first
    words = view.words
    word = view.tokens.lowers[first - 1] if first > begin else ""
    opens = not word or not word[0].isalnum() or word in words.auxiliaries | words.conjunctions | words.that
    return found if opens else ()


def _clause(view: Scene, cue: Cue, args: list[Argument], begin: int, memory: Memory) -> tuple[int, ...]:
    """Subject before verb, with other phrases between: the last bare mention group of the clause."""
    if cue.rule.kind == "participle" or cue.first - 1 < begin or _loose_gerund(view, cue):
        return ()
    if _pronoun(view, cue, begin):
        return ()
    k = cue.first - 1
    if view.tokens.lowers[k] in view.words.conjunctions or view.tokens.lowers[k] in view.words.relatives:
        return ()
    found: tuple[int, ...] = ()
    j = begin
    while j < cue.first:
        if view.cue_at[j] >= 0 and is_finite(view.cues[view.cue_at[j]]):
            found = ()
        if view.mention_at[j] >= 0 and view.mentions[view.mention_at[j]].first == j:
            group, last = coordinated(view, view.mention_at[j], cue.first)
            previous = view.tokens.lowers[j - 1] if j > begin else ""
            owner = view.tokens.lowers[last] in view.words.genitive
            if (
                not owner
                and not _governed(view, j, begin)
                and (not found or previous in view.words.conjunctions)
            ):
                found = group
            j = last
        else:
            j += 1
    return found


def _relative(view: Scene, cue: Cue, args: list[Argument], begin: int, memory: Memory) -> tuple[int, ...]:
    k = _back(view, cue.first - 1, begin)
    if k <= begin or view.tokens.lowers[k] not in view.words.relatives or "object" in cue.tags:
        return ()
    k -= 1
    if view.tokens.lowers[k] in (",", "،"):
        k -= 1
    return _group_before(view, k, begin) if k >= begin and view.mention_at[k] >= 0 else ()


def _inverted(view: Scene, cue: Cue, args: list[Argument], begin: int, memory: Memory) -> tuple[int, ...]:
    """Verb and subject behind what was said."""
    k = cue.first - 1
    if k < begin or not (view.tokens.quote_of[k] >= 0 or view.tokens.lowers[k] == ","):
        return ()
    if args and args[0].marker == "" and args[0].first == cue.last and cue.rule.content:
        return args[0].mentions
    return ()


def _shared(view: Scene, cue: Cue, args: list[Argument], begin: int, memory: Memory) -> tuple[int, ...]:
    """A second verb or a participle has the subject of the sentence's last verb."""
    if _pronoun(view, cue, begin):
        return ()
    return memory.subjects.get(view.tokens.sentence_of[cue.first], ())


def _pronoun(view: Scene, cue: Cue, begin: int) -> bool:
    k = _back(view, cue.first - 1, begin)
    return k >= begin and view.tokens.lowers[k] in view.words.pronouns


def _opening(view: Scene, cue: Cue, args: list[Argument], begin: int, memory: Memory) -> tuple[int, ...]:
    """A participle: the first bare argument of the sentence, if no verb before it told its subject."""
    if cue.rule.kind != "participle" and not cue.tags & {"gerund", "base"}:
        return ()
    end = view.sentence(cue.first)[1]
    for a in arguments(view, begin, cue.first):
        if a.marker in ("", OTHER):
            return a.mentions
    if cue.first - begin <= 2:  # it opens the sentence: the subject follows the comma
        k = cue.last
        while k < end and view.tokens.lowers[k] not in (",", "،"):
            k += 1
        if k + 1 < end and view.mention_at[k + 1] >= 0:
            return (view.mention_at[k + 1],)
    return ()


def _memory(view: Scene, cue: Cue, args: list[Argument], begin: int, memory: Memory) -> tuple[int, ...]:
    k = _back(view, cue.first - 1, begin)
    if memory.pair and k >= begin and view.tokens.lowers[k] in view.words.plurals and len(memory.subject) < 2:
        return memory.pair
    if memory.person and k >= begin and view.tokens.lowers[k] in view.words.persons:
        return memory.person
    return (memory.speaker or memory.subject) if cue.rule.content else (memory.subject or memory.speaker)


_WAYS = {
    "head": _head, "after": _after, "before": _before, "clause": _clause, "relative": _relative, "inverted": _inverted,
    "shared": _shared, "opening": _opening, "memory": _memory,
}  # fmt: skip


def possessor(view: Scene, cue: Cue, memory: Memory) -> tuple[int, ...]:
    """Whose the noun is: its genitive, a possessive before it, or its pronoun suffix."""
    begin, end = view.sentence(cue.first)
    if "suffix" in cue.tags:
        ahead = _ahead(view, cue, memory)
        if ahead:
            return ahead
        return memory.subjects.get(view.tokens.sentence_of[cue.first], ()) or memory.subject or memory.speaker
    if cue.last < end and view.mention_at[cue.last] >= 0 and "definite" not in cue.tags:
        return coordinated(view, view.mention_at[cue.last], end)[0]
    if cue.last + 1 < end and view.words.markers.get(view.tokens.lowers[cue.last]) == "of":
        n = view.mention_at[cue.last + 1]
        if n >= 0 and view.mentions[n].kind != "place":
            return coordinated(view, n, end)[0]
    k = cue.first - 1
    while k >= begin and cue.first - k <= 4:
        word = view.tokens.lowers[k]
        if word in view.words.genitive and k > begin and view.mention_at[k - 1] >= 0:
            return (view.mention_at[k - 1],)
        if view.mention_at[k] >= 0 and view.tokens.lowers[k] in view.words.genitive:
            return (view.mention_at[k],)
        if word in view.words.possessives:
            ahead = _ahead(view, cue, memory)
            if ahead:
                return ahead
            told = memory.subjects.get(view.tokens.sentence_of[cue.first], ())
            if word in view.words.persons:
                told = tuple(n for n in told if view.mentions[n].kind == "person")
                return told or _main_clause(view, cue, end)[1] or memory.person or memory.subject
            return told or memory.subject or memory.speaker
        if word in view.words.markers or word in view.words.definite:
            break
        k -= 1
    return ()


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
                found = _WAYS[way](view, other, args, begin, memory) if way in view.words.subject else ()
                if found:
                    return found
            return ()
    return ()


def host(view: Scene, cue: Cue, memory: Memory) -> tuple[int, ...]:
    """The subject of the clause that a noun stands in: of the nearest verb before it, else of a verb behind it."""
    begin, end = view.sentence(cue.first)
    told = memory.subjects.get(view.tokens.sentence_of[cue.first])
    if told:
        return told
    for a in arguments(view, begin, cue.first):
        if a.marker in ("", OTHER):
            return a.mentions
    return _main_clause(view, cue, end)[1]


def _main_clause(view: Scene, cue: Cue, end: int) -> tuple[int, tuple[int, ...]]:
    """`After talks with A, B signed …`: the comma before the main clause, and its subject; (`end`, ()) for none."""
    words, lowers = view.words, view.tokens.lowers
    begin, stop = view.sentence(cue.first)
    if words.subject[0] != "before" or any(
        view.cue_at[k] >= 0 and is_finite(view.cues[view.cue_at[k]]) for k in range(begin, cue.first)
    ):
        return end, ()
    for comma in range(cue.last, end - 1):
        if lowers[comma] != "," or view.mention_at[comma] >= 0:
            continue
        k = comma + 1
        while k < stop - 1 and view.mention_at[k] < 0 and lowers[k] in words.transparent:
            k += 1
        if view.mention_at[k] < 0:
            continue
        group, last = coordinated(view, view.mention_at[k], stop)
        if last < stop and (
            lowers[last] in words.auxiliaries | words.transparent
            or (view.cue_at[last] >= 0 and is_finite(view.cues[view.cue_at[last]]))
        ):
            return comma, group
    return end, ()


def _inviter(view: Scene, cue: Cue) -> tuple[int, ...]:
    """`at the invitation of X`, anywhere in the sentence."""
    begin, end = view.sentence(cue.first)
    for k in range(begin, end - 2):
        if view.tokens.lowers[k] in view.words.invitations:
            j = k + 1
            while j < end - 1 and view.mention_at[j] < 0 and (
                view.words.markers.get(view.tokens.lowers[j]) == "of" or view.tokens.lowers[j] in view.words.definite
            ):
                j += 1
            if j > k + 1 and view.mention_at[j] >= 0:
                return (view.mention_at[j],)
    return ()


def _carried(view: Scene, cue: Cue) -> bool:
    begin, _ = view.sentence(cue.first)
    return any(
        view.cue_at[k] >= 0
        and view.cues[view.cue_at[k]].rule.kind == "light"
        and (view.cues[view.cue_at[k]].rule.event == cue.rule.event or view.words.verb_first)
        for k in range(max(begin, cue.first - 14), cue.first)
    )


def place(name: str, view: Scene, found: Frame, memory: Memory) -> tuple[int, ...]:
    """The mentions in one place of the clause (see the module's text); `subject:person,group` filters by kind."""
    name, _, kinds = name.partition(":")
    if kinds:
        return tuple(n for n in place(name, view, found, memory) if view.mentions[n].kind in kinds.split(","))
    if name == "subject":
        return found.subject
    if name == "several":  # a subject of more than one
        plural = len(found.subject) > 1 or any(view.mentions[n].plural for n in found.subject)
        return found.subject if plural else ()
    if name == "inviter":
        return _inviter(view, found.cue)
    if name == "next":  # the first argument, if it is bare and follows at once
        first = found.args[0] if found.args else None
        near = first is not None and first.marker == "" and all(
            view.tokens.lowers[k] in view.words.transparent for k in range(found.cue.last, first.first)
        )
        return first.mentions if near and first is not None else ()
    if name == "explicit":  # a subject that the clause itself names
        return () if found.how in ("memory", "shared", "none") else found.subject
    if name == "possessor":
        return possessor(view, found.cue, memory)
    if name == "host":
        return host(view, found.cue, memory)
    if name == "light":  # the subject of a verb that carries the noun: "held a meeting"
        return host(view, found.cue, memory) if _carried(view, found.cue) else ()
    if name == "shared":
        return memory.subjects.get(view.tokens.sentence_of[found.cue.first], ())
    if name == "memory":
        return memory.subject or memory.speaker
    if name == "object":
        if found.cue.tags & {"object"}:
            return ()
        return tuple(n for a in found.args if a.marker == "" for n in a.mentions if n not in found.subject)[
            :6
        ]
    return tuple(n for a in found.args if a.marker == name for n in a.mentions)
