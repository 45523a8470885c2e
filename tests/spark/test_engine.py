"""``kg build --engine spark`` makes the same bytes as one process, also where a worker is killed; errors in one line."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import as_file
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.build import FILES, TIMINGS, build
from kg.cli import main
from kg.errors import DataError, InputError, KgError
from kg.model import Article
from kg.resources import package_path
from kg.spark.engine import jobs
from kg.spark.session import told_in_one_line
from tests.bench import articles as made
from tests.spark.cluster import Killer, executors

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

STRANGE = [
    {"id": "ko", "text": "서울에서 만났다.", "lang": "ko"},
    {"id": "n1", "text": "Li met Mishustin in Hangzhou.", "lang": "en", "published": "3 November"},
    {"id": "empty", "text": " "},
    {"id": "n1", "text": "Li met Mishustin in Hangzhou.", "lang": "en"},
]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    made.write(folder / "made.jsonl", 120)
    lines = [json.dumps(row, ensure_ascii=False) for row in STRANGE]
    (folder / "strange.jsonl").write_text("\n".join([*lines, "{"]), encoding="utf-8")
    with as_file(package_path("examples")) as samples:
        for path in samples.glob("*.jsonl"):
            (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.fixture(scope="module")
def alone(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("alone")
    found = build(source, folder)
    assert found.report.skipped
    assert found.report.events > 400
    return contents(folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES if name != TIMINGS}


def test_many_machines_make_the_same_bytes_as_one_process(
    spark: SparkSession, source: Path, alone: dict[str, bytes], tmp_path: Path
) -> None:
    assert len(executors(spark)) == 2
    build(source, tmp_path, engine="spark")
    assert contents(tmp_path) == alone
    kept = (tmp_path / ".cache" / "extractions").read_bytes()
    build(source, tmp_path, engine="local")
    assert (tmp_path / ".cache" / "extractions").read_bytes() == kept


def test_a_killed_worker_loses_nothing_and_doubles_nothing(
    spark: SparkSession,
    source: Path,
    alone: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kg.spark.engine.TASK", 10)
    with Killer(spark) as killer:
        build(source, tmp_path, engine="spark")
    assert killer.killed, "no job was in the middle of its tasks"
    assert contents(tmp_path) == alone


def test_what_was_kept_is_not_sent(
    spark: SparkSession, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(source, tmp_path)

    def send(*_: object) -> None:
        raise AssertionError("an article was sent once more")

    monkeypatch.setattr("kg.spark.engine._done", send)
    build(source, tmp_path, engine="spark")


def test_another_version_on_a_machine_stops_the_build(
    spark: SparkSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.spark.rows.fingerprint", lambda **_: "another")
    with pytest.raises(InputError, match="found another version on a machine of the cluster") as caught:
        build(STRANGE, tmp_path, engine="spark")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("raised", "kind", "told"),
    [
        (
            "kg.errors.DataError: nations.tsv, line 3: found 2 columns",
            DataError,
            "nations.tsv, line 3: found 2 columns",
        ),
        ("kg.errors.InputError: kg: found another", InputError, "kg: found another"),
        ("MemoryError", InputError, "MemoryError"),
        (
            "java.lang.Error: x",
            InputError,
            "[PYTHON_EXCEPTION] An exception was thrown from the Python worker:",
        ),
    ],
)
def test_what_stopped_a_worker_is_told_in_one_line(raised: str, kind: type[KgError], told: str) -> None:
    errors = pytest.importorskip("pyspark.errors")
    trace = f'[PYTHON_EXCEPTION] An exception was thrown from the Python worker:\n  File "a.py", line 1\n{raised}\n'
    with pytest.raises(kind) as caught, told_in_one_line():
        raise errors.PySparkException(trace)
    assert str(caught.value) == f"engine spark: {told}"


def test_a_job_has_no_more_articles_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.spark.engine.JOB", 2)
    given = [Article(str(number), "text") for number in range(5)]
    assert [[item.id for item in job] for job in jobs(given)] == [["0", "1"], ["2", "3"], ["4"]]


def test_another_master_than_the_running_one_is_refused(spark: SparkSession) -> None:
    with pytest.raises(InputError, match=r"master: found 'local\[3\]', allowed is 'local-cluster"):
        build(STRANGE, engine="spark", master="local[3]")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--engine", "flink"], "engine: found 'flink', allowed local, spark"),
        (["--master", "local"], "master: found 'local', allowed is one with engine spark only"),
        (["--engine", "spark", "--workers", "2"], "workers: found 2, allowed is none with engine spark"),
    ],
)
def test_what_does_not_fit_is_an_error_of_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], message: str
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["build", "nothing.jsonl", "-o", str(tmp_path / "out"), *options])
    told = capsys.readouterr().err
    assert told.startswith(f"kg: {message}")
    assert told.count("\n") == 1


def test_without_spark_the_error_says_how_to_get_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.spark.session.find_spec", lambda _: None)
    (tmp_path / "a.txt").write_text("Li met Mishustin in Hangzhou.", encoding="utf-8")
    with pytest.raises(SystemExit, match="2"):
        main(["build", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--engine", "spark"])
    told = capsys.readouterr().err.splitlines()[-1]
    assert told == "kg: engine spark: found no pyspark, needed is: pip install 'diplograph[spark]'"


@pytest.mark.usefixtures("spark")  # skipped where that is
@pytest.mark.parametrize(
    ("master", "environment", "message"),
    [
        (
            "nonsense",
            {},
            "master: found 'nonsense', allowed are local[N], spark://HOST:PORT, yarn and k8s://HOST",
        ),
        ("local[1]", {"PATH": "/nowhere"}, "engine spark: found no Java in the PATH, needed is Java 17"),
        (
            "local[1]",
            {"JAVA_HOME": "/nowhere"},
            "engine spark: found no Java in JAVA_HOME '/nowhere', needed is",
        ),
    ],
)
def test_a_spark_that_cannot_start_is_an_error_of_one_line(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    master: str,
    environment: dict[str, str],
    message: str,
) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "a.txt").write_text("Li met Mishustin in Hangzhou.", encoding="utf-8")
    options = ["--engine", "spark", "--master", master]
    with pytest.raises(SystemExit, match="2"):
        main(["build", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), *options])
    told = capsys.readouterr().err
    assert told.startswith(f"kg: {message}")
    assert told.count("\n") == 1


def test_the_command_starts_and_ends_its_own_spark(tmp_path: Path, spark: SparkSession) -> None:
    """In a process of its own, as there can be one Spark in a process."""
    source = tmp_path / "a.jsonl"
    made.write(source, 4)
    command = [
        sys.executable,
        "-m",
        "kg",
        "build",
        str(source),
        "-o",
        str(tmp_path / "out"),
        "--engine",
        "spark",
    ]
    found = subprocess.run([*command, "--master", "local[1]"], capture_output=True, encoding="utf-8")
    assert found.returncode == 0, found.stderr
    assert "4 articles read" in found.stderr
    build(source, tmp_path / "alone")
    assert contents(tmp_path / "out") == contents(tmp_path / "alone")


def test_public_functions_are_there() -> None:
    import kg.spark

    assert {"extract_frame", "merge_frames", "quads_frame", "write_frames"} <= set(kg.spark.__all__)
    assert "spark" not in kg.__all__
