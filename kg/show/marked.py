"""Sentences and articles with what was found in them marked: an explanation as HTML, and spaCy's displaCy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jinja2 import Environment

from kg.errors import InputError
from kg.model import Article
from kg.ontology import event_types
from kg.resources import languages, package_path

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from kg.explain import Explanation

_KINDS = {"PERSON": "#cfe8ff", "STATE": "#d9f2d9", "ORGANIZATION": "#ffe7c2", "GROUP": "#eadcf5"}


@dataclass(frozen=True, slots=True)
class Marked:
    """Marked text that a notebook shows where it is the value of a cell."""

    html: str = field(repr=False)

    def _repr_html_(self) -> str:
        return self.html


def explanation(found: Explanation, legend: Iterable[tuple[str, str]]) -> str:
    """Give an explanation as HTML: facts, roles, and each sentence with its trigger in a mark.

    `legend` gives the facts to show, in order, by name and heading.
    """
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        package_path("show", "explanation.html").read_text(encoding="utf-8")
    )
    facts = [(heading, found.facts[name]) for name, heading in legend if found.facts.get(name)]
    return template.render(found=found, facts=facts)


def marked_article(article: Article, style: str = "ent") -> str:
    """Give an article as HTML with its actors (style ``ent``), or its events, dates and contents (``span``) marked.

    It shows what the rules find in this article by itself: before articles are linked, and before any correction.
    Raises `InputError` for a language that has no folder, and for another style.
    """
    from spacy import displacy

    if article.lang not in languages():
        raise InputError(
            f"article {article.id!r}: found language {article.lang!r}, allowed {', '.join(languages())}"
        )
    if style not in ("ent", "span"):
        raise InputError(f"style: found {style!r}, allowed ent, span")
    doc = _doc(article)
    colours = _KINDS | {kind.name: kind.colour for kind in event_types()}
    if style == "span":
        doc.spans["kg"] = [
            *doc.spans["triggers"],
            *_named(doc, "dates", "date"),
            *_named(doc, "content", "said"),
        ]
    options = {"colors": colours, "spans_key": "kg"}
    direction = "rtl" if doc.vocab.writing_system["direction"] == "rtl" else "ltr"
    drawn = displacy.render(doc, style=style, options=options, jupyter=False)
    return f'<div dir="{direction}" lang="{article.lang}">{drawn}</div>'


def _doc(article: Article) -> Doc:
    from kg.spacy_pipeline import nlp

    pipeline = nlp(article.lang or "")
    doc = pipeline.make_doc(article.text)
    doc.user_data["published"] = article.published
    return pipeline(doc)


def _named(doc: Doc, key: str, label: str) -> list[Span]:
    """Spans under one label: displaCy draws the label, and a date's label is its value."""
    from spacy.tokens import Span as Made

    return [Made(doc, span.start, span.end, label=span.label_ or label) for span in doc.spans[key]]
