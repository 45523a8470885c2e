"""The page about the vocabulary, `docs/ontology.md`: `ontology/docs.md` and tables of what the ontology's files say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from rdflib import OWL, RDF, RDFS, SDO, SH, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kg.graph.store import queries
from kg.ontology import NAMESPACE, PREFIXES, STATUSES, EventType, event_types
from kg.resources import ontology_path

_D = Namespace(NAMESPACE)
_FILES = ("kg.ttl", "plover.ttl", "align.ttl")
_NOTE = "<!-- Written by python -m kg.ontology_build from ontology/; do not edit. -->\n"
_MATCHES = (
    SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch, RDFS.seeAlso,
)  # fmt: skip


def page() -> str:
    """The text of the page, in Markdown.

    >>> "## Event types" in page()
    True
    """
    data = Graph()
    for name in _FILES:
        data.parse(data=ontology_path(name).read_text(encoding="utf-8"), format="turtle")
    shapes = Graph().parse(data=ontology_path("shapes.ttl").read_text(encoding="utf-8"), format="turtle")
    parts = [
        _NOTE + ontology_path("docs.md").read_text(encoding="utf-8").rstrip(),
        "## Event types",
        *(_event_type(kind, data) for kind in event_types()),
        "## Classes",
        _classes(data),
        "## Properties",
        _properties(data),
        "## Lists",
        *_schemes(data),
        "## PLOVER",
        _plover(data),
        "## Beside other vocabularies",
        _alignments(data),
        "## What every export keeps to",
        _shapes(shapes),
        "## Named queries",
        _queries(),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _event_type(kind: EventType, data: Graph) -> str:
    roles = [
        (
            f"`d:{role.property}`",
            "yes" if role.required else "",
            *_by_language(data, _D[role.property], RDFS.label),
            _terms(data, data.objects(_D[role.property], RDFS.subPropertyOf)),
        )
        for role in kind.roles
    ]
    codes = []
    for status in STATUSES:
        found = kind.codes_for(status)
        codes.append((status, found.plover or "", found.cameo or "", found.timeml or ""))
    lines = [
        f"### `d:{kind.class_name}`",
        f"{kind.definitions['en']} "
        + ", ".join(f"{kind.labels[lang]} ({lang})" for lang in sorted(kind.labels))
        + f". Subclass of {_terms(data, data.objects(_D[kind.class_name], RDFS.subClassOf))}.",
        _table(("role", "required", *_langs(), "also"), roles),
        f"Modes: {', '.join(f'`d:mode-{mode.name}`' for mode in kind.modes)}." if kind.modes else "",
        _table(("status", "PLOVER", "CAMEO", "TimeML"), codes),
    ]
    return "\n\n".join(line for line in lines if line)


def _classes(data: Graph) -> str:
    own = {kind.class_name for kind in event_types()}
    rows = []
    for node in _own(data, OWL.Class):
        if _local(node) not in own:
            parents = _terms(data, data.objects(node, RDFS.subClassOf))
            rows.append((_term(node), parents, _text(data, node, RDFS.comment)))
    return _table(("class", "subclass of", "what"), rows)


def _properties(data: Graph) -> str:
    roles = {role.property for kind in event_types() for role in kind.roles}
    rows = []
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for node in _own(data, kind):
            if _local(node) not in roles:
                domain = _terms(data, data.objects(node, RDFS.domain))
                values = _terms(data, data.objects(node, RDFS.range | SDO.rangeIncludes))
                rows.append((_term(node), domain, values, _text(data, node, RDFS.comment)))
    return _table(("property", "of", "value", "what"), sorted(rows))


def _schemes(data: Graph) -> Iterator[str]:
    for scheme in _own(data, SKOS.ConceptScheme):
        if "plover" in _local(scheme):
            continue
        concepts = sorted(data.subjects(SKOS.inScheme, scheme), key=str)
        rows = [(_term(one), *_by_language(data, one, SKOS.prefLabel)) for one in concepts]
        yield f"### {_text(data, scheme, SKOS.prefLabel).capitalize()}\n\n" + _table(
            (f"`d:{_local(scheme)}`", *_langs()), rows
        )


def _plover(data: Graph) -> str:
    def named(nodes: Iterable[Node]) -> str:
        return ", ".join(sorted(str(data.value(node, SKOS.notation)) for node in nodes))

    types = [
        (
            _term(one),
            *_by_language(data, one, SKOS.prefLabel),
            _text(data, one, SKOS.definition),
            named(data.subjects(SKOS.broader, one)),
            named(data.objects(one, SKOS.closeMatch)),
        )
        for one in sorted(data.subjects(SKOS.inScheme, _D.ploverScheme), key=str)
    ]
    contexts = [
        (_term(one), *_by_language(data, one, SKOS.prefLabel), _text(data, one, SKOS.definition))
        for one in sorted(data.subjects(SKOS.inScheme, _D.ploverContextScheme), key=str)
    ]
    return "\n\n".join(
        (
            "The codes are PLOVER's; labels and definitions are our own. A mode's address is that of its type with "
            "the mode behind it, as `d:plover-CONSULT-visit`.",
            _table(("type", *_langs(), "what", "modes", "CAMEO"), types),
            _table(("context", *_langs(), "what"), contexts),
        )
    )


def _alignments(data: Graph) -> str:
    rows = [
        (_term(subject), _term(predicate), _term(other))
        for predicate in _MATCHES
        for subject, other in data.subject_objects(predicate)
        if not str(other).startswith(NAMESPACE)
    ]
    return _table(("term", "how", "beside"), sorted(rows))


def _shapes(shapes: Graph) -> str:
    messages = {str(message) for message in shapes.objects(None, SH.message)}
    return "\n".join(f"- {message}" for message in sorted(messages))


def _queries() -> str:
    rows = [
        (f"`{name}`", one.answers, "; ".join(f"`{key}`: {meaning}" for key, meaning in one.parameters))
        for name, one in queries().items()
    ]
    return _table(("name", "answers", "can be set"), rows)


def _own(data: Graph, kind: Node) -> list[Node]:
    return sorted(
        (node for node in data.subjects(RDF.type, kind) if str(node).startswith(NAMESPACE)), key=str
    )


def _local(node: Node) -> str:
    return str(node).removeprefix(NAMESPACE)


def _term(node: Node) -> str:
    for prefix, namespace in {**PREFIXES, "wdt": "http://www.wikidata.org/prop/direct/"}.items():
        if str(node).startswith(namespace):
            return f"`{prefix}:{str(node).removeprefix(namespace)}`"
    return f"<{node}>"


def _terms(data: Graph, nodes: Iterable[Node]) -> str:
    return ", ".join(sorted(_term(node) for node in nodes))


def _text(data: Graph, node: Node, predicate: URIRef, lang: str = "en") -> str:
    found = [
        one for one in data.objects(node, predicate) if isinstance(one, Literal) and one.language == lang
    ]
    return str(min(found, default=""))


def _by_language(data: Graph, node: Node, predicate: URIRef) -> tuple[str, ...]:
    return tuple(_text(data, node, predicate, lang) for lang in _langs())


@cache
def _langs() -> tuple[str, ...]:
    """The languages that every event type has labels in."""
    return tuple(sorted(set.intersection(*(set(kind.labels) for kind in event_types()))))


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
