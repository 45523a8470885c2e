"""PLOVER as a SKOS vocabulary, from `ontology/plover.toml`: types, modes, contexts, groups, and CAMEO's roots."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping

from kg.errors import DataError
from kg.ontology import NAMESPACE, EventType
from kg.ontology_turtle import concept, declarations, labels, quoted, resource, table, texts
from kg.resources import ontology_path

Table = Mapping[str, object]
Plover = Mapping[str, Mapping[str, Table]]


def read() -> Plover:
    """The file, checked: every type and context has labels in each language, a definition, known groups and codes."""
    data: dict[str, dict[str, dict[str, object]]] = tomllib.loads(
        ontology_path("plover.toml").read_text(encoding="utf-8")
    )
    langs = sorted(data["schemes"]["plover"])
    for part in ("types", "contexts"):
        for name, entry in data[part].items():
            if sorted(texts(entry.get("label"))) != langs:
                raise DataError(
                    f"plover.toml, {part}.{name}.label: allowed are the languages {', '.join(langs)}"
                )
            if not str(entry.get("definition", "")).endswith("."):
                raise DataError(f"plover.toml, {part}.{name}.definition: allowed is a sentence")
    for name, entry in data["types"].items():
        if entry.get("group") not in data["groups"]:
            raise DataError(
                f"plover.toml, types.{name}.group: found {entry.get('group')!r}, allowed {', '.join(data['groups'])}"
            )
        for mode, found in table(entry.get("modes", {})).items():
            if sorted({*texts(found), "en"} - {"definition"}) != langs:
                raise DataError(
                    f"plover.toml, types.{name}.modes.{mode}: allowed are labels in {', '.join(langs)}"
                )
        for code in _codes(entry):
            if code not in data["cameo"]:
                raise DataError(
                    f"plover.toml, types.{name}.cameo: found {code!r}, allowed are the codes of [cameo]"
                )
    return data


def type_concepts(plover: Plover) -> Iterator[str]:
    """The scheme of the event types and its concepts, as both `kg.ttl` and `plover.ttl` have them."""
    yield resource(
        "ploverScheme", "skos:ConceptScheme", [("skos:prefLabel", labels(texts(plover["schemes"]["plover"])))]
    )
    for name, entry in plover["types"].items():
        more = [
            ("skos:notation", quoted(name)),
            ("skos:definition", quoted(str(entry["definition"]), "en")),
            ("skos:altLabel", quoted(str(entry["alternative"])) if "alternative" in entry else ""),
            ("skos:topConceptOf", "d:ploverScheme"),
        ]
        yield concept(f"plover-{name}", "plover", texts(entry["label"]), more)


def vocabulary(plover: Plover, kinds: tuple[EventType, ...]) -> Iterator[str]:
    """The whole of `plover.ttl`."""
    address = f"<{NAMESPACE.rstrip('#').rsplit('/', 1)[0]}/plover>"
    yield (
        f"{address} a owl:Ontology ;\n"
        '    dcterms:title "PLOVER event types, modes and contexts in SKOS"@en ;\n'
        '    dcterms:description "The codes are those of PLOVER; labels and definitions are our own."@en ;\n'
        "    dcterms:source <https://github.com/openeventdata/PLOVER> ;\n"
        "    dcterms:license <https://spdx.org/licenses/MIT> .\n"
    )
    yield from type_concepts(plover)
    for name, entry in plover["types"].items():
        codes = " , ".join(f"d:cameo-{code}" for code in _codes(entry))
        yield f"d:plover-{name} skos:closeMatch {codes} .\n"
    yield from _modes(plover)
    yield from _contexts(plover)
    yield from _groups(plover)
    yield from _cameo(plover, kinds)
    yield from declarations({})


def _modes(plover: Plover) -> Iterator[str]:
    yield resource(
        "ploverModeScheme",
        "skos:ConceptScheme",
        [("skos:prefLabel", labels(texts(plover["schemes"]["ploverMode"])))],
    )
    for name, entry in plover["types"].items():
        for mode, found in table(entry.get("modes", {})).items():
            names = texts(found)
            meaning = names.pop("definition")
            more = [
                ("skos:notation", quoted(mode)),
                ("skos:definition", quoted(meaning, "en")),
                ("skos:broader", f"d:plover-{name}"),
            ]
            label = {"en": f"{name.lower()}: {mode.replace('-', ' ')}", **names}
            yield concept(f"plover-{name}-{mode}", "ploverMode", label, more)


def _contexts(plover: Plover) -> Iterator[str]:
    head = [("skos:prefLabel", labels(texts(plover["schemes"]["ploverContext"])))]
    yield resource("ploverContextScheme", "skos:ConceptScheme", head)
    for name, entry in plover["contexts"].items():
        more = [
            ("skos:notation", quoted(name)),
            ("skos:definition", quoted(str(entry["definition"]), "en")),
            ("skos:topConceptOf", "d:ploverContextScheme"),
        ]
        yield concept(f"plover-context-{name}", "ploverContext", texts(entry["label"]), more)


def _groups(plover: Plover) -> Iterator[str]:
    for name, names in plover["groups"].items():
        members = (key for key, entry in plover["types"].items() if entry["group"] == name)
        pairs = [
            ("skos:prefLabel", labels(texts(names))),
            ("skos:member", " , ".join(f"d:plover-{key}" for key in members)),
        ]
        yield resource(f"plover-{name.replace('_', '-')}", "skos:Collection", pairs)


def _cameo(plover: Plover, kinds: tuple[EventType, ...]) -> Iterator[str]:
    yield resource("cameoScheme", "skos:ConceptScheme", [("skos:prefLabel", quoted("CAMEO codes", "en"))])
    for code, names in plover["cameo"].items():
        yield concept(f"cameo-{code}", "cameo", texts(names), [("skos:notation", quoted(code))])
    used = {codes.cameo for kind in kinds for codes in (kind.codes or {}).values() if codes.cameo}
    used |= {mode.cameo for kind in kinds for mode in kind.modes if mode.cameo}
    for code in sorted(used):
        yield f"d:cameo-{code} skos:broader d:cameo-{code[:2]} .\n"


def _codes(entry: Table) -> tuple[str, ...]:
    found = entry.get("cameo", ())
    return tuple(map(str, found)) if isinstance(found, list) else ()
