"""Named queries: the same rows in rdflib and in Oxigraph, the expected ones, and no way in for values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.errors import InputError
from kg.graph.link import link
from kg.graph.model import Graph
from kg.graph.rdf import dataset, quads, write_rdf
from kg.graph.store import open_store, queries, query
from kg.graph.world import World
from kg.model import Extraction, Place, Span

LI, MI, TU = ("Li Qiang", "CHN", "Q1"), ("Mikhail Mishustin", "RUS", "Q2"), ("Donald Tusk", "POL", "Q3")
HANGZHOU, BEIJING = Place("Hangzhou", "CHN", "hangzhou-CHN"), Place("Beijing", "CHN", "beijing-CHN")


@pytest.fixture
def world(meet: Callable[..., Extraction], tables: World, extractions: list[Extraction]) -> Graph:
    """The sample articles and enough others for every query to have an answer."""
    agency = meet("agency", (TU, ("Daily", None, "Q9")), kind="statement")
    visit = {"kind": "visit", "role": "visitor"}
    topic = meet("topic", (TU, LI, MI), kind="statement", role="speaker", content="x")
    words = "Donald Tusk and Li Qiang"  # the words said name the speaker and another
    said = replace(topic.events[0], roles={"speaker": ("a0",)}, content=Span(0, len(words)), form="direct")
    items = [
        *extractions,
        replace(topic, events=(said,)),
        meet("three", (LI, MI, TU), date="2025-12-01"),
        meet("plan", (LI, TU), date="2026-01", published="2025-12-01", status="planned", place=BEIJING),
        meet("true", (LI, TU), date="2026-01-15", published="2026-01-16", place=BEIJING),
        meet("range", (MI, TU), date="2026-03-01/2026-03-03", place=HANGZHOU),
        meet("left", (MI, TU), date="2026-03-01", place=Place("West Lake")),
        meet("right", (MI, TU), date="2026-03-01/2026-03-02", place=HANGZHOU),
        meet("trip", (TU,), date="2026-05-01", status="planned", place=BEIJING, **visit),
        meet("went", (TU,), date="2026-01-15", place=BEIJING, **visit),
        meet("off", (LI,), date="2026-06-01", status="cancelled", place=HANGZHOU, **visit),
        meet("deal", (LI, TU), kind="agreement", role="party", date="2026-01-15"),
        meet("word", (TU,), kind="statement", role="speaker", content="that it was so", claimed_by=("a0",)),
        replace(agency, events=(replace(agency.events[0], roles={"speaker": ("a0",), "via": ("a1",)}),)),
    ]
    return link(items, tables=tables)


@pytest.fixture
def store(world: Graph) -> ox.Store:
    found = ox.Store()
    found.extend(quads(world, version="0"))
    return found


@pytest.fixture
def other(world: Graph) -> rdflib.Dataset:
    return dataset(world, version="0")


# How many rows each query gives on the graph above: a new query has to be added here.
EXPECTED = {
    "active_nation_pairs": 3,
    "agreements": 2,
    "best_sourced": 4,
    "cancelled": 2,
    "claims": 1,
    "contradictions": 2,
    "doubtful_merges": 5,
    "event_evidence": 20,
    "first_meetings": 4,
    "meetings_by_month": 4,
    "most_active": 6,
    "multilateral_meetings": 1,
    "offices": 3,
    "plans_that_came_true": 1,
    "spoke_through": 1,
    "statements_about_nation": 2,
    "statements_by_nation": 2,
    "statements_by_speaker": 4,
    "visits": 2,
    "visits_planned_not_held": 2,
    "who_met_whom": 6,
}


def test_every_query_is_expected() -> None:
    assert sorted(EXPECTED) == sorted(queries())
    assert all(one.title and one.answers.endswith(".") for one in queries().values())


def test_both_engines_give_the_same_rows(store: ox.Store, other: rdflib.Dataset) -> None:
    counts = {}
    for name in queries():
        left, right = query(store, name), query(other, name)
        assert left == right, name
        counts[name] = len(left.rows)
    assert counts == EXPECTED


def test_who_met_whom(store: ox.Store) -> None:
    (first, *_) = query(store, "who_met_whom", values={"to": "2025-11-30"}).records()
    assert {key: value for key, value in first.items() if key != "event"} == {
        "person": "Li Qiang",
        "other": "Mikhail Mishustin",
        "where": "Hangzhou",
        "earliest": "2025-11-03",
        "latest": "2025-11-03",
    }


@pytest.mark.parametrize(
    ("name", "values", "count"),
    [
        ("who_met_whom", {"from": "2025-12-01"}, 5),
        ("who_met_whom", {"from": "2025-11-03", "to": "2025-11-03"}, 1),
        ("statements_by_speaker", {"name": "Donald Tusk"}, 2),
        ("statements_by_speaker", {"name": '" } DROP ALL # \\'}, 0),
        ("statements_by_speaker", {"name": "x\n} UNION { ?s ?p ?o }"}, 0),
    ],
)
def test_values_are_set_alike(
    store: ox.Store, other: rdflib.Dataset, name: str, values: dict[str, str], count: int
) -> None:
    answer = query(store, name, values=values)
    assert answer == query(other, name, values=values)
    assert len(answer.rows) == count


def test_statements_about_a_nation(store: ox.Store) -> None:
    rows = query(store, "statements_about_nation", values={"nation": "China"}).records()
    assert [(row["speaker"], row["article"]) for row in rows] == [("Donald Tusk", "topic")]
    assert query(store, "statements_about_nation", values={"nation": "China", "name": "Li Qiang"}).rows == ()


def test_the_evidence_of_one_event(store: ox.Store, world: Graph) -> None:
    event = next(one for one in world.events if len(one.articles) == 3)
    iri = f"https://w3id.org/diplograph/id/event/{event.id}"
    rows = query(store, "event_evidence", values={"event": iri}).records()
    assert [row["article"] for row in rows] == ["left", "range", "right"]
    assert {row["trigger"] for row in rows} == {"met"}


def test_a_folder_is_read(graph: Graph, tmp_path: Path) -> None:
    write_rdf(graph, tmp_path, version="0")
    rows = query(tmp_path, "who_met_whom").rows
    assert len(rows) == 1
    assert (
        rows
        == query(tmp_path / "graph.trig", "who_met_whom").rows
        == query(tmp_path / "graph.ttl", "who_met_whom").rows
    )
    assert query(tmp_path, "ASK { ?s ?p ?o }").rows == (("true",),)
    assert len(query(tmp_path, "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }").rows) > 10


@pytest.mark.parametrize(
    ("text", "values", "says"),
    [
        ("who_met_whome", {}, "found 'who_met_whome', allowed is SPARQL or one of active_nation_pairs"),
        ("who_met_whom", {"actor": "x"}, "found the value 'actor', allowed from, to"),
        ("SELECT * WHERE { ?s ?p ?o }", {"s": "x"}, "allowed only where the query has a line '# values'"),
        ("SELECT * WHERE {\n# values\n ?s ?p ?o }", {"s } x": "x"}, "found the variable"),
        ("SELECT * WHERE {", {}, "query: "),
        ("event_evidence", {"event": "http://x/<y>"}, "allowed is text or a legal address"),
    ],
)
def test_a_wrong_query_is_one_line(store: ox.Store, text: str, values: dict[str, str], says: str) -> None:
    for source in (store, rdflib.Dataset()):
        with pytest.raises(InputError) as error:
            query(source, text, values=values)
        assert says in str(error.value)
        assert "\n" not in str(error.value)


def test_no_rdf_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="found no RDF to read"):
        open_store(tmp_path)
    (tmp_path / "graph.ttl").write_text("<a> <b> .", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read as RDF"):
        open_store(tmp_path)
