"""Who does it: the subject of a trigger, in the ways in which a language can place or drop it.

Each way takes the scene, the trigger, the arguments behind it, the sentence's first token and what was said before,
and gives mention indices, or () where the subject is not found so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.extract.arguments import OTHER, Argument, arguments
from kg.extract.groups import authors, governed, group_before, in_relative, led_by, step_back
from kg.extract.memory import Memory, somebody
from kg.extract.rules import Cue
from kg.extract.scene import Scene, coordinated, is_finite

# The ways by which the clause itself names its subject.
EXPLICIT = (
    "head",
    "after",
    "before",
    "relative",
    "inverted",
    "aside",
    "clause",
    "opening",
    "parted",
    "document",
    "sender",
)
COMPLEMENT = 5  # tokens from "of" to the comma behind a group of people
FAR = 30  # tokens between two auxiliaries of one verb


def _after(view: Scene, cue: Cue, args: list[Argument], begin: int, memory: Memory) -> tuple[int, ...]:
    """Verb before subject: the first bare argument, with nothing but transparent words between."""
    if "first" in cue.tags or cue.rule.kind == "participle":
        return ()
    for a in args:
        if a.marker == "" and "" in cue.rule.place and view.mentions[a.mentions[0]].place is not None:
            continue  # a bare place behind a verb of going is where to, not who
        if a.marker == "":
            return () if cue.rule.transitive and _only_object(view, a, args, memory) else a.mentions
        if a.marker == OTHER:
            return ()
    return ()


def _document(view: Scene, cue: Cue, args: list[Argument], begin: int, memory: Memory) -> tuple[int, ...]:
    """`the statement added`: a paper without an author speaks for who spoke last, a joint one for both sides."""
    words, lowers = view.words, view.tokens.lowers
    end = view.sentence(cue.first)[1]
    if cue.last >= end or lowers[cue.last] not in words.documents:
        return ()
    if memory.pair and any(w in words.joint for w in lowers[cue.last + 1 : cue.last + 3]):
        return memory.pair
    return memory.speaker or memory.subject


def _only_object(view: Scene, a: Argument, args: list[Argument], memory: Memory) -> bool:
    """Is a bare argument all that a verb with object has, and is there somebody who can be its dropped subject?"""
    known = memory.speaker or memory.subject
    word = view.tokens.lowers[a.last] if a.last < len(view.tokens) else ""
    alone = sum(b.marker == "" for b in args) == 1
    return bool(known) and alone and (word in view.words.markers or word in view.words.that)


def _loose_gerund(view: Scene, cue: Cue) -> bool:
    """A gerund without a form of "be" before it, which would make it a finite verb."""
    return "gerund" in cue.tags and not (
        cue.first and view.tokens.lowers[cue.first - 1] in view.words.passive
    )


def _purpose(view: Scene, cue: Cue, begin: int) -> bool:
    """`A called B to congratulate him`: an infinitive behind another verb, whose subject it shares."""
    if view.words.markers.get(view.tokens.lowers[cue.first - 1]) != "to" or cue.first - 1 <= begin:
        return False
    if view.tokens.lowers[cue.first - 2] in view.words.auxiliaries | view.words.planned:
        return False
    cues = [view.cues[view.cue_at[j]] for j in range(begin, cue.first - 1) if view.cue_at[j] >= 0]
    last = next((c for c in reversed(cues) if is_finite(c)), None)
    if last is None:
        return False
    spoken_to = any(p.startswith(("object", "next")) for places in last.rule.roles.values() for p in places)
    return (
        not last.rule.content or spoken_to
    )  # "said the two sides decided to hold talks" has another subject


def _before(view: Scene, cue: Cue, args: list[Argument], begin: int, memory: Memory) -> tuple[int, ...]:
    if cue.rule.kind == "participle":
        return ()
    if "base" in cue.tags and not view.words.verb_first and _purpose(view, cue, begin):
        return ()
    words = view.words
    k = step_back(view, cue.first - 1, begin)
    if "gerund" in cue.tags and k == cue.first - 1 and k >= begin and view.mention_at[k] >= 0:
        group = group_before(view, k, begin)
        first = view.mentions[group[0]].first
        if first > begin and view.words.markers.get(view.tokens.lowers[first - 1]) == "with":
            return group  # ", with both sides stressing …"
    comma = k >= begin and view.tokens.lowers[k] in (",", "،")
    if comma and "before" in view.words.subject[:1]:
        if _loose_gerund(view, cue):
            return ()
        k = step_back(view, k - 1, begin)
    if k < begin or view.mention_at[k] < 0:
        return ()
    group = group_before(view, k, begin)
    first = view.mentions[group[0]].first
    if (
        first - 2 >= begin
        and view.tokens.lowers[first - 2] in view.words.persons
        and view.tokens.lowers[first - 1] in (view.words.conjunctions - {","})
    ):
        return (*memory.person, *group)  # "she and A signed"
    if (
        words.verb_first
        and first - 2 >= begin
        and words.markers.get(view.tokens.lowers[first - 1]) == "presence"
    ) and (led := view.mention_at[first - 2]) >= 0:
        return (led, *group)  # "a delegation under X arrived"
    object_of = comma and first > begin and view.cue_at[first - 1] >= 0  # "thanked A, praised B"
    if comma and in_relative(view, first, begin):
        return ()  # "A, who chairs the council, said"
    opens = first > begin and not comma and view.tokens.lowers[first - 1] in view.words.subordinators
    if object_of or (governed(view, first, begin) and not opens):
        return led_by(view, first, begin) or (
            group if cue.rule.content and authors(view, first, begin) else ()
        )
    return group


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
    if has_pronoun(view, cue) or ("base" in cue.tags and _purpose(view, cue, begin)):
        return ()
    k = step_back(view, cue.first - 1, begin)
    comma = (
        k > begin and view.tokens.lowers[k] == ","
    )  # "A, by contrast, welcomed …": the other comma follows A
    row = view.tokens.lowers[k] in view.words.conjunctions | view.words.joints and not comma
    if row and memory.subjects.get(view.tokens.sentence_of[cue.first]):
        return ()
    if k < begin or (view.tokens.lowers[k] in view.words.relatives and not comma):
        return ()
    found: tuple[int, ...] = ()
    j = begin
    while j < cue.first:
        if view.cue_at[j] >= 0 and is_finite(view.cues[view.cue_at[j]]):
            found = ()
        if row and not found and view.mention_at[j] < 0 and view.tokens.lowers[j] in view.words.pronouns:
            return ()  # "he called X a friend, but said"
        if view.mention_at[j] >= 0 and view.mentions[view.mention_at[j]].first == j:
            group, last = coordinated(view, view.mention_at[j], cue.first)
            previous = view.tokens.lowers[j - 1] if j > begin else ""
            owner = view.tokens.lowers[last] in view.words.genitive
            owner = owner or (comma and (last == k or view.tokens.lowers[last] != ","))
            if (
                not owner
                and (not governed(view, j, begin) or (cue.rule.content and authors(view, j, begin)))
                and (not found or (previous in view.words.conjunctions and not row))
            ):
                found = group  # of verbs in a row, none of which is known, the first one's
            j = last
        else:
            j += 1
    return found


def _relative(view: Scene, cue: Cue, args: list[Argument], begin: int, memory: Memory) -> tuple[int, ...]:
    k = step_back(view, cue.first - 1, begin)
    if k <= begin or view.tokens.lowers[k] not in view.words.relatives or "object" in cue.tags:
        return ()
    one = view.tokens.lowers[k] in view.words.single
    k -= 1
    if view.tokens.lowers[k] in (",", "،"):
        k -= 1
    if k < begin or view.mention_at[k] < 0:
        return ()
    return (view.mention_at[k],) if one else group_before(view, k, begin)


def _aside(view: Scene, cue: Cue, args: list[Argument], begin: int, memory: Memory) -> tuple[int, ...]:
    """`A, in remarks to the press, said`: who opens the sentence, with an aside between two commas behind."""
    lowers, words = view.tokens.lowers, view.words
    k = step_back(view, cue.first - 1, begin)
    modal = "base" in cue.tags and k < cue.first - 1
    if k <= begin or lowers[k] != "," or not (is_finite(cue) or modal):
        return ()
    first = begin
    opening = words.transparent | words.conjunctions | words.markers.keys()
    while first < k and view.mention_at[first] < 0 and (lowers[first] in opening or view.date_at[first] >= 0):
        first += 1
    behind = first > begin and view.date_at[first - 1] < 0 and lowers[first - 1] in words.markers
    if view.mention_at[first] < 0 or behind:
        return ()
    group, last = coordinated(view, view.mention_at[first], k)
    speech = any(view.tokens.quote_of[j] >= 0 for j in range(last, k))
    if words.markers.get(lowers[last]) == "of":  # "a delegation of rectors, led by A, will …"
        last = next((j for j in range(last, min(last + COMPLEMENT, k)) if lowers[j] == ","), last)
    if last < k and lowers[last] == "," and not speech:
        return group
    return group if last < k and not speech and _description(view, group[-1], last, k) else ()


def _description(view: Scene, n: int, last: int, comma: int) -> bool:
    """`A, director of the customs service, said`: do words that no table knows end the description of mention `n`?"""
    m, lowers = view.mentions[n], view.tokens.lowers
    begun = m.kind == "person" and "," in lowers[m.first : m.last]
    free = all(
        view.mention_at[j] < 0 and view.cue_at[j] < 0 and lowers[j].isalpha() for j in range(last, comma)
    )
    return begun and free and comma - last < COMPLEMENT


def _inverted(view: Scene, cue: Cue, args: list[Argument], begin: int, memory: Memory) -> tuple[int, ...]:
    """Verb and subject behind what was said."""
    k = cue.first - 1
    if k < begin or not (view.tokens.quote_of[k] >= 0 or view.tokens.lowers[k] == ","):
        return ()
    if _loose_gerund(view, cue) and not view.words.verb_first:
        return ()  # "…, saying A had left"
    if args and args[0].marker == "" and args[0].first == cue.last and cue.rule.content:
        spoken_to = any(w.startswith("object") for places in cue.rule.roles.values() for w in places)
        quoted = view.tokens.quote_of[k] >= 0
        return () if not quoted and (spoken_to or _goes_on(view, args[0])) else args[0].mentions
    return ()


def _goes_on(view: Scene, a: Argument) -> bool:
    """Do a verb or noun follow an argument, so that it is the subject of a clause?"""
    words, k = view.words, a.last
    word = view.tokens.lowers[k] if k < len(view.tokens) else "."
    return word[0].isalnum() and not (
        word in words.modifiers or word in words.markers or word in words.relatives or word in words.conjunctions
        or view.date_at[k] >= 0 or word in words.transparent
    )  # fmt: skip


def _sender(view: Scene, cue: Cue, args: list[Argument], begin: int, memory: Memory) -> tuple[int, ...]:
    """`A got a call from B in which stressed …`: verb before subject, whoever sent what the words are in."""
    words, lowers = view.words, view.tokens.lowers
    end = view.sentence(cue.first)[1]
    if cue.last >= end or lowers[cue.last] not in words.therein or "dual" in cue.tags:
        return ()
    letter = next((k for k in range(cue.first - 1, begin - 1, -1) if lowers[k] in words.letters), -1)
    if letter < 0 or view.mention_at[letter] >= 0:
        return ()
    return next((a.mentions for a in arguments(view, letter + 1, cue.first) if a.marker == "from"), ())


def _shared(view: Scene, cue: Cue, args: list[Argument], begin: int, memory: Memory) -> tuple[int, ...]:
    """A second verb or a participle has the subject of the sentence's last verb."""
    if has_pronoun(view, cue):
        return ()
    told = memory.told(view.tokens.sentence_of[cue.first])
    if (
        cue.rule.kind == "participle" and view.words.verb_first
    ):  # "A said that B stressed …, noting": that is B
        told = memory.reported.get(view.tokens.sentence_of[cue.first], told)
        if "plural" in cue.tags and len(told) == 1 and not view.mentions[told[0]].plural and memory.pair:
            told = memory.pair  # "A received B, both stressing …"
    return told if _numbers_agree(view, cue, told) else ()


def _numbers_agree(view: Scene, cue: Cue, told: tuple[int, ...]) -> bool:
    """May these mentions be the dropped subject of a form that means two or more?"""
    many = len(told) > 1 or any(view.mentions[n].plural for n in told)
    return many or not cue.tags & {"dual", "plural"} or "first" in cue.tags or cue.rule.kind == "participle"


def _parted(view: Scene, cue: Cue, args: list[Argument], begin: int, memory: Memory) -> tuple[int, ...]:
    """`had X, the adviser of Y, already said`: the subject stands between two auxiliaries."""
    words, lowers = view.words, view.tokens.lowers
    k = cue.first - 1
    if k <= begin or lowers[k] not in words.auxiliaries or view.mention_at[k] >= 0:
        return ()
    for j in range(k - 1, max(begin, k - FAR) - 1, -1):
        if view.cue_at[j] >= 0 and is_finite(view.cues[view.cue_at[j]]):
            return ()
        if lowers[j] in words.auxiliaries and view.mention_at[j] < 0:
            return next((a.mentions for a in arguments(view, j + 1, k) if a.marker == ""), ())
    return ()


def has_pronoun(view: Scene, cue: Cue) -> bool:
    """Subject before verb: does a pronoun stand right before the trigger, but for auxiliaries and adverbs?"""
    begin, _ = view.sentence(cue.first)
    k = step_back(view, cue.first - 1, begin)
    return k >= begin and view.tokens.lowers[k] in view.words.pronouns


def _opening(view: Scene, cue: Cue, args: list[Argument], begin: int, memory: Memory) -> tuple[int, ...]:
    """A participle: the first bare argument of the sentence, if no verb before it told its subject."""
    if cue.rule.kind != "participle" and not cue.tags & {"gerund", "base"}:
        return ()
    end = view.sentence(cue.first)[1]
    for a in arguments(view, begin, cue.first):
        if not view.words.verb_first and any(
            view.tokens.lowers[k] in view.words.pronouns for k in range(begin, a.first)
        ):
            return ()  # "He spoke of the tariffs of X, noting …"
        if a.marker in ("", OTHER):
            return a.mentions
    if cue.first - begin <= 2:  # it opens the sentence: the subject follows the comma
        k = cue.last
        while k < end and view.tokens.lowers[k] not in (",", "،"):
            k += 1
        n = view.mention_at[k + 1] if k + 1 < end else -1
        if n >= 0 and view.tokens.lowers[min(view.mentions[n].last, end - 1)] not in view.words.genitive:
            return (n,)
    return ()


def _memory(view: Scene, cue: Cue, args: list[Argument], begin: int, memory: Memory) -> tuple[int, ...]:
    k = step_back(view, cue.first - 1, begin)
    if memory.pair and k >= begin and view.tokens.lowers[k] in view.words.plurals:
        met_as_one = not cue.rule.content and set(memory.subject) < set(memory.pair)
        if len(memory.subject) < 2 or (not view.words.verb_first and met_as_one):
            return memory.pair  # "A and B met C. They agreed …"
    if k >= begin and view.tokens.lowers[k] in view.words.persons and somebody(view, begin, memory):
        return somebody(view, begin, memory)
    if not view.words.verb_first and k >= begin and view.tokens.lowers[k] in view.words.plurals:
        last = memory.speaker or memory.subject
        one = len(last) == 1 and view.mentions[last[0]].kind == "person" and not view.mentions[last[0]].plural
        return () if one else last  # "they" are not a single person
    if cue.tags & {"dual", "plural"} and "first" not in cue.tags and cue.rule.kind != "participle":
        for told in (memory.speaker, memory.subject):
            if told and _numbers_agree(view, cue, told):
                return told
        return memory.pair
    return (memory.speaker or memory.subject) if cue.rule.content else (memory.subject or memory.speaker)


_Way = Callable[[Scene, Cue, list[Argument], int, Memory], tuple[int, ...]]
WAYS: Mapping[str, _Way] = {
    "head": _head, "after": _after, "document": _document, "parted": _parted, "before": _before, "clause": _clause,
    "relative": _relative, "inverted": _inverted, "aside": _aside,
    "sender": _sender, "shared": _shared, "opening": _opening, "memory": _memory,
}  # fmt: skip
