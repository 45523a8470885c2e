"""Which reports of different articles tell the same event, and what the event is by all of them together.

Reports are sorted, exact and full ones first, and taken one by one into the best event so far that shares an actor, a
type and a week; so the result does not depend on the order of the articles, and there is no pass over all pairs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kg.graph.actors import is_vague
from kg.graph.compare import Cluster, Comparison, Told, compare, nations_of
from kg.graph.dates import Bounds, around, bounds, day, precision
from kg.graph.folding import digest
from kg.graph.model import ActorNode, Decision, EventNode, Participation, Report, StatusChange
from kg.ontology import STATUSES

Block = tuple[object, ...]
Key = tuple[str, str]
# The dates that matter for blocks are short, but a user's own event type may ask for longer ones.
_MOST_WEEKS = 60
# A summit of the whole world shares its nations with everything.
_FEW_NATIONS = 4
# Words are compared in full afterwards; their ends are enough to find copies.
_ENDS = 24
# Doubt below this is no doubt.
_NEAR_MISS = 0.5


@dataclass(frozen=True, slots=True)
class Links:
    """Pairs of reports, as (article, event within it), that somebody decided are `together` or `apart`."""

    together: frozenset[frozenset[Key]] = frozenset()
    apart: frozenset[frozenset[Key]] = frozenset()


def _partners(pairs: Iterable[frozenset[Key]]) -> Mapping[Key, frozenset[Key]]:
    """For each report those with which it is paired."""
    found: dict[Key, set[Key]] = defaultdict(set)
    for pair in pairs:
        for key in pair:
            found[key] |= pair - {key}
    return {key: frozenset(others) for key, others in found.items()}


def _key(told: Told) -> Key:
    return (told.report.article, told.report.event)


@dataclass(slots=True)
class _Clusters:
    """The events so far and where to look for them."""

    all: list[Cluster] = field(default_factory=list)
    of: dict[Key, int] = field(default_factory=dict)
    blocks: dict[Block, set[int]] = field(default_factory=lambda: defaultdict(set))

    def near(self, keys: Iterable[Block]) -> list[int]:
        return sorted({number for key in keys for number in self.blocks.get(key, ())})

    def holding(self, keys: Iterable[Key]) -> set[int]:
        """The events that have one of these reports."""
        return {self.of[key] for key in keys if key in self.of}

    def add(self, told: Told, number: int, keys: Iterable[Block]) -> None:
        if number == len(self.all):
            self.all.append(Cluster())
        self.all[number].add(told)
        self.of[_key(told)] = number
        for key in keys:
            self.blocks[key].add(number)


def join_events(
    told: Sequence[Told], actors: Mapping[str, ActorNode], links: Links
) -> tuple[tuple[EventNode, ...], tuple[Decision, ...]]:
    """Give the events that the reports tell, sorted by id, and why reports were joined or nearly so."""
    clusters = _Clusters()
    together, apart = _partners(links.together), _partners(links.apart)
    verdicts: list[tuple[int, Told, Comparison]] = []
    for one in sorted(told, key=lambda item: item.order):
        keys = _keys(one, actors)
        best, compared = _best(one, clusters, keys, actors, apart.get(_key(one), frozenset()))
        joins = compared is not None and compared.joins
        number = best if joins else len(clusters.all)
        decided = clusters.holding(together.get(_key(one), ()))
        if decided:
            number, joins, compared = min(decided), True, None
        clusters.add(one, number, keys)
        if compared is not None and (joins or compared.score >= _NEAR_MISS):
            verdicts.append((best, one, compared))
    ids = _ids(clusters.all)
    events = [_event(ids[number], cluster, actors) for number, cluster in enumerate(clusters.all)]
    decisions = (_decision(ids[number], one, compared) for number, one, compared in verdicts)
    return tuple(sorted(events, key=lambda event: event.id)), tuple(
        sorted(decisions, key=lambda item: (item.node, item.other))
    )


def _best(
    told: Told,
    clusters: _Clusters,
    keys: Sequence[Block],
    actors: Mapping[str, ActorNode],
    apart: frozenset[Key],
) -> tuple[int, Comparison | None]:
    best, found = -1, None
    kept_away = clusters.holding(apart)
    for number in clusters.near(keys):
        if number in kept_away:
            continue
        compared = compare(told, clusters.all[number], actors)
        if compared and (found is None or (compared.joins, compared.score) > (found.joins, found.score)):
            best, found = number, compared
    return best, found


def _keys(told: Told, actors: Mapping[str, ActorNode]) -> list[Block]:
    """The blocks in which a report of the same event would stand."""
    link, report = told.kind.link, told.report
    window = told.window
    if window is None:
        published = day(report.published)
        window = around(published, 1, 1) if published else None
    if window is None or (told.window and told.window.days > link.days):
        return []
    extra: list[Block] = [()]
    if link.content:
        extra = [("starts", told.words[:_ENDS]), ("ends", told.words[-_ENDS:])]
    elif link.place:
        extra = [(report.country,)]
    nations = nations_of(told.core, actors)
    pairs = list(combinations(nations, 2)) if len(nations) <= _FEW_NATIONS else []
    who: list[Block] = [(ident,) for ident in sorted(told.core)] + [tuple(pair) for pair in pairs]
    first = window.earliest.toordinal() // 7
    last = min(window.latest.toordinal() // 7, first + _MOST_WEEKS)
    return [
        (told.kind.name, week, *one, *more)
        for week in range(first, last + 1)
        for one in who
        for more in extra
    ]


def _ids(clusters: Sequence[Cluster]) -> list[str]:
    """An id for each event, made of its earliest report, so that later articles do not change it."""
    ids: list[str] = []
    for cluster in clusters:
        first = min(cluster.members, key=_age)
        report = first.report
        parts = tuple((part.role, part.actor) for part in report.participations)
        trigger = [(item.trigger.start, item.trigger.end) for item in report.evidence[:1]]
        content = report.content.text if report.content else ""
        key = (
            first.kind.name,
            report.article,
            trigger,
            parts,
            report.place,
            report.country,
            report.date,
            content,
        )
        ids.append(f"{first.kind.name}-{digest(*key)}")
    twins = Counter(ids)
    for number, ident in enumerate(ids):
        if twins[ident] > 1:
            first = min(clusters[number].members, key=_age)
            ids[number] = f"{first.kind.name}-{digest(ident, first.report.event)}"
    return ids


def _age(told: Told) -> tuple[str, str, str]:
    return (told.report.published or "9999", told.report.article, told.report.event)


def _event(ident: str, cluster: Cluster, actors: Mapping[str, ActorNode]) -> EventNode:
    reports = [told.report for told in sorted(cluster.members, key=_age)]
    kind = cluster.members[0].kind
    status = next((name for name in (STATUSES[0], STATUSES[2]) if name in cluster.statuses), STATUSES[1])
    # What came true is told best by those who tell it as true; the plan's date and place are only its history.
    telling = [report for report in reports if report.status == status]
    date, source = _date(telling) or _date(reports) or (None, "none")
    place, country = _place(telling) or _place(reports) or (None, None)
    span = bounds(date)
    claimed = all(report.claimed_by for report in reports)
    return EventNode(
        id=ident,
        type=kind.name,
        status=status,
        participations=_participations(reports, actors),
        reports=tuple(reports),
        history=tuple(StatusChange(report.status, report.published, report.article) for report in reports),
        mode=next((report.mode for report in (*telling, *reports) if report.mode), None),
        place=place,
        country=country,
        date=date,
        date_source=source,
        earliest=span.earliest.isoformat() if span else None,
        latest=span.latest.isoformat() if span else None,
        precision=precision(date),
        contents=tuple(report.content for report in reports if report.content),
        claimed_by=tuple(sorted({one for report in reports for one in report.claimed_by})) if claimed else (),
        confidence=max(report.confidence for report in reports),
    )


def _date(reports: Iterable[Report]) -> tuple[str, str] | None:
    """The most exact date, of equally exact ones the commonest, of those the first."""
    found: Counter[tuple[str, str]] = Counter()
    spans: dict[str, Bounds] = {}
    for report in reports:
        span = bounds(report.date)
        if report.date and span:
            found[report.date, report.date_source] += 1
            spans[report.date] = span
    return min(found, key=lambda item: (spans[item[0]].days, -found[item], item), default=None)


def _place(reports: Iterable[Report]) -> tuple[str | None, str | None] | None:
    """The commonest place, where there is none the commonest country."""
    found = Counter((report.place, report.country) for report in reports if report.place or report.country)
    return min(
        found,
        key=lambda item: (item[0] is None, item[1] is None, -found[item], item[0] or "", item[1] or ""),
        default=None,
    )


def _participations(reports: Sequence[Report], actors: Mapping[str, ActorNode]) -> tuple[Participation, ...]:
    """Who took part by all reports; a state or a bare office gives way to the person whom another report names."""
    kept: dict[tuple[str, str], Participation] = {}
    told_by: dict[tuple[str, str], set[str]] = defaultdict(set)
    for report in reports:
        for part in report.participations:
            key = (part.role, part.actor)
            told_by[key].add(report.article)
            old = kept.get(key)
            kept[key] = Participation(
                part.role,
                part.actor,
                (old and old.office) or part.office,
                (old and old.nation) or part.nation,
            )
    return tuple(part for key, part in sorted(kept.items()) if not _gives_way(part, kept, told_by, actors))


def _gives_way(
    part: Participation,
    kept: Mapping[tuple[str, str], Participation],
    told_by: Mapping[tuple[str, str], set[str]],
    actors: Mapping[str, ActorNode],
) -> bool:
    one = actors[part.actor]
    if not is_vague(one) or one.nation is None:
        return False
    named = [
        key
        for key in kept
        if key[0] == part.role and actors[key[1]].nation == one.nation and not is_vague(actors[key[1]])
    ]
    return bool(named) and all(not (told_by[key] & told_by[part.role, part.actor]) for key in named)


def _decision(node: str, told: Told, compared: Comparison) -> Decision:
    reason = f"not the same: {compared.against}" if compared.against else _praise(compared)
    other = f"{told.report.article}#{told.report.event}"
    return Decision("event", node, other, compared.score, compared.features, reason, compared.joins)


def _praise(compared: Comparison) -> str:
    return "the same: " + ", ".join(f"{name} agrees to {value:.0%}" for name, value in compared.features)
