"""Pieces of Turtle for the files of the ontology, in a fixed order and layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rdflib import Literal

from kg.errors import DataError
from kg.ontology import PREFIXES

Labels = Mapping[str, str]
Pairs = Iterable[tuple[str, str]]

# What the terms of SKOS and Dublin Core are in OWL, by their own files. OWL tools want it said in each file that uses
# them, since none may be fetched.
_ALWAYS = {
    **dict.fromkeys(("dcterms:description", "dcterms:license", "dcterms:source", "dcterms:title",
                     "schema:rangeIncludes", "skos:altLabel", "skos:definition", "skos:prefLabel"),
                    "owl:AnnotationProperty"),
    **dict.fromkeys(("skos:broadMatch", "skos:broader", "skos:closeMatch", "skos:inScheme", "skos:member",
                     "skos:narrowMatch", "skos:relatedMatch", "skos:topConceptOf"), "owl:ObjectProperty"),
    **dict.fromkeys(("skos:Collection", "skos:Concept", "skos:ConceptScheme"), "owl:Class"),
    "skos:notation": "owl:DatatypeProperty",
}  # fmt: skip


def declarations(more: Mapping[str, str]) -> Iterator[str]:
    """Say what terms of other vocabularies are in OWL."""
    for name, kind in sorted({**_ALWAYS, **more}.items()):
        yield f"{name} a {kind} .\n"


def prefixes() -> str:
    """The declarations of all prefixes."""
    return "".join(f"@prefix {key}: <{value}> .\n" for key, value in PREFIXES.items()) + "\n"


def quoted(text: str, lang: str | None = None) -> str:
    """A literal.

    >>> quoted("one", "en")
    '"one"@en'
    """
    return Literal(text, lang=lang).n3()


def labels(names: Labels) -> str:
    """Literals by language."""
    return " , ".join(quoted(text, lang) for lang, text in sorted(names.items()))


def resource(name: str, kind: str, pairs: Pairs) -> str:
    """A resource of our namespace with its type and its statements, those without a value left out."""
    lines = [f"d:{name} a {kind}", *(f"    {key} {value}" for key, value in pairs if value)]
    return " ;\n".join([*lines, "    rdfs:isDefinedBy <https://w3id.org/diplograph/ontology>"]) + " .\n"


def concept(name: str, scheme: str, names: Labels, more: Pairs = ()) -> str:
    """A SKOS concept of one of our schemes."""
    return resource(
        name,
        "skos:Concept",
        [("skos:inScheme", f"d:{scheme}Scheme"), ("skos:prefLabel", labels(names)), *more],
    )


def texts(value: object) -> dict[str, str]:
    """A table of texts."""
    return {key: str(text) for key, text in table(value).items()}


def table(value: object) -> dict[str, object]:
    """A table of TOML."""
    if not isinstance(value, dict):
        raise DataError(f"ontology: found {value!r}, allowed a table")
    return value
