"""The merged graph as files: a folder of Parquet for each table, and one of packed N-Quads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ontology import BASE
from kg.spark.merge import TABLES, Merged
from kg.spark.quads import quads_frame

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def write_frames(merged: Merged, folder: str, *, base: str = BASE, once: bool = True) -> None:
    """Write the tables to `folder`, any address that Spark writes to: ``events/``, ``actors/`` … and ``quads/``.

    The quads are text files of N-Quads, packed with gzip, a file a partition. Each line is there `once`, or else as
    often as rows have it, which saves bringing all lines together: stores take such lines for one. A folder that is
    there is replaced, each when its own job ends.
    """
    write_tables(merged, folder)
    lines = quads_frame(merged, base=base)
    write_quads(lines.distinct() if once else lines, folder)


def write_tables(merged: Merged, folder: str) -> None:
    """Write the tables alone."""
    for name in TABLES:
        getattr(merged, name).write.mode("overwrite").parquet(f"{folder.rstrip('/')}/{name}")


def write_quads(lines: DataFrame, folder: str) -> None:
    """Write the lines of `quads_frame` alone."""
    target = f"{folder.rstrip('/')}/quads"
    lines.write.mode("overwrite").option("compression", "gzip").text(target)
