"""`kg merges`: every join by doubt, and taking one back; builds in batches give the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg
from kg.resources import package_path

TEXTS = [
    {"id": "a", "lang": "en", "published": "2025-09-02", "text": "Putin met Xi Jinping in Beijing on 2 September 2025."},
    {"id": "b", "lang": "en", "published": "2025-09-03", "text": "Xi Jinping held talks with Putin in Beijing on Tuesday."},
    {"id": "c", "lang": "ar", "published": "2025-09-03", "text": "التقى الرئيس الصيني شي جين بينغ الرئيس الروسي فلاديمير بوتين في بكين أمس الثلاثاء."},
    {"id": "d", "lang": "en", "published": "2025-09-03", "text": "Lavrov visited Cairo on 1 September 2025."},
]  # fmt: skip


def test_merges_say_why_and_are_taken_back(tmp_path: Path) -> None:
    kg.build(TEXTS, tmp_path)
    found = [one for one in kg.merges(tmp_path) if one.kind == "event"]
    assert [one.report for one in found] == ["b#e1", "c#e1"]
    assert all(one.score >= 0.7 and one.accepted and one.features for one in found)
    assert [one.number for one in kg.merges(tmp_path)] == sorted(one.number for one in kg.merges(tmp_path))
    before = {event.id: event for event in kg.open(tmp_path).graph.events}
    kg.merges(tmp_path, undo=[found[-1].number])
    after = {event.id: event for event in kg.open(tmp_path).graph.events}
    assert sorted(len(event.reports) for event in after.values()) == [1, 1, 2]
    visit = next(ident for ident in before if ident.startswith("visit"))
    assert after[visit] == before[visit]
    again = kg.build(TEXTS, tmp_path)
    assert {event.id: event for event in again.graph.events} == after


def test_a_number_that_is_not_there_is_refused(tmp_path: Path) -> None:
    kg.build(TEXTS, tmp_path)
    with pytest.raises(kg.InputError, match="found the number 99, allowed is 1 to 2"):
        kg.merges(tmp_path, undo=[99])


def test_decisions_of_a_file_elsewhere_are_honoured(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[[event]]\nnever = ["a#meeting@6:9", "b#meeting@0:90"]\n', encoding="utf-8")
    graph = kg.build(TEXTS, aliases=path).graph
    meetings = [event.articles for event in graph.events if event.type == "meeting"]
    assert len(meetings) == 2
    assert not any({"a", "b"} <= set(articles) for articles in meetings)


def test_batches_give_the_bytes_of_one_build(tmp_path: Path) -> None:
    lines = package_path("examples", "en.jsonl").read_text(encoding="utf-8").splitlines()[:5]
    records = [*map(json.loads, lines), *TEXTS]
    kg.build(records[:3], tmp_path / "grown")
    kg.build(records[:6], tmp_path / "grown")
    kg.build(records[::-1], tmp_path / "grown")
    kg.build(records, tmp_path / "once")
    for name in ("events.jsonl", "graph.json.gz", "graph.trig", "edges.csv", "graph.html"):
        assert (tmp_path / "grown" / name).read_bytes() == (tmp_path / "once" / name).read_bytes(), name
