"""The outputs of a build have the same bytes whether one process writes them or two, and no failure is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake import Fake, article

import kg
from kg.build import FILES, REPORT, TIMINGS
from kg.errors import InputError
from kg.timings import Clock
from kg.writing import _Second, outputs

WRITTEN = set(FILES) - {REPORT, TIMINGS}


@pytest.fixture
def known(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> kg.Knowledge:
    monkeypatch.setattr("kg.writing.MANY", 2)
    return kg.build([article("a"), article("b", "Xi met Putin in Beijing."), article("c")])


def written(known: kg.Knowledge, stage: Path, workers: int) -> tuple[dict[str, bytes], set[str]]:
    """The files by name, and the steps that were timed."""
    stage.mkdir()
    clock = Clock()
    for name, write in outputs(
        known.graph, known.extractions, stage, clock, with_store=True, workers=workers
    ):
        clock.time(name, write)
    assert {path.name for path in stage.iterdir()} == WRITTEN | {"store"}
    return {name: (stage / name).read_bytes() for name in WRITTEN}, set(clock.seconds)


def test_two_processes_write_the_same_bytes_as_one(known: kg.Knowledge, tmp_path: Path) -> None:
    one, alone = written(known, tmp_path / "1", 1)
    two, beside = written(known, tmp_path / "2", 2)
    assert one == two
    assert beside > alone
    assert b"graph:a {" in two["graph.trig"]


def test_what_fails_in_the_second_process_is_said(known: kg.Knowledge, tmp_path: Path) -> None:
    (tmp_path / ".part").write_text("in the way", encoding="utf-8")
    (tmp_path / "graph.json.gz").write_bytes(b"")
    second = _Second(tmp_path, Clock())
    second.start()
    with pytest.raises(FileExistsError, match=r"\.part"):
        second.end()


def test_a_second_process_that_is_killed_is_said(tmp_path: Path) -> None:
    second = _Second(tmp_path, Clock())
    second.start()
    second._process.kill()
    with pytest.raises(InputError, match="ended from outside"):
        second.end()
