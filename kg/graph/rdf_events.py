"""The RDF of events: what happened, who took part, what was said, which sentence tells it, why reports were joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyoxigraph import NamedNode

from kg.graph.dates import bounds, precision
from kg.graph.model import Content, Decision, EventEvidence, EventNode, Participation, Report
from kg.graph.offices import office_on
from kg.graph.rdf_nodes import A, Export, interval, membership_triples, time_triples
from kg.graph.terms import Triple, decimal, edtf, labels, term, text, typed
from kg.model import Office, Span
from kg.ontology import EventType, event_type

_STATUS = {"held": "d:occurred", "planned": "d:planned", "cancelled": "d:cancelled"}
_SCHEMA_STATUS = {"planned": "schema:EventScheduled", "cancelled": "schema:EventCancelled"}
_DATE_SOURCE = {"explicit": "d:explicitDate", "relative": "d:relativeDate"}
_FORMS = ("direct", "indirect", "mixed")


def event_triples(export: Export, event: EventNode) -> Iterator[Triple]:
    """An event by all reports together, with every sentence that tells it."""
    kind = event_type(event.type)
    node = NamedNode(export.iris.event(event.id))
    langs = {"en", *(export.langs.get(article, "") for article in event.articles)}
    names = {lang: export.names.event(event, lang) for lang in sorted(langs) if lang in kind.labels}
    yield from ((node, predicate, label) for predicate, label in labels(names))
    yield from _assertions(export, kind, node, event)
    for content in event.contents:
        yield from _content_triples(export, kind, node, event, content)
    for evidence in event.evidence:
        yield from _mention_triples(export, node, event.id, evidence)


def report_triples(export: Export, event: EventNode, report: Report) -> Iterator[Triple]:
    """An event by one article alone: the same node, with what that article says and nothing else."""
    kind = event_type(event.type)
    node = NamedNode(export.iris.event(event.id))
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
    for evidence in report.evidence:
        yield from _mention_triples(export, node, event.id, evidence)


def decision_triples(export: Export, decision: Decision) -> Iterator[Triple]:
    """Why a report was, or was not, taken to tell an event."""
    node = NamedNode(export.iris.part("decision", decision.node, decision.other, decision.accepted))
    yield (node, A, term("d:SameEventDecision"))
    yield (node, term("d:decidedEvent"), NamedNode(export.iris.event(decision.node)))
    yield (node, term("d:decidedReport"), text(decision.other))
    yield (node, term("d:score"), decimal(decision.score))
    yield (node, term("d:reason"), text(decision.reason))
    yield (node, term("d:accepted"), typed("true" if decision.accepted else "false", "xsd:boolean"))
    yield (node, term("prov:wasGeneratedBy"), export.run)
    for name, value in decision.features:
        yield (node, term("d:feature"), text(f"{name}={value:g}"))


def _assertions(export: Export, kind: EventType, node: NamedNode, event: EventNode) -> Iterator[Triple]:
    for name in ("sem:Event", f"d:{kind.class_name}", *kind.parents):
        yield (node, A, term(name))
    yield (node, term("sem:eventType"), term(f"d:{kind.class_name}"))
    yield from _status(export, kind, node, event)
    yield from _codes(kind, node, event)
    yield from _date(export, node, event)
    if event.mode and any(mode.name == event.mode for mode in kind.modes):
        yield (node, term("d:mode"), term(f"d:mode-{event.mode}"))
    if event.place:
        place = NamedNode(export.iris.of("place", event.place))
        yield (node, term("sem:hasPlace"), place)
        if "schema:Event" in kind.parents:
            yield (node, term("schema:location"), place)
    if event.country:
        yield (node, term("d:country"), export.nation(event.country))
    for whole in event.part_of:
        yield (node, term("sem:subEventOf"), NamedNode(export.iris.event(whole)))
    for part in event.participations:
        yield from _participation_triples(export, kind, node, event, part)


def _status(export: Export, kind: EventType, node: NamedNode, event: EventNode) -> Iterator[Triple]:
    status = term(_STATUS[event.status])
    claimed = bool(event.claimed_by) and event.status == "held"
    yield (node, term("d:status"), term("d:claimed") if claimed else status)
    if claimed:
        yield (node, term("d:statusInClaim"), status)
    for ident in event.claimed_by:
        yield (node, term("d:claimedBy"), export.actor(ident))
    if "schema:Event" in kind.parents and event.status in _SCHEMA_STATUS:
        yield (node, term("schema:eventStatus"), term(_SCHEMA_STATUS[event.status]))


def _codes(kind: EventType, node: NamedNode, event: EventNode) -> Iterator[Triple]:
    codes = kind.codes_for(event.status, event.mode)
    if codes.plover:
        yield (node, term("d:plover"), term(f"d:plover-{codes.plover}"))
    if codes.cameo:
        yield (node, term("d:cameo"), term(f"d:cameo-{codes.cameo}"))
    if codes.timeml:
        yield (node, term("d:timemlClass"), text(codes.timeml))


def _date(export: Export, node: NamedNode, event: EventNode) -> Iterator[Triple]:
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
    yield from time_triples(export, event.date)


def _participation_triples(
    export: Export, kind: EventType, node: NamedNode, event: EventNode, part: Participation
) -> Iterator[Triple]:
    role = next((one for one in kind.roles if one.name == part.role), None)
    if role is None:
        return
    actor = export.actor(part.actor)
    for name in ("sem:hasActor", f"d:{role.property}", *role.terms):
        yield (node, term(name), actor)
    own = NamedNode(export.iris.part("participation", event.id, part.role, part.actor))
    yield (node, term("d:participation"), own)
    yield (own, A, term("d:Participation"))
    yield (own, term("d:event"), node)
    yield (own, term("d:actor"), actor)
    yield (own, term("d:role"), term(f"d:role-{part.role}"))
    if part.nation:
        yield (own, term("d:represents"), export.nation(part.nation))
    if part.office:
        held = export.names.actors[part.actor].offices
        office = office_on(held, part.office, bounds(event.date)) or Office(part.office, part.nation)
        yield (own, term("d:inCapacity"), export.membership(part.actor, office))
        yield from membership_triples(export, part.actor, office)


def _content_triples(
    export: Export, kind: EventType, event_node: NamedNode, event: EventNode, content: Content
) -> Iterator[Triple]:
    form = content.form if content.form in _FORMS else "indirect"
    own = NamedNode(
        export.iris.part("content", event.id, content.article, content.span.start, content.span.end)
    )
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
    yield from _position(own, content.span, term("oa:hasSelector"))


def _mention_triples(
    export: Export, event_node: NamedNode, event: str, evidence: EventEvidence
) -> Iterator[Triple]:
    key = (evidence.article, evidence.sentence, evidence.trigger, evidence.rule)
    own = NamedNode(export.iris.part("mention", event, *key))
    article = export.article(evidence.article)
    lang = export.langs.get(evidence.article)
    yield (event_node, term("d:evidence"), own)
    for name in ("d:Mention", "oa:SpecificResource", "gaf:Mention"):
        yield (own, A, term(name))
    yield (own, term("gaf:denotes"), event_node)
    yield (own, term("oa:hasSource"), article)
    yield (own, term("prov:wasDerivedFrom"), article)
    yield (own, term("prov:wasGeneratedBy"), export.run)
    yield (own, term("d:rule"), text(evidence.rule))
    yield (own, term("d:confidence"), decimal(min(max(evidence.confidence, 0.0), 1.0)))
    yield from _position(own, evidence.sentence, term("oa:hasSelector"))
    yield from _quote(own, "quote", term("oa:hasSelector"), evidence.text, lang)
    yield from _quote(own, "trigger", term("d:trigger"), evidence.trigger_text, lang)
    yield from _position_values(NamedNode(f"{own.value}/trigger"), evidence.trigger)


def _position(owner: NamedNode, span: Span, predicate: NamedNode) -> Iterator[Triple]:
    selector = NamedNode(f"{owner.value}/position")
    yield (owner, predicate, selector)
    yield from _position_values(selector, span)


def _position_values(selector: NamedNode, span: Span) -> Iterable[Triple]:
    return (
        (selector, A, term("oa:TextPositionSelector")),
        (selector, term("oa:start"), typed(str(span.start), "xsd:nonNegativeInteger")),
        (selector, term("oa:end"), typed(str(span.end), "xsd:nonNegativeInteger")),
    )


def _quote(
    owner: NamedNode, name: str, predicate: NamedNode, words: str, lang: str | None
) -> Iterator[Triple]:
    selector = NamedNode(f"{owner.value}/{name}")
    yield (owner, predicate, selector)
    yield (selector, A, term("oa:TextQuoteSelector"))
    yield (selector, term("oa:exact"), text(words, lang))
