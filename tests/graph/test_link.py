"""The same actor and the same event across articles: joined when they agree, kept apart when they do not."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.errors import InputError
from kg.graph.link import link
from kg.graph.model import Graph
from kg.graph.world import World
from kg.model import Actor, Article, Extraction, Place, Span

Make = Callable[..., Extraction]
LI, MI = ("Li Qiang", "CHN", "Q1"), ("Mikhail Mishustin", "RUS", "Q2")
HANGZHOU, BEIJING, CHINA = (
    Place("Hangzhou", "CHN", "h-CHN"),
    Place("Beijing", "CHN", "b-CHN"),
    Place("China", "CHN"),
)


def test_one_meeting_told_in_two_languages_is_one_event(graph: Graph) -> None:
    held = [one for one in graph.events if one.type == "meeting" and one.status == "held"]
    assert len(held) == 1
    assert held[0].articles == ("ar-1", "en-1")
    assert held[0].roles == {"participant": ("Q4170900", "Q4414390")}
    assert (held[0].place, held[0].country, held[0].mode) == ("hangzhou-CHN", "CHN", "in_person")
    assert (held[0].date, held[0].earliest, held[0].precision) == ("2025-11-03", "2025-11-03", "day")
    assert [item.trigger_text for item in held[0].evidence] == ["التقى", "met"]


def test_an_actor_has_names_offices_and_articles(graph: Graph) -> None:
    mishustin = next(one for one in graph.actors if one.id == "Q4414390")
    assert mishustin.names == {"ar": "ميخائيل ميشوستين", "en": "Mikhail Mishustin"}
    assert [office.title for office in mishustin.offices] == ["prime_minister"]
    assert mishustin.articles == ("ar-1", "en-1")
    li = next(one for one in graph.actors if one.id == "Q4170900")
    assert [(office.title, office.start) for office in li.offices] == [("premier", None)]


def test_a_state_is_its_nation(graph: Graph) -> None:
    assert [one.id for one in graph.actors if one.kind == "state"] == ["RUS", "USA"]
    assert [(one.id, one.qid) for one in graph.nations] == [("CHN", "Q148"), ("RUS", "Q159"), ("USA", "Q30")]


def test_every_order_of_articles_gives_the_same_graph(meet: Make, tables: World) -> None:
    items = [
        meet("a", (LI, MI), date="2025-11-03", place=HANGZHOU),
        meet("b", (LI, MI), date="2025-11"),
        meet("c", (("CHN", "CHN", None), ("RUS", "RUS", None)), date="2025-11-03", place=HANGZHOU),
        meet("d", (LI, MI), published="2025-11-04"),
    ]
    first = link(items, tables=tables)
    assert all(link(order, tables=tables) == first for order in itertools.permutations(items))


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ({"date": "2025-11-03"}, {"date": "2025-11-03"}, True),
        ({"date": "2025-11-03"}, {"date": "2025-11-04"}, False),
        ({"date": "2025-11-03"}, {"date": "2025-11-03/2025-11-04"}, True),
        ({"date": "2025-11-03", "place": HANGZHOU}, {"date": "2025-11", "place": HANGZHOU}, True),
        ({"date": "2025-11-03"}, {"date": "2025"}, False),
        ({"date": "2025-11-03", "place": HANGZHOU}, {"date": "2025-11-03", "place": BEIJING}, False),
        ({"date": "2025-11-03", "place": HANGZHOU}, {"date": "2025-11-03", "place": CHINA}, True),
        ({"date": "2025-11-03"}, {}, True),
        ({"date": "2024-11-03"}, {}, False),
        ({}, {}, True),
        ({"date": "2025-11-03"}, {"date": "2025-11-03", "status": "planned"}, True),
        ({"date": "2025-11-03"}, {"date": "2025-11-03", "status": "cancelled"}, False),
        ({"date": "2025-11-03", "mode": "phone"}, {"date": "2025-11-03", "mode": "in_person"}, False),
    ],
)
def test_two_reports_of_one_pair(
    meet: Make, tables: World, left: dict[str, object], right: dict[str, object], same: bool
) -> None:
    graph = link([meet("a", (LI, MI), **left), meet("b", (LI, MI), **right)], tables=tables)
    assert len(graph.events) == (1 if same else 2)


def test_one_host_and_two_guests_are_two_meetings(meet: Make, tables: World) -> None:
    other = ("Ivan Petrov", "RUS", "Q3")
    items = [meet("a", (LI, MI), date="2025-11-03"), meet("b", (LI, other), date="2025-11-03")]
    assert len(link(items, tables=tables).events) == 2


def test_states_join_their_ministers_only_where_the_place_agrees(meet: Make, tables: World) -> None:
    states = (("CHN", "CHN", None), ("RUS", "RUS", None))
    people = meet("a", (LI, MI), date="2025-11-03", place=HANGZHOU)
    joined = link([people, meet("b", states, date="2025-11-03", place=HANGZHOU)], tables=tables)
    assert [one.roles for one in joined.events] == [{"participant": ("Q1", "Q2")}]
    assert len(link([people, meet("b", states, date="2025-11-03")], tables=tables).events) == 2


def test_a_plan_that_comes_true_is_one_event_with_its_history(meet: Make, tables: World) -> None:
    items = [
        meet("b", (LI, MI), date="2025-11-03", published="2025-11-04", place=HANGZHOU),
        meet("a", (LI, MI), date="2025-11", published="2025-10-01", status="planned", place=HANGZHOU),
    ]
    graph = link(items, tables=tables)
    assert [one.status for one in graph.events] == ["held"]
    assert [(change.status, change.article) for change in graph.events[0].history] == [
        ("planned", "a"),
        ("held", "b"),
    ]
    assert graph.events[0].date == "2025-11-03"


def test_a_visit_needs_the_same_destination(meet: Make, tables: World) -> None:
    def visits(*places: Place | None) -> int:
        items = [
            meet(f"a{i}", (MI,), kind="visit", role="visitor", date="2025-11-03", place=place)
            for i, place in enumerate(places)
        ]
        return len(link(items, tables=tables).events)

    assert visits(HANGZHOU, HANGZHOU) == 1
    assert visits(HANGZHOU, BEIJING) == 2
    assert visits(HANGZHOU, None) == 2


def test_statements_join_only_as_copies(meet: Make, tables: World) -> None:
    def statements(*words: str) -> int:
        items = [
            meet(
                f"a{i}",
                (MI,),
                kind="statement",
                role="speaker",
                date="2025-11-03",
                content=text,
                form="indirect",
            )
            for i, text in enumerate(words)
        ]
        return len(link(items, tables=tables).events)

    assert statements("that trade is growing fast this year", "that trade is growing fast this year.") == 1
    assert statements("that trade is growing fast this year", "that talks would go on for another year") == 2


def test_two_events_of_one_article_stay_two(meet: Make, tables: World) -> None:
    item = meet("a", (LI, MI), date="2025-11-03")
    twice = replace(item, events=(item.events[0], replace(item.events[0], id="e2")))
    graph = link([twice], tables=tables)
    assert len({one.id for one in graph.events}) == 2


def test_decisions_say_why(meet: Make, tables: World) -> None:
    graph = link(
        [
            meet("a", (LI, MI), date="2025-11-03", place=HANGZHOU),
            meet("b", (LI, MI), date="2025-11-03", place=HANGZHOU),
            meet("c", (LI, MI), date="2025-11-03", place=BEIJING),
        ],
        tables=tables,
    )
    joined, refused = sorted(graph.decisions, key=lambda one: one.other)
    assert (joined.accepted, joined.other, joined.score) == (True, "b#e1", 1.0)
    assert (refused.accepted, refused.other) == (False, "c#e1")
    assert "the places disagree" in refused.reason
    assert {joined.node, refused.node} <= {one.id for one in graph.events}


def test_later_articles_do_not_change_an_events_id(meet: Make, tables: World) -> None:
    one = meet("m", (LI, MI), date="2025-11-03")
    later = meet("a", (LI, MI), date="2025-11-03", published="2025-11-05", place=HANGZHOU)
    assert link([one], tables=tables).events[0].id == link([one, later], tables=tables).events[0].id


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (("Amal Haddad", "LBN", None), ("Amal  HADDAD", "LBN", None), True),
        (("Amal Haddad", "LBN", None), ("Amal Haddad", None, None), True),
        (("Amal Haddad", "LBN", None), ("Amal Haddad", "JOR", None), False),
        (("Haddad", "LBN", None), ("Haddad", "LBN", None), False),
        (("王毅", "CHN", None), ("王毅", "CHN", None), True),
        (("Peter Thomson", "FJI", None), ("بيتر ثومسون", "FJI", None), True),
        (("Peter Thomson", "FJI", None), ("Piotr Tomson", "FJI", None), True),
        (("Peter Thomson", "FJI", None), ("بيتر ثومسون", "AUS", None), False),
        (("Boris Chernenko", "FJI", None), ("بوريس تشيرنينكو", "FJI", None), True),
        (("Peter Thomson", "FJI", None), ("بيتر ثومسون", None, None), False),
        (("Peter Thomson", "FJI", None), ("Paula Thomson", "FJI", None), False),
        (("Amal Haddad", "LBN", "Q7"), ("Amal Haddad", "LBN", "Q8"), False),
        (("Amal Haddad", "LBN", "Q7"), ("Amal Haddad", None, None), True),
        (("Amal Haddad", "LBN", "Q7"), ("Amal Haddad", "JOR", None), False),
    ],
)
def test_two_actors_of_one_name(
    meet: Make,
    tables: World,
    left: tuple[str, str | None, str | None],
    right: tuple[str, str | None, str | None],
    same: bool,
) -> None:
    graph = link([meet("a", (left,)), meet("b", (right,))], tables=tables)
    assert len(graph.actors) == (1 if same else 2)


def test_an_unnamed_group_is_never_that_of_another_article() -> None:
    def item(ident: str) -> Extraction:
        return Extraction(
            Article(ident, "the ministers", "en"), (Actor("a1", "group", None, (Span(0, 13),)),)
        )

    graph = link([item("a"), item("b")], tables=World())
    assert [one.names for one in graph.actors] == [{"en": "the ministers"}] * 2


def test_a_claim_becomes_fact_when_somebody_reports_it(meet: Make, tables: World) -> None:
    claimed = meet("a", (LI, MI), date="2025-11-03", claimed_by=("a0",))
    assert link([claimed], tables=tables).events[0].claimed_by == ("Q1",)
    fact = meet("b", (LI, MI), date="2025-11-03")
    assert link([claimed, fact], tables=tables).events[0].claimed_by == ()


def test_an_article_may_not_come_twice(meet: Make, tables: World) -> None:
    item = meet("a", (LI, MI))
    with pytest.raises(InputError, match="found the id 'a' twice"):
        link([item, item], tables=tables)


def test_an_unknown_actor_in_a_role_is_named(meet: Make, tables: World) -> None:
    item = meet("a", (LI, MI))
    broken = replace(item, events=(replace(item.events[0], roles={"participant": ("a9",)}),))
    with pytest.raises(InputError, match="event 'e1', role participant: found actor 'a9'"):
        link([broken], tables=tables)


def test_nothing_gives_an_empty_graph(tables: World) -> None:
    assert link([], tables=tables) == Graph()


def test_offices_that_disagree_keep_people_apart_who_sound_alike() -> None:
    def graph(*offices: str | None, nations: tuple[str | None, ...] = ("FJI", "FJI")) -> Graph:
        names = ("Peter Thomson", "بيتر ثومسون")
        return link(
            [
                Extraction(
                    Article(f"x{number}", name, "en"),
                    (Actor("a1", "person", name, (Span(0, 5),), nation=nation, office=office),),
                )
                for number, (name, office, nation) in enumerate(zip(names, offices, nations, strict=True))
            ],
            tables=World(),
        )

    assert len(graph("ambassador", "ambassador").actors) == 1
    assert len(graph("ambassador", None).actors) == 1
    assert len(graph(None, None, nations=("FJI", None)).actors) == 2
    assert len(graph("judge", "judge", nations=("FJI", None)).actors) == 1
    assert len(graph("judge", "judge", nations=("FJI", "AUS")).actors) == 2
    assert len(graph("ambassador", "judge").actors) == 2
    (decision,) = graph("ambassador", "ambassador").decisions
    assert (decision.score, decision.accepted) == (0.75, True)
