"""Read a language's `dates.toml`: written forms with values, and patterns over them.

A form belongs to a class (MONTH, WEEKDAY, ...) with a number as its value. A pattern is a row of elements:

- ``MONTH`` a form of that class, kept under the name "month"; ``MONTH:month2`` kept under the name "month2"
- ``from|to`` one of these words or signs, as it stands in the text (folded, without case)
- ``$date`` one of the rows listed under that name in [macros]
- ``OF?`` may be left out; ``!OF`` must not follow; elements before ``<`` must stand before the
  expression, those behind ``>`` after it
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import product
from typing import cast

from kg.errors import DataError
from kg.extract.language import Language, load

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+|\S")
UNITS = ("day", "week", "month", "year")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = ("spring", "summer", "autumn", "winter")
_NAMES = {name: n for row in (UNITS, DAYS, SEASONS) for n, name in enumerate(row)}
# Sections of forms with values, and the class that each of them fills.
_VALUED = {
    "months": "MONTH", "hijri": "HMONTH", "weekdays": "WEEKDAY", "counts": "COUNT", "ordinals": "NTH",
    "offsets": "OFFSET", "anaphors": "ANAPHOR", "shifts": "SHIFT", "directions": "SIGN", "units": "UNIT",
    "plurals": "PLURAL", "pairs": "PAIR", "several": "SEVERAL", "seasons": "SEASON", "quarters": "QUARTER",
    "halves": "HALF", "decades": "DECADE", "weekends": "WEEKEND",
}  # fmt: skip
_OTHER = ("options", "marks", "sets", "ambiguous", "attached", "exclude", "macros", "patterns")
# Classes that a number in digits can fill; the finder gives them.
NUMERIC = frozenset(
    {"DAY", "MNUM", "FIGURE", "YEAR", "RECENT", "HYEAR", "HDAY", "HMNUM", "COUNT", "DAYTH", "ERAYEAR"}
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One written form: its words, whether their case counts, its class and value."""

    words: tuple[str, ...]
    cased: bool
    cls: str
    value: int


@dataclass(frozen=True, slots=True)
class Element:
    """One step of a pattern: a class (`cls`) or one of some `words`; `name` is where the value is kept."""

    cls: str
    words: frozenset[str]
    name: str
    optional: bool
    negative: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of elements; `before` and `after` stand beside the expression. No `emit`: an exclusion."""

    id: str
    before: tuple[Element, ...]
    elements: tuple[Element, ...]
    after: tuple[Element, ...]
    emit: bool


@dataclass(slots=True)
class Node:
    """A place in the tree of all patterns, so that what they share is matched once; filled while a table is read.

    `children` are the steps as written. The rest is what can come next when elements that may be left out are: classes
    with the name to keep the value under, words, steps that must not be possible, and patterns complete here.
    """

    children: dict[Element, Node] = field(default_factory=dict)
    classes: dict[str, list[tuple[str, Node]]] = field(default_factory=dict)
    words: dict[str, list[Node]] = field(default_factory=dict)
    negatives: list[tuple[Element, Node]] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DateTable:
    """A language's date vocabulary and patterns; `tree` holds the patterns' elements."""

    phrases: Mapping[str, tuple[Phrase, ...]]
    patterns: tuple[Pattern, ...]
    tree: Node
    triggers: frozenset[str]
    known: frozenset[str]
    marks: Mapping[str, frozenset[str]]
    day_first: bool
    hijri: bool


@cache
def table(code: str) -> DateTable:
    """The date table of a language; an unknown section, class or key is a `DataError`.

    >>> table("en").day_first
    False
    """
    where = f"kg/lang/{code}/dates.toml"
    raw = tomllib.loads((files("kg.lang") / code / "dates.toml").read_text(encoding="utf-8"))
    allowed = {*_VALUED, *_OTHER}
    if set(raw) != allowed:
        odd = ", ".join(sorted(set(raw) ^ allowed))
        raise DataError(
            f"{where}: sections must be {', '.join(sorted(allowed))}; these are missing or unknown: {odd}"
        )
    language = load(code)
    phrases = tuple(_phrases(raw, language, where))
    classes = {p.cls for p in phrases} | set(_VALUED.values()) | NUMERIC
    patterns = tuple(_patterns(raw, classes, language, where))
    index: defaultdict[str, list[Phrase]] = defaultdict(list)
    for p in sorted(phrases, key=lambda p: (-len(p.words), p.words, p.cls, p.value)):
        index[p.words[0] if p.cased else p.words[0].lower()].append(p)
    tree = _tree(patterns)
    triggers = {w for w, ps in index.items() if any(p.cls in tree.classes for p in ps)} | tree.words.keys()
    return DateTable(
        {w: tuple(ps) for w, ps in index.items()},
        patterns,
        tree,
        frozenset(triggers),
        _known(raw, phrases, language),
        {k: language_words(v, language) for k, v in raw["marks"].items()},
        raw["options"]["order"] == "day",
        raw["options"]["hijri"],
    )


def language_words(entries: list[str], language: Language) -> frozenset[str]:
    """A list of forms, folded and without case."""
    return frozenset(language.folding.fold(e).lower() for e in entries)


def _words(form: str, language: Language) -> tuple[str, ...]:
    return tuple(_WORD.findall(language.folding.fold(form)))


def _phrases(raw: Mapping[str, Mapping[str, list[str]]], language: Language, where: str) -> Iterator[Phrase]:
    unsure = language_words(raw["ambiguous"]["forms"], language)
    for section, cls in _VALUED.items():
        for key, forms in raw[section].items():
            value = _NAMES.get(key)
            if value is None:
                if not re.fullmatch(r"-?\d+", key):
                    raise DataError(
                        f"{where}: [{section}] {key!r} is no number and none of {', '.join(_NAMES)}"
                    )
                value = int(key)
            for form in forms:
                words = _words(form, language)
                if not words:
                    raise DataError(f"{where}: [{section}] {key}: {form!r} is empty when folded")
                cased = form != form.lower()
                yield Phrase(words, cased, cls, value)
                if cls in ("MONTH", "WEEKDAY") and " ".join(words).lower() not in unsure:
                    yield Phrase(words, cased, f"SURE{cls}", value)  # may stand alone
                if cls in ("UNIT", "PLURAL"):
                    yield Phrase(words, cased, f"{cls}{value}", value)  # UNIT2: only "month"
    for cls, forms in raw["sets"].items():
        for form in forms:
            yield Phrase(_words(form, language), form != form.lower(), cls, 0)


def _known(raw: Mapping[str, object], phrases: tuple[Phrase, ...], language: Language) -> frozenset[str]:
    """Words that attached particles may precede: the first words of the sections named in [attached]."""
    attached = cast(Mapping[str, "list[str]"], raw["attached"])
    classes = {_VALUED[s] for s in attached["sections"]}
    never = language_words(attached["never"], language)
    return frozenset(p.words[0] for p in phrases if p.cls in classes and p.words[0].lower() not in never)


def _patterns(
    raw: Mapping[str, Mapping[str, list[str]]], classes: set[str], language: Language, where: str
) -> Iterator[Pattern]:
    for section, emit in (("exclude", False), ("patterns", True)):
        for key, rows in raw[section].items():
            for row in rows:
                for text in _expand(row, raw["macros"], f"{where}: [{section}] {key}"):
                    before, _, rest = text.rpartition("<")
                    own, _, after = rest.partition(">")
                    sides = [
                        tuple(
                            _element(e, classes, language, f"{where}: [{section}] {key}")
                            for e in side.split()
                        )
                        for side in (before, own, after)
                    ]
                    yield Pattern(key, sides[0], sides[1], sides[2], emit)


def _expand(row: str, macros: Mapping[str, list[str]], where: str) -> Iterator[str]:
    """Replace each ``$name`` by each of its rows; macros may use macros defined before them."""
    names = re.findall(r"\$(\w+)", row)
    for name in names:
        if name not in macros:
            raise DataError(f"{where}: macro ${name} is not in [macros]: {', '.join(sorted(macros))}")
    pieces = re.split(r"\$\w+", row)
    if any(p and not p.startswith(" ") for p in pieces[1:]):
        raise DataError(f"{where}: a macro takes no suffix, leave a space after it: {row!r}")
    choices = [[x for m in macros[name] for x in _expand(m, macros, where)] for name in names]
    for picked in product(*choices):
        yield pieces[0] + "".join(
            f" {choice} {piece}" for choice, piece in zip(picked, pieces[1:], strict=True)
        )


def _element(text: str, classes: set[str], language: Language, where: str) -> Element:
    negative = text.startswith("!") and len(text) > 1
    body = text[1:] if negative else text
    optional = body.endswith("?") and len(body) > 1
    body = body[:-1] if optional else body
    cls, _, name = body.partition(":") if re.fullmatch(r"[A-Z]+\d?(?::\w+)?", body) else ("", "", "")
    if not cls:
        return Element(
            "", frozenset(language.folding.fold(w).lower() for w in body.split("|")), "", optional, negative
        )
    if cls not in classes:
        raise DataError(f"{where}: class {cls} in {text!r} is not one of {', '.join(sorted(classes))}")
    return Element(cls, frozenset(), name or cls.lower(), optional, negative)


def _tree(patterns: tuple[Pattern, ...]) -> Node:
    root = Node()
    nodes = [root]
    last: list[tuple[Node, int]] = []
    for n, pattern in enumerate(patterns):
        node = root
        for element in pattern.elements:
            if element not in node.children:
                node.children[element] = Node()
                nodes.append(node.children[element])
            node = node.children[element]
        last.append((node, n))
    complete: defaultdict[int, list[int]] = defaultdict(list)
    for node, n in last:
        complete[id(node)].append(n)
    for node in nodes:
        _fill(node, node, complete)
    return root


def _fill(node: Node, reached: Node, complete: Mapping[int, list[int]]) -> None:
    """Give `node` all that can come next from `reached`, a place it gets to by leaving elements out."""
    node.ends.extend(complete.get(id(reached), ()))
    for element, child in reached.children.items():
        if element.negative:
            node.negatives.append((element, child))
            continue
        if element.cls:
            node.classes.setdefault(element.cls, []).append((element.name, child))
        for word in sorted(element.words):
            node.words.setdefault(word, []).append(child)
        if element.optional:
            _fill(node, child, complete)
