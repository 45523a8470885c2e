"""What an article has told so far, and whom later words take from it: both sides, the guest, who received him."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kg.extract import roles
from kg.extract.arguments import Argument
from kg.extract.ending import sets_scene
from kg.extract.memory import Memory
from kg.extract.merge import Telling
from kg.extract.scene import Scene

OCCASION = 4  # tokens between the comma behind content and the noun of its occasion
BEFORE = 3  # tokens between a preposition and the noun it governs


@dataclass(slots=True)
class Story:
    """What has been told so far in the article."""

    memory: Memory = field(default_factory=Memory)
    tellings: list[Telling] = field(default_factory=list)
    said: list[tuple[int, int, int]] = field(default_factory=list)  # content first, last, index of telling
    wishes: list[tuple[int, int]] = field(default_factory=list)  # content that tells of nothing that happens
    reception: tuple[tuple[str, ...], tuple[str, ...], int] = (
        (),
        (),
        -1,
    )  # who received whom, in which sentence
    waiting: tuple[int, str] = (
        -1,
        "",
    )  # the stay told last whose host is not known: its telling, the host's role
    firsts: dict[str, int] = field(default_factory=dict)  # the first mention of each actor
    args: tuple[Argument, ...] = ()  # all arguments of the trigger at hand
    pair: tuple[str, ...] = ()  # the actors of the last event with two sides
    met: list[tuple[str, ...]] = field(default_factory=list)  # of all of them, in order
    leaders: dict[str, str] = field(default_factory=dict)  # of a group, who is named beside it
    persons: frozenset[str] = frozenset()  # the actors who are persons
    nations: dict[str, str] = field(default_factory=dict)  # the nation of each actor
    hearers: dict[str, str] = field(
        default_factory=dict
    )  # the second role of each type: to whom something is said


def _last_two(view: Scene, first: int) -> tuple[str, ...]:
    """Before any event with two sides: the two people of different nations named last before token `first`."""
    if view.words.verb_first:
        return ()
    people: dict[str, str] = {}
    for m in reversed(view.mentions):
        if m.first < first and m.kind == "person" and m.ref and m.nation and len(people) < 2:
            people.setdefault(m.ref, m.nation)
    return tuple(reversed(people)) if len(set(people.values())) == 2 else ()


def sides_of(view: Scene, rule: str, story: Story, first: int) -> tuple[str, ...]:
    """Whom "both sides", "the two presidents", "the three leaders" mean; () where the mention is none of these."""
    if not rule.startswith("sides") or _counted(view, first):
        return ()
    if not story.met and rule != "sides.three":
        land = view.tokens.lowers[view.mentions[view.mention_at[first]].last - 1] in view.words.lands
        return _last_two(view, first) or (_at_host(view, story) if land else ())
    met = reversed(story.met)
    if rule == "sides.three":
        return next((group for group in met if len(group) == 3), ())
    if rule == "sides.persons":
        return next((group for group in met if len(group) == 2 and story.persons.issuperset(group)), ())
    if rule == "sides.all":
        return story.pair
    states = _states(view, story) if len(story.pair) > 2 else ()
    return states or next((group for group in met if len(group) == 2), story.pair)


def _at_host(view: Scene, story: Story) -> tuple[str, ...]:
    """Subject before verb: `A arrived in B. The two countries`: the traveller's state, or he himself, and the host."""
    if view.words.verb_first:
        return ()
    states = {m.nation: m.ref for m in reversed(view.mentions) if m.kind == "state" and m.ref and m.nation}
    trips = [
        (t.core[0], t.event.place.country or "")
        for t in story.tellings
        if t.journey and t.core and t.event.place
    ]
    if len({land for _, land in trips}) != 1:
        return ()
    who, there = trips[-1]
    home, host = story.nations.get(who), states.get(there)
    return (states.get(home, who), host) if home and host and home != there else ()


def _counted(view: Scene, first: int) -> bool:
    """`two officials said … The two officials added`: were those at token `first` first told of without a name?"""
    here, lowers = view.mentions[view.mention_at[first]], view.tokens.lowers
    words = lowers[here.first : here.last][-2:]
    return any(
        m.kind == "group"
        and m.last <= first
        and words[-1] == lowers[m.last - 1]
        and words[0] in lowers[max(0, m.first - 1) : m.last - 1]
        and not m.rule.startswith("sides")
        for m in view.mentions
    )


def _states(view: Scene, story: Story) -> tuple[str, ...]:
    """The two states of those who met last in larger number, where the article names them; else ()."""
    named = {m.nation: m.ref for m in reversed(view.mentions) if m.kind == "state" and m.ref and m.nation}
    lands = dict.fromkeys(story.nations[ref] for ref in story.pair if ref in story.nations)
    states = tuple(named[land] for land in lands if land in named)
    return states if len(lands) == 2 == len(states) else ()


def _same_role(role: str, view: Scene, found: roles.Frame, story: Story) -> tuple[str, ...]:
    """Who had the role in the statement told before by the same sentence."""
    if story.tellings and story.tellings[-1].sentence == view.tokens.sentence_of[found.cue.first]:
        return story.tellings[-1].event.roles.get(role, ())
    return ()


def _company(role: str, view: Scene, found: roles.Frame, story: Story) -> tuple[str, ...]:
    """With whom the subject has come together in the same sentence: `in his talks with X, he said`."""
    speakers = {view.mentions[n].ref for n in found.subject}
    for t in reversed(story.tellings):
        if t.sentence != view.tokens.sentence_of[found.cue.first]:
            break
        met = t.mergeable and not t.event.claimed_by and speakers & set(t.core)
        aimed = "base" in found.cue.tags or _governed(
            view, t
        )  # "called X to say", "in his talks with X, said"
        if met and aimed and t.event.evidence[0].trigger.end <= _start(view, found):
            return tuple(r for r in t.core if r not in speakers)
    return ()


def listen(view: Scene, story: Story) -> None:
    """`X said in his talks with Y that …`: those with whom a speaker came together, told last, hear what he said."""
    t = story.tellings[-1]
    trigger = t.event.evidence[0].trigger
    if t.event.content or not t.mergeable or t.event.claimed_by or not (t.joins or _governed(view, t)):
        return
    for n in range(len(story.tellings) - 2, -1, -1):
        said = story.tellings[n]
        if said.sentence != t.sentence:
            return
        words = said.event.content
        told = words and said.event.evidence[0].trigger.end <= trigger.start
        around = words and told and (trigger.end <= words.start or _behind(view, words.end, trigger.start))
        if said.hears and around and (t.joins or set(said.core) & set(t.core)):
            others = tuple(r for r in t.core if r not in said.core)
            heard = replace(said.event, roles={**said.event.roles, said.hears: others})
            story.tellings[n] = replace(said, event=heard, hears="") if others else said
            return


def _behind(view: Scene, end: int, start: int) -> bool:
    """Does a trigger at offset `start` stand in the adjunct behind content that ends at `end` ("…, during talks")?"""
    k = view.tokens.at(end)
    while k < len(view.tokens) and view.tokens.starts[k] < end:
        k += 1
    return end <= start and sets_scene(view, k + 1) and view.tokens.at(start) - k <= OCCASION


def _governed(view: Scene, t: Telling) -> bool:
    """Does a preposition stand before the event's trigger ("during his talks with X"), so that it is no clause?"""
    k = view.tokens.at(t.event.evidence[0].trigger.start)
    words, near = view.words, view.tokens.lowers[max(0, k - BEFORE) : k]
    return any(w in words.markers or w in words.possessives for w in near)  # "used her talks with X to say"


def _start(view: Scene, found: roles.Frame) -> int:
    return view.tokens.starts[found.cue.first]


def _pair(role: str, view: Scene, found: roles.Frame, story: Story) -> tuple[str, ...]:
    return story.pair


def _said(role: str, view: Scene, found: roles.Frame, story: Story) -> tuple[str, ...]:
    """Who spoke to whom in the same sentence: `X called on Y, in a telephone call, to …`."""
    for t in reversed(story.tellings):
        if t.sentence != view.tokens.sentence_of[found.cue.first]:
            break
        others = tuple(
            r for r in t.event.roles.get(story.hearers.get(t.event.type, ""), ()) if r not in t.core
        )
        if t.event.content is not None and t.core and others:
            return (*t.core, *others)
    return ()


def _other(role: str, view: Scene, found: roles.Frame, story: Story) -> tuple[str, ...]:
    """The other one of the two who met last, for a speaker who is one of them."""
    mine = {view.mentions[n].ref for n in found.subject}
    return (
        tuple(r for r in story.pair if r not in mine)
        if len(story.pair) == 2 and mine & set(story.pair)
        else ()
    )


def _partner(role: str, view: Scene, found: roles.Frame, story: Story) -> tuple[str, ...]:
    """Whom somebody who is labelled as speaker speaks to: the other side of the talks told before."""
    labelled = {view.mentions[n].ref for n in roles.place("label", view, found, story.memory)}
    return tuple(r for r in story.pair if r not in labelled) if labelled & set(story.pair) else ()


def nations(role: str, view: Scene, found: roles.Frame, story: Story) -> tuple[str, ...]:
    """The states of the last two sides, as far as the article names them."""
    states = {m.nation: m.ref for m in reversed(view.mentions) if m.kind == "state" and m.ref and m.nation}
    of = {m.ref: m.nation for m in reversed(view.mentions) if m.ref and m.nation}
    apart = (group for group in reversed(story.met) if len({of.get(r) for r in group} - {None}) > 1)
    return tuple(dict.fromkeys(states.get(of.get(r, ""), r) for r in next(apart, story.pair)))


def _guest(role: str, view: Scene, found: roles.Frame, story: Story) -> tuple[str, ...]:
    """Whom the same sentence has just said to be received."""
    _, guests, sentence = story.reception
    return guests if sentence == view.tokens.sentence_of[found.cue.first] else ()


def _receiver(role: str, view: Scene, found: roles.Frame, story: Story) -> tuple[str, ...]:
    """Who has received the others in this sentence or the one before."""
    hosts, _, sentence = story.reception
    return hosts if 0 <= view.tokens.sentence_of[found.cue.first] - sentence <= 1 else ()


def _traveller(role: str, view: Scene, found: roles.Frame, story: Story) -> tuple[str, ...]:
    """Who made the journey told last, outside anybody's words: persons before their delegation."""
    trips = [t.core for t in reversed(story.tellings) if t.journey and t.core and not t.event.claimed_by]
    return next((core for core in trips if story.persons & set(core)), trips[0] if trips else ())


EARLIER = {
    "same": _same_role, "company": _company, "pair": _pair, "nations": nations, "guest": _guest,
    "receiver": _receiver, "partner": _partner, "other": _other, "said": _said, "traveller": _traveller,
}  # fmt: skip


def welcome(
    story: Story, hosts: tuple[str, ...], guests: tuple[str, ...], homes: Mapping[str | None, str | None]
) -> None:
    """Who receives the visitor told shortly before, in his own country, is the host of that stay."""
    n, role = story.waiting
    if n < 0 or not hosts or not 0 <= story.reception[2] - story.tellings[n].sentence <= 2:
        return
    t = story.tellings[n]
    home = t.event.place is not None and t.event.place.country in {homes.get(r) for r in hosts}
    if home and set(t.core) & set(guests):
        story.tellings[n] = replace(t, event=replace(t.event, roles={**t.event.roles, role: hosts}))
        story.waiting = (-1, "")
