"""Persons whom no table knows and no title announces, by what the sentence does with them."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.pipeline import extract


def speakers(text: str) -> list[str | None]:
    """Names of who speaks in a text, event by event."""
    found = extract(Article(id="t", text=text, lang="en", published="2025-11-03"))
    actors = {a.id: a for a in found.actors}
    return [actors[r].name for e in found.events for r in e.roles.get("speaker", ())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tarvok Mbelosi, a senior customs officer, said the border would reopen.", ["Tarvok Mbelosi"]),
        ("Tarvok Mbelosi, who runs the port, said the border would reopen.", ["Tarvok Mbelosi"]),
        ("The border would reopen, said Tarvok Mbelosi.", ["Tarvok Mbelosi"]),
        ("Tarvok Mbelosi told reporters that the border would reopen.", ["Tarvok Mbelosi"]),
    ],
)
def test_somebody_by_what_stands_beside(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Lake Velmora, a popular resort, drew many visitors.",
        "The ship Velmora Tarvok, a freighter, sank on Monday.",
        "They opened the Tarvok Mbelosi on Monday.",
    ],
)
def test_things_are_nobody(text: str) -> None:
    found = extract(Article(id="t", text=text, lang="en", published="2025-11-03"))
    assert not [a for a in found.actors if (a.name and "Velmora" in a.name) or a.name == "Tarvok Mbelosi"]
