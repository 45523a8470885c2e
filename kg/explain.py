"""Why an event stands in the graph: the sentences that tell it, and the rules that found it there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.graph.differences import differences
from kg.graph.labels import Names
from kg.graph.model import EventEvidence, EventNode, Graph, Report
from kg.interchange import read_records
from kg.model import Article
from kg.printing import printable

# A reader sees the trigger between these; an article cannot contain them unseen, since they are only printed.
_MARKS = ("⟦", "⟧")
_LEGEND = {
    "type": "what", "status": "status", "date": "when", "precision": "date known to the", "place": "where",
    "mode": "mode", "part_of": "part of", "claimed_by": "only in the words of",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """One sentence that tells the event: where it stands, and the part of it that told."""

    article: str
    sentence: str
    trigger: tuple[int, int]
    rule: str
    title: str | None = None
    published: str | None = None
    url: str | None = None

    def marked(self) -> str:
        """The sentence on one line with the trigger marked.

        >>> Source("a", "Li met Xi.", (3, 6), "r").marked()
        'Li ⟦met⟧ Xi.'
        """
        start, end = self.trigger
        cut = self.sentence[:start], self.sentence[start:end], self.sentence[end:]
        return " ".join(f"{cut[0]}{_MARKS[0]}{cut[1]}{_MARKS[1]}{cut[2]}".split())


@dataclass(frozen=True, slots=True)
class Explanation:
    """An event with everything that speaks for it. `facts` are its fields by name, `roles` the actors by role."""

    id: str
    facts: Mapping[str, str]
    roles: Mapping[str, tuple[str, ...]]
    sources: tuple[Source, ...]
    decisions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The explanation as text for a terminal."""
        lines = [self.id]
        lines += [f"  {_LEGEND[name]}: {self.facts[name]}" for name in _LEGEND if self.facts.get(name)]
        lines += [f"  {role}: {', '.join(actors)}" for role, actors in self.roles.items()]
        for source in self.sources:
            about = ", ".join(part for part in (source.published, source.title, source.url) if part)
            lines += [f"  {source.article}{f' ({about})' if about else ''}"]
            lines += [f"    {source.marked()}", f"    rule {source.rule}"]
        lines += [f"  {note}" for note in (*self.notes, *self.decisions)]
        return "\n".join(map(printable, lines))

    def _repr_html_(self) -> str:
        from kg.show.marked import explanation

        return explanation(self, _LEGEND.items())


def explain(event: str, folder: str | Path = "kg-demo") -> Explanation:
    """Explain an event of a build: an id of the graph (``meeting-1f3a…``, or its beginning) or ``ARTICLE#EVENT``.

    An `InputError` names ids that come near where there is no such event.
    """
    records = {str(record["id"]): record for record in read_records(Path(folder) / "events.jsonl")}
    article, mark, local = event.rpartition("#")
    if mark and article in records:
        return _of_article(records[article], local, str(folder))
    from kg.saved import GRAPH, read_graph

    return explain_event(event, read_graph(Path(folder) / GRAPH), place=str(folder))


def explain_event(event: str, graph: Graph, *, place: str = "graph") -> Explanation:
    """Explain an event of a graph in memory, given by its id or the beginning of it.

    An `InputError` names ids that come near where there is no such event, or several.
    """
    ids = {one.id: one for one in graph.events}
    found = ids[_meant(event, ids, place)]
    names = Names.of(graph)
    articles = {article.id: article for article in graph.articles}
    facts = {name: str(value) for name in _LEGEND if isinstance(value := getattr(found, name), str)}
    facts |= {"place": names.place(found, "en")} if names.place(found, "en") else {}
    if found.part_of:
        facts["part_of"] = ", ".join(
            f"{names.event(ids[one])} ({one})" for one in found.part_of if one in ids
        )
    if found.claimed_by:
        facts["claimed_by"] = ", ".join(_both(names, ident) for ident in found.claimed_by)
    return Explanation(
        id=found.id,
        facts=facts,
        roles={role: tuple(_both(names, ident) for ident in idents) for role, idents in found.roles.items()},
        sources=tuple(_said(item, articles[item.article]) for item in found.evidence),
        decisions=tuple(
            f"{one.other}: {one.reason} (score {one.score:.2f})"
            for one in graph.decisions
            if one.node == found.id
        ),
        notes=(
            *(f"sources disagree on the {one}" for one in differences(found, names)),
            *_told_by_some(found, names),
        ),
    )


def _told_by_some(event: EventNode, names: Names) -> Iterator[str]:
    """Which participants not all articles name: what one leaves out is filled from another."""
    for part in event.participations:
        who = sorted({r.article for r in event.reports if (part.role, part.actor) in _parts(r)})
        if who and len(who) < len(event.articles):
            yield f"{part.role} {names.actors[part.actor].label()} is named by {', '.join(who)} only"


def _parts(report: Report) -> set[tuple[str, str]]:
    return {(part.role, part.actor) for part in report.participations}


def _both(names: Names, ident: str) -> str:
    """The names of an actor in all languages."""
    return " / ".join(dict.fromkeys(names.actors[ident].names.values())) or ident


def _said(item: EventEvidence, article: Article) -> Source:
    start = item.sentence.start
    return Source(
        article.id, item.text, (item.trigger.start - start, item.trigger.end - start), item.rule,
        article.title, article.published, article.url,
    )  # fmt: skip


def _meant(event: str, ids: Iterable[str], place: str) -> str:
    given = event.rstrip("/").rsplit("/", 1)[-1]
    near = [ident for ident in ids if ident == given] or [
        ident for ident in ids if given and ident.startswith(given)
    ]
    if len(near) != 1:
        found = f"{len(near)} events begin with {event!r}: " if near else f"no event {event!r}, allowed "
        raise InputError(f"{place}: {found}{_few(near or ids)}")
    return near[0]


def _of_article(record: Mapping[str, object], local: str, folder: str) -> Explanation:
    events = {str(item["id"]): item for item in _dicts(record, "events")}
    if local not in events:
        raise InputError(f"{folder}: article {record['id']!r} has no event {local!r}, allowed {_few(events)}")
    found = events[local]
    names = {
        str(actor["id"]): str(actor["name"] or actor["office"] or actor["id"])
        for actor in _dicts(record, "actors")
    }
    place = found["place"]
    facts = {name: str(found[name]) for name in ("type", "status", "date", "mode") if found.get(name)}
    if isinstance(place, Mapping):
        facts["place"] = ", ".join(str(place[key]) for key in ("name", "country") if place.get(key))
    claimed = found.get("claimed_by")
    if isinstance(claimed, list) and claimed:
        facts["claimed_by"] = ", ".join(names.get(str(actor), str(actor)) for actor in claimed)
    roles = found["roles"]
    return Explanation(
        id=f"{record['id']}#{local}",
        facts=facts,
        roles={
            str(role): tuple(names.get(str(actor), str(actor)) for actor in actors)
            for role, actors in (roles.items() if isinstance(roles, Mapping) else ())
        },
        sources=tuple(_source(record, item) for item in _dicts(found, "evidence")),
    )


def _source(record: Mapping[str, object], evidence: Mapping[str, object]) -> Source:
    sentence, trigger = evidence["sentence"], evidence["trigger"]
    if not isinstance(sentence, list) or not isinstance(trigger, list):
        raise InputError(
            f"record {record['id']!r}: evidence without spans, allowed is a record of the schema"
        )
    return Source(
        article=str(record["id"]),
        sentence=str(evidence["text"]),
        trigger=(trigger[0] - sentence[0], trigger[1] - sentence[0]),
        rule=str(evidence["rule"]),
        title=_text(record.get("title")),
        published=_text(record.get("published")),
        url=_text(record.get("url")),
    )


def _dicts(record: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    value = record.get(key)
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _few(ids: Iterable[str]) -> str:
    """Some of the ids, for an error message of one line."""
    listed = sorted(ids)
    return (
        ", ".join(listed[:5]) + (f" … ({len(listed)} in all)" if len(listed) > 5 else "")
        if listed
        else "none"
    )
