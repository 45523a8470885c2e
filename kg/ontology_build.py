"""Write the vocabulary, shapes and JSON-LD context that follow from the event types: `python -m kg.ontology_build`.

The files are text in a fixed order, so that a change of one event type changes only its lines, and a test can compare.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kg import ontology_plover
from kg.ontology import NAMESPACE, PREFIXES, STATUSES, EventType, event_types
from kg.ontology_turtle import Labels, concept, declarations, labels, prefixes, quoted, resource, table, texts
from kg.resources import ontology_path

_NOTE = "# Written by python -m kg.ontology_build from events/ and vocabulary.toml; do not edit.\n"
_NO_LITERAL = ("skos:Concept", "sem:", "d:", "org:", "oa:")


def build(kinds: tuple[EventType, ...] | None = None) -> dict[str, str]:
    """Give the text of each generated file by name.

    >>> sorted(build())
    ['context.jsonld', 'kg.ttl', 'plover.ttl', 'shapes.ttl']
    """
    kinds = event_types() if kinds is None else kinds
    vocabulary = tomllib.loads(ontology_path("vocabulary.toml").read_text(encoding="utf-8"))
    return {
        "context.jsonld": json.dumps({"@context": context(kinds, vocabulary)}, indent=2, ensure_ascii=False)
        + "\n",
        "kg.ttl": _NOTE + prefixes() + "\n".join(_vocabulary(kinds, vocabulary)),
        "plover.ttl": _NOTE.replace("events/ and vocabulary.toml", "plover.toml")
        + prefixes()
        + "\n".join(ontology_plover.vocabulary(ontology_plover.read(), kinds)),
        "shapes.ttl": _NOTE + prefixes() + _FIXED_SHAPES + "\n".join(_shapes(kinds)),
    }


def main(folder: Path | None = None) -> None:
    """Write the generated files beside `events/` (or into `folder`), and then the page about them in `docs/`."""
    target = folder or Path(str(ontology_path()))
    for name, text in build().items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    docs = target.parent / "docs"
    if docs.is_dir():  # not where only the package is installed
        from kg.ontology_docs import page

        (docs / "ontology.md").write_text(page(), encoding="utf-8", newline="\n")


def context(
    kinds: Iterable[EventType], vocabulary: Mapping[str, dict[str, dict[str, object]]]
) -> dict[str, object]:
    """The JSON-LD context: a short key for each term of the export, typed as the vocabulary says."""
    terms: dict[str, object] = {key: value for key, value in PREFIXES.items() if key not in ("sh", "owl")}
    for name, entry in vocabulary["properties"].items():
        kind = str(entry.get("range", "xsd:string"))
        terms[name] = {"@id": f"d:{name}", "@type": "@id"} if kind.startswith(_NO_LITERAL) else f"d:{name}"
    for role in sorted({role.property for kind in kinds for role in kind.roles}):
        terms[role] = {"@id": f"d:{role}", "@type": "@id"}
    return terms


def _vocabulary(
    kinds: tuple[EventType, ...], vocabulary: Mapping[str, dict[str, dict[str, object]]]
) -> Iterator[str]:
    yield (
        f"<{NAMESPACE.rstrip('#')}> a owl:Ontology ;\n"
        '    dcterms:title "Diplograph: events of diplomacy and where they are told"@en ;\n'
        "    dcterms:license <https://spdx.org/licenses/MIT> .\n"
    )
    yield from _classes(vocabulary["classes"])
    for kind in kinds:
        yield from _event_class(kind)
    yield from _properties(vocabulary["properties"])
    yield from _roles(kinds, texts(vocabulary["labels"]["role"]))
    for name, scheme in vocabulary["schemes"].items():
        concepts = {key: texts(value) for key, value in table(scheme["concepts"]).items()}
        yield from _scheme(name, texts(scheme["label"]), concepts)
    modes = {mode.name: mode.labels for kind in kinds for mode in kind.modes}
    yield from _scheme(
        "mode", texts(vocabulary["labels"]["mode"]), {f"mode-{key}": modes[key] for key in sorted(modes)}
    )
    yield from ontology_plover.type_concepts(ontology_plover.read())
    yield from declarations(_foreign(kinds, vocabulary))


def _foreign(
    kinds: tuple[EventType, ...], vocabulary: Mapping[str, dict[str, dict[str, object]]]
) -> dict[str, str]:
    """The terms of other vocabularies that ours are set in relation to, with what they are in OWL."""
    classes = {"sem:Event", "sem:Actor", *(term for kind in kinds for term in kind.parents)}
    for entry in vocabulary["classes"].values():
        classes |= set(str(entry["parents"]).split(" , "))
    for entry in vocabulary["properties"].values():
        classes |= {str(entry[key]) for key in ("domain", "range") if key in entry}
    found = {name: "owl:Class" for name in classes if not name.startswith(("d:", "xsd:"))}
    roles = {term for kind in kinds for role in kind.roles for term in role.terms}
    return found | dict.fromkeys(("sem:hasActor", *roles), "owl:ObjectProperty")


def _classes(classes: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    for name, entry in classes.items():
        yield resource(
            name,
            "owl:Class",
            [
                ("rdfs:subClassOf", str(entry["parents"])),
                ("rdfs:label", labels(texts(entry["label"]))),
                ("rdfs:comment", quoted(str(entry["comment"]), "en")),
            ],
        )


def _event_class(kind: EventType) -> Iterator[str]:
    yield resource(
        kind.class_name,
        "owl:Class , skos:Concept",
        [
            ("rdfs:subClassOf", " , ".join(["sem:Event", *kind.parents])),
            ("rdfs:label", labels(kind.labels)),
            ("skos:notation", quoted(kind.name)),
            ("skos:definition", labels(kind.definitions)),
            ("skos:closeMatch", " , ".join(kind.close_match)),
            ("skos:broadMatch", " , ".join(_codes(kind, STATUSES[:1]))),
            ("skos:relatedMatch", " , ".join(_codes(kind, STATUSES[1:]))),
        ],
    )


def _codes(kind: EventType, statuses: Iterable[str]) -> list[str]:
    """The PLOVER types as which events of the type are coded where they have one of these statuses."""
    found = {kind.codes_for(status).plover for status in statuses}
    return [f"d:plover-{code}" for code in sorted(code for code in found if code)]


def _properties(properties: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    for name, entry in properties.items():
        kind = str(entry.get("range", "xsd:string"))
        yield resource(
            name,
            "owl:ObjectProperty" if kind.startswith(_NO_LITERAL) else "owl:DatatypeProperty",
            [
                ("rdfs:domain", str(entry.get("domain", ""))),
                # OWL 2 has no xsd:date, so that a range would keep reasoners from opening the file.
                ("schema:rangeIncludes" if kind == "xsd:date" else "rdfs:range", str(entry.get("range", ""))),
                ("rdfs:label", quoted(name, "en")),
                ("rdfs:comment", quoted(str(entry["comment"]), "en")),
            ],
        )


def _roles(kinds: Iterable[EventType], names: Labels) -> Iterator[str]:
    roles = {role.name: role for kind in kinds for role in kind.roles}
    for role in (roles[name] for name in sorted(roles)):
        yield resource(
            role.property,
            "owl:ObjectProperty",
            [
                ("rdfs:subPropertyOf", " , ".join(["sem:hasActor", *role.terms])),
                ("rdfs:label", labels(role.labels)),
                ("rdfs:range", "sem:Actor"),
            ],
        )
    yield from _scheme("role", names, {f"role-{key}": roles[key].labels for key in sorted(roles)})


def _scheme(name: str, names: Labels, concepts: Mapping[str, Labels]) -> Iterator[str]:
    yield resource(f"{name}Scheme", "skos:ConceptScheme", [("skos:prefLabel", labels(names))])
    for key, names in concepts.items():
        yield concept(key, name, names)


def _shapes(kinds: Iterable[EventType]) -> Iterator[str]:
    for kind in kinds:
        name = kind.class_name
        paths = [f"d:{name}Shape-{role.name}" for role in kind.roles]
        parts = [f"    sh:property {' , '.join(paths)}"] if paths else []
        if kind.content:
            parts.append(f"    sh:property d:{name}Shape-content")
        yield " ;\n".join([f"d:{name}Shape a sh:NodeShape", f"    sh:targetClass d:{name}", *parts]) + " .\n"
        for role in kind.roles:
            least = "    sh:minCount 1 ;\n" if role.required else ""
            what = (
                f"needs at least one {role.labels['en']}"
                if role.required
                else f"has a wrong {role.labels['en']}"
            )
            yield (
                f"d:{name}Shape-{role.name} a sh:PropertyShape ;\n    sh:path d:{role.property} ;\n{least}"
                f"    sh:nodeKind sh:IRI ;\n    sh:class sem:Actor ;\n"
                f"    sh:message {quoted(f'The {kind.name} {what}, an actor of this graph.', 'en')} .\n"
            )
        if kind.content:
            message = (
                f"The {kind.name} has words that are neither a quotation nor a paraphrase of this graph."
            )
            yield (
                f"d:{name}Shape-content a sh:PropertyShape ;\n    sh:path schema:result ;\n    sh:nodeKind sh:IRI ;\n"
                "    sh:or ( [ sh:class schema:Quotation ] [ sh:class d:Paraphrase ] ) ;\n"
                f"    sh:message {quoted(message, 'en')} .\n"
            )


_FIXED_SHAPES = ontology_path("shapes_fixed.ttl").read_text(encoding="utf-8").split("# ---\n", 1)[1] + "\n"

if __name__ == "__main__":
    main()
