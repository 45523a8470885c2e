"""The RDF of events: what happened, who took part, what was said, which sentence tells it, why reports were joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.graph.dates import bounds, precision
from kg.graph.model import Content, Decision, EventEvidence, EventNode, Participation, Report
from kg.graph.offices import office_on
from kg.graph.rdf_nodes import A, Export, interval, membership_triples, time_triples
from kg.graph.terms import Term, Triple, below, decimal, edtf, iri, labels, term, text, typed
from kg.model import Office
from kg.ontology import EventType, event_type

_STATUS = {"held": "d:occurred", "planned": "d:planned", "cancelled": "d:cancelled"}
_SCHEMA_STATUS = {"planned": "schema:EventScheduled", "cancelled": "schema:EventCancelled"}
_DATE_SOURCE = {"explicit": "d:explicitDate", "relative": "d:relativeDate"}
Mentions = Sequence[tuple[Term, ...]]
# The terms that `mention_triples` takes.
MENTION_TERMS = 15
_FORMS = ("direct", "indirect", "mixed")


def event_triples(export: Export, event: EventNode, mentions: Mentions) -> Iterator[Triple]:
    """An event by all reports together, and nothing that others share.

    It leads to the mentions; what they are is in `mention_triples`.
    """
    kind = event_type(event.type)
    node = iri(export.iris.event(event.id))
    langs = {"en", *(export.langs.get(article, "") for article in event.articles)}
    names = export.names.event_in(event, (lang for lang in sorted(langs) if lang in kind.labels))
    yield from _assertions(export, kind, node, event)
    yield from ((node, predicate, label) for predicate, label in labels(names))
    for content in event.contents:
        yield from _content_triples(export, kind, node, event, content)
    yield from ((node, term("d:evidence"), terms[0]) for terms in mentions)


def report_triples(export: Export, event: EventNode, report: Report, mentions: Mentions) -> Iterator[Triple]:
    """An event by one article alone: the same node, with what that article says and nothing else.

    The times and the offices that it names are there too. It leads to the mentions, as in `event_triples`.
    """
    kind = event_type(event.type)
    node = iri(export.iris.event(event.id))
    span = bounds(report.date)
    alone = replace(
        event,
        status=report.status,
        participations=report.participations,
        reports=(report,),
        mode=report.mode,
        place=report.place,
        country=report.country,
        date=report.date,
        date_source=report.date_source,
        earliest=span.earliest.isoformat() if span else None,
        latest=span.latest.isoformat() if span else None,
        precision=precision(report.date),
        contents=(report.content,) if report.content else (),
        claimed_by=report.claimed_by,
        part_of=(),
    )
    yield from _assertions(export, kind, node, alone)
    if report.content:
        yield from _content_triples(export, kind, node, alone, report.content)
    yield from ((node, term("d:evidence"), terms[0]) for terms in mentions)
    if dated(alone) and alone.date:
        yield from time_triples(export, alone.date)
    for actor, office in offices(export, alone):
        yield from membership_triples(export, actor, office)


def mentions_of(export: Export, event: str, evidence: Iterable[EventEvidence]) -> Mentions:
    """The terms of the places where an event is told, for `mention_triples`; of those at one address the first."""
    found: dict[Term, tuple[Term, ...]] = {}
    for one in evidence:
        terms = _mention(export, event, one)
        found.setdefault(terms[0], terms)
    return tuple(found.values())


def _mention(export: Export, event: str, evidence: EventEvidence) -> tuple[Term, ...]:
    key = (evidence.article, evidence.sentence, evidence.trigger, evidence.rule)
    own = iri(export.iris.part("mention", event, *key))
    lang = export.langs.get(evidence.article)
    return (
        own,
        below(own, "position"),
        below(own, "quote"),
        below(own, "trigger"),
        iri(export.iris.event(event)),
        export.article(evidence.article),
        export.run,
        text(evidence.rule),
        decimal(min(max(evidence.confidence, 0.0), 1.0)),
        text(evidence.text, lang),
        _number(evidence.sentence.start),
        _number(evidence.sentence.end),
        text(evidence.trigger_text, lang),
        _number(evidence.trigger.start),
        _number(evidence.trigger.end),
    )


def mention_triples(
    own: Term,
    position: Term,
    quote: Term,
    trigger: Term,
    event: Term,
    article: Term,
    run: Term,
    rule: Term,
    confidence: Term,
    sentence: Term,
    start: Term,
    end: Term,
    word: Term,
    word_start: Term,
    word_end: Term,
) -> tuple[Triple, ...]:
    """Where an article tells an event: the sentence, and the word in it that gave it away."""
    return (
        (own, A, term("d:Mention")),
        (own, A, term("oa:SpecificResource")),
        (own, A, term("gaf:Mention")),
        (own, term("gaf:denotes"), event),
        (own, term("oa:hasSource"), article),
        (own, term("prov:wasDerivedFrom"), article),
        (own, term("prov:wasGeneratedBy"), run),
        (own, term("d:rule"), rule),
        (own, term("d:confidence"), confidence),
        (own, term("oa:hasSelector"), position),
        (own, term("oa:hasSelector"), quote),
        (own, term("d:trigger"), trigger),
        *_position(position, start, end),
        (quote, A, term("oa:TextQuoteSelector")),
        (quote, term("oa:exact"), sentence),
        (trigger, A, term("oa:TextQuoteSelector")),
        (trigger, term("oa:exact"), word),
        *_position(trigger, word_start, word_end),
    )


def dated(event: EventNode) -> bool:
    """Whether the first and the last day of an event are known, which gives it a stretch of time."""
    return bool(event.date and event.earliest and event.latest)


def offices(export: Export, event: EventNode) -> Iterator[tuple[str, Office]]:
    """Who acted in which office, as the event's type has a role for them."""
    for part in event.participations:
        office = _office(export, event, part)
        if office and _properties(event.type, part.role):
            yield part.actor, office


def decision_triples(export: Export, decision: Decision) -> Iterator[Triple]:
    """Why a report was, or was not, taken to tell an event."""
    node = iri(export.iris.part("decision", decision.node, decision.other, decision.accepted))
    yield (node, A, term("d:SameEventDecision"))
    yield (node, term("d:decidedEvent"), iri(export.iris.event(decision.node)))
    yield (node, term("d:decidedReport"), text(decision.other))
    yield (node, term("d:score"), decimal(decision.score))
    yield (node, term("d:reason"), text(decision.reason))
    yield (node, term("d:accepted"), typed("true" if decision.accepted else "false", "xsd:boolean"))
    yield (node, term("prov:wasGeneratedBy"), export.run)
    for name, value in decision.features:
        yield (node, term("d:feature"), text(f"{name}={value:g}"))


def _assertions(export: Export, kind: EventType, node: Term, event: EventNode) -> Iterator[Triple]:
    for name in ("sem:Event", f"d:{kind.class_name}", *kind.parents):
        yield (node, A, term(name))
    yield (node, term("sem:eventType"), term(f"d:{kind.class_name}"))
    yield from _status(export, kind, node, event)
    yield from _codes(kind, node, event)
    yield from _date(export, node, event)
    if event.mode and any(mode.name == event.mode for mode in kind.modes):
        yield (node, term("d:mode"), term(f"d:mode-{event.mode}"))
    if event.place:
        place = iri(export.iris.of("place", event.place))
        yield (node, term("sem:hasPlace"), place)
        if "schema:Event" in kind.parents:
            yield (node, term("schema:location"), place)
    if event.country:
        yield (node, term("d:country"), export.nation(event.country))
    for whole in event.part_of:
        yield (node, term("sem:subEventOf"), iri(export.iris.event(whole)))
    for part in event.participations:
        yield from _participation_triples(export, kind, node, event, part)


def _status(export: Export, kind: EventType, node: Term, event: EventNode) -> Iterator[Triple]:
    status = term(_STATUS[event.status])
    claimed = bool(event.claimed_by) and event.status == "held"
    yield (node, term("d:status"), term("d:claimed") if claimed else status)
    if claimed:
        yield (node, term("d:statusInClaim"), status)
    for ident in event.claimed_by:
        yield (node, term("d:claimedBy"), export.actor(ident))
    if "schema:Event" in kind.parents and event.status in _SCHEMA_STATUS:
        yield (node, term("schema:eventStatus"), term(_SCHEMA_STATUS[event.status]))


def _codes(kind: EventType, node: Term, event: EventNode) -> Iterator[Triple]:
    codes = kind.codes_for(event.status, event.mode)
    if codes.plover:
        yield (node, term("d:plover"), term(f"d:plover-{codes.plover}"))
    if codes.cameo:
        yield (node, term("d:cameo"), term(f"d:cameo-{codes.cameo}"))
    if codes.timeml:
        yield (node, term("d:timemlClass"), text(codes.timeml))


def _date(export: Export, node: Term, event: EventNode) -> Iterator[Triple]:
    if not (event.date and event.earliest and event.latest):
        return
    yield (node, term("d:edtf"), edtf(event.date))
    yield (node, term("d:dateSource"), term(_DATE_SOURCE.get(event.date_source, "d:unknownDate")))
    if event.precision:
        yield (node, term("d:precision"), text(event.precision))
    for name, other, value in (
        ("d:earliest", "sem:hasEarliestBeginTimeStamp", event.earliest),
        ("d:latest", "sem:hasLatestEndTimeStamp", event.latest),
    ):
        yield (node, term(name), typed(value, "xsd:date"))
        yield (node, term(other), typed(value, "xsd:date"))
    yield (node, term("time:hasTime"), interval(export, event.date))


def _participation_triples(
    export: Export, kind: EventType, node: Term, event: EventNode, part: Participation
) -> Iterator[Triple]:
    properties = _properties(kind.name, part.role)
    if not properties:
        return
    actor = export.actor(part.actor)
    for name in properties:
        yield (node, name, actor)
    own = iri(export.iris.part("participation", event.id, part.role, part.actor))
    yield (node, term("d:participation"), own)
    yield (own, A, term("d:Participation"))
    yield (own, term("d:event"), node)
    yield (own, term("d:actor"), actor)
    yield (own, term("d:role"), term(f"d:role-{part.role}"))
    if part.nation:
        yield (own, term("d:represents"), export.nation(part.nation))
    office = _office(export, event, part)
    if office:
        yield (own, term("d:inCapacity"), export.membership(part.actor, office))


@cache
def _properties(kind: str, role: str) -> tuple[Term, ...]:
    """What leads from an event of a type to somebody in a role, nothing where the type has no such role."""
    for one in event_type(kind).roles:
        if one.name == role:
            return tuple(term(name) for name in ("sem:hasActor", f"d:{one.property}", *one.terms))
    return ()


def _office(export: Export, event: EventNode, part: Participation) -> Office | None:
    if not part.office:
        return None
    held = export.names.actors[part.actor].offices
    return office_on(held, part.office, bounds(event.date)) or Office(part.office, part.nation)


def _content_triples(
    export: Export, kind: EventType, event_node: Term, event: EventNode, content: Content
) -> Iterator[Triple]:
    form = content.form if content.form in _FORMS else "indirect"
    own = iri(export.iris.part("content", event.id, content.article, content.span.start, content.span.end))
    yield (event_node, term("schema:result"), own)
    yield (own, A, term("schema:Quotation" if form == "direct" else "d:Paraphrase"))
    yield (own, term("schema:text"), text(content.text, content.lang))
    yield (own, term("d:quoteType"), term(f"d:{form}"))
    yield (own, term("prov:wasQuotedFrom"), export.article(content.article))
    if content.lang:
        yield (own, term("schema:inLanguage"), text(content.lang))
    for part in event.participations:
        if part.role in kind.core:
            yield (own, term("schema:author"), export.actor(part.actor))
    for ident in content.about:
        if ident in export.names.actors:  # a part of a graph need not have all
            yield (own, term("schema:about"), export.actor(ident))
            yield (event_node, term("schema:about"), export.actor(ident))
    yield (own, term("oa:hasSelector"), below(own, "position"))
    yield from _position(below(own, "position"), _number(content.span.start), _number(content.span.end))


def _position(selector: Term, start: Term, end: Term) -> tuple[Triple, ...]:
    return (
        (selector, A, term("oa:TextPositionSelector")),
        (selector, term("oa:start"), start),
        (selector, term("oa:end"), end),
    )


def _number(value: int) -> Term:
    return typed(str(value), "xsd:nonNegativeInteger")
