"""Dates as EDTF: their first and last day, and how precise they are.

Only what the extraction writes is read: EDTF level 0, intervals, and of level 1 and 2 the qualifiers, seasons and
unspecified digits. Anything else is an unknown date, not an error: one odd value must not stop a graph.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_DATE = re.compile(r"(\d{3}[\dX]|\d\dXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?(?:T.*)?")
# EDTF numbers the seasons 21-24; winter is taken for the months that open the year, as newspapers do.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (1, 3)}
_OPEN = ("", "..")


@dataclass(frozen=True, slots=True, order=True)
class Bounds:
    """The first and the last day of a date, both included."""

    earliest: date
    latest: date

    @property
    def days(self) -> int:
        """How many days the date covers."""
        return (self.latest - self.earliest).days + 1

    def meets(self, other: Bounds) -> bool:
        """Do the two share a day?"""
        return self.earliest <= other.latest and other.earliest <= self.latest


@lru_cache(maxsize=4096)
def bounds(edtf: str | None) -> Bounds | None:
    """Give the first and last day of an EDTF date, None where it has none that are known.

    >>> bounds("2025-11")
    Bounds(earliest=datetime.date(2025, 11, 1), latest=datetime.date(2025, 11, 30))
    >>> bounds("2025-11-03/..") is None
    True
    """
    if not edtf:
        return None
    first, _, last = edtf.partition("/")
    if "/" not in edtf:
        last = first
    if first in _OPEN or last in _OPEN:
        return None
    begin, end = _single(first), _single(last)
    if begin is None or end is None or begin.earliest > end.latest:
        return None
    return Bounds(begin.earliest, end.latest)


@lru_cache(maxsize=4096)
def precision(edtf: str | None) -> str | None:
    """Name the precision of a date: day, month, season, year, decade, century or interval.

    >>> precision("2025-11-03"), precision("202X"), precision("2025-11-03/2025-11-04")
    ('day', 'decade', 'interval')
    """
    if bounds(edtf) is None or edtf is None:
        return None
    if "/" in edtf:
        return "interval"
    year, month, day = _parts(edtf) or ("", None, None)
    if "X" in year:
        return "century" if year.endswith("XX") else "decade"
    if month is None or month == "XX":
        return "year"
    if int(month) > 12:
        return "season"
    return "month" if day is None or day == "XX" else "day"


def day(text: str | None) -> date | None:
    """Read an ISO day (``2025-11-03``, with or without a time after it), None for anything else.

    >>> day("2025-11-03T10:00:00Z")
    datetime.date(2025, 11, 3)
    """
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def weeks(span: Bounds) -> range:
    """The numbers of the weeks that a stretch of days touches, counted from day one of the calendar.

    >>> one = bounds("2025-11-03")
    >>> len(weeks(one))
    1
    """
    return range(span.earliest.toordinal() // 7, span.latest.toordinal() // 7 + 1)


def around(middle: date, before: int, after: int) -> Bounds:
    """The stretch from `before` days before to `after` days after a day, cut at the ends of the calendar."""
    first = max(middle.toordinal() - before, 1)
    last = min(middle.toordinal() + after, date.max.toordinal())
    return Bounds(date.fromordinal(first), date.fromordinal(last))


def _parts(text: str) -> tuple[str, str | None, str | None] | None:
    match = _DATE.fullmatch(re.sub("[~?%]", "", text))
    return (match[1], match[2], match[3]) if match else None


def _single(text: str) -> Bounds | None:
    parts = _parts(text)
    if parts is None:
        return None
    years, months, days = parts
    try:
        low, high = int(years.replace("X", "0")), int(years.replace("X", "9"))
        if "X" in years or months is None or months == "XX":
            return Bounds(date(low, 1, 1), date(high, 12, 31))
        month = int(months)
        first, last = _SEASONS.get(month, (month, month))
        if days is None or days == "XX" or month > 12:
            return Bounds(date(low, first, 1), date(low, last, calendar.monthrange(low, last)[1]))
        exact = date(low, month, int(days))
        return Bounds(exact, exact)
    except ValueError:
        return None


def gap(left: Bounds, right: Bounds) -> timedelta:
    """The days between two stretches that do not meet; nothing where they do.

    >>> gap(bounds("2025-11-03"), bounds("2025-11-05")).days
    2
    """
    return max(right.earliest - left.latest, left.earliest - right.latest, timedelta(0))
