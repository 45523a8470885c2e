"""The same news in Arabic and English, by Wikidata id: an outside check of joining (``python tests/bench/itn.py``).

The items are Wikipedia's front pages ("in the news", CC BY-SA 3.0), no part of the repository; the check is skipped
where they are absent. Most are no diplomacy, so that few events are found in them: what can be said is how many joins
across items are wrong, and how often both languages name the same actor.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from kg.graph.link import link
from kg.graph.model import Graph
from kg.model import Article, Extraction
from kg.pipeline import extract

FILE = Path(__file__).resolve().parent.parent.parent.parent / "shared" / "bench" / "itn" / "events.jsonl"
LANGS = ("ar", "en")


def extractions() -> list[Extraction]:
    """An article for each language of each item; one text that stands under several ids is one article."""
    texts: dict[tuple[str, str], str] = {}
    items: list[Extraction] = []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        for lang in LANGS:
            blurb = record["blurbs"].get(lang)
            if blurb and (lang, blurb["text"]) not in texts:
                ident = f"{record['event']}-{lang}"
                texts[lang, blurb["text"]] = ident
                items.append(extract(Article(ident, blurb["text"], lang, blurb["date"])))
    return items


def joins(graph: Graph) -> tuple[int, int]:
    """Events told by several articles: those of one item, and those of different items."""
    right = wrong = 0
    for event in graph.events:
        items = {article.split("-")[0] for article in event.articles}
        if len(event.articles) > 1:
            right, wrong = right + (len(items) == 1), wrong + (len(items) > 1)
    return right, wrong


def shared_actors(graph: Graph) -> tuple[int, int]:
    """Items in both languages, and those of them in which both name an actor that is one node."""
    langs: dict[str, set[str]] = defaultdict(set)
    for article in graph.articles:
        langs[article.id.split("-")[0]].add(article.lang or "")
    both = {item for item, found in langs.items() if len(found) == len(LANGS)}
    shared = {
        article.split("-")[0]
        for actor in graph.actors
        for article in actor.articles
        if {f"{article.split('-')[0]}-{lang}" for lang in LANGS} <= set(actor.articles)
    }
    return len(both), len(both & shared)


@pytest.mark.skipif(not FILE.is_file(), reason="the items are not there")
def test_no_two_items_are_joined() -> None:
    assert joins(link(extractions()))[1] == 0


if __name__ == "__main__":
    found = link(extractions())
    right, wrong = joins(found)
    both, shared = shared_actors(found)
    print(
        f"{len(found.articles)} articles, {len(found.events)} events; joined within an item {right}, across items {wrong}"
    )
    print(f"{both} items in both languages; in {shared} of them both name an actor that is one node")
