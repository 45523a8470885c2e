"""What a reader finds in the other views: paths, circles around somebody, map, timeline, table, hidden and pinned nodes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from page_sample import event, evidence, graph

from kg.graph.model import ActorNode, Graph, Participation
from kg.model import Article


def rows(page) -> list[str]:
    return [row.get_attribute("data-event") for row in page.query_selector_all("#rows tr[data-event]")]


def chips(page) -> list[str]:
    return page.locator("#chips .chip").all_inner_texts()


def chain(length: int) -> Graph:
    """P0 met P1, P1 met P2 …, and P0 and the last one have nothing else in common; each event a month later."""
    people = tuple(ActorNode(f"P{n}", "person", {"en": f"Person {n}"}) for n in range(length + 1))
    articles = tuple(
        Article(f"d{n}", "x", "en", f"2025-{n + 1:02}-20", "T", f"Paper {n % 2}") for n in range(length)
    )
    events = tuple(
        event(
            f"meeting-{n}", "meeting",
            (Participation("participant", f"P{n}"), Participation("participant", f"P{n + 1}")),
            (evidence(f"d{n}", "They met.", "met"),), date=f"2025-{n + 1:02}-10",
            days=(f"2025-{n + 1:02}-10", f"2025-{n + 1:02}-10"), precision="day",
        )
        for n in range(length)
    )  # fmt: skip
    return Graph(people, events, articles=articles)


def test_a_path_is_asked_for_and_shown(visit):
    page = visit(graph(), "e=a:org-1")
    page.click("#card .actions >> text=Path to")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("ابراهيم")
    page.wait_for_selector("#found li")
    page.keyboard.press("Enter")
    assert page.inner_text("#card h2") == "Path"
    assert "events in a row: 2" in page.inner_text("#card")
    assert sorted(rows(page)) == ["0", "1"]
    assert "Maria Voss" in page.inner_text("#card .path .link")
    assert page.inner_text("#drawn").startswith("Drawn: all 5 nodes")
    assert page.get_attribute("#find", "placeholder").startswith("Search")


def test_a_path_is_as_short_as_can_be_and_turns_round(visit):
    page = visit(chain(6), "f=a:P0&g=a:P3")
    assert sorted(rows(page)) == ["0", "1", "2"]
    page.click("#card >> text=Turn round")
    assert "f=a%3AP3" in page.url and "g=a%3AP0" in page.url
    assert sorted(rows(page)) == ["0", "1", "2"]


def test_a_path_goes_only_through_what_passes_the_filters(visit):
    page = visit(chain(6), "f=a:P0&g=a:P3&d=2025-03-01..")
    assert "No way between the two" in page.inner_text("#card")
    assert rows(page) == []


def test_all_equally_short_ways_are_shown(visit):
    one = chain(2)
    other = event(
        "meeting-x", "meeting", (Participation("participant", "P0"), Participation("participant", "Q")),
        (evidence("d0", "They met.", "met"),),
    )  # fmt: skip
    more = event(
        "meeting-y", "meeting", (Participation("participant", "Q"), Participation("participant", "P2")),
        (evidence("d1", "They met.", "met"),),
    )  # fmt: skip
    both = Graph(
        (*one.actors, ActorNode("Q", "person", {"en": "Q"})),
        (*one.events, other, more),
        articles=one.articles,
    )
    page = visit(both, "f=a:P0&g=a:P2")
    assert sorted(rows(page)) == ["0", "1", "2", "3"]


def test_a_path_goes_around_who_is_hidden(visit):
    page = visit(chain(6), "f=a:P0&g=a:P3&x=a:P2")
    assert rows(page) == []
    page.click("#chips .chip:has-text('hidden')")
    assert len(rows(page)) == 3


def test_a_nation_is_reached_through_its_people(visit):
    page = visit(graph(), "f=a:org-1&g=a:SLM")
    assert sorted(rows(page)) == ["1"]  # the authority is of that nation and takes part itself


@pytest.mark.parametrize(("hops", "found"), [(1, 1), (2, 2), (3, 3)])
def test_the_circle_around_somebody_grows_by_steps(visit, hops, found):
    page = visit(chain(6), "f=a:P0")
    page.keyboard.press(str(hops))
    assert len(rows(page)) == found
    assert page.is_checked(f'input[name="hops"][value="{hops}"]')


def test_hidden_nodes_are_not_drawn_and_come_back(visit):
    page = visit(graph(), "e=a:Q2")
    page.click("#card .actions >> text=Hide")
    assert page.inner_text("#drawn") == "Drawn: all 4 nodes. Hidden by you: 1."
    assert len(rows(page)) == 3  # the list still has their events
    assert "x=a%3AQ2" in page.url
    page.click("#chips .chip")
    assert page.inner_text("#drawn") == "Drawn: all 5 nodes."


def test_hidden_nodes_stay_hidden_in_a_link(visit):
    page = visit(graph(), "x=a:Q2&x=a:Q1&v=events")
    assert "Hidden by you: 2." in page.inner_text("#drawn")
    assert chips(page)[0].startswith("hidden")


def test_a_pinned_node_keeps_its_place_in_a_link(visit):
    page = visit(graph(), "e=a:Q2&k=1234,-567,a:Q2")
    assert page.get_attribute("#card .actions >> text=Pin", "aria-pressed") == "true"
    page.select_option("#limit", "40")
    assert "k=1234%2C-567%2Ca%3AQ2" in page.url
    page.click("#card .actions >> text=Pin")
    assert "k=" not in page.url


def test_a_pinned_node_is_drawn_whatever_else_is(visit):
    page = visit(graph(), "t=visit&k=10,10,a:org-1")
    assert page.inner_text("#drawn") == "Drawn: all 4 nodes."


def test_dragging_pins(visit):
    page = visit(graph(), "e=a:Q2&v=events")
    page.wait_for_timeout(300)
    box = page.locator("#canvas").bounding_box()
    page.focus("#canvas")
    page.keyboard.press("ArrowRight")  # the picture centres on the node
    page.wait_for_timeout(500)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 30, steps=5)
    page.mouse.up()
    page.wait_for_timeout(100)
    assert "k=" in page.url
    assert any(chip.startswith("pinned") for chip in chips(page))


def test_newspapers_and_actors_are_filters(visit):
    page = visit(graph())
    page.check("#by-source label:has-text('صحيفة النهر') input")
    assert rows(page) == ["0"]
    assert "r=" in page.url
    page.click("#chips .chip")
    page.check("#by-who label:has-text('Maria Voss') input")
    assert sorted(rows(page)) == ["0", "1"]
    page.check("#by-who label:has-text('Ibrahim Salim') input")
    assert rows(page) == ["0"]
    assert page.url.count("w=Q") == 2


def test_an_undated_event_stands_on_the_day_of_its_report_and_says_so(visit):
    page = visit(graph(), "e=e:statement-1")
    assert page.inner_text('#rows tr[data-event="1"] td.date') == "reported 20 May 2025"
    assert "no date given (reported 20 May 2025)" in page.inner_text("#card")
    assert page.locator("#bars .told").count() == 1
    assert page.locator("#bars-told").is_visible()
    page.fill("#from", "2025-05-19")
    page.fill("#to", "2025-05-21")
    assert rows(page) == ["1"]
    page.uncheck("#undated")
    assert rows(page) == []
    assert page.locator("#bars .told").count() == 0


def test_what_has_no_day_at_all_passes_only_without_a_range(visit):
    one = chain(1)
    bare = replace(one, articles=(replace(one.articles[0], published=None),))
    page = visit(replace(bare, events=(replace(bare.events[0], date=None, earliest=None, latest=None),)))
    assert rows(page) == ["0"]
    page.fill("#from", "2025-01-01")
    assert rows(page) == []


def test_the_map_shows_places_and_countries(visit):
    page = visit(graph(), "v=map")
    page.wait_for_selector("#chart circle.dot", state="attached")
    assert page.locator("#chart circle.dot").count() == 2
    assert page.locator("#chart circle.dot.country").count() == 1
    assert page.inner_text("#drawn") == "Places on the map: 2. Events without a known place: 1."
    assert len(page.get_attribute("#chart .land", "d")) > 20000
    page.click("#chart circle.dot:not(.country)")
    assert page.inner_text("#card h2") == "Fajr Port"
    page.click("#card >> text=Only events here")
    assert rows(page) == ["0"]
    assert "p=fajr-SLM" in page.url


def test_the_map_is_moved_with_mouse_and_buttons(visit):
    page = visit(graph(), "v=map")
    page.wait_for_selector("#chart circle.dot", state="attached")
    page.wait_for_timeout(400)  # the picture follows the size of its frame
    where = lambda: page.get_attribute("#chart g", "transform")  # noqa: E731
    first = where()
    page.click("#in")
    nearer = where()
    assert nearer != first
    box = page.locator("#chart").bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 60, steps=4)
    page.mouse.up()
    assert where() != nearer
    page.mouse.wheel(0, -300)
    page.wait_for_timeout(100)
    page.click("#fit")
    assert where() == first


def test_the_timeline_has_a_lane_for_each_actor(visit):
    page = visit(graph(), "v=time")
    assert page.inner_text("#drawn") == "Actors: 5."
    names = page.locator("#chart .lane-name text").all_text_contents()
    assert "\u2068Maria Voss\u2069" in names
    assert page.locator("#chart .spot").count() >= 6
    page.locator("#chart .spot").first.click()
    assert page.locator("#card .evidence").count() >= 1


def test_a_bar_of_the_timeline_narrows_the_dates(visit):
    many = chain(1)
    events = tuple(
        replace(
            many.events[0],
            id=f"meeting-{n:04}",
            earliest=f"2025-{n % 12 + 1:02}-10",
            latest=f"2025-{n % 12 + 1:02}-10",
        )
        for n in range(1200)
    )
    page = visit(replace(many, events=events), "v=time")
    assert "a bar holds some days" in page.inner_text("#drawn")
    page.locator("#chart .bin").first.click()
    assert "d=2025-01-10..2025-01-10" in page.url
    assert page.inner_text("#count") == "100 of 1,200 events"


def test_the_table_has_the_room_of_the_picture(visit):
    page = visit(graph())
    small = page.locator(".list").bounding_box()["height"]
    page.keyboard.press("l")
    assert page.locator(".list").bounding_box()["height"] > small * 1.5
    assert not page.locator("#canvas").is_visible()
    assert page.is_disabled("#png")


@pytest.mark.parametrize("column", ["date", "type", "who", "place", "said", "reports"])
def test_each_column_sorts_both_ways(visit, column):
    page = visit(graph(), "v=table")
    page.click(f"th.{column} button")
    first, way = rows(page), page.get_attribute(f"th.{column}", "aria-sort")
    page.click(f"th.{column} button")
    assert page.get_attribute(f"th.{column}", "aria-sort") != way
    assert sorted(rows(page)) == sorted(first) == ["0", "1", "2"]
    assert page.evaluate("document.activeElement.closest('th').className") == column


@pytest.mark.parametrize("view", ["map", "time", "table"])
def test_other_views_show_what_is_around_the_centre(visit, view):
    page = visit(chain(6), f"f=a:P0&v={view}")
    assert len(rows(page)) == 1
    page.click('#views input[value="around"]')
    assert page.inner_text("#drawn") == "Drawn: all 3 nodes."


def test_an_actor_shows_statements_and_time(visit):
    page = visit(graph(), "e=a:Q2")
    card = page.inner_text("#card")
    assert "Said (1)" in card and "the ferry line would open in spring" in card
    assert page.locator("#card .spark rect").count() > 1
