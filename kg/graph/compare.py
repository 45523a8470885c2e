"""Do two reports tell the same event? A score made of what anyone can check: who, when, where, and in which words.

The weights say what newspapers' reports of one meeting have in common: mostly the same people, then the same day; a
place is often left out. A pair reaches `THRESHOLD` with equal people and day, or with half of it and an equal place.
Of what was said the words count most; in two languages, what can be compared of them (see `kg.graph.said`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from rapidfuzz import fuzz

from kg.graph.actors import GROUP, PERSON, is_vague
from kg.graph.dates import Bounds, around, day, gap
from kg.graph.model import ActorNode, Report
from kg.graph.said import DISPATCH, Said, said_alike, same_dispatch
from kg.ontology import STATUSES, EventType

WHO, WHEN, WHERE = 0.45, 0.35, 0.2
# Of what was said: by whom, when, and in which words.
WHO_SAID, WHEN_SAID, WORDS = 0.3, 0.1, 0.6
THRESHOLD = 0.7
# A state in one report and its minister in another: half as good as the same name in both.
VAGUE = 0.5
# An undated event is told on its day or the day after; longer ago, a newspaper would say when.
UNDATED = 0.7
# What an agency told is printed for some days.
COPIED = 3
# "Will meet" without a day means the next time, if that is soon.
HORIZON, AWAITED = 31, 0.5
# Newspapers print the same agency's sentence, with small changes; so much agreement of sentences is no accident.
COPY, COPY_WORTH, COPY_WORDS = 0.75, 0.25, 8
# A ministry's sentences are alike for every guest; only a full copy stands for a participant who is not named.
SURE_COPY = 0.9
# The same sentence printed a day later with its "yesterday", or a stay of which one paper dates the first day.
REPRINT, STAY, OFF = timedelta(1), timedelta(2), 0.5
# Two nations that talk do not tell the meeting of three or more at which they do.
FEW, MANY = 2, 3
# How the id of a place begins that is in no table.
UNKNOWN_PLACE = "place-"
HELD, PLANNED, CANCELLED = STATUSES


@dataclass(frozen=True, slots=True)
class Told:
    """One report, with what is compared worked out once.

    `core` are the actors in the roles that the type requires, `sentence` is folded, `said` what was said in it.
    """

    kind: EventType
    report: Report
    core: frozenset[str]
    window: Bounds | None
    lang: str | None = None
    sentence: str = ""
    said: Said | None = None

    @property
    def key(self) -> tuple[str, str]:
        """The article's id and the event's id within it."""
        return (self.report.article, self.report.event)

    @property
    def age(self) -> tuple[str, str, str]:
        """What sorts reports by the day they were made."""
        return (self.report.published or "9999", *self.key)


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


def compare(one: Told, other: Told, actors: Mapping[str, ActorNode]) -> Comparison | None:
    """Compare two reports of one type; None where they have too little in common to be worth a word."""
    exact, vague = matches(one, other, actors)
    if same_article(one, other) and not _repeats(one, other):
        return None
    if not exact + vague:
        persons = all(actors[ident].kind == PERSON for ident in one.core | other.core)
        return _same_dispatch(one, other) if persons else None
    copy = _copy(one, other)
    when = _when(one, other, copy, exact)
    alone = one.core == other.core and one.report.place is not None and one.report.place == other.report.place
    if when == 0 or (exact + vague < one.kind.link.shared and copy < SURE_COPY and not alone):
        return None
    who = _who(one, other, exact + VAGUE * vague)
    features = [("who", who), ("when", when)]
    if one.kind.link.content:
        alike = said_alike(one.said, other.said) if one.said and other.said else None
        if alike is None:
            return None
        features.append(("words", alike))
        score = WHO_SAID * who + WHEN_SAID * when + WORDS * alike
        return _judged(score, features, "")
    where, conflict = _where(one.report, other.report)
    features.append(("where", where))
    if where == 1.0 and one.report.place:
        features[1] = ("when", when := max(when, UNDATED))
    score = WHO * who + WHEN * when + WHERE * where
    if copy:
        features.append(("sentence", copy))
        score = min(1.0, score + COPY_WORTH * (copy - COPY) / (1 - COPY) + COPY_WORTH / 2)
    against = _disagreement(one.report, other.report) or ("the places disagree" if conflict else "")
    if one.kind.link.place and where <= 0.5 and not copy and not _nowhere(one, other):
        against = against or "the place is not the same"
    return _judged(score, features, against or _few_and_many(one, other, actors))


def _same_dispatch(one: Told, other: Told) -> Comparison | None:
    """The same long words in two papers, of which one or both name the wrong speaker: one statement, and in doubt."""
    if one.said is None or other.said is None or not _printed_together(one, other):
        return None
    alike = same_dispatch(one.said, other.said)
    if not alike:
        return None
    return _judged(THRESHOLD + (alike - DISPATCH), [("who", 0.0), ("words", alike)], "")


def _judged(score: float, features: list[tuple[str, float]], against: str) -> Comparison:
    score = round(score, 3)
    if not against and score < THRESHOLD:
        against = f"the score is under {THRESHOLD}"
    return Comparison(score, tuple((name, round(value, 3)) for name, value in features), against)


def _repeats(one: Told, other: Told) -> bool:
    """May one article tell the same twice, and does it say the same of both?"""
    left, right = one.report, other.report
    same = (left.status, left.country, left.place) == (right.status, right.country, right.place)
    return one.kind.link.repeats and same


def same_article(one: Told, other: Told) -> bool:
    """Are the two told by one article?"""
    return one.report.article == other.report.article


def _copy(one: Told, other: Told) -> float:
    """How much one sentence is the other, 0 where that may be an accident."""
    if one.said is not None or one.lang != other.lang or same_article(one, other):
        return 0.0
    if min(one.sentence.count(" "), other.sentence.count(" ")) < COPY_WORDS:
        return 0.0
    return fuzz.ratio(one.sentence, other.sentence, score_cutoff=COPY * 100) / 100


def _when(one: Told, other: Told, copy: float, exact: int) -> float:
    """1 for the same day; less the longer the dates are; 0 where they cannot be the same."""
    limit = one.kind.link.days
    if one.window and other.window:
        longest = max(one.window.days, other.window.days)
        if longest > limit:
            return AWAITED if one.window == other.window and _printed_together(one, other) else 0.0
        if one.window.meets(other.window):
            return 1.0 if longest == 1 or one.window == other.window else max(0.4, 1.0 - longest / 20)
        return OFF if gap(one.window, other.window) <= _leeway(one, other, copy) else 0.0
    if one.window or other.window:
        dated, undated = (one, other) if one.window else (other, one)
        return _undated(dated, undated, copy, exact)
    return UNDATED if _printed_together(one, other) else 0.0


def _printed_together(one: Told, other: Told) -> bool:
    days = (day(one.report.published), day(other.report.published))
    return days[0] is not None and days[1] is not None and abs((days[0] - days[1]).days) <= 1


def _leeway(one: Told, other: Told, copy: float) -> timedelta:
    if one.kind.link.repeats:
        return STAY
    relative = "relative" in (one.report.date_source, other.report.date_source)
    return REPRINT if copy and relative else timedelta(0)


def _undated(dated: Told, undated: Told, copy: float, exact: int) -> float:
    published = day(undated.report.published)
    if published is None or dated.window is None or dated.window.days > dated.kind.link.days:
        return 0.0
    if dated.window.meets(around(published, COPIED if copy else 1, 0)):
        return UNDATED
    awaited = undated.report.status == PLANNED and exact >= dated.kind.link.shared
    return AWAITED if awaited and dated.window.meets(around(published, 0, HORIZON)) else 0.0


def matches(one: Told, other: Told, actors: Mapping[str, ActorNode]) -> tuple[int, int]:
    """How many actors are the same, and how many more may be: a state here, somebody who acts for it there."""
    exact = one.core & other.core
    if len(exact) in (len(one.core), len(other.core)):
        return len(exact), 0
    left = [actors[ident] for ident in sorted(one.core - exact)]
    right = [actors[ident] for ident in sorted(other.core - exact)]
    sure = len(exact) + _paired(left, right, _called if one.said else _described)
    return sure, _paired(left, right, _may_speak if one.said else _may_be)


def _paired(
    left: list[ActorNode], right: list[ActorNode], fits: Callable[[ActorNode, ActorNode], bool]
) -> int:
    """Take pairs that fit out of both lists, and count them."""
    found = 0
    for one in list(left):
        other = next((other for other in right if fits(one, other)), None)
        if other is not None:
            left.remove(one)
            right.remove(other)
            found += 1
    return found


def _described(one: ActorNode, other: ActorNode) -> bool:
    """Two without a name whom two articles describe in the same words."""
    if one.nation is None or not (is_vague(one) and is_vague(other)):
        return False
    return (one.kind, one.nation, one.names) == (other.kind, other.nation, other.names)


def _called(one: ActorNode, other: ActorNode) -> bool:
    """The same of two who speak: their words are compared besides, so that "newspapers" will do."""
    both = is_vague(one) and is_vague(other)
    return both and (one.kind, one.nation, one.names) == (other.kind, other.nation, other.names)


def _may_be(one: ActorNode, other: ActorNode) -> bool:
    return one.nation is not None and one.nation == other.nation and (is_vague(one) or is_vague(other))


def _may_speak(one: ActorNode, other: ActorNode) -> bool:
    """A state speaks through anybody who acts for it, but "newspapers" do not speak for theirs."""
    return _may_be(one, other) and (one.kind == GROUP) == (other.kind == GROUP)


def _who(one: Told, other: Told, matched: float) -> float:
    """Between containment (one article names fewer) and overlap (two meetings of one host are two)."""
    contained = matched / min(len(one.core), len(other.core))
    overlap = matched / (len(one.core) + len(other.core) - matched)
    share = 0.6 if one.kind.link.shared > 1 else 0.75
    return share * contained + (1 - share) * overlap


def _where(one: Report, other: Report) -> tuple[float, bool]:
    """1 for the same place, 0.7 for the same country, 0.5 for not known, 0 and True for a contradiction.

    A place that no table knows contradicts nothing: it may be a known one in other words or in another script.
    """
    if one.country and other.country and one.country != other.country:
        return 0.0, True
    if one.place and one.place == other.place:
        return 1.0, False
    if one.place and other.place and not any(p.startswith(UNKNOWN_PLACE) for p in (one.place, other.place)):
        return 0.0, True
    if one.country and one.country == other.country:
        return (0.7 if one.place or other.place else 1.0), False
    return 0.5, False


def _nowhere(one: Told, other: Told) -> bool:
    """Do both leave out the place, and tell of the same day?"""
    placed = any((told.report.place, told.report.country) != (None, None) for told in (one, other))
    return not placed and one.window is not None and one.window == other.window and one.window.days == 1


def _disagreement(one: Report, other: Report) -> str:
    if {one.status, other.status} == {HELD, CANCELLED}:
        return "one says that it was held, the other that it was cancelled"
    if one.mode and other.mode and one.mode != other.mode:
        return "one says that it took place in another way"
    return ""


def _few_and_many(one: Told, other: Told, actors: Mapping[str, ActorNode]) -> str:
    numbers = sorted(len(nations_of(told.core, actors)) for told in (one, other))
    if one.kind.link.shared > 1 and numbers[0] <= FEW and numbers[1] >= MANY:
        return "one tells of two nations, the other of many"
    return ""


def nations_of(core: frozenset[str], actors: Mapping[str, ActorNode]) -> tuple[str, ...]:
    """The nations of the actors, sorted, each once."""
    return tuple(sorted({actors[ident].nation or "" for ident in core} - {""}))
