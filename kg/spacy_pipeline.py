"""The extraction as a spaCy pipeline: `kg.nlp("ar")` gives a `Language` whose docs carry actors, dates and events."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.extract import language, tokens
from kg.model import Article, Extraction
from kg.pipeline import extract, known


class Tokenizer:
    """A spaCy tokenizer over our tokens: attached particles are tokens of their own and the text stays unaltered."""

    def __init__(self, vocab: Vocab, code: str) -> None:
        self.vocab = vocab
        self.code = code

    def __call__(self, text: str) -> Doc:
        """Cut `text` into a `Doc`. ``doc.text == text`` always holds."""
        found = tokens.tokenize(text, language.load(self.code), known(self.code))
        words: list[str] = []
        spaces: list[bool] = []
        norms: list[str] = []
        at = 0
        for i, (start, end) in enumerate(zip(found.starts, found.ends, strict=True)):
            _gap(text[at:start], words, spaces, norms)
            words.append(text[start:end])
            spaces.append(False)
            norms.append(found.norms[i])
            at = end
        _gap(text[at:], words, spaces, norms)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        for token, norm in zip(doc, norms, strict=True):
            token.norm_ = norm
        doc.user_data["kg_tokens"] = found
        return doc

    def to_bytes(self, **kwargs: object) -> bytes:
        """Nothing is learned, so nothing is stored (asked for by ``Language.to_bytes``)."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: object) -> Tokenizer:
        """The counterpart of `to_bytes`."""
        return self

    def to_disk(self, path: object, **kwargs: object) -> None:
        """Nothing is learned, so nothing is written."""

    def from_disk(self, path: object, **kwargs: object) -> Tokenizer:
        """The counterpart of `to_disk`."""
        return self


def _gap(gap: str, words: list[str], spaces: list[bool], norms: list[str]) -> None:
    """White space between two tokens: one space belongs to the word before it, the rest is a token as in spaCy."""
    if gap.startswith(" ") and words and not words[-1].isspace():
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)
        norms.append(gap)


def _extensions() -> None:
    for name, default in (("extraction", None), ("events", ()), ("actors", ()), ("dates", ())):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


@Language.component("kg_events")
def kg_events(doc: Doc) -> Doc:
    """Set ``doc.ents`` (actors), ``doc.spans["dates"|"triggers"|"content"]`` and ``doc._.events`` and the like.

    The day of publication is read from ``doc.user_data["published"]``, where the caller may put it through
    ``nlp.pipe(..., as_tuples=True)`` or `kg.extract`.
    """
    _extensions()
    published = doc.user_data.get("published")
    found = extract(Article(id="doc", lang=doc.lang_, text=doc.text, published=published))
    return annotate(doc, found)


def annotate(doc: Doc, found: Extraction) -> Doc:
    """Put an extraction onto its spaCy doc."""
    heads = [(s, a.kind.upper()) for a in found.actors for s in a.mentions]
    spans = [doc.char_span(s.start, s.end, label=label, alignment_mode="expand") for s, label in heads]
    doc.ents = spacy.util.filter_spans([s for s in spans if s is not None])
    doc.spans["dates"] = _spans(doc, [(d.span.start, d.span.end, d.value or "") for d in found.dates])
    triggers = [(v.trigger.start, v.trigger.end, e.type) for e in found.events for v in e.evidence]
    doc.spans["triggers"] = _spans(doc, triggers)
    said = [(e.content.start, e.content.end, e.form or "") for e in found.events if e.content]
    doc.spans["content"] = _spans(doc, said)
    doc._.extraction, doc._.events, doc._.actors, doc._.dates = found, found.events, found.actors, found.dates
    return doc


def _spans(doc: Doc, rows: list[tuple[int, int, str]]) -> list[Span]:
    made = (doc.char_span(a, b, label=label, alignment_mode="expand") for a, b, label in rows)
    return [s for s in made if s is not None]


@Language.component("kg_sentences")
def kg_sentences(doc: Doc) -> Doc:
    """Set sentence starts and ``doc.spans["quotes"]`` from our splitter."""
    found = doc.user_data["kg_tokens"]
    starts = {found.starts[a] for a, _ in found.sentences}
    for token in doc:
        token.is_sent_start = token.idx in starts or token.i == 0
    rows = [(found.starts[a], found.ends[b - 1], "QUOTE") for a, b in found.quotes]
    doc.spans["quotes"] = _spans(doc, rows)
    return doc


@cache
def nlp(code: str) -> Language:
    """The spaCy pipeline of a language: our tokenizer, sentences, quotations, actors, dates and events.

    Raises `InputError` for a language that the package has no folder for.

    >>> doc = nlp("en")("Putin met Xi Jinping in Beijing.")
    >>> [e.type for e in doc._.events]
    ['meeting']
    """
    language.load(code)
    _extensions()
    pipeline = spacy.blank(code)
    pipeline.tokenizer = Tokenizer(pipeline.vocab, code)
    pipeline.add_pipe("kg_sentences")
    pipeline.add_pipe("kg_events")
    return pipeline
