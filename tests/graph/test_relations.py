"""Who deals with whom: each figure on a graph small enough to count by hand."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.errors import DataError, InputError
from kg.graph.dates import bounds, precision
from kg.graph.labels import Names
from kg.graph.model import ActorNode, Content, EventNode, Graph, NationNode, Participation
from kg.graph.relations import (
    brokers,
    change,
    communities,
    directed,
    first_contacts,
    reciprocity,
    speakers,
    ties,
)
from kg.graph.views import acts_for
from kg.model import Actor, Article, Extraction, Office, Span

NATIONS = ("A", "B", "C", "D", "E")


def ev(
    kind: str,
    roles: str,
    date: str | None = None,
    *,
    country: str | None = None,
    status: str = "held",
    claimed: bool = False,
) -> EventNode:
    """An event from a line such as ``visitor:a host:b``; the person `a` acts for the nation `A`."""
    parts = tuple(
        Participation(role, who, None, who.upper())
        for role, who in (part.split(":") for part in roles.split())
    )
    span = bounds(date)
    ident = f"{kind}-{roles}-{date}-{country}-{status}"
    first, last = (span.earliest.isoformat(), span.latest.isoformat()) if span else (None, None)
    return EventNode(
        ident, kind, status, parts, (), country=country, date=date, earliest=first, latest=last, precision=precision(date),
        claimed_by=("a",) if claimed else (),
    )  # fmt: skip


def graph(*events: EventNode) -> Graph:
    return Graph(
        actors=tuple(ActorNode(code.lower(), "person", {"en": f"Person {code}"}, code) for code in NATIONS),
        events=tuple(sorted(events, key=lambda event: event.id)),
        nations=tuple(NationNode(code, {"en": f"Land {code}"}) for code in NATIONS),
    )


def edges(network: nx.Graph) -> dict[tuple[str, str], int]:
    return {(one, other): data["weight"] for one, other, data in network.edges(data=True)}


MEET = "participant:a participant:b"


def test_types_are_kept_apart_and_all_together_are_one() -> None:
    g = graph(
        ev("meeting", MEET, "2025-01-01"),
        ev("agreement", "party:a party:b", "2025-01-02"),
        ev("meeting", MEET, "2025-02-01"),
    )
    assert edges(ties(g, "meeting")) == {("A", "B"): 2}
    assert edges(ties(g, "agreement")) == {("A", "B"): 1}
    assert edges(ties(g)) == {("A", "B"): 3}
    assert edges(ties(g, "meeting", by="actor")) == {("a", "b"): 2}
    assert ties(g, "meeting").edges["A", "B"]["first"] == "2025-01-01"


def test_plans_and_claims_are_no_ties() -> None:
    g = graph(
        ev("meeting", MEET, status="planned"),
        ev("meeting", MEET, claimed=True),
        ev("visit", "visitor:a host:b", status="cancelled"),
    )
    assert edges(ties(g)) == edges(ties(g, "visit")) == {}
    assert edges(ties(g, "meeting", statuses=("planned",))) == {("A", "B"): 1}


def test_visits_lead_to_hosts_and_countries() -> None:
    g = graph(
        ev("visit", "visitor:a host:b", country="B"),
        ev("visit", "visitor:a", country="C"),
        ev("visit", "visitor:b host:b", country="B"),  # at home
        ev("visit", "visitor:d"),  # nobody knows where
    )
    found = directed(g, "visit")
    assert found.is_directed()
    assert edges(found) == {("A", "B"): 1, ("A", "C"): 1}
    assert found.nodes["A"]["label"] == "Land A"
    assert edges(directed(g, "visit", by="actor")) == {("a", "b"): 1}


def test_a_spokesman_is_nobody_who_is_addressed() -> None:
    g = graph(ev("statement", "speaker:a addressee:b via:c", country="D"))
    assert edges(ties(g, "statement")) == {("A", "B"): 1}


def test_a_type_without_direction_cannot_be_directed() -> None:
    with pytest.raises(DataError, match="meeting: found no direction"):
        directed(Graph(), "meeting")


@pytest.mark.parametrize(
    "asked",
    [lambda: ties(Graph(), by="city"), lambda: first_contacts(graph(ev("meeting", MEET, "2025")), by="city")],
)
def test_other_sides_than_nations_and_actors_are_refused(asked) -> None:
    with pytest.raises(InputError, match="by: found 'city', allowed nation, actor"):
        asked()


def test_change_is_counted_in_events_and_in_shares() -> None:
    before = ties(
        graph(ev("meeting", MEET, "2025-01-01"), ev("meeting", "participant:a participant:c", "2025-01-01"))
    )
    after = ties(graph(*(ev("meeting", "participant:a participant:c", f"2025-02-0{n}") for n in range(1, 4))))
    rows = change(before, after)
    assert [
        (row["one"], row["other"], row["before"], row["after"], row["change"], row["share"]) for row in rows
    ] == [
        ("Land A", "Land C", 1, 3, 2, 0.5),
        ("Land A", "Land B", 1, 0, -1, -0.5),
    ]


def test_change_of_directed_networks_keeps_the_direction() -> None:
    there = directed(graph(ev("visit", "visitor:a host:b")), "visit")
    back = directed(graph(ev("visit", "visitor:b host:a")), "visit")
    assert [(row["one_id"], row["other_id"], row["change"]) for row in change(there, back)] == [
        ("A", "B", -1),
        ("B", "A", 1),
    ]


def test_nothing_compared_with_nothing() -> None:
    assert change(nx.Graph(), nx.Graph()) == []
    assert brokers(nx.Graph()) == []
    assert communities(nx.Graph()) == []


def test_a_broker_joins_those_who_do_not_deal_with_each_other() -> None:
    star = ties(graph(*(ev("meeting", f"participant:a participant:{other}") for other in "bcd")))
    first, *others = brokers(star)
    assert (first["name"], first["betweenness"], first["neighbours"], first["closed"]) == (
        "Land A",
        1.0,
        3,
        0,
    )
    assert {row["betweenness"] for row in others} == {0.0}
    closed = ties(graph(ev("meeting", "participant:a participant:b participant:c")))
    assert {(row["betweenness"], row["closed"]) for row in brokers(closed)} == {(0.0, 1.0)}


def test_more_events_make_a_shorter_way() -> None:
    often = [
        ev("meeting", f"participant:b participant:{other}", f"2025-01-0{day}")
        for other in "ac"
        for day in range(1, 6)
    ]
    rows = brokers(ties(graph(*often, ev("meeting", "participant:a participant:c"))))
    assert (rows[0]["name"], rows[0]["betweenness"]) == ("Land B", 1.0)


def test_communities_are_found_and_always_the_same() -> None:
    two = [
        ev("meeting", who, f"2025-01-{day:02}")
        for who in (MEET, "participant:c participant:d")
        for day in range(1, 9)
    ]
    bridge = ev("meeting", "participant:b participant:c")
    rows = communities(ties(graph(*two, bridge)))
    assert [(row["community"], row["id"]) for row in rows] == [(1, "A"), (1, "B"), (2, "C"), (2, "D")]
    assert [(row["inside"], row["weight"]) for row in rows] == [(8, 8), (8, 9), (8, 9), (8, 8)]
    network = ties(graph(*two, bridge))
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    turned.add_edges_from(reversed([(other, one, data) for one, other, data in network.edges(data=True)]))
    assert communities(turned) == rows


def test_the_first_contact_is_the_earliest_dated_event() -> None:
    g = graph(
        ev("meeting", MEET, "2025-03-01"),
        ev("meeting", MEET, "2024-05"),
        ev("meeting", MEET),
        ev("visit", "visitor:a host:b", "2023"),
    )
    (row,) = first_contacts(g, types=["meeting"])
    assert (row["one"], row["other"], row["date"], row["earliest"]) == (
        "Land A",
        "Land B",
        "2024-05",
        "2024-05-01",
    )
    assert first_contacts(g)[0]["date"] == "2023"
    assert first_contacts(g, types=["meeting"], by="actor")[0]["one"] == "Person A"


def test_reciprocity_counts_both_ways() -> None:
    visits = [("a", "b"), ("a", "b"), ("a", "b"), ("b", "a"), ("c", "d")]
    g = graph(
        *(
            ev("visit", f"visitor:{one} host:{other}", f"2025-01-0{n + 1}")
            for n, (one, other) in enumerate(visits)
        )
    )
    rows = reciprocity(directed(g, "visit"))
    assert [(row["one"], row["other"], row["there"], row["back"], row["balance"]) for row in rows] == [
        ("Land A", "Land B", 3, 1, 0.5),
        ("Land C", "Land D", 1, 0, 0.0),
    ]


def test_who_speaks_about_whom_counts_nations_in_the_words_said() -> None:
    text = "A said B and a minister of C were wrong. D was there."
    article = Article("x", text, "en")
    told = Extraction(
        article,
        tuple(
            Actor(f"m{n}", "state", None, (Span(at, at + 1),), nation=code)
            for n, (code, at) in enumerate((code, text.index(code)) for code in "ABCD")
        ),
    )
    words = Content(
        "x", Span(text.index("B"), text.index(".")), "B and a minister of C were wrong", "indirect", "en"
    )
    said = ev("statement", "speaker:a")
    mute = ev("statement", "speaker:a", "2025")
    about_itself = ev("statement", "speaker:b", "2024")
    events = [
        EventNode(
            **{name: getattr(one, name) for name in EventNode.__dataclass_fields__} | {"contents": (words,)}
        )
        for one in (said, about_itself)
    ]
    rows = speakers(graph(*events, mute), [told])
    assert [(row["speaker"], row["about"], row["named"], row["of"]) for row in rows] == [
        ("Person A", "Land B", 1, 1),
        ("Person A", "Land C", 1, 1),
        ("Person B", "Land C", 1, 1),
    ]


@pytest.mark.parametrize(
    ("offices", "date", "nation"),
    [
        ((Office("president", None, "Q8886", "2024-12-01"),), "2025-04-04", None),
        ((Office("president", None, "Q8886", "2024-12-01"),), "2024-11-30", "A"),
        ((Office("president", None, "Q8886", "2019-12-01", "2024-11-30"),), "2025-01-01", "A"),
        ((Office("minister", "A", None, "2020"), Office("chair", None, "Q1065", "2024")), "2025-04-04", "A"),
        ((Office("President of the Council"),), "2025-04-04", "A"),
        ((Office("president", None, "Q8886", "2024-12-01"),), None, "A"),
    ],
)
def test_officials_of_international_bodies_act_for_no_nation(offices, date, nation) -> None:
    event = ev("meeting", MEET, date)
    people = (
        ActorNode("a", "person", {"en": "A"}, "A", offices=offices),
        ActorNode("b", "person", {"en": "B"}, "B"),
    )
    found = Graph(actors=people, events=(event,), nations=tuple(NationNode(code) for code in "AB"))
    assert acts_for(event.participations[0], event, Names.of(found)) == nation
    assert edges(ties(found, "meeting")) == ({("A", "B"): 1} if nation else {})
