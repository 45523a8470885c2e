"""What the package's tables know of nations, places, people and offices, for labels and dated offices.

Any table may be missing: its facts are then unknown, and the graph is built from what the articles say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from kg.graph.folding import fold
from kg.graph.model import NationNode, PlaceNode
from kg.model import Office
from kg.resources import Table, languages, package_path, rows_if_any

Names = dict[str, dict[str, str]]
# How the tables of nations call the forms that name the nation itself.
_NAME_USES = frozenset({"name", "short", "long", "alias"})


@dataclass(frozen=True, slots=True)
class World:
    """The tables, by id.

    `offices` are the dated offices of a person, `office_names` their titles by language, `nation_forms` the folded
    names of nations with their codes (without demonyms and capitals).
    """

    nations: Mapping[str, NationNode] = field(default_factory=dict)
    places: Mapping[str, PlaceNode] = field(default_factory=dict)
    actors: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    actor_nations: Mapping[str, str] = field(default_factory=dict)
    offices: Mapping[str, tuple[Office, ...]] = field(default_factory=dict)
    office_names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    nation_forms: frozenset[tuple[str, str]] = frozenset()


@cache
def world() -> World:
    """Read the tables that ship with the package, once."""
    people, organisations = _data("people.tsv"), _data("organisations.tsv")
    actors = _names(people, "id", "people") | _names(organisations, "id", "organisations")
    _add(actors, _data("people_names_ru_zh.tsv"), "id")
    return World(
        nations=_nations(),
        places=_places(),
        actors=actors,
        actor_nations={row["id"]: row["nation"] for row in people + organisations if row.get("nation")},
        offices=_offices(),
        office_names={
            row["office"]: {
                key.removeprefix("label_"): text
                for key, text in row.items()
                if key.startswith("label_") and text
            }
            for row in _data("office_types.tsv")
        },
        nation_forms=_nation_forms(),
    )


def _data(name: str) -> Table:
    return rows_if_any(package_path("data", name))


def _names(table: Table, key: str, forms: str) -> Names:
    """Names by id and language: the table's own label is English, the others come from the languages' folders.

    A language lists many forms without saying which is best: the one with as many words as the label is taken, for
    it is neither the bare surname nor the style of a court.
    """
    names: Names = {row[key]: {"en": row["label"]} for row in table if row.get("label")}
    for lang in languages():
        found: dict[str, list[str]] = {}
        for row in rows_if_any(package_path("lang", lang, f"{forms}.tsv")):
            if row.get("use", "name") == "name" and row[key] in names:
                found.setdefault(row[key], []).append(row["form"])
        for ident, written in found.items():
            words = len(names[ident]["en"].split())
            best = min(written, key=lambda form: abs(len(form.split()) - words))
            names[ident].setdefault(lang, best)
    return names


def _add(names: Names, table: Table, key: str) -> None:
    """Add names from a table of forms: as many words as the label, and of those the longest, which is no acronym."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in table:
        found.setdefault((row[key], row["lang"]), []).append(row["form"])
    for (ident, lang), forms in found.items():
        words = len(names.get(ident, {}).get("en", "").split())
        best = min(forms, key=lambda form: (abs(len(form.split()) - words), -len(form), form))
        names.setdefault(ident, {}).setdefault(lang, best)


def _nations() -> dict[str, NationNode]:
    table = _data("nations.tsv")
    names = _names(table, "iso3", "nations")
    _add(names, _data("nation_names.tsv"), "iso3")
    return {
        row["iso3"]: NationNode(row["iso3"], names.get(row["iso3"], {}), row["qid"] or None) for row in table
    }


def _nation_forms() -> frozenset[tuple[str, str]]:
    return frozenset(
        (fold(row["form"]), row["iso3"])
        for lang in languages()
        for row in rows_if_any(package_path("lang", lang, "nations.tsv"))
        if row["use"] in _NAME_USES
    )


def _places() -> dict[str, PlaceNode]:
    table = _data("cities.tsv")
    names = _names(table, "id", "cities")
    return {
        row["id"]: PlaceNode(
            row["id"],
            names.get(row["id"], {}),
            row["nation"] or None,
            _number(row["lat"]),
            _number(row["lon"]),
        )
        for row in table
    }


def _offices() -> dict[str, tuple[Office, ...]]:
    found: dict[str, list[Office]] = {}
    for row in _data("offices.tsv"):
        office = Office(
            row["office"],
            row["nation"] or None,
            row["organisation"] or None,
            row["start"] or None,
            row["end"] or None,
        )
        found.setdefault(row["person"], []).append(office)
    return {person: tuple(sorted(held, key=_office_key)) for person, held in found.items()}


def _office_key(office: Office) -> tuple[str, ...]:
    return (
        office.start or "",
        office.title,
        office.nation or "",
        office.organization or "",
        office.end or "",
    )


def _number(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
