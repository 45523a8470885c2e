"""The hand-annotated articles hold together: each string stands in its text, each role has an actor."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "kg" / "examples"
FILES = sorted(HERE.glob("*.json"))
STYLES = sorted((HERE / "styles").glob("*.json"))
ROLES = {
    "meeting": ("participant",),
    "visit": ("visitor", "host"),
    "statement": ("speaker", "addressee", "via"),
    "agreement": ("party",),
}
EDTF = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?")
SHIPPED_FIELDS = {"id", "url", "source", "lang", "published", "title", "text"}


def read(file: Path) -> dict[str, Any]:
    """One annotated article."""
    article: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return article


def examples(lang: str) -> list[dict[str, Any]]:
    """The shipped sample articles of a language, as `kg` reads them."""
    lines = (EXAMPLES / f"{lang}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def problems_of_event(event: dict[str, Any], text: str, actors: set[str]) -> Iterator[str]:
    """What is wrong with one annotated event, a phrase each."""
    kind = event["type"]
    if event["status"] not in ("held", "planned", "cancelled"):
        yield f"status {event['status']!r}"
    if tuple(event["roles"]) != ROLES[kind]:
        yield f"roles {tuple(event['roles'])}"
    if not event["roles"][ROLES[kind][0]]:
        yield f"nobody is {ROLES[kind][0]}"
    yield from (f"unknown actor {a}" for ids in event["roles"].values() for a in ids if a not in actors)
    if event["date"] is not None and not EDTF.fullmatch(event["date"]):
        yield f"date {event['date']!r}"
    if event["place"] and not (event["place"]["name"] in text and len(event["place"]["country"]) == 3):
        yield f"place {event['place']}"
    if not event["mentions"]:
        yield "no mention"
    for mention in event["mentions"]:
        if mention["evidence"] not in text or mention["trigger"] not in mention["evidence"]:
            yield f"mention {mention}"
    if (kind == "statement") != bool(event.get("content")) or event.get("content", "") not in text:
        yield f"content {event.get('content')!r}"


@pytest.mark.parametrize("file", FILES + STYLES, ids=lambda file: file.stem)
def test_annotation_is_exact(file: Path) -> None:
    article = read(file)
    actors = {actor["id"] for actor in article["actors"]}
    found = [
        f"{a['id']}: {m!r}" for a in article["actors"] for m in a["mentions"] if m not in article["text"]
    ]
    for event in article["events"]:
        found += [f"{event['id']}: {p}" for p in problems_of_event(event, article["text"], actors)]
    assert article["id"] == file.stem
    assert article["events"]
    assert found == []


@pytest.mark.parametrize("file", FILES + STYLES, ids=lambda file: file.stem)
def test_each_actor_fills_a_role(file: Path) -> None:
    article = read(file)
    filled = {a for event in article["events"] for ids in event["roles"].values() for a in ids}
    assert {actor["id"] for actor in article["actors"]} == filled


@pytest.mark.parametrize(("lang", "at_least"), [("ar", 14), ("en", 10)])
def test_shipped_examples_are_the_annotated_ones(lang: str, at_least: int) -> None:
    shipped = {article["id"]: article for article in examples(lang)}
    golden = {f.stem: read(f) for f in FILES if f.stem.startswith(f"{lang}-") and "-stress-" not in f.stem}
    assert len(shipped) >= at_least
    assert sorted(shipped) == sorted(golden)
    for name, article in shipped.items():
        assert set(article) == SHIPPED_FIELDS
        assert {k: v for k, v in article.items() if k != "url"} == {
            k: golden[name][k] for k in SHIPPED_FIELDS - {"url"}
        }


def test_styles_are_of_both_languages_and_say_so() -> None:
    articles = [read(file) for file in STYLES]
    assert [sum(a["lang"] == lang for a in articles) for lang in ("ar", "en")] == [12, 8]
    assert all(a["source"].startswith("diplograph styles: ") for a in articles)
    assert len({a["source"] for a in articles}) == len(articles)
    assert all(120 <= len(a["text"].split()) <= 300 for a in articles)


def test_every_type_and_status_has_an_example_in_both_languages() -> None:
    seen = {(read(f)["lang"], e["type"], e["status"]) for f in FILES for e in read(f)["events"]}
    kinds = {(lang, kind, "held") for lang in ("ar", "en") for kind in ROLES}
    others = {(lang, "meeting", status) for lang in ("ar", "en") for status in ("planned", "cancelled")}
    assert kinds | others <= seen
