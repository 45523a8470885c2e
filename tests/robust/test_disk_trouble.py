"""A disk that is full or refuses, and two builds in one folder: one clear line, and the last good output as it was.

The disks are real ones in memory, mounted for the test; where that is not allowed the test is skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.resources import as_file
from pathlib import Path

import pytest

from kg.build import FILES, TIMINGS, build, locked
from kg.graph.disk import stored
from kg.resources import package_path
from kg.saved import open_folder
from tests.robust import builder

USER_ERROR = 2


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    with as_file(package_path("examples")) as samples:
        return builder.corpora(tmp_path_factory.mktemp("sources"), samples)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    if mount("-t", "tmpfs", "-o", "size=64m", "tmpfs", str(place)):
        pytest.skip("no disk may be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def mount(*arguments: str) -> int:
    program = shutil.which("mount")
    return subprocess.run([program, *arguments], capture_output=True).returncode if program else 1


def refused(articles: Path, out: Path, prefix: tuple[str, ...] = ()) -> str:
    """Run ``kg build``, which has to end with one line on standard error; give the line."""
    done = subprocess.run(
        [*prefix, sys.executable, "-m", "kg", "build", str(articles), "-o", str(out)],
        capture_output=True,
        encoding="utf-8",
    )
    told = done.stderr.strip()
    assert done.returncode == USER_ERROR, told
    assert "\n" not in told and told.startswith("kg: ")
    return told


def outputs(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES if name != TIMINGS}


@pytest.mark.parametrize("free", [0, 60_000, 400_000, 1_500_000])
def test_a_full_disk_loses_nothing(disk: Path, sources: tuple[Path, Path], free: int) -> None:
    out = disk / "out"
    build(sources[0], out)
    assert stored(out) is not None
    old = outputs(out)
    filler = disk / "filler"
    room = shutil.disk_usage(disk).free - free
    with filler.open("wb") as file:
        file.write(b"\0" * room)
    line = refused(sources[1], out)
    assert "No space left on device" in line
    assert outputs(out) == old
    assert open_folder(out).report.articles == 3
    filler.unlink()
    build(sources[1], out)
    build(sources[1], disk / "other")
    assert outputs(out) == outputs(disk / "other")


def test_a_disk_that_is_read_only_is_said(disk: Path, sources: tuple[Path, Path]) -> None:
    out = disk / "out"
    build(sources[0], out)
    old = outputs(out)
    assert mount("-o", "remount,ro", str(disk)) == 0
    assert "Read-only file system" in refused(sources[1], out)
    assert "Read-only file system" in refused(sources[1], disk / "new")
    assert outputs(out) == old
    assert open_folder(out).report.articles == 3


@pytest.mark.parametrize("place", ["out", "out/.cache", "out/store", "new/folder"])
def test_a_folder_without_permission_is_said(tmp_path: Path, sources: tuple[Path, Path], place: str) -> None:
    out = tmp_path / "out"
    build(sources[0], out)
    assert stored(out) is not None
    old = outputs(out)
    (tmp_path / "new").mkdir()
    closed = tmp_path / ("new" if place.startswith("new") else place)
    for path in (closed, *(closed.rglob("*") if closed.name == ".cache" else ())):
        path.chmod(0o555 if path.is_dir() else 0o444)
    prefix = () if os.getuid() else ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner")
    try:
        line = refused(sources[1], tmp_path / ("new/folder" if place.startswith("new") else "out"), prefix)
    finally:
        for path in (closed, *closed.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert "Permission denied" in line
    assert outputs(out) == old
    build(sources[1], out)
    assert open_folder(out).report.articles == 3


def test_the_second_of_two_builds_in_one_folder_is_refused(
    tmp_path: Path, sources: tuple[Path, Path]
) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "kg", "build", str(sources[0]), "-o", str(out)]
    with locked(out):  # a build that is at work
        assert "another build is working there" in refused(sources[1], out)
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8"
    ) as first:
        while not (out / ".cache").exists() and first.poll() is None:
            time.sleep(0.005)
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8"
        ) as second:
            told = [(process.communicate()[1], process.returncode) for process in (first, second)]
    assert told[0][1] == 0
    assert (
        told[1][1] == 0 or "another build is working there" in told[1][0]
    )  # or it came when the first had ended
    build(sources[0], tmp_path / "alone")
    assert outputs(out) == outputs(tmp_path / "alone")
