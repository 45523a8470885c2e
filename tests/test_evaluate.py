"""The figures of `kg evaluate`: exact on small cases, and the same as those of the scorer the annotations came with."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate import Evaluation, Figures, Share, evaluate
from kg.evaluation.gold import occurrences

GOLDEN = Path(__file__).parent / "golden"
SHARED = Path(__file__).parents[2] / "shared" / "eval"
TEXT = "التقى لافروف الجبير في موسكو اليوم. وقال لافروف إن الحوار مفيد."


def write_gold(folder: Path) -> None:
    data = {
        "id": "x", "lang": "ar", "source": None, "published": "2015-08-11", "title": None, "text": TEXT,
        "actors": [
            {"id": "a1", "kind": "person", "country": "RUS", "mentions": ["لافروف"]},
            {"id": "a2", "kind": "person", "country": "SAU", "mentions": ["الجبير"]},
        ],
        "events": [
            {"id": "e1", "type": "meeting", "status": "held", "mode": "in_person", "roles": {"participant": ["a1", "a2"]},
             "place": {"name": "موسكو", "country": "RUS"}, "date": "2015-08-11",
             "mentions": [{"evidence": "التقى لافروف الجبير في موسكو اليوم.", "trigger": "التقى"}]},
            {"id": "e2", "type": "statement", "status": "held", "roles": {"speaker": ["a1"]}, "content": "الحوار مفيد",
             "date": None, "place": None, "mentions": [{"evidence": "وقال لافروف إن الحوار مفيد.", "trigger": "قال"}]},
        ],
    }  # fmt: skip
    (folder / "x.json").write_text(json.dumps(data), encoding="utf-8")


def span(part: str, nth: int = 0) -> list[int]:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(part, at + 1)
    return [at, at + len(part)]


def perfect() -> dict[str, object]:
    return {
        "id": "x",
        "actors": [
            {"id": "p", "kind": "person", "country": "RUS", "mentions": [span("لافروف"), span("لافروف", 1)]},
            {"id": "q", "kind": "person", "country": "SAU", "mentions": [span("الجبير")]},
        ],
        "events": [
            {"id": "1", "type": "meeting", "status": "held", "mode": "in_person", "roles": {"participant": ["q", "p"]},
             "place": {"country": "RUS"}, "date": "2015-08-11", "mentions": [span("التقى")]},
            {"id": "2", "type": "statement", "status": "held", "roles": {"speaker": ["p"]}, "content": span("الحوار مفيد"),
             "mentions": [span("قال")]},
        ],
    }  # fmt: skip


def evaluated(folder: Path, record: dict[str, object]) -> Evaluation:
    write_gold(folder)
    (folder / "p.jsonl").write_text(json.dumps(record), encoding="utf-8")
    return evaluate(folder, folder / "p.jsonl")


def test_a_perfect_prediction_is_right_in_everything(tmp_path: Path) -> None:
    found = evaluated(tmp_path, perfect())
    assert found.events["all"] == found.strict["all"] == Figures(2, 0, 0)
    assert found.roles["all"] == Figures(3, 0, 0)
    assert set(found.accuracy.values()) == {Share(1, 1), Share(2, 2), Share(3, 3)}
    assert (found.mentions.recall, found.mentions.b3_precision, found.mentions.b3_recall) == (1.0, 1.0, 1.0)
    assert not found.mistakes


def test_no_prediction_misses_everything(tmp_path: Path) -> None:
    found = evaluated(tmp_path, {"id": "other", "actors": [], "events": []})
    assert found.events["all"] == Figures(0, 2, 0)
    assert found.roles["all"] == Figures(0, 3, 0)
    assert [mistake.what for mistake in found.mistakes] == ["missed", "missed"]


def test_one_wrong_field_costs_the_strict_figure_only(tmp_path: Path) -> None:
    record = json.loads(json.dumps(perfect()))
    record["events"][0]["status"] = "planned"
    found = evaluated(tmp_path, record)
    assert found.events["meeting"] == Figures(1, 0, 0)
    assert found.strict["meeting"] == Figures(0, 1, 1)
    assert found.accuracy["status"] == Share(1, 2)
    assert str(found.mistakes[0]) == "x | wrong status | meeting | التقى لافروف الجبير في موسكو اليوم."


def test_two_people_taken_for_one_cost_the_precision_of_grouping(tmp_path: Path) -> None:
    record = json.loads(json.dumps(perfect()))
    record["actors"][0]["mentions"] += record["actors"].pop()["mentions"]
    found = evaluated(tmp_path, record).mentions
    assert (found.recall, found.b3_recall) == (1.0, 1.0)
    assert found.b3_precision == pytest.approx(0.556)


@pytest.mark.parametrize(
    ("needle", "text", "count"),
    [
        ("روسيا", "روسيا وروسيا لروسيا وبروسيا", 4),
        ("روسيا", "روسيات بيلاروسيا", 0),
        ("US", "US, USA, the US", 2),
        ("李强", "总理李强会见", 1),
    ],
)
def test_mentions_are_whole_words_with_particles(needle: str, text: str, count: int) -> None:
    assert len(occurrences(needle, text)) == count


def test_errors_name_the_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        evaluate(tmp_path / "nowhere")
    with pytest.raises(InputError, match="no annotated articles"):
        evaluate(tmp_path)
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.json: no annotated article"):
        evaluate(tmp_path)
    write_gold(tmp_path)
    (tmp_path / "a.json").unlink()
    (tmp_path / "p.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=r"p\.jsonl, line 1: broken JSON"):
        evaluate(tmp_path, tmp_path / "p.jsonl")


def perturbed(
    gold: dict[str, list[dict]], text: str, chance: random.Random
) -> Iterator[tuple[str, list[dict]]]:
    """A prediction made from the annotation, with every kind of mistake here and there."""

    def moved(pair: list[int]) -> list[int]:
        start = max(0, pair[0] + chance.choice((-7, -1, 0, 0, 0, 0, 2, 9)))
        return [start, max(start + 1, pair[1] + chance.choice((-5, 0, 0, 0, 0, 12)))]

    def place_of(part: str) -> list[int]:
        at = max(text.find(part), 0)
        return moved([at, at + len(part)])

    actors = []
    for actor in gold["actors"]:
        if chance.random() < 0.9:
            actors.append({**actor, "mentions": [place_of(m) for m in actor["mentions"] if chance.random() < 0.9],
                           "country": chance.choice((actor.get("country"), actor.get("country"), "FRA", None)),
                           "kind": chance.choice((actor["kind"], actor["kind"], "group"))})  # fmt: skip
    ids = [actor["id"] for actor in actors] or ["none"]
    if len(actors) > 2 and chance.random() < 0.5:
        actors[0]["mentions"] += actors.pop()["mentions"]
    events = []
    for event in gold["events"] + chance.sample(gold["events"], len(gold["events"]) // 3):
        if chance.random() < 0.85:
            roles = {
                role: [i if chance.random() < 0.8 else chance.choice(ids) for i in fillers]
                for role, fillers in event["roles"].items()
            }
            content = place_of(event["content"]) if event.get("content") else None
            events.append({**event, "roles": roles, "content": content, "type": chance.choice((event["type"],) * 9 + ("visit",)),
                           "status": chance.choice(("held", "held", "planned", event["status"])),
                           "date": chance.choice((event.get("date"), event.get("date"), "2020", None)),
                           "place": chance.choice((event.get("place"), event.get("place"), None, {"name": "x", "country": "FRA"})),
                           "mode": chance.choice((event.get("mode"), "phone")),
                           "mentions": [place_of(m["trigger"]) for m in event["mentions"]]})  # fmt: skip
    yield "actors", actors
    chance.shuffle(events)
    yield "events", events


@pytest.mark.skipif(not (SHARED / "score.py").is_file(), reason="the scorer is not part of the repository")
@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("lang", ["ar", "en", None])
def test_agrees_with_the_scorer_of_the_annotations(tmp_path: Path, seed: int, lang: str | None) -> None:
    chance = random.Random(seed)
    gold = GOLDEN if seed % 3 == 0 else SHARED / "dev"
    with (tmp_path / "p.jsonl").open("w", encoding="utf-8") as file:
        for path in sorted(gold.glob("*.json")):
            article = json.loads(path.read_text(encoding="utf-8"))
            if chance.random() < 0.95:
                record = {"id": article["id"], **dict(perturbed(article, article["text"], chance))}
                file.write(json.dumps(record) + "\n")
    command = [
        sys.executable,
        SHARED / "score.py",
        gold,
        tmp_path / "p.jsonl",
        "--json",
        *(["--lang", lang] if lang else []),
    ]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    assert as_scorer(evaluate(gold, tmp_path / "p.jsonl", lang=lang)) == theirs


def as_scorer(found: Evaluation) -> dict[str, object]:
    def table(figures: dict[str, Figures]) -> dict[str, object]:
        return {
            name: {
                "p": f.precision,
                "r": f.recall,
                "f1": f.f1,
                "gold": f.right + f.missed,
                "predicted": f.right + f.extra,
            }
            for name, f in figures.items()
        }

    m = found.mentions
    return {
        "events": table(dict(found.events)),
        "roles": table(dict(found.roles)),
        "strict": table(dict(found.strict)),
        "accuracy": {
            name: {"accuracy": share.value, "of": share.of} for name, share in found.accuracy.items()
        },
        "actors": {"mention_recall": m.recall, "of": m.of, "b3_p": m.b3_precision, "b3_r": m.b3_recall},
    }
