"""The same files, read by programs that know nothing of ours: as many triples, the same ones, and equal answers.

- Debian's `rapper` (raptor2-utils) reads Turtle, TriG and N-Quads, and `roqet` (rasqal-utils) asks queries: run by
  `.ci/run`, which installs them.
- N3.js, jsonld and Comunica 4 from npm read these and JSON-LD: run by `tests/interop/run.sh`.

Each test is skipped where its program is not there.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import shutil
import subprocess
from importlib.resources import as_file
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import kg
from kg.graph.store import queries
from kg.resources import package_path

Quad = tuple[tuple[str, str, str, str], ...]
FILES = {
    "graph.ttl": ("turtle", "text/turtle", ox.RdfFormat.TURTLE),
    "graph.trig": ("trig", "application/trig", ox.RdfFormat.TRIG),
    "graph.nq": ("nquads", "application/n-quads", ox.RdfFormat.N_QUADS),
    "graph.jsonld": ("", "application/ld+json", ox.RdfFormat.JSON_LD),
}
HOSTILE = {
    "id": 'odd "id" <&> ü/../%20',
    "url": "https://example.org/a b?q=<x>#y#z",
    "title": 'A "title"\\ with \t signs, \U0001f600 and ‏bidi‮ marks',
    "lang": "en",
    "published": "2025-11-03",
    "text": "Li Qiang met Mikhail Mishustin in Hangzhou on 3 November 2025. \"Let's\\go\", he said: \u00a0\u2028 '''x''' \U0001f91d.",
}
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
# rasqal 0.9.33 has no property paths, and warns (exit code 2) of variables that are not selected; these have neither.
SIMPLE = {
    "meetings since a day": """
        PREFIX d: <https://w3id.org/diplograph/ontology#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        SELECT ?event ?label ?earliest WHERE {
          ?event a d:Meeting ; d:status d:occurred ; rdfs:label ?label ; d:earliest ?earliest .
          FILTER(?earliest >= "2025-10-01"^^xsd:date)
        } ORDER BY ?event""",
    "who represents whom": """
        PREFIX d: <https://w3id.org/diplograph/ontology#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT ?event ?part ?actor ?nation ?name ?code WHERE {
          ?event d:participation ?part . ?part d:actor ?actor ; d:represents ?nation .
          ?nation skos:notation ?code . ?actor skos:prefLabel ?name .
          FILTER(LANG(?name) = "ar")
        } ORDER BY ?event ?name ?code""",
    "quotations": """
        PREFIX d: <https://w3id.org/diplograph/ontology#>
        PREFIX schema: <https://schema.org/>
        SELECT ?event ?content ?text ?author WHERE {
          ?event schema:result ?content . ?content schema:text ?text ; d:quoteType d:direct ; schema:author ?author
        } ORDER BY ?text ?author""",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of the shipped examples and of one article of odd signs."""
    target = tmp_path_factory.mktemp("interop") / "out"
    with as_file(package_path("examples")) as examples:
        kg.build([examples, HOSTILE], target)
    (target / "graph.nq").write_bytes(gzip.decompress((target / "graph.nq.gz").read_bytes()))
    return target


@pytest.fixture(scope="module")
def ours(folder: Path) -> dict[str, set[Quad]]:
    """What Oxigraph reads in each file."""
    return {
        name: {_quad(quad) for quad in ox.parse((folder / name).read_bytes(), format=kind)}
        for name, (_, _, kind) in FILES.items()
    }


def test_oxigraph_and_rdflib_read_the_same(folder: Path, ours: dict[str, set[Quad]]) -> None:
    assert ours["graph.trig"] == ours["graph.nq"]
    assert ours["graph.ttl"] == ours["graph.jsonld"]
    assert len(ours["graph.trig"]) > len(ours["graph.ttl"]) > 10_000
    assert len(rdflib.Graph().parse(folder / "graph.ttl")) == len(ours["graph.ttl"])
    trig = rdflib.Dataset()
    trig.parse(folder / "graph.trig", format="trig")
    assert len(list(trig.quads())) == len(ours["graph.trig"])


@pytest.mark.skipif(not shutil.which("rapper"), reason="rapper (raptor2-utils) is not installed")
@pytest.mark.parametrize("name", [name for name, (kind, _, _) in FILES.items() if kind])
def test_rapper_reads_the_same(folder: Path, ours: dict[str, set[Quad]], name: str) -> None:
    kind, out = FILES[name][0], "ntriples" if name == "graph.ttl" else "nquads"
    done = subprocess.run(
        ["rapper", "-i", kind, "-o", out, str(folder / name)], capture_output=True, check=True
    )
    assert f"Parsing returned {len(ours[name])} triples".encode() in done.stderr
    assert b"warning" not in done.stderr.lower()
    read = ox.RdfFormat.N_TRIPLES if name == "graph.ttl" else ox.RdfFormat.N_QUADS
    assert {_quad(quad) for quad in ox.parse(done.stdout, format=read)} == ours[name]


@pytest.mark.skipif(not shutil.which("roqet"), reason="roqet (rasqal-utils) is not installed")
@pytest.mark.parametrize("title", SIMPLE)
def test_roqet_gives_equal_answers(folder: Path, tmp_path: Path, title: str) -> None:
    (tmp_path / "q.rq").write_text(SIMPLE[title], encoding="utf-8")
    command = ["roqet", "-q", "-r", "csv", "-D", str(folder / "graph.ttl"), str(tmp_path / "q.rq")]
    done = subprocess.run(command, capture_output=True, check=True)
    head, *rows = csv.reader(io.StringIO(done.stdout.decode("utf-8"), newline=""))
    expected = kg.query(folder, SIMPLE[title])
    assert head == list(expected.columns)
    assert len(rows) >= 5
    assert sorted(map(tuple, rows)) == sorted(expected.rows)


def _node(*arguments: str) -> object:
    where = os.environ.get("KG_INTEROP")
    if not where or not shutil.which("node"):
        pytest.skip("N3.js, jsonld and Comunica are not installed: run tests/interop/run.sh")
    script = Path(__file__).with_name("read.mjs")
    done = subprocess.run(["node", str(script), *arguments], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", FILES)
def test_n3_and_jsonld_read_the_same(folder: Path, ours: dict[str, set[Quad]], name: str) -> None:
    found = _node("count", str(folder / name), FILES[name][1])
    assert isinstance(found, list)
    assert len(found) == len(ours[name])
    assert {_from_node(quad) for quad in found} == ours[name]


@pytest.mark.parametrize("title", [*SIMPLE, *(f"named: {name}" for name in queries())])
def test_comunica_gives_equal_answers(folder: Path, tmp_path: Path, title: str) -> None:
    name = title.removeprefix("named: ")
    text = SIMPLE[title] if title in SIMPLE else queries()[name].text
    if "GRAPH ?g" in text:
        pytest.skip("asks the named graphs, which graph.ttl has not")
    (tmp_path / "q.rq").write_text(text, encoding="utf-8")
    found = _node("query", str(folder / "graph.ttl"), str(tmp_path / "q.rq"))
    assert isinstance(found, list)
    expected = kg.query(folder, SIMPLE.get(title, name))
    rows = [tuple(row.get(column) for column in expected.columns) for row in found]
    assert sorted(map(_pair, rows)) == sorted(map(_pair, expected.rows))


def _pair(row: tuple[str | None, ...]) -> str:
    """A row whose first two columns are a pair: Comunica sorts texts by the rules of a language, so that STR(?a) <
    STR(?b), by which a query gives each pair once, may give it the other way round."""
    return str((*sorted(map(str, row[:2])), *row[2:]))


def _quad(quad: ox.Quad | ox.Triple) -> Quad:
    name = getattr(quad, "graph_name", ox.DefaultGraph())
    return tuple(_term(term) for term in (quad.subject, quad.predicate, quad.object, name))


def _term(term: object) -> tuple[str, str, str, str]:
    if isinstance(term, ox.Literal):
        return ("Literal", term.value, term.language or "", term.datatype.value)
    return (
        ("NamedNode", term.value, "", "") if isinstance(term, ox.NamedNode) else ("DefaultGraph", "", "", "")
    )


def _from_node(quad: list[list[str]]) -> Quad:
    return tuple((kind, value, lang.lower(), datatype) for kind, value, lang, datatype in quad)
