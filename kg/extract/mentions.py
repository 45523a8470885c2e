"""Find the noun phrases that name or describe actors and places.

A text is read twice: first for the names that it introduces in full, then with the parts of these names known, so that
a surname alone is found as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from kg.extract.drafts import Draft
from kg.extract.language import Language
from kg.extract.lexicon import Entry, Lexicon
from kg.extract.phrases import phrase
from kg.extract.scan import Scan, as_names, scan, with_names
from kg.extract.tokens import Tokens
from kg.model import Mention, Place, Span

__all__ = ["Found", "find", "find_all", "glued"]

NAME = 4  # letters of a name that may be told from a word with the same end


@dataclass(frozen=True, slots=True)
class Found:
    """The phrases of a text (`top`, non-overlapping), and the states and organisations inside them (`nested`)."""

    top: tuple[Mention, ...]
    nested: tuple[Mention, ...]


def find(tokens: Tokens, language: Language, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The non-overlapping noun phrases of a text that name or describe an actor or a place, by position.

    >>> from kg.extract import language, lexicon, tokens
    >>> en, names = language.load("en"), lexicon.load("en")
    >>> t = tokens.tokenize("Lesotho's foreign minister, Motseppa Ramakoae, arrived.", en, names.known)
    >>> [(m.head.of(t.text), m.office) for m in find(t, en, names)]
    [('Motseppa Ramakoae', 'foreign_minister')]
    """
    return find_all(tokens, language, lexicon).top


def find_all(tokens: Tokens, language: Language, lexicon: Lexicon) -> Found:
    """As `find`, with the names nested in titles beside."""
    seen = scan(tokens, lexicon)
    drafts = _read(seen)
    parts = _name_parts(tokens, lexicon, drafts)
    short = _abbreviations(seen, drafts)
    if parts or short:
        drafts = _read(with_names(seen, parts, short))
    top = tuple(_mention(tokens, d) for d in drafts)
    inner = {(a, b): e for d in drafts for a, b, e in d.nested if (a, b) != (d.head[0], d.head[1])}
    nested = tuple(_nested(tokens, a, b, e) for (a, b), e in sorted(inner.items(), key=lambda x: x[0]))
    return Found(top, nested)


def glued(tokens: Tokens, language: Language, found: Found) -> frozenset[str]:
    """The words of names introduced in full that stand elsewhere with a particle written onto them ("to-Ramaphosa").

    No table knows them, so the tokenizer had no reason to cut the particle off.
    """
    words = {
        w
        for m in found.top
        if m.kind == "person" and m.rule.endswith(("name", "shared", "portfolio", "name.given"))
        for w in tokens.norms[tokens.at(m.head.start) : tokens.at(m.head.end - 1) + 1]
        if len(w) >= NAME
    }
    split = language.grammar.split
    near = {t for t in set(tokens.norms) - words if t[1:] in words or t[2:] in words}
    return frozenset(piece for t in near for _, piece in split(t, words) if piece in words)


def _read(s: Scan) -> list[Draft]:
    drafts: list[Draft] = []
    i = 0
    n = len(s)
    while i < n:
        if not s.promising(i):
            i += 1
            continue
        if (s.entries[i] or s.classes[i]) and (end := s.nothing(i)):
            i = end
            continue
        draft = phrase(s, i, drafts[-1] if drafts else None)
        if draft is None:
            i += 1
        else:
            drafts.append(draft)
            i = draft.last
    if s.lexicon.capitals:
        _share_a_nation(s, drafts)
    return drafts


def _share_a_nation(s: Scan, drafts: list[Draft]) -> None:
    """`both the president and the prime minister of X`, `the president and prime minister of X`: both are of X."""
    for a, b in pairwise(drafts):
        unnamed = a.rule == b.rule == "title" and a.nation is None and b.nation is not None
        joined = unnamed and b.first - a.last == 1 and bool(s.has(a.last, "conjunction"))
        both = s.has(a.first, "quantifier") and not s.has(a.first, "one")
        if joined and (both or not s.has(b.first, "determiner")):
            a.nation = b.nation


def _name_parts(tokens: Tokens, lexicon: Lexicon, drafts: list[Draft]) -> list[tuple[tuple[str, ...], str]]:
    """The parts by which a person named in full may be named again: each run of two words or more, each later word."""
    parts: set[tuple[tuple[str, ...], str]] = set()
    for draft in drafts:
        if draft.kind != "person" or draft.name is None:
            continue
        words = tokens.norms[draft.name[0] : draft.name[1]]
        if len(words) < 2:
            continue
        full = " ".join(words)
        for a in range(len(words)):
            for b in range(a + 1, len(words) + 1):
                part = words[a:b]
                after_descent = a > 0 and words[a - 1].lower() in lexicon.descent
                last = b == len(words) and b - a == 1 and words[a] not in lexicon.given
                if b - a == len(words) or ((last or not after_descent) and _usable(part, a, lexicon)):
                    parts |= {(part, full), (as_names(part), full)}
    return sorted(parts)


def _abbreviations(s: Scan, drafts: list[Draft]) -> list[str]:
    """Words in brackets right after an organisation that the tables do not know: its short names."""
    found = set()
    for draft in drafts:
        k = draft.last
        if (
            draft.kind == "organization"
            and draft.rule == "org.pattern"
            and k + 2 < len(s)
            and s.words[k] == "("
            and s.words[k + 2] == ")"
        ):
            word = s.words[k + 1]
            if (
                word[:1].isalpha()
                and len(word) > 2
                and not s.entries[k + 1]
                and (word.isupper() or not word.isascii())
            ):
                found.add(word)
    return sorted(found)


def _usable(part: tuple[str, ...], at: int, lexicon: Lexicon) -> bool:
    """Can this part of a name stand for the whole?"""
    particles = lexicon.particles
    if part[-1].lower() in particles or (part[0].lower() in particles and len(part) == 1) or "." in part[-1:]:
        return False
    if len(part) > 1:
        return True
    word = part[0]
    if at == 0 or (len(word) < 3 and not lexicon.capitals):
        return False
    return (
        word not in lexicon.common
        and not (word in lexicon.given and not lexicon.capitals)
        and word.lower() not in lexicon.common
    )


def _mention(tokens: Tokens, d: Draft) -> Mention:
    head = tokens.span(*d.head)
    return Mention(
        span=tokens.span(d.first, d.last), head=head, first=d.first, last=d.last, kind=d.kind, nation=d.nation,
        office=d.office, place=_place(tokens, head, d.entry, d.city), plural=d.plural, rule=d.rule,
    )  # fmt: skip


def _place(tokens: Tokens, head: Span, entry: Entry | None, city: str | None = None) -> Place | None:
    if entry is None or entry.kind not in ("nation", "seat", "city"):
        return None
    return Place(tokens.written(head), entry.nation, entry.id if entry.kind == "city" else city)


def _nested(tokens: Tokens, first: int, last: int, entry: Entry) -> Mention:
    span = tokens.span(first, last)
    kind = {"organization": "organization", "city": "place"}.get(entry.kind, "state")
    return Mention(
        span=span, head=span, first=first, last=last, kind=kind, nation=entry.nation,
        place=_place(tokens, span, entry), rule=f"nested.{entry.kind}",
    )  # fmt: skip
