"""An article's actors in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract import linking
from kg.extract.lexicon import Lexicon
from kg.extract.naming import Phrase
from kg.extract.tokens import Tokens
from kg.model import Article, Mention, Span

NAMED = frozenset({
    "title.name", "own.name", "title.shared", "title.portfolio",
    "name", "name.part", "name.given", "honorific.name", "counterpart.name",
    "name.strange",
})  # fmt: skip


@dataclass(slots=True)
class Cluster:
    """An actor in the making.

    `last` is the index of its latest mention, `home` tells whether a title came without a nation, `table` is the nation
    that the tables give, `bodies` are the organisations in its titles. `anybody` is set where
    somebody or other held the office ("a Swiss president").
    """

    kind: str
    mentions: list[int] = field(default_factory=list)
    names: list[tuple[str, ...]] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    nations: list[str] = field(default_factory=list)
    table: str | None = None
    bodies: list[str] = field(default_factory=list)
    ref: str | None = None
    key: str | None = None
    home: bool = False
    anybody: bool = False
    short: list[str] = field(default_factory=list)
    last: int = -1
    extra: list[Span] = field(default_factory=list)

    @property
    def nation(self) -> str | None:
        return self.table or (self.nations[0] if self.nations else None)


@dataclass(slots=True)
class Work:
    """What resolving needs at each step."""

    article: Article
    tokens: Tokens
    mentions: tuple[Mention, ...]
    lexicon: Lexicon
    nested: tuple[Mention, ...]
    clusters: list[Cluster] = field(default_factory=list)
    of: list[Cluster | None] = field(default_factory=list)

    def people(self) -> list[Cluster]:
        """The persons so far, the latest mentioned first."""
        return sorted((c for c in self.clusters if c.kind == "person"), key=lambda c: -c.last)


def bodies_in(work: Work, m: Mention) -> list[str]:
    """The tables' organisations inside a mention."""
    inside = (
        linking.organisation_id(work.lexicon, work.tokens.norms[n.first : n.last])
        for n in work.nested
        if n.kind == "organization" and m.first <= n.first and n.last <= m.last
    )
    return [ref for ref in inside if ref]


def around(tokens: Tokens, m: Mention) -> list[tuple[int, int]]:
    """The token ranges of a mention before and after its bare name; all of it where it has none."""
    first, last = tokens.at(m.head.start), tokens.at(m.head.end - 1) + 1
    if m.rule not in NAMED:
        return [(m.first, m.last)]
    return [(a, b) for a, b in ((m.first, first), (last, m.last)) if b > a]


def classes_at(work: Work, k: int) -> tuple[str, ...]:
    return work.lexicon.vocabulary.entries.get((work.tokens.lowers[k],), ())


def of_the_world(c: Cluster) -> bool:
    """Does a title say that its person serves no one state?"""
    return any(p.world for p in c.phrases)
