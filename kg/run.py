"""Run the extraction over many articles: in this process or several, with what was done before taken from a store."""

from __future__ import annotations

import hashlib
import multiprocessing
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import astuple, dataclass
from functools import cache
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path

from kg.errors import DataError, InputError
from kg.interchange import Record, from_record, to_record
from kg.kept import Kept
from kg.model import Article, Extraction
from kg.report import Failed
from kg.resources import languages, ontology_path, package_path

# Articles sent to a worker at a time: enough to make sending them cheap, few enough to keep all workers busy.
CHUNK = 16
# Chunks waiting for each worker; more would only hold articles in memory.
AHEAD = 3
# What decides the extraction besides the article: the tables and rules, and the code that reads them.
_DECIDING = (".py", ".toml", ".tsv", ".json")
_NEVER = frozenset({"__pycache__", "examples", "_ontology"})
_AFTERWARDS = frozenset({"graph", "render", "spark"})


LOCAL, SPARK = ENGINES = ("local", "spark")


@dataclass(frozen=True, slots=True)
class Work:
    """Who does the extraction: this process or several of this machine, or the workers of Spark under `master`.

    >>> Work(workers=2).engine
    'local'
    """

    workers: int = 1
    engine: str = LOCAL
    master: str | None = None

    def __post_init__(self) -> None:
        if self.engine not in ENGINES:
            raise InputError(f"engine: found {self.engine!r}, allowed {', '.join(ENGINES)}")
        if self.workers < 1:
            raise InputError(f"workers: found {self.workers}, allowed is a whole number from 1")
        if self.master is not None and self.engine != SPARK:
            raise InputError(f"master: found {self.master!r}, allowed is one with engine {SPARK} only")
        if self.workers != 1 and self.engine == SPARK:
            raise InputError(
                f"workers: found {self.workers}, allowed is none with engine {SPARK}, where the master knows them"
            )

    def extractions(
        self, articles: Iterable[Article], *, kept: Kept | None = None
    ) -> Iterator[Extraction | Failed]:
        """Give the extraction of each article, in the order of the articles, the same whoever does it."""
        if self.engine == SPARK:
            from kg.spark.engine import extractions as spread

            return spread(articles, kept=kept, master=self.master)
        return extractions(articles, workers=self.workers, kept=kept)


def extractions(
    articles: Iterable[Article], *, workers: int = 1, kept: Kept | None = None
) -> Iterator[Extraction | Failed]:
    """Give the extraction of each article, in the order of the articles.

    What `kept` holds is not done again, and what is done is put there. An article at which the extraction breaks off
    gives a `Failed`; the others go on.
    """
    if workers < 1:
        raise InputError(f"workers: found {workers}, allowed is a whole number from 1")
    if workers == 1:
        for article in articles:
            yield _one(article, kept)
    else:
        yield from _many(articles, workers, kept)


def key_of(article: Article) -> str:
    """What the extraction of an article depends on, as a hash: the article, the rules and tables, and the code."""
    parts = "\0".join("" if part is None else f"={part}" for part in astuple(article))
    return hashlib.sha256(f"{fingerprint()}\0{parts}".encode()).hexdigest()


@cache
def fingerprint(*, whole: bool = False) -> str:
    """A hash of the package's code, tables and rules, by which older extractions are known to be out of date.

    Of the `whole` package where everything that it does has to be the same.
    """
    digest = hashlib.sha256()
    for root in (package_path(), ontology_path("events")):
        for name, file in _files(root, "", _NEVER if whole else _NEVER | _AFTERWARDS):
            digest.update(f"{name}\0".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _files(folder: Traversable, prefix: str, left_out: frozenset[str]) -> Iterator[tuple[str, Traversable]]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir() and item.name not in left_out:
            yield from _files(item, f"{prefix}{item.name}/", left_out)
        elif item.name.endswith(_DECIDING):
            yield prefix + item.name, item


def _one(article: Article, kept: Kept | None) -> Extraction | Failed:
    found = known_before(article, kept)
    if found is not None:
        return found
    result = extracted(article)
    if kept is not None and isinstance(result, Extraction):
        kept.put(key_of(article), to_record(result))
    return result


def known_before(article: Article, kept: Kept | None) -> Extraction | None:
    """Give the extraction of an article that is kept and can be read; None where it has to be made."""
    record = kept.get(key_of(article)) if kept is not None else None
    if record is None:
        return None
    try:
        return from_record(record, article)
    except InputError:
        return None  # damaged since it was kept: made anew


def extracted(article: Article) -> Extraction | Failed:
    """Give the extraction of one article, a `Failed` where it breaks off; a `DataError` for a wrong table or rule."""
    from kg.pipeline import extract

    if article.lang not in languages():
        found = "no language" if article.lang is None else f"language {article.lang!r}"
        return Extraction(article, notes=(f"not searched: found {found}, allowed {', '.join(languages())}",))
    try:
        return extract(article)
    except DataError:
        raise  # a table or rule file is wrong: every article would fail, and the user has to know
    except Exception as problem:  # the last fence: whatever one article sets off must not cost the others
        where = traceback.extract_tb(problem.__traceback__)[-1]
        return Failed(
            article.id, f"{type(problem).__name__} in {Path(where.filename).name}, line {where.lineno}"
        )


def _many(articles: Iterable[Article], workers: int, kept: Kept | None) -> Iterator[Extraction | Failed]:
    waiting: deque[tuple[list[Article], list[Extraction | None], Future[list[Record | Failed]]]] = deque()
    # Forking a process that has threads (a progress bar has one) can stop it for good.
    context = multiprocessing.get_context("spawn")
    todo = iter(articles)
    try:
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            while chunk := list(islice(todo, CHUNK)):
                known = [known_before(article, kept) for article in chunk]
                new = [article for article, found in zip(chunk, known, strict=True) if found is None]
                waiting.append((chunk, known, pool.submit(_work, new)))
                if len(waiting) > workers * AHEAD:
                    yield from _arrived(*waiting.popleft(), kept)
            while waiting:
                yield from _arrived(*waiting.popleft(), kept)
    except BrokenProcessPool as problem:
        raise InputError(
            "workers: one was ended from outside, mostly for want of memory; run again with fewer workers"
        ) from problem


def _arrived(
    chunk: list[Article],
    known: list[Extraction | None],
    future: Future[list[Record | Failed]],
    kept: Kept | None,
) -> Iterator[Extraction | Failed]:
    new = iter(future.result())
    for article, found in zip(chunk, known, strict=True):
        if found is not None:
            yield found
            continue
        result = next(new)
        if isinstance(result, Failed):
            yield result
            continue
        if kept is not None:
            kept.put(key_of(article), result)
        yield from_record(result, article)


def _work(articles: list[Article]) -> list[Record | Failed]:
    results = (extracted(article) for article in articles)
    return [result if isinstance(result, Failed) else to_record(result) for result in results]
