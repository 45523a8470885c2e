"""The function words of a language by what they do in a clause (`[clause]` of `language.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import cast

from kg.extract.language import load as load_language


@dataclass(frozen=True, slots=True)
class Clause:
    """The function words of a language (`[clause]` of `language.toml`), folded and lower-cased.

    Where a verb's subject stands:
    `subject`: the ways to it, in order (kg/extract/subjects.py).
    `auxiliaries`, `transparent`: words that may stand between a verb and its arguments.
    `relatives`, `single`: relative pronouns; those that can mean one only.
    `pronouns`, `possessives`, `persons`, `plurals`, `second`: pronouns; of persons, of several, of the hearer.

    Phrases:
    `markers`: a preposition's group (with, to, by, between, at, of …). `governors`: words whose preposition is theirs.
    `modifiers`: words that open an adjunct. `conjunctions`, `joints`: what joins mentions, what joins clauses.
    `definite`, `definite_prefix`, `genitive`, `indefinite`: articles and case. `areas`: nouns whose "of" names a place.
    `feminine`: the ending of a woman's office. `among`: "among them", before some of a group.
    `beside`: "accompanied (by)", "together (with)". `notably`: words before one of several that are named.

    What is said:
    `that`: what opens it. `breaks`: what ends it. `clauses`: conjunctions that open a clause with times of its own.
    `occasions`, `documents`: that in which something is said, papers that speak for their author; `issued` by him.
    `joint`, `qualities`: the adjectives of such papers with two authors, other adjectives of theirs.
    `questions`, `directed`: words whose preposition names who asked, or for whom words are.
    `carriers`: verbal nouns that carry another noun ("the making of a visit").
    `topics`, `predicates`: what opens a topic, verbs whose subject is an event. `invitations`: of a host.

    Status and time:
    `negations`, `planned`, `cancelled`, `former`: a plan given up ("originally planned for").
    `unreal`: words whose infinitive may never come true. `refusals`: those whose infinitive does not.
    `passive`: forms of "be". `participles`: they open an aside.
    `durations`: phrases with their number of days. `stay_ends`: words by which a day told is the last of a stay.
    `firsts`: "the first time that a president …". `where`, `when`: words that go on about a place, a time.
    `led`: participles behind a group and before its leader. `lands`: words for states as sides ("both countries").
    `subordinators`: prepositions that also open a clause ("after A met B").
    `aloof`: prepositions behind which an event has another time than its clause ("on the occasion of a visit").
    `now`: "currently", of a stay on the day of the report.
    `letters`: what somebody gets from another; `therein`: "in which" he says something.
    `turns`: "but", "while", before somebody who says something else.
    `adding`: phrases that join one more to a list ("as well as"). `each`: phrases before a list ("each of A and B").
    `adding_that`: "and that", before an occasion.
    `edges`: of the occasions those that have a genitive ("at the end of"). `aired`: verbs of what was broadcast.
    `hosting`: verbs whose subject or object is a town where something takes place. `here`: the town of the dateline.
    `anonymous`: "his name", which somebody did not want to be told.
    `outlets`: words for the press as a group, through which something is said.
    `resolved`: words whose infinitive is planned. `happened`, `perfect`: auxiliaries that tell of the past.
    `press`: words for those who only ask.
    `takes`: the last word of "take place", "be held". `awards`: "in honour of" somebody, for whom a feast is.
    `ongoing`: adjectives of an event that goes on. `formerly`: "previously", "the last time": of an earlier event.
    `as_said`: the word of "as X said, …".
    """

    subject: tuple[str, ...]
    markers: Mapping[str, str]
    that: frozenset[str]
    conjunctions: frozenset[str]
    transparent: frozenset[str]
    modifiers: frozenset[str]
    relatives: frozenset[str]
    auxiliaries: frozenset[str]
    pronouns: frozenset[str]
    possessives: frozenset[str]
    breaks: frozenset[str]
    negations: frozenset[str]
    planned: frozenset[str]
    cancelled: frozenset[str]
    definite: frozenset[str]
    passive: frozenset[str]
    unreal: frozenset[str] = frozenset()
    lands: frozenset[str] = frozenset()
    where: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    former: frozenset[str] = frozenset()
    firsts: frozenset[str] = frozenset()
    led: frozenset[str] = frozenset()
    subordinators: frozenset[str] = frozenset()
    resolved: frozenset[str] = frozenset()
    as_said: str = ""
    takes: frozenset[str] = frozenset()
    awards: frozenset[str] = frozenset()
    happened: frozenset[str] = frozenset()
    perfect: frozenset[str] = frozenset()
    issued: frozenset[str] = frozenset()
    press: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    anonymous: frozenset[str] = frozenset()
    edges: frozenset[str] = frozenset()
    aired: frozenset[str] = frozenset()
    hosting: frozenset[str] = frozenset()
    here: frozenset[str] = frozenset()
    second: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()
    definite_prefix: str = ""
    durations: tuple[tuple[tuple[str, ...], int], ...] = ()
    stay_ends: frozenset[str] = frozenset()
    genitive: frozenset[str] = frozenset()
    joints: frozenset[str] = frozenset()
    predicates: frozenset[str] = frozenset()
    plurals: frozenset[str] = frozenset()
    participles: frozenset[str] = frozenset()
    invitations: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    occasions: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    governors: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()
    directed: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    joint: frozenset[str] = frozenset()
    clauses: frozenset[str] = frozenset()
    single: frozenset[str] = frozenset()
    carriers: frozenset[str] = frozenset()
    qualities: frozenset[str] = frozenset()
    among: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    when: frozenset[str] = frozenset()
    refusals: frozenset[str] = frozenset()
    notably: frozenset[str] = frozenset()
    aloof: frozenset[str] = frozenset()
    turns: frozenset[str] = frozenset()
    ongoing: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()
    now: frozenset[str] = frozenset()
    therein: frozenset[str] = frozenset()
    feminine: str = "\0"
    adding: tuple[tuple[str, ...], ...] = ()
    each: tuple[tuple[str, ...], ...] = ()
    adding_that: tuple[tuple[str, ...], ...] = ()
    formerly: tuple[tuple[str, ...], ...] = ()

    @property
    def verb_first(self) -> bool:
        """Do verbs mostly stand before their subjects?"""
        return "after" in self.subject

    @property
    def known(self) -> frozenset[str]:
        """All function words, for the splitting of attached particles."""
        groups = (
            self.that,
            self.modifiers,
            self.breaks,
            self.planned,
            self.cancelled,
            self.occasions,
            self.documents,
            self.areas,
            frozenset(self.markers),
        )
        return frozenset(w for group in groups for w in group if len(w) > 2)


@cache
def clause(code: str) -> Clause:
    """Read the clause words of a language."""
    language = load_language(code)
    raw = cast(Mapping[str, object], language.settings["clause"])

    def words(key: str) -> frozenset[str]:
        return frozenset(language.folding.fold(w).lower() for w in cast("list[str]", raw.get(key, [])))

    def phrases(key: str) -> tuple[tuple[str, ...], ...]:
        found = cast("list[str]", raw.get(key, []))
        return tuple(tuple(language.folding.fold(w).lower() for w in phrase.split()) for phrase in found)

    markers = cast(Mapping[str, "list[str]"], raw["markers"])
    plain = (
        "subject",
        "markers",
        "definite_prefix",
        "feminine",
        "as_said",
        "durations",
        "stay_ends",
        "adding",
        "each",
        "adding_that",
        "formerly",
    )
    lasting = cast(Mapping[str, int], raw.get("durations", {}))
    stay = cast(Mapping[str, "list[str]"], raw.get("stay", {}))
    sets = {f.name: words(f.name) for f in fields(Clause) if f.name not in plain}
    return Clause(
        subject=tuple(cast("list[str]", raw["subject"])),
        markers={language.folding.fold(w).lower(): group for group, ws in markers.items() for w in ws},
        definite_prefix=str(raw.get("definite_prefix", "")),
        as_said=str(raw.get("as_said", "")),
        feminine=str(raw.get("feminine", "\0")),
        durations=tuple((tuple(language.folding.fold(k).lower().split()), n) for k, n in lasting.items()),
        adding=phrases("adding"),
        each=phrases("each"),
        adding_that=phrases("adding_that"),
        formerly=phrases("formerly"),
        stay_ends=frozenset(language.folding.fold(w).lower() for w in stay.get("ends", ())),
        **sets,
    )
