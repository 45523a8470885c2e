"""From the extractions of single articles to one graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from kg.errors import InputError
from kg.graph.actors import Key, join_actors
from kg.graph.aliases import Aliases, Links, joined
from kg.graph.aliases import links as decided
from kg.graph.compare import UNKNOWN_PLACE, Told
from kg.graph.dates import bounds
from kg.graph.events import join_events
from kg.graph.folding import digest, fold
from kg.graph.model import (
    ActorNode,
    Content,
    EventEvidence,
    EventNode,
    Graph,
    NationNode,
    Participation,
    PlaceNode,
    Report,
)
from kg.graph.said import Said, Spotted, spotted, turns
from kg.graph.world import World, world
from kg.model import Article, Event, Extraction, Place, Span
from kg.ontology import event_type, event_types

# Of longer sentences the beginning tells whether they are copies.
_SENTENCE = 400


def link(
    extractions: Iterable[Extraction],
    *,
    tables: World | None = None,
    links: Links | None = None,
    aliases: Aliases | None = None,
) -> Graph:
    """Join what the articles say into one graph; the order of the articles makes no difference.

    `tables` replaces the package's own tables of nations, places, people and offices; `links` are pairs of reports
    that somebody has decided on, `aliases` what a file of decisions says of actors and reports.

    >>> from kg.model import Article
    >>> [article.id for article in link([Extraction(Article("b", "")), Extraction(Article("a", ""))]).articles]
    ['a', 'b']
    """
    known = world() if tables is None else tables
    items = sorted(extractions, key=lambda item: item.article.id)
    for left, right in pairwise(items):
        if left.article.id == right.article.id:
            raise InputError(f"articles: found the id {left.article.id!r} twice, allowed is once")
    actors, node_of, actor_decisions = join_actors(items, known, aliases)
    by_id = {actor.id: actor for actor in actors}
    places: dict[str, PlaceNode] = {}
    told = [one for item in items for one in reports_of(item, node_of, places, known)]
    events, event_decisions = join_events(
        told, by_id, joined(links or Links(), decided(aliases or Aliases(), items)[0])
    )
    return Graph(
        actors=actors,
        events=events,
        nations=tuple(
            nation_node(code, known, by_id.get(code))
            for code in sorted(nations_in(actors, events, places.values()))
        ),
        places=tuple(places[ident] for ident in sorted(places)),
        articles=tuple(item.article for item in items),
        decisions=(*actor_decisions, *event_decisions),
    )


def reports_of(
    item: Extraction, node_of: Mapping[Key, str], places: dict[str, PlaceNode], known: World
) -> Iterator[Told]:
    """Give the reports of one article, and add its places to `places`; `node_of` has the nodes of its actors."""
    if not item.events:
        return
    turn = turns(item.events, {kind.name: kind.core for kind in event_types()})
    spots = spotted(item)
    for event in item.events:
        told = _told(item, event, node_of, places, known)
        yield replace(told, said=_said(told, spots, turn[event.id])) if told.report.content else told


def _said(told: Told, spots: Spotted, turn: tuple[int, int]) -> Said | None:
    content = told.report.content
    if content is None:
        return None
    to = frozenset(part.actor for part in told.report.participations) - told.core
    return Said(fold(content.text), content.lang, spots.within(content.span), to, turn, spots.story)


def _told(
    item: Extraction, event: Event, node_of: Mapping[Key, str], places: dict[str, PlaceNode], known: World
) -> Told:
    kind = event_type(event.type)
    article = item.article
    place, country = _place(event.place, article, places, known)
    content = None
    if event.content is not None:
        words, form = event.content.of(article.text), event.form or "indirect"
        about = _named_in(item, event.content, node_of)
        content = Content(article.id, event.content, words, form, article.lang, about)
    report = Report(
        article=article.id,
        event=event.id,
        status=event.status,
        participations=_participations(item, event, node_of),
        evidence=_evidence(article, event),
        published=article.published,
        mode=event.mode,
        place=place,
        country=country,
        date=event.date,
        date_source=event.date_source,
        content=content,
        claimed_by=tuple(sorted({node_of[article.id, actor] for actor in event.claimed_by})),
        confidence=event.confidence,
    )
    core = frozenset(part.actor for part in report.participations if part.role in kind.core)
    sentence = fold(report.evidence[0].text[:_SENTENCE]) if report.evidence else ""
    return Told(kind, report, core, bounds(event.date), article.lang, sentence)


def _named_in(item: Extraction, span: Span, node_of: Mapping[Key, str]) -> tuple[str, ...]:
    """The actors that are named within a stretch of the article's text."""
    named = (
        actor.id
        for actor in item.actors
        if any(span.start <= mention.start and mention.end <= span.end for mention in actor.mentions)
    )
    return tuple(sorted({node_of[item.article.id, ident] for ident in named}))


def _participations(item: Extraction, event: Event, node_of: Mapping[Key, str]) -> tuple[Participation, ...]:
    actors = {actor.id: actor for actor in item.actors}
    found: dict[tuple[str, str], Participation] = {}
    for role, idents in event.roles.items():
        for ident in idents:
            if ident not in actors:
                raise InputError(
                    f"article {item.article.id!r}, event {event.id!r}, role {role}: found actor {ident!r}, "
                    "allowed are the ids of the article's actors"
                )
            node = node_of[item.article.id, ident]
            found.setdefault(
                (role, node), Participation(role, node, actors[ident].office, actors[ident].nation)
            )
    return tuple(found[key] for key in sorted(found))


def _evidence(article: Article, event: Event) -> tuple[EventEvidence, ...]:
    return tuple(
        sorted(
            EventEvidence(
                article.id,
                item.sentence,
                item.trigger,
                item.sentence.of(article.text),
                item.trigger.of(article.text),
                item.rule,
                event.confidence,
            )
            for item in event.evidence
        )
    )


def _place(
    place: Place | None, article: Article, places: dict[str, PlaceNode], known: World
) -> tuple[str | None, str | None]:
    """Give the ids of the place and of its country, and remember the place; a country alone is no place."""
    if place is None:
        return None, None
    name = fold(place.name)
    if place.id in known.nations:
        return None, place.id
    if place.id is None and place.country and (name, place.country) in known.nation_forms:
        return None, place.country
    ident = place.id or f"{UNKNOWN_PLACE}{digest(name, place.country)}"
    if ident in known.places:
        node = known.places[ident]
    else:
        old = places.get(ident)
        names = {**({article.lang or "und": place.name}), **(old.names if old else {})}
        node = PlaceNode(ident, {lang: names[lang] for lang in sorted(names)}, place.country)
    places[ident] = node
    return ident, node.country or place.country


def nations_in(
    actors: Iterable[ActorNode], events: Iterable[EventNode], places: Iterable[PlaceNode]
) -> set[str]:
    """The code of every nation that something of these points to."""
    codes: set[str] = set()
    for actor in actors:
        codes |= {code for code in (actor.nation, *(office.nation for office in actor.offices)) if code}
    for event in events:
        parts = (*event.participations, *(part for report in event.reports for part in report.participations))
        codes |= {part.nation for part in parts if part.nation}
        codes |= {code for code in (event.country, *(report.country for report in event.reports)) if code}
    return codes | {place.country for place in places if place.country}


def nation_node(code: str, known: World, state: ActorNode | None = None) -> NationNode:
    """The node of a nation; where the tables have none, with the names of the `state` that acts for it."""
    return known.nations.get(code) or NationNode(code, (state.names if state else None) or {"en": code})
