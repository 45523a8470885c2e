"""Names, sentences and addresses that try to become markup, script, style or a request."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from page_sample import event, evidence

from kg.graph.model import ActorNode, Content, Graph, NationNode, Participation, PlaceNode
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
]


def hostile(text: str) -> Graph:
    """`text` in every field that an article or a table may fill."""
    article = Article(text, text, "en", None, text, text, text)
    state = ActorNode(f"n{text}", "state", {"en": text}, f"n{text}")
    actor = ActorNode(
        text,
        "person",
        {"en": text, text: text},
        f"n{text}",
        aliases=(("en", text),),
        offices=(Office(text, f"n{text}"),),
    )
    said = evidence(text, text, text, text)
    node = event(
        text, "meeting", (Participation("participant", text, text, f"n{text}"),), (said,),
        place=text, country=f"n{text}", contents=(Content(text, Span(0, len(text)), text, "direct"),),
    )  # fmt: skip
    node = replace(node, date=text, mode=text, precision=text, claimed_by=(text,))
    return Graph(
        (state, actor),
        (node,),
        (NationNode(f"n{text}", {"en": text}),),
        (PlaceNode(text, {"en": text}),),
        (article,),
    )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(visit, text):
    page = visit(hostile(text))
    page.click('#rows tr[data-event="0"]')
    assert page.locator("#card .evidence blockquote").is_visible()
    shown = page.locator("#card .evidence blockquote").text_content()
    assert shown == cleaned(text)
    assert page.locator("#card a, #card img, #card script, #card style").count() == 0
    page.click("#card .actions button")
    page.hover("#canvas")
    page.fill("#find", text[:60].replace("\x00", "").replace("\ud800", ""))
    page.wait_for_timeout(150)
    page.keyboard.press("Enter")
    page.locator("#canvas").click(position={"x": 200, "y": 150})
    page.select_option("#lang", "ar")
    assert page.evaluate("window.hit") is None
    assert page.evaluate("({}).polluted") is None
    assert page.locator("#count").is_visible()


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
