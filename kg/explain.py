"""Why an event stands in the graph: the sentences that tell it, and the rules that found it there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.interchange import read_records
from kg.printing import printable

# A reader sees the trigger between these; an article cannot contain them unseen, since they are only printed.
_MARKS = ("⟦", "⟧")
_LEGEND = {
    "type": "what", "status": "status", "date": "when", "precision": "date known to the", "place": "where",
    "mode": "mode", "claimed_by": "only in the words of",
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

    def __str__(self) -> str:
        """The explanation as text for a terminal."""
        lines = [self.id]
        lines += [f"  {_LEGEND[name]}: {self.facts[name]}" for name in _LEGEND if self.facts.get(name)]
        lines += [f"  {role}: {', '.join(actors)}" for role, actors in self.roles.items()]
        for source in self.sources:
            about = ", ".join(part for part in (source.published, source.title, source.url) if part)
            lines += [f"  {source.article}{f' ({about})' if about else ''}"]
            lines += [f"    {source.marked()}", f"    rule {source.rule}"]
        lines += [f"  {decision}" for decision in self.decisions]
        return "\n".join(map(printable, lines))


def explain(event: str, folder: str | Path = "kg-demo") -> Explanation:
    """Explain an event of a build: an id of the graph (``meeting-1f3a…``, or its beginning) or ``ARTICLE#EVENT``.

    An `InputError` names ids that come near where there is no such event.
    """
    records = {str(record["id"]): record for record in read_records(Path(folder) / "events.jsonl")}
    article, mark, local = event.rpartition("#")
    if mark and article in records:
        return _of_article(records[article], local, str(folder))
    return _of_graph(event, Path(folder), records)


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


def _of_graph(event: str, folder: Path, records: Mapping[str, Mapping[str, object]]) -> Explanation:
    from kg.graph.store import open_store, query

    store = open_store(folder)
    given = event.rstrip("/").rsplit("/", 1)[-1]
    iris = {row["event"] or "": row for row in query(store, _FACTS).records()}
    ids = {iri.rsplit("/", 1)[-1]: iri for iri in iris}
    near = [ident for ident in ids if ident.startswith(given)] if given not in ids else [given]
    if len(near) != 1:
        found = f"{len(near)} events begin with {event!r}: " if near else f"no event {event!r}, allowed "
        raise InputError(f"{folder}: {found}{_few(near or ids)}")
    iri = ids[near[0]]
    names: dict[str, dict[str, list[str]]] = {}
    for row in query(store, _ROLES.replace("?event", f"<{iri}>")).records():
        names.setdefault(row["role"] or "", {}).setdefault(row["actor"] or "", []).append(row["name"] or "")
    roles = {role: tuple(" / ".join(known) for known in actors.values()) for role, actors in names.items()}
    facts = {name: value for name, value in iris[iri].items() if value and name != "event"}
    if "claimed_by" in roles:
        facts["claimed_by"] = ", ".join(roles.pop("claimed_by"))
    return Explanation(
        id=near[0],
        facts=facts,
        roles=roles,
        sources=tuple(
            _told(row, records) for row in query(store, "event_evidence", values={"event": iri}).records()
        ),
        decisions=tuple(
            f"{row['other']}: {row['reason']} (score {row['score']})"
            for row in query(store, _DECISIONS.replace("?event", f"<{iri}>")).records()
        ),
    )


def _told(row: Mapping[str, str | None], records: Mapping[str, Mapping[str, object]]) -> Source:
    article, sentence, trigger = row["article"] or "", row["sentence"] or "", row["trigger"] or ""
    record = records.get(article, {})
    rule, start = row["rule"] or "", int(row["start"] or 0)
    place = sentence.find(trigger)
    # The RDF has the words of the trigger; where they stand twice in the sentence, the record knows which is meant.
    for item in (item for event in _dicts(record, "events") for item in _dicts(event, "evidence")):
        span, own = item["trigger"], item["sentence"]
        same = item["rule"] == rule and isinstance(own, list) and own[0] == start and isinstance(span, list)
        if same and isinstance(span, list) and sentence[span[0] - start : span[1] - start] == trigger:
            place = span[0] - start
    return Source(
        article, sentence, (place, place + len(trigger)), rule,
        _text(record.get("title")), _text(record.get("published")), row["url"],
    )  # fmt: skip


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


_PREFIXES = """PREFIX d: <https://w3id.org/diplograph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
"""
_FACTS = (
    _PREFIXES
    + """SELECT ?event (STRAFTER(STR(?kind), "#") AS ?type) (STRAFTER(STR(?own), "#") AS ?status)
  ?date ?precision (STRAFTER(STR(?way), "#mode-") AS ?mode) (MIN(?where) AS ?place) WHERE {
  ?event a sem:Event ; sem:eventType ?kind .
  OPTIONAL { ?event d:status ?own } OPTIONAL { ?event d:edtf ?date } OPTIONAL { ?event d:precision ?precision }
  OPTIONAL { ?event d:mode ?way } OPTIONAL { ?event sem:hasPlace/rdfs:label ?where }
} GROUP BY ?event ?kind ?own ?date ?precision ?way ORDER BY ?event"""
)
_ROLES = (
    _PREFIXES
    + """SELECT ?role ?actor ?name WHERE {
  { ?event d:participation ?part . ?part d:role ?kind ; d:actor ?actor BIND(STRAFTER(STR(?kind), "#role-") AS ?role) }
  UNION { ?event d:claimedBy ?actor BIND("claimed_by" AS ?role) }
  ?actor rdfs:label ?name } ORDER BY ?role ?actor ?name"""
)
_DECISIONS = (
    _PREFIXES
    + """SELECT ?other ?reason ?score WHERE {
  ?decision d:decidedEvent ?event ; d:decidedReport ?other ; d:reason ?reason ; d:score ?score } ORDER BY ?other"""
)
