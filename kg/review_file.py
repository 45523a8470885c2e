"""`review.toml`: the decisions of `kg.review` read and written, each mistake named with its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataError
from kg.ontology import STATUSES, event_type, event_types
from kg.review import (
    CONFIRM,
    EDIT,
    REJECT,
    VERDICTS,
    ActorVerdict,
    At,
    EventVerdict,
    Review,
    SameVerdict,
    is_date,
    is_ref,
)

_AT = re.compile(r"(\d{1,9}):(\d{1,9}):(.*)", re.DOTALL)


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
    if date is not None and (not isinstance(date, str) or not is_date(date)):
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
    if ref is not None and not is_ref(ref):
        raise entry.wrong("ref", "a Wikidata id such as Q15031, the code of a nation, or an id of the tables")
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
