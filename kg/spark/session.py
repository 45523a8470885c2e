"""The connection to Spark that ``kg build --engine spark`` works over, and what may be wrong with it in one line."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

import kg
from kg.errors import DataError, InputError, KgError
from kg.spark.rows import no_word_of_pandas

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# What the names of masters on this machine begin with.
LOCAL = "local"
ALL_CORES = "local[*]"
_MASTER = re.compile(r"local(\[(\d+|\*)(, *\d+)?\])?|local-cluster\[\d+, *\d+, *\d+\]|(spark|k8s)://\S+|yarn")
# How the last line of Python's traceback begins; of Java's errors it is the first that counts.
_RAISED = re.compile(r"(?!java\.|org\.|scala\.)[A-Za-z_.]+(Error|Exception)(: |$)")
_MASTERS = "local[N], spark://HOST:PORT, yarn and k8s://HOST:PORT"


def check(master: str | None) -> None:
    """Raise an error where Spark cannot start for want of something, or for a master that is none."""
    for name in ("pyspark", "pyarrow", "pandas"):
        if find_spec(name) is None:
            raise KgError(f"engine spark: found no {name}, needed is: pip install 'diplograph[spark]'")
    if master is not None and not _MASTER.fullmatch(master):
        raise InputError(f"master: found {master!r}, allowed are {_MASTERS}")
    home = os.environ.get("JAVA_HOME")
    if which(str(Path(home) / "bin" / "java") if home else "java") is None:
        place = f"JAVA_HOME {home!r}" if home else "the PATH"
        raise KgError(f"engine spark: found no Java in {place}, needed is Java 17")


@contextmanager
def session(master: str | None = None) -> Iterator[SparkSession]:
    """Give the session that is running, else one on `master`, else on what `spark-submit` or its settings say.

    One that is made here ends with the block. Without any master all cores of this machine are used.
    """
    from pyspark import SparkConf
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    if running is not None:
        if master is not None and running.sparkContext.master != master:
            raise InputError(
                f"master: found {master!r}, allowed is {running.sparkContext.master!r}, on which Spark runs already"
            )
        yield running
        return
    conf = SparkConf()
    chosen = master or conf.get("spark.master") or ALL_CORES
    builder = SparkSession.builder.master(chosen).appName("diplograph")
    for name, value in _settings(chosen).items():
        if not conf.contains(name):
            builder = builder.config(name, value)
    try:
        with _environment(chosen), no_word_of_pandas():
            made = builder.getOrCreate()
    except (PySparkException, OSError) as problem:
        raise InputError(f"engine spark: cannot start ({_line(problem)}); needed is Java 17") from problem
    except Exception as problem:  # Py4J passes on whatever Java throws
        raise InputError(f"engine spark: cannot start on {chosen} ({_line(problem)})") from problem
    try:
        yield made
    finally:
        made.stop()


def _settings(master: str) -> dict[str, str]:
    found = {
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        # rows are whole articles
        "spark.sql.execution.arrow.maxRecordsPerBatch": "500",
    }
    if master.startswith(LOCAL):
        # Workers on this machine are to find the same package, and nothing is to be reached from elsewhere.
        found |= {
            "spark.executorEnv.PYTHONPATH": _path(),
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.ui.enabled": "false",
        }
    return found


@contextmanager
def _environment(master: str) -> Iterator[None]:
    """What Spark takes from the environment alone: workers on this machine are to run the same Python."""
    own = (
        {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"} if master.startswith(LOCAL) else {}
    )
    added = {name: value for name, value in own.items() if name not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]


def _path() -> str:
    own = str(Path(kg.__file__).resolve().parents[1])
    return os.pathsep.join(part for part in (own, os.environ.get("PYTHONPATH", "")) if part)


@contextmanager
def told_in_one_line() -> Iterator[None]:
    """Turn what stopped a job into an error of one line."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as problem:
        kind = DataError if "kg.errors.DataError" in str(problem) else InputError
        raise kind(f"engine spark: {_line(problem)}") from problem


def _line(problem: BaseException) -> str:
    """What went wrong, without what led to it: the end of a worker's traceback, else what Java threw, else line one."""
    lines = [line.strip() for line in str(problem).splitlines() if line.strip()]
    raised = [line for line in lines if _RAISED.match(line)]
    if raised:
        return raised[-1].removeprefix("kg.errors.InputError: ").removeprefix("kg.errors.DataError: ")
    java = [line.removeprefix(": ") for line in lines if line.startswith(": ")]
    return (java or lines or [type(problem).__name__])[0]
