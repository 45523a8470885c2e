"""Hints out of a document that a user's own spaCy pipeline has read: its entities and its parse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Span, Token

from kg.extract.hints import Hints
from kg.extract.tokens import Tokens
from kg.model import Mention

# The labels of spaCy's pipelines and what they are for us: kind and rule. Places and nationalities are left to our
# tables, which know whose they are.
KINDS: Mapping[str, tuple[str, str]] = {
    "PERSON": ("person", "name.given"),
    "PER": ("person", "name.given"),
    "ORG": ("organization", "org.name"),
}
_PASSIVE = ("nsubjpass", "auxpass")


def advice(doc: Doc, tokens: Tokens) -> Hints:
    """What `doc` knows of its text, in our tokens. Without entities or parse there are fewer hints, or none.

    >>> import spacy
    >>> from kg.extract.language import load
    >>> from kg.extract.tokens import tokenize
    >>> base = spacy.blank("en")
    >>> base.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Ingeborg Vastland"}])
    >>> text = "A plan by Ingeborg Vastland's team."
    >>> [m.span.of(text) for m in advice(base(text), tokenize(text, load("en"))).mentions]
    ['Ingeborg Vastland']
    """
    subjects = dict(_subjects(doc, tokens)) if doc.has_annotation("DEP") else {}
    return Hints(tuple(_candidates(doc, tokens)), subjects)


def _candidates(doc: Doc, tokens: Tokens) -> Iterator[Mention]:
    """The entities that end where our tokens do, as mentions without title or nation."""
    for entity in doc.ents:
        if entity.label_ not in KINDS:
            continue
        first, last = _range(entity, tokens)
        if first < last:
            kind, rule = KINDS[entity.label_]
            span = tokens.span(first, last)
            yield Mention(span=span, head=span, first=first, last=last, kind=kind, rule=rule)


def _range(entity: Span, tokens: Tokens) -> tuple[int, int]:
    """Our tokens of an entity, without article before and genitive ending behind it; an empty range for none."""
    words = list(entity)
    while words and words[0].pos_ == "DET":
        words.pop(0)
    while words and (words[-1].tag_ == "POS" or not words[-1].text[-1].isalnum()):
        words.pop()
    if not words:
        return 0, 0
    end = words[-1].idx + len(words[-1])
    first, last = tokens.at(words[0].idx), tokens.at(end - 1) + 1
    fits = tokens.starts[first] == words[0].idx and tokens.ends[last - 1] == end
    return (first, last) if fits else (0, 0)


def _subjects(doc: Doc, tokens: Tokens) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Each verb with the heads of its subject, but not where that is a pronoun."""
    for verb in doc:
        if verb.pos_ != "VERB" or any(c.dep_ in _PASSIVE for c in verb.children):
            continue
        subject = _subject(verb)
        if subject is not None:
            yield tokens.at(verb.idx), tuple(sorted({tokens.at(t.idx) for t in _heads(subject)}))


def _subject(verb: Token) -> Token | None:
    """The head of a verb's subject: its own, that of the verb it is joined to, or the noun before its "who"."""
    while not (own := [c for c in verb.children if c.dep_ == "nsubj"]):
        if verb.dep_ != "conj" or verb.head.pos_ != "VERB":
            return None
        verb = verb.head
    if own[0].tag_ in ("WP", "WDT"):
        return verb.head if verb.dep_ == "relcl" else None
    return None if own[0].pos_ == "PRON" else own[0]


def _heads(subject: Token) -> list[Token]:
    """The subject and what is joined to it; the name in apposition where the subject itself is a common noun."""
    named = [c for c in subject.children if c.dep_ == "appos" and c.ent_type_ in KINDS]
    return named if named and not subject.ent_type_ else [subject, *subject.conjuncts]
