"""The values of the merged graph: one node for each actor and each happening, with the reports behind it.

`kg.model` holds what one article says; here is what all articles together say. Identifiers are plain strings that are
unique over the whole graph: a Wikidata id (``Q4414390``) or a content hash (``person-1f3a…``) for an actor, an ISO 3166
alpha-3 code (``RUS``) for a nation and its state, the tables' id (``hangzhou-CHN``) or a hash for a place, and
``meeting-1f3a…`` for an event.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model import Article, Office, Span


@dataclass(frozen=True, slots=True)
class ActorNode:
    """Somebody who takes part in events, over all articles.

    `kind` is person, state, organization or group. `names` holds the best name for each language, `aliases` the other
    written forms as (language, form). The id of a state is its nation's code, so that the state that acts and the
    nation its people belong to are one node. `articles` are the ids of the articles that mention the actor.

    >>> ActorNode("Q4414390", "person", {"en": "Mikhail Mishustin"}, nation="RUS").label("ar")
    'Mikhail Mishustin'
    """

    id: str
    kind: str
    names: Mapping[str, str] = field(default_factory=dict)
    nation: str | None = None
    ref: str | None = None
    aliases: tuple[tuple[str, str], ...] = ()
    offices: tuple[Office, ...] = ()
    articles: tuple[str, ...] = ()

    def label(self, lang: str = "en") -> str:
        """The name in `lang`, else the name in the first other language, else the id."""
        return label_of(self.names, lang, self.id)


@dataclass(frozen=True, slots=True)
class NationNode:
    """A state or territory with its ISO 3166-1 alpha-3 code, its Wikidata id if known, and names by language."""

    id: str
    names: Mapping[str, str] = field(default_factory=dict)
    qid: str | None = None

    def label(self, lang: str = "en") -> str:
        """The name in `lang`, else in the first other language, else the code."""
        return label_of(self.names, lang, self.id)


@dataclass(frozen=True, slots=True)
class PlaceNode:
    """A city or other place where events happen, with coordinates (WGS 84 degrees) where the tables know them."""

    id: str
    names: Mapping[str, str] = field(default_factory=dict)
    country: str | None = None
    lat: float | None = None
    lon: float | None = None

    def label(self, lang: str = "en") -> str:
        """The name in `lang`, else in the first other language, else the id."""
        return label_of(self.names, lang, self.id)


@dataclass(frozen=True, slots=True, order=True)
class Participation:
    """One actor in one role of an event, the office in which they acted, and the nation they acted for."""

    role: str
    actor: str
    office: str | None = None
    nation: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class EventEvidence:
    """The place where an article tells an event. `text` is the sentence, cut out of the article."""

    article: str
    sentence: Span
    trigger: Span
    text: str
    trigger_text: str
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Content:
    """What was said: the words of one article, with how they are given (direct, indirect, mixed).

    `about` are the ids of the actors that the words name, sorted; pronouns are not followed.
    """

    article: str
    span: Span
    text: str
    form: str
    lang: str | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What one article alone says of an event: the article's own status, date, place and participants.

    `event` is the id of the event within the article's extraction. `published` is the article's date, the day on
    which the report was made, never taken for the day of the event.
    """

    article: str
    event: str
    status: str
    participations: tuple[Participation, ...]
    evidence: tuple[EventEvidence, ...]
    published: str | None = None
    mode: str | None = None
    place: str | None = None
    country: str | None = None
    date: str | None = None
    date_source: str = "none"
    content: Content | None = None
    claimed_by: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A status that an article gave to an event, by the day of its publication."""

    status: str
    published: str | None
    article: str


@dataclass(frozen=True, slots=True)
class EventNode:
    """One happening over all articles, with what the reports agree on and the reports themselves.

    `date` is EDTF, `earliest` and `latest` are its first and last day as ISO dates. `place` is the id of a
    `PlaceNode` and `country` the code of the nation where it lies (a country alone gives only `country`).
    `claimed_by` is empty as soon as one article reports the event as fact. `part_of` holds the ids of events within
    which it lies: a summit, a visit.
    """

    id: str
    type: str
    status: str
    participations: tuple[Participation, ...]
    reports: tuple[Report, ...]
    history: tuple[StatusChange, ...] = ()
    mode: str | None = None
    place: str | None = None
    country: str | None = None
    date: str | None = None
    date_source: str = "none"
    earliest: str | None = None
    latest: str | None = None
    precision: str | None = None
    contents: tuple[Content, ...] = ()
    claimed_by: tuple[str, ...] = ()
    confidence: float = 1.0
    part_of: tuple[str, ...] = ()

    @property
    def roles(self) -> dict[str, tuple[str, ...]]:
        """The ids of the actors by role, both sorted."""
        found: dict[str, list[str]] = {}
        for part in sorted(self.participations):
            actors = found.setdefault(part.role, [])
            if part.actor not in actors:
                actors.append(part.actor)
        return {role: tuple(actors) for role, actors in found.items()}

    @property
    def actors(self) -> tuple[str, ...]:
        """The ids of all actors in any role, sorted, each once."""
        return tuple(sorted({part.actor for part in self.participations}))

    @property
    def evidence(self) -> tuple[EventEvidence, ...]:
        """Every sentence that tells the event, by article and position."""
        return tuple(sorted(item for report in self.reports for item in report.evidence))

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles that tell the event, sorted."""
        return tuple(sorted({report.article for report in self.reports}))

    @property
    def content(self) -> str | None:
        """The words of the first report that gives any."""
        return self.contents[0].text if self.contents else None

    @property
    def form(self) -> str | None:
        """How the words of `content` are given: direct, indirect or mixed."""
        return self.contents[0].form if self.contents else None


@dataclass(frozen=True, slots=True)
class Decision:
    """Why two things were, or were not, taken for one: the score, what it was made of, and the reason in words.

    `node` is the id of the node in the graph, `other` names what was compared with it: an article's actor or event as
    ``article id#local id``. `accepted` is False for a near miss, kept so that a reader can see doubt.
    """

    kind: str
    node: str
    other: str
    score: float
    features: tuple[tuple[str, float], ...]
    reason: str
    accepted: bool = True


@dataclass(frozen=True, slots=True)
class Graph:
    """Everything that was found in a set of articles, each tuple sorted by id."""

    actors: tuple[ActorNode, ...] = ()
    events: tuple[EventNode, ...] = ()
    nations: tuple[NationNode, ...] = ()
    places: tuple[PlaceNode, ...] = ()
    articles: tuple[Article, ...] = ()
    decisions: tuple[Decision, ...] = ()


def label_of(names: Mapping[str, str], lang: str, default: str) -> str:
    """Pick the name in `lang`, else in English, else in the first language by code, else `default`.

    >>> label_of({"ar": "روسيا", "zh": "俄罗斯"}, "en", "RUS")
    'روسيا'
    """
    for code in (lang, "en", *sorted(names)):
        if names.get(code):
            return names[code]
    return default


__all__ = [
    "ActorNode", "Content", "Decision", "EventEvidence", "EventNode", "Graph", "NationNode", "Participation",
    "PlaceNode", "Report", "StatusChange", "label_of",
]  # fmt: skip
