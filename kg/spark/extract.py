"""A table of articles to a table of what was found in them, a row a row: nothing stops it, nothing vanishes from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from kg.articles import Noted, Skipped, read
from kg.errors import InputError
from kg.interchange import dump, from_record, text_hash, to_record
from kg.model import Article, Extraction
from kg.report import Failed
from kg.run import extracted
from kg.spark.rows import Columns, Row, mapped

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

FIELDS = tuple(Article.__dataclass_fields__)
READ, SKIPPED, FAILED = "read", "skipped", "failed"
FOUND: Columns = {
    **dict.fromkeys(FIELDS, "string"),
    "sha256": "string",
    "status": "string",
    "reason": "string",
    "notes": "array<string>",
    "record": "string",
}
# So much of a bad row's id or address is kept to find it by.
_MOST = 200


def extract_frame(articles: DataFrame, *, lang: str | None = None) -> DataFrame:
    """Find the actors, dates and events of articles: a row for each row given.

    `articles` has a column ``text``, and as far as they are known ``id``, ``lang``, ``published``, ``title``,
    ``source`` and ``url``, as `kg.read` has fields; `lang` is the language of those that do not say theirs. In the
    result ``status`` is read, skipped (no article: ``reason`` says why) or failed (a mistake of this program),
    ``notes`` says what could not be used, and ``record`` is the line that `kg extract` writes. Raises `InputError`
    where there is no column of texts.
    """
    from pyspark.sql import functions as F  # noqa: N812

    kinds = dict(articles.dtypes)
    if kinds.get("text") not in ("string", "binary"):
        found = ", ".join(f"{name} ({kind})" for name, kind in articles.dtypes) or "(none)"
        raise InputError(f"DataFrame: found the columns {found}, allowed is one of strings called 'text'")
    # As bytes, since Spark lets a string be no UTF-8, and one such row would stop Arrow.
    given = articles.select(
        *(F.col(f"`{name}`").cast("string").cast("binary").alias(name) for name in FIELDS if name in kinds)
    )
    return mapped(given, partial(_found, lang=lang), FOUND)


def extraction_of(row: Mapping[str, object]) -> Extraction:
    """Give what was found in the article of a row of the result."""
    return from_record(json.loads(str(row["record"])), article_of_row(row))


def article_of_row(row: Mapping[str, object]) -> Article:
    """Give the article of a row."""
    return Article(**{name: row[name] for name in FIELDS})  # type: ignore[arg-type]


def _found(rows: Iterable[Row], *, lang: str | None) -> Iterator[Row]:
    for row in rows:
        yield _row(row, lang)


def _row(row: Row, lang: str | None) -> Row:
    try:
        fields = {name: value.decode("utf-8") for name, value in row.items() if value is not None}
    except UnicodeDecodeError as problem:
        return _lost(row, SKIPPED, f"no UTF-8 ({problem.reason} at byte {problem.start})")
    notes: list[str] = []
    article = None
    for item in read(fields, lang=lang):
        if isinstance(item, Skipped):
            return _lost(row, SKIPPED, item.reason)
        if isinstance(item, Noted):
            notes.append(item.note)
        else:
            article = item
    if article is None:
        return _lost(row, SKIPPED, "no article")
    result = extracted(article)
    known = {name: getattr(article, name) for name in FIELDS} | {"notes": notes}
    if isinstance(result, Failed):
        return {**known, "status": FAILED, "reason": result.reason}
    record = dump(to_record(result))
    return {**known, "sha256": text_hash(article.text), "status": READ, "record": record}


def _lost(row: Row, status: str, reason: str) -> Row:
    """A row without text, which may be what is wrong with it, and with what it may be found by."""
    kept = {
        name: row[name].decode("utf-8", "replace").replace("\0", "�")[:_MOST]
        for name in ("id", "url", "title")
        if row.get(name) is not None
    }
    return {**kept, "status": status, "reason": reason, "notes": []}
