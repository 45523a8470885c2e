"""Joining across articles against clusters annotated by hand: ``python tests/bench/joining.py [--errors]``.

Three measures (B³): events and actors of newspaper articles as our own extraction finds them there (skipped where the
articles are absent: they are no part of the repository), and events of the shipped examples as annotated. What the
clusters hold is described in ``tests/graph/joins/README.md``.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.articles import read
from kg.evaluation.clusters import Clusters, b_cubed
from kg.graph.actors import join_actors
from kg.graph.link import link
from kg.graph.model import Graph
from kg.graph.world import world
from kg.model import Article, Event, Extraction, Span
from kg.pipeline import extract

ROOT = Path(__file__).resolve().parent.parent.parent
GOLD = ROOT / "tests" / "graph" / "joins"
CORPORA = ROOT.parent / "shared" / "corpora"
FILES = ("ar-2015.jsonl", "ar-2024.jsonl", "en.jsonl")
EXAMPLES = ROOT / "kg" / "examples"
Key = tuple[str, str]


@dataclass(frozen=True)
class Joined:
    """What was measured: the true cluster and the found node of each thing, and the graph."""

    gold: Mapping[Key, str]
    found: Mapping[Key, str]
    graph: Graph

    @property
    def score(self) -> Clusters:
        return b_cubed(self.gold, self.found)


def rows(name: str) -> list[dict[str, str]]:
    with (GOLD / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@cache
def corpora(folder: Path = CORPORA) -> tuple[Extraction, ...]:
    """What our extraction finds in the newspaper articles, all of them: those without clusters are in the way."""
    return tuple(extract(one) for one in read([folder / name for name in FILES]) if isinstance(one, Article))


def nodes(graph: Graph) -> dict[Key, str]:
    return {(report.article, report.event): event.id for event in graph.events for report in event.reports}


def events(items: tuple[Extraction, ...]) -> Joined:
    by_id = {item.article.id: item for item in items}
    gold: dict[Key, str] = {}
    for row in rows("events.tsv"):
        item = by_id.get(row["article"])
        at = Span(int(row["start"]), int(row["end"]))
        found = next(iter(_at(item, row["type"], at)), None) if item else None
        if found is not None:
            gold.setdefault((row["article"], found.id), row["is"])
    graph = link(items)
    return Joined(gold, nodes(graph), graph)


def _at(item: Extraction, kind: str, at: Span) -> Iterator[Event]:
    return (e for e in item.events if e.type == kind and any(at.overlaps(v.trigger) for v in e.evidence))


def actors(items: tuple[Extraction, ...]) -> Joined:
    by_id = {item.article.id: item for item in items}
    gold: dict[Key, str] = {}
    for row in rows("actors.tsv"):
        item = by_id.get(row["article"])
        at = Span(int(row["start"]), int(row["end"]))
        for actor in item.actors if item else ():
            if any(at.overlaps(span) for span in actor.mentions):
                gold.setdefault((row["article"], actor.id), row["is"])
                break
    graph = link(items)
    return Joined(gold, join_actors(sorted(items, key=lambda one: one.article.id), world())[1], graph)


def examples() -> Joined:
    """The shipped examples and the other annotated articles, as annotated: what joining alone gets wrong."""
    sys.path.insert(0, str(ROOT / "tests" / "graph"))
    from annotated import extraction

    items = [extraction(path) for path in sorted((ROOT / "tests" / "golden").glob("*.json"))]
    gold = {(row["article"], row["event"]): row["is"] for row in rows("examples.tsv")}
    graph = link(items)
    return Joined(gold, nodes(graph), graph)


def found_examples() -> Joined:
    """The same articles as our own extraction reads them; events that it does not find do not count here."""
    sys.path.insert(0, str(ROOT / "tests" / "graph"))
    from annotated import extraction

    paths = sorted((ROOT / "tests" / "golden").glob("*.json"))
    true = {item.article.id: item for item in map(extraction, paths)}
    items = [extract(item.article) for item in true.values()]
    by_id = {item.article.id: item for item in items}
    gold: dict[Key, str] = {}
    for row in rows("examples.tsv"):
        wanted = next(e for e in true[row["article"]].events if e.id == row["event"])
        for one in (e for v in wanted.evidence for e in _at(by_id[row["article"]], wanted.type, v.trigger)):
            gold.setdefault((row["article"], one.id), row["is"])
            break
    graph = link(items)
    return Joined(gold, nodes(graph), graph)


def example_actors() -> Joined:
    """Persons and organisations of the same articles, as our own extraction finds them, by their English names."""
    sys.path.insert(0, str(ROOT / "tests" / "graph"))
    from annotated import extraction

    true = {
        one.article.id: one for one in map(extraction, sorted((ROOT / "tests" / "golden").glob("*.json")))
    }
    items = sorted((extract(one.article) for one in true.values()), key=lambda one: one.article.id)
    gold: dict[Key, str] = {}
    for item in items:
        for wanted in true[item.article.id].actors:
            name = wanted.names.get("en")
            if wanted.kind not in ("person", "organization") or not wanted.name or not name:
                continue
            for one in item.actors:
                if one.kind == wanted.kind and any(
                    wanted.mentions[0].overlaps(span) for span in one.mentions
                ):
                    gold.setdefault((item.article.id, one.id), name)
                    break
    return Joined(gold, join_actors(items, world())[1], link(items))


def errors(joined: Joined) -> Iterator[str]:
    """Every cluster that is not as it should be, as nodes with their members."""
    groups: dict[str, dict[str, list[str]]] = {}
    for key, cluster in joined.gold.items():
        if key in joined.found:
            groups.setdefault(cluster, {}).setdefault(joined.found[key], []).append("#".join(key))
    for cluster, split in groups.items():
        if len(split) > 1:
            yield f"split {cluster}: " + " | ".join(" ".join(members) for members in split.values())
    mixed: dict[str, dict[str, list[str]]] = {}
    for cluster, split in groups.items():
        for node, members in split.items():
            mixed.setdefault(node, {})[cluster] = members
    for node, clusters in mixed.items():
        if len(clusters) > 1:
            yield f"mixed {node}: " + " | ".join(" ".join(members) for members in clusters.values())


def _main() -> None:
    measures = {
        "examples as annotated": examples(),
        "examples as found": found_examples(),
        "examples, actors": example_actors(),
    }
    if CORPORA.is_dir():
        measures |= {"newspapers, events": events(corpora()), "newspapers, actors": actors(corpora())}
    for name, joined in measures.items():
        print(f"{name:22} {joined.score}")
        if "--errors" in sys.argv:
            print(*(f"  {line}" for line in errors(joined)), sep="\n")


if __name__ == "__main__":
    _main()
