"""People and offices: the hand files of this folder joined with the open sources in a given folder.

    python -m kg.data.build.people SOURCES

writes `kg/data/people.tsv`, `offices.tsv`, `office_types.tsv`, `people_names_ru_zh.tsv` and the `people.tsv` of each
language. The hand files (`people_<region>.tsv`) hold spellings and dated offices; the sources give Wikidata ids,
further spellings, and office holders that no hand file knows. What a hand file says of a person's offices is final.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from kg.data.build.people_forms import (
    Form,
    arabic_variants,
    guarded,
    latin_variants,
    read_cell,
    resolve,
    without_article,
)
from kg.data.build.people_sources import Holder, in_office_since, name_key, read
from kg.data.build.tables import DATA, HERE, LANG, folder, slug, write_table
from kg.errors import DataError
from kg.resources import Table, rows, rows_if_any

_REGIONS = (
    "gulf", "levant_egypt", "middle_east_maghreb", "americas_north_russia_west", "europe", "asia_pacific",
    "organisations_africa_america", "former",
)  # fmt: skip
_MARKS = "*^?!"
# Whoever left office before this year is no longer in the news that the tables are made for.
FIRST_YEAR = "2013"
# How much room a row of alternatives may take: a name with many parts would otherwise give hundreds of forms.
_MOST_FORMS = 40
OFFICE_COLUMNS = ("person", "office", "nation", "organisation", "start", "end", "single")


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office held, as a row of offices.tsv."""

    office: str
    nation: str
    organisation: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the tables, with all written forms by language, the best first."""

    label: str
    nation: str
    gender: str
    offices: tuple[Tenure, ...]
    latin: tuple[Form, ...]
    arabic: tuple[Form, ...]
    qid: str = ""

    @property
    def id(self) -> str:
        """The Wikidata id, else a name of our own."""
        return self.qid or f"person-{slug(self.label)}"


def main(arguments: Sequence[str]) -> int:
    """Build all tables from the sources in the one folder that is given."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: python -m kg.data.build.people FOLDER_OF_SOURCES", file=sys.stderr)
        return 2
    nations = {row["qid"]: row["iso3"] for row in rows(DATA / "nations.tsv") if row["qid"]}
    holders = read(Path(arguments[0]), nations)
    organisations = {row["key"]: row["organisation"] for row in rows(HERE / "people_organisations.tsv")}
    by_hand = [p for region in _REGIONS for p in _hand(rows(HERE / f"people_{region}.tsv"), organisations)]
    people = _with_ids(by_hand, holders)
    people += _from_sources(people, holders, organisations)
    people = _closed(people, holders)
    _write(people)
    return 0


def _hand(table: Table, organisations: dict[str, str]) -> Iterable[Person]:
    """Read the people of one hand file."""
    for row in table:
        latin = read_cell(row["label"]) + tuple(f for cell in [row["en"]] if cell for f in read_cell(cell))
        yield Person(
            label=row["label"].translate(str.maketrans("", "", _MARKS)),
            nation=row["nation"],
            gender=row["gender"],
            offices=tuple(_tenure(o, row["nation"], organisations) for o in row["offices"].split(", ") if o),
            latin=without_article(_spread(latin, latin_variants)),
            arabic=_spread(read_cell(row["ar"]), arabic_variants) if row["ar"] else (),
        )


def _tenure(written: str, nation: str, organisations: dict[str, str]) -> Tenure:
    """Read ``office start..end`` or ``office@organisation start..end``."""
    named, _, dates = written.partition(" ")
    office, _, key = named.partition("@")
    start, dots, end = dates.partition("..")
    if not dots:
        raise DataError(f"hand-written office {written!r}: found no dates, allowed is start..end")
    return Tenure(office, "" if key else nation, organisations.get(key, key), start, end)


def _spread(forms: Iterable[Form], variants: Callable[[str], tuple[str, ...]]) -> tuple[Form, ...]:
    """Add the regular variants of every form after the forms themselves."""
    written = list(forms)
    found = {form.text: form for form in written}
    for form in written:
        for text in variants(form.text):
            found.setdefault(text, replace(form, text=text))
    return tuple(found.values())[:_MOST_FORMS]


def _with_ids(people: list[Person], holders: list[Holder]) -> list[Person]:
    """Give each person the Wikidata id that the sources have for one of the full names, if they agree on one."""
    ids: dict[str, set[str]] = {}
    for holder in holders:
        ids.setdefault(name_key(holder.name), set()).add(holder.qid)
    named = []
    for person in people:
        full = {name_key(person.label)} | {name_key(f.text) for f in person.latin if not f.short}
        found = set().union(*(ids.get(key, set()) for key in full))
        if len(found) > 1:
            raise DataError(f"{person.label}: found the ids {sorted(found)} in the sources, allowed one")
        extra = tuple(
            Form(h.name) for h in holders if h.qid in found and h.name not in {f.text for f in person.latin}
        )
        named.append(
            replace(person, qid=next(iter(found), ""), latin=person.latin + tuple(dict.fromkeys(extra)))
        )
    return named


def _from_sources(people: list[Person], holders: list[Holder], organisations: dict[str, str]) -> list[Person]:
    """Make a person of every holder whom no hand file knows: names in Latin letters and the offices of the source."""
    known = {p.qid for p in people if p.qid}
    grouped: dict[str, list[Holder]] = {}
    for holder in holders:
        if holder.qid not in known and in_office_since(holder, FIRST_YEAR):
            grouped.setdefault(holder.qid, []).append(holder)
    made = []
    for qid, held in sorted(grouped.items()):
        names = tuple(dict.fromkeys(h.name for h in held))
        tenures = {
            (h.office, h.nation, h.organisation): Tenure(
                h.office, h.nation, organisations.get(h.organisation, h.organisation), h.start, h.end
            )
            for h in reversed(held)
        }
        made.append(
            Person(
                label=names[0],
                nation=next((h.nation for h in held if h.nation), ""),
                gender="",
                offices=tuple(tenures.values()),
                latin=_spread([Form(name) for name in names], latin_variants),
                arabic=(),
                qid=qid,
            )
        )
    return made


def _closed(people: list[Person], holders: list[Holder]) -> list[Person]:
    """End the open tenures that a successor ends, in offices that one person at a time holds.

    The sources are older than the tables: an open tenure of theirs ends where the next known person begins. An open
    tenure of a hand file ends only where the newest source lets somebody else begin; other overlaps are left for the
    tests to find, because they are mistakes.
    """
    single = {row["office"] for row in rows(HERE / "people_office_types.tsv") if row["single"] == "1"}
    newest = {(h.qid, h.office) for h in holders if h.current}
    begun: dict[tuple[str, str, str], list[tuple[str, str, bool]]] = {}
    for person in people:
        for t in person.offices:
            if t.office in single and t.start:
                sure = (person.id, t.office) in newest
                begun.setdefault((t.office, t.nation, t.organisation), []).append((t.start, person.id, sure))
    closed = []
    for person in people:
        offices = []
        for t in person.offices:
            later = sorted(
                start
                for start, ident, sure in begun.get((t.office, t.nation, t.organisation), [])
                if ident != person.id and start[:4] > t.start[:4] and (sure or not person.gender)
            )
            offices.append(replace(t, end=later[0]) if later and not t.end else t)
        closed.append(replace(person, offices=tuple(offices)))
    return closed


def _write(people: list[Person]) -> None:
    """Write every table, people sorted by id and the forms of each in the order of preference."""
    ordered = sorted(people, key=lambda p: p.id)
    for before, after in pairwise(ordered):
        if before.id == after.id:
            raise DataError(
                f"{after.label}: found the id {after.id} of {before.label}, allowed is one person an id"
            )
    note = "made by kg.data.build.people: Wikidata ids CC0, the rest by hand (MIT)"
    types = rows(HERE / "people_office_types.tsv")
    single = {row["office"]: row["single"] for row in types}
    write_table(
        DATA / "people.tsv", ("id", "qid", "label", "nation", "gender"),
        [(p.id, p.qid, p.label, p.nation, p.gender) for p in ordered], note=note,
    )  # fmt: skip
    held = [(p.id, t.office, t.nation, t.organisation, t.start, t.end) for p in ordered for t in p.offices]
    for row in held:
        if row[1] not in single:
            raise DataError(
                f"offices of {row[0]}: found {row[1]!r}, allowed are the rows of people_office_types.tsv"
            )
    write_table(
        DATA / "offices.tsv", OFFICE_COLUMNS,
        [(*row, "1" if single[row[1]] == "1" else "") for row in held], note=note,
    )  # fmt: skip
    write_table(
        DATA / "office_types.tsv", ("office", "label_en", "label_ar"),
        [(row["office"], row["label_en"], row["label_ar"]) for row in types], note=note,
    )  # fmt: skip
    _write_forms("en", ordered, [p.latin for p in ordered], note)
    _write_forms("ar", ordered, [p.arabic for p in ordered], note)
    _write_other(ordered, note)


def _write_forms(code: str, people: list[Person], forms: list[tuple[Form, ...]], note: str) -> None:
    """Write one language's forms: grouped by person, the best form of each first (so not sorted within a person)."""
    fold = folder(code)
    common, named, given = _doubtful(code, people, forms)
    by_hand = {
        fold(row["form"]): row["guard"] for row in rows(HERE / "people_doubtful.tsv") if row["lang"] == code
    }
    listed = []
    for p, written in zip(people, forms, strict=True):
        for f in written:
            key = fold(f.text)
            shared = key.lower() in named or given.get(key.lower(), set()) - {p.id}
            doubt = "full" if shared else by_hand.get(key) or ("title" if key.lower() in common else "")
            listed.append((key, p.id, guarded(f, doubt)))
    body = ["\t".join(row) for row in resolve(listed)]
    lines = ["id\tform\tguard", f"# {note}", *body]
    (LANG / code / "people.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{code}: {len(body)} forms of {sum(map(bool, forms))} people")


def _doubtful(
    code: str, people: list[Person], forms: list[tuple[Form, ...]]
) -> tuple[set[str], set[str], dict[str, set[str]]]:
    """What a short form may mean besides, folded: common words; nations, cities, organisations; given names by owner.

    A common word counts as a name after a title. A given name of somebody else or the adjective of a nation ("the
    Sudanese") does so only with the full name, because titles stand before those as well.
    """
    fold = folder(code)
    lines = (LANG / code / "common.txt").read_text(encoding="utf-8").split("\n")
    common = {fold(line).lower() for line in lines if line and not line.startswith("#")}
    names = {
        row["form"] for table in ("nations", "cities", "organisations") for row in _forms_of(code, table)
    }
    articles = ("", "ال") if code == "ar" else ("",)
    given: dict[str, set[str]] = {}
    for person, written in zip(people, forms, strict=True):
        for form in written:
            if " " in form.text and not form.short:
                given.setdefault(fold(form.text.split()[0]).lower(), set()).add(person.id)
    return common, {fold(article + name).lower() for article in articles for name in names}, given


def _forms_of(code: str, table: str) -> Table:
    return rows_if_any(LANG / code / f"{table}.tsv")


def _write_other(people: list[Person], note: str) -> None:
    """Write the Russian and Chinese names, which the hand file has by label."""
    ids = {p.label: p.id for p in people}
    table = []
    for row in rows(HERE / "people_ru_zh.tsv"):
        if row["label"] not in ids:
            raise DataError(
                f"people_ru_zh.tsv: found {row['label']!r}, allowed are the labels of the hand files"
            )
        table.append((ids[row["label"]], row["lang"], row["form"]))
    write_table(DATA / "people_names_ru_zh.tsv", ("id", "lang", "form"), table, note=note)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
