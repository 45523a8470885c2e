"""Compare our time expressions with TIMEX3 annotations: read TimeML, bring its values to ours, count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from kg.extract import dates
from kg.extract.language import load
from kg.extract.tokens import tokenize

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
_TIMEX = re.compile(r'<TIMEX3\b[^>]*?\bvalue="([^"]*)"[^>]*>(.*?)</TIMEX3>', re.DOTALL)
_TYPE = re.compile(r'\btype="(DATE|TIME)"')
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated expression: where it stands in the bare text, and its value as we write it."""

    start: int
    end: int
    value: str


@dataclass(slots=True)
class Score:
    """Expressions that were right, found with another value, missed, and found where nothing is annotated."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    extra: int = 0

    @property
    def total(self) -> int:
        """How many annotated expressions have a value that we could give."""
        return self.right + self.wrong + self.missed

    @property
    def accuracy(self) -> float:
        """Right values among all that are annotated."""
        return self.right / self.total if self.total else 0.0

    def __str__(self) -> str:
        found = self.right + self.wrong
        return (
            f"values right {self.right} of {self.total} ({self.accuracy:.1%}); "
            f"of the {found} found {self.right / max(found, 1):.1%}; missed {self.missed}, extra {self.extra}"
        )


def our_value(value: str) -> str | None:
    """A TIMEX3 value in our form; None for what we do not give (durations, sets, references, centuries)."""
    value = value.split("T")[0]
    if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        return value
    if week := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return f"{monday}/{monday + timedelta(days=6)}"
    if re.fullmatch(r"\d{3}", value):
        return f"{value}0/{value}9"
    if season := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return season[1]
    if half := re.fullmatch(r"(\d{4})-H([12])", value):
        return f"{half[1]}-{'01' if half[2] == '1' else '07'}/{half[1]}-{'06' if half[2] == '1' else '12'}"
    return None


def bare(markup: str) -> tuple[str, list[Gold], list[tuple[int, int]]]:
    """The text without tags, the expressions with a value for us, and the spans of all annotated expressions."""
    text, golds, spans, at = "", [], [], 0
    for match in _TIMEX.finditer(markup):
        text += _TAG.sub("", markup[at : match.start()])
        start = len(text)
        text += _TAG.sub("", match[2])
        spans.append((start, len(text)))
        value = our_value(match[1])
        if value and _TYPE.search(match[0]):
            golds.append(Gold(start, len(text), value))
        at = match.end()
    return text + _TAG.sub("", markup[at:]), golds, spans


def differences(markup: str, code: str, published: str | None) -> Iterator[tuple[str, str, str | None]]:
    """Each annotated value with ours: (words, value, our values or None), then our extra ones with an empty value."""
    text, golds, spans = bare(markup)
    language = load(code)
    found = dates.find(tokenize(text, language, dates.known(language)), language, published)
    for gold in golds:
        ours = [t for t in found if t.span.start < gold.end and gold.start < t.span.end]
        # "10 and 11 April" is one range for us and two days there: the ends of a range count as its values
        readings = [v for t in ours for v in (t.value, t.coming) if v]
        ends = [end for v in readings if "/" in v for end in v.split("/") if len(end) == len(gold.value)]
        values = " ".join(readings + ends)
        yield text[gold.start : gold.end], gold.value, values if ours else None
    for timex in found:
        if not any(timex.span.start < b and a < timex.span.end for a, b in spans):
            yield timex.span.of(text), "", timex.value


def score(markup: str, code: str, published: str | None) -> Score:
    """Count the differences of one document."""
    result = Score()
    for _, gold, ours in differences(markup, code, published):
        if not gold:
            result.extra += 1
        elif ours is None:
            result.missed += 1
        elif gold in ours.split():
            result.right += 1
        else:
            result.wrong += 1
    return result


def add(scores: list[Score]) -> Score:
    """The sum."""
    return Score(*(sum(getattr(s, field) for s in scores) for field in ("right", "wrong", "missed", "extra")))
