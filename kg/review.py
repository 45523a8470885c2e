"""Corrections by hand: what an analyst confirms, changes or rejects, kept in a file that later builds honour.

A correction is tied to the words of an article and not to an id of the graph, so that it outlives other articles,
new rules and new ids: `at` is ``start:end:words``, code points into the article's text and the words found there.
Three kinds of entries stand in `review.toml`:

    [[event]]                           an article's report of an event
    article = "ar-1"
    type = "meeting"
    at = "0:5:التقى"
    verdict = "edit"                    or "confirm", "reject"
    status = "planned"                  with "edit": status, date (EDTF), roles
    roles = { participant = ["6:15:لي تشيانغ"] }

    [[actor]]                           who is meant by a mention
    article = "ar-1"
    at = "6:15:لي تشيانغ"
    verdict = "edit"                    "reject": somebody whom no table knows
    ref = "Q15031"

    [[same]]                            two reports that do ("confirm") or do not ("reject") tell the same event
    type = "meeting"
    article = ["ar-1", "en-1"]
    at = ["0:5:التقى", "4:7:met"]
    verdict = "reject"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.graph.actors import GROUP, STATE
from kg.graph.aliases import Links
from kg.graph.dates import bounds
from kg.graph.folding import digest
from kg.graph.world import world
from kg.model import Actor, Article, Event, Extraction, Span

FILE = "review.toml"
CONFIRM, EDIT, REJECT = VERDICTS = ("confirm", "edit", "reject")
# A Wikidata id, the code of a nation or an id of the tables: what may stand in an address.
_REF = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class At:
    """A place in an article, with the words that stood there when it was noted."""

    article: str
    start: int
    end: int
    words: str

    def __str__(self) -> str:
        return f"{self.start}:{self.end}:{self.words}"

    def holds(self, article: Article) -> bool:
        """Do the same words still stand there?"""
        return article.text[self.start : self.end] == self.words

    def meets(self, span: Span) -> bool:
        """Does a stretch of the same article share a character with it?"""
        return span.start < self.end and self.start < span.end


@dataclass(frozen=True, slots=True)
class EventVerdict:
    """What was decided on an article's report of an event; None leaves a field as it is."""

    at: At
    type: str
    verdict: str
    status: str | None = None
    date: str | None = None
    roles: Mapping[str, tuple[At, ...]] | None = None


@dataclass(frozen=True, slots=True)
class ActorVerdict:
    """What was decided on who is meant by a mention; `ref` is the identity, where it was changed."""

    at: At
    verdict: str
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class SameVerdict:
    """What was decided on two reports: that they tell the same event, or do not."""

    type: str
    one: At
    other: At
    verdict: str


@dataclass(frozen=True, slots=True)
class Review:
    """All that was decided. A later decision on the same place replaces an earlier one, see `added`."""

    events: tuple[EventVerdict, ...] = ()
    actors: tuple[ActorVerdict, ...] = ()
    same: tuple[SameVerdict, ...] = ()

    def __len__(self) -> int:
        return len(self.events) + len(self.actors) + len(self.same)

    def added(self, later: Review) -> Review:
        """Both, sorted; where both decide on the same place, the later one holds."""
        events = {(item.at, item.type): item for item in (*self.events, *later.events)}
        actors = {item.at: item for item in (*self.actors, *later.actors)}
        same = {(item.type, *sorted((item.one, item.other))): item for item in (*self.same, *later.same)}
        return Review(
            tuple(events[key] for key in sorted(events)),
            tuple(actors[key] for key in sorted(actors)),
            tuple(same[key] for key in sorted(same)),
        )


@dataclass(frozen=True, slots=True)
class Corrected:
    """Extractions with the corrections made, what linking has to heed, and remarks as (article, text)."""

    extractions: list[Extraction]
    links: Links = field(default_factory=Links)
    remarks: tuple[tuple[str, str], ...] = ()


def is_ref(text: str) -> bool:
    """Can this be the identity of an actor?

    >>> is_ref("Q15031"), is_ref("RUS"), is_ref("Xi Jinping")
    (True, True, False)
    """
    return _REF.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Is this a date as the graph holds them (EDTF), or nothing, for no date?

    >>> is_date("2025-11"), is_date(""), is_date("soon")
    (True, True, False)
    """
    return not text or bounds(text) is not None


def corrected(extractions: Iterable[Extraction], review: Review) -> Corrected:
    """Apply a review to what the articles tell.

    A decision whose words stand there no longer, or on something that is no longer found there, changes nothing and
    is remarked on, as is what was applied; nothing is applied by guess. A rejected event is left out, a confirmed one
    is certain.

    >>> corrected([], Review()).remarks
    ()
    """
    items = {item.article.id: item for item in extractions}
    remarks: list[tuple[str, str]] = []
    for actor in review.actors:
        if _stands(actor.at, items, remarks):
            items[actor.at.article] = _with_actor(items[actor.at.article], actor, remarks)
    links = _links(review.same, items, remarks)
    for event in review.events:
        if _stands(event.at, items, remarks):
            items[event.at.article] = _with_event(items[event.at.article], event, remarks)
    return Corrected(list(items.values()), links, tuple(sorted(remarks)))


def _stands(at: At, items: Mapping[str, Extraction], remarks: list[tuple[str, str]]) -> bool:
    """A correction of an article that is not among those read is none of this build's business."""
    if at.article not in items:
        return False
    if not at.holds(items[at.article].article):
        remarks.append(
            (at.article, f"{FILE}: {at} is not in the text any more, the decision on it is not applied")
        )
        return False
    return True


def _with_actor(item: Extraction, verdict: ActorVerdict, remarks: list[tuple[str, str]]) -> Extraction:
    found = next((one for one in item.actors if any(verdict.at.meets(span) for span in one.mentions)), None)
    if found is None:
        remarks.append(
            (item.article.id, f"{FILE}: no actor at {verdict.at}, the decision on it is not applied")
        )
        return item
    if verdict.verdict == CONFIRM:
        return item
    changed = _another(found, verdict, item.article.id)
    if changed is None:
        remarks.append(
            (
                item.article.id,
                f"{FILE}: {verdict.ref} is no nation, the decision on {verdict.at} is not applied",
            )
        )
        return item
    actors = tuple(changed if one is found else one for one in item.actors)
    return _noted(replace(item, actors=actors), f"actor at {verdict.at}: {verdict.verdict}", remarks)


def _another(actor: Actor, verdict: ActorVerdict, article: str) -> Actor | None:
    """The actor with another identity, or none in the world; the names of the old one in the tables go with it."""
    known = world()
    if actor.kind != STATE:
        ref = verdict.ref or f"{actor.kind}-{digest(article, verdict.at.start, verdict.at.end, REJECT)}"
        return replace(actor, ref=ref, names={}, nation=known.actor_nations.get(ref) or actor.nation)
    if verdict.ref is None:
        return replace(actor, kind=GROUP, ref=None, names={}, nation=None)
    nation = next((one for one in known.nations.values() if verdict.ref in (one.id, one.qid)), None)
    return replace(actor, ref=nation.qid, nation=nation.id, names=nation.names) if nation else None


def _with_event(item: Extraction, verdict: EventVerdict, remarks: list[tuple[str, str]]) -> Extraction:
    found = _event_at(item, verdict.at, verdict.type)
    if found is None:
        text = f"{FILE}: no {verdict.type} at {verdict.at}, the decision on it is not applied"
        remarks.append((item.article.id, text))
        return item
    changed = None if verdict.verdict == REJECT else _changed(item, found, verdict)
    events = ((changed if one is found else one) for one in item.events)
    kept = replace(item, events=tuple(one for one in events if one is not None))
    return _noted(kept, f"{verdict.type} at {verdict.at}: {verdict.verdict}", remarks)


def _noted(item: Extraction, what: str, remarks: list[tuple[str, str]]) -> Extraction:
    """That somebody corrected it stands with the article, and in the report."""
    note = f"{FILE}: {what}"
    remarks.append((item.article.id, note))
    return replace(item, notes=(*(one for one in item.notes if one != note), note))


def _changed(item: Extraction, event: Event, verdict: EventVerdict) -> Event:
    roles = event.roles
    if verdict.roles is not None:
        roles = {**roles, **{role: _actors_at(item.actors, spots) for role, spots in verdict.roles.items()}}
    return replace(
        event,
        status=verdict.status or event.status,
        date=event.date if verdict.date is None else verdict.date or None,
        date_source=event.date_source if verdict.date is None else "explicit" if verdict.date else "none",
        roles={role: idents for role, idents in roles.items() if idents},
        confidence=1.0,
    )


def _actors_at(actors: Sequence[Actor], spots: Iterable[At]) -> tuple[str, ...]:
    found = (one.id for spot in spots for one in actors if any(spot.meets(span) for span in one.mentions))
    return tuple(dict.fromkeys(found))


def _event_at(item: Extraction | None, at: At, type: str) -> Event | None:
    events = item.events if item else ()
    return next((e for e in events if e.type == type and any(at.meets(v.trigger) for v in e.evidence)), None)


def _links(
    verdicts: Iterable[SameVerdict], items: Mapping[str, Extraction], remarks: list[tuple[str, str]]
) -> Links:
    pairs: dict[str, set[frozenset[tuple[str, str]]]] = {CONFIRM: set(), REJECT: set()}
    for verdict in verdicts:
        spots = (verdict.one, verdict.other)
        if not all(_stands(at, items, remarks) for at in spots):
            continue
        events = [_event_at(items[at.article], at, verdict.type) for at in spots]
        keys = frozenset((at.article, event.id) for at, event in zip(spots, events, strict=True) if event)
        if len(keys) == len(spots):
            pairs[verdict.verdict].add(keys)
        else:
            text = f"{FILE}: no two events of type {verdict.type} at {verdict.one} and {verdict.other}, not applied"
            remarks.append((verdict.one.article, text))
    return Links(frozenset(pairs[CONFIRM]), frozenset(pairs[REJECT]))
