"""Fill an event's roles from the places of the clause that its rule names.

Places: `subject`; `explicit` (the same, unless it is dropped or shared); `object` (a bare argument behind the trigger
that is not its subject); any marker group of the language (`with`, `to`, `by`, `between`, …); `possessor` (the noun's
genitive, possessive pronoun or suffix); `memory` (the last subject told); `shared` (the same, in this sentence);
`host` (the subject of the clause that the noun stands in); `light` (the same, where a light verb carries the noun);
`carrier` (the same, where it does so in a relative clause);
`list` (everybody in a list behind the trigger), `row` (everybody in a list that the sentence begins with);
`next_to` (a bare argument right behind the possessor); `adjacent` (a mention right before the trigger);
`asker`, `directed`, `honoured` (whom a question, or thanks and letters, or "in honour of" behind the trigger name).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extract import lists
from kg.extract.arguments import MAX_ARGUMENT_TOKENS, MAX_LIST_TOKENS, Argument, arguments
from kg.extract.groups import companions
from kg.extract.memory import Memory
from kg.extract.nouns import CLAUSE, host, inviter, main_clause, possessor
from kg.extract.rules import Cue
from kg.extract.scene import Scene, coordinated, is_masdar
from kg.extract.strangers import has_other_subject
from kg.extract.subjects import EXPLICIT, WAYS

OBJECTS = 6  # mentions behind a verb that can be its objects
CARRY = 14  # steps between a noun and the verb before it that carries it
GUESSED = ("clause", "shared", "opening", "memory")  # ways to a subject that a parser knows better
ASIDE = 6  # tokens between a letter or a question and whom it names


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
        end = main_clause(view, cue, end)[0]
    lists_many = cue.rule.joins or (cue.rule.kind == "word" and not cue.rule.content)
    args = arguments(view, cue.last, end, MAX_LIST_TOKENS if lists_many else MAX_ARGUMENT_TOKENS)
    if cue.rule.kind == "noun":
        args = [a for a in args if a.first <= _phrase_end(view, cue, end)]
        args = _before_the_next_noun(view, cue, args)
    if cue.rule.kind in ("noun", "word"):
        return Frame(cue, (), "none", tuple(args or _relative_args(view, cue, end, memory)))
    if not cue.rule.content and not view.words.verb_first:
        args += _fronted(view, cue, begin)
    told = view.told.get(cue.first) if cue.rule.content else None
    for way in view.words.subject:
        if told is not None and way in GUESSED:
            return _told(view, cue, told, args)
        if way in ("shared", "memory") and has_other_subject(view, cue, begin, memory):
            break
        found = WAYS[way](view, cue, args, begin, memory)
        if found and way in EXPLICIT and not cue.rule.content:
            found = (*found, *(n for n in companions(view, cue, begin) if n not in found))
        if found:
            rest = [a for a in args if not (way == "after" and a.mentions == found)]
            return Frame(cue, found, way, tuple(rest))
    return Frame(cue, (), "none", tuple(args))


def _before_the_next_noun(view: Scene, cue: Cue, args: list[Argument]) -> list[Argument]:
    """Subject before verb: `talks with A and a meeting between B and C`: each noun has its own arguments."""
    if view.words.verb_first or not args:
        return args
    nouns = (view.cue_at[k] for k in range(args[0].last, args[-1].first))
    other = (view.cues[n] for n in nouns if n >= 0)
    stop = next((c.first for c in other if c.rule.kind == "noun" and c.rule.event == cue.rule.event), None)
    return [a for a in args if stop is None or a.first < stop]


def _fronted(view: Scene, cue: Cue, begin: int) -> list[Argument]:
    """Subject before verb: `With A, B discussed …`: the other side, at the head of the sentence."""
    if view.words.markers.get(view.tokens.lowers[begin]) != "with":
        return []
    comma = next(
        (k for k in range(begin, cue.first) if view.tokens.lowers[k] == "," and view.mention_at[k] < 0), begin
    )
    return [a for a in arguments(view, begin, comma) if a.marker == "with" and a.first == begin + 1]


def _told(view: Scene, cue: Cue, told: tuple[int, ...], args: list[Argument]) -> Frame:
    """The frame with the subject that a parser gave, or with none where that is somebody whom nothing found."""
    how = ("inverted" if view.mentions[told[0]].first >= cue.last else "before") if told else "none"
    return Frame(cue, told, how, tuple(a for a in args if not set(a.mentions) & set(told)))


def _relative_args(view: Scene, cue: Cue, end: int, memory: Memory) -> list[Argument]:
    """`the talks that he held with X`: the arguments of the verb in the noun's relative clause."""
    for k in range(cue.last, min(end - 1, cue.last + 4)):
        if view.tokens.lowers[k] in view.words.relatives:
            n = view.cue_at[k + 1]
            if n >= 0 and view.cues[n].rule.kind == "light":
                return arguments(view, view.cues[n].last, end)
            break
    return []


def _carrier(view: Scene, cue: Cue) -> Cue | None:
    """`talks that he held`: the verb of the noun's relative clause, which carries it."""
    _, end = view.sentence(cue.first)
    for k in range(cue.last, min(end, cue.last + 5)):
        n = view.cue_at[k]
        if n >= 0:
            other = view.cues[n]
            linked = "object" in other.tags or view.tokens.lowers[k - 1] in view.words.relatives
            return other if other.rule.kind == "light" and linked else None
        if view.mention_at[k] >= 0:
            return None
    return None


def _carried_by(view: Scene, cue: Cue, memory: Memory) -> tuple[int, ...]:
    """Who holds the talks: the subject of the relative clause's verb, else that of the clause around."""
    carrier = _carrier(view, cue)
    if carrier is not None:
        _, end = view.sentence(cue.first)
        args = arguments(view, carrier.last, end)
        if args and args[0].marker == "":
            return args[0].mentions
    light = _light(view, cue)
    if light is None:
        return host(view, cue, memory)
    between = arguments(view, light.last, cue.first)
    beside = tuple(n for a in between if a.marker == "with" for n in a.mentions)  # "held with X talks"
    found = frame(view, light, memory)
    told = found.subject if found.how in EXPLICIT else host(view, cue, memory)
    return (*told, *(n for n in beside if n not in told))


def _light(view: Scene, cue: Cue) -> Cue | None:
    """The verb before a noun that carries it."""
    begin, _ = view.sentence(cue.first)
    for k in range(cue.first - 1, _steps_back(view, cue.first, begin) - 1, -1):
        n = view.cue_at[k]
        if n < 0 or is_masdar(view, view.cues[n], begin):
            continue
        other = view.cues[n]
        for rule, tags in ((other.rule, other.tags), *other.others):
            if rule.kind == "light" and rule.event == cue.rule.event and "object" not in tags:
                return replace(other, rule=rule, tags=tags, others=())
    return None


def _addressed(view: Scene, found: Frame, openers: frozenset[str]) -> tuple[int, ...]:
    """Whom a word of `openers` behind the trigger names by its preposition: `in reply to a question from X`."""
    _, end = view.sentence(found.cue.first)
    words, lowers = view.words, view.tokens.lowers
    for k in range(found.cue.last, min(end - 1, found.cue.last + CLAUSE)):
        if view.mention_at[k] < 0 and (lowers[k] in words.that or lowers[k] == ":"):
            break  # what is said begins
        if view.mention_at[k] >= 0 or lowers[k] not in openers:
            continue
        j = k + 1
        while j < min(end - 1, k + ASIDE) and view.mention_at[j] < 0 and lowers[j] not in words.that:
            j += 1
        linked = view.mention_at[j] >= 0 and (
            j == k + 1 or words.markers.get(lowers[j - 1]) in ("to", "toward", "from", "by", "of")
        )
        if linked and view.mentions[view.mention_at[j]].kind != "place":
            return coordinated(view, view.mention_at[j], end)[0]
    return ()


def _phrase_end(view: Scene, cue: Cue, end: int) -> int:
    """Where a noun's phrase ends: at the first comma that neither joins mentions nor sets off a day."""
    for k in range(cue.last, end):
        if view.tokens.lowers[k] in (",", "،"):
            beside = [j for j in (k - 1, k + 1) if cue.last <= j < end]
            if not any(view.date_at[j] >= 0 or view.mention_at[j] >= 0 for j in beside):
                return k
    return end


def _steps_back(view: Scene, k: int, begin: int) -> int:
    """The token `CARRY` steps before token `k`; a mention with all its titles is one step."""
    for _ in range(CARRY):
        if k <= begin:
            break
        k -= 1
        n = view.mention_at[k]
        k = max(begin, view.mentions[n].first) if n >= 0 else k
    return k


def in_present(view: Scene, cue: Cue) -> bool:
    """Verb before subject: does the present tense tell of it, by the trigger itself or the verb that carries it?"""
    light = _light(view, cue) if cue.rule.kind in ("noun", "word") else cue
    return view.words.verb_first and light is not None and "present" in light.tags


def _carried(view: Scene, cue: Cue) -> bool:
    """Does a verb that carries nouns of this type stand shortly before?"""
    begin, _ = view.sentence(cue.first)
    found = {view.cue_at[k] for k in range(_steps_back(view, cue.first, begin), cue.first)} - {-1}
    carrier = _carrier(view, cue)
    if carrier is not None and carrier.rule.event == cue.rule.event:
        return True
    rules = [r for n in found for r in (view.cues[n].rule, *(other for other, _ in view.cues[n].others))]
    return any(
        r.kind == "light" and not r.content and (r.event == cue.rule.event or view.words.verb_first)
        for r in rules
    )


def _kind(view: Scene, n: int) -> str:
    """The kind of a mention, or "outlets" for the press as a group ("Italian media")."""
    m = view.mentions[n]
    head = view.tokens.lowers[m.first : min(m.first + 2, m.last)]  # "four papers"
    return "outlets" if m.kind == "group" and view.words.outlets & set(head) else m.kind


def place(name: str, view: Scene, found: Frame, memory: Memory) -> tuple[int, ...]:
    """The mentions in one place of the clause (see the module's text).

    `subject:person,group` filters by kind, "outlets" among them.
    """
    name, _, kinds = name.partition(":")
    if kinds:
        allowed = kinds.split(",")
        return tuple(n for n in place(name, view, found, memory) if _kind(view, n) in allowed)
    if name == "subject":
        return found.subject
    if name == "several":  # a subject of more than one
        plural = len(found.subject) > 1 or any(view.mentions[n].plural for n in found.subject)
        return found.subject if plural else ()
    if name == "together":  # a subject of several, each of whom the clause names
        return found.subject if len(found.subject) > 1 and found.how in EXPLICIT else ()
    if name == "inviter":
        return inviter(view, found.cue)
    if name == "adjacent":  # a mention right before a noun: "the council session"
        n = view.mention_at[found.cue.first - 1] if found.cue.first else -1
        return (n,) if n >= 0 else ()
    if name == "list":
        return lists.behind(view, found.cue)
    if name == "hosts":  # "A and B agreed, during talks in X": several, and a noun that does not point back
        k = found.cue.first - 1
        setting = k > 0 and view.tokens.lowers[k] in view.words.modifiers
        group = host(view, found.cue, memory) if setting else ()
        return group if len(group) > 1 else ()
    if name == "opposite":  # "the talks with X": who was spoken of before
        named = ("possessor", "between", "host", "light")
        alone = place("with", view, found, memory) and not any(place(p, view, found, memory) for p in named)
        return (memory.subject or memory.speaker) if alone else ()
    if name == "row":
        return lists.before(view, found.cue)
    if (
        name == "next_to"
    ):  # a bare argument right behind the noun's possessor: "the reception of A by B" without "by"
        own = possessor(view, found.cue, memory)
        at = max((view.mentions[n].last for n in own), default=-1)
        return next((a.mentions for a in found.args if a.marker == "" and a.first == at), ())
    if name == "next":  # the first argument, if it is bare and follows at once
        first = found.args[0] if found.args else None
        near = (
            first is not None
            and first.marker == ""
            and all(
                view.tokens.lowers[k] in view.words.transparent for k in range(found.cue.last, first.first)
            )
        )
        return first.mentions if near and first is not None else ()
    if name == "ahead":  # a subject that stands before its verb
        return found.subject if found.how in ("head", "before") else ()
    if name == "explicit":  # a subject that the clause itself names
        return () if found.how in ("memory", "shared", "none") else found.subject
    if name == "possessor":
        return possessor(view, found.cue, memory)
    if name == "host":
        return host(view, found.cue, memory)
    if name == "label":  # the name that opens a line before a colon: "Sergey Lavrov: We appreciate …"
        begin, _ = view.sentence(found.cue.first)
        n, stop = view.mention_at[begin], found.cue.first
        if stop > begin and view.tokens.lowers[stop - 1] == ")":  # "Li Qiang (through an interpreter):"
            stop = next((k for k in range(stop - 2, begin, -1) if view.tokens.lowers[k] == "("), stop)
        return (n,) if n >= 0 and view.mentions[n].last == stop else ()
    if name == "light":  # the subject of a verb that carries the noun: "held a meeting"
        return _carried_by(view, found.cue, memory) if _carried(view, found.cue) else ()
    if name == "honoured":
        return _addressed(view, found, view.words.awards)
    if name == "carrier":  # the subject of the verb in the noun's relative clause: "the visit that he made"
        return _carried_by(view, found.cue, memory) if _carrier(view, found.cue) else ()
    if name == "asker":
        return _addressed(view, found, view.words.questions)
    if name == "directed":
        return _addressed(view, found, view.words.directed)
    if name == "shared":
        return memory.told(view.tokens.sentence_of[found.cue.first])
    if name == "memory":
        inner = memory.told(view.tokens.sentence_of[found.cue.first]) if memory.within else ()
        return inner or memory.subject or memory.speaker
    if name == "object":
        if found.cue.tags & {"object"}:
            return ()
        bare = tuple(n for a in found.args if a.marker == "" for n in a.mentions if n not in found.subject)
        return bare[: None if found.cue.rule.kind == "word" else OBJECTS]
    return tuple(n for a in found.args if a.marker == name for n in a.mentions)
