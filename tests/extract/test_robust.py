"""Whatever the words and their order: extraction ends, and what it finds stands exactly there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract.language import codes
from kg.model import Article, Extraction
from kg.ontology import event_types
from kg.pipeline import extract, known

GOLDEN = Path(__file__).resolve().parents[1] / "golden"

WORDS = {code: sorted(known(code)) for code in codes()}
MARKS = [
    ".",
    "،",
    ",",
    ":",
    '"',
    "«",
    "»",
    "“",
    "”",
    "(",
    ")",
    "\n",
    "و",
    "-",
    "5",
    "2025",
    "؟",
    "ـ",
    "\u200f",
]
LONG = [
    ("ar", "قال الوزير "),
    ("ar", "وقال الرئيس الروسي إن الوضع صعب، "),
    ("ar", "التقى الرئيس الروسي نظيره الصيني في بكين و"),
    ("ar", "وزير الخارجية السعودي و"),
    ("ar", "زيارة إلى "),
    ("en", "President Putin said that he met Xi and "),
    ("en", "the foreign minister "),
    ("en", "Putin: "),
    ("en", "visit to "),
    ("en", '"'),
]


def has_core(found: Extraction) -> bool:
    core = {t.name: t.roles[0].name for t in event_types()}
    return all(e.roles.get(core[e.type]) for e in found.events)


def exact(found: Extraction) -> None:
    text, ids = found.article.text, {a.id for a in found.actors}
    spans = [s for a in found.actors for s in a.mentions]
    spans += [v.trigger for e in found.events for v in e.evidence]
    spans += [v.sentence for e in found.events for v in e.evidence]
    spans += [e.content for e in found.events if e.content]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(ref in ids for e in found.events for refs in e.roles.values() for ref in refs)
    assert has_core(found)


@pytest.mark.parametrize("code", codes())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_row_of_known_words_is_read(code: str, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(WORDS[code]) | st.sampled_from(MARKS), max_size=40))
    exact(extract(Article(id="a", lang=code, published="2025-11-03", text=" ".join(words))))


@pytest.mark.parametrize("code", codes())
@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_is_read(code: str, text: str) -> None:
    exact(extract(Article(id="a", lang=code, published=None, text=text)))


@pytest.mark.parametrize(("code", "piece"), LONG, ids=[f"{c}-{n}" for n, (c, _) in enumerate(LONG)])
def test_long_repetitions_end(code: str, piece: str) -> None:
    exact(extract(Article(id="a", lang=code, published="2025-11-03", text=piece * 1500)))


@pytest.mark.parametrize("name", sorted(p.name for p in GOLDEN.glob("*.json")))
def test_every_event_has_somebody_in_its_core_role(name: str) -> None:
    raw = json.loads((GOLDEN / name).read_text(encoding="utf-8"))
    assert has_core(extract(Article(id="a", lang=raw["lang"], published=raw["published"], text=raw["text"])))
