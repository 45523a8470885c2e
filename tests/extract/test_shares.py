"""One office or two sides shared by several: each is a mention of its own."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.pipeline import extract


def participants(text: str) -> list[tuple[str | None, str | None]]:
    """Name and nation of the participants of the first event."""
    found = extract(Article(id="t", text=text, lang="ar", published="2025-11-03"))
    actors = {a.id: a for a in found.actors}
    refs = next(iter(found.events[0].roles.values()))
    return [(actors[r].name, actors[r].nation) for r in refs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "أجرى الرئيسان الصيني شي جين بينغ والأمريكي دونالد ترامب محادثات في بوسان.",
            [("شي جين بينغ", "CHN"), ("دونالد ترامب", "USA")],
        ),
        (
            "التقى وزيرا الخارجية الروسي سيرغي لافروف والمصري سامح شكري في القاهرة.",
            [("سيرغي لافروف", "RUS"), ("سامح شكري", "EGY")],
        ),
        (
            "وبحث كيري الوضع مع نظيريه الروسي سيرغي لافروف والسعودي عادل الجبير.",
            [("كيري", "USA"), ("سيرغي لافروف", "RUS"), ("عادل الجبير", "SAU")],
        ),
        ("اتفق الطرفان المصري والتركي على استئناف التعاون.", [("مصر", "EGY"), ("تركيا", "TUR")]),
        ("عقد وزيرا خارجية مصر وتركيا اجتماعا في أنقرة.", [(None, "EGY"), (None, "TUR")]),
    ],
)
def test_each_who_shares_takes_part(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    got = participants(text)
    assert [nation for _, nation in got] == [nation for _, nation in expected]
    named = [(g, e) for (g, _), (e, _) in zip(got, expected, strict=True) if e and " " in e]
    assert all(g == e for g, e in named)


def test_a_group_keeps_all_its_nations() -> None:
    text = "عقد وزراء خارجية مصر والأردن والعراق اجتماعا في بغداد."
    found = extract(Article(id="t", text=text, lang="ar"))
    group = next(a for a in found.actors if a.kind == "group")
    assert [m.of(text) for m in group.mentions] == ["وزراء خارجية مصر والأردن والعراق"]


def test_a_lone_adjective_shares_nothing() -> None:
    found = extract(Article(id="t", text="وقال الجانب الروسي إن الوضع صعب.", lang="ar"))
    assert [a.nation for a in found.actors] == ["RUS"]
