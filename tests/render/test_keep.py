"""What a reader takes along: JSON, SVG, PNG, paper."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from page_sample import STATEMENT, graph

SVG = "{http://www.w3.org/2000/svg}"


def saved(page, button: str) -> bytes:
    with page.expect_download() as waiting:
        page.click(button)
    return Path(waiting.value.path()).read_bytes()


def test_the_json_holds_the_filtered_graph_by_ids(visit):
    page = visit(graph(), "t=statement")
    data = json.loads(saved(page, "#json"))
    assert [event["id"] for event in data["events"]] == ["statement-1"]
    assert data["events"][0]["parts"] == [
        {"role": "speaker", "actor": "Q2"},
        {"role": "via", "actor": "org-1"},
    ]
    assert data["events"][0]["said"][0]["text"] == STATEMENT
    assert {actor["id"] for actor in data["actors"]} == {"Q2", "org-1", "NOR", "SLM"}
    assert [article["id"] for article in data["articles"]] == ["en-1"]
    assert "t=statement" in data["view"]


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("view", ["overview", "events", "map", "time"])
def test_the_svg_is_a_picture_of_its_own(visit, view, lang):
    page = visit(graph(), f"v={view}&l={lang}")
    page.wait_for_timeout(200)
    root = ET.fromstring(saved(page, "#svg"))
    assert root.tag == f"{SVG}svg"
    assert all(
        not ref.startswith("http")
        for node in root.iter()
        for key, ref in node.attrib.items()
        if "href" in key
    )
    texts = "".join(node.text or "" for node in root.iter(f"{SVG}text"))
    assert {"en": "Norland", "ar": "نورلاند"}[lang] in texts
    shapes = [node for node in root.iter() if node.tag in (f"{SVG}circle", f"{SVG}polygon")]
    assert len(shapes) >= 2
    assert all("var(" not in node.get("fill", "") for node in root.iter())


@pytest.mark.parametrize("view", ["map", "time"])
def test_map_and_timeline_are_saved_as_png_too(visit, view):
    page = visit(graph(), f"v={view}")
    page.wait_for_timeout(200)
    data = saved(page, "#png")
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    assert width > 1000
    assert height > 300


def test_paper_has_the_picture_the_list_and_the_card_and_no_buttons(visit):
    page = visit(graph(), "e=e:meeting-1")
    page.emulate_media(media="print")
    seen = {
        name: page.locator(name).first.is_visible()
        for name in (
            "#canvas",
            "#rows",
            "#card .evidence",
            ".tools",
            "#filters",
            ".bar",
            "#find",
            "#card .actions",
        )
    }
    assert seen == {
        "#canvas": True, "#rows": True, "#card .evidence": True, ".tools": False, "#filters": False, ".bar": False,
        "#find": False, "#card .actions": False,
    }  # fmt: skip
    assert page.evaluate("getComputedStyle(document.querySelector('.scroll')).overflowY") == "visible"


def test_paper_is_white_however_dark_the_screen_is(visit):
    page = visit(graph(), color_scheme="dark")
    brightest = "getComputedStyle(document.body).color"
    on_screen = page.evaluate(brightest)
    page.emulate_media(media="print", color_scheme="dark")
    page.wait_for_timeout(200)
    assert [int(part) for part in on_screen[4:-1].split(",")] > [200, 200, 200]
    assert [int(part) for part in page.evaluate(brightest)[4:-1].split(",")] < [60, 60, 60]
    assert (
        page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper')") == "#ffffff"
    )
    assert page.pdf()[:5] == b"%PDF-"
