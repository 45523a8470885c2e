"""Reports taken for one event so far, and what may not be added to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kg.graph.compare import CANCELLED, HELD, REPRINT, STAY, UNKNOWN_PLACE, Told
from kg.graph.dates import day

# Undated reports of one event are printed within days; a chain of them must not lead through a month.
_DAYS = 3


@dataclass(slots=True)
class Cluster:
    """The reports of one event, with the distinct values they give.

    Whether two clusters may be one is decided by these values, so that it costs the same whether two articles tell the
    event or two thousand.
    """

    members: list[Told] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    # Also places that no table knows, and "" for none.
    spots: set[str] = field(default_factory=set)
    statuses: set[str] = field(default_factory=set)
    modes: set[str] = field(default_factory=set)
    # The days between which all dates of the reports meet: the latest first day and the earliest last day.
    begins: date | None = None
    ends: date | None = None
    # The days on which undated reports were printed.
    printed: tuple[date, date] | None = None

    @classmethod
    def of(cls, told: Told) -> Cluster:
        """A cluster of one report."""
        report, window = told.report, told.window
        published = day(report.published)
        place = report.place if report.place and not report.place.startswith(UNKNOWN_PLACE) else None
        return cls(
            [told],
            {report.article},
            {report.country} if report.country else set(),
            {place} if place else set(),
            {report.place or ""},
            {report.status},
            {report.mode} if report.mode else set(),
            window.earliest if window else None,
            window.latest if window else None,
            (published, published) if published and not window else None,
        )

    def bars(self, other: Cluster) -> str:
        """Why the two may not be one event, empty where they may."""
        link = self.members[0].kind.link
        if not self.articles.isdisjoint(other.articles) and not (link.repeats and self.spots == other.spots):
            return "an article tells of both"
        if {HELD, CANCELLED} <= self.statuses | other.statuses:
            return "one says that it was held, the other that it was cancelled"
        if len(self.modes | other.modes) > 1:
            return "one says that it took place in another way"
        if self.members[0].said is None and max(map(len, _joint_places(self, other))) > 1:
            return "the places disagree"
        begins, ends = _latest(self.begins, other.begins), _earliest(self.ends, other.ends)
        if begins and ends and begins - ends > (STAY if link.repeats else REPRINT):
            return "the dates of other reports disagree"
        printed = _span(self.printed, other.printed)
        if printed and (printed[1] - printed[0]).days > _DAYS:
            return "other reports were printed days before"
        return ""

    def take(self, other: Cluster) -> None:
        """Add the reports of the other cluster."""
        self.members += other.members
        for name in ("articles", "countries", "places", "spots", "statuses", "modes"):
            getattr(self, name).update(getattr(other, name))
        self.begins, self.ends = _latest(self.begins, other.begins), _earliest(self.ends, other.ends)
        self.printed = _span(self.printed, other.printed)


def _joint_places(one: Cluster, other: Cluster) -> tuple[set[str], set[str]]:
    return one.countries | other.countries, one.places | other.places


def _latest(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else one or other


def _earliest(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one and other else one or other


def _span(one: tuple[date, date] | None, other: tuple[date, date] | None) -> tuple[date, date] | None:
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])
