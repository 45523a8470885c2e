"""The merged graph as files: a folder of Parquet for each table, and one of packed N-Quads."""

from __future__ import annotations

from kg.ontology import BASE
from kg.spark.merge import TABLES, Merged
from kg.spark.quads import quads_frame


def write_frames(merged: Merged, folder: str, *, base: str = BASE) -> None:
    """Write the tables to `folder`, any address that Spark writes to: ``events/``, ``actors/`` … and ``quads/``.

    The quads are text files of N-Quads, packed with gzip, a file a partition and each line once. A folder that is there
    is replaced, each when its own job ends.
    """
    root = folder.rstrip("/")
    for name in TABLES:
        getattr(merged, name).write.mode("overwrite").parquet(f"{root}/{name}")
    lines = quads_frame(merged, base=base).distinct()
    lines.write.mode("overwrite").option("compression", "gzip").text(f"{root}/quads")
