"""The extraction as a spaCy pipeline: `kg.nlp("ar")` gives a `Language` whose docs carry actors, dates and events."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab

from kg.errors import InputError
from kg.extract import language, tokens
from kg.extract.tokens import Tokens
from kg.model import Article, Extraction
from kg.pipeline import extract, known
from kg.spacy_advice import advice


class Tokenizer:
    """A spaCy tokenizer over our tokens: attached particles are tokens of their own and the text stays unaltered."""

    def __init__(self, vocab: Vocab, code: str) -> None:
        self.vocab = vocab
        self.code = code

    def __call__(self, text: str) -> Doc:
        """Cut `text` into a `Doc`. ``doc.text == text`` always holds."""
        found = _tokens(text, self.code)
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


def tokenizer(code: str) -> Callable[[Language], Tokenizer]:
    """Make the tokenizer of a language from a pipeline's configuration, as spaCy asks for it."""
    return lambda pipeline: Tokenizer(pipeline.vocab, code)


registry.tokenizers.register("kg.Tokenizer.v1", func=tokenizer)


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


class Events:
    """The component ``kg_events``: set ``doc.ents``, ``doc.spans["dates"|"triggers"|"content"]``, ``doc._.events`` …

    It can stand in any pipeline of a language that the package knows. Entities and a parse that the components before
    it have set, or that the pipeline `base` gives for the same text, serve as hints: names that no table knows, and
    subjects of reporting verbs that our own rules do not find.

    The day of publication is read from ``doc.user_data["published"]``:

    >>> pipeline = nlp("en")
    >>> doc = pipeline.make_doc("Putin met Xi Jinping in Beijing on Monday.")
    >>> doc.user_data["published"] = "2025-11-05"
    >>> pipeline(doc)._.events[0].date
    '2025-11-03'
    """

    def __init__(self, base: Language | None = None) -> None:
        self.base = base

    def __call__(self, doc: Doc) -> Doc:
        """Find the events of `doc`. Raises `InputError` for a language that the package has no folder for."""
        _extensions()
        read = self.base(doc.text) if self.base else doc
        article = Article(id="doc", lang=doc.lang_, text=doc.text, published=doc.user_data.get("published"))
        return annotate(doc, extract(article, adviser=partial(advice, read)))


@Language.factory("kg_events", default_config={"base": None})
def kg_events(nlp: Language, name: str, base: str | None) -> Events:
    """Make the component; `base` names an installed spaCy pipeline."""
    return Events(None if base is None else _load(base, nlp.lang or ""))


def _load(base: str | Language, code: str) -> Language:
    """An installed pipeline by its name. Raises `InputError` where there is none, or one of another language."""
    try:
        loaded = spacy.load(base) if isinstance(base, str) else base
    except OSError as problem:
        raise InputError(
            f"base: found {base!r}, allowed is the name of an installed spaCy pipeline, or a pipeline"
        ) from problem
    if loaded.lang not in (code, "xx"):
        raise InputError(f"base: found a pipeline of language {loaded.lang!r}, allowed is one of {code!r}")
    return loaded


def annotate(doc: Doc, found: Extraction) -> Doc:
    """Put an extraction onto its spaCy doc. Entities that are there already stay where none of ours overlaps."""
    heads = [(s, a.kind.upper()) for a in found.actors for s in a.mentions]
    spans = [doc.char_span(s.start, s.end, label=label, alignment_mode="expand") for s, label in heads]
    ours = spacy.util.filter_spans([s for s in spans if s is not None])
    taken = {t.i for s in ours for t in s}
    doc.ents = [*ours, *(e for e in doc.ents if taken.isdisjoint(t.i for t in e))]
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
    found = doc.user_data.get("kg_tokens") or _tokens(doc.text, doc.lang_)
    starts = {found.starts[a] for a, _ in found.sentences}
    for token in doc:
        token.is_sent_start = token.idx in starts or token.i == 0
    rows = [(found.starts[a], found.ends[b - 1], "QUOTE") for a, b in found.quotes]
    doc.spans["quotes"] = _spans(doc, rows)
    return doc


def _tokens(text: str, code: str) -> Tokens:
    return tokens.tokenize(text, language.load(code), known(code))


def nlp(code: str, base: str | Language | None = None) -> Language:
    """The spaCy pipeline of a language: our tokenizer, sentences, quotations, actors, dates and events.

    `base` is the name of an installed spaCy pipeline of the language, or such a pipeline, whose entities and parse
    serve as hints. Raises `InputError` for a language that the package has no folder for, and for a `base` that is not
    installed or of another language.

    >>> doc = nlp("en")("Putin met Xi Jinping in Beijing.")
    >>> [e.type for e in doc._.events]
    ['meeting']
    """
    if base is None:
        return _plain(code)
    pipeline = _blank(code)
    events = pipeline.add_pipe("kg_events", config={"base": base if isinstance(base, str) else None})
    if isinstance(base, Language) and isinstance(events, Events):
        events.base = _load(base, code)
    return pipeline


@cache
def _plain(code: str) -> Language:
    pipeline = _blank(code)
    pipeline.add_pipe("kg_events")
    return pipeline


def _blank(code: str) -> Language:
    language.load(code)
    _extensions()
    tokenizer = {"@tokenizers": "kg.Tokenizer.v1", "code": code}
    pipeline = spacy.blank(code, config={"nlp": {"tokenizer": tokenizer}})
    pipeline.add_pipe("kg_sentences")
    return pipeline
