"""Parts of events, and what their sources contradict each other on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.explain import explain_event
from kg.graph.choose import choose
from kg.graph.differences import differences
from kg.graph.labels import Names
from kg.graph.link import link
from kg.graph.model import Graph
from kg.graph.rdf import dataset
from kg.graph.world import World
from kg.model import Extraction, Place

Make = Callable[..., Extraction]
LI, MI, XI = ("Li Qiang", "CHN", "Q1"), ("Mikhail Mishustin", "RUS", "Q2"), ("Xi Jinping", "CHN", "Q3")
MODI, PUTIN = ("Narendra Modi", "IND", "Q4"), ("Vladimir Putin", "RUS", "Q5")
HANGZHOU = Place("Hangzhou", "CHN", "hangzhou-CHN")
CHINA, INDIA = Place("China", "CHN"), Place("India", "IND")


def parts(graph: Graph) -> dict[str, set[str]]:
    kinds = {event.id: event.type for event in graph.events}
    return {event.type: {kinds[whole] for whole in event.part_of} for event in graph.events if event.part_of}


@pytest.mark.parametrize(
    ("place", "date", "who", "found"),
    [
        (HANGZHOU, "2025-11-03", (LI, MI), {"meeting": {"visit"}}),
        (HANGZHOU, "2025-11-05", (LI, MI), {}),
        (INDIA, "2025-11-03", (LI, MI), {}),
        (None, "2025-11-03", (LI, MI), {}),
        (HANGZHOU, "2025-11", (LI, MI), {}),
        (HANGZHOU, "2025-11-03", (LI, MODI), {}),
    ],
)
def test_talks_lie_within_a_visit(
    meet: Make,
    tables: World,
    place: Place | None,
    date: str,
    who: tuple[object, ...],
    found: dict[str, set[str]],
) -> None:
    visit = meet("v", (MI,), kind="visit", role="visitor", place=CHINA, date="2025-11-03/2025-11-04")
    assert parts(link([visit, meet("m", who, place=place, date=date)], tables=tables)) == found


def test_a_session_lies_within_a_summit_and_what_is_signed_within_both(meet: Make, tables: World) -> None:
    summit = meet("s", (LI, MI, MODI, PUTIN, XI), place=HANGZHOU, date="2025-11-03/2025-11-04")
    session = meet("t", (XI, MODI), place=HANGZHOU, date="2025-11-03")
    signed = meet("u", (XI, MODI), kind="agreement", role="party", place=HANGZHOU, date="2025-11-03")
    graph = link([summit, session, signed], tables=tables)
    by_article = {event.articles[0]: event for event in graph.events}
    assert by_article["t"].part_of == (by_article["s"].id,)
    assert by_article["u"].part_of == (by_article["t"].id,)
    assert by_article["s"].part_of == ()
    asked = "SELECT ?part ?whole { ?part <http://semanticweb.cs.vu.nl/2009/11/sem/subEventOf> ?whole }"
    assert len(list(dataset(graph).query(asked))) == 2


def test_a_part_of_the_graph_points_to_nothing_that_is_left_out(meet: Make, tables: World) -> None:
    visit = meet("v", (MI,), kind="visit", role="visitor", place=CHINA, date="2025-11-03/2025-11-04")
    graph = link([visit, meet("m", (LI, MI), place=HANGZHOU, date="2025-11-03")], tables=tables)
    assert all(event.part_of == () for event in choose(graph, type="meeting").events)


def test_contradictions_are_kept_and_shown(meet: Make, tables: World) -> None:
    items = [
        meet("a", (MI,), kind="visit", role="visitor", place=CHINA, date="2025-11-03"),
        meet("b", (MI, PUTIN), kind="visit", role="visitor", place=CHINA, date="2025-11-04"),
        meet("c", (MI,), kind="visit", role="visitor", place=CHINA, date="2025-11"),
    ]
    graph = link(items, tables=tables)
    (event,) = graph.events
    (one,) = differences(event, Names.of(graph))
    assert str(one) == "date: 2025-11 (c), 2025-11-03 (a), 2025-11-04 (b)"
    text = str(explain_event(event.id, graph))
    assert "sources disagree on the date: 2025-11 (c), 2025-11-03 (a), 2025-11-04 (b)" in text
    assert "visitor Q5 is named by b only" in text or "visitor Vladimir Putin is named by b only" in text
    assert "the same as a#e1: who agrees to" in text


def test_versions_of_a_sentence_with_other_numbers_contradict(meet: Make, tables: World) -> None:
    from dataclasses import replace

    def told(ident: str, text: str) -> Extraction:
        item = meet(ident, (LI, MI), date="2025-11-03")
        evidence = replace(item.events[0].evidence[0], sentence=item.events[0].evidence[0].sentence)
        article = replace(item.article, text=text)
        whole = replace(evidence, sentence=type(evidence.sentence)(0, len(text)))
        return replace(item, article=article, events=(replace(item.events[0], evidence=(whole,)),))

    words = "Li Qiang and Mikhail Mishustin met for {} minutes and spoke of trade and energy between the two countries"
    graph = link([told("a", words.format(40)), told("b", words.format(50))], tables=tables)
    (event,) = graph.events
    assert [str(one) for one in differences(event)] == ["number: 40 (a), 50 (b)"]
