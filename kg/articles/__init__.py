"""Reading: JSONL, JSON, text and HTML files, folders of them, packed or not, and standard input, as articles.

What cannot be read is said, never guessed and never passed over in silence: `read` gives `Skipped` for input without an
article and `Noted` for an article with a field that cannot be used, between the articles and in the order of reading.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from kg.articles.decode import PACKED_ERRORS, Bytes, UnreadableError, lines_of, text_of, unpacked, whole
from kg.articles.files import STDIN, File, files_of, shown
from kg.articles.given import Given, Source, listed
from kg.articles.html import page_fields
from kg.articles.record import article_of, content_id, parse
from kg.articles.values import MAX_BROKEN, MAX_LINE, Noted, Skipped
from kg.errors import KgError
from kg.model import Article

Path_ = str | Path
Item = Article | Skipped | Noted
# A record, the line where it stands, and the notes on how it was read; or why there is none.
_Raw = tuple[Mapping[str, object], int | None, tuple[str, ...]] | Skipped


def read(sources: Given, *, lang: str | None = None) -> Iterator[Item]:
    """Read articles from paths, texts, records (mappings or rows with a field ``text``) and articles, in that order.

    ``-`` is standard input. `lang` is the language of articles that do not say theirs. The ids are unique: the same
    article given twice is skipped, another article of the same id gets an id of its own, and both are reported.

    >>> [item.lang for item in read({"text": "التقى لي ميشوستين.", "published": "2025-11-03"})]
    ['ar']
    """
    seen: dict[str, str] = {}
    for path, line, item in _items(listed(sources), lang):
        if isinstance(item, Skipped):
            yield item
            continue
        article, notes = item
        digest = content_id(article.text)
        if seen.get(article.id) == digest:
            yield Skipped(path, line, f"the article {article.id!r} once more, with the same text")
            continue
        if article.id in seen:
            renamed = f"{article.id}~{digest[:8]}"
            if renamed in seen:
                yield Skipped(path, line, f"the article {renamed!r} once more, with the same text")
                continue
            notes = (*notes, f"id: {article.id!r} is another article's, this one is called {renamed!r}")
            article = _renamed(article, renamed)
        seen[article.id] = digest
        yield article
        for note in notes:
            yield Noted(path, line, article.id, note)


_Found = tuple[str, int | None, tuple[Article, tuple[str, ...]] | Skipped]


def _items(sources: Iterable[Source], lang: str | None) -> Iterator[_Found]:
    paths: list[Path_] = []
    others: list[Article | Mapping[str, object]] = []
    for source in sources:
        if isinstance(source, str | Path):
            paths.append(source)
        else:
            others.append(source)
    for found in files_of(paths):
        if isinstance(found, Skipped):
            yield found.path, None, found
        else:
            for raw in _records(found):
                yield _made(shown(found.path), raw, lang)
    for number, other in enumerate(others, 1):
        if isinstance(other, Article):
            fields = {name: getattr(other, name) for name in Article.__dataclass_fields__}
            yield _made("(given)", (fields, number, ()), lang)
        else:
            yield _made("(given)", (other, number, ()), lang)


def _made(path: str, raw: _Raw, lang: str | None) -> _Found:
    if isinstance(raw, Skipped):
        return path, raw.line, raw
    fields, line, notes = raw
    try:
        article, more = article_of(fields, lang=lang)
    except UnreadableError as problem:
        return path, line, Skipped(path, line, str(problem))
    except KgError:
        raise
    except Exception as problem:
        return path, line, Skipped(path, line, _mistake(problem))
    return path, line, (article, (*notes, *more))


def _mistake(problem: Exception) -> str:
    """The last fence: a mistake of this program or of one that it reads with costs one file or record, and is said."""
    where = traceback.extract_tb(problem.__traceback__)[-1]
    return f"reading failed ({type(problem).__name__} in {Path(where.filename).name}, line {where.lineno})"


def _records(file: File) -> Iterator[_Raw]:
    """The records of one file; whatever goes wrong on the way is the last thing given."""
    path = shown(file.path)
    try:
        if file.path == STDIN:
            yield from _stream(sys.stdin.buffer, file.format, path)
            return
        with Path(file.path).open("rb") as stream:
            if file.packed:
                with unpacked(stream) as inner:
                    yield from _stream(inner, file.format, path)
            else:
                yield from _stream(stream, file.format, path)
    except UnreadableError as problem:
        yield Skipped(path, None, str(problem))
    except PACKED_ERRORS as problem:
        reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
        yield Skipped(path, None, f"cannot be read to its end ({reason})")
    except KgError:
        raise
    except Exception as problem:
        yield Skipped(path, None, _mistake(problem))


def _stream(stream: Bytes, kind: str, path: str) -> Iterator[_Raw]:
    if kind == "jsonl":
        yield from _lines(stream, path)
        return
    data = stream.readline(MAX_LINE + 1) if kind == "any" else b""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and data.rstrip().endswith(b"}"):
        yield from _lines(stream, path, data)
        return
    data += whole(stream)
    if kind == "html":
        yield page_fields(data), None, ()
        return
    text, encoding = text_of(data)
    legacy = () if encoding.startswith("utf") else (f"text: not UTF-8, read as {encoding}",)
    if kind == "json" or (kind == "any" and text.lstrip()[:1] in ("{", "[")):
        yield from _json(text, path, legacy)
    else:
        yield {"text": text}, None, legacy


def _lines(stream: Bytes, path: str, first: bytes | None = None) -> Iterator[_Raw]:
    records = 0
    for number, line in lines_of(stream, first):
        if number - records > MAX_BROKEN and number > 2 * records:
            yield Skipped(
                path, number, f"more than {MAX_BROKEN:,} lines without a record, the rest is not read"
            )
            return
        for raw in _parsed(line, number, path):
            records += not isinstance(raw, Skipped)
            yield raw


def _json(text: str, path: str, notes: tuple[str, ...]) -> Iterator[_Raw]:
    """One object, a list of objects, or lines of objects under a name that does not say so."""
    try:
        yield parse(text), None, notes
        return
    except UnreadableError as problem:
        reason = str(problem)
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and lines[0].strip().endswith("}"):
        for number, line in enumerate(text.split("\n"), 1):
            yield from _parsed(line, number, path)
    elif text.lstrip().startswith("["):
        yield from _listing(text, path, notes)
    else:
        yield Skipped(path, None, reason)


def _listing(text: str, path: str, notes: tuple[str, ...]) -> Iterator[_Raw]:
    try:
        fields = parse(f'{{"list": {text}}}')["list"]
    except UnreadableError as problem:
        yield Skipped(path, None, str(problem))
        return
    for number, item in enumerate(fields if isinstance(fields, list) else (), 1):
        if isinstance(item, dict):
            yield item, number, notes
        else:
            yield Skipped(path, number, f"item {number} of the list is no object")


def _parsed(line: str | UnreadableError, number: int, path: str) -> Iterator[_Raw]:
    if isinstance(line, UnreadableError):
        yield Skipped(path, number, str(line))
    elif line.strip():
        try:
            yield parse(line), number, ()
        except UnreadableError as problem:
            yield Skipped(path, number, str(problem))


def _renamed(article: Article, ident: str) -> Article:
    return replace(article, id=ident)


__all__ = ["Item", "Noted", "Path_", "Skipped", "Source", "read"]
