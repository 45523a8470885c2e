"""What an event is by all reports of it together: its id, status, date, place and participants."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.graph.actors import is_vague
from kg.graph.compare import Told
from kg.graph.dates import Bounds, bounds, precision
from kg.graph.folding import digest
from kg.graph.model import ActorNode, EventNode, Participation, Report, StatusChange
from kg.ontology import STATUSES, EventType


def ids_of(clusters: Sequence[Sequence[Told]]) -> list[str]:
    """An id for each event, made of its earliest report, so that later articles do not change it."""
    firsts = [min(cluster, key=lambda told: told.age) for cluster in clusters]
    ids = [id_of(first) for first in firsts]
    twins = Counter(ids)
    return [
        f"{first.kind.name}-{digest(ident, first.report.event)}" if twins[ident] > 1 else ident
        for ident, first in zip(ids, firsts, strict=True)
    ]


def id_of(first: Told) -> str:
    """The id of the event of which this is the earliest report; two of one article may get the same."""
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
    return f"{first.kind.name}-{digest(*key)}"


def event_of(ident: str, members: Sequence[Told], actors: Mapping[str, ActorNode]) -> EventNode:
    """Say what an event is by all reports together; each of them is kept as it is."""
    reports = [told.report for told in sorted(members, key=lambda told: told.age)]
    kind = members[0].kind
    statuses = {report.status for report in reports}
    status = next((name for name in (STATUSES[0], STATUSES[2]) if name in statuses), STATUSES[1])
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
        participations=_participations(_agreeing(reports, kind, actors), actors),
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


def _agreeing(
    reports: Sequence[Report], kind: EventType, actors: Mapping[str, ActorNode]
) -> Sequence[Report]:
    """Of what was said, the reports that name the same speakers: the others, with the same words, are mistaken.

    What most say holds, of equally many what names a person, of those what was printed first.
    """
    if not kind.content:
        return reports
    who = [frozenset(part.actor for part in r.participations if part.role in kind.core) for r in reports]
    counts = Counter(who)
    best = min(who, key=lambda one: (-counts[one], any(is_vague(actors[ident]) for ident in one)))
    return [report for report, named in zip(reports, who, strict=True) if named & best or not named]


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
