"""What was taken for the same, by doubt, and how to take it back: the functions behind ``kg merges``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.graph.aliases import FILE, Aliases, read_aliases, report_name, write_aliases
from kg.graph.labels import Names
from kg.graph.model import Decision, Graph
from kg.knowledge import Knowledge
from kg.model import Actor, Extraction


@dataclass(frozen=True, slots=True)
class Merge:
    """One join, or one that nearly was (`accepted` is False): what was added to which node, and why.

    `number` counts from the most doubtful; `report` is what was added (``article#event`` or ``article#actor``), `name`
    how `aliases.toml` calls it, and `others` what else the node is made of by the same kind of names.
    """

    number: int
    kind: str
    node: str
    label: str
    report: str
    name: str
    others: tuple[str, ...]
    score: float
    features: tuple[tuple[str, float], ...]
    reason: str
    accepted: bool = True

    def __str__(self) -> str:
        """Two lines for a terminal."""
        sign = "=" if self.accepted else "≠"
        first = f"{self.number:>4}  {self.score:.2f}  {self.label} ({self.node}) {sign} {self.name}"
        return f"{first}\n            {self.reason}"


def merges(
    folder: str | Path | Knowledge, *, refused: bool = False, undo: Iterable[int] = ()
) -> tuple[Merge, ...]:
    """List every merge of a build (its folder, or a graph in memory), the most doubtful first.

    With `refused` also what was nearly joined. `undo` takes merges back first, by the numbers of an earlier list: noted
    in ``aliases.toml`` of the folder, whose files are made anew without reading any article. Raises `InputError` for a
    folder without a build and for a number that is not there.

    >>> import kg
    >>> merges(kg.build({"text": "Putin met Xi Jinping in Beijing.", "lang": "en"}))
    ()
    """
    known = folder if isinstance(folder, Knowledge) else _opened(folder)
    chosen = tuple(undo)
    if chosen:
        known = _without(known, chosen, merges(known))
    index = _Index(known.graph, known.extractions)
    found = [one for one in known.graph.decisions if one.accepted or refused]
    found.sort(key=lambda one: (one.score, one.kind, one.node, one.other))
    return tuple(index.merge(number, one) for number, one in enumerate(found, 1))


def _without(known: Knowledge, chosen: Iterable[int], listed: Iterable[Merge]) -> Knowledge:
    from kg.build import save
    from kg.graph.link import link
    from kg.review import FILE as REVIEW
    from kg.review import corrected
    from kg.review_file import read_review

    by_number = {one.number: one for one in listed}
    for number in chosen:
        if number not in by_number:
            raise InputError(f"merges: found the number {number}, allowed is 1 to {len(by_number)}")
    if known.folder is None:
        raise InputError("merges: found a graph without folder, allowed with undo is the folder of a build")
    path, review = known.folder / FILE, known.folder / REVIEW
    aliases = (read_aliases(path) if path.exists() else Aliases()).added(_never(by_number[n] for n in chosen))
    write_aliases(aliases, path)
    links = corrected(known.extractions, read_review(review)).links if review.exists() else None
    graph = link(known.extractions, links=links, aliases=aliases)
    return save(Knowledge(graph, known.report, None, lambda: known.extractions), known.folder)


def _never(chosen: Iterable[Merge]) -> Aliases:
    actors: list[tuple[str, ...]] = []
    events: list[tuple[str, ...]] = []
    for one in chosen:
        group = (one.name, *one.others) if one.kind == "event" else (one.name, one.node)
        (events if one.kind == "event" else actors).append(group)
    return Aliases(other_actors=tuple(actors), other_events=tuple(events))


def _opened(folder: str | Path) -> Knowledge:
    from kg.saved import open_folder

    return open_folder(folder)


class _Index:
    """The reports and mentions behind decisions, by the names that decisions have for them."""

    def __init__(self, graph: Graph, extractions: Iterable[Extraction]) -> None:
        self._names = Names.of(graph)
        self._nodes = {event.id: event for event in graph.events}
        items = list(extractions)
        self._items = {item.article.id: item for item in items}
        self._actors: Mapping[str, Actor] = {
            f"{item.article.id}#{one.id}": one for item in items for one in item.actors
        }

    def merge(self, number: int, one: Decision) -> Merge:
        others: tuple[str, ...] = ()
        if one.kind == "event":
            event = self._nodes[one.node]
            label = self._names.event(event)
            reports = (f"{report.article}#{report.event}" for report in event.reports)
            others = tuple(self._report(other) for other in reports if other != one.other)
            name = self._report(one.other)
        else:
            label = self._names.actors[one.node].label()
            name = self._mention(one.other)
        return Merge(
            number, one.kind, one.node, label, one.other, name, others, one.score, one.features, one.reason,
            one.accepted,
        )  # fmt: skip

    def _report(self, key: str) -> str:
        article, _, local = key.rpartition("#")
        item = self._items.get(article)
        event = next((one for one in item.events if one.id == local), None) if item else None
        return report_name(item, event) if item and event else key

    def _mention(self, key: str) -> str:
        actor = self._actors.get(key)
        if actor is None or not actor.mentions:
            return key
        first = min(actor.mentions)
        return f"{key.rpartition('#')[0]}#{first.start}:{first.end}"
