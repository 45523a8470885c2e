"""Articles to extractions, in memory or as a file of `events.jsonl` lines: the function behind ``kg extract``."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, overload

from kg.articles import Item, read
from kg.articles.given import Given
from kg.errors import InputError
from kg.interchange import dump, to_record
from kg.model import Article, Extraction
from kg.progress import watched
from kg.report import Report, Tally
from kg.run import extractions

STDOUT = "-"


@overload
def extract(
    articles: Given,
    output: None = None,
    *,
    lang: str | None = None,
    workers: int = 1,
    progress: bool | None = None,
) -> list[Extraction]: ...


@overload
def extract(
    articles: Given,
    output: str | Path,
    *,
    lang: str | None = None,
    workers: int = 1,
    progress: bool | None = None,
) -> Report: ...


def extract(
    articles: Given,
    output: str | Path | None = None,
    *,
    lang: str | None = None,
    workers: int = 1,
    progress: bool | None = None,
) -> list[Extraction] | Report:
    """Find the actors, dates and events of articles.

    `articles` are texts, paths (files, folders, ``-`` for standard input), mappings or rows with a field ``text``, or
    `Article`s.
    Without `output` the extractions are returned, in the order of the articles; with it they are written there as
    they come, one JSON line an article (``-`` is standard output), and the report is returned. `lang` is the language
    of articles that do not say theirs. What gave no article is in the report, or in a warning where there is none.

    >>> [found.article.id for found in extract({"id": "a", "text": "لا شيء", "lang": "ar"})]
    ['a']
    """
    tally = Tally()
    items = watched(read(articles, lang=lang), progress, "articles")
    results = extractions(counted(items, tally), workers=workers)
    if output is None:
        found = []
        for result in results:
            tally.found(result)
            if isinstance(result, Extraction):
                found.append(result)
        _warn(tally.report())
        return found
    with _written(output) as file:
        for result in results:
            tally.found(result)
            if isinstance(result, Extraction):
                file.write(f"{dump(to_record(result))}\n")
    return tally.report()


def counted(items: Iterable[Item], tally: Tally) -> Iterator[Article]:
    """Let the articles through; everything that was read goes to the tally."""
    for item in items:
        tally.read(item)
        if isinstance(item, Article):
            yield item


def _warn(report: Report) -> None:
    lost = [*map(str, report.skipped), *map(str, report.failed)]
    if lost:
        more = f" (and {len(lost) - 1:,} more)" if len(lost) > 1 else ""
        warnings.warn(f"no articles from: {lost[0]}{more}", stacklevel=3)


@contextmanager
def _written(output: str | Path) -> Iterator[IO[str]]:
    """A file that appears under its name only when it is complete, so that a broken run leaves the last good one."""
    if str(output) == STDOUT:
        yield sys.stdout
        return
    path = Path(output)
    part = path.with_name(f"{path.name}.part")
    try:
        if path.exists() and not path.is_file():  # a device or pipe, such as /dev/stdout
            with path.open("w", encoding="utf-8", newline="\n") as file:
                yield file
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        part.replace(path)
    except OSError as problem:
        raise InputError(f"{output}: cannot be written ({problem.strerror or problem})") from problem
