"""RDF terms made of Python values, each cleaned so that every reader of RDF takes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from kg.graph.model import label_of
from kg.ontology import PREFIXES

Term = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Term]

EDTF = NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")
_LANG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
# XML takes no other control characters, and many readers of RDF are built on XML's characters.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@lru_cache(maxsize=4096)
def term(name: str) -> NamedNode:
    """Expand a prefixed name.

    >>> term("sem:Event").value
    'http://semanticweb.cs.vu.nl/2009/11/sem/Event'
    """
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def clean(text: str) -> str:
    """Replace control characters and lone surrogates, one for one, by the sign for an unreadable character."""
    return _CONTROL.sub("\ufffd", text) if _CONTROL.search(text) else text


def text(value: str, lang: str | None = None) -> Literal:
    """A string, with a language where it is a well-formed tag."""
    if lang and _LANG.fullmatch(lang):
        return Literal(clean(value), language=lang.lower())
    return Literal(clean(value))


def typed(value: str, kind: str) -> Literal:
    """A literal of the datatype with this prefixed name."""
    return Literal(clean(value), datatype=term(kind))


def edtf(value: str) -> Literal:
    """A date in Extended Date/Time Format."""
    return Literal(clean(value), datatype=EDTF)


def decimal(value: float) -> Literal:
    """A decimal of at most four places in its canonical form: no exponent, no zeros at the end.

    >>> decimal(0.83).value, decimal(1.0).value
    ('0.83', '1')
    """
    return typed(f"{value:.4f}".rstrip("0").rstrip("."), "xsd:decimal")


def labels(names: Mapping[str, str]) -> list[tuple[NamedNode, Literal]]:
    """A label for each language, and one without a language, the same for all queries: English where known.

    >>> [label.value for _, label in labels({"ar": "روسيا", "en": "Russia"})]
    ['روسيا', 'Russia', 'Russia']
    """
    found = {lang: " ".join(name.split()) for lang, name in sorted(names.items())}
    named = {lang: name for lang, name in found.items() if name}
    plain = label_of(named, "en", "")
    tagged = [(term("skos:prefLabel"), text(name, lang)) for lang, name in named.items()]
    return [*tagged, (term("rdfs:label"), text(plain))] if plain else []
