"""Tables of Spark worked on as plain rows: columns in Spark's words and in Arrow's, batches to rows and back.

All work on rows goes through `mapInArrow`. Work on groups does too: the table is divided by a key and sorted by it, so
that the rows of a group come one after the other and only one group at a time is in memory.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.run import fingerprint

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

# The columns of a table with their types, as Spark writes them.
Columns = Mapping[str, str]
Row = dict[str, Any]
Work = Callable[[Iterator[Row]], Iterable[Row]]
# Rows sent back at a time: they hold whole sentences, some of them whole articles.
_BATCH = 256


def mapped(frame: DataFrame, work: Work, columns: Columns) -> DataFrame:
    """Give what `work` makes of the rows of each partition, as a table of those columns.

    A machine that has another version of the package stops the job.
    """

    sent_by = fingerprint(whole=True)

    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        check_version(sent_by)
        return batches_of(work(rows_of(batches)), columns)

    with no_word_of_pandas():
        return frame.mapInArrow(run, ", ".join(f"{name} {kind}" for name, kind in columns.items()))


@contextmanager
def no_word_of_pandas() -> Iterator[None]:
    """Keep Spark from warning of pandas 3, which it asks for and which nothing here uses."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        yield


def check_version(sent_by: str) -> None:
    """Raise `InputError` where this process has another package than the one that sent the work."""
    if fingerprint(whole=True) != sent_by:
        raise InputError(
            "kg: found another version on a machine of the cluster, allowed is the same one on all machines"
        )


def keyed(frame: DataFrame, key: str, *order: str) -> DataFrame:
    """Bring the rows of each key together, one key after the other, each in that order."""
    return frame.repartition(key).sortWithinPartitions(key, *order)


def groups(rows: Iterable[Row], key: str) -> Iterator[tuple[Any, list[Row]]]:
    """Give the rows of one key after the other.

    >>> [(key, len(found)) for key, found in groups([{"a": 1}, {"a": 1}, {"a": 2}], "a")]
    [(1, 2), (2, 1)]
    """
    for value, found in groupby(rows, key=itemgetter(key)):
        yield value, list(found)


def rows_of(batches: Iterable[pa.RecordBatch]) -> Iterator[Row]:
    """Give the rows of batches, a value a column."""
    for batch in batches:
        yield from batch.to_pylist()


def batches_of(rows: Iterable[Row], columns: Columns) -> Iterator[pa.RecordBatch]:
    """Give rows as batches; a column that a row does not have is null."""
    import pyarrow as pa

    kinds = {
        "string": pa.string(),
        "int": pa.int32(),
        "bigint": pa.int64(),
        "double": pa.float64(),
        "boolean": pa.bool_(),
        "array<string>": pa.list_(pa.string()),
    }
    schema = pa.schema([(name, kinds[kind]) for name, kind in columns.items()])
    todo = iter(rows)
    while some := list(islice(todo, _BATCH)):
        yield pa.RecordBatch.from_pylist(some, schema=schema)
