"""The network and the files for other programs: complete, plain values only, nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

from kg.graph.graphml import graphml
from kg.graph.link import link
from kg.graph.model import Graph
from kg.graph.network import network
from kg.graph.tables import edges_csv, events_csv, guard, nodes_csv, write_tables
from kg.graph.views import actor_graph, ego, nation_graph
from kg.graph.world import World
from kg.model import Extraction


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_events_actors_nations_and_places_are_nodes(graph: Graph) -> None:
    found = network(graph)
    kinds = {data["kind"] for _, data in found.nodes(data=True)}
    assert kinds == {"event", "person", "nation", "place"}
    meeting = next(ident for ident, data in found.nodes(data=True) if data.get("mode") == "in_person")
    assert sorted((target, key) for _, target, key in found.out_edges(meeting, keys=True)) == [
        ("Q4170900", "participant"),
        ("Q4414390", "participant"),
        ("hangzhou-CHN", "place"),
    ]
    assert found.nodes[meeting]["label_ar"] == "لقاء: لي تشيانغ, ميخائيل ميشوستين (هانغتشو, 2025-11-03)"
    assert found.edges[meeting, "Q4414390", "participant"]["office"] == "prime_minister"
    assert found.has_edge("Q4414390", "RUS", key="nation")


def test_every_attribute_is_plain(hostile_graph: Graph) -> None:
    found = network(hostile_graph)
    values = [value for _, data in found.nodes(data=True) for value in data.values()]
    values += [value for _, _, data in found.edges(data=True) for value in data.values()]
    assert values
    assert {type(value) for value in values} <= {str, int, float}


def test_every_writer_of_networkx_takes_it(hostile_graph: Graph, tmp_path: Path) -> None:
    found = network(hostile_graph)
    nx.write_gexf(found, tmp_path / "g.gexf")
    nx.write_graphml(found, tmp_path / "g.graphml")
    nx.write_gml(found, tmp_path / "g.gml")
    back = nx.read_graphml(io.BytesIO("".join(graphml(found)).encode("utf-8")), force_multigraph=True)
    assert (len(back), back.number_of_edges()) == (len(found), found.number_of_edges())
    assert dict(back.nodes(data="label")) == {ident: data["label"] for ident, data in found.nodes(data=True)}


def test_nations_meet_through_their_people(graph: Graph) -> None:
    found = nation_graph(graph)
    assert list(found.edges(data=True)) == [
        ("CHN", "RUS", {"weight": 1, "first": "2025-11-03", "last": "2025-11-03"})
    ]
    assert found.nodes["CHN"]["label"] == "China"
    both = nation_graph(graph, statuses=("held", "planned", "cancelled"))
    assert sorted((a, b, weight) for a, b, weight in both.edges(data="weight")) == [
        ("CHN", "RUS", 2),
        ("RUS", "USA", 1),
    ]


def test_actors_meet(graph: Graph) -> None:
    assert [(a, b) for a, b in actor_graph(graph, types=["meeting"]).edges] == [("Q4170900", "Q4414390")]
    assert actor_graph(graph, types=["agreement"]).number_of_edges() == 0


def test_claims_do_not_join_nations(meet: Callable[..., Extraction], tables: World) -> None:
    who = (("Li Qiang", "CHN", "Q1"), ("Mikhail Mishustin", "RUS", "Q2"))
    assert nation_graph(link([meet("a", who, claimed_by=("a0",))], tables=tables)).number_of_edges() == 0


def test_ego_is_what_lies_around(graph: Graph) -> None:
    found = network(graph)
    assert "CHN" in ego(found, "Q4170900")
    assert "USA" not in ego(found, "Q4170900", depth=2)


def test_tables_hold_every_node_edge_and_event(hostile_graph: Graph, tmp_path: Path) -> None:
    found = network(hostile_graph)
    assert len(rows(nodes_csv(found))) == len(found)
    assert len(rows(edges_csv(found))) == found.number_of_edges()
    events = rows(events_csv(hostile_graph))
    assert [row["id"] for row in events] == [event.id for event in hostile_graph.events]
    names = {row["participant_names"] for row in events}
    assert "Li Qiang | Mikhail Mishustin" in names
    paths = write_tables(hostile_graph, tmp_path)
    assert [path.name for path in paths] == ["nodes.csv", "edges.csv", "events.csv", "graph.graphml"]
    assert paths[0].read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "\n=1", "\ufeff=1"])
def test_a_formula_is_text(text: str) -> None:
    assert guard(text).startswith("'")


@pytest.mark.parametrize("value", [-1.5, 3, "2025-11-03", "روسيا", "a=b"])
def test_other_values_stay(value: object) -> None:
    assert guard(value) == str(value)
