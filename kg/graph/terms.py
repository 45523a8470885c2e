"""RDF terms made of Python values, each cleaned so that every reader of RDF takes it.

A term is the text that N-Triples writes for it: millions are made, and this text is what Turtle and JSON-LD are made of
too. Two terms are the same where their texts are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from kg.graph.model import label_of
from kg.ontology import PREFIXES

Term = str
Triple = tuple[Term, Term, Term]

EDTF = "<http://id.loc.gov/datatypes/edtf/EDTF>"
_LANG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_ESCAPES = str.maketrans({'"': r"\"", "\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
# XML takes no other control characters, and many readers of RDF are built on XML's characters.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ODD = re.compile(f'["\\\\\t\n\r]|{_CONTROL.pattern}')


def iri(address: str) -> Term:
    """An address, which has to be legal already: `kg.graph.iri` makes none that is not.

    >>> iri("https://example.org/a")
    '<https://example.org/a>'
    """
    return f"<{address}>"


def below(node: Term, name: str) -> Term:
    """The address of a part of something that has an address.

    >>> below("<https://example.org/a>", "time")
    '<https://example.org/a/time>'
    """
    return f"{node[:-1]}/{name}>"


@lru_cache(maxsize=4096)
def term(name: str) -> Term:
    """Expand a prefixed name.

    >>> term("sem:Event")
    '<http://semanticweb.cs.vu.nl/2009/11/sem/Event>'
    """
    prefix, _, local = name.partition(":")
    return iri(PREFIXES[prefix] + local)


def clean(text: str) -> str:
    """Replace control characters and lone surrogates, one for one, by the sign for an unreadable character."""
    return _CONTROL.sub("\ufffd", text) if _CONTROL.search(text) else text


def text(value: str, lang: str | None = None) -> Term:
    """A string, with a language where it is a well-formed tag.

    >>> print(text('"Yes"', "EN"))
    "\\"Yes\\""@en
    """
    if lang and _LANG.fullmatch(lang):
        return f"{_quoted(value)}@{lang.lower()}"
    return _quoted(value)


def typed(value: str, kind: str) -> Term:
    """A literal of the datatype with this prefixed name."""
    return f"{_quoted(value)}^^{term(kind)}"


def edtf(value: str) -> Term:
    """A date in Extended Date/Time Format."""
    return f"{_quoted(value)}^^{EDTF}"


def decimal(value: float) -> Term:
    """A decimal of at most four places in its canonical form: no exponent, no zeros at the end.

    >>> decimal(0.83)
    '"0.83"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    return typed(f"{value:.4f}".rstrip("0").rstrip("."), "xsd:decimal")


def labels(names: Mapping[str, str]) -> list[tuple[Term, Term]]:
    """A label for each language, and one without a language, the same for all queries: English where known.

    >>> [label for _, label in labels({"ar": "روسيا", "en": "Russia"})]
    ['"روسيا"@ar', '"Russia"@en', '"Russia"']
    """
    found = {lang: " ".join(name.split()) for lang, name in sorted(names.items())}
    named = {lang: name for lang, name in found.items() if name}
    plain = label_of(named, "en", "")
    tagged = [(term("skos:prefLabel"), text(name, lang)) for lang, name in named.items()]
    return [*tagged, (term("rdfs:label"), text(plain))] if plain else []


def _quoted(value: str) -> str:
    """A string in quotation marks, escaped in the way that N-Triples, Turtle and JSON all read."""
    return f'"{clean(value).translate(_ESCAPES)}"' if _ODD.search(value) else f'"{value}"'
