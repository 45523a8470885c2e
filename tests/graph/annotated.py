"""The annotated articles as extractions: what a perfect extraction would give."""

from __future__ import annotations

import json
import re
from pathlib import Path

from kg.model import Actor, Article, Event, Evidence, Extraction, Place, Span


def extraction(path: Path) -> Extraction:
    """An annotated article, with the English name of an actor in place of the tables' id."""
    data = json.loads(path.read_text(encoding="utf-8"))
    text = data["text"]

    def span(part: str, start: int = 0) -> Span:
        found = text.index(part, start)
        return Span(found, found + len(part))

    def ref(item: dict[str, str]) -> str | None:
        named = item["kind"] in ("person", "organization") and item.get("name") and item.get("name_en")
        return "gold-" + re.sub(r"\W+", "-", item["name_en"].lower()) if named else None

    actors = tuple(
        Actor(
            item["id"],
            item["kind"],
            item.get("name"),
            tuple(span(part) for part in item["mentions"]),
            ref(item),
            item.get("country"),
            item.get("role"),
            {"en": item["name_en"]} if item.get("name_en") else {},
        )
        for item in data["actors"]
    )
    events = tuple(
        Event(
            item["id"],
            item["type"],
            item["status"],
            tuple(
                Evidence(span(one["trigger"], span(one["evidence"]).start), span(one["evidence"]), "gold")
                for one in item["mentions"]
            ),
            {role: tuple(ids) for role, ids in item["roles"].items() if ids},
            item.get("mode"),
            Place(item["place"]["name"], item["place"].get("country")) if item.get("place") else None,
            item.get("date"),
            "explicit" if item.get("date") else "none",
            span(item["content"]) if item.get("content") else None,
            item.get("form"),
        )
        for item in data["events"]
    )
    article = Article(
        data["id"], text, data["lang"], data.get("published"), data.get("title"), data.get("source")
    )
    return Extraction(article, actors, events)
