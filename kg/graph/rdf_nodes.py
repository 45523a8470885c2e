"""The RDF of what events are made of: articles, actors, nations, places, offices and times."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.graph.dates import bounds, day, precision
from kg.graph.iri import Iris, web_address
from kg.graph.labels import Names
from kg.graph.model import ActorNode, NationNode, PlaceNode
from kg.graph.terms import Term, Triple, below, decimal, edtf, iri, labels, term, text, typed
from kg.model import Article, Office
from kg.ontology import PREFIXES

A = term("rdf:type")
_KINDS = {"person": "d:Person", "organization": "d:Organization", "group": "d:Group"}
# OWL-Time has a property for each precision; a year is never written as its first of January.
_INSTANTS = {
    "day": ("time:inXSDDate", "xsd:date"),
    "month": ("time:inXSDgYearMonth", "xsd:gYearMonth"),
    "year": ("time:inXSDgYear", "xsd:gYear"),
}


@dataclass(frozen=True, slots=True)
class Export:
    """What every part of an export needs.

    That is where its IRIs lie, the nodes by id, the titles of offices, the names of those who are in
    no article but whom an office belongs to, the languages of the articles, the version.
    """

    iris: Iris
    names: Names
    office_names: Mapping[str, Mapping[str, str]]
    known_names: Mapping[str, Mapping[str, str]]
    langs: Mapping[str, str]
    version: str

    @property
    def run(self) -> Term:
        """The activity that made the export: a version of the program, at no particular time."""
        return iri(self.iris.of("run", f"diplograph-{self.version}"))

    def actor(self, ident: str) -> Term:
        """The IRI of an actor of the graph."""
        return iri(self.iris.actor(self.names.actors[ident]))

    def nation(self, code: str) -> Term:
        """The IRI of a nation."""
        return iri(self.iris.nation(code))

    def article(self, ident: str) -> Term:
        """The IRI of an article."""
        return iri(self.iris.article(ident))

    def office(self, title: str) -> Term:
        """The IRI of a kind of office: by key where the tables know it, else by its words."""
        if title in self.office_names:
            return iri(self.iris.of("office", title))
        return iri(self.iris.part("office", "title", title))

    def membership(self, actor: str, office: Office) -> Term:
        """The IRI of an office held by somebody."""
        key = (office.title, office.nation, office.organization, office.start, office.end)
        return iri(self.iris.part("membership", actor, *key))


def run_triples(export: Export) -> Iterator[Triple]:
    """The program and its run."""
    agent = iri(export.iris.of("software", "diplograph"))
    yield (export.run, A, term("prov:Activity"))
    yield (export.run, term("prov:wasAssociatedWith"), agent)
    yield (export.run, term("schema:softwareVersion"), text(export.version))
    yield (agent, A, term("prov:SoftwareAgent"))
    yield (agent, term("rdfs:label"), text("diplograph"))


def article_triples(export: Export, article: Article) -> Iterator[Triple]:
    """An article: what it is called, where it stands, and which text all positions refer to."""
    node = export.article(article.id)
    yield (node, A, term("schema:NewsArticle"))
    yield (node, A, term("prov:Entity"))
    yield (node, term("dcterms:identifier"), text(article.id))
    yield (node, term("d:textLength"), typed(str(len(article.text)), "xsd:integer"))
    raw = article.text.encode("utf-8", "surrogatepass")
    yield (node, term("d:textSha256"), text(hashlib.sha256(raw).hexdigest()))
    if article.title:
        yield (node, term("schema:headline"), text(article.title, article.lang))
    if article.lang:
        yield (node, term("schema:inLanguage"), text(article.lang))
    published = day(article.published)
    if published:
        yield (node, term("dcterms:issued"), typed(published.isoformat(), "xsd:date"))
    if article.source:
        yield (node, term("dcterms:publisher"), _source(export, article.source))
    address = web_address(article.url)
    if address:
        yield (node, term("schema:url"), iri(address))
    elif article.url:
        yield (node, term("d:unusableUrl"), text(article.url))


def source_triples(export: Export, article: Article) -> Iterator[Triple]:
    """Where an article was published, which other articles share."""
    if article.source:
        yield (_source(export, article.source), A, term("prov:Agent"))
        yield (_source(export, article.source), term("rdfs:label"), text(article.source))


def graph_triples(export: Export, article: Article) -> Iterator[Triple]:
    """Which article a named graph is drawn from; this stands in the merged graph."""
    name = iri(export.iris.graph(article.id))
    yield (name, A, term("prov:Entity"))
    yield (name, term("prov:wasDerivedFrom"), export.article(article.id))
    yield (name, term("prov:wasGeneratedBy"), export.run)


def nation_triples(export: Export, nation: NationNode) -> Iterator[Triple]:
    """A nation with its code, its names and its item in Wikidata."""
    node = export.nation(nation.id)
    yield (node, A, term("d:Nation"))
    yield (node, term("skos:notation"), text(nation.id))
    names = nation.names or {"en": nation.id}
    yield from ((node, predicate, label) for predicate, label in labels(names))
    yield from _wikidata(node, nation.qid)


def place_triples(export: Export, place: PlaceNode) -> Iterator[Triple]:
    """A place with its names, its country and its position."""
    node = iri(export.iris.of("place", place.id))
    for name in ("d:Place", "sem:Place", "schema:Place"):
        yield (node, A, term(name))
    names = {lang: name for lang, name in place.names.items() if name.strip()} or {"und": place.id}
    yield from ((node, predicate, label) for predicate, label in labels(names))
    if place.country:
        yield (node, term("d:country"), export.nation(place.country))
    if place.lat is not None and place.lon is not None:
        yield (node, term("schema:latitude"), decimal(place.lat))
        yield (node, term("schema:longitude"), decimal(place.lon))


def actor_triples(export: Export, actor: ActorNode) -> Iterator[Triple]:
    """An actor with names, nation and offices; a state adds to its nation that it acts."""
    node = export.actor(actor.id)
    yield (node, A, term("sem:Actor"))
    yield (node, A, term("d:Actor"))
    own = actor.id not in export.names.nations
    if actor.kind in _KINDS:
        yield (node, A, term(_KINDS[actor.kind]))
    if own:
        yield from ((node, predicate, label) for predicate, label in labels(actor.names or {"und": actor.id}))
    preferred = set(actor.names.items())
    for lang, alias in actor.aliases:
        if (lang, alias) not in preferred and alias.strip():
            yield (node, term("skos:altLabel"), text(alias, lang))
    if actor.nation and own:
        yield (node, term("d:nation"), export.nation(actor.nation))
    if own:
        yield from _wikidata(node, actor.ref)
    for office in actor.offices:
        yield from membership_triples(export, actor.id, office)


def membership_triples(export: Export, actor: str, office: Office) -> Iterator[Triple]:
    """An office held: by whom, where, as what, from when to when."""
    node, role = export.membership(actor, office), export.office(office.title)
    yield (node, A, term("org:Membership"))
    yield (node, term("org:member"), export.actor(actor))
    yield (node, term("org:role"), role)
    yield (role, A, term("org:Role"))
    yield (role, A, term("skos:Concept"))
    titles = export.office_names.get(office.title)
    if titles:
        yield from ((role, predicate, label) for predicate, label in labels(titles))
    else:
        yield (role, term("rdfs:label"), text(office.title))
    if office.organization:
        known = export.names.actors.get(office.organization)
        where = iri(export.iris.actor(known) if known else export.iris.of("actor", office.organization))
        yield (node, term("org:organization"), where)
        if known is None:
            yield (where, A, term("org:Organization"))
            names = export.known_names.get(office.organization) or {"und": office.organization}
            yield from ((where, predicate, label) for predicate, label in labels(names))
            yield from _wikidata(where, office.organization)
    elif office.nation:
        yield (node, term("org:organization"), export.nation(office.nation))
    if office.start or office.end:
        during = below(node, "time")
        yield (node, term("org:memberDuring"), during)
        yield (during, A, term("time:Interval"))
        for predicate, date in (("time:hasBeginning", office.start), ("time:hasEnd", office.end)):
            if precision(date) in _INSTANTS and date:
                yield (during, term(predicate), instant(export, date))
                yield from _instant_triples(export, date)


def time_triples(export: Export, date: str) -> Iterator[Triple]:
    """A stretch of time, shared by all events of that date, from its first to its last day."""
    span = bounds(date)
    if span is None:
        return
    node = interval(export, date)
    yield (node, A, term("time:Interval"))
    yield (node, term("d:edtf"), edtf(date))
    for predicate, exact in (("time:hasBeginning", span.earliest), ("time:hasEnd", span.latest)):
        yield (node, term(predicate), instant(export, exact.isoformat()))
        yield from _instant_triples(export, exact.isoformat())


def interval(export: Export, date: str) -> Term:
    """The IRI of a stretch of time."""
    return iri(export.iris.of("interval", date))


def instant(export: Export, date: str) -> Term:
    """The IRI of a day, month or year at which something begins or ends."""
    return iri(export.iris.of("instant", date))


def _instant_triples(export: Export, date: str) -> Iterator[Triple]:
    predicate, kind = _INSTANTS[precision(date) or "day"]
    yield (instant(export, date), A, term("time:Instant"))
    yield (instant(export, date), term(predicate), typed(date, kind))


def _source(export: Export, name: str) -> Term:
    return iri(export.iris.of("source", name))


def _wikidata(node: Term, ident: str | None) -> Iterator[Triple]:
    if ident and ident[:1] == "Q" and ident[1:].isascii() and ident[1:].isdigit():
        yield (node, term("skos:exactMatch"), iri(PREFIXES["wd"] + ident))
