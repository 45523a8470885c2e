"""The extraction of a build, done by the workers of Spark: the same results in the same order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from typing import TYPE_CHECKING

from kg.interchange import dump, from_record, to_record
from kg.kept import Kept
from kg.model import Article, Extraction
from kg.report import Failed
from kg.run import extracted, key_of, known_before
from kg.spark.extract import FIELDS, article_of_row
from kg.spark.rows import Columns, Row, mapped, no_word_of_pandas
from kg.spark.session import check, session, told_in_one_line

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# So many articles and characters are one job: what a build that is killed has to do again at most. Spark sends them
# with its tasks, which may have 128 MB each.
JOB, CHARACTERS = 10_000, 16_000_000
# So many at most are one task: what a worker that is killed has to do again.
TASK = 250
_GIVEN: Columns = {"number": "int", **dict.fromkeys(FIELDS, "string")}
_DONE: Columns = {"number": "int", "record": "string", "reason": "string"}


def extractions(
    articles: Iterable[Article], *, kept: Kept | None = None, master: str | None = None
) -> Iterator[Extraction | Failed]:
    """Give the extraction of each article, in the order of the articles, as `kg.run.extractions` does.

    Spark starts when the first article has to be sent; what it cannot start without is looked at before.
    """
    check(master)
    return _extractions(articles, kept, master)


def _extractions(
    articles: Iterable[Article], kept: Kept | None, master: str | None
) -> Iterator[Extraction | Failed]:
    spark: SparkSession | None = None
    with ExitStack() as stack:
        for chunk in jobs(articles):
            known = [known_before(article, kept) for article in chunk]
            new = [(number, chunk[number]) for number, found in enumerate(known) if found is None]
            if new and spark is None:
                spark = stack.enter_context(session(master))
            done = _done(spark, new) if spark and new else {}
            for number, (article, found) in enumerate(zip(chunk, known, strict=True)):
                yield found or _result(done[number], article, kept)


def jobs(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Cut articles into jobs; one whose text is too long for any is a job of its own.

    >>> [len(job) for job in jobs([Article("a", "x" * CHARACTERS), Article("b", ""), Article("c", "")])]
    [1, 2]
    """
    job: list[Article] = []
    size = 0
    for article in articles:
        if job and (len(job) == JOB or size + len(article.text) >= CHARACTERS):
            yield job
            job, size = [], 0
        job.append(article)
        size += len(article.text)
    if job:
        yield job


def _done(spark: SparkSession, articles: list[tuple[int, Article]]) -> dict[int, Row]:
    import pyarrow as pa

    rows = [{"number": number, **asdict(article)} for number, article in articles]
    schema = pa.schema(
        [(name, pa.int32() if kind == "int" else pa.string()) for name, kind in _GIVEN.items()]
    )
    parts = max(spark.sparkContext.defaultParallelism, -(-len(rows) // TASK))
    with told_in_one_line(), no_word_of_pandas():
        given = spark.createDataFrame(pa.Table.from_pylist(rows, schema=schema)).repartition(parts)
        found = mapped(given, _work, _DONE)
        return {row["number"]: row for row in found.toArrow().to_pylist()}


def _result(row: Row, article: Article, kept: Kept | None) -> Extraction | Failed:
    if row["record"] is None:
        return Failed(article.id, row["reason"])
    record = json.loads(row["record"])
    if kept is not None:
        kept.put(key_of(article), record)
    return from_record(record, article)


def _work(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        result = extracted(article_of_row(row))
        if isinstance(result, Failed):
            yield {"number": row["number"], "reason": result.reason}
        else:
            yield {"number": row["number"], "record": dump(to_record(result))}
