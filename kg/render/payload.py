"""The graph as the page holds it: plain JSON, actors and articles named by their index so that it stays small.

Everything is in it, drawn or not. Texts are passed on as they are; the page shows them as text only.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterable, Mapping
from typing import NotRequired, TypedDict
from urllib.parse import urlsplit

from kg.graph.model import ActorNode, EventEvidence, EventNode, Graph, PlaceNode, label_of
from kg.model import Article
from kg.ontology import STATUSES, EventType, event_types
from kg.render.layout import Edge, Point, between, layout
from kg.resources import package_path, rows_if_any

Labels = dict[str, str]
Drawn = tuple[int, int]

CROWD = 30  # an event with more takers than this says little about any two of them


class TypeData(TypedDict):
    """An event type's looks and words."""

    id: str
    labels: Labels
    color: str
    shape: str
    roles: dict[str, Labels]
    modes: dict[str, Labels]


class ArticleData(TypedDict):
    """An article without its text."""

    id: str
    title: NotRequired[str]
    source: NotRequired[str]
    date: NotRequired[str]
    url: NotRequired[str]


class OfficeData(TypedDict):
    """An office with the days between which it was held."""

    title: str
    nation: NotRequired[str]
    start: NotRequired[str]
    end: NotRequired[str]


class ActorData(TypedDict):
    """An actor; `at` is where it is drawn."""

    id: str
    kind: str
    names: Labels
    at: Drawn
    nation: NotRequired[str]
    aliases: NotRequired[list[str]]
    offices: NotRequired[list[OfficeData]]


class PartData(TypedDict):
    """Who (index of the actor) in which role, office and for which nation."""

    role: str
    actor: int
    office: NotRequired[str]
    nation: NotRequired[str]


class SaidData(TypedDict):
    """A sentence, the trigger's place in it (UTF-16 units, as browsers count), and the article's index."""

    article: int
    text: str
    trigger: tuple[int, int]
    rule: str


class EventData(TypedDict):
    """An event with every sentence behind it."""

    id: str
    type: str
    status: str
    parts: list[PartData]
    said: list[SaidData]
    at: Drawn
    mode: NotRequired[str]
    place: NotRequired[str]
    country: NotRequired[str]
    date: NotRequired[str]
    precision: NotRequired[str]
    source: NotRequired[str]
    first: NotRequired[str]
    last: NotRequired[str]
    content: NotRequired[str]
    form: NotRequired[str]
    claimed: NotRequired[list[int]]
    history: NotRequired[list[tuple[str, str | None, int]]]
    confidence: NotRequired[float]


class PlaceData(TypedDict):
    """A place; `at` is latitude and longitude in degrees, where the tables know them."""

    id: str
    names: Labels
    country: NotRequired[str]
    at: NotRequired[tuple[float, float]]


class Payload(TypedDict):
    """All data of a page."""

    types: list[TypeData]
    statuses: list[str]
    nations: dict[str, Labels]
    capitals: dict[str, tuple[float, float]]
    places: list[PlaceData]
    offices: dict[str, Labels]
    articles: list[ArticleData]
    actors: list[ActorData]
    events: list[EventData]


def payload(graph: Graph) -> Payload:
    """Turn a graph into the data of a page; the same graph gives the same data.

    >>> payload(Graph())["events"]
    []
    """
    actors = _with_nations(graph)
    index = {actor.id: number for number, actor in enumerate(actors)}
    articles = {article.id: number for number, article in enumerate(graph.articles)}
    points = layout(len(actors), _edges(graph, actors, index))
    event_points = between([[points[index[a]] for a in event.actors if a in index] for event in graph.events])
    return {
        "types": [_type(kind) for kind in event_types()],
        "statuses": list(STATUSES),
        "nations": {nation.id: dict(nation.names) for nation in graph.nations},
        "capitals": _capitals(graph),
        "places": [_place(place) for place in graph.places],
        "offices": _offices(graph),
        "articles": [_article(article) for article in graph.articles],
        "actors": [_actor(actor, at) for actor, at in zip(actors, points, strict=True)],
        "events": [
            _event(event, index, articles, at) for event, at in zip(graph.events, event_points, strict=True)
        ],
    }


def json_block(value: object) -> str:
    """Write `value` as JSON that is safe inside a ``<script type="application/json">``.

    >>> json_block("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029\ud800-\udfff]", lambda hit: f"\\u{ord(hit[0]):04x}", text)


def packed(text: str) -> str:
    """`text` as UTF-8, deflated, in Base64: what browsers unpack in a few milliseconds.

    >>> packed("")
    'AwA='
    """
    squeeze = zlib.compressobj(7, zlib.DEFLATED, -zlib.MAX_WBITS)  # 9 takes twice as long for one hundredth
    return base64.b64encode(squeeze.compress(text.encode("utf-8")) + squeeze.flush()).decode("ascii")


def link_of(url: str | None) -> str | None:
    """`url` if it is a plain web address, else None.

    >>> link_of("javascript:alert(1)") is None
    True
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _with_nations(graph: Graph) -> tuple[ActorNode, ...]:
    """The actors, and a state for each nation that does not act itself, so that its people have somewhere to belong."""
    known = {actor.id for actor in graph.actors}
    silent = (
        ActorNode(nation.id, "state", nation.names, nation.id)
        for nation in graph.nations
        if nation.id not in known
    )
    return (*graph.actors, *silent)


def _edges(graph: Graph, actors: Iterable[ActorNode], index: Mapping[str, int]) -> list[Edge]:
    """Shared events, each split over its pairs, and a spring from everybody to their own state."""
    weights: dict[tuple[int, int], float] = {}
    for event in graph.events:
        takers = sorted(index[a] for a in event.actors if a in index)[:CROWD]
        for nth, one in enumerate(takers):
            for other in takers[nth + 1 :]:
                weights[one, other] = weights.get((one, other), 0.0) + 1.0 / (len(takers) - 1)
    for actor in actors:
        if actor.nation and actor.nation in index and actor.nation != actor.id:
            pair = tuple(sorted((index[actor.id], index[actor.nation])))
            weights[pair[0], pair[1]] = weights.get((pair[0], pair[1]), 0.0) + 0.7
    return [(one, other, weights[one, other]) for one, other in sorted(weights)]


def _type(kind: EventType) -> TypeData:
    return {
        "id": kind.name,
        "labels": dict(kind.labels),
        "color": kind.colour,
        "shape": kind.shape,
        "roles": {role.name: dict(role.labels) for role in kind.roles},
        "modes": {mode.name: dict(mode.labels) for mode in kind.modes},
    }


def _offices(graph: Graph) -> dict[str, Labels]:
    """The labels of those offices of the tables that the graph names (others are in the article's words already)."""
    used = {part.office for event in graph.events for part in event.participations}
    used |= {office.title for actor in graph.actors for office in actor.offices}
    found: dict[str, Labels] = {}
    for row in rows_if_any(package_path("data", "office_types.tsv")):
        if row["office"] in used:
            labels = {
                key.removeprefix("label_"): text for key, text in row.items() if key.startswith("label_")
            }
            found[row["office"]] = {lang: text for lang, text in labels.items() if text}
    return dict(sorted(found.items()))


def _capitals(graph: Graph) -> dict[str, tuple[float, float]]:
    """Where the capitals lie: on the map they stand for events of which only the country is known."""
    cities = {row["id"]: row for row in rows_if_any(package_path("data", "cities.tsv"))}
    capital = {row["iso3"]: row["capital"] for row in rows_if_any(package_path("data", "nations.tsv"))}
    found: dict[str, tuple[float, float]] = {}
    for nation in graph.nations:
        city = cities.get(capital.get(nation.id, ""))
        if city and city["lat"] and city["lon"]:
            found[nation.id] = (float(city["lat"]), float(city["lon"]))
    return found


def _place(place: PlaceNode) -> PlaceData:
    data: PlaceData = {"id": place.id, "names": dict(place.names)}
    if place.country:
        data["country"] = place.country
    if place.lat is not None and place.lon is not None:
        data["at"] = (place.lat, place.lon)
    return data


def _article(article: Article) -> ArticleData:
    data: ArticleData = {"id": article.id}
    if article.title:
        data["title"] = article.title
    if article.source:
        data["source"] = article.source
    if article.published:
        data["date"] = article.published
    url = link_of(article.url)
    if url:
        data["url"] = url
    return data


def _actor(actor: ActorNode, at: Point) -> ActorData:
    names = dict(actor.names) or {"": label_of({}, "", actor.id)}
    data: ActorData = {"id": actor.id, "kind": actor.kind, "names": names, "at": at}
    if actor.nation:
        data["nation"] = actor.nation
    aliases = sorted({form for _, form in actor.aliases} - set(names.values()))
    if aliases:
        data["aliases"] = aliases
    if actor.offices:
        data["offices"] = []
        for office in actor.offices:
            held: OfficeData = {"title": office.title}
            if office.nation:
                held["nation"] = office.nation
            if office.start:
                held["start"] = office.start
            if office.end:
                held["end"] = office.end
            data["offices"].append(held)
    return data


def _event(event: EventNode, index: Mapping[str, int], articles: Mapping[str, int], at: Point) -> EventData:
    data: EventData = {
        "id": event.id,
        "type": event.type,
        "status": event.status,
        "parts": _parts(event, index),
        "said": _said(event.evidence, articles),
        "at": at,
    }
    if event.mode:
        data["mode"] = event.mode
    if event.place:
        data["place"] = event.place
    if event.country:
        data["country"] = event.country
    if event.date:
        data["date"], data["source"] = event.date, event.date_source
        data["precision"] = event.precision or ""
    if event.earliest and event.latest:
        data["first"], data["last"] = event.earliest, event.latest
    if event.content:
        data["content"], data["form"] = event.content, event.form or ""
    if event.claimed_by:
        data["claimed"] = [index[actor] for actor in event.claimed_by if actor in index]
    if len({change.status for change in event.history}) > 1:
        data["history"] = [
            (change.status, change.published, articles[change.article])
            for change in event.history
            if change.article in articles
        ]
    if event.confidence < 1:
        data["confidence"] = round(event.confidence, 3)
    return data


def _parts(event: EventNode, index: Mapping[str, int]) -> list[PartData]:
    """Who takes part, each once per role (articles may give one actor several offices: the first is kept)."""
    parts: dict[tuple[str, int], PartData] = {}
    for taken in event.participations:
        if taken.actor not in index:
            continue
        part = parts.setdefault(
            (taken.role, index[taken.actor]), {"role": taken.role, "actor": index[taken.actor]}
        )
        if taken.office and "office" not in part:
            part["office"] = taken.office
        if taken.nation and "nation" not in part:
            part["nation"] = taken.nation
    return list(parts.values())


def _said(evidence: Iterable[EventEvidence], articles: Mapping[str, int]) -> list[SaidData]:
    said: list[SaidData] = []
    for item in evidence:
        if item.article in articles:
            start = _units(item.text[: max(item.trigger.start - item.sentence.start, 0)])
            length = _units(item.trigger_text)
            said.append(
                {
                    "article": articles[item.article],
                    "text": item.text,
                    "trigger": (start, start + length),
                    "rule": item.rule,
                }
            )
    return said


def _units(text: str) -> int:
    """The length of `text` in UTF-16 units."""
    return len(text) + sum(1 for char in text if ord(char) > 0xFFFF)
