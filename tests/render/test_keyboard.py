"""The whole page without a mouse, and for those who listen to it."""

from __future__ import annotations

import pytest
from page_sample import MEETING, graph


def focused(page, what: str) -> object:
    return page.evaluate(f"document.activeElement.{what}")


def tab_to(page, selector: str, most: int = 80, *, text: str = "") -> None:
    """Press Tab until the focus is on what `selector` names, and holds `text`."""
    here = "([wanted, text]) => document.activeElement.matches(wanted) && document.activeElement.textContent.includes(text)"
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(here, [selector, text]):
            return
    raise AssertionError(f"{selector} is not reached with {most} presses of Tab")


def test_a_day_of_work_with_the_keyboard_alone(visit):
    """Find somebody in the other script, ask for a path, read the sentence, filter, sort, look at all views, save."""
    page = visit(graph(), "l=ar")
    press, write = page.keyboard.press, page.keyboard.type
    press("/")
    write("voss")
    page.wait_for_selector("#found li")
    press("ArrowDown")
    press("Enter")
    assert page.inner_text("#card h2") == "Maria Voss"
    press("Escape")  # the card closes
    press("Escape")  # the circle around her opens to all again
    assert page.locator("#rows tr[data-event]").count() == 3

    tab_to(page, "#lang")
    press("ArrowUp")
    press("ArrowUp")
    page.wait_for_timeout(100)
    tab_to(page, '#by-type input[data-item="meeting"]')
    press("Space")
    assert page.locator("#rows tr[data-event]").count() == 1
    tab_to(page, "#rows tr")
    press("Enter")
    assert page.locator("#card blockquote").first.inner_text() == MEETING
    assert focused(page, "id") == "card"
    tab_to(page, "#card .actions button:last-child")  # pin
    press("Enter")
    assert "k=" in page.url
    tab_to(page, "#card figcaption a")
    press("Escape")
    assert focused(page, "dataset.event") == "0"
    press("Escape")
    for key, view in {
        "n": "nations",
        "e": "events",
        "m": "map",
        "t": "time",
        "l": "table",
        "o": "overview",
    }.items():
        press(key)
        assert page.get_attribute("main", "data-view") == view
    tab_to(page, "#csv", 200)
    with page.expect_download():
        press("Enter")


def test_a_path_by_keyboard(visit):
    page = visit(graph(), "e=a:org-1")
    tab_to(page, "#card .actions button", 120, text="Path to")
    page.keyboard.press("Enter")
    page.keyboard.type("norland")
    page.wait_for_selector("#found li")
    page.keyboard.press("Enter")
    assert page.inner_text("#card h2") == "Path"


def test_asking_for_a_path_can_be_given_up(visit):
    page = visit(graph(), "e=a:org-1")
    page.click("#card .actions >> text=Path to")
    page.keyboard.press("Escape")
    assert page.get_attribute("#find", "placeholder").startswith("Search")
    page.fill("#find", "voss")
    page.wait_for_selector("#found li")
    page.keyboard.press("Enter")
    assert page.inner_text("#card h2") == "Maria Voss"


@pytest.mark.parametrize("view", ["map", "time"])
def test_the_marks_of_map_and_timeline_are_walked_through(visit, view):
    page = visit(graph(), f"v={view}")
    page.wait_for_selector("#chart [data-key]", state="attached")
    page.focus("#chart")
    seen = set()
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
        seen.add(page.inner_text("#told"))
    assert len(seen) > 1
    assert "" not in seen
    page.keyboard.press("Enter")
    page.wait_for_selector("#card h2:not(:text-is('At a glance'))", timeout=5_000)


def test_keys_hide_and_pin_the_node_that_the_arrows_stand_on(visit):
    page = visit(graph())
    page.focus("#canvas")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("p")
    assert page.url.count("k=") == 1
    page.keyboard.press("h")
    page.wait_for_timeout(100)
    assert "Hidden by you: 1." in page.inner_text("#drawn")


def test_the_help_lists_every_key_and_closes_with_escape(visit):
    page = visit(graph())
    page.keyboard.press("?")
    assert page.locator("dialog[open] kbd").all_inner_texts() == [
        "/", "Esc", "← ↑ → ↓", "Enter", "1 2 3", "o n e m t l", "h p", "f", "+ −",
    ]  # fmt: skip
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


def test_keys_do_nothing_while_somebody_writes(visit):
    page = visit(graph())
    page.focus("#find")
    page.keyboard.type("mteonh")
    assert page.get_attribute("main", "data-view") == "overview"


def test_what_changes_is_told(visit):
    page = visit(graph())
    assert page.get_attribute("#drawn", "role") == "status"
    assert page.get_attribute("#count", "aria-live") == "polite"
    assert page.get_attribute("#told", "role") == "status"


STATES = {
    "overview": "", "card of an event": "e=e:meeting-1", "card of an actor": "e=a:Q1", "map": "v=map&e=p:fajr-SLM",
    "timeline": "v=time", "table": "v=table", "path": "f=a:org-1&g=a:Q1", "around": "f=a:Q1&x=a:Q2&k=1,1,a:Q1",
    "filtered": "t=meeting&n=NOR+SLM&w=Q1&d=2025-01-01..", "nothing": "t=agreement",
}  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(visit, state, scheme, lang):
    """The rules of WCAG 2.1 AA and best practices that axe-core can check, contrast among them."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = visit(graph(), f"{STATES[state]}&l={lang}", color_scheme=scheme)
    page.wait_for_timeout(200)
    found = axe.Axe().run(page).response["violations"]
    assert [
        (one["id"], one["nodes"][0]["html"][:200], one["nodes"][0]["failureSummary"]) for one in found
    ] == []
