"""What many machines cost: ``python -m tests.bench.spark_cost 1000 4000 news.jsonl``, from the repository's folder.

For each number of made articles (see ``articles.py``) and each file, on a local cluster of two executors with a core
each: seconds of the processor for each step, Java's and Python's apart, beside those of one process on the same articles; bytes of each
table, of the quads, and of what went from machine to machine (shuffle). The seconds hold on a loaded machine too, the
clock does not.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import kg
from kg.graph.link import link
from kg.spark import extract_frame, merge_frames, quads_frame
from kg.spark.merge import TABLES
from kg.spark.output import write_quads, write_tables
from kg.spark.session import session
from tests.bench import articles as made

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MASTER = "local-cluster[2,1,3072]"
TICK = os.sysconf("SC_CLK_TCK")


def main(given: list[str]) -> int:
    os.environ.setdefault("PYSPARK_SUBMIT_ARGS", "--driver-memory 3g pyspark-shell")
    METER.start()
    with session(MASTER) as spark:
        spark.conf.set("spark.sql.shuffle.partitions", "8")
        with tempfile.TemporaryDirectory() as folder:
            warm = made.write(Path(folder) / "warm.jsonl", 200)  # Java compiles, tables are read
            _measure(spark, Path(folder) / "warm", warm, say=lambda _: None)
            for number, one in enumerate(given):
                source = made.write(Path(folder) / f"{one}.jsonl", int(one)) if one.isdigit() else Path(one)
                _measure(
                    spark, Path(folder) / f"run{number}", source, say=lambda line: print(line, flush=True)
                )
    return 0


def _measure(spark: SparkSession, folder: Path, source: Path, say: Callable[[str], None]) -> None:
    folder.mkdir()
    some = [item for item in kg.read(source) if isinstance(item, kg.Article)]
    size, words = len(some), sum(len(item.text.split()) for item in some)
    say(
        f"{source.name}: {size:,} articles, {words:,} words, {source.stat().st_size / size:,.0f} bytes an article"
    )
    start = time.process_time()
    found = kg.extract(some, progress=False)
    extracting = time.process_time() - start
    start = time.process_time()
    graph = link(found)
    linking = time.process_time() - start
    say(
        f"  one process: extract {extracting:.1f} s ({words / extracting:,.0f} words/s), link {linking:.1f} s"
    )
    del found, some
    given = spark.read.json(str(source)).repartition(8)
    given.write.parquet(f"{folder}/given")
    with _told(spark, "extract", words, say):
        extract_frame(spark.read.parquet(f"{folder}/given")).write.parquet(f"{folder}/found")
    with _told(spark, "merge", words, say):
        merged = merge_frames(spark.read.parquet(f"{folder}/found"), f"{folder}/work")
    with _told(spark, "write tables", words, say):
        write_tables(merged, f"{folder}/out")
    with _told(spark, "write quads", words, say):
        write_quads(quads_frame(merged), f"{folder}/out")
    with _told(spark, "write quads, each line once", words, say):
        write_quads(quads_frame(merged).distinct(), f"{folder}/once")
    assert spark.read.parquet(f"{folder}/out/events").count() == len(graph.events)
    for name in ("given", "found"):
        say(f"  {name}: {_bytes(folder / name) / size:,.0f} bytes an article")
    for name in (*(f"out/{table}" for table in TABLES), "out/quads", "once/quads"):
        say(f"  {name}: {_bytes(folder / name) / size:,.0f} bytes an article")
    for path in sorted((folder / "work").iterdir()):
        say(f"  work/{path.name}: {_bytes(path) / size:,.0f} bytes an article")
    shutil.rmtree(folder)


@contextmanager
def _told(spark: SparkSession, name: str, words: int, say: Callable[[str], None]) -> Iterator[None]:
    before, shuffled, clock = METER.look(), _shuffled(spark), time.perf_counter()
    yield
    after = METER.look()
    java, python, driver = (after[kind] - before[kind] for kind in ("java", "python", "driver"))
    say(
        f"  {name}: {java + python:.1f} s on the executors (Python {python:.1f}, Java {java:.1f}), "
        f"{words / (java + python):,.0f} words/s a core; driver {driver:.1f} s; "
        f"shuffle {(_shuffled(spark) - shuffled) / 1e6:,.1f} MB; {time.perf_counter() - clock:.0f} s by the clock"
    )


class Meter(threading.Thread):
    """Seconds of the processor of this process and all below it, those that have ended too, as last seen."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._used: dict[tuple[int, str], float] = {}
        self._lock = threading.Lock()

    def run(self) -> None:
        while True:
            self.look()
            time.sleep(0.2)

    def look(self) -> dict[str, float]:
        """Look now; give the seconds of the driver (Python and Java), of the executors' Java and of their Python."""
        with self._lock:
            times: dict[int, tuple[int, float, bytes]] = {}
            for path in Path("/proc").glob("[0-9]*"):
                try:
                    fields = (path / "stat").read_text().rpartition(")")[2].split()
                    line = (path / "cmdline").read_bytes()
                except OSError:
                    continue
                times[int(path.name)] = (int(fields[1]), (int(fields[11]) + int(fields[12])) / TICK, line)
            for ident, (_, used, line) in times.items():
                if _is_below(ident, os.getpid(), times):
                    java, python = b"CoarseGrainedExecutorBackend" in line, b"pyspark.daemon" in line
                    self._used[ident, "java" if java else "python" if python else "driver"] = used
            found = {"java": 0.0, "python": 0.0, "driver": 0.0}
            for (_, kind), used in self._used.items():
                found[kind] += used
            return found


METER = Meter()


def _is_below(ident: int, top: int, times: dict[int, tuple[int, float, bytes]]) -> bool:
    while ident in times:
        if ident == top:
            return True
        ident = times[ident][0]
    return False


def _shuffled(spark: SparkSession) -> int:
    """Bytes that the executors wrote for others by now."""
    found = spark.sparkContext._jsc.sc().statusStore().executorList(False)
    return sum(found.apply(number).totalShuffleWrite() for number in range(found.size()))


def _bytes(folder: Path) -> int:
    return sum(
        path.stat().st_size for path in folder.rglob("*") if path.is_file() and path.name[0] not in "._"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["1000", "4000"]))
