"""The values that travel through the flow, in the order in which it makes them.

All offsets are Unicode code points into `Article.text` as it was read, half open: ``text[span.start:span.end]`` is
always exact. All values are frozen; work is done by plain functions in the other modules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Article:
    """One news article. Only `text` has to be known; what is not known is None.

    `lang` is a two-letter code, `published` an ISO date (``2025-11-03``): the day of publication as the reader of the
    newspaper sees it, without a time zone.

    >>> Article(id="a", text="Li met Mishustin.").published is None
    True
    """

    id: str
    text: str
    lang: str | None = None
    published: str | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text: code points, half open.

    >>> Span(3, 6).of("Li met Xi")
    'met'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Cut the span out of `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Do the two share a code point?"""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened: the words of the article, the state's ISO 3166-1 alpha-3 code, and the tables' id.

    >>> Place("هانغتشو", "CHN", "hangzhou-CHN").country
    'CHN'
    """

    name: str
    country: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that names or describes an actor or a place.

    `span` covers the whole phrase with title and apposition, `head` the part that denotes: the bare name where there
    is one ("ميخائيل ميشوستين"), else the office or description ("رئيس الوزراء الروسي"). `first` and `last` are the
    token indices of `span` (last exclusive). `kind` is person, state, organization, group, or place (a place that
    cannot act: a city that is no seat of government). `ref` is the id of the actor within the article, None for a
    place. A state or capital carries both `ref` and `place`: its role in the clause decides.
    """

    span: Span
    head: Span
    first: int
    last: int
    kind: str
    ref: str | None = None
    nation: str | None = None
    office: str | None = None
    place: Place | None = None
    plural: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression with its value as EDTF (level 0, or an interval of such dates).

    `precision` is day, week, month, season, year, decade, time or interval. `source` says how the value was found:
    explicit (all in the text), relative (resolved against `anchor`, an ISO date) or none (not resolvable, `value` is
    None). `first` and `last` are token indices. `coming` is the other reading of an ambiguous day (a bare weekday
    name: `value` is the nearest past one, `coming` the nearest to come), for planned events.
    """

    span: Span
    first: int
    last: int
    value: str | None
    precision: str
    source: str
    anchor: str | None = None
    coming: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """An office held: key of `kg/data/offices.tsv` or the words of the article, with ISO dates or None."""

    title: str
    nation: str | None = None
    organization: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who takes part: a person, state, organization or group of one article.

    `id` is local to the article ("a3"); `ref` is the identity in the world: a Wikidata id (Q4414390), or the tables'
    own id, or None for somebody whom no table knows. `name` is the fullest name in the article (None where only an
    office or description is given), `names` the names in the tables by language, `mentions` the heads of all mentions.
    """

    id: str
    kind: str
    name: str | None
    mentions: tuple[Span, ...]
    ref: str | None = None
    nation: str | None = None
    office: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an event is told: the trigger word, the sentence it stands in, and the rule that matched."""

    trigger: Span
    sentence: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Event:
    """One happening told by one article.

    `type` names a file of `ontology/events/`; `roles` maps a role of that type to ids of the article's actors.
    `status` is held, planned or cancelled. `date` is EDTF. `content` and `form` (direct, indirect, mixed) belong to
    types with content. `claimed_by` holds the ids of the actors in whose words alone the event exists.
    """

    id: str
    type: str
    status: str
    evidence: tuple[Evidence, ...]
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mode: str | None = None
    place: Place | None = None
    date: str | None = None
    date_source: str = "none"
    content: Span | None = None
    form: str | None = None
    claimed_by: tuple[str, ...] = ()
    confidence: float = 1.0

    @property
    def rule(self) -> str:
        """The rule behind the first piece of evidence."""
        return self.evidence[0].rule


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one article, with what could not be done (`notes`: one line each)."""

    article: Article
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    dates: tuple[Timex, ...] = ()
    notes: tuple[str, ...] = ()
