"""Where the words of a statement begin, behind a noun and the one whose words they are."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.pipeline import extract


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("وأفضت إلى إعلان كييف استعدادها لقبول هدنة فورية.", "استعدادها لقبول هدنة فورية"),
        ("جاء القرار بعد إعلان كوريا الشمالية تفكيك الموقع.", "تفكيك الموقع"),
        ("بعد إعلان موسكو أن قواتها انسحبت.", "قواتها انسحبت"),
    ],
)
def test_the_speaker_is_no_part_of_what_is_said(text: str, content: str) -> None:
    (event,) = extract(Article("a", text, lang="ar")).events
    assert event.content is not None
    assert event.content.of(text) == content
    assert event.place is None


@pytest.mark.parametrize(
    "text",
    ["وافقوا على إعلان الدوحة.", "صدر بيان (إعلان القاهرة) بمناسبة الزيارة.", "رحبوا بـ«إعلان القاهرة»."],
)
def test_the_name_of_a_document_says_nothing(text: str) -> None:
    rules = [v.rule for e in extract(Article("a", text, lang="ar")).events for v in e.evidence]
    assert "ar.statement.declaring" not in rules
