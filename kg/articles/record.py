"""From the fields of one record (a JSON object, or what was found in a page) to an `Article`."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date

from kg.articles.decode import UnreadableError
from kg.articles.language import language_code, language_of
from kg.articles.values import MAX_FIELD, MAX_ID, MAX_TEXT
from kg.model import Article

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d.*)?", re.ASCII | re.DOTALL)
# UTF-8 cannot hold a surrogate and XML, HTML and RDF cannot hold a zero byte: no output could carry such a text.
_UNWRITABLE = re.compile("[\\x00\\ud800-\\udfff]")


def parse(line: str) -> Mapping[str, object]:
    """Read one JSON object, or raise `UnreadableError` with the reason."""
    try:
        found = json.loads(line)
    except json.JSONDecodeError as problem:
        raise UnreadableError(f"broken JSON ({problem.msg}, column {problem.colno})") from problem
    except (ValueError, RecursionError) as problem:
        # numbers of thousands of digits and brackets nested thousands deep
        raise UnreadableError(f"JSON that cannot be read ({type(problem).__name__})") from problem
    if not isinstance(found, dict):
        raise UnreadableError(f"a JSON {type(found).__name__}, allowed is an object with a field 'text'")
    return found


def article_of(
    fields: Mapping[str, object], *, lang: str | None = None, fallback: str | None = None
) -> tuple[Article, tuple[str, ...]]:
    """Make the article, with a note on each field that cannot be used. Unknown fields are ignored.

    `lang` is the language of an article that does not say it, `fallback` the id of one that has none; without them the
    language is found from the letters and the id is made from the content.

    >>> article, notes = article_of({"text": "Li met Mishustin.", "lang": "en-GB", "published": "3 November"})
    >>> article.id, article.lang, notes
    ('98a123dae040dc9a', 'en', ("published: found '3 November', allowed is an ISO date; relative dates stay open",))
    """
    notes: list[str] = []
    text = _text(fields)
    title = _field(fields, "title", notes)
    ident = _ident(fields, notes) or fallback or content_id(text)
    return (
        Article(
            id=ident,
            text=text,
            lang=_language(fields, text, lang, notes),
            published=_published(fields, notes),
            title=title,
            source=_field(fields, "source", notes),
            url=_field(fields, "url", notes),
        ),
        tuple(notes),
    )


def content_id(text: str) -> str:
    """The id of an article that has none: the same text always gets the same.

    >>> content_id("a")
    'ca978112ca1bbdca'
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def _text(fields: Mapping[str, object]) -> str:
    text = fields.get("text")
    if text is None:
        raise UnreadableError("no field 'text'")
    if not isinstance(text, str):
        raise UnreadableError(f"field 'text' is a {type(text).__name__}, allowed is a string")
    if len(text) > MAX_TEXT:
        raise UnreadableError(f"a text of {len(text):,} characters, the limit is {MAX_TEXT:,}")
    wrong = _UNWRITABLE.search(text)
    if wrong:
        raise UnreadableError(
            f"U+{ord(wrong.group()):04X} at character {wrong.start()}, which no text may hold"
        )
    if not text.strip():
        raise UnreadableError("an empty text")
    return text


def _field(fields: Mapping[str, object], name: str, notes: list[str]) -> str | None:
    value = fields.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str) or _UNWRITABLE.search(value) or len(value) > MAX_FIELD:
        notes.append(
            f"{name}: found {_shown(value)}, allowed is a string of at most {MAX_FIELD:,} characters"
        )
        return None
    return value


def _ident(fields: Mapping[str, object], notes: list[str]) -> str | None:
    value = fields.get("id")
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**MAX_ID:
        return str(value)
    if value is None or value == "":
        return None
    if not isinstance(value, str) or _UNWRITABLE.search(value) or len(value) > MAX_ID or not value.strip():
        notes.append(f"id: found {_shown(value)}, allowed is a string of at most {MAX_ID} characters")
        return None
    return value


def _language(fields: Mapping[str, object], text: str, lang: str | None, notes: list[str]) -> str | None:
    given = _field(fields, "lang", notes)
    if given is not None:
        code = language_code(given)
        if code is not None:
            return code
        notes.append(f"lang: found {_shown(given)}, allowed is a code such as 'ar'")
    if lang:
        return lang
    guess = language_of(text)
    if guess is None:
        notes.append("lang: not given, and no letters to tell it by")
        return None
    if not guess.sure:
        notes.append(f"lang: not given, and too little text to be sure; taken for {guess.code!r}")
    return guess.code


def _published(fields: Mapping[str, object], notes: list[str]) -> str | None:
    value = fields.get("published")
    if value is None or value == "":
        return None  # that it is missing is noted where dates are resolved
    match = _DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    if match:
        try:
            return date.fromisoformat(match[1]).isoformat()
        except ValueError:
            pass
    notes.append(f"published: found {_shown(value)}, allowed is an ISO date; relative dates stay open")
    return None


def _shown(value: object) -> str:
    """A value as it may stand in a report: short, on one line, ASCII where it must be."""
    text = repr(value) if not isinstance(value, str) or _UNWRITABLE.search(value) else f"'{value}'"
    text = _UNWRITABLE.sub("?", " ".join(text.split()))
    return text if len(text) <= 60 else text[:57] + "…"
