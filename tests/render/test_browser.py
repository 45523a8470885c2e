"""What a reader does, in a browser."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from page_sample import MEETING, STATEMENT, graph

from kg.render.page import write_page

pytestmark = pytest.mark.filterwarnings("ignore")


def rows(page) -> list[str]:
    return [row.get_attribute("data-event") for row in page.query_selector_all("#rows tr[data-event]")]


def test_it_opens_on_an_overview(visit):
    page = visit(graph())
    assert page.inner_text("#drawn") == "Drawn: all 5 nodes."
    assert page.inner_text("#count") == "3 events"
    assert page.locator("#canvas canvas").bounding_box()["height"] > 200


def test_the_script_chooses_as_the_python_does(visit):
    page = visit(graph(), "m=40")
    asked = page.inner_text("#drawn")
    page.select_option("#limit", "80")
    assert page.inner_text("#drawn") == asked == "Drawn: all 5 nodes."


@pytest.mark.parametrize(
    ("lang", "typed", "found"),
    [
        ("en", "إبراهيم", "Ibrahim Salim"),
        ("en", "ابراهيم", "Ibrahim Salim"),
        ("en", "فوس", "Maria Voss"),  # written in Latin only
        ("ar", "maria", "Maria Voss"),
        ("ar", "Salim", "إبراهيم سليم"),
        ("ar", "saleem", "إبراهيم سليم"),
        ("ar", "Norland", "نورلاند"),
    ],
)
def test_search_finds_names_in_the_other_script(visit, lang, typed, found):
    page = visit(graph(), f"l={lang}")
    page.keyboard.press("/")
    page.keyboard.type(typed)
    page.wait_for_selector("#found li")
    names = page.locator("#found li .name").all_inner_texts()
    assert found in names


def test_choosing_a_suggestion_centres_on_it(visit):
    page = visit(graph())
    page.fill("#find", "voss")
    page.wait_for_selector("#found li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.inner_text("#card h2") == "Maria Voss"
    assert "f=a%3AQ2" in page.url
    assert sorted(rows(page)) == ["0", "1"]
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert len(rows(page)) == 3


def test_words_of_a_sentence_are_found(visit):
    page = visit(graph())
    page.fill("#find", "would open")
    page.wait_for_selector("#found li")
    page.locator("#found li").last.click()
    assert sorted(rows(page)) == ["0", "1"]


def test_an_event_shows_who_when_where_and_its_sentence(visit):
    page = visit(graph())
    page.click('#rows tr[data-event="0"]')
    card = page.locator("#card")
    assert card.locator("blockquote").first.inner_text() == MEETING
    assert card.locator("mark").first.inner_text() == "استقبل"
    assert "5 May 2025" in card.inner_text()
    assert "to the day" in card.inner_text()
    assert "Fajr Port" in card.inner_text()
    assert "وزير النقل" in card.inner_text()
    link = card.locator("figcaption a")
    assert link.get_attribute("href") == "https://example.org/a?x=1&y=2"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_an_actor_shows_office_nation_and_events(visit):
    page = visit(graph(), "e=a:Q1")
    text = page.inner_text("#card")
    assert "since Jan 2024" in text
    assert "Salima" in text
    assert "Ebrahim Saleem" in text
    assert page.locator("#card .events li").count() == 2


def test_a_nation_shows_with_whom_it_deals(visit):
    page = visit(graph(), "e=a:SLM")
    assert "Norland" in page.inner_text("#card .ranked >> nth=0")


def test_filters_narrow_the_list_and_come_off_again(visit):
    page = visit(graph())
    page.check('#by-type input[data-item="visit"]')
    assert rows(page) == ["2"]
    page.click("#chips .chip")
    assert len(rows(page)) == 3
    page.check('#by-status input[data-item="held"]')
    assert sorted(rows(page)) == ["0", "1"]


def test_a_filter_keeps_the_keyboard_where_it_was(visit):
    page = visit(graph())
    page.focus('#by-type input[data-item="visit"]')
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.dataset.item") == "visit"


def test_two_nations_can_be_asked_for_together(visit):
    page = visit(graph(), "n=NOR+SLM&nh=all")
    assert sorted(rows(page)) == ["0", "1", "2"]


def test_dates_are_chosen_by_field_and_by_brush(visit):
    page = visit(graph())
    page.fill("#from", "2025-06-10")
    page.uncheck("#undated")
    assert rows(page) == ["2"]
    page.fill("#from", "")
    box = page.locator("#bars").bounding_box()
    page.mouse.move(box["x"] + 1, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 20, steps=4)
    page.mouse.up()
    assert rows(page) == ["0"]
    assert "d=2025-05-05.." in page.url


def test_a_link_restores_the_view(visit):
    page = visit(graph(), "l=ar&t=meeting&e=e:meeting-1&v=nations&o=who")
    assert page.get_attribute("html", "dir") == "rtl"
    assert rows(page) == ["0"]
    assert page.locator("#card blockquote").first.inner_text() == MEETING
    assert page.is_checked('input[name="view"][value="nations"]')
    assert page.get_attribute("th.who", "aria-sort") == "ascending"


@pytest.mark.parametrize(
    "view",
    [
        "e=e:nothing",
        "f=a:__proto__",
        "t=constructor",
        "d=2025-99-99..x",
        "l=<script>",
        "m=99999999",
        "p=toString",
        "o=-",
    ],
)
def test_a_broken_link_opens_the_usual_view(visit, view):
    page = visit(graph(), view)
    assert len(rows(page)) == 3
    assert page.inner_text("#count") == "3 events"


def test_back_goes_back(visit):
    page = visit(graph())
    page.click('#rows tr[data-event="1"]')
    page.go_back()
    assert page.inner_text("#card h2") == "At a glance"


def test_language_and_direction_switch(visit):
    page = visit(graph())
    page.select_option("#lang", "ar")
    assert page.get_attribute("html", "dir") == "rtl"
    assert page.get_attribute("html", "lang") == "ar"
    assert "إبراهيم سليم" in page.inner_text("#rows")
    page.select_option("#lang", "en")
    assert page.get_attribute("html", "dir") == "ltr"
    assert "Ibrahim Salim" in page.inner_text("#rows")


def test_the_list_is_used_by_keyboard_alone(visit):
    page = visit(graph())
    page.focus('#rows tr[tabindex="0"]')
    page.keyboard.press("ArrowDown")
    chosen = page.evaluate("document.activeElement.dataset.event")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "card"
    assert page.get_attribute('#rows tr[aria-current="true"]', "data-event") == chosen
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.event") == chosen


def test_the_graph_is_used_by_keyboard_alone(visit):
    page = visit(graph())
    page.focus("#canvas")
    page.keyboard.press("ArrowRight")
    name = page.inner_text("#told")
    assert name != ""
    page.keyboard.press("Enter")
    assert page.inner_text("#card h2") == name


def test_sorting_says_so(visit):
    page = visit(graph())
    page.click("th.date button")
    assert page.get_attribute("th.date", "aria-sort") == "ascending"
    assert rows(page) == ["0", "1", "2"]  # the undated one by the day of its report


def test_steps_around_a_centre(visit):
    page = visit(graph(), "f=e:statement-1")
    assert page.inner_text("#drawn") == "Drawn: all 3 nodes."
    page.keyboard.press("2")
    assert page.inner_text("#drawn") == "Drawn: all 5 nodes."


def test_the_csv_holds_the_filtered_rows(visit):
    page = visit(graph(), "t=statement")
    with page.expect_download() as waiting:
        page.click("#csv")
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    assert [(row["id"], row["sentence"]) for row in table] == [("statement-1", STATEMENT)]


def test_the_picture_is_saved(visit):
    page = visit(graph())
    with page.expect_download() as waiting:
        page.click("#png")
    assert Path(waiting.value.path()).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_every_control_has_a_name(visit):
    page = visit(graph())
    for node in page.query_selector_all("button, input, select, [role]"):
        named = node.evaluate(
            "n => n.getAttribute('aria-label') || n.getAttribute('aria-labelledby') || n.textContent.trim() ||"
            " (n.labels && [...n.labels].map(l => l.textContent.trim()).join('')) || n.getAttribute('role') === 'status'"
        )
        assert named, node.evaluate("n => n.outerHTML")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_both_schemes(visit, scheme):
    page = visit(graph(), color_scheme=scheme)
    ink, paper = (
        [int(part) for part in re.findall(r"\d+", page.evaluate(f"getComputedStyle({node}).{what}"))[:3]]
        for node, what in (("document.body", "color"), ("document.querySelector('#card')", "backgroundColor"))
    )
    assert contrast(ink, paper) > 7


def contrast(one: list[int], other: list[int]) -> float:
    def light(colour: list[int]) -> float:
        parts = [c / 255 for c in colour]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_a_phone_needs_no_sideways_scrolling(visit):
    page = visit(graph(), "l=ar", viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.click('#rows tr[data-event="0"]')
    assert page.locator("#card").bounding_box()["y"] > 0


def test_browsers_without_idle_time_search_as_well(visit):
    page = visit(graph(), before="delete window.requestIdleCallback")
    page.wait_for_timeout(200)
    page.fill("#find", "would open")
    page.wait_for_selector("#found li")
    assert ": 2" in page.locator("#found li").last.inner_text()
    assert not page.locator("#broken").is_visible()


def test_a_browser_that_is_too_old_is_told_so(browser, tmp_path):
    write_page(graph(), tmp_path / "graph.html")
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.add_init_script("delete window.DecompressionStream")
    page.goto((tmp_path / "graph.html").as_uri())
    page.wait_for_selector("#broken:not([hidden])", timeout=20_000)
    assert "browser of 2023" in page.inner_text("#broken")
    context.close()
