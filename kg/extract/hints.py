"""What somebody else's tools know of an article: names that our tables miss, and the subjects of verbs.

The extraction needs none of it. A caller who has a parser can offer it (`kg.pipeline.extract(..., adviser=…)`), in our
tokens, so that no engine code knows which tool it came from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from kg.extract.mentions import Found
from kg.extract.tokens import Tokens
from kg.model import Mention


@dataclass(frozen=True, slots=True)
class Hints:
    """`mentions` are candidates, `subjects` maps the token of a verb to the tokens that head its subject.

    A verb that is missing from `subjects` is left to our own rules, as one whose subject is a pronoun should be.
    """

    mentions: tuple[Mention, ...] = ()
    subjects: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


Adviser = Callable[[Tokens], Hints]
TITLES = ("title", "own")  # the rules of mentions of somebody by office alone
GUESSED = (
    "name.strange",
    "name.part",
)  # the rules of persons by the look of the words, and by another mention


def without_guesses(found: Found, hints: Hints, tokens: Tokens) -> Found:
    """Drop the persons whom the hints know to be of another kind and for whom nothing but the words' look speaks."""
    others = {k for m in hints.mentions if m.kind != "person" for k in range(m.first, m.last)}
    sure = {w for m in found.top if m.rule not in GUESSED for w in tokens.norms[m.first : m.last]}

    def guessed(m: Mention) -> bool:
        return m.rule in GUESSED and sure.isdisjoint(tokens.norms[m.first : m.last])

    kept = (m for m in found.top if others.isdisjoint(range(m.first, m.last)) or not guessed(m))
    return replace(found, top=tuple(kept))


def with_candidates(found: Found, hints: Hints, tokens: Tokens) -> Found:
    """Add the candidates that share no token with what our tables and titles found.

    A title that follows a person's name behind a comma ("X, the foreign minister of Y") is that person's.
    """
    top = without_guesses(found, hints, tokens).top
    taken = {k for m in top for k in range(m.first, m.last)}
    new = [m for m in hints.mentions if taken.isdisjoint(range(m.first, m.last))]
    titles = {m.first: m for m in top if m.kind == "person" and m.rule in TITLES}
    joined: dict[int, Mention] = {}
    for n, m in enumerate(new):
        title = titles.get(m.last + 1)
        if m.kind == "person" and title and tokens.norms[m.last] == ",":
            span = tokens.span(m.first, title.last)
            new[n] = replace(title, span=span, head=m.head, first=m.first, rule="title.name")
            joined[title.first] = title
    kept = (m for m in top if joined.get(m.first) is not m)
    return replace(found, top=tuple(sorted((*kept, *new), key=lambda m: m.first)))


def subjects(hints: Hints, mention_at: tuple[int, ...]) -> dict[int, tuple[int, ...]]:
    """For the token of each verb the mentions that are its subject; () where it is somebody whom nothing found."""
    out = {}
    for verb, heads in hints.subjects.items():
        out[verb] = tuple(dict.fromkeys(mention_at[k] for k in heads if mention_at[k] >= 0))
    return out
