"""Compare what is found in articles with what people found in them: the function behind ``kg evaluate``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError
from kg.evaluation.gold import Annotated, Someone, Told, predicted, read_gold
from kg.evaluation.matching import SAME, Actors, Fillers, fillers, halves, likeness, match, overlap
from kg.interchange import read_records, to_record
from kg.model import Article, Span
from kg.ontology import EventType, event_types
from kg.progress import watched
from kg.report import Failed
from kg.run import extractions

ALL = "all"


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1, from the counts of what was found rightly, missed, and found wrongly.

    >>> Figures(3, 1, 0).f1
    0.857
    """

    right: int
    missed: int
    extra: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return round(_share(self.right, self.right + self.extra), 3)

    @property
    def recall(self) -> float:
        """The share of what there is that was found."""
        return round(_share(self.right, self.right + self.missed), 3)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        precision = _share(self.right, self.right + self.extra)
        recall = _share(self.right, self.right + self.missed)
        return round(2 * precision * recall / (precision + recall), 3) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the cases in which something was compared came out equal."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """The share."""
        return round(_share(self.right, self.of), 3)


@dataclass(frozen=True, slots=True)
class Mentions:
    """Mentions of annotated actors that were found, and over these the B-cubed agreement of their grouping."""

    found: int = 0
    of: int = 0
    precision_sum: float = 0.0
    recall_sum: float = 0.0

    def __add__(self, other: Mentions) -> Mentions:
        """Add up two articles."""
        return Mentions(
            self.found + other.found,
            self.of + other.of,
            self.precision_sum + other.precision_sum,
            self.recall_sum + other.recall_sum,
        )

    @property
    def recall(self) -> float:
        """The share of the mentions that was found."""
        return round(_share(self.found, self.of), 3)

    @property
    def b3_precision(self) -> float:
        """Low where different actors are taken for one."""
        return round(_share(self.precision_sum, self.found), 3)

    @property
    def b3_recall(self) -> float:
        """Low where one actor is taken for several."""
        return round(_share(self.recall_sum, self.found), 3)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One event that was missed, invented, or found with something wrong."""

    article: str
    what: str
    type: str
    text: str

    def __str__(self) -> str:
        return f"{self.article} | {self.what} | {self.type} | {self.text}"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures, by event type and for all types together.

    `events` counts events found, `roles` their fillers, `strict` events right in everything that is annotated.
    `accuracy` is over matched events: status, date, country of the place, mode, content, country and kind of actors.
    `failed` are articles at which the extraction broke off: they count as articles in which nothing was found.
    """

    events: Mapping[str, Figures]
    roles: Mapping[str, Figures]
    strict: Mapping[str, Figures]
    accuracy: Mapping[str, Share]
    mentions: Mentions
    mistakes: tuple[Mistake, ...] = field(repr=False, default=())
    failed: tuple[Failed, ...] = ()

    def __str__(self) -> str:
        """The figures as a table."""
        head = f"{'':10} {'detected P':>10} {'R':>6} {'F1':>6}   {'roles F1':>8}   {'strict F1':>9}"
        lines = [f"{head}   {'gold':>5} {'pred':>5}"]
        for name, found in self.events.items():
            gold, pred = found.right + found.missed, found.right + found.extra
            lines.append(
                f"{name:10} {found.precision:10.3f} {found.recall:6.3f} {found.f1:6.3f}   {self.roles[name].f1:8.3f}   "
                f"{self.strict[name].f1:9.3f}   {gold:5} {pred:5}"
            )
        lines.append(
            "  ".join(f"{name} {share.value:.3f}/{share.of}" for name, share in self.accuracy.items())
        )
        lines.append(
            f"actor mentions found {self.mentions.recall:.3f}/{self.mentions.of}  "
            f"grouping B3 P {self.mentions.b3_precision:.3f} R {self.mentions.b3_recall:.3f}"
        )
        return "\n".join(lines)


def evaluate(
    gold_dir: str | Path,
    predictions: str | Path | None = None,
    *,
    lang: str | None = None,
    progress: bool = False,
) -> Evaluation:
    """Compare predictions (a file of `events.jsonl` lines) with annotated articles (a folder of ``.json`` files).

    Without `predictions` the articles are extracted from now. `lang` keeps to articles of one language.
    """
    if not Path(gold_dir).is_dir():
        raise InputError(f"{gold_dir}: no such folder, allowed is a folder of annotated articles")
    tally = _Tally({kind.name: kind for kind in event_types()})
    found = (
        None if predictions is None else {str(record["id"]): record for record in read_records(predictions)}
    )
    for item in watched(read_gold(gold_dir, lang), progress, "articles"):
        record = tally.extracted(item.article) if found is None else found.get(item.article.id, {})
        tally.add(item, *predicted(record))
    return tally.evaluation()


class _Tally:
    """The counts of one evaluation, article by article."""

    def __init__(self, kinds: Mapping[str, EventType]) -> None:
        self._kinds = kinds
        self._counts: dict[str, dict[str, Counter[str]]] = {
            table: {name: Counter() for name in kinds} for table in ("events", "roles", "strict")
        }
        self._right: Counter[str] = Counter()
        self._of: Counter[str] = Counter()
        self._mentions = Mentions()
        self._mistakes: list[Mistake] = []
        self._failed: list[Failed] = []

    def extracted(self, article: Article) -> Mapping[str, object]:
        """Extract from an article now; one that fails gives an empty record, and is named in the evaluation."""
        (result,) = extractions([article])
        if isinstance(result, Failed):
            self._failed.append(result)
            return {}
        return to_record(result)

    def add(self, gold: Annotated, actors: Actors, events: Sequence[Told]) -> None:
        """Count one article."""
        self._mentions += mentions(gold.actors, actors)
        known = [event for event in gold.events if event.type in self._kinds]
        told = [event for event in events if event.type in self._kinds]
        pairs = match(self._kinds, known, gold.actors, told, actors)
        for index, event in enumerate(known):
            if index in pairs:
                other = told[pairs[index]]
                both = fillers(self._kinds[event.type], event, gold.actors, other, actors)
                self._matched(gold.article, event, other, both)
            else:
                self._single(event, "missed")
                self._mistakes.append(_mistake(gold.article, "missed", event, event.near, (0, 0)))
        used = set(pairs.values())
        for index, event in enumerate(told):
            if index not in used:
                self._single(event, "extra")
                self._mistakes.append(_mistake(gold.article, "extra", event, event.triggers, (-40, 80)))

    def evaluation(self) -> Evaluation:
        """The figures."""
        tables = {name: _figures(counts) for name, counts in self._counts.items()}
        accuracy = {name: Share(self._right[name], self._of[name]) for name in sorted(self._of)}
        return Evaluation(
            tables["events"],
            tables["roles"],
            tables["strict"],
            accuracy,
            self._mentions,
            tuple(self._mistakes),
            tuple(self._failed),
        )

    def _single(self, event: Told, how: str) -> None:
        roles = (role.name for role in self._kinds[event.type].roles)
        self._counts["events"][event.type][how] += 1
        self._counts["strict"][event.type][how] += 1
        self._counts["roles"][event.type][how] += sum(len(event.roles.get(role, ())) for role in roles)

    def _matched(self, article: Article, gold: Told, pred: Told, both: Fillers) -> None:
        self._counts["events"][gold.type]["right"] += 1
        self._counts["roles"][gold.type].update(right=both.both, missed=both.missed, extra=both.extra)
        for one, other in both.pairs:
            self._compare("country", one.country == other.country)
            self._compare("kind", one.kind == other.kind)
        wrong = [name for name, equal in self._fields(gold, pred) if not equal]
        wrong += ["roles"] * bool(both.missed or both.extra)
        if not wrong:
            self._counts["strict"][gold.type]["right"] += 1
            return
        self._counts["strict"][gold.type].update(missed=1, extra=1)
        self._mistakes.append(_mistake(article, f"wrong {'+'.join(wrong)}", gold, gold.near, (0, 0)))

    def _fields(self, gold: Told, pred: Told) -> Iterator[tuple[str, bool]]:
        """Compare field by field; give those that an event needs right to be right as a whole."""
        kind = self._kinds[gold.type]
        yield "status", self._compare("status", gold.status == pred.status)
        for name, left, right in (("date", gold.date, pred.date), ("place", gold.country, pred.country)):
            if left is not None or right is not None:
                equal = self._compare(name, left == right)
                if left is not None:
                    yield name, equal
        if kind.modes and gold.mode:
            self._compare("mode", gold.mode == pred.mode)
        if kind.content:
            yield "content", self._compare("content", likeness(gold.content, pred.content) >= SAME)

    def _compare(self, name: str, equal: bool) -> bool:
        self._of[name] += 1
        self._right[name] += equal
        return equal


def mentions(gold: Actors, pred: Actors) -> Mentions:
    """Find each annotated mention among the predicted ones, and compare how the two sides group what was found."""
    spans = [(one.id, span) for one in gold.values() for span in one.spans]
    owners = [(ident, owner) for ident, span in spans if (owner := _owner(span, pred)) is not None]
    together = Counter(owners)
    by_gold = Counter(ident for ident, _ in owners)
    by_pred = Counter(owner for _, owner in owners)
    return Mentions(
        len(owners),
        len(spans),
        sum(number * number / by_pred[owner] for (_, owner), number in together.items()),
        sum(number * number / by_gold[ident] for (ident, _), number in together.items()),
    )


def _owner(span: Span, actors: Mapping[str, Someone]) -> str | None:
    best, owner = 0.0, None
    for actor in actors.values():
        for other in actor.spans:
            if halves(span, other):
                quality = 2 * overlap(span, other) / (span.end - span.start + other.end - other.start)
                if quality > best:
                    best, owner = quality, actor.id
    return owner


def _figures(counts: Mapping[str, Counter[str]]) -> dict[str, Figures]:
    total: Counter[str] = sum(counts.values(), Counter())
    named = {**counts, ALL: total}
    return {name: Figures(count["right"], count["missed"], count["extra"]) for name, count in named.items()}


def _mistake(
    article: Article, what: str, event: Told, spans: Sequence[Span], room: tuple[int, int]
) -> Mistake:
    text = ""
    if spans:
        start = max(0, spans[0].start + room[0])
        text = article.text[start : spans[0].end + room[1]][:160]
    return Mistake(article.id, what, event.type, " ".join(text.split()))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
