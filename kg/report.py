"""`report.json`: what was read, what was not and why, and what came of it.

The same input gives the same report, byte for byte. How long things took differs from run to run, so that it stands in
`timings.json`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.articles import Item, Noted, Skipped
from kg.errors import InputError
from kg.model import Article, Extraction

# A file of a million broken lines must not make a report of a million lines; what is left out is counted.
MOST_LISTED = 10_000
UNKNOWN = "unknown"
_NOTE = ("article", "path", "line", "note")


@dataclass(frozen=True, slots=True)
class Failed:
    """An article at which the extraction broke off: a mistake of this program, which must not cost other articles."""

    article: str
    reason: str

    def __str__(self) -> str:
        return f"{self.article}: extraction failed ({self.reason})"


@dataclass(frozen=True, slots=True)
class Report:
    """What a run read and found. `counts` is by what is counted (articles, events …) and then by value ("ar", "held").

    >>> report_of([Article("a", "Li met Xi.", "en"), Skipped("b.txt", None, "an empty text")], []).summary()
    '1 article read (1 en), 1 skipped, 0 notes; 0 events, 0 actors'
    """

    counts: Mapping[str, Mapping[str, int]]
    skipped: tuple[Skipped, ...] = ()
    failed: tuple[Failed, ...] = ()
    noted: tuple[Noted, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    graph: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def articles(self) -> int:
        """How many articles were read."""
        return sum(self.counts["articles"].values())

    @property
    def events(self) -> int:
        """How many events the articles tell, before the same event of two articles is made one."""
        return sum(self.counts["events"].values())

    def with_graph(self, sizes: Mapping[str, int], files: Mapping[str, str]) -> Report:
        """Add the sizes of the merged graph, and the files that were written with their SHA-256."""
        return replace(self, graph=dict(sorted(sizes.items())), files=dict(sorted(files.items())))

    def summary(self) -> str:
        """One line for people."""
        by_lang = ", ".join(f"{number:,} {lang}" for lang, number in self.counts["articles"].items())
        failed = f", {_many(len(self.failed), 'article')} failed" if self.failed else ""
        actors = self.counts["actors"].values()
        return (
            f"{_many(self.articles, 'article')} read{f' ({by_lang})' if by_lang else ''}, "
            f"{len(self.skipped):,} skipped{failed}, {_many(len(self.noted) + len(self.notes), 'note')}; "
            f"{_many(self.events, 'event')}, {_many(sum(actors), 'actor')}"
        )

    @classmethod
    def from_json(cls, text: str) -> Report:
        """Read what `to_json` wrote. Raises `InputError` for anything else.

        >>> report = report_of([Article("a", "Li met Xi.", "en")], [])
        >>> Report.from_json(report.to_json("1")) == report
        True
        """
        try:
            data = json.loads(text)
            notes = [row for row in data["notes"] if "note" in row]
            return cls(
                counts=data["counts"],
                skipped=tuple(Skipped(**row) for row in data["skipped"] if "path" in row),
                failed=tuple(Failed(**row) for row in data["failed"] if "article" in row),
                noted=tuple(
                    Noted(row["path"], row["line"], row["article"], row["note"])
                    for row in notes
                    if row["path"]
                ),
                notes=tuple((row["article"], row["note"]) for row in notes if not row["path"]),
                graph=data["graph"],
                files=data["files"],
            )
        except (KeyError, TypeError, ValueError, RecursionError) as problem:
            raise InputError(f"report: {problem!r}, allowed is a report that `kg build` wrote") from problem

    def to_json(self, version: str) -> str:
        """The report as JSON text."""
        noted = [(item.article, item.path, item.line, item.note) for item in self.noted]
        notes = [*noted, *((article, None, None, note) for article, note in self.notes)]
        data = {
            "version": version,
            "read": {
                "articles": self.articles,
                "skipped": len(self.skipped),
                "failed": len(self.failed),
                "notes": len(notes),
            },
            "counts": self.counts,
            "graph": self.graph,
            "files": self.files,
            "skipped": _cut([{"path": s.path, "line": s.line, "reason": s.reason} for s in self.skipped]),
            "failed": _cut([{"article": f.article, "reason": f.reason} for f in self.failed]),
            "notes": _cut([dict(zip(_NOTE, row, strict=True)) for row in notes]),
        }
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


@dataclass(slots=True)
class Tally:
    """Counts while a run goes on, so that nothing but the numbers and the remarks has to be kept."""

    _counts: dict[str, Counter[str]] = field(
        default_factory=lambda: {
            name: Counter() for name in ("articles", "dated", "actors", "events", "statuses", "rules")
        }
    )
    _skipped: list[Skipped] = field(default_factory=list)
    _failed: list[Failed] = field(default_factory=list)
    _noted: list[Noted] = field(default_factory=list)
    _notes: list[tuple[str, str]] = field(default_factory=list)

    def read(self, item: Item) -> None:
        """Take note of what reading gave."""
        if isinstance(item, Skipped):
            self._skipped.append(item)
        elif isinstance(item, Noted):
            self._noted.append(item)
        else:
            self._counts["articles"][item.lang or UNKNOWN] += 1
            self._counts["dated"]["yes" if item.published else "no"] += 1

    def found(self, item: Extraction | Failed) -> None:
        """Take note of what extraction gave."""
        if isinstance(item, Failed):
            self._failed.append(item)
            return
        self._counts["actors"].update(actor.kind for actor in item.actors)
        self._counts["events"].update(event.type for event in item.events)
        self._counts["statuses"].update(event.status for event in item.events)
        self._counts["rules"].update(event.rule for event in item.events)
        self._notes.extend((item.article.id, note) for note in item.notes)

    def report(self) -> Report:
        """The report so far."""
        return Report(
            counts={name: dict(sorted(counter.items())) for name, counter in self._counts.items()},
            skipped=tuple(self._skipped),
            failed=tuple(sorted(self._failed, key=lambda item: item.article)),
            noted=tuple(self._noted),
            notes=tuple(sorted(self._notes)),
        )


def report_of(items: Iterable[Item], found: Iterable[Extraction | Failed]) -> Report:
    """Make the report of a whole run at once."""
    tally = Tally()
    for item in items:
        tally.read(item)
    for result in found:
        tally.found(result)
    return tally.report()


def _cut(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    if len(rows) <= MOST_LISTED:
        return rows
    return [*rows[:MOST_LISTED], {"and": f"{len(rows) - MOST_LISTED} more"}]


def _many(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"


__all__ = ["Article", "Failed", "Report", "Tally", "report_of"]
