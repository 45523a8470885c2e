"""`events.jsonl`: one line an article, with all that was found in it, in a form that any program reads.

A record holds offsets (Unicode code points into the article's text, end exclusive) and not the text itself:
`from_record` needs the article. `interchange.schema.json` describes a record; what is unknown is null, never left out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from kg.errors import InputError
from kg.model import Actor, Article, Event, Evidence, Extraction, Place, Span, Timex

Record = Mapping[str, object]
_T = TypeVar("_T")


def to_record(extraction: Extraction) -> dict[str, object]:
    """Give the extraction of one article as a JSON object.

    >>> record = to_record(Extraction(Article(id="a", text="Li met Xi.", lang="en")))
    >>> record["id"], record["lang"], record["events"]
    ('a', 'en', [])
    """
    article = extraction.article
    return {
        "id": article.id,
        "lang": article.lang,
        "source": article.source,
        "url": article.url,
        "published": article.published,
        "title": article.title,
        "text_sha256": text_hash(article.text),
        "actors": [_actor(actor) for actor in extraction.actors],
        "events": [_event(event, article.text) for event in extraction.events],
        "dates": [_date(date) for date in extraction.dates],
        "notes": list(extraction.notes),
    }


def from_record(record: Record, article: Article) -> Extraction:
    """Give back the extraction that `to_record` was given.

    An `InputError` names what is missing or wrong; a record of another text is refused.
    """
    found = record.get("text_sha256")
    if found != text_hash(article.text):
        raise InputError(f"record {record.get('id')!r}: made from another text than that of {article.id!r}")
    try:
        return Extraction(
            article=article,
            actors=tuple(_actor_of(item) for item in _list(record, "actors")),
            events=tuple(_event_of(item) for item in _list(record, "events")),
            dates=tuple(_date_of(item) for item in _list(record, "dates")),
            notes=tuple(_as(str, note) for note in _values(record, "notes")),
        )
    except (KeyError, TypeError, ValueError) as problem:
        raise InputError(f"record {article.id!r}: {problem}, allowed is a record of the schema") from problem


def dump(record: Record) -> str:
    """Write a record as one line, the same bytes for the same record.

    >>> dump({"b": 1, "a": "سلام"})
    '{"b": 1, "a": "سلام"}'
    """
    return json.dumps(record, ensure_ascii=False)


def read_records(path: str | Path) -> Iterator[dict[str, object]]:
    """Read a file of records; an `InputError` names the line that is none."""
    try:
        with Path(path).open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _parsed(line, f"{path}, line {number}")
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(
            f"{path}: cannot be read ({getattr(problem, 'strerror', None) or problem})"
        ) from problem


def text_hash(text: str) -> str:
    """The SHA-256 of a text, by which a reader of offsets can check that the text is the same."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _parsed(line: str, place: str) -> dict[str, object]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise InputError(f"{place}: broken JSON ({problem})") from problem
    if not isinstance(record, dict) or not isinstance(record.get("id"), str):
        raise InputError(f"{place}: found no object with a string 'id', allowed is a record")
    return record


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _actor(actor: Actor) -> dict[str, object]:
    return {
        "id": actor.id,
        "kind": actor.kind,
        "name": actor.name,
        "country": actor.nation,
        "ref": actor.ref,
        "office": actor.office,
        "names": dict(sorted(actor.names.items())),
        "mentions": [_pair(span) for span in actor.mentions],
    }


def _event(event: Event, text: str) -> dict[str, object]:
    place = event.place
    return {
        "id": event.id,
        "type": event.type,
        "status": event.status,
        "mode": event.mode,
        "roles": {role: list(actors) for role, actors in sorted(event.roles.items())},
        "place": {"name": place.name, "country": place.country, "id": place.id} if place else None,
        "date": event.date,
        "date_source": event.date_source,
        "content": _pair(event.content),
        "form": event.form,
        "claimed_by": list(event.claimed_by),
        "confidence": event.confidence,
        "mentions": [_pair(item.trigger) for item in event.evidence],
        "evidence": [
            {
                "trigger": _pair(item.trigger),
                "sentence": _pair(item.sentence),
                "rule": item.rule,
                "text": item.sentence.of(text),
            }
            for item in event.evidence
        ],
    }


def _date(date: Timex) -> dict[str, object]:
    return {
        "span": _pair(date.span),
        "tokens": [date.first, date.last],
        "value": date.value,
        "precision": date.precision,
        "source": date.source,
        "anchor": date.anchor,
        "coming": date.coming,
        "rule": date.rule,
    }


def _actor_of(data: Record) -> Actor:
    names = _as(dict, data["names"])
    return Actor(
        id=_as(str, data["id"]),
        kind=_as(str, data["kind"]),
        name=_maybe(str, data["name"]),
        mentions=tuple(_span(item) for item in _values(data, "mentions")),
        ref=_maybe(str, data["ref"]),
        nation=_maybe(str, data["country"]),
        office=_maybe(str, data["office"]),
        names={_as(str, lang): _as(str, name) for lang, name in names.items()},
    )


def _event_of(data: Record) -> Event:
    place = data["place"]
    return Event(
        id=_as(str, data["id"]),
        type=_as(str, data["type"]),
        status=_as(str, data["status"]),
        evidence=tuple(
            Evidence(_span(item["trigger"]), _span(item["sentence"]), _as(str, item["rule"]))
            for item in _list(data, "evidence")
        ),
        roles={
            _as(str, role): tuple(_as(str, actor) for actor in _as(list, actors))
            for role, actors in _as(dict, data["roles"]).items()
        },
        mode=_maybe(str, data["mode"]),
        place=None if place is None else _place(_as(dict, place)),
        date=_maybe(str, data["date"]),
        date_source=_as(str, data["date_source"]),
        content=None if data["content"] is None else _span(data["content"]),
        form=_maybe(str, data["form"]),
        claimed_by=tuple(_as(str, actor) for actor in _values(data, "claimed_by")),
        confidence=float(_as(float, data["confidence"])),
    )


def _place(data: Record) -> Place:
    return Place(_as(str, data["name"]), _maybe(str, data["country"]), _maybe(str, data["id"]))


def _date_of(data: Record) -> Timex:
    first, last = (_as(int, token) for token in _values(data, "tokens"))
    return Timex(
        span=_span(data["span"]),
        first=first,
        last=last,
        value=_maybe(str, data["value"]),
        precision=_as(str, data["precision"]),
        source=_as(str, data["source"]),
        anchor=_maybe(str, data["anchor"]),
        coming=_maybe(str, data["coming"]),
        rule=_as(str, data["rule"]),
    )


def _span(value: object) -> Span:
    start, end = (_as(int, number) for number in _as(list, value))
    return Span(start, end)


def _as(kind: type[_T], value: object) -> _T:
    if kind is float and isinstance(value, int):
        value = float(value)
    if not isinstance(value, kind):
        raise TypeError(f"found {value!r} where a {kind.__name__} stands")
    return value


def _maybe(kind: type[_T], value: object) -> _T | None:
    return None if value is None else _as(kind, value)


def _values(data: Record, key: str) -> list[object]:
    return _as(list, data[key])


def _list(data: Record, key: str) -> Iterable[Record]:
    return (_as(dict, item) for item in _values(data, key))
