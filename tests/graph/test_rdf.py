"""The export: the same bytes each time, read alike by rdflib and Oxigraph, valid by its shapes, safe with any text."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Literal, URIRef

from kg.errors import InputError
from kg.graph.iri import Iris, encode, web_address
from kg.graph.model import Graph
from kg.graph.rdf import dataset, export_of, merged, merged_parts, named_parts, quads, write_rdf
from kg.graph.terms import clean, iri, text
from kg.ontology import BASE, NAMESPACE, PREFIXES
from kg.resources import ontology_path

D = rdflib.Namespace(NAMESPACE)
SEM, OA, PROV, SDO, TIME = (
    rdflib.Namespace(PREFIXES[key]) for key in ("sem", "oa", "prov", "schema", "time")
)


@cache
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(data=ontology_path("shapes.ttl").read_text(encoding="utf-8"), format="turtle")


def problems(data: rdflib.Graph) -> str:
    """The report of SHACL, empty where the graph conforms."""
    conforms, _, report = pyshacl.validate(data, shacl_graph=shapes())
    return "" if conforms else str(report)


def load(graph: Graph) -> rdflib.Graph:
    triples = (quad.triple for quad in merged(quads(graph, version="0")))
    content = ox.serialize(triples, format=ox.RdfFormat.TURTLE) or b""
    return rdflib.Graph().parse(data=content, format="turtle")


def as_sets(found: list[ox.Quad]) -> set[str]:
    return {str(quad) for quad in found}


def test_shapes_hold(graph: Graph) -> None:
    assert problems(load(graph)) == ""


def test_shapes_hold_for_hostile_text(hostile_graph: Graph) -> None:
    assert problems(load(hostile_graph)) == ""


def test_every_reader_reads_the_same(hostile_graph: Graph, tmp_path: Path) -> None:
    paths = write_rdf(hostile_graph, tmp_path, version="0")
    ttl, trig, packed, jsonld = (path.read_bytes() for path in paths)
    found = quads(hostile_graph, version="0")
    one = merged(found)
    assert len(one) > 500
    for content, kind, expected in (
        (gzip.decompress(packed), ox.RdfFormat.N_QUADS, found),
        (trig, ox.RdfFormat.TRIG, found),
        (ttl, ox.RdfFormat.TURTLE, one),
        (jsonld, ox.RdfFormat.JSON_LD, one),
    ):
        read = list(ox.parse(content, format=kind))
        assert as_sets(read) == as_sets(expected)
        assert len(read) == len(expected) == len(set(expected))
    for content, name in ((ttl, "turtle"), (jsonld, "json-ld")):
        assert set(rdflib.Graph().parse(data=content, format=name)) == set(load(hostile_graph))
    other = rdflib.Dataset()
    other.parse(data=trig, format="trig")
    assert len(list(other.quads())) == len(found)


def test_a_block_has_all_of_its_subjects_and_each_triple_once(hostile_graph: Graph) -> None:
    export = export_of(hostile_graph, version="0")
    parts = list(merged_parts(export, hostile_graph))
    subjects = [{*some, *(node for terms in mentions for node in terms[:4])} for some, mentions in parts]
    assert sum(map(len, subjects)) == len(set().union(*subjects))
    assert len(parts) > len(hostile_graph.events)
    names = [name for name, *_ in named_parts(export, hostile_graph)]
    assert names == [iri(f"{BASE}graph/{encode(article.id)}") for article in hostile_graph.articles]


@pytest.mark.parametrize(
    "value",
    ['"', "\\", '\\"@en', '"^^<x>', "a\tb\r\nc", "\u2028 \x85", "\x1b", '{"@id": 1}', "<x> .", "😀 \ud800"],
)
@pytest.mark.parametrize("lang", [None, "ar", "EN-gb", "not a tag"])
def test_any_text_is_the_literal_that_oxigraph_writes(value: str, lang: str | None) -> None:
    tag = lang if lang != "not a tag" else None
    (read,) = ox.parse(f"<x:s> <x:p> {text(value, lang)} .", format=ox.RdfFormat.N_TRIPLES)
    assert read.object == ox.Literal(clean(value), language=tag.lower() if tag else None)


def test_no_node_is_blank(hostile_graph: Graph) -> None:
    assert not any(isinstance(node, rdflib.BNode) for triple in load(hostile_graph) for node in triple)


def test_bytes_do_not_depend_on_the_process(tmp_path: Path) -> None:
    code = (
        "import sys, hashlib; from pathlib import Path; sys.path.insert(0, sys.argv[1]); import conftest as c;"
        "from kg.graph.link import link; from kg.graph.rdf import write_rdf; from kg.graph.tables import write_tables;"
        "g = link([c.english(), c.arabic(), c.hostile()], tables=c.TABLES); out = Path(sys.argv[2]);"
        "paths = (*write_rdf(g, out), *write_tables(g, out));"
        "print([(p.name, hashlib.sha256(p.read_bytes()).hexdigest()) for p in paths])"
    )
    here = Path(__file__).parent
    seen = set()
    for seed in ("1", "2", "3"):
        done = subprocess.run(
            [sys.executable, "-c", code, str(here), str(tmp_path)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(here.parent.parent)},
            capture_output=True,
            text=True,
            check=True,
        )
        seen.add(done.stdout)
    assert len(seen) == 1
    assert "graph.jsonld" in seen.pop()


def test_a_meeting_says_who_where_and_when(graph: Graph) -> None:
    data = load(graph)
    (meeting,) = set(data.subjects(D.status, D.occurred)) & set(data.subjects(RDF.type, D.Meeting))
    actor = rdflib.Namespace(BASE + "actor/")
    assert set(data.objects(meeting, SEM.hasActor)) == {actor.Q4170900, actor.Q4414390}
    assert data.value(meeting, SEM.hasPlace) == URIRef(BASE + "place/hangzhou-CHN")
    assert data.value(meeting, D.earliest) == Literal("2025-11-03", datatype=XSD.date)
    assert data.value(meeting, D.plover) == D["plover-CONSULT"]
    assert len(set(data.objects(meeting, D.evidence))) == 2
    assert {str(label) for label in data.objects(meeting, RDFS.label)} == {
        "meeting: Li Qiang, Mikhail Mishustin (Hangzhou, 2025-11-03)"
    }


def test_a_participation_gives_office_and_nation(graph: Graph) -> None:
    data = load(graph)
    nation = URIRef(BASE + "nation/RUS")
    (part,) = {
        one
        for one in data.subjects(D.represents, nation)
        if (data.value(one, D.event), D.mode, D["mode-in_person"]) in data
    }
    office = data.value(part, D.inCapacity)
    begin = data.value(data.value(office, rdflib.ORG.memberDuring), TIME.hasBeginning)
    assert data.value(begin, TIME.inXSDDate) == Literal("2020-01-16", datatype=XSD.date)
    assert data.value(nation, SKOS.notation) == Literal("RUS")


def test_a_month_is_no_day(graph: Graph) -> None:
    assert (None, TIME.inXSDgYearMonth, Literal("2013-03", datatype=XSD.gYearMonth)) in load(graph)


def test_quotation_and_paraphrase_are_told_apart(graph: Graph) -> None:
    data = load(graph)
    (quoted,) = data.subjects(RDF.type, SDO.Quotation)
    (told,) = data.subjects(RDF.type, D.Paraphrase)
    assert data.value(quoted, SDO.text) == Literal('"Our trade is growing."', lang="en")
    assert data.value(told, SDO.text) == Literal("إن التعاون يتوسع", lang="ar")
    assert data.value(told, PROV.wasQuotedFrom) == URIRef(BASE + "article/ar-1")


def test_evidence_cuts_the_text_exactly(graph: Graph) -> None:
    data = load(graph)
    texts = {Literal(article.id): article.text for article in graph.articles}
    mentions = set(data.subjects(RDF.type, D.Mention))
    assert len(mentions) == 7
    for mention in mentions:
        text = texts[
            data.value(data.value(mention, OA.hasSource), URIRef(PREFIXES["dcterms"] + "identifier"))
        ]
        for owner in (mention, None):
            selectors = data.objects(owner, OA.hasSelector) if owner else data.objects(mention, D.trigger)
            values = {key: value for one in selectors for key, value in data.predicate_objects(one)}
            assert text[int(values[OA.start]) : int(values[OA.end])] == str(values[OA.exact])


def test_an_article_graph_holds_only_what_the_article_says(graph: Graph) -> None:
    data = dataset(graph, version="0")
    arabic = data.graph(URIRef(BASE + "graph/ar-1"))
    english = data.graph(URIRef(BASE + "graph/en-1"))
    shared = set(arabic.subjects(RDF.type, D.Meeting)) & set(english.subjects(RDF.type, D.Meeting))
    assert len(shared) == 1
    assert set(arabic.objects(None, OA.hasSource)) == {URIRef(BASE + "article/ar-1")}
    assert set(arabic.objects(None, D.mode)) == {D["mode-in_person"]}
    assert set(english.objects(None, D.mode)) == set()


def test_the_merged_graph_says_from_which_article_a_named_graph_comes(graph: Graph) -> None:
    data = dataset(graph, version="0")
    named = {one.identifier for one in data.graphs() if str(one.identifier).startswith(BASE)}
    derived = {(name, data.value(name, PROV.wasDerivedFrom)) for name in named}
    assert derived == {
        (URIRef(f"{BASE}graph/{article.id}"), URIRef(f"{BASE}article/{article.id}"))
        for article in graph.articles
    }


def test_what_a_speaker_alone_tells_is_claimed(hostile_graph: Graph) -> None:
    data = load(hostile_graph)
    (claimed,) = data.subjects(D.status, D.claimed)
    assert data.value(claimed, D.statusInClaim) == D.occurred
    assert data.value(claimed, D.claimedBy) is not None


def test_addresses_are_http_or_text(hostile_graph: Graph) -> None:
    data = load(hostile_graph)
    assert {str(url) for url in data.objects(None, SDO.url)} == {
        "https://example.org/ar/1",
        "https://example.org/en%201?q=%3Ca%3E",
    }
    assert {str(text) for text in data.objects(None, D.unusableUrl)} == {"javascript:alert(1)"}


def test_no_unknown_term_of_our_own(hostile_graph: Graph) -> None:
    vocabulary = rdflib.Graph().parse(
        data=ontology_path("kg.ttl").read_text(encoding="utf-8"), format="turtle"
    )
    known = set(vocabulary.subjects(RDF.type, None))
    used = {node for triple in load(hostile_graph) for node in triple if str(node).startswith(NAMESPACE)}
    assert len(used) > 40
    assert used <= known
    assert (URIRef(NAMESPACE.rstrip("#")), RDF.type, OWL.Ontology) in vocabulary


def test_another_base(graph: Graph, tmp_path: Path) -> None:
    paths = write_rdf(graph, tmp_path, base="https://example.org/kg#", version="0")
    assert [path.name for path in paths] == ["graph.ttl", "graph.trig", "graph.nq.gz", "graph.jsonld"]
    assert BASE not in paths[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("base", ["", "ftp://x/", "https://example.org", "https://a b/", 'https://x/"/'])
def test_a_wrong_base_is_refused(base: str) -> None:
    with pytest.raises(InputError, match="base IRI"):
        Iris(base)


@pytest.mark.parametrize("ident", ["a", "..", "a/../b", "\ud800", "مثال", "x#y?z", "%2F", "", "a b\n"])
def test_any_id_makes_a_legal_iri_of_one_segment(ident: str) -> None:
    node = ox.NamedNode(Iris().article(ident))
    segment = node.value.removeprefix(BASE + "article/")
    assert "/" not in segment
    assert segment not in (".", "..")


def test_different_ids_make_different_segments() -> None:
    idents = ["a", "a ", "%20", " ", ".", "%2E", "/", "%2F", "\ud800", "�"]
    assert len({encode(ident) for ident in idents}) == len(idents)


@pytest.mark.parametrize(
    "url",
    ["https://[::1]/a[b]", "http://a b/", "https://x.org/%zz#a#b", "https://مثال.org/خبر", "http://\ud800/"],
)
def test_an_odd_address_is_made_legal(url: str) -> None:
    address = web_address(url)
    assert address is not None
    assert ox.NamedNode(address).value == address
    assert web_address(address) == address


@pytest.mark.parametrize(
    "url", [None, "", "javascript:alert(1)", "//x", "http://", "data:text/html,x", "http://[x/"]
)
def test_no_address(url: str | None) -> None:
    assert web_address(url) is None


def test_clean_keeps_length_so_that_offsets_hold() -> None:
    assert clean("a\x00b\ud800\n") == "a\ufffdb\ufffd\n"


def one(data: rdflib.Graph, kind: rdflib.URIRef) -> rdflib.term.Node:
    return min(data.subjects(RDF.type, kind))


Break = Callable[[rdflib.Graph], object]
BROKEN: dict[str, tuple[Break, str]] = {
    "status": (lambda g: g.remove((one(g, D.Meeting), D.status, None)), "exactly one status"),
    "statuses": (lambda g: g.add((one(g, D.Visit), D.status, D.planned)), "exactly one status"),
    "unknown status": (lambda g: g.set((one(g, D.Visit), D.status, D.maybe)), "exactly one status"),
    "no participant": (lambda g: g.remove((None, D.hasParticipant, None)), "needs at least one participant"),
    "no speaker": (lambda g: g.remove((None, D.hasSpeaker, None)), "needs at least one speaker"),
    "no visitor": (lambda g: g.remove((None, D.hasVisitor, None)), "needs at least one visitor"),
    "actor unknown": (
        lambda g: g.add((one(g, D.Visit), SEM.hasActor, URIRef("x:y"))),
        "has to be a sem:Actor",
    ),
    "date as text": (lambda g: g.set((one(g, D.Visit), D.earliest, Literal("2025-11-03"))), "one xsd:date"),
    "date order": (
        lambda g: g.set((one(g, D.Visit), D.earliest, Literal("2026-01-01", datatype=XSD.date))),
        "not after d:latest",
    ),
    "no evidence": (lambda g: g.remove((one(g, D.Visit), D.evidence, None)), "at least one sentence"),
    "no label": (lambda g: g.remove((one(g, D.Person), SKOS.prefLabel, None)), "An actor needs a label"),
    "two labels": (
        lambda g: g.add((one(g, D.Person), SKOS.prefLabel, Literal("X", lang="en"))),
        "at most one for each language",
    ),
    "two plain labels": (
        lambda g: g.add((one(g, D.Visit), RDFS.label, Literal("X"))),
        "exactly one rdfs:label",
    ),
    "nation code": (lambda g: g.set((one(g, D.Nation), SKOS.notation, Literal("Russia"))), "alpha-3"),
    "latitude": (lambda g: g.set((one(g, D.Place), SDO.latitude, Literal(99.5))), "between -90 and 90"),
    "one selector": (lambda g: g.remove((one(g, D.Mention), OA.hasSelector, None)), "two selectors"),
    "no rule": (lambda g: g.remove((one(g, D.Mention), D.rule, None)), "id of the rule"),
    "confidence": (
        lambda g: g.set((one(g, D.Mention), D.confidence, Literal("2", datatype=XSD.decimal))),
        "0 to 1",
    ),
    "offsets": (
        lambda g: g.set(
            (one(g, OA.TextPositionSelector), OA.start, Literal("9999", datatype=XSD.nonNegativeInteger))
        ),
        "lies before its end",
    ),
    "address": (
        lambda g: g.set((one(g, SDO.NewsArticle), SDO.url, URIRef("javascript:x"))),
        "http:// or https://",
    ),
    "hash": (lambda g: g.set((one(g, SDO.NewsArticle), D.textSha256, Literal("abc"))), "SHA-256"),
    "participation": (lambda g: g.remove((one(g, D.Participation), D.event, None)), "exactly one event"),
    "office": (
        lambda g: g.remove((one(g, rdflib.ORG.Membership), rdflib.ORG.member, None)),
        "exactly one holder",
    ),
    "form of speech": (
        lambda g: g.remove((one(g, SDO.Quotation), D.quoteType, None)),
        "d:direct, d:indirect or",
    ),
    "source of words": (
        lambda g: g.remove((one(g, D.Paraphrase), PROV.wasQuotedFrom, None)),
        "article they are taken",
    ),
    "claim": (lambda g: g.add((one(g, D.Visit), D.statusInClaim, D.occurred)), "the actor who claims it"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_graph_fails_with_its_message(graph: Graph, name: str) -> None:
    data = load(graph)
    change, message = BROKEN[name]
    before = len(data)
    change(data)
    assert message in problems(data), (before, len(data))


def test_an_event_without_a_country_in_the_tables_still_exports(graph: Graph) -> None:
    event = replace(graph.events[0], place=None, country=None, date=None, earliest=None, latest=None)
    assert problems(load(replace(graph, events=(event,), decisions=()))) == ""
