"""The open sources of people and offices (Wikidata extracts, CC0), read into one shape.

`read(folder)` expects the files that SOURCES_PEOPLE.md names and gives every office holder of them whose nation or
organisation the tables know. Titles of offices are mapped here, once, for all sources.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.data.build.tables import plain_latin

# "President of …" that is not the head of a state.
_NO_STATE = re.compile(r"yuan|commission|council|assembly|senate|government", re.IGNORECASE)
_HEADS = {
    "president": "president",
    "prime minister": "prime_minister",
    "premier": "prime_minister",
    "taoiseach": "prime_minister",
    "chair of council of ministers": "prime_minister",
    "chancellor": "chancellor",
    "king": "king",
    "emir": "emir",
    "sultan": "sultan",
    "supreme leader": "supreme_leader",
    "pope": "pope",
}
_MINISTERS = {
    "President": "president",
    "Vice President": "vice_president",
    "Prime Minister": "prime_minister",
    "Premier of the State Council": "prime_minister",
    "First Deputy Prime Minister": "deputy_prime_minister",
    "Deputy Prime Minister": "deputy_prime_minister",
    "Vice Premier of the State Council": "deputy_prime_minister",
    "Secretary of State": "foreign_minister",
    "Minister of Foreign Affairs": "foreign_minister",
    "Deputy Minister of Foreign Affairs": "deputy_foreign_minister",
    "Secretary of Defence": "defence_minister",
    "Minister of Defence": "defence_minister",
    "Minister of National Defence": "defence_minister",
    "Secretary of the Treasury": "finance_minister",
    "Minister of Finance": "finance_minister",
    "Secretary of Commerce": "trade_minister",
    "Minister of Commerce": "trade_minister",
    "Minister of Industry and Trade": "trade_minister",
    "Secretary of Energy": "energy_minister",
    "Minister of Energy": "energy_minister",
    "Secretary of Homeland Security": "interior_minister",
    "Minister of Internal Affairs": "interior_minister",
    "Attorney General": "justice_minister",
    "Minister of Justice": "justice_minister",
    "Minister of Economic Development": "economy_minister",
    "Ambassador to the United Nations": "ambassador_un",
    "National Security Advisor": "national_security_adviser",
}
_CABINETS = {
    "holders21_us-cabinet.csv": "USA",
    "holders21_russia-cabinet.csv": "RUS",
    "holders21_china-ministers.csv": "CHN",
}
_WORLD_BODIES = {
    "Secretary-General of the United Nations": ("secretary_general", "Q1065"),
    "Deputy Secretary-General of the United Nations": ("deputy_secretary_general", "Q1065"),
    "President of the United Nations General Assembly": ("president", "unga"),
    "President of the International Court of Justice": ("president", "icj"),
    "Judge of the International Court of Justice": ("judge", "icj"),
    "Director-General of the World Trade Organization": ("director_general", "wto"),
    "Speaker of the Arab Parliament": ("speaker_of_parliament", "arab_parliament"),
}


@dataclass(frozen=True, slots=True)
class Holder:
    """One tenure of one person, as a source has it; `organisation` is a key of people_organisations.tsv."""

    qid: str
    name: str
    nation: str
    office: str
    organisation: str = ""
    start: str = ""
    end: str = ""
    current: bool = False


def name_key(name: str) -> str:
    """What is compared of a name: letters alone, without accents and case.

    >>> name_key("Abdel-Fattah el-Sisi"), name_key("José María")
    ('abdelfattahelsisi', 'josemaria')
    """
    return re.sub(r"[^a-z0-9]", "", plain_latin(name).casefold())


def read(folder: Path, nations: Mapping[str, str]) -> list[Holder]:
    """Read all holders with a Wikidata id; `nations` gives the ISO code of a country's Wikidata id."""
    found = [
        *_current(folder / "leaders_2026.tsv", nations),
        *_leaders(folder / "world_leaders_2022-10.csv", nations),
        *_foreign(folder / "foreign_ministers_2023-01.csv", nations),
        *_bodies(folder / "un_heads_2023-01.csv"),
    ]
    for name, nation in _CABINETS.items():
        found += _cabinet(folder / name, nation)
    return [
        h
        for h in found
        if re.fullmatch(r"Q[1-9]\d*", h.qid) and name_key(h.name) and not re.match(r"Q\d", h.name)
    ]


def in_office_since(holder: Holder, year: str) -> bool:
    """Was the holder in office in `year` or later?

    >>> in_office_since(Holder("Q1", "A", "", "president", start="2001", end="2009-01-20"), "2013")
    False
    """
    return not holder.end or holder.end[:4] >= year


def _table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t" if path.suffix == ".tsv" else ",")


def _current(path: Path, nations: Mapping[str, str]) -> Iterator[Holder]:
    for row in _table(path):
        nation, office = nations.get(row["country_qid"]), _HEADS.get(row["role"])
        if nation and office:
            yield Holder(
                row["person_qid"], _plain(row["person"]), nation, office, start=row["start"], current=True
            )


def _leaders(path: Path, nations: Mapping[str, str]) -> Iterator[Holder]:
    for row in _table(path):
        nation = nations.get(row["countryid"])
        title = row["positionLabel"].casefold()
        office = next((key for words, key in _HEADS.items() if title.startswith(words)), None)
        if nation and office and not _NO_STATE.search(title):
            yield Holder(
                row["officeholder"], _plain(row["officeholderLabel"]), nation, office,
                start=row["start_year"], end=row["end_year"],
            )  # fmt: skip


def _foreign(path: Path, nations: Mapping[str, str]) -> Iterator[Holder]:
    for row in _table(path):
        nation = nations.get(row["country"])
        if nation and row["name"]:
            yield Holder(row["person"], _plain(row["name"]), nation, "foreign_minister", start=row["start"])


def _bodies(path: Path) -> Iterator[Holder]:
    for row in _table(path):
        if row["position"] in _WORLD_BODIES:
            office, organisation = _WORLD_BODIES[row["position"]]
            yield Holder(row["personID"], row["person"], "", office, organisation, row["start"], row["end"])


def _cabinet(path: Path, nation: str) -> Iterator[Holder]:
    for row in _table(path):
        office = _MINISTERS.get(row["position"])
        if office:
            yield Holder(row["personID"], row["person"], nation, office, start=row["start"], end=row["end"])


def _plain(name: str) -> str:
    """The name without style and epithet, which is no part of it.

    >>> _plain("Sheikh Abdullah bin Zayed Al Nahyan"), _plain('Philip "Brave" Davis')
    ('Abdullah bin Zayed Al Nahyan', 'Philip Davis')
    """
    bare = re.sub(r'"[^"]*"\s*', "", name)
    return re.sub(r"^(?:Sheikh|Prince|Dr\.|Archbishop) (?=\w+ \w)", "", bare).strip()
