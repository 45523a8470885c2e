"""The tables of people and offices keep their promises: ids, spellings, guards, tenures."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.data.build.tables import GUARDS, folder, plain_latin
from kg.resources import Table, rows

DATA = Path(__file__).resolve().parents[2] / "kg" / "data"
LANGUAGES = ("ar", "en")
PEOPLE = rows(DATA / "people.tsv")
OFFICES = rows(DATA / "offices.tsv")
TYPES = {row["office"] for row in rows(DATA / "office_types.tsv")}
LABELS = {row["id"]: row["label"] for row in PEOPLE}
FORMS: dict[str, Table] = {code: rows(DATA.parent / "lang" / code / "people.tsv") for code in LANGUAGES}
DATE = re.compile(r"(?:\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)?")
# Standard Arabic letters of names, hamza and all, with space and hyphen; no tatweel, marks or Persian letters.
ARABIC = re.compile(
    r"[ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويى]+(?:[ -][ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويى]+)*"
)
NOW = "2025-07-01"

# The people whom the project is tried on, with the office they hold in the middle of 2025.
KNOWN = [
    ("Xi Jinping", "president", "CHN", "شي جينبينغ", "Q15031"),
    ("Li Qiang", "prime_minister", "CHN", "لي تشيانج", "Q4414390"),
    ("Vladimir Putin", "president", "RUS", "بوتين", "Q7747"),
    ("Mikhail Mishustin", "prime_minister", "RUS", "ميخائيل ميشوستين", "Q4298520"),
    ("Dmitry Peskov", "spokesperson_president", "RUS", "بيسكوف", ""),
    ("Sergey Lavrov", "foreign_minister", "RUS", "لافروف", "Q58217"),
    ("Ukhnaagiin Khurelsukh", "president", "MNG", "أوخنا خوريلسوخ", "Q27058418"),
    ("Donald Trump", "president", "USA", "ترمب", "Q22686"),
    ("Marco Rubio", "foreign_minister", "USA", "روبيو", ""),
    ("Wang Yi", "foreign_minister", "CHN", "وانغ يي", "Q701801"),
    ("Abbas Araghchi", "foreign_minister", "IRN", "عراقجي", ""),
    ("Badr Abdelatty", "foreign_minister", "EGY", "بدر عبد العاطي", ""),
    ("Mohammed Shia al-Sudani", "prime_minister", "IRQ", "السوداني", ""),
    ("Faisal bin Farhan", "foreign_minister", "SAU", "فيصل بن فرحان", "Q72099398"),
]


def test_enough_people() -> None:
    assert len(PEOPLE) >= 800
    assert len({row["id"] for row in FORMS["ar"]}) >= 700


def test_ids_are_qids_or_our_own() -> None:
    ids = [row["id"] for row in PEOPLE]
    assert ids == sorted(set(ids))
    for row in PEOPLE:
        assert re.fullmatch(r"Q[1-9]\d*", row["qid"]) or row["qid"] == ""
        assert row["id"] == row["qid"] or re.fullmatch(r"person-[a-z0-9-]+", row["id"])
        assert not (row["qid"] and row["id"] != row["qid"])


def test_nations_exist() -> None:
    nations = {row["iso3"] for row in rows(DATA / "nations.tsv")}
    assert {row["nation"] for row in PEOPLE + OFFICES} - {""} <= nations


def test_organisations_exist() -> None:
    if not (DATA / "organisations.tsv").is_file():
        pytest.skip("no table of organisations")
    known = {row["id"] for row in rows(DATA / "organisations.tsv")}
    assert {row["organisation"] for row in OFFICES} - {""} <= known


@pytest.mark.parametrize("code", LANGUAGES)
def test_forms_belong_to_people(code: str) -> None:
    assert {row["id"] for row in FORMS[code]} <= set(LABELS)
    assert {row["guard"] for row in FORMS[code]} <= set(GUARDS)


def test_other_names_belong_to_people() -> None:
    table = rows(DATA / "people_names_ru_zh.tsv")
    assert {row["id"] for row in table} <= set(LABELS)
    scripts = {"ru": "CYRILLIC", "zh": "CJK"}
    for row in table:
        assert all(
            unicodedata.name(c).startswith(scripts[row["lang"]])
            for c in row["form"]
            if c.isalpha() and c not in "IVX"
        )


@pytest.mark.parametrize("code", LANGUAGES)
def test_one_form_means_one_person_unless_guarded(code: str) -> None:
    fold = folder(code)
    owners: dict[str, set[str]] = defaultdict(set)
    for row in FORMS[code]:
        if not row["guard"]:
            owners[fold(row["form"])].add(row["id"])
    assert {form: ids for form, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_person_has_a_form_twice(code: str) -> None:
    fold = folder(code)
    keys = [(row["id"], fold(row["form"])) for row in FORMS[code]]
    assert len(keys) == len(set(keys))


def test_arabic_is_written_in_standard_letters() -> None:
    assert [row["form"] for row in FORMS["ar"] if not ARABIC.fullmatch(row["form"])] == []


def test_english_is_written_in_latin_letters() -> None:
    wrong = [
        row["form"]
        for row in FORMS["en"]
        if not re.fullmatch(r"[A-Za-zðÞ'’ʻ`., -]+", plain_latin(row["form"]))
    ]
    assert wrong == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_short_syllables_never_count_alone(code: str) -> None:
    short = {row["form"] for row in FORMS[code] if len(row["form"]) <= 3 and not row["guard"]}
    assert short <= {"MBS", "MBZ"}


def test_everybody_has_a_full_name_in_english() -> None:
    full = {row["id"] for row in FORMS["en"] if not row["guard"]}
    assert [label for ident, label in LABELS.items() if ident not in full] == []


def test_offices_are_known_and_dated() -> None:
    for row in OFFICES:
        assert row["person"] in LABELS
        assert row["office"] in TYPES
        assert DATE.fullmatch(row["start"]), row
        assert DATE.fullmatch(row["end"]), row
        assert not row["end"] or row["start"] <= row["end"] or row["end"].startswith(row["start"][:4]), row
        assert not (row["nation"] and row["organisation"]), row


def test_nobody_shares_a_single_office() -> None:
    allowed = {
        (row["office"], row["nation"], row["earlier"], row["later"])
        for row in rows(DATA / "build" / "people_exceptions.tsv")
    }
    seats: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    for row in OFFICES:
        if row["single"] == "1":
            seats[row["office"], row["nation"], row["organisation"]].append(row)
    overlaps = []
    for (office, nation, organisation), held in sorted(seats.items()):
        held.sort(key=lambda row: (row["start"], row["end"] or "9"))
        for i, one in enumerate(held):
            for other in held[i + 1 :]:
                pair = (office, nation or organisation, LABELS[one["person"]], LABELS[other["person"]])
                if one["person"] != other["person"] and overlap(one, other) and pair not in allowed:
                    overlaps.append((*pair, one["start"], one["end"], other["start"]))
    assert overlaps == []


def overlap(earlier: dict[str, str], later: dict[str, str]) -> bool:
    """Do two tenures surely overlap? A date of less precision is given the benefit of the doubt."""
    end, start = earlier["end"], later["start"]
    shared = min(len(end), len(start)) if end else 0
    return not end or end[:shared] > start[:shared]


def held_on(row: dict[str, str], day: str) -> bool:
    """Was the office held on the day, as far as its dates say?"""
    return row["start"] <= day and (not row["end"] or row["end"] > day)


@pytest.mark.parametrize(("label", "office", "nation", "form", "qid"), KNOWN)
def test_the_people_the_project_is_tried_on(
    label: str, office: str, nation: str, form: str, qid: str
) -> None:
    person = next(row for row in PEOPLE if row["label"] == label)
    assert not qid or person["id"] == qid
    assert any(
        (row["office"], row["nation"]) == (office, nation) and held_on(row, NOW)
        for row in OFFICES
        if row["person"] == person["id"]
    )
    assert knows("ar", person["id"], form)
    assert knows("en", person["id"], label)


def knows(code: str, ident: str, form: str) -> bool:
    """Does the language list the form for the person, whatever its guard?"""
    fold: Callable[[str], str] = folder(code)
    return any(row["id"] == ident and fold(row["form"]) == fold(form) for row in FORMS[code])


@pytest.mark.parametrize(
    ("code", "form", "label"),
    [
        ("ar", "ترامب", "Donald Trump"),
        ("ar", "إردوغان", "Recep Tayyip Erdoğan"),
        ("ar", "شي جين بينج", "Xi Jinping"),
        ("ar", "لي تشيانغ", "Li Qiang"),
        ("ar", "جوتيريش", "António Guterres"),
        ("ar", "غوتيريس", "António Guterres"),
        ("ar", "عبدالفتاح السيسي", "Abdel Fattah el-Sisi"),
        ("ar", "عبد الفتاح السيسي", "Abdel Fattah el-Sisi"),
        ("ar", "كيري", "John Kerry"),
        ("ar", "أوباما", "Barack Obama"),
        ("ar", "الجبير", "Adel al-Jubeir"),
        ("en", "Mohamed bin Salman", "Mohammed bin Salman"),
        ("en", "Zelenskyy", "Volodymyr Zelensky"),
        ("en", "Lavrov", "Sergey Lavrov"),
        ("en", "Erdogan", "Recep Tayyip Erdoğan"),
    ],
)
def test_spellings(code: str, form: str, label: str) -> None:
    ident = next(row["id"] for row in PEOPLE if row["label"] == label)
    assert knows(code, ident, form)


@pytest.mark.parametrize(
    ("code", "form", "guard"),
    [
        ("ar", "شي", "title"),
        ("ar", "خان", "title"),
        ("ar", "عون", "full"),
        ("ar", "السوداني", "full"),
        ("en", "May", "title"),
        ("en", "Xi", "title"),
        ("en", "Clinton", "full"),
    ],
)
def test_words_that_are_no_names_by_themselves(code: str, form: str, guard: str) -> None:
    assert {row["guard"] for row in FORMS[code] if row["form"] == form} == {guard}
