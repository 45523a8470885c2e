"""What a notebook shows: the summary, the page in a frame, explanations and marked articles, with hostile text in them."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from fake import Fake, article

import kg
from kg.render.page import page
from kg.resources import package_path
from kg.show.inline import Inline
from kg.show.marked import explanation
from kg.show.summary import MOST_NATIONS, summary

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>"


class Tags(HTMLParser):
    """The tags, attributes and text of a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def g() -> kg.Knowledge:
    return kg.build(Path(str(package_path("examples"))))


def test_the_summary_shows_counts_actors_and_nations(g: kg.Knowledge) -> None:
    found = Tags(g._repr_html_())
    assert f"{len(g):,} events" in found.words
    assert "Xi Jinping" in found.words
    assert "شي جينبينغ" in found.words
    assert found.tags.count("circle") == MOST_NATIONS
    assert "script" not in found.tags
    assert len(g._repr_html_()) < 40_000


def test_the_summary_is_the_same_each_time(g: kg.Knowledge) -> None:
    assert g._repr_html_() == summary(g.graph)


def test_an_empty_graph_shows_itself_too() -> None:
    shown = kg.build({"text": "لا شيء", "lang": "ar"})._repr_html_()
    assert "0 events, 0 actors, 0 nations, 1 article" in shown
    assert "<svg" not in shown


def test_the_frame_holds_the_whole_page_and_cannot_reach_the_notebook(g: kg.Knowledge) -> None:
    frame = Tags(g.view(height=500)._repr_html_())
    assert frame.tags == ["iframe"]
    given = dict(frame.attributes)
    assert given["srcdoc"] == page(g.graph)
    assert "src" not in given
    assert given["height"] == "500"
    assert given["sandbox"] is not None
    assert "allow-same-origin" not in given["sandbox"]


def test_the_page_can_be_saved(g: kg.Knowledge, tmp_path: Path) -> None:
    g.view().save(tmp_path / "page.html")
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == page(g.graph)
    assert isinstance(g.view(), Inline)


def test_an_explanation_marks_the_trigger(fake: Fake) -> None:
    g = kg.build(article("a", "Li met Mishustin in Hangzhou."))
    shown = g.explain("meeting")._repr_html_()
    assert "Li <mark>met</mark> Mishustin in Hangzhou." in shown
    assert Tags(shown).tags.count("mark") == 1


def test_hostile_text_stays_text(fake: Fake) -> None:
    g = kg.build(article("a", "Li met Mishustin in Hangzhou.", title=EVIL, source=EVIL))
    found = g.explain("meeting")
    hostile = kg.Explanation(
        EVIL,
        {"place": EVIL},
        {EVIL: (EVIL,)},
        tuple(type(s)(EVIL, EVIL, (0, 8), EVIL, EVIL, EVIL, EVIL) for s in found.sources),
        (EVIL,),
    )
    for shown in (found._repr_html_(), explanation(hostile, [("place", "where")]), g._repr_html_()):
        tags = Tags(shown)
        assert not {"script", "img"} & set(tags.tags)
        assert not [name for name, _ in tags.attributes if name.startswith("on")]


def test_displacy_marks_actors_and_events(g: kg.Knowledge) -> None:
    actors = Tags(g.displacy("ar-anchorage")._repr_html_())
    assert ("dir", "rtl") in actors.attributes
    assert actors.tags.count("mark") > 10
    events = g.displacy("en-anchorage", "span")._repr_html_()
    assert "meeting" in Tags(events).words
    assert "2025-08-15" in Tags(events).words


def test_displacy_takes_text_for_text() -> None:
    g = kg.build({"id": "a", "lang": "en", "text": f"Putin met Xi Jinping {EVIL} in Beijing."})
    for style in ("ent", "span"):
        assert not {"script", "img"} & set(Tags(g.displacy("a", style)._repr_html_()).tags)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (("x",), "allowed is an id of .articles such as ar-"),
        (("ar-anchorage", "dep"), "style: found 'dep', allowed ent, span"),
    ],
)
def test_what_displacy_cannot_show_is_said(g: kg.Knowledge, asked: tuple[str, ...], message: str) -> None:
    with pytest.raises(kg.InputError, match=message):
        g.displacy(*asked)


def test_an_article_in_another_language_is_refused() -> None:
    g = kg.build({"id": "a", "lang": "fr", "text": "Rien du tout ici."})
    with pytest.raises(kg.InputError, match="found language 'fr', allowed ar, en"):
        g.displacy("a")
