"""Run the extraction over many articles: in this process or several, with what was done before taken from a store."""

from __future__ import annotations

import hashlib
import multiprocessing
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import astuple
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
def fingerprint() -> str:
    """A hash of the package's code, tables and rules, by which older extractions are known to be out of date."""
    digest = hashlib.sha256()
    for root in (package_path(), ontology_path("events")):
        for name, file in _files(root, ""):
            digest.update(f"{name}\0".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir() and item.name not in ("__pycache__", "render", "graph", "examples", "_ontology"):
            yield from _files(item, f"{prefix}{item.name}/")
        elif item.name.endswith(_DECIDING):
            yield prefix + item.name, item


def _one(article: Article, kept: Kept | None) -> Extraction | Failed:
    found = _known(article, kept)
    if found is not None:
        return found
    result = _extract(article)
    if kept is not None and isinstance(result, Extraction):
        kept.put(key_of(article), to_record(result))
    return result


def _known(article: Article, kept: Kept | None) -> Extraction | None:
    record = kept.get(key_of(article)) if kept is not None else None
    if record is None:
        return None
    try:
        return from_record(record, article)
    except InputError:
        return None  # damaged since it was kept: made anew


def _extract(article: Article) -> Extraction | Failed:
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
                known = [_known(article, kept) for article in chunk]
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
    results = (_extract(article) for article in articles)
    return [result if isinstance(result, Failed) else to_record(result) for result in results]
