"""What a caller may give as articles, made a plain list of paths, records and articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeGuard
from urllib.parse import urlsplit

from kg.errors import InputError
from kg.model import Article

Source = str | Path | Article | Mapping[str, object]
# A pandas or polars `DataFrame` is given too; neither is imported, so that neither has to be installed.
Given = Source | Iterable[Source]
# No path is longer, and none has several lines.
_LONGEST_PATH = 4096
_SPACE = re.compile(r"\s")
_ENDS = tuple(".!?؟…。।۔")
_CLOSING = "\"'»”’)]"
_WEB = ("http", "https", "ftp")


def listed(given: Given) -> list[Source]:
    """Give articles one by one: a text becomes a record, a ``file:`` address a path, a row of a table a record.

    A string is a text where it is written as one: several lines, or words that end as a sentence, and no file of that
    name. An address of the web is an `InputError`, since nothing is ever fetched.

    >>> listed(["Putin met Xi Jinping in Beijing.", "articles/"])
    [{'text': 'Putin met Xi Jinping in Beijing.'}, 'articles/']
    """
    if _is_frame(given):
        return [_row(row) for row in _records(given)]
    if isinstance(given, str | Path | Article | Mapping):
        return [_source(given)]
    return [_source(one) for one in given]


def is_text(given: str) -> bool:
    """Is a string an article's text, rather than the name of a file?

    >>> is_text("articles/2025.jsonl"), is_text("سطر أول\\nسطر ثان"), is_text("my articles.txt")
    (False, True, False)
    """
    if "\n" in given.strip() or len(given) > _LONGEST_PATH:
        return True
    words = given.rstrip().rstrip(_CLOSING)
    return words.endswith(_ENDS) and bool(_SPACE.search(words)) and not Path(given).exists()


def _source(given: Source) -> Source:
    if not isinstance(given, str):
        return given
    if is_text(given):
        return {"text": given}
    scheme = urlsplit(given).scheme if "://" in given or given.startswith("file:") else ""
    if scheme == "file":
        from urllib.request import url2pathname  # slow to import, and hardly ever needed

        return Path(url2pathname(urlsplit(given).path))
    if scheme in _WEB:
        raise InputError(
            f"{given}: an address of the web, which is not fetched; allowed is a saved page or its text"
        )
    return given


def _is_frame(given: object) -> TypeGuard[object]:
    return hasattr(given, "columns") and (hasattr(given, "to_dicts") or hasattr(given, "to_dict"))


def _records(frame: object) -> list[Mapping[str, object]]:
    columns = [str(name) for name in getattr(frame, "columns", ())]
    if "text" not in columns:
        raise InputError(
            f"DataFrame: found the columns {', '.join(columns) or '(none)'}, allowed is one called 'text'"
        )
    rows = frame.to_dicts() if hasattr(frame, "to_dicts") else frame.to_dict("records")  # type: ignore[attr-defined]
    return list(rows)


def _row(row: Mapping[str, object]) -> dict[str, object]:
    """A row without its gaps; days and moments become ISO text, of which the day is read."""
    kept = {str(name): value for name, value in row.items() if not _is_gap(value)}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in kept.items()}


def _is_gap(value: object) -> bool:
    """None, NaN, NaT and pandas' NA, none of which equals itself."""
    if value is None:
        return True
    try:
        return not bool(value == value)
    except (TypeError, ValueError):  # NA does not even say
        return type(value).__name__ == "NAType"
