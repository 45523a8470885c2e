"""What somebody decided is the same, or never the same: ``aliases.toml``, honoured by every build into its folder.

    [[actor]]                                   who is meant: ids of the graph, names in any script, mentions
    same = ["Q4170900", "Li Tchiang"]

    [[actor]]                                   the first is none of the others
    never = ["ar-7#12:20", "person-1f3a5b7c9d0e2f41"]

    [[event]]                                   reports of events, as `kg merges` writes them
    same = ["ar-1#meeting@0:5", "en-1#meeting@21:24"]

    [[event]]                                   the first is none of the others
    never = ["ar-2#visit@40:45", "en-1#visit@90:97", "en-3#visit@8:15"]

A mention is ``article#start:end`` and a report ``article#type@start:end``, with the place of its trigger: code points
into the article's text. So a decision outlives other articles, new rules and new ids of the graph; of articles that are
not read it changes nothing. Two different people of the tables cannot be made one.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kg.errors import DataError
from kg.model import Event, Extraction, Span
from kg.ontology import event_types

FILE = "aliases.toml"
ACTOR, EVENT = "actor", "event"
SAME, NEVER = "same", "never"
_REPORT = re.compile(r"(.+)#([a-z0-9_]+)@(\d{1,9}):(\d{1,9})(?:\.(\d{1,4}))?", re.DOTALL)
Names = tuple[str, ...]
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Links:
    """Pairs of reports, as (article, event within it), that somebody decided are `together` or `apart`."""

    together: frozenset[frozenset[Key]] = frozenset()
    apart: frozenset[frozenset[Key]] = frozenset()


@dataclass(frozen=True, slots=True)
class Aliases:
    """What was decided: sets of names that are the same, and lists of which the first is none of the others."""

    actors: tuple[Names, ...] = ()
    other_actors: tuple[Names, ...] = ()
    events: tuple[Names, ...] = ()
    other_events: tuple[Names, ...] = ()

    def __len__(self) -> int:
        return len(self.actors) + len(self.other_actors) + len(self.events) + len(self.other_events)

    def added(self, later: Aliases) -> Aliases:
        """Both, each decision once."""
        return Aliases(
            tuple(dict.fromkeys((*self.actors, *later.actors))),
            tuple(dict.fromkeys((*self.other_actors, *later.other_actors))),
            tuple(dict.fromkeys((*self.events, *later.events))),
            tuple(dict.fromkeys((*self.other_events, *later.other_events))),
        )


def read_aliases(path: str | Path) -> Aliases:
    """Read a file of decisions; a `DataError` names the file, the entry, what was found and what is allowed."""
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise DataError(f"{path}: no readable TOML ({problem})") from problem
    found: dict[tuple[str, str], list[Names]] = {}
    for kind, entries in data.items():
        if kind not in (ACTOR, EVENT) or not isinstance(entries, list):
            raise DataError(
                f"{path}, {kind}: found {kind!r}, allowed are entries [[{ACTOR}]] and [[{EVENT}]]"
            )
        for number, entry in enumerate(entries, 1):
            verdict, names = _entry(entry, f"{path}, {kind} {number}")
            if kind == EVENT:
                _check(names, f"{path}, {kind} {number}, {verdict}")
            found.setdefault((kind, verdict), []).append(names)
    order = ((ACTOR, SAME), (ACTOR, NEVER), (EVENT, SAME), (EVENT, NEVER))
    return Aliases(*(tuple(found.get(key, ())) for key in order))


def _entry(entry: object, place: str) -> tuple[str, Names]:
    keys = list(entry) if isinstance(entry, Mapping) else []
    if not isinstance(entry, Mapping) or len(keys) != 1 or keys[0] not in (SAME, NEVER):
        found = ", ".join(map(repr, keys)) or repr(entry)
        raise DataError(f"{place}: found {found}, allowed is one of {SAME}, {NEVER}")
    names = entry[keys[0]]
    if (
        not isinstance(names, list)
        or len(names) < 2
        or not all(isinstance(one, str) and one for one in names)
    ):
        raise DataError(f"{place}, {keys[0]}: found {names!r}, allowed is a list of two or more texts")
    return keys[0], tuple(names)


def _check(names: Names, place: str) -> None:
    types = [kind.name for kind in event_types()]
    for name in names:
        match = _REPORT.fullmatch(name)
        if match is None or match[2] not in types:
            raise DataError(
                f"{place}: found {name!r}, allowed is article#type@start:end, such as 'ar-1#{types[0]}@0:5'"
            )


def write_aliases(aliases: Aliases, path: str | Path) -> None:
    """Write decisions as a file that `read_aliases` reads."""
    lines: list[str] = []
    for kind, verdict, groups in (
        (ACTOR, SAME, aliases.actors),
        (ACTOR, NEVER, aliases.other_actors),
        (EVENT, SAME, aliases.events),
        (EVENT, NEVER, aliases.other_events),
    ):
        for names in groups:
            # Strings of JSON are strings of TOML too; other letters than ASCII's stay readable.
            listed = ", ".join(_text(name) for name in names)
            lines += [f"[[{kind}]]", f"{verdict} = [{listed}]", ""]
    Path(path).write_text("\n".join(lines), encoding="utf-8", newline="\n")


def joined(one: Links, other: Links) -> Links:
    """The decisions of both."""
    return Links(one.together | other.together, one.apart | other.apart)


def _text(name: str) -> str:
    shown = json.dumps(name, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in shown)


def report_name(item: Extraction, event: Event) -> str:
    """How a report is called in the file; of several at one trigger the second ends in ``.2``.

    >>> from kg.model import Article, Evidence
    >>> met = Event("e1", "meeting", "held", (Evidence(Span(0, 5), Span(0, 40), "r"),))
    >>> report_name(Extraction(Article("ar-1", ""), events=(met,)), met)
    'ar-1#meeting@0:5'
    """
    trigger = event.evidence[0].trigger
    place = [one.id for one in _at(item, event.type, trigger)].index(event.id)
    ending = f".{place + 1}" if place else ""
    return f"{item.article.id}#{event.type}@{trigger.start}:{trigger.end}{ending}"


def _at(item: Extraction, kind: str, at: Span) -> list[Event]:
    return [e for e in item.events if e.type == kind and any(at.overlaps(one.trigger) for one in e.evidence)]


def links(aliases: Aliases, extractions: Iterable[Extraction]) -> tuple[Links, tuple[tuple[str, str], ...]]:
    """Find the reports that are decided on; give the pairs, and remarks as (article, text) on what is not there.

    >>> links(Aliases(), [])[1]
    ()
    """
    items = {item.article.id: item for item in extractions}
    remarks: list[tuple[str, str]] = []
    together: set[frozenset[tuple[str, str]]] = set()
    apart: set[frozenset[tuple[str, str]]] = set()
    for names in aliases.events:
        keys = [key for name in names if (key := _key(name, items, remarks))]
        together |= {frozenset(pair) for pair in pairwise(keys) if pair[0] != pair[1]}
    for first, *others in aliases.other_events:
        one = _key(first, items, remarks)
        for name in others:
            other = _key(name, items, remarks)
            if one and other and one != other:
                apart.add(frozenset((one, other)))
    return Links(frozenset(together), frozenset(apart)), tuple(sorted(set(remarks)))


def _key(
    name: str, items: Mapping[str, Extraction], remarks: list[tuple[str, str]]
) -> tuple[str, str] | None:
    match = _REPORT.fullmatch(name)
    if match is None or match[1] not in items:
        return None
    found = _at(items[match[1]], match[2], Span(int(match[3]), int(match[4])))
    number = int(match[5] or 1)
    if 0 < number <= len(found):
        return match[1], found[number - 1].id
    remarks.append(
        (match[1], f"{FILE}: no {match[2]} at {match[3]}:{match[4]}, the decision on it is not applied")
    )
    return None
