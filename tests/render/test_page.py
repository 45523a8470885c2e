"""The page as a file, and the pyvis network."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from page_sample import graph
from pyvis.network import Network

import kg
import kg.render
from kg.graph.model import Graph
from kg.render import vendor
from kg.render.page import SCRIPTS, page, to_pyvis, write_page

FOLDER = Path(kg.render.__file__).parent


def test_the_page_is_the_same_every_time_and_written_as_utf8(tmp_path):
    write_page(graph(), tmp_path / "one.html")
    write_page(graph(), tmp_path / "two.html")
    assert (
        (tmp_path / "one.html").read_bytes()
        == (tmp_path / "two.html").read_bytes()
        == page(graph()).encode("utf-8")
    )


def test_the_page_names_no_file_and_no_address_to_load():
    text = page(graph())
    assert re.findall(r"<(?:script|link|img|iframe)[^>]*\b(?:src|href)\b", text) == []
    assert "connect-src 'none'" in policy(text)


def test_the_policy_allows_no_script_but_those_of_the_page():
    scripts = re.search(r"script-src ([^;]*)", policy(page(graph())))[1].split()
    assert len(scripts) == 2
    assert all(part.startswith("'sha256-") for part in scripts)


def policy(text: str) -> str:
    return html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1])


def test_pyvis_gets_placed_nodes_and_no_physics():
    net = to_pyvis(graph())
    assert {node["id"] for node in net.nodes} == {"a0", "a1", "a2", "a3", "a4"}
    assert all({"x", "y"} <= node.keys() for node in net.nodes)
    assert net.options["physics"] == {"enabled": False}
    assert net.generate_html() == page(graph())


def test_pyvis_takes_no_more_nodes_than_asked():
    assert to_pyvis(graph(), limit=1).num_nodes() == 1


def test_pyvis_is_offered_at_the_top_for_graphs_and_what_a_build_gives():
    built = kg.build({"text": "Putin met Xi Jinping in Beijing on 2 September 2025.", "lang": "en"})
    assert isinstance(kg.to_pyvis(built), Network)
    assert kg.to_pyvis(built).nodes == kg.to_pyvis(built.graph).nodes != []
    assert kg.to_pyvis(built, limit=1).num_nodes() == 1
    assert kg.to_pyvis(built).generate_html() == page(built.graph)


def test_a_pyvis_network_may_be_changed_before_it_is_written(visit, tmp_path):
    net = kg.to_pyvis(graph())
    net.nodes[0]["x"] = 4321
    net.options["interaction"]["hover"] = False
    net.add_node("mine", label="<script>window.hit=1</script>")
    (tmp_path / "own.html").write_text(net.generate_html(), encoding="utf-8")
    opened = visit(graph(), path=tmp_path / "own.html")
    assert opened.inner_text("#drawn") == "Drawn: all 5 nodes."
    assert opened.evaluate("window.hit") is None


def test_an_empty_graph_gives_a_page():
    assert page(Graph()).startswith("<!doctype html>")


def test_every_part_of_the_script_is_in_the_page():
    assert sorted(SCRIPTS) == sorted(path.stem for path in (FOLDER / "script").glob("*.js"))


def test_no_part_of_the_script_parses_markup_or_code():
    for path in (FOLDER / "script").glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function|srcdoc", text
        ), path.name


def test_all_languages_of_the_interface_have_the_same_words():
    words = {
        path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (FOLDER / "ui").glob("*.json")
    }
    assert {"ar", "en"} <= words.keys()
    for lang, own in words.items():
        assert own.keys() == words["en"].keys(), lang
        for key, text in own.items():
            assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", words["en"][key])), (
                lang,
                key,
            )


def test_every_word_the_script_asks_for_is_there():
    words = json.loads((FOLDER / "ui" / "en.json").read_text(encoding="utf-8"))
    used = set()
    for path in (*(FOLDER / "script").glob("*.js"), FOLDER / "page.html"):
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r'\bsay\("(\w+)"', text)) | set(
            re.findall(r'data-(?:say|name|tip|hint)="(\w+)"', text)
        )
    assert used - words.keys() == set()


VENDORED = [(name, total) for package in vendor.PACKAGES for name, total, _ in package.files]


@pytest.mark.parametrize(("name", "total"), VENDORED)
def test_the_vendored_files_are_those_that_were_made(name, total):
    assert vendor.sha256((vendor.FOLDER / name).read_bytes()) == total


def test_every_vendored_file_is_listed_with_its_licence():
    listed = (vendor.FOLDER / "README.md").read_text(encoding="utf-8")
    names = {path.name for path in vendor.FOLDER.iterdir()} - {"README.md"}
    assert names == {name for name, _ in VENDORED}
    assert [name for name in sorted(names) if name not in listed] == []
