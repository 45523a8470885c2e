"""Do two reports tell the same event? A score made of what anyone can check: who, when, where, and in which words.

The weights say what the newspapers' reports of one meeting have in common: mostly the same people, then the same day;
a place is often left out. A pair reaches `THRESHOLD` with equal people and day, or with half of it and an equal place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz

from kg.graph.actors import is_vague
from kg.graph.dates import Bounds, around, day
from kg.graph.model import ActorNode, Report
from kg.ontology import EventType

WHO, WHEN, WHERE = 0.45, 0.35, 0.2
THRESHOLD = 0.7
# A state in one report and its minister in another: half as good as the same name in both.
VAGUE = 0.5
# An undated event is told on its day or the day after; longer ago, a newspaper would say when.
UNDATED = 0.6
SAME_WORDS = 90.0
# How the id of a place begins that is in no table.
UNKNOWN_PLACE = "place-"


@dataclass(frozen=True, slots=True)
class Told:
    """One report, with what is compared worked out once."""

    kind: EventType
    report: Report
    core: frozenset[str]
    window: Bounds | None
    words: str = ""

    @property
    def order(self) -> tuple[object, ...]:
        """Exact and full reports first, so that an event starts from the best that is known of it."""
        days = self.window.days if self.window else 10**6
        return (
            days,
            -len(self.core),
            self.report.published or "9999",
            self.report.article,
            self.report.event,
        )


@dataclass(slots=True)
class Cluster:
    """The reports that are taken for one event so far, and the distinct values they give.

    A comparison looks only at the distinct values, so that it costs the same whether two articles tell the event or
    two thousand.
    """

    members: list[Told] = field(default_factory=list)
    core: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    windows: set[Bounds] = field(default_factory=set)
    places: set[tuple[str | None, str | None]] = field(default_factory=set)
    statuses: set[str] = field(default_factory=set)
    modes: set[str] = field(default_factory=set)
    published: set[date] = field(default_factory=set)

    def add(self, told: Told) -> None:
        """Take another report in."""
        report = told.report
        self.members.append(told)
        self.core |= told.core
        self.articles.add(report.article)
        self.statuses.add(report.status)
        if told.window:
            self.windows.add(told.window)
        if report.place or report.country:
            self.places.add((report.place, report.country))
        if report.mode:
            self.modes.add(report.mode)
        published = day(report.published)
        if published:
            self.published.add(published)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result: a score, its features, and why the two cannot be one (empty where they can)."""

    score: float
    features: tuple[tuple[str, float], ...]
    against: str = ""

    @property
    def joins(self) -> bool:
        """Are the two taken for one?"""
        return not self.against and self.score >= THRESHOLD


def compare(told: Told, cluster: Cluster, actors: Mapping[str, ActorNode]) -> Comparison | None:
    """Compare a report with an event; None where they have too little in common to be worth a word."""
    link = told.kind.link
    if told.report.article in cluster.articles:
        return None
    when = _when(told, cluster)
    exact, vague = _matches(told.core, cluster.core, actors)
    if when == 0 or exact + vague < link.shared:
        return None
    who = _who(told.core, cluster.core, exact + VAGUE * vague)
    where, conflict = _where(told.report, cluster)
    features = [("who", who), ("when", when), ("where", where)]
    against = _disagreement(told.report, cluster) or ("the places disagree" if conflict else "")
    if link.place and where <= 0.5:
        against = against or "the place is not the same"
    if link.content:
        alike = fuzz.ratio(told.words, cluster.members[0].words) / 100 if told.words else 0.0
        features.append(("words", round(alike, 3)))
        if alike * 100 < SAME_WORDS:
            return None
    score = round(WHO * who + WHEN * when + WHERE * where, 3)
    if not against and score < THRESHOLD:
        against = f"the score is under {THRESHOLD}"
    return Comparison(score, tuple((name, round(value, 3)) for name, value in features), against)


def _when(told: Told, cluster: Cluster) -> float:
    """1 for the same day; less the longer the dates are; 0 where they cannot be the same.

    Dated reports are compared before undated ones, so a dated report never meets an undated event.
    """
    limit = told.kind.link.days
    published = day(told.report.published)
    if told.window and cluster.windows:
        if not all(told.window.meets(window) for window in cluster.windows):
            return 0.0
        longest = max(told.window.days, min(window.days for window in cluster.windows))
        if longest > limit:
            return 0.0
        return 1.0 if longest == 1 or told.window in cluster.windows else max(0.4, 1.0 - longest / 20)
    if told.window or published is None:
        return 0.0
    if cluster.windows:
        told_on = around(published, 1, 0)
        near = all(window.days <= limit and window.meets(told_on) for window in cluster.windows)
    else:
        near = any(abs((published - other).days) <= 1 for other in cluster.published)
    return UNDATED if near else 0.0


def _matches(left: frozenset[str], right: set[str], actors: Mapping[str, ActorNode]) -> tuple[int, int]:
    """How many actors are the same, and how many more may be: a state here, somebody who acts for it there."""
    exact = left & right
    rest_left, rest_right = sorted(left - exact), sorted(right - exact)
    vague = 0
    free = Counter(actors[ident].nation or "" for ident in rest_right)
    free_vague = Counter(actors[ident].nation or "" for ident in rest_right if is_vague(actors[ident]))
    for ident in rest_left:
        nation = actors[ident].nation or ""
        if nation and (free[nation] if is_vague(actors[ident]) else free_vague[nation]) > 0:
            vague += 1
            free[nation] -= 1
            free_vague[nation] -= 1
    return len(exact), vague


def _who(left: frozenset[str], right: set[str], matched: float) -> float:
    """Between containment (one article names fewer) and overlap (two meetings of one host are two)."""
    if not left or not right:
        return 0.0
    contained = matched / min(len(left), len(right))
    overlap = matched / (len(left) + len(right) - matched)
    return (contained + overlap) / 2


def _where(report: Report, cluster: Cluster) -> tuple[float, bool]:
    """1 for the same place, 0.7 for the same country, 0.5 for not known, 0 and True for a contradiction.

    A place that no table knows contradicts nothing: it may be a known one in other words or in another script.
    """
    best = 0.5
    for place, country in cluster.places:
        if report.country and country and report.country != country:
            return 0.0, True
        if report.place and report.place == place:
            best = 1.0
        elif (
            report.place and place and not any(one.startswith(UNKNOWN_PLACE) for one in (report.place, place))
        ):
            return 0.0, True
        elif report.country and report.country == country:
            best = max(best, 0.7 if report.place or place else 1.0)
    return best, False


def _disagreement(report: Report, cluster: Cluster) -> str:
    statuses = cluster.statuses | {report.status}
    if {"held", "cancelled"} <= statuses:
        return "one says that it was held, the other that it was cancelled"
    if report.mode and cluster.modes - {report.mode}:
        return "one says that it took place in another way"
    return ""


def nations_of(core: frozenset[str], actors: Mapping[str, ActorNode]) -> tuple[str, ...]:
    """The nations of the actors, sorted, each once."""
    return tuple(sorted({actors[ident].nation or "" for ident in core} - {""}))
