"""Nations, cities and organisations that readers of the news expect."""

from __future__ import annotations

import pytest

from kg.extract.language import load
from kg.resources import package_path, rows


def owners(lang: str, name: str, form: str) -> set[tuple[str, str]]:
    """(id, guard) of all rows with the form."""
    fold = load(lang).folding.fold
    key = "iso3" if name == "nations" else "id"
    body = rows(package_path("lang", lang, f"{name}.tsv"))
    return {(row[key], row["guard"]) for row in body if fold(row["form"]) == fold(form)}


@pytest.mark.parametrize(
    ("lang", "form", "iso3"),
    [
        ("ar", "السعودية", "SAU"),
        ("ar", "المملكة العربية السعودية", "SAU"),
        ("ar", "أميركا", "USA"),
        ("ar", "أمريكا", "USA"),
        ("ar", "الولايات المتحدة", "USA"),
        ("ar", "إنكلترا", "GBR"),
        ("ar", "اوكرانيا", "UKR"),
        ("ar", "نمساوية", "AUT"),
        ("ar", "إماراتيين", "ARE"),
        ("ar", "أتراك", "TUR"),
        ("ar", "روس", "RUS"),
        ("ar", "كوري جنوبي", "KOR"),
        ("ar", "كورية شمالية", "PRK"),
        ("ar", "الكرملين", "RUS"),
        ("ar", "البيت الأبيض", "USA"),
        ("ar", "داونينغ ستريت", "GBR"),
        ("ar", "الإليزيه", "FRA"),
        ("ar", "بيونج يانج", "PRK"),
        ("ar", "تل أبيب", "ISR"),
        ("ar", "فلسطين", "PSE"),
        ("ar", "كوسوفو", "XKX"),
        ("en", "Türkiye", "TUR"),
        ("en", "U.S.", "USA"),
        ("en", "Swiss", "CHE"),
        ("en", "Emiratis", "ARE"),
        ("en", "Britons", "GBR"),
        ("en", "the Kremlin", "RUS"),
        ("en", "Élysée Palace", "FRA"),
        ("en", "Taiwanese", "TWN"),
        ("en", "Holy See", "VAT"),
    ],
)
def test_a_nation_is_known_by(lang: str, form: str, iso3: str) -> None:
    assert owners(lang, "nations", form) == {(iso3, "")}


@pytest.mark.parametrize(
    ("lang", "name", "form", "found"),
    [
        ("ar", "nations", "المملكة", {("SAU", "full")}),
        ("ar", "nations", "عمان", {("OMN", ""), ("JOR", "context")}),
        ("ar", "nations", "كيف", set()),
        ("ar", "nations", "مجريات", set()),
        ("ar", "nations", "مالية", {("MLI", "context"), ("MDV", "context")}),
        ("ar", "nations", "بنين", {("BEN", "context")}),
        ("ar", "cities", "بن", set()),
        ("ar", "cities", "كان", set()),
        ("ar", "organisations", "اليوم", {("org-al-yaum", "title")}),
        ("ar", "organisations", "الحياة", {("org-al-hayat", "title")}),
        ("en", "cities", "Nice", {("nice-FRA", "context")}),
        ("en", "cities", "Split", set()),
        ("en", "cities", "London", {("london-GBR", "")}),
        ("en", "organisations", "Time", {("org-time-magazine", "title")}),
    ],
)
def test_an_ambiguous_form_is_guarded(lang: str, name: str, form: str, found: set[tuple[str, str]]) -> None:
    assert owners(lang, name, form) == found


@pytest.mark.parametrize(
    ("lang", "form", "city"),
    [
        ("ar", "هانغتشو", "hangzhou-CHN"),
        ("ar", "هانغجو", "hangzhou-CHN"),
        ("ar", "شرم الشيخ", "sharm-el-sheikh-EGY"),
        ("ar", "كامب ديفيد", "camp-david-USA"),
        ("ar", "باكو", "baku-AZE"),
        ("ar", "جنيف", "geneva-CHE"),
        ("en", "Sharm El-Sheikh", "sharm-el-sheikh-EGY"),
        ("en", "Samarkand", "samarkand-UZB"),
        ("en", "Davos", "davos-CHE"),
        ("en", "The Hague", "the-hague-NLD"),
        ("en", "Ulaanbaatar", "ulan-bator-MNG"),
    ],
)
def test_a_city_is_known_by(lang: str, form: str, city: str) -> None:
    assert owners(lang, "cities", form) == {(city, "")}


@pytest.mark.parametrize(
    ("lang", "form", "organisation"),
    [
        ("ar", "الأمم المتحدة", "Q1065"),
        ("ar", "مجلس التعاون", "Q217172"),
        ("ar", "حلف شمال الأطلسي", "Q7184"),
        ("ar", "آسيان", "Q7768"),
        ("ar", "داعش", "Q2429253"),
        ("ar", "الحوثيين", "org-houthis"),
        ("ar", "أ ف ب", "Q40464"),
        ("ar", "وكالة الأنباء القطرية", "org-qna"),
        ("en", "EU", "Q458"),
        ("en", "OPEC+", "org-opec-plus"),
        ("en", "State Duma", "org-state-duma"),
        ("en", "Xinhua", "org-xinhua"),
    ],
)
def test_an_organisation_is_known_by(lang: str, form: str, organisation: str) -> None:
    assert owners(lang, "organisations", form) == {(organisation, "")}


def test_every_state_has_an_arabic_and_an_english_name_and_a_capital() -> None:
    states = [row for row in rows(package_path("data", "nations.tsv")) if row["kind"] == "state"]
    assert len(states) == 195
    for lang in ("ar", "en"):
        named = {
            row["iso3"] for row in rows(package_path("lang", lang, "nations.tsv")) if row["use"] == "name"
        }
        assert {row["iso3"] for row in states} - named == set()
    assert [row["iso3"] for row in states if not row["capital"] or not row["qid"]] == []


def test_every_state_has_a_russian_and_a_chinese_name() -> None:
    names = {(row["iso3"], row["lang"]) for row in rows(package_path("data", "nation_names.tsv"))}
    states = [row["iso3"] for row in rows(package_path("data", "nations.tsv")) if row["kind"] == "state"]
    assert [(s, lang) for s in states for lang in ("ru", "zh") if (s, lang) not in names] == []


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_phrases_that_are_no_nation_contain_a_name(lang: str) -> None:
    fold = load(lang).folding.fold
    known = {
        fold(row["form"])
        for name in ("nations", "cities", "organisations")
        for row in rows(package_path("lang", lang, f"{name}.tsv"))
    }
    definite = {f"ال{form}" for form in known}
    phrases = [fold(row["form"]) for row in rows(package_path("lang", lang, "not_nations.tsv"))]
    assert [p for p in phrases if not any(f" {form} " in f" {p} " for form in known | definite)] == []
    assert [p for p in phrases if p in known] == []
