"""What a short text tells, with names in the place of ids, for tests of single constructions."""

from __future__ import annotations

from kg.model import Article, Event
from kg.pipeline import extract


def told(text: str, *, lang: str, published: str) -> list[tuple[Event, dict[str, tuple[str, ...]]]]:
    """The events of a text, each with the names that fill its roles."""
    found = extract(Article(id="t", lang=lang, published=published, text=text))
    names = {a.id: a.name or a.mentions[0].of(text) for a in found.actors}
    return [(e, {r: tuple(names[i] for i in ids) for r, ids in e.roles.items()}) for e in found.events]
