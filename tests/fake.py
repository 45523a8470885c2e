"""A pipeline that knows one sentence, for tests of everything around the extraction: "A met B in C." """

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from kg.model import Actor, Article, Event, Evidence, Extraction, Place, Span, Timex

SENTENCE = re.compile(r"(\w+) (met) (\w+) in (\w+)\.")


def article(ident: str, text: str = "Li met Mishustin in Hangzhou.", **fields: str) -> dict[str, object]:
    return {"id": ident, "text": text, "lang": "en", "published": "2025-11-03", **fields}


@dataclass
class Fake:
    """Stands for `kg.pipeline`: counts its calls and fails where it is told to."""

    seen: list[str] = field(default_factory=list)
    fails: Callable[[Article], bool] = lambda _: False

    def extract(self, given: Article) -> Extraction:
        self.seen.append(given.id)
        if self.fails(given):
            raise IndexError("list index out of range")
        found = SENTENCE.search(given.text)
        if not found:
            return Extraction(given, notes=("nothing found",))
        first, trigger, second, place = (Span(*found.span(n)) for n in range(1, 5))
        actors = (
            Actor("a1", "person", found[1], (first,), nation="CHN", names={"en": found[1]}),
            Actor("a2", "person", found[3], (second,), nation="RUS", ref="Q2", office="prime_minister"),
        )
        event = Event(
            "e1", "meeting", "held", (Evidence(trigger, Span(*found.span()), "test.meet"),), {"participant": ("a1", "a2")},
            "in_person", Place(found[4], "CHN", None), given.published, "relative", confidence=0.9,
        )  # fmt: skip
        date = Timex(place, 4, 5, given.published, "day", "relative", given.published, None, "test.day")
        return Extraction(given, actors, (event,), (date,) if given.published else ())
