"""All that a language's tables know of nations, people, organisations, cities and titles, ready to be looked up.

Every table may be missing: what it would tell is then unknown.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import cast

from kg.extract.cutting import Cutter, single_words
from kg.extract.language import load as load_language
from kg.extract.rules import load as load_rules
from kg.extract.trie import Trie, build
from kg.extract.word_files import articled, read_given, read_lines, read_titles, with_article
from kg.resources import package_path, rows_if_any

DEMONYMS = frozenset(
    {"demonym_m", "demonym_f", "demonym_pl", "demonym_f_pl", "demonym_dual"}
)  # adjectives of a nation


@dataclass(frozen=True, slots=True)
class Entry:
    """What a written form stands for.

    `kind` is nation, demonym, seat, organization, person or city; `id` the tables' id (for the first three the ISO
    code); `use` the use of a nation's form or the kind of an organisation; `guard` the condition under which it counts.
    """

    kind: str
    id: str
    nation: str | None = None
    use: str = ""
    guard: str = ""


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person in an office, from the tables. Dates are ISO dates of any precision, or None."""

    person: str
    office: str
    nation: str | None
    organisation: str | None
    start: str | None
    end: str | None
    single: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What no language changes: labels, nations, genders, tenures by person and (office, nation), capitals,
    internet domains
    and hosts of publishers."""

    labels: Mapping[str, str]
    nation_of: Mapping[str, str]
    tenures: Mapping[str, tuple[Tenure, ...]]
    holders: Mapping[tuple[str, str], tuple[Tenure, ...]]
    by_office: Mapping[str, tuple[Tenure, ...]]
    capitals: Mapping[str, str]
    kinds: Mapping[str, str]
    seats: Mapping[str, str]
    genders: Mapping[str, str]
    domains: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lookup tables of one language.

    `names` holds folded name forms; `vocabulary` the classes of `titles.toml` by folded lower-case word sequence;
    `offices` complete office phrases with their keys, `several` duals with the word of one, `double` offices
    that one person mostly holds with another one (these, or any). `known` are all single
    words that attached particles may precede.
    `common` and `given` are folded words that cannot and that can be part of a name, `doubtful` those of `known` and
    `given` that are common words as well: how the article writes them (`written`, `spelled`) decides. `labels` name
    ids in the language.
    """

    code: str
    names: Trie[Entry]
    vocabulary: Trie[str]
    offices: Trie[str]
    bare: Mapping[str, str]
    several: Mapping[str, str]
    double: Mapping[str, tuple[str, ...]]
    known: frozenset[str]
    common: frozenset[str]
    given: frozenset[str]
    written: frozenset[str]
    spelled: frozenset[str]
    doubtful: frozenset[str]
    split: Callable[[str, Container[str]], tuple[tuple[int, str], ...]]
    generic: frozenset[str]
    world: frozenset[str]
    former: frozenset[str]
    regime: frozenset[str]
    filler: frozenset[str]
    office_keys: frozenset[str]
    body_offices: frozenset[str]
    article: str
    verb_starts: tuple[str, ...]
    surnames: frozenset[str]
    particles: frozenset[str]
    joiners: frozenset[str]
    descent: frozenset[str]
    suffixes: frozenset[str]
    prefixes: frozenset[str]
    under: frozenset[str]
    indefinite: frozenset[str]
    links: frozenset[str]
    that: frozenset[str]
    triggers: frozenset[str]
    deeds: frozenset[str]
    relatives: frozenset[str]
    adjective_ends: tuple[str, ...]
    family_ends: tuple[str, ...]
    pronouns: tuple[str, ...]
    owned: tuple[str, ...]
    owned_behind: tuple[str, ...]
    owner: str
    plurals: tuple[str, ...]
    topics: frozenset[str]
    never_tail: frozenset[str]
    capitals: bool
    facts: Facts
    forms: Mapping[str, tuple[tuple[str, ...], ...]]
    labels: Mapping[str, str]


@cache
def facts() -> Facts:
    """Read the language-free tables of `kg/data`, once."""

    def table(name: str) -> list[dict[str, str]]:
        return rows_if_any(package_path("data", f"{name}.tsv"))

    people, organisations, nations, cities = (
        table(n) for n in ("people", "organisations", "nations", "cities")
    )
    tenures: dict[str, list[Tenure]] = {}
    holders: dict[tuple[str, str], list[Tenure]] = {}
    for row in table("offices"):
        tenure = Tenure(
            row["person"], row["office"], row["nation"] or None, row["organisation"] or None,
            row["start"] or None, row["end"] or None, row.get("single") == "1",
        )  # fmt: skip
        tenures.setdefault(tenure.person, []).append(tenure)
        holders.setdefault((tenure.office, tenure.nation or tenure.organisation or ""), []).append(tenure)
    by_office: dict[str, list[Tenure]] = {}
    for group in tenures.values():
        for tenure in group:
            by_office.setdefault(tenure.office, []).append(tenure)
    labelled = [(r["id"], r["label"]) for t in (people, organisations, cities) for r in t]
    return Facts(
        labels=dict(labelled) | {r["iso3"]: r["label"] for r in nations},
        nation_of={r["id"]: r["nation"] for t in (people, organisations, cities) for r in t if r["nation"]},
        tenures={k: tuple(v) for k, v in tenures.items()},
        by_office={k: tuple(v) for k, v in by_office.items()},
        holders={k: tuple(v) for k, v in holders.items()},
        capitals={r["iso3"]: r["capital"] for r in nations if r["capital"]},
        kinds={r["id"]: r["kind"] for r in organisations},
        seats={r["iso3"]: r["qid"] for r in nations if r["qid"]},
        genders={r["id"]: r["gender"] for r in people if r.get("gender")},
        domains={r["domain"]: r["iso3"] for r in nations if r["domain"]}
        | {r["host"]: r["iso3"] for r in table("publishers")},
    )


@cache
def load(code: str) -> Lexicon:
    """Read all tables of a language. Raises `DataError` where a file breaks its format.

    >>> load("en").names.longest(("Moscow",), 0) is None or load("en").names.longest(("Moscow",), 0)[1][0].id
    'RUS'
    """
    with _collector_paused():
        return _read(code)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep Python from searching for garbage while the tables are built: all of it stays (a fifth of the time)."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _read(code: str) -> Lexicon:
    language = load_language(code)
    titles = read_titles(code)
    article = str(titles.get("article", ""))
    classes = cast("dict[str, list[str]]", titles.get("words", {}))
    offices = cast("dict[str, list[str]]", titles.get("offices", {}))
    crown = cast("dict[str, list[str]]", titles.get("crown", {}))
    forms = [
        *_forms(code, article),
        *((f, Entry("crown", iso, iso)) for iso, group in crown.items() for f in group),
    ]
    fold = cache(language.folding.fold)
    bare = cast("dict[str, list[str]]", titles.get("bare", {}))
    several = cast("dict[str, str]", titles.get("several", {}))
    people = frozenset(w for form, e in forms if e.kind == "person" for w in fold(form).split())
    vocabulary = [(form, name) for name, group in classes.items() for form in articled(group, name, article)]
    vocabulary += [(form, "several") for form in several]
    titled = [(form, key) for key, group in offices.items() for form in with_article(group, article)]
    written = [fold(f) for f, _ in vocabulary + titled] + [fold(f) for f, e in forms if e.kind != "person"]
    given = frozenset(fold(w) for w in read_given(code))
    known = people | given | single_words(written, language)
    cutter = Cutter(language, known)
    cut = {form: cutter(form) for form in {f for f, _ in forms} | {f for f, _ in vocabulary + titled}}
    # A phrase that stands for nothing stands for nothing else, even where a table has the same letters.
    nothing = {cut[form] for form, entry in forms if entry.kind == "nothing"}
    names = [
        (cut[form], entry)
        for form, entry in forms
        if cut[form] and (entry.kind == "nothing" or cut[form] not in nothing)
    ]
    by_id: dict[str, list[tuple[str, ...]]] = {}
    for form_words, entry in names:
        by_id.setdefault(entry.id, []).append(form_words)
    first_forms: dict[str, str] = {}
    for form, entry in forms:
        if (
            entry.use not in DEMONYMS | {"capital", "seat"}
            and entry.kind not in ("crown", "region")
            and (entry.kind != "nation" or entry.use == "name")
        ):
            first_forms.setdefault(entry.id, form)
    common = frozenset(fold(w) for w in read_lines(code, "common.txt"))

    def words(name: str) -> frozenset[str]:
        return frozenset(fold(w).lower() for w in classes.get(name, []))

    return Lexicon(
        code=code,
        names=build(names),
        vocabulary=build((tuple(w.lower() for w in cut[f]), n) for f, n in vocabulary if cut[f]),
        offices=build((tuple(w.lower() for w in cut[f]), n) for f, n in titled if cut[f]),
        bare={fold(w).lower(): key for key, group in bare.items() for w in with_article(group, article)},
        several={fold(k).lower(): fold(w).lower() for k, w in several.items()},
        double={k: tuple(v) for k, v in cast("dict[str, list[str]]", titles.get("double", {})).items()},
        known=known,
        common=common,
        given=given,
        split=language.grammar.split,
        generic=words("generic"),
        world=words("world"),
        former=words("former"),
        regime=words("regime"),
        filler=words("filler"),
        body_offices=frozenset(cast("list[str]", titles.get("body_offices", []))),
        office_keys=frozenset(offices) | frozenset(bare),
        written=frozenset(read_given(code)),
        doubtful=frozenset(_doubtful(known | given, common, words("link") | words("conjunction"))),
        spelled=frozenset(read_given(code))
        | frozenset(w for f, e in forms if e.kind == "person" for w in f.split()),
        article=article,
        verb_starts=tuple(cast("list[str]", titles.get("verb_starts", []))) or ("\0",),
        adjective_ends=tuple(cast("list[str]", titles.get("adjective_ends", []))) or ("\0",),
        family_ends=tuple(cast("list[str]", titles.get("family_ends", []))) or ("\0",),
        pronouns=tuple(cast("list[str]", titles.get("pronouns", []))) or ("\0",),
        owned=tuple(cast("list[str]", titles.get("owned", []))) or ("\0",),
        owned_behind=tuple(cast("list[str]", titles.get("owned_behind", []))) or ("\0",),
        owner=str(titles.get("owner", "\0")),
        plurals=tuple(cast("list[str]", titles.get("plurals", []))) or ("\0",),
        topics=words("topic"),
        never_tail=frozenset(fold(w).lower() for w in cast("list[str]", titles.get("never_tail", []))),
        particles=words("particle"),
        joiners=words("joiner"),
        descent=words("descent"),
        suffixes=words("suffix"),
        prefixes=words("prefix"),
        under=words("under"),
        indefinite=words("indefinite"),
        links=words("link"),
        that=words("that"),
        triggers=_triggers(code) - given - people,
        deeds=_deeds(code) if titles.get("names") == "capitals" else frozenset(),
        relatives=words("relative"),
        surnames=frozenset(fold(w).lower() for w in cast("list[str]", titles.get("surnames", []))),
        capitals=titles.get("names") == "capitals",
        facts=facts(),
        forms={k: tuple(v) for k, v in by_id.items()},
        labels=first_forms,
    )


def _triggers(code: str) -> frozenset[str]:
    """The single words that tell of events in the language's rules: they go on with no name."""
    rules = load_rules(code)
    words = (words for group in rules.forms.values() for words, _, _ in group)
    return frozenset(w[0] for w in words if len(w) == 1 and len(w[0]) > 3)


def _doubtful(names: frozenset[str], common: frozenset[str], particles: frozenset[str]) -> Iterator[str]:
    """The words of names that are a common word as well, alone or after an attached particle of one letter."""
    attached = {word for word in particles if len(word) == 1}
    for word in names:
        if word in common or (word[0] in attached and word[1:] in common):
            yield word


def _deeds(code: str) -> frozenset[str]:
    """The past forms of the rules' verbs of saying, of one word: whoever stands beside one is somebody."""
    rules = load_rules(code)
    forms = (form for group in rules.forms.values() for form in group)
    return frozenset(
        words[0]
        for words, tags, rule in forms
        if len(words) == 1 and rule.kind == "verb" and rule.content and "past" in tags
    )


def _forms(code: str, article: str) -> Iterator[tuple[str, Entry]]:
    """The name forms of all tables of a language, with the article added to the nations' adjectives."""
    known = facts()

    def table(name: str) -> list[dict[str, str]]:
        return rows_if_any(package_path("lang", code, f"{name}.tsv"))

    for row in table("nations"):
        use, iso = row["use"], row["iso3"]
        kind = "demonym" if use in DEMONYMS else "seat" if use in ("capital", "seat") else "nation"
        entry = Entry(kind, iso, iso, use, row["guard"])
        yield row["form"], entry
        if use in DEMONYMS and article:
            yield article + row["form"], entry
            if " " in row["form"]:  # each word of it takes the article ("the-Korean the-Southern")
                yield " ".join(article + w for w in row["form"].split()), entry
    for row in table("regions"):
        yield row["form"], Entry("region", row["iso3"], row["iso3"])
    for row in table("not_nations"):
        yield row["form"], Entry("nothing", row["form"])
    for row in table("organisations"):
        yield (
            row["form"],
            Entry(
                "organization",
                row["id"],
                known.nation_of.get(row["id"]),
                known.kinds.get(row["id"], ""),
                row["guard"],
            ),
        )
    for row in table("people"):
        yield row["form"], Entry("person", row["id"], known.nation_of.get(row["id"]), "", row["guard"])
    for row in table("cities"):
        yield row["form"], Entry("city", row["id"], known.nation_of.get(row["id"]), "", row["guard"])
