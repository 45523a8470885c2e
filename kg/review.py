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
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import DataError
from kg.graph.actors import GROUP, STATE
from kg.graph.dates import bounds
from kg.graph.events import Links
from kg.graph.folding import digest
from kg.graph.world import world
from kg.model import Actor, Article, Event, Extraction, Span
from kg.ontology import STATUSES, event_type, event_types

FILE = "review.toml"
CONFIRM, EDIT, REJECT = VERDICTS = ("confirm", "edit", "reject")
_AT = re.compile(r"(\d{1,9}):(\d{1,9}):(.*)", re.DOTALL)


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


def read_review(path: str | Path) -> Review:
    """Read a file of corrections; a `DataError` names the file, the entry, what was found and what is allowed."""
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise DataError(f"{path}: no readable TOML ({problem})") from problem
    for key in data:
        if key not in ("event", "actor", "same"):
            raise DataError(f"{path}, {key}: found {key!r}, allowed event, actor, same")
    return Review(
        tuple(_event_of(entry) for entry in _entries(data, "event", path)),
        tuple(_actor_of(entry) for entry in _entries(data, "actor", path)),
        tuple(_same_of(entry) for entry in _entries(data, "same", path)),
    )


def write_review(review: Review, path: str | Path) -> None:
    """Write corrections as a file that `read_review` reads. Needs ``diplograph[jupyter]``."""
    import tomli_w

    data = {
        "event": [_event_entry(item) for item in review.events],
        "actor": [_actor_entry(item) for item in review.actors],
        "same": [_same_entry(item) for item in review.same],
    }
    text = tomli_w.dumps({key: entries for key, entries in data.items() if entries}, multiline_strings=False)
    Path(path).write_text(text, encoding="utf-8", newline="\n")


def _event_entry(item: EventVerdict) -> dict[str, object]:
    entry: dict[str, object] = {
        "article": item.at.article,
        "type": item.type,
        "at": str(item.at),
        "verdict": item.verdict,
    }
    entry |= {key: value for key in ("status", "date") if (value := getattr(item, key)) is not None}
    if item.roles is not None:
        entry["roles"] = {role: [str(at) for at in spots] for role, spots in item.roles.items()}
    return entry


def _actor_entry(item: ActorVerdict) -> dict[str, object]:
    entry: dict[str, object] = {"article": item.at.article, "at": str(item.at), "verdict": item.verdict}
    return entry | ({"ref": item.ref} if item.ref is not None else {})


def _same_entry(item: SameVerdict) -> dict[str, object]:
    spots = (item.one, item.other)
    return {
        "type": item.type,
        "article": [at.article for at in spots],
        "at": [str(at) for at in spots],
        "verdict": item.verdict,
    }


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of the file, with its place for messages."""

    place: str
    data: Mapping[str, object]

    def wrong(self, key: str, allowed: str) -> DataError:
        found = self.data.get(key)
        return DataError(f"{self.place}, {key}: found {found!r}, allowed {allowed}")

    def only(self, *keys: str) -> None:
        for key in self.data:
            if key not in keys:
                raise self.wrong(key, f"the keys {', '.join(keys)}")

    def text(self, key: str) -> str:
        value = self.data.get(key)
        if not isinstance(value, str) or not value:
            raise self.wrong(key, "text")
        return value

    def one_of(self, key: str, allowed: Iterable[str]) -> str:
        value, known = self.data.get(key), tuple(allowed)
        if not isinstance(value, str) or value not in known:
            raise self.wrong(key, ", ".join(known))
        return value

    def at(self, key: str, article: str, value: object) -> At:
        match = _AT.fullmatch(value) if isinstance(value, str) else None
        if match is None or int(match[1]) >= int(match[2]):
            raise self.wrong(key, "start:end:words, such as '4:7:met'")
        return At(article, int(match[1]), int(match[2]), match[3])


def _entries(data: Mapping[str, object], key: str, path: str | Path) -> list[_Entry]:
    found = data.get(key, [])
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise DataError(f"{path}, {key}: found no list of tables, allowed are entries [[{key}]]")
    return [_Entry(f"{path}, {key} {number}", item) for number, item in enumerate(found, 1)]


def _event_of(entry: _Entry) -> EventVerdict:
    entry.only("article", "type", "at", "verdict", "status", "date", "roles")
    article = entry.text("article")
    type = entry.one_of("type", [kind.name for kind in event_types()])
    status = entry.one_of("status", STATUSES) if "status" in entry.data else None
    date = entry.data.get("date")
    if date is not None and (not isinstance(date, str) or (date and bounds(date) is None)):
        raise entry.wrong("date", "a date such as 2025-11-03 or 2025-11, or nothing for no date")
    at, verdict = entry.at("at", article, entry.data.get("at")), entry.one_of("verdict", VERDICTS)
    return EventVerdict(at, type, verdict, status, date, _roles_of(entry, article, type))


def _roles_of(entry: _Entry, article: str, type: str) -> Mapping[str, tuple[At, ...]] | None:
    roles = entry.data.get("roles")
    if roles is None:
        return None
    allowed = [role.name for role in event_type(type).roles]
    if not isinstance(roles, dict) or not all(
        role in allowed and isinstance(who, list) for role, who in roles.items()
    ):
        raise entry.wrong("roles", f"lists for {', '.join(allowed)}")
    return {
        role: tuple(entry.at("roles", article, one) for one in who) for role, who in sorted(roles.items())
    }


def _actor_of(entry: _Entry) -> ActorVerdict:
    entry.only("article", "at", "verdict", "ref")
    verdict = entry.one_of("verdict", VERDICTS)
    ref = entry.text("ref") if verdict == EDIT else None
    return ActorVerdict(entry.at("at", entry.text("article"), entry.data.get("at")), verdict, ref)


def _same_of(entry: _Entry) -> SameVerdict:
    entry.only("type", "article", "at", "verdict")
    type = entry.one_of("type", [kind.name for kind in event_types()])
    articles, spots = entry.data.get("article"), entry.data.get("at")
    if (
        not isinstance(articles, list)
        or len(articles) != 2
        or not all(isinstance(one, str) for one in articles)
    ):
        raise entry.wrong("article", "the ids of two articles")
    if not isinstance(spots, list) or len(spots) != 2:
        raise entry.wrong("at", "two places, start:end:words")
    one, other = (entry.at("at", article, at) for article, at in zip(articles, spots, strict=True))
    return SameVerdict(type, one, other, entry.one_of("verdict", (CONFIRM, REJECT)))
