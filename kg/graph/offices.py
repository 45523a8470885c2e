"""Which office somebody held on a day."""

from __future__ import annotations

from collections.abc import Iterable

from kg.graph.dates import Bounds, bounds
from kg.model import Office


def office_on(offices: Iterable[Office], title: str, when: Bounds | None) -> Office | None:
    """The office called `title` held on some day of `when`; None where none or several fit.

    >>> held = [Office("minister", "RUS", None, "2004", "2010"), Office("minister", "RUS", None, "2012", None)]
    >>> office_on(held, "minister", bounds("2025-11-03")).start
    '2012'
    >>> office_on(held, "minister", None) is None
    True
    """
    found = [office for office in offices if office.title == title and (when is None or holds(office, when))]
    return found[0] if len(found) == 1 else None


def holds(office: Office, when: Bounds) -> bool:
    """May the office have been held on some day of `when`? An unknown start or end is no hindrance."""
    start, end = bounds(office.start), bounds(office.end)
    return (start is None or start.earliest <= when.latest) and (end is None or when.earliest <= end.latest)
