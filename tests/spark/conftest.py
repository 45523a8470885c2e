"""One cluster for all tests: a master, two workers and their executors, each a process of its own, on loopback only."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MASTER = "local-cluster[2,1,1024]"
QUICK = {"spark.sql.shuffle.partitions": "4", "spark.sql.codegen.wholeStage": "false"}


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    pyspark = pytest.importorskip("pyspark")
    if shutil.which("java") is None:
        pytest.skip("no java")
    from kg.spark.session import session

    # Processes that live for a minute: what Java and Spark do to be fast later costs more here than it saves.
    quick = pytest.MonkeyPatch()
    quick.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    with session(MASTER) as made:
        for name, value in QUICK.items():
            made.conf.set(name, value)
        own = Path(pyspark.__file__).parent / "work" / made.sparkContext.applicationId
        yield made
    quick.undo()
    shutil.rmtree(own, ignore_errors=True)
