"""The tables between the steps of a merge, written and read again.

So each step is done once, whatever is asked for afterwards; the loss of a machine costs the tasks that ran there, not
what came before; and Spark's plans stay small, which grow with everything that a table was made of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


@dataclass(frozen=True, slots=True)
class Steps:
    """A folder that all machines reach."""

    folder: str

    def keep(self, name: str, frame: DataFrame) -> DataFrame:
        """Write a table, in the place of an older one of that name, and give it as it is read from there."""
        path = f"{self.folder.rstrip('/')}/{name}"
        frame.write.mode("overwrite").parquet(path)
        return frame.sparkSession.read.parquet(path)
