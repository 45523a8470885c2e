"""Names, sentences and addresses that try to become markup, script, style or a request."""

from __future__ import annotations

import random
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from page_sample import event, evidence

from kg.graph.model import ActorNode, Content, EventNode, Graph, NationNode, Participation, PlaceNode
from kg.model import Article, Office, Span

HOSTILE = [
    "<script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    "<!--<script>",
    "<img src=x onerror=window.hit=1>",
    "<svg onload=window.hit=1>",
    '" onmouseover="window.hit=1" x="',
    "' autofocus onfocus='window.hit=1",
    "javascript:window.hit=1",
    "a plain sentence with the word href in it",
    "{{ 7*7 }}{% for x in y %}${window.hit=1}",
    "]]></style><style>*{display:none !important}</style>",
    "url(https://example.net/x.png)",
    "\u202egnp.exe\u202c \u2066abc \u200f",
    "line\u2028separator\u2029here",
    "__proto__",
    "constructor",
    "null\x00byte\x07bell",
    "lone \ud800 surrogate",
    "😀" * 40,
    "=HYPERLINK(1)",
    "A" * 5000,
    "&lt;b&gt; &amp; &#60;",
    "--><script>window.hit=1</script><!--",
    "<![CDATA[</script><script>window.hit=1</script>]]>",
    "</title></textarea></noscript></template><img src=x onerror=window.hit=1>",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "<object data=https://example.net/x></object><embed src=https://example.net/x>",
    "<link rel=stylesheet href=https://example.net/x.css><style>@import 'https://example.net/y.css';</style>",
    "<meta http-equiv=refresh content='0;url=https://example.net/'><base href=https://example.net/>",
    "<form action=https://example.net/><button>x</button></form>",
    "<a href=javascript:window.hit=1 ping=https://example.net/>x</a>",
    "<svg><animate onbegin=window.hit=1 attributeName=x dur=1s><use href=https://example.net/x.svg#a>",
    "<math><mtext><mglyph><style><!--</style><img title='--><img src=x onerror=window.hit=1>'>",
    '"};window.hit=1;//',
    "');window.hit=1;('",
    "`;window.hit=1;`",
    "\\u003cscript\\u003ewindow.hit=1\\u003c/script\\u003e",
    ";}*{display:none!important}body{background:url(https://example.net/x)}",
    "<%= 7*7 %> #{7*7} [[${7*7}]] {{constructor.constructor('window.hit=1')()}}",
    "vbscript:window.hit=1",
    "data:text/html;base64,PHNjcmlwdD53aW5kb3cuaGl0PTE8L3NjcmlwdD4=",
    "\u2067\u202d\u061cabc\u2069\u202c\u200e",
    "low \udc00 surrogate and \ufeff mark and \u200b\u200d joiners",
    "a\u0300\u0301\u0302" * 60,
    "toString",
    "%3Cscript%3Ewindow.hit=1%3C/script%3E&e=a:x#f=b",
    "  \t\n  ",
]


def hostile(text: str) -> Graph:
    """`text` in every field that an article or a table may fill."""
    return fuzzed(lambda: text, 1)


def fuzzed(some: Callable[[], str], count: int) -> Graph:
    """A graph of `count` nations, people and events, every text of it made by `some`; ids are made different."""
    # The first of each kind has the text itself as its id, for a text that is an id may break what is keyed by it.
    ids = [some() + ("" if n == 0 else f" {n}") for n in range(count)]
    nations = [f"n{ident}" for ident in ids]
    articles = tuple(Article(ident, some(), "en", None, some(), some(), some()) for ident in ids)
    states = tuple(ActorNode(nation, "state", {"en": some()}, nation) for nation in nations)
    people = tuple(
        ActorNode(
            ident, "person", {"en": some(), some(): some()}, nation,
            aliases=(("en", some()),), offices=(Office(some(), nation, None, some(), some()),),
        )
        for ident, nation in zip(ids, nations, strict=True)
    )  # fmt: skip
    events = tuple(_event(number, ids, nations, some) for number in range(count))
    places = tuple(
        PlaceNode(ident, {"en": some()}, nation, 10.0 + n % 60, 20.0)
        for n, (ident, nation) in enumerate(zip(ids, nations, strict=True))
    )
    return Graph(
        (*states, *people), events, tuple(NationNode(n, {"en": some()}) for n in nations), places, articles
    )


def _event(number: int, ids: list[str], nations: list[str], some: Callable[[], str]) -> EventNode:
    ident, nation = ids[number], nations[number]
    parts = tuple(
        Participation("participant", who, some(), of)
        for who, of in {ident: nation, ids[number // 2]: nations[number // 2]}.items()
    )
    text = some()
    node = event(
        ident, "meeting", parts, (evidence(ident, text, text, some()),), place=ident, country=nation,
        contents=(Content(ident, Span(0, len(text)), some(), "direct"),),
    )  # fmt: skip
    return replace(node, date=some(), mode=some(), precision=some(), claimed_by=(ident,))


def used(page, asked: str) -> None:
    """Do with the page what a reader may do: every view, card, way to keep something, and the other language."""
    for view in ("map", "time", "table", "nations", "events"):
        page.check(f'#views input[value="{view}"]', force=True)
        page.wait_for_timeout(60)
    page.click("#rows tr[data-event] >> nth=0")
    page.locator("#card dd .link").first.click()  # somebody who took part
    page.locator("#card .actions button").first.click()
    page.locator("#card .actions button >> text=Pin").click()
    page.hover("#canvas")
    page.fill("#find", asked[:60].replace("\x00", "").replace("\ud800", "").replace("\udc00", ""))
    page.wait_for_timeout(150)
    page.keyboard.press("Enter")
    page.locator("#canvas").click(position={"x": 200, "y": 150})
    for button in ("#csv", "#json", "#svg", "#png"):
        with page.expect_download() as waiting:
            page.click(button)
        if button == "#svg":
            harmless(Path(waiting.value.path()).read_text(encoding="utf-8"))
    page.select_option("#lang", "ar")
    page.reload()
    page.wait_for_selector("#drawn:not(:empty)", state="attached")


def harmless(text: str) -> None:
    """A saved picture is opened by itself, without our policy: nothing in it may run or load."""
    root = ET.fromstring(text)
    names = {node.tag.rpartition("}")[2] for node in root.iter()}
    assert names <= {"svg", "rect", "line", "circle", "polygon", "text", "path", "g", "title"}
    attributes = {name for node in root.iter() for name in node.attrib}
    assert not {name for name in attributes if name.startswith("on") or "href" in name or name == "style"}


def unharmed(page) -> None:
    assert page.evaluate("window.hit") is None
    assert page.evaluate("({}).polluted") is None
    assert page.locator("#count").is_visible()
    foreign = "img, iframe, object, embed, link, base, form:not([method=dialog]), meta[http-equiv=refresh], animate, math"
    assert page.locator(foreign).count() == 0
    assert page.locator("style").count() == 8  # ours, and those that vis-network brings
    assert page.locator("script:not([type])").count() == 2


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(visit, text):
    page = visit(hostile(text))
    page.click('#rows tr[data-event="0"]')
    assert page.locator("#card .evidence blockquote").is_visible()
    shown = page.locator("#card .evidence blockquote").text_content()
    assert shown == cleaned(text)
    assert page.locator("#card a, #card img, #card script, #card style").count() == 0
    used(page, text)
    unharmed(page)


@pytest.mark.parametrize("seed", range(4))
def test_a_page_of_hostile_texts_mixed_at_random_is_harmless(visit, seed):
    chance = random.Random(seed)
    some = lambda: "".join(chance.choices(HOSTILE, k=chance.randint(1, 3)))[: chance.choice((20, 80, 400))]  # noqa: E731
    page = visit(fuzzed(some, 40))
    assert page.locator("#rows tr[data-event]").count() == 40
    for row in (0, 7, 23):
        page.click(f"#rows tr[data-event] >> nth={row}")
        assert page.locator("#card .evidence").count() == 1
    used(page, some())
    unharmed(page)


@pytest.mark.parametrize(
    "key", ["f", "g", "e", "x", "k", "w", "r", "p", "n", "q", "d", "__proto__", "constructor"]
)
def test_hostile_links_open_a_usable_page(visit, key):
    bad = ["<img src=x onerror=window.hit=1>", "1,1,a:__proto__", "a:toString", "%E0%A4%A", "p:x", "9" * 400]
    view = "&".join(f"{key}={quote(text)}" for text in bad)
    page = visit(hostile("x"), f"{view}&f=a:x&g=a:x&v=map")
    unharmed(page)
    assert page.locator("#rows tr").count() == 1


def cleaned(text: str) -> str:
    """What the page shows: controls of direction are gone, other controls are blanks."""
    gone = dict.fromkeys([0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
    blank = dict.fromkeys((*range(9), *range(0xB, 0x20), *range(0x7F, 0xA0)), " ")
    return text.translate(gone | blank)


@pytest.mark.parametrize(
    "url", ["javascript:window.hit=1", "data:text/html,<script>window.hit=1</script>", "file:///etc/passwd"]
)
def test_hostile_addresses_are_no_links(visit, url):
    page = visit(replace(hostile("x"), articles=(Article("x", "x", url=url),)))
    page.click('#rows tr[data-event="0"]')
    assert page.locator("#card a").count() == 0


def test_labels_are_painted_without_direction_overrides_and_isolated(visit):
    from kg.render.overview import isolated

    assert isolated("\u202eabc\u202c") == "\u2068abc\u2069"
    page = visit(hostile("\u202eabc"))
    assert "\u202e" not in page.locator("#rows").text_content()


def test_a_cell_of_the_csv_is_never_a_formula(visit):
    page = visit(hostile("=HYPERLINK(1)"))
    with page.expect_download() as waiting:
        page.click("#csv")
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert ",=HYPERLINK" not in text
