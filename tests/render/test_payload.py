"""The data of the page and the places of its nodes."""

from __future__ import annotations

import json

import pytest
from page_sample import MEETING, graph

from kg.graph.model import Graph
from kg.render.columns import records, table
from kg.render.layout import between, layout
from kg.render.overview import overview
from kg.render.payload import json_block, link_of, payload


def test_everything_of_the_graph_is_in_the_page():
    data = payload(graph())
    assert [event["id"] for event in data["events"]] == ["meeting-1", "statement-1", "visit-1"]
    assert [actor["id"] for actor in data["actors"]] == ["Q1", "Q2", "org-1", "NOR", "SLM"]
    assert data["events"][0]["history"] == [("planned", "2025-05-01", 1), ("held", "2025-05-06", 0)]


def test_a_nation_that_does_not_act_is_a_node_for_its_people():
    assert payload(graph())["actors"][-1]["kind"] == "state"


def test_the_trigger_is_found_in_the_sentence():
    said = payload(graph())["events"][0]["said"][0]
    assert said["text"] == MEETING
    assert said["text"][slice(*said["trigger"])] == "استقبل"


def test_offsets_count_as_browsers_count():
    from kg.render.payload import _units

    assert _units("a😀") == 3


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/x", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("http://[broken", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_kept(url, kept):
    assert link_of(url) == (url if kept else None)


@pytest.mark.parametrize(
    "text", ["</script>", "<!--", "&amp;", "a\u2028b\u2029c", "\ud800", "\x00", "{{ 7*7 }}"]
)
def test_json_in_the_page_cannot_end_it_and_comes_back_whole(text):
    block = json_block({"x": text})
    assert not set(block) & set("<>&\u2028\u2029\ud800\x00")
    assert json.loads(block) == {"x": text}
    block.encode("utf-8")


def test_the_same_graph_gives_the_same_data():
    assert payload(graph()) == payload(graph())


@pytest.mark.parametrize("count", [0, 1, 2, 60, 700])
def test_nodes_stand_apart(count):
    edges = [(number, number * 7 % count, 1.0) for number in range(count) if number != number * 7 % count]
    points = layout(count, edges)
    assert len(set(points)) == count
    assert layout(count, edges) == points


def test_events_of_the_same_actors_fan_out():
    points = between([[(0, 0), (200, 0)]] * 30)
    assert len(set(points)) == 30


def test_the_overview_is_never_larger_than_asked():
    nodes, edges = overview(payload(graph()), limit=2)
    assert len(nodes) == 2
    assert {end for edge in edges for end in (edge.start, edge.end)} <= {node.id for node in nodes}


def test_nations_count_the_events_of_their_people():
    nodes, _ = overview(payload(graph()))
    assert {node.label: node.events for node in nodes}["\u2068Norland\u2069"] == 3


def test_an_empty_graph_is_a_page_too():
    assert payload(Graph())["actors"] == []


def test_what_hangs_on_nothing_stands_around_the_rest_and_not_far_off():
    ring = [(number, (number + 1) % 600, 1.0) for number in range(600)]
    points = layout(1000, ring)
    held, loose = points[:600], points[600:]
    far = max((x * x + y * y) ** 0.5 for x, y in held)
    distances = [(x * x + y * y) ** 0.5 for x, y in loose]
    assert min(distances) > 0.8 * far
    assert max(distances) < 3 * far


@pytest.mark.parametrize(
    "records_", [[], [{}], [{"a": 1}, {}, {"b": None, "a": 2}], [{"x": [{"y": "z"}, {}]}, {"x": []}, {}]]
)
def test_columns_are_read_back(records_):
    kept = [{key: value for key, value in record.items() if value is not None} for record in records_]
    assert records(table(records_)) == kept


def test_the_columns_of_a_page_are_read_back():
    data = payload(graph())
    for key in ("actors", "events", "articles", "places"):
        back = records(json.loads(json_block(table(data[key]))))
        assert back == json.loads(json.dumps(data[key]))
