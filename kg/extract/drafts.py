"""A phrase in the making, shared by the modules that read its parts."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract import capitals, titles
from kg.extract.complements import Title
from kg.extract.lexicon import Entry
from kg.extract.names import given_name
from kg.extract.scan import Scan

Range = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """A mention in the making: token ranges instead of offsets. `name` is the range of a person's bare name.

    `shares` is the office word that one more person may share with this one.
    """

    first: int
    last: int
    head: Range
    kind: str
    rule: str
    name: Range | None = None
    nation: str | None = None
    office: str | None = None
    plural: bool = False
    entry: Entry | None = None
    city: str | None = None
    nested: list[tuple[int, int, Entry]] = field(default_factory=list)
    shares: str = ""


@dataclass(slots=True)
class Lead:
    """What stands before the head: its end, and whether it counts or honours."""

    last: int
    quantified: bool = False
    honoured: bool = False


def read_title(s: Scan, i: int) -> Title | None:
    """The title at token i, read in the order of the language."""
    return capitals.title(s, i) if s.lexicon.capitals else titles.title(s, i)


def name_follows(s: Scan, k: int) -> bool:
    return k < len(s) and (
        s.is_capital(k)
        or given_name(s, k)
        or s.entry(k, "person") is not None
        or bool(s.has(k, "honorific", "head"))
    )
