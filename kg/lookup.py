"""What the tables know of a name, and how it is matched: the function behind ``kg actors``.

Names are found as they are in articles: by their folded words, with what is attached to them taken off. Where that
finds nothing, names that look alike are proposed; an article links such a name only if an office agrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.model import Office
from kg.printing import printable
from kg.resources import languages, package_path, rows, rows_if_any

if TYPE_CHECKING:
    from kg.extract.lexicon import Entry

MOST_PROPOSED = 10
LONGEST_NAME = 200  # letters; the tables' longest form has 80, and comparing spellings is quadratic
NEAR = 80  # of 100: proposals are for a reader to judge, but a list of chance likenesses helps nobody
# How a name was matched, best first, and what that means for an article.
WAYS = {
    "exact": "as it stands in the table",
    "folded": "the same letters once marks and letter variants are folded",
    "particle": "once the attached particle is taken off",
    "id": "by its id",
    "loose": "only without regard to case and signs: articles are read more strictly",
    "similar": "proposed, spelled alike: linked only where an office and its dates agree",
    "part": "proposed, a part of the name: counts in an article that gives the name in full",
    "near": "proposed, not close enough to be linked",
}
GUARDS = {
    "title": "counts only after a title, or where the full name stands in the article",
    "full": "counts only where the full name stands in the article",
    "context": "counts only after a preposition of place",
}
_KINDS = {"people": "person", "organisations": "organization", "nations": "nation", "cities": "city"}
_TABLE_KINDS = {"demonym": "nation", "seat": "nation"}
_NAMES_ONLY = ("people_names_ru_zh", "organisation_names", "nation_names")


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """One written form of the tables.

    `use` is how a nation's form is used, `guard` the condition under which the form counts.
    """

    lang: str
    text: str
    guard: str = ""
    use: str = ""

    def __str__(self) -> str:
        """The form with its marks.

        >>> str(WrittenForm("en", "Russian", use="demonym_m"))
        'Russian [demonym_m]'
        """
        marks = ", ".join(mark for mark in (self.use, self.guard) if mark)
        return f"{self.text} [{marks}]" if marks else self.text


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody or something the tables know by a name: a person, organization, nation or city.

    A phrase that only looks like one of them ("South China Sea") has the kind `nothing`.
    `how` is a key of `WAYS`, `form` the written form that matched, `score` says of 100 how much alike the two are.
    `forms` are all written forms, by language and in the order of the tables.
    """

    id: str
    kind: str
    label: str
    how: str
    form: WrittenForm
    score: int = 100
    qid: str | None = None
    nation: str | None = None
    offices: tuple[Office, ...] = ()
    forms: tuple[WrittenForm, ...] = ()

    def __str__(self) -> str:
        """All of it as text for a terminal."""
        about = ", ".join(part for part in (self.kind, self.nation, self.qid or self.id) if part)
        if self.kind == "nothing":
            about = "neither actor nor place, whatever its parts are"
        score = f" ({self.score} of 100)" if self.score < 100 else ""
        lines = [f"{self.label} ({about})", f"  {self.form.lang}: {self.form}, {WAYS[self.how]}{score}"]
        if self.form.guard in GUARDS:
            lines.append(f"  {self.form.guard}: {GUARDS[self.form.guard]}")
        lines += [f"  office: {_office(office)}" for office in self.offices]
        for lang in sorted({form.lang for form in self.forms}):
            lines.append(f"  all {lang}: " + "; ".join(str(form) for form in self.forms if form.lang == lang))
        return "\n".join(map(printable, lines))


@dataclass(frozen=True, slots=True)
class _Item:
    """What all tables together say of one id."""

    id: str
    kind: str
    label: str
    qid: str | None
    nation: str | None
    forms: tuple[WrittenForm, ...]


_Key = tuple[str, str]  # kind, id


def actors(name: str, lang: str | None = None) -> tuple[Known, ...]:
    """What the tables know by a name or id, best match first; names like it where none is the same.

    `lang` restricts the search to the written forms of one language. Raises `InputError` for an empty or overlong
    name and for a language without names.

    >>> [(known.label, known.how) for known in actors("وميشوستين", lang="ar")]
    [('Mikhail Mishustin', 'particle')]
    >>> actors("no such name anywhere")
    ()
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise InputError(f"name: found {len(name)} letters, allowed are 1 to {LONGEST_NAME}")
    codes = sorted({form.lang for item in _items().values() for form in item.forms})
    if lang is not None and lang not in codes:
        raise InputError(f"language {lang!r} has no names: found {', '.join(codes)}")
    searched = [lang] if lang else codes
    for search in (_as_in_articles, _by_id, _loose, _proposed):
        if found := _best(search(name, searched)):
            return found
    return ()


def _best(found: Iterable[Known]) -> tuple[Known, ...]:
    """The best match of each id, in the order of what a reader wants to see first."""
    order = list(WAYS)
    ranked = sorted(
        found,
        key=lambda k: (order.index(k.how), -k.score, k.form.guard, k.kind, k.id, k.form.lang, k.form.text),
    )
    seen: dict[_Key, Known] = {}
    for known in ranked:
        seen.setdefault((known.kind, known.id), known)
    ways = [way for way in ("similar", "part", "near") if any(k.how == way for k in ranked)]
    return tuple(seen.values())[:MOST_PROPOSED] if ways else tuple(seen.values())


def _as_in_articles(name: str, codes: Iterable[str]) -> Iterator[Known]:
    """Names as extraction finds them, and those of languages that are not read yet."""
    from kg.graph.folding import fold

    for code in codes:
        if code in languages():
            yield from _in_lexicon(name, code)
            continue
        for item, form in _forms(code):
            if fold(form.text) == fold(name):
                yield _known(item, "exact" if form.text == name else "folded", form)


def _in_lexicon(name: str, code: str) -> Iterator[Known]:
    from kg.extract import language, lexicon
    from kg.extract.tokens import tokenize

    tables, lang = lexicon.load(code), language.load(code)
    tokens = tokenize(name, lang, tables.known)
    for first in range(len(tokens)):
        if first and not tokens.attached[first - 1]:
            break
        for entry in tables.names.entries.get(tokens.norms[first:], ()):
            item = _items().get((_TABLE_KINDS.get(entry.kind, entry.kind), entry.id))
            if item is None:
                continue  # a ruler's title, or a phrase that stands for nobody
            form = _form(item, entry, code, name, "".join(tokens.norms[first:]))
            yield _known(item, "particle" if first else "exact" if form.text == name else "folded", form)


def _form(item: _Item, entry: Entry, code: str, name: str, bare: str) -> WrittenForm:
    """The form behind an entry of the lexicon; `bare` are the folded letters that were looked up, without spaces."""
    from kg.extract import language, lexicon

    fold, article = language.load(code).folding.fold, lexicon.load(code).article
    fitting = [
        f for f in item.forms if f.lang == code and f.guard == entry.guard and f.use in ("", entry.use)
    ]
    same = [f for f in fitting if "".join(fold(f.text).split()) in (bare, bare.removeprefix(article))]
    return min(same or fitting, key=lambda form: form.text != name)


def _by_id(name: str, codes: Iterable[str]) -> Iterator[Known]:
    for item in _items().values():
        if name in (item.id, item.qid):
            forms = [f for f in item.forms if f.lang in set(codes)] or [WrittenForm("id", name)]
            yield _known(item, "id", forms[0])


def _loose(name: str, codes: Iterable[str]) -> Iterator[Known]:
    from kg.graph.folding import fold

    wanted = fold(name)
    for item, form in (pair for code in codes for pair in _forms(code)):
        if wanted and fold(form.text) == wanted:
            yield _known(item, "loose", form)


def _proposed(name: str, codes: Iterable[str]) -> Iterator[Known]:
    """Names whose consonants are nearly the same, and names of which this is a part."""
    from rapidfuzz.fuzz import ratio

    from kg.extract.linking import CLOSE, close, skeleton
    from kg.graph.folding import fold

    plain = fold(name)
    words, bones = tuple(plain.split()), skeleton(plain.replace(" ", ""))
    if not words:
        return
    for item, form, own, theirs in (row for code in codes for row in _skeletons(code)):
        parts = tuple(own.split())
        alike = ratio(bones, theirs, score_cutoff=CLOSE - 20)
        score = min(99, round((alike + ratio(plain, own)) / 2)) if alike else 0
        if alike and min(len(words), len(parts)) > 1 and item.kind == "person" and close(words, parts):
            yield replace(_known(item, "similar", form), score=score)
        elif score >= NEAR:
            yield replace(_known(item, "near", form), score=score)
        elif item.kind != "city" and set(words) < set(parts):
            yield replace(_known(item, "part", form), score=100 * len(words) // len(parts))


@cache
def _skeletons(code: str) -> tuple[tuple[_Item, WrittenForm, str, str], ...]:
    """The forms of a language, each with its letters without case and marks, and with its consonants."""
    from kg.extract.linking import skeleton
    from kg.graph.folding import fold

    plain = ((item, form, fold(form.text)) for item, form in _forms(code))
    return tuple((item, form, own, skeleton(own.replace(" ", ""))) for item, form, own in plain)


def _known(item: _Item, how: str, form: WrittenForm) -> Known:
    from kg.graph.world import world

    held = world().offices.get(item.id, ()) if item.kind == "person" else ()
    return Known(
        item.id, item.kind, item.label, how, form,
        qid=item.qid, nation=item.nation, offices=held, forms=item.forms,
    )  # fmt: skip


@cache
def _forms(code: str) -> tuple[tuple[_Item, WrittenForm], ...]:
    """All written forms of a language."""
    return tuple((item, form) for item in _items().values() for form in item.forms if form.lang == code)


@cache
def _items() -> dict[_Key, _Item]:
    """All that the tables name, read once."""
    forms: dict[str, list[WrittenForm]] = {}
    for name in _NAMES_ONLY:
        for row in rows_if_any(package_path("data", f"{name}.tsv")):
            forms.setdefault(row.get("id") or row["iso3"], []).append(WrittenForm(row["lang"], row["form"]))
    written = {table: {key: list(found) for key, found in forms.items()} for table in _KINDS}
    for lang in languages():
        for table in _KINDS:
            for row in rows_if_any(package_path("lang", lang, f"{table}.tsv")):
                form = WrittenForm(lang, row["form"], row["guard"], row.get("use", ""))
                written[table].setdefault(row.get("id") or row["iso3"], []).append(form)
    made: dict[_Key, _Item] = {}
    for table, kind in _KINDS.items():
        for row in rows(package_path("data", f"{table}.tsv")):
            ident = row.get("id") or row["iso3"]
            nation = row.get("nation") or row.get("iso3") or None
            own = tuple(sorted(written[table].get(ident, ()), key=lambda form: form.lang))
            made[kind, ident] = _Item(ident, kind, row["label"], row.get("qid") or None, nation, own)
    for lang in languages():
        for row in rows_if_any(package_path("lang", lang, "not_nations.tsv")):
            phrase = row["form"]
            made["nothing", phrase] = _Item(
                phrase, "nothing", phrase, None, None, (WrittenForm(lang, phrase),)
            )
    return made


def _office(office: Office) -> str:
    """An office with its dates.

    >>> _office(Office("president", "RUS", start="2012-05-07"))
    'president RUS, 2012-05-07 to ?'
    """
    body = " ".join(part for part in (office.title, office.nation, office.organization) if part)
    return f"{body}, {office.start or '?'} to {office.end or '?'}"
