"""Link an article's people, states and organisations to the tables.

A name alone proposes; the nation or the office decides. Unknown stays unknown.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache

from rapidfuzz.fuzz import ratio

from kg.extract.lexicon import Lexicon, Tenure
from kg.extract.scan import as_names
from kg.resources import package_path

CLOSE = 82  # of 100: two spellings of one name (checked on the tables' own spellings); an office must agree as well


def person_ids(lexicon: Lexicon, words: tuple[str, ...]) -> tuple[str, ...]:
    """The tables' people with exactly this written name."""
    found = tuple(e.id for e in lexicon.names.entries.get(words, ()) if e.kind == "person")
    if found or not lexicon.capitals:
        return found
    return tuple(e.id for e in lexicon.names.entries.get(as_names(words), ()) if e.kind == "person")


def organisation_id(lexicon: Lexicon, words: tuple[str, ...]) -> str | None:
    """The tables' organisation of this name, if there is just one."""
    found = {e.id for e in lexicon.names.entries.get(words, ()) if e.kind == "organization"}
    return found.pop() if len(found) == 1 else None


def in_office(tenure: Tenure, day: str | None) -> bool:
    """May the office have been held on that day? Dates of lower precision are compared on what they say.

    >>> in_office(Tenure("p", "president", "RUS", None, "2012-05", None, True), "2015-08-11")
    True
    """
    if day is None:
        return tenure.end is None
    return not (tenure.start and day[: len(tenure.start)] < tenure.start) and not (
        tenure.end and day[: len(tenure.end)] > tenure.end
    )


def held_by(lexicon: Lexicon, person: str, day: str | None) -> tuple[Tenure, ...]:
    """The offices a person of the tables held on a day."""
    return tuple(t for t in lexicon.facts.tenures.get(person, ()) if in_office(t, day))


def holder(lexicon: Lexicon, office: str, body: str | None, day: str | None) -> str | None:
    """The one person who held a single and dated office of a nation or organisation on that day."""
    if body is None or day is None:
        return None
    found = {
        t.person
        for t in lexicon.facts.holders.get((office, body), ())
        if t.single and t.start and in_office(t, day)
    }
    return found.pop() if len(found) == 1 else None


def choose(
    lexicon: Lexicon,
    names: Iterable[tuple[str, ...]],
    offices: Iterable[str],
    nations: frozenset[str],
    day: str | None,
) -> str | None:
    """The tables' person for an article's person, or None.

    `names` are all written names, `offices` the keys of all offices, `nations` those that the titles name.
    """
    keys = tuple(offices)
    ordered = sorted(set(names), key=lambda n: (-len(n), n))
    longest = ordered[0] if ordered else ()
    for words in ordered:
        fit = [
            p
            for p in dict.fromkeys(person_ids(lexicon, words))
            if _agrees(lexicon, p, keys, nations, len(words))
            and (len(words) > 1 or len(longest) == 1 or _named_so(lexicon, p, longest))
        ]
        if len(fit) > 1:
            fit = [p for p in fit if _office_fits(lexicon, p, keys, day)] or []
        if len(fit) == 1:
            return fit[0]
    return _similar(lexicon, ordered, keys, nations, day)


def _named_so(lexicon: Lexicon, person: str, name: tuple[str, ...]) -> bool:
    """May the person of a family name be the one whom the article also names in full?"""
    return any(len(form) > 1 and close(name, form) for form in lexicon.forms.get(person, ()))


def _agrees(
    lexicon: Lexicon, person: str, offices: tuple[str, ...], nations: frozenset[str], length: int
) -> bool:
    home = {t.nation for t in lexicon.facts.tenures.get(person, ()) if t.nation}
    if nation := lexicon.facts.nation_of.get(person):
        home.add(nation)
    if nations and home and not nations & home:
        return False
    held = {t.office for t in lexicon.facts.tenures.get(person, ())}
    # One word names too many people: an office that the tables do not give to this one speaks against it.
    return length > 1 or not offices or not held or bool(held & set(offices)) or bool(nations & home)


def _office_fits(lexicon: Lexicon, person: str, offices: tuple[str, ...], day: str | None) -> bool:
    return any(t.office in offices for t in held_by(lexicon, person, day))


def _similar(
    lexicon: Lexicon,
    names: list[tuple[str, ...]],
    offices: tuple[str, ...],
    nations: frozenset[str],
    day: str | None,
) -> str | None:
    """A holder of the same office of the same nation whose name is spelled nearly so."""
    found = set()
    longer = [name for name in names if len(name) > 1]
    for office in offices if longer else ():
        for tenure in lexicon.facts.by_office.get(office, ()):
            if (
                tenure.person in found
                or (nations and tenure.nation not in nations)
                or not in_office(tenure, day)
            ):
                continue
            forms = [form for form in lexicon.forms.get(tenure.person, ()) if len(form) > 1]
            if any(close(name, form) for form in forms for name in longer):
                found.add(tenure.person)
    return found.pop() if len(found) == 1 else None


def close(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Are these two spellings of one name? Vowels and doubled letters count little.

    >>> close(("Mikhail", "Mishustin"), ("Mikhael", "Michustin"))
    True
    >>> close(("Mauro", "Luiz", "Vieira"), ("Mauro", "Vieira"))
    True
    >>> close(("Ali", "Larijani"), ("Sadeq", "Larijani"))
    False
    """
    short, long = (a, b) if len(a) < len(b) else (b, a)
    if 1 < len(short) < len(long) and _within(short, long):
        return True
    if len(a) == len(b) and len(a) > 1:
        return all(
            ratio(skeleton(x), skeleton(y)) >= CLOSE - 15 and ratio(x, y) >= CLOSE - 22
            for x, y in zip(a, b, strict=True)
        )
    return ratio(skeleton("".join(a)), skeleton("".join(b))) >= CLOSE + 8


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Is the shorter name the longer one with names in the middle left out?"""
    x, y = [w.lower() for w in short], [w.lower() for w in long]
    rest = iter(y)
    return x[0] == y[0] and x[-1] == y[-1] and all(word in rest for word in x)


@cache
def weak_letters() -> frozenset[str]:
    """The letters that a skeleton leaves out, of every script, from `kg/data/spelling.toml`."""
    table = tomllib.loads(package_path("data", "spelling.toml").read_text(encoding="utf-8"))
    return frozenset("".join(table.values()))


def skeleton(word: str) -> str:
    """A word without the letters that spellings differ in: vowels, and all but one of a row of equal letters.

    >>> skeleton("Mohammed")
    'mhmd'
    """
    out, weak = "", weak_letters()
    for char in word.lower():
        if char not in weak and not (out and out[-1] == char):
            out += char
    return out or word.lower()
