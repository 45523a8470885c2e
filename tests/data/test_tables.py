"""What every table of names has to keep, in each language that has it."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from kg.data.build.organisations import KINDS
from kg.extract.language import load
from kg.resources import Table, languages, package_path, rows, rows_if_any

GUARDS = {"", "title", "full", "context"}
USES = {
    "name",
    "short",
    "long",
    "alias",
    "demonym_m",
    "demonym_f",
    "demonym_pl",
    "demonym_f_pl",
    "demonym_dual",
    "capital",
    "seat",
}
KEY = {"nations": "iso3", "cities": "id", "organisations": "id"}
TABLES = [
    (lang, name)
    for lang in languages()
    for name in KEY
    if package_path("lang", lang, f"{name}.tsv").is_file()
]
CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
COMMONEST = 2000

# Letters that are no part of written Arabic news: tatweel, Farsi and Urdu letters, presentation forms, bidi controls.
FOREIGN = re.compile(
    "[\u0640\u067e\u0686\u0698\u06a9\u06af\u06cc\u06be\u06c1\u06d2\ufb50-\ufdff\ufe70-\ufeff\u200b-\u200f]"
)


def table(lang: str, name: str) -> Table:
    return rows(package_path("lang", lang, f"{name}.tsv"))


def data(name: str) -> Table:
    return rows(package_path("data", f"{name}.tsv"))


@pytest.mark.parametrize(("lang", "name"), TABLES)
def test_a_bare_form_belongs_to_one_id(lang: str, name: str) -> None:
    fold = load(lang).folding.fold
    owners: dict[str, set[str]] = defaultdict(set)
    for row in table(lang, name):
        if not row["guard"]:
            owners[fold(row["form"])].add(row[KEY[name]])
    assert {form: ids for form, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("lang", [lang for lang, name in TABLES if name == "nations"])
def test_no_capital_is_called_like_another_state(lang: str) -> None:
    fold = load(lang).folding.fold
    states = {fold(row["form"]): row["iso3"] for row in table(lang, "nations") if row["use"] == "name"}
    alike = {
        fold(row["form"])
        for row in table(lang, "nations")
        if row["use"] == "capital" and states.get(fold(row["form"]), row["iso3"]) != row["iso3"]
    }
    assert alike <= {"عمان"}  # Amman and Oman, told apart by what stands around


@pytest.mark.parametrize(("lang", "name"), TABLES)
def test_no_form_twice_for_one_id_and_use(lang: str, name: str) -> None:
    fold = load(lang).folding.fold
    seen = Counter((row[KEY[name]], row.get("use", ""), fold(row["form"])) for row in table(lang, name))
    assert [key for key, count in seen.items() if count > 1] == []


@pytest.mark.parametrize(("lang", "name"), TABLES)
def test_every_id_is_in_the_language_free_table(lang: str, name: str) -> None:
    known = {row[KEY[name]] for row in data(name)}
    assert {row[KEY[name]] for row in table(lang, name)} - known == set()


@pytest.mark.parametrize(("lang", "name"), TABLES)
def test_guards_and_uses_are_known_ones(lang: str, name: str) -> None:
    body = table(lang, name)
    assert {row["guard"] for row in body} <= GUARDS
    assert {row.get("use", "name") for row in body} <= USES


@pytest.mark.parametrize(("lang", "name"), TABLES)
def test_forms_are_clean(lang: str, name: str) -> None:
    forms = [row["form"] for row in table(lang, name)]
    assert [form for form in forms if form != form.strip() or "  " in form or not form] == []
    assert [form for form in forms if FOREIGN.search(form)] == []


@pytest.mark.parametrize(("lang", "name"), TABLES)
def test_rows_are_sorted(lang: str, name: str) -> None:
    body = [tuple(row.values()) for row in table(lang, name)]
    assert body == sorted(body)


@pytest.mark.parametrize("name", list(KEY))
def test_language_free_ids_are_unique_and_sorted(name: str) -> None:
    ids = [row[KEY[name]] for row in data(name)]
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("name", ["nations", "organisations"])
def test_wikidata_ids_have_their_form_and_are_unique(name: str) -> None:
    qids = [row["qid"] for row in data(name) if row["qid"]]
    assert [qid for qid in qids if not re.fullmatch(r"Q[1-9]\d*", qid)] == []
    assert [qid for qid, count in Counter(qids).items() if count > 1] == []


def test_organisation_ids_follow_from_the_wikidata_id() -> None:
    wrong = [row["id"] for row in data("organisations") if row["id"] != row["qid"] and row["qid"]]
    slugs = [row["id"] for row in data("organisations") if not row["qid"]]
    assert wrong == []
    assert [ident for ident in slugs if not re.fullmatch(r"org-[a-z0-9-]+", ident)] == []
    assert {row["kind"] for row in data("organisations")} <= set(KINDS)


def test_iso_codes_have_their_form() -> None:
    assert [row for row in data("nations") if not re.fullmatch(r"[A-Z]{3}", row["iso3"])] == []
    assert [row for row in data("nations") if not re.fullmatch(r"[A-Z]{2}", row["iso2"])] == []
    assert {row["kind"] for row in data("nations")} == {"state", "territory", "historic"}


def test_capitals_are_cities_of_their_nation() -> None:
    nation = {row["id"]: row["nation"] for row in data("cities")}
    wrong = [
        row["iso3"] for row in data("nations") if row["capital"] and nation.get(row["capital"]) != row["iso3"]
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["cities", "organisations"])
def test_home_states_exist(name: str) -> None:
    known = {row["iso3"] for row in data("nations")} | {""}
    assert {row["nation"] for row in data(name)} - known == set()


def test_cities_lie_on_the_globe() -> None:
    wrong = [
        r["id"] for r in data("cities") if not (abs(float(r["lat"])) <= 90 and abs(float(r["lon"])) <= 180)
    ]
    assert wrong == []


@pytest.mark.parametrize(("name", "key"), [("nation_names", "iso3"), ("organisation_names", "id")])
def test_other_languages_name_known_ids(name: str, key: str) -> None:
    known = {row[key] for row in data(name.split("_")[0] + "s")}
    body = data(name)
    assert {row[key] for row in body} - known == set()
    assert {row["lang"] for row in body} == {"ru", "zh"}


def commonest(lang: str, count: int) -> set[str]:
    """The commonest folded words of the development articles; in scripts with case, only what is written small."""
    fold = load(lang).folding.fold
    words: Counter[str] = Counter()
    for path in sorted(CORPORA.glob(f"{lang}*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for word in re.findall(r"[^\W\d_]+", fold(json.loads(line)["text"])):
                words[word] += not word[0].isupper()
    return {word for word, _ in words.most_common(count)}


@pytest.mark.parametrize(("lang", "name"), TABLES)
def test_no_everyday_word_is_a_bare_form(lang: str, name: str) -> None:
    if not list(CORPORA.glob(f"{lang}*.jsonl")):
        pytest.skip("no articles to count words in")
    fold = load(lang).folding.fold
    reviewed = {
        fold(row["form"])
        for row in rows_if_any(Path(__file__).parent / "common_names.tsv")
        if row["lang"] == lang
    }
    bare = {fold(row["form"]) for row in table(lang, name) if not row["guard"]}
    if lang == "en":
        bare = {form.lower() for form in bare if form != form.upper()}
    assert bare & commonest(lang, COMMONEST) - reviewed == set()
