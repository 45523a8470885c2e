"""Find the time expressions of an article and say what days they mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kg.extract.date_tables import DateTable, Element, Node, Pattern, table
from kg.extract.date_values import Context, Parts, read
from kg.extract.language import Language
from kg.extract.tokens import Tokens
from kg.model import Timex

_YEARS = range(1000, 2101)
_PLAUSIBLE = range(1000, 3000)
_RECENT = range(1800, 2101)
_HIJRI_YEARS = range(1390, 1461)  # 1970-2039: what a Hijri year without its mark can be in news
_LOOK_BACK = 4  # tokens that the elements before an expression may fill
_NEAR = 3  # sentences over which "the next day" looks back
_DELAY = 3  # days between writing and publication
_EARLY = -1  # the same, for articles that bear the day before
_SURE = frozenset({"bracket", "day", "nth", "mnum", "weekday"})  # what tells the day besides "today"
_ANAPHORS = frozenset({"anaphor", "later", "earlier"})
_JOINERS = frozenset("/-–")  # between two names of one month
_CLAUSE = 16  # tokens from "since" to the last time of its clause


def find(tokens: Tokens, language: Language, published: str | None) -> tuple[Timex, ...]:
    """All time expressions, from left to right, the longest at each place; relative ones count from `published`.

    What is no ISO date of the years 1000 to 2999 counts as unknown.
    An expression right after a word like "since" or "until" has that in its rule: ``year+since``, ``weekday+until``;
    one further on in a clause that "since" begins has that as ``+clause``.

    >>> from kg.extract.language import load
    >>> from kg.extract.tokens import tokenize
    >>> [t.value for t in find(tokenize("He left on Monday.", load("en")), load("en"), "2025-11-05")]
    ['2025-11-03']
    """
    view = _View(tokens, table(language.code))
    matches = list(_matches(view))
    anchor = _narrated(view, matches, _day(published))
    found: list[Timex] = []
    for match in matches:
        context = Context(anchor, _previous(found, tokens, match.first), view.table.day_first)
        found.append(_timex(view, match, context))
    return tuple(found)


def _day(published: str | None) -> date | None:
    try:
        day = date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
    return day if day and day.year in _PLAUSIBLE else None


def known(language: Language) -> frozenset[str]:
    """The folded words of the date tables that an attached particle may precede.

    >>> from kg.extract.language import load
    >>> "الاثنين" in known(load("ar"))
    True
    """
    return table(language.code).known


@dataclass(frozen=True, slots=True)
class _Match:
    rule: str
    first: int
    last: int
    parts: Parts


def _matches(view: _View) -> Iterator[_Match]:
    """The longest pattern at each place, from left to right, without the exclusions."""
    i, tokens, triggers = 0, view.tokens, view.table.triggers
    while i < len(tokens):
        lower = tokens.lowers[i]
        best = None
        if lower in triggers or tokens.norms[i] in triggers or lower[:1].isdigit():
            best = view.longest(i)
        if best is None:
            i += 1
            continue
        pattern, end, parts = best
        if pattern.emit:
            yield _Match(pattern.id, i, end, parts)
        i = end


def _narrated(view: _View, matches: list[_Match], published: date | None) -> date | None:
    """The day on which the text was written, where it says so: "today (17)" in an article published on the 18th.

    Only the first such expression is asked, and only a day shortly before publication is believed.
    """
    context = Context(published, None, view.table.day_first)
    for match in matches:
        if "offset" not in match.parts or not _SURE & match.parts.keys():
            continue
        reading = read(match.parts, context)
        if reading.precision != "day" or not reading.value:
            return published
        written = date.fromisoformat(reading.value) - timedelta(days=match.parts["offset"])
        if published is None or _EARLY <= (published - written).days <= _DELAY:
            return written
        return published
    return published


def _previous(found: list[Timex], tokens: Tokens, i: int) -> date | None:
    """The last exact day named in the same sentence or shortly before."""
    for timex in reversed(found):
        if tokens.sentence_of[i] - tokens.sentence_of[timex.first] > _NEAR:
            return None
        if timex.precision == "day" and timex.value:
            return date.fromisoformat(timex.value)
    return None


def _timex(view: _View, match: _Match, context: Context) -> Timex:
    reading = read(match.parts, context)
    source = "none" if reading.value is None else "relative" if reading.relative else "explicit"
    base = context.previous if _ANAPHORS & match.parts.keys() else context.anchor
    rule = match.rule
    for mark in ("since", "until"):
        if match.first and view.tokens.lowers[match.first - 1] in view.table.marks[mark]:
            rule = f"{rule}+{mark}"
    if rule == match.rule and _since(view, match.first):
        rule = f"{rule}+clause"
    return Timex(
        span=view.tokens.span(match.first, match.last),
        first=match.first,
        last=match.last,
        value=reading.value,
        precision=reading.precision,
        source=source,
        anchor=base.isoformat() if base and source == "relative" else None,
        coming=reading.coming if reading.value else None,
        rule=rule,
    )


def _since(view: _View, first: int) -> bool:
    """`since he took office in March 2021`: is the time before token `first` in a clause that tells of a beginning?"""
    for k in range(first - 1, max(-1, first - 1 - _CLAUSE), -1):
        word = view.tokens.lowers[k]
        if word in view.table.marks["since"]:
            return True
        if any(c.isdigit() for c in word) or not any(c.isalpha() for c in word.strip(".")):
            return False  # another time, or the end of the clause
    return False


class _View:
    """The classes of each token, looked up once, and the matching of patterns on them."""

    def __init__(self, tokens: Tokens, dates: DateTable) -> None:
        self.tokens = tokens
        self.table = dates
        self._classes: dict[int, dict[str, list[tuple[int, int]]]] = {}

    def longest(self, i: int) -> tuple[Pattern, int, dict[str, int]] | None:
        """The pattern that reaches furthest from token `i`; exclusions first, then the order of the table."""
        limit = self.tokens.sentences[self.tokens.sentence_of[i]][1]
        best: tuple[int, int] = (i, 0)
        chosen: dict[str, int] = {}
        for end, n, parts in self._walk(self.table.tree, i, limit, {}):
            better = end > best[0] or (end == best[0] and n < best[1])
            if better and self._stands(self.table.patterns[n], i, end, limit):
                best, chosen = (end, n), parts
        return (self.table.patterns[best[1]], best[0], chosen) if best[0] > i else None

    def _walk(
        self, node: Node, i: int, limit: int, parts: dict[str, int]
    ) -> Iterator[tuple[int, int, dict[str, int]]]:
        """All ways through the tree of patterns from token `i`: where they end, which pattern, what was kept."""
        for n in node.ends:
            yield i, n, parts
        for element, following in node.negatives:
            if next(self._step(element, i, limit), None) is None:
                yield from self._walk(following, i, limit, parts)
        if i >= limit:
            return
        if node.classes:
            for cls, readings in self._at(i).items():
                for name, following in node.classes.get(cls, ()):
                    for value, end in readings:
                        if end <= limit:
                            yield from self._walk(following, end, limit, {**parts, name: value})
        for following in node.words.get(self.tokens.lowers[i], ()):
            yield from self._walk(following, i + 1, limit, parts)

    def _stands(self, pattern: Pattern, i: int, end: int, limit: int) -> bool:
        """Do the elements left of ``<`` and right of ``>`` stand directly beside the tokens from `i` to `end`?"""
        if pattern.after and next(self._match(pattern.after, 0, end, limit), None) is None:
            return False
        if not pattern.before:
            return True
        first = self.tokens.sentences[self.tokens.sentence_of[i]][0]
        starts = range(max(first, i - _LOOK_BACK), i)
        return any(stop == i for start in starts for stop, _ in self._match(pattern.before, 0, start, i))

    def _match(
        self, elements: tuple[Element, ...], k: int, i: int, limit: int
    ) -> Iterator[tuple[int, dict[str, int]]]:
        if k == len(elements):
            yield i, {}
            return
        element = elements[k]
        steps = list(self._step(element, i, limit))
        if element.negative:
            if not steps:
                yield from self._match(elements, k + 1, i, limit)
            return
        for value, after in steps:
            for end, parts in self._match(elements, k + 1, after, limit):
                yield end, {element.name: value, **parts} if element.name else parts
        if element.optional:
            yield from self._match(elements, k + 1, i, limit)

    def _step(self, element: Element, i: int, limit: int) -> Iterator[tuple[int, int]]:
        """The (value, next token) readings of one element at token `i`."""
        if i >= limit:
            return
        if not element.cls:
            if self.tokens.lowers[i] in element.words:
                yield 0, i + 1
            return
        for value, end in self._at(i).get(element.cls, ()):
            if end <= limit:
                yield value, end

    def _at(self, i: int) -> dict[str, list[tuple[int, int]]]:
        """The classes that begin at token `i`, with their (value, next token) readings, longest first."""
        if i not in self._classes:
            classes: dict[str, list[tuple[int, int]]] = {}
            for cls, value, end in (*self._words_at(i), *self._number_at(i)):
                classes.setdefault(cls, []).append((value, end))
            for cls in ("MONTH", "SUREMONTH"):
                if cls in classes:
                    classes[cls] = [*self._twin_months(classes["MONTH"], cls), *classes[cls]]
            self._classes[i] = classes
        return self._classes[i]

    def _words_at(self, i: int) -> Iterator[tuple[str, int, int]]:
        norms, lowers, phrases = self.tokens.norms, self.tokens.lowers, self.table.phrases
        keys = (norms[i],) if norms[i] == lowers[i] else (norms[i], lowers[i])
        for phrase in (p for key in keys for p in phrases.get(key, ())):
            end = i + len(phrase.words)
            if phrase.words == (norms if phrase.cased else lowers)[i:end]:
                yield phrase.cls, phrase.value, end

    def _twin_months(self, months: list[tuple[int, int]], cls: str) -> Iterator[tuple[int, int]]:
        """One month under two names: "A/B", "A B", "A (B)", "A/ B"."""
        lowers = self.tokens.lowers
        for value, end in months:
            if end + 1 >= len(lowers):
                continue
            bracket = lowers[end] == "("
            start = end + 1 if bracket or lowers[end] in _JOINERS else end
            for phrase_cls, other, after in self._words_at(start):
                if phrase_cls != "MONTH" or other != value:
                    continue
                if not bracket:
                    yield value, after
                elif after < len(lowers) and lowers[after] == ")":
                    yield value, after + 1

    def _number_at(self, i: int) -> Iterator[tuple[str, int, int]]:
        word = self.tokens.lowers[i]
        if not (word.isascii() and word.isdigit()) or len(word) > 4:
            return
        value = int(word)
        if len(word) <= 2:
            yield from self._small_number(value, i)
        if len(word) < 4 and value:
            yield "COUNT", value, i + 1
        if len(word) == 4:
            yield from self._year(value, i)

    def _small_number(self, value: int, i: int) -> Iterator[tuple[str, int, int]]:
        if 1 <= value <= 31:
            after, tokens = i + 1, self.tokens
            ordinal = after < len(tokens) and tokens.lowers[after] in self.table.marks["ordinal"]
            if ordinal and tokens.starts[after] == tokens.ends[i]:
                yield "DAYTH", value, after + 1
                yield "DAY", value, after + 1
            for cls in ("DAY", "HDAY", "FIGURE"):
                yield cls, value, after
        if 1 <= value <= 12:
            yield "MNUM", value, i + 1
            yield "HMNUM", value, i + 1

    def _year(self, value: int, i: int) -> Iterator[tuple[str, int, int]]:
        after, marks = i + 1, self.table.marks
        follower = self.tokens.lowers[after] if after < len(self.tokens) else ""
        if self.table.hijri and follower in marks["hijri"]:
            yield "HYEAR", value, after + 1
            return
        if self.table.hijri and value in _HIJRI_YEARS:
            yield "HYEAR", value, after
            return
        for end in (after + 1, after) if follower in marks["christian"] else (after,):
            if value in _YEARS:
                yield "YEAR", value, end
                if end > after:
                    yield "ERAYEAR", value, end
            if value in _RECENT:
                yield "RECENT", value, end
