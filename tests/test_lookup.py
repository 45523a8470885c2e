"""`kg actors`: every way in which a name is matched, and what is shown of it."""

from __future__ import annotations

import pytest

import kg
from kg.cli import main
from kg.lookup import WAYS
from kg.resources import languages, package_path, rows

EXAMPLES = [  # what is asked, in which language, whose label comes first, and how it was matched
    ("لي تشيانغ", None, "Li Qiang", "exact"),
    ("  Li   Qiang ", None, "Li Qiang", "exact"),
    ("ميخائيل ميشوستين", "ar", "Mikhail Mishustin", "exact"),
    ("ميخاييل ميشوستين", "ar", "Mikhail Mishustin", "loose"),
    ("ميخايل ميشوشتين", "ar", "Mikhail Mishustin", "similar"),
    ("وميشوستين", None, "Mikhail Mishustin", "particle"),
    ("لبوتين", None, "Vladimir Putin", "particle"),
    ("بُوتين", None, "Vladimir Putin", "folded"),
    ("الروسية", None, "Russia", "folded"),
    ("the Kremlin", None, "Russia", "exact"),
    ("Сергей Лавров", None, "Sergey Lavrov", "exact"),
    ("习近平", "zh", "Xi Jinping", "exact"),
    ("Q7747", None, "Vladimir Putin", "id"),
    ("CHN", None, "China", "id"),
    ("li qiang", None, "Li Qiang", "loose"),
    ("Mikhael Michustin", None, "Mikhail Mishustin", "similar"),
    ("Мишустин", None, "Mikhail Mishustin", "part"),
]


@pytest.mark.parametrize(("name", "lang", "label", "how"), EXAMPLES)
def test_a_name_is_matched_in_this_way(name: str, lang: str | None, label: str, how: str) -> None:
    first = kg.actors(name, lang)[0]
    assert (first.label, first.how) == (label, how)


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("table", ["people", "organisations", "nations", "cities"])
def test_forms_of_the_tables_are_found_as_they_stand(table: str, lang: str) -> None:
    for row in rows(package_path("lang", lang, f"{table}.tsv"))[::50]:
        ident = row.get("id") or row["iso3"]
        (found,) = (k for k in kg.actors(row["form"], lang) if k.id == ident)
        assert (found.how, found.form.text, found.form.lang) == ("exact", row["form"], lang)


def test_people_who_share_a_surname_are_all_named_with_their_guard() -> None:
    found = kg.actors("Wang", "en")
    assert {"Wang Yi", "Wang Qishan"} <= {known.label for known in found}
    assert {known.form.guard for known in found} == {"full"}


def test_offices_have_dates_and_forms_have_languages() -> None:
    (known,) = kg.actors("Li Qiang")
    assert (known.kind, known.nation, known.qid) == ("person", "CHN", "Q4414390")
    assert ("prime_minister", "CHN", "2023-03-11") in {(o.title, o.nation, o.start) for o in known.offices}
    assert {"ar", "en"} <= {form.lang for form in known.forms}


def test_a_phrase_that_only_contains_a_nation_is_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    main(["actors", "South China Sea"])
    assert capsys.readouterr().out.startswith("South China Sea (neither actor nor place")


def test_a_city_and_the_government_it_stands_for_are_both_known() -> None:
    assert {(known.kind, known.form.use) for known in kg.actors("موسكو")} == {
        ("city", ""),
        ("nation", "capital"),
    }


def test_proposals_are_few_scored_and_in_order() -> None:
    found = kg.actors("Ahmed Abdullah")
    assert 1 < len(found) <= 10
    assert all(known.score < 100 for known in found)
    order = [(list(WAYS).index(known.how), -known.score) for known in found]
    assert order == sorted(order)


def test_the_language_restricts_the_forms_that_are_searched() -> None:
    assert kg.actors("Мишустин", "ru")
    assert kg.actors("Мишустин", "en") == ()


@pytest.mark.parametrize("name", ["!!!", "\u202e\u0000", "🙂", "قققققققق", "ы", "\ud800"])
def test_what_is_no_name_is_not_known(name: str) -> None:
    assert kg.actors(name) == ()


@pytest.mark.parametrize(
    ("name", "lang", "message"),
    [
        ("", None, "found 0 letters"),
        ("  ", None, "found 0 letters"),
        ("a" * 201, None, "found 201 letters, allowed are 1 to 200"),
        ("Li", "xx", "language 'xx' has no names: found ar, en, ru, zh"),
    ],
)
def test_errors_say_what_is_allowed(name: str, lang: str | None, message: str) -> None:
    with pytest.raises(kg.InputError, match=message):
        kg.actors(name, lang)


def test_the_command_shows_who_how_office_and_forms(capsys: pytest.CaptureFixture[str]) -> None:
    main(["actors", "وميشوستين"])
    out = capsys.readouterr().out
    assert "Mikhail Mishustin (person, RUS, Q4298520)" in out
    assert "attached particle" in out
    assert "office: prime_minister RUS, 2020-01-16 to ?" in out
    assert "all ar: ميخائيل ميشوستين" in out
    assert "all zh: 米舒斯京" in out


def test_the_command_explains_a_guard(capsys: pytest.CaptureFixture[str]) -> None:
    main(["actors", "Wang", "--lang", "en"])
    assert "full: counts only where the full name stands in the article" in capsys.readouterr().out


def test_the_command_ends_with_one_where_nothing_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["actors", "\x1b[31m!!!"])
    assert stop.value.code == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert "\x1b" not in shown.err
