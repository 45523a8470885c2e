"""Annotated articles: JSON files in which everything is an exact substring of the text, turned into spans."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.articles.language import scripts
from kg.errors import InputError
from kg.model import Article, Span

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Someone:
    """An actor, annotated or predicted: what is compared of it."""

    id: str
    kind: str | None
    country: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An event, annotated or predicted. `near` are the spans by which it is found in the text: the evidence of an
    annotated event (a sentence each), the triggers of a predicted one."""

    id: str
    type: str
    status: str | None
    mode: str | None
    roles: Mapping[str, tuple[str, ...]]
    country: str | None
    date: str | None
    content: Span | None
    triggers: tuple[Span, ...]
    near: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Annotated:
    """One article with its actors and events."""

    article: Article
    actors: Mapping[str, Someone] = field(default_factory=dict)
    events: tuple[Told, ...] = ()


def read_gold(folder: str | Path, lang: str | None = None) -> Iterator[Annotated]:
    """Read the annotated articles of a folder (``*.json``), sorted by file name, those in `lang` only where given."""
    files = sorted(Path(folder).glob("*.json"))
    if not files:
        raise InputError(f"{folder}: no annotated articles, allowed is a folder of .json files")
    for file in files:
        try:
            data = json.loads(file.read_text(encoding="utf-8"))
            if lang and data["lang"] != lang:
                continue
            yield _annotated(data)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
            raise InputError(
                f"{file}: no annotated article ({type(problem).__name__}: {problem})"
            ) from problem


def predicted(record: Json) -> tuple[dict[str, Someone], tuple[Told, ...]]:
    """The actors and events of a line of predictions."""
    actors = {
        item["id"]: Someone(item["id"], item.get("kind"), item.get("country"), _spans(item.get("mentions")))
        for item in _dicts(record, "actors")
    }
    return actors, tuple(_told(item, triggers := _spans(item.get("mentions")), triggers, _span(item.get("content")))
                         for item in _dicts(record, "events"))  # fmt: skip


def occurrences(needle: str, text: str) -> tuple[Span, ...]:
    """All places of `needle` in `text` that are whole words, or follow one or two letters that attach to words.

    >>> [span.start for span in occurrences("روسيا", "وروسيا بروسيات")]
    [1]
    """
    spaceless = any(script.spaceless and any(map(script.has, needle)) for script in scripts())
    attached = "".join(script.attached for script in scripts())
    prefix = re.compile(f"[{attached}]{{1,2}}")
    found, at = [], text.find(needle)
    while at >= 0:
        end = at + len(needle)
        before = _word_before(text, at)
        whole = end == len(text) or not text[end].isalnum()
        if spaceless or (whole and (not before or prefix.fullmatch(before))):
            found.append(Span(at, end))
        at = text.find(needle, at + 1)
    return tuple(found)


def _word_before(text: str, at: int) -> str:
    # A line that ends in a letter is taken to go on in the next: so counts the scorer that the annotations came with,
    # and figures are only worth comparing where they are counted in one way.
    start = at = at - 1 if text[at - 1 : at] == "\n" else at
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
    return text[start:at]


def _annotated(data: Json) -> Annotated:
    text = str(data["text"])
    article = Article(
        id=str(data["id"]), text=text, lang=_word(data.get("lang")), published=_word(data.get("published")),
        title=_word(data.get("title")), source=_word(data.get("source")), url=_word(data.get("url")),
    )  # fmt: skip
    given = bool(data.get("located"))  # offsets stand in the file already
    actors = {}
    for item in _dicts(data, "actors"):
        spans = _spans(item.get("spans")) if given else _mentions(item.get("mentions"), text)
        actors[item["id"]] = Someone(item["id"], item.get("kind"), item.get("country"), spans)
    events = tuple(_gold_event(item, text, given) for item in _dicts(data, "events"))
    return Annotated(article, actors, events)


def _mentions(mentions: object, text: str) -> tuple[Span, ...]:
    found: set[Span] = set()
    for mention in mentions if isinstance(mentions, list) else ():
        spans = occurrences(mention, text)
        if not spans and (at := text.find(mention)) >= 0:
            spans = (Span(at, at + len(mention)),)
        found.update(spans)
    return tuple(sorted(found))


def _gold_event(item: Mapping[str, object], text: str, given: bool) -> Told:
    if given:
        return _told(
            item, _spans(item.get("triggers")), _spans(item.get("evidence")), _span(item.get("content_span"))
        )
    evidence, triggers = [], []
    for mention in _dicts(item, "mentions"):
        at = text.find(mention["evidence"])
        inner = mention["evidence"].find(mention["trigger"])
        if at >= 0 and inner >= 0:
            evidence.append(Span(at, at + len(mention["evidence"])))
            triggers.append(Span(at + inner, at + inner + len(mention["trigger"])))
    content = item.get("content")
    at = text.find(content) if isinstance(content, str) and content else -1
    return _told(
        item, tuple(triggers), tuple(evidence), Span(at, at + len(str(content))) if at >= 0 else None
    )


def _told(
    item: Mapping[str, object], triggers: tuple[Span, ...], near: tuple[Span, ...], content: Span | None
) -> Told:
    place, roles = item.get("place"), item.get("roles")
    return Told(
        id=str(item.get("id")),
        type=str(item.get("type")),
        status=_word(item.get("status")),
        mode=_word(item.get("mode")),
        roles={role: tuple(ids) for role, ids in (roles.items() if isinstance(roles, dict) else ())},
        country=_word(place.get("country")) if isinstance(place, dict) else None,
        date=_word(item.get("date")),
        content=content,
        triggers=triggers,
        near=near,
    )


def _dicts(data: Json, key: str) -> Iterable[dict]:  # type: ignore[type-arg]
    value = data.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _spans(value: object) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in value) if isinstance(value, list | tuple) else ()


def _span(value: object) -> Span | None:
    return Span(*value) if isinstance(value, list | tuple) and value else None


def _word(value: object) -> str | None:
    return value if isinstance(value, str) else None
