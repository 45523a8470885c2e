"""Building: all outputs, the same bytes for the same input, nothing done twice, nothing lost by a kill."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from importlib.resources import as_file
from pathlib import Path

import jsonschema
import pytest
from fake import Fake, article

import kg
from kg.build import FILES, TIMINGS, build, locked
from kg.errors import DataError, InputError
from kg.graph.disk import store_in, stored
from kg.interchange import from_record, to_record
from kg.resources import package_path
from kg.run import extractions, key_of

TWO = [article("a"), article("b", "Xi met Putin in Beijing.", title="T", url="https://e.org/ä")]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        name: (folder / name).read_bytes() for name in FILES if name != TIMINGS and (folder / name).exists()
    }


def report(folder: Path) -> dict:
    return json.loads((folder / "report.json").read_text(encoding="utf-8"))


def test_every_output_is_written_and_named_in_the_report(tmp_path: Path, fake: Fake) -> None:
    built = build(TWO, tmp_path)
    assert {path.name for path in tmp_path.iterdir() if not path.name.startswith(".")} == set(FILES)
    found = report(tmp_path)
    assert found["read"] == {"articles": 2, "skipped": 0, "failed": 0, "notes": 0}
    assert found["counts"]["events"] == {"meeting": 2}
    assert found["counts"]["statuses"] == {"held": 2}
    assert found["graph"]["events"] == len(built.graph.events) == 2
    assert set(found["files"]) == set(FILES) - {"report.json", TIMINGS}
    assert set(json.loads((tmp_path / TIMINGS).read_text(encoding="utf-8"))["seconds"]) >= {
        "extract",
        "link",
        "rdf",
    }


def test_the_order_of_the_articles_and_the_folder_change_nothing(tmp_path: Path, fake: Fake) -> None:
    build(TWO, tmp_path / "1")
    build(TWO[::-1], tmp_path / "somewhere" / "else")
    assert contents(tmp_path / "1") == contents(tmp_path / "somewhere" / "else")


def test_building_again_extracts_only_what_is_new_or_changed(tmp_path: Path, fake: Fake) -> None:
    build(TWO, tmp_path)
    first = contents(tmp_path)
    build(TWO, tmp_path)
    assert fake.seen == ["a", "b"]
    assert contents(tmp_path) == first
    build([TWO[0], article("b", "Xi met Kim in Beijing."), article("c")], tmp_path)
    assert fake.seen == ["a", "b", "b", "c"]
    build(TWO[:1], tmp_path)
    assert report(tmp_path)["read"]["articles"] == 1
    assert len((tmp_path / ".cache" / "extractions").read_bytes().splitlines()) == 1


@pytest.mark.parametrize("damage", [b"{", b"\xff\xfe\n", b"0" * 64 + b' {"id": 1}\n', b"x" * 10 + b"\n"])
def test_a_damaged_cache_is_only_slower(tmp_path: Path, fake: Fake, damage: bytes) -> None:
    build(TWO, tmp_path)
    first = contents(tmp_path)
    cache = tmp_path / ".cache" / "extractions"
    lines = cache.read_bytes().splitlines(keepends=True)
    cache.write_bytes(lines[0][:80] + b"\n" + lines[1] + damage)
    build(TWO, tmp_path)
    assert sorted(fake.seen) == ["a", "a", "b"]
    assert contents(tmp_path) == first


class Killed(BaseException):
    """Stands for a kill: nothing in the program may catch it."""


@pytest.mark.parametrize("step", range(1, 15))
def test_a_build_killed_at_any_step_is_finished_by_the_next(
    tmp_path: Path, fake: Fake, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    build(TWO[:1], tmp_path / "old")
    build(TWO, tmp_path / "new")
    old, new = contents(tmp_path / "old"), contents(tmp_path / "new")
    build(TWO[:1], tmp_path / "out")
    assert stored(tmp_path / "out") is not None
    steps = iter(range(1, 100))

    def interrupted(self: Path, target: Path, go: object = Path.replace) -> Path:
        if next(steps) == step:
            raise Killed
        return go(self, target)  # type: ignore[operator]

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", interrupted)
        try:
            build(TWO, tmp_path / "out")
        except Killed:
            assert all(data in (old[name], new[name]) for name, data in contents(tmp_path / "out").items())
            told = len(kg.query(tmp_path / "out", "who_met_whom").rows)
            assert told == report(tmp_path / "out")["graph"]["events"]
            assert store_in(tmp_path / "out") is not None
    seen = len(fake.seen)
    build(TWO, tmp_path / "out")
    assert contents(tmp_path / "out") == new
    assert len(fake.seen) == seen
    assert not (tmp_path / "out" / ".next").exists()
    assert list((tmp_path / "out" / "store").iterdir()) == [store_in(tmp_path / "out")]


def test_a_build_that_breaks_while_writing_leaves_the_last_good_output(
    tmp_path: Path, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(TWO[:1], tmp_path)
    old = contents(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "graph.html")

    with monkeypatch.context() as patch:
        patch.setattr("kg.render.page.write_page", full)
        with pytest.raises(InputError, match=r"graph\.html: No space left on device"):
            build(TWO, tmp_path)
    assert contents(tmp_path) == old


def test_an_article_that_sets_off_a_mistake_costs_only_itself(tmp_path: Path, fake: Fake) -> None:
    fake.fails = lambda given: given.id == "a"
    build(TWO, tmp_path)
    (failed,) = report(tmp_path)["failed"]
    assert failed["article"] == "a"
    assert failed["reason"].startswith("IndexError in fake.py, line ")
    assert report(tmp_path)["graph"]["articles"] == 1


def test_a_wrong_table_stops_the_run(tmp_path: Path, fake: Fake) -> None:
    def wrong(_: object) -> bool:
        raise DataError("nations.tsv, line 3: found 2 columns, allowed 6")

    fake.fails = wrong
    with pytest.raises(DataError):
        build(TWO, tmp_path)


def test_an_article_in_a_language_without_rules_is_noted(tmp_path: Path, fake: Fake) -> None:
    build([article("k", lang="ko")], tmp_path)
    (note,) = report(tmp_path)["notes"]
    assert note["note"].startswith("not searched: found language 'ko', allowed ")
    assert fake.seen == []


def test_two_builds_in_one_folder_do_not_meet(tmp_path: Path, fake: Fake) -> None:
    with locked(tmp_path), pytest.raises(InputError, match="another build is working there"):
        build(TWO, tmp_path)


def test_outputs_are_not_read_as_articles(tmp_path: Path, fake: Fake) -> None:
    (tmp_path / "a.json").write_text(json.dumps(article("a")), encoding="utf-8")
    for _ in range(2):
        build(tmp_path, tmp_path / "out")
        assert report(tmp_path / "out")["read"]["articles"] == 1
    with pytest.raises(InputError, match="is both read and written"):
        build(tmp_path, tmp_path)
    assert not (tmp_path / ".kg-build").exists()


@pytest.mark.parametrize("place", ["file", "file/below", "\0"])
def test_an_output_that_cannot_be_is_an_error_of_one_line(tmp_path: Path, fake: Fake, place: str) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises((InputError, ValueError)) as caught:
        build(TWO, f"{tmp_path}/{place}")
    assert "\n" not in str(caught.value)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "x"


def test_without_a_folder_only_the_graph_is_made(fake: Fake) -> None:
    built = kg.build(TWO)
    assert built.folder is None
    assert len(built.graph.events) == 2


def test_records_keep_to_the_schema_and_come_back_whole(fake: Fake) -> None:
    schema = json.loads(package_path("interchange.schema.json").read_text(encoding="utf-8"))
    for extraction in kg.extract([*TWO, article("c", "Nothing.")]):
        record = json.loads(json.dumps(to_record(extraction)))
        jsonschema.validate(record, schema)
        assert from_record(record, extraction.article) == extraction


def test_a_record_of_another_text_is_refused(fake: Fake) -> None:
    first, second = kg.extract(TWO)
    with pytest.raises(InputError, match="made from another text"):
        from_record(to_record(first), second.article)


@pytest.mark.parametrize(
    "change", [{"actors": None}, {"events": [{}]}, {"dates": [{"span": [1]}]}, {"notes": [1]}]
)
def test_a_broken_record_is_refused(fake: Fake, change: dict[str, object]) -> None:
    (found,) = kg.extract(TWO[0])
    with pytest.raises(InputError, match="allowed is a record of the schema"):
        from_record({**to_record(found), **change}, found.article)


def test_the_key_depends_on_every_field_of_an_article() -> None:
    given = kg.Article("a", "t", "en", "2025-11-03", "T", "S", "U")
    keys = {key_of(given)} | {key_of(kg.Article(**{**_fields(given), name: "x"})) for name in _fields(given)}
    assert len(keys) == 8


def _fields(given: kg.Article) -> dict[str, str]:
    return {name: getattr(given, name) for name in kg.Article.__dataclass_fields__}


def test_workers_must_be_a_positive_number() -> None:
    with pytest.raises(InputError, match="workers: found 0"):
        next(iter(extractions([], workers=0)))


@pytest.mark.parametrize("options", [["--workers", "2"], []])
def test_processes_and_the_order_of_hashing_change_no_byte(tmp_path: Path, options: list[str]) -> None:
    with as_file(package_path("examples")) as samples:
        build(samples, tmp_path / "1")
        command = [sys.executable, "-m", "kg", "build", str(samples), "-o", str(tmp_path / "2"), *options]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": "7"})
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_a_killed_process_loses_nothing(tmp_path: Path) -> None:
    with as_file(package_path("examples")) as samples:
        command = [sys.executable, "-m", "kg", "build", str(samples), "-o", str(tmp_path / "1")]
        cache = tmp_path / "1" / ".cache" / "extractions"
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
            while running.poll() is None and not (cache.exists() and cache.stat().st_size > 5_000):
                time.sleep(0.005)
            running.kill()
        kept = cache.stat().st_size
        assert kept > 5_000
        build(samples, tmp_path / "1")
        build(samples, tmp_path / "2")
    assert contents(tmp_path / "1") == contents(tmp_path / "2")
