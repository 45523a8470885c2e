"""The processes of a cluster of Spark, and how to kill one in the middle of a job."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def executors(spark: SparkSession) -> list[int]:
    """The processes of the cluster's executors."""
    ident, found = spark.sparkContext.applicationId.encode(), []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes()
        except OSError:
            continue  # it has ended meanwhile
        if b"CoarseGrainedExecutorBackend" in line and ident in line:
            found.append(int(path.parent.name))
    return sorted(found)


class Killer(threading.Thread):
    """Kills an executor as soon as a job of several tasks has done one of them and has others to do."""

    def __init__(self, spark: SparkSession) -> None:
        super().__init__(daemon=True)
        self.spark = spark
        self.killed: list[int] = []
        self.done: tuple[int, int] | None = None
        self._end = threading.Event()

    def run(self) -> None:
        status = self.spark.sparkContext.statusTracker()
        while not self._end.is_set():
            for ident in status.getActiveStageIds():
                stage = status.getStageInfo(ident)
                if stage and 0 < stage.numCompletedTasks < stage.numTasks - 1:
                    self.done = (stage.numCompletedTasks, stage.numTasks)
                    self.killed = executors(self.spark)[:1]
                    for process in self.killed:
                        os.kill(process, signal.SIGKILL)
                    return
            time.sleep(0.005)

    def __enter__(self) -> Killer:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self.join()
