"""Makes the organisation tables from the hand-written file: `python -m kg.data.build.organisations`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.data.build.tables import DATA, FORM_COLUMNS, LANG, Entry, Forms, hand_file, strings, write_table
from kg.errors import DataError

COLUMNS = ("id", "qid", "label", "kind", "nation")
KINDS = (
    "agency",
    "armed_group",
    "body",
    "broadcaster",
    "company",
    "court",
    "government",
    "igo",
    "ministry",
    "newspaper",
    "ngo",
    "parliament",
    "party",
)
KEYS = {"qid", "label", "label_guard", "kind", "nation", "ar", "en", "ru", "zh"}
NOTE = "made by kg.data.build.organisations: edit there"


def one(entry: Entry, key: str) -> str:
    """The single string under `key`, empty where it is missing."""
    return (*strings(entry, key), "")[0]


def identity(key: str, entry: Entry) -> str:
    """The Wikidata id where one is known, otherwise the slug.

    >>> identity("tass", {"label": "TASS"}), identity("un", {"qid": "Q1065"})
    ('org-tass', 'Q1065')
    """
    return one(entry, "qid") or f"org-{key}"


def check(key: str, entry: Entry) -> None:
    """Refuse a hand-written entry with an unknown key or kind, or without a label."""
    if unknown := set(entry) - KEYS:
        raise DataError(
            f"organisations_hand.toml, {key}: found keys {sorted(unknown)}, allowed {sorted(KEYS)}"
        )
    kind = one(entry, "kind")
    if kind not in KINDS:
        raise DataError(f"organisations_hand.toml, {key}: found kind {kind!r}, allowed {', '.join(KINDS)}")
    if not one(entry, "label"):
        raise DataError(f"organisations_hand.toml, {key}: found no label, allowed one English name")


def english(entry: Entry) -> Iterator[str]:
    """English forms, as ``form@guard``: the label first."""
    guard = one(entry, "label_guard")
    if guard != "-":
        yield f"{one(entry, 'label')}@{guard}" if guard else one(entry, "label")
    yield from strings(entry, "en")


def forms(hand: Mapping[str, Entry], lang: str) -> Forms:
    """All written forms in a language; a form that two have stays with the first in the file."""
    out = Forms(lang)
    for key, entry in hand.items():
        for form in english(entry) if lang == "en" else strings(entry, lang):
            if not out.has(identity(key, entry), form):
                out.add(identity(key, entry), form)
    return out


def other_names(hand: Mapping[str, Entry], langs: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """(id, lang, form) for the languages without a folder of their own."""
    for key, entry in hand.items():
        for lang in langs:
            for form in strings(entry, lang):
                yield identity(key, entry), lang, form


def main() -> None:
    """Write all organisation tables."""
    hand = hand_file("organisations_hand.toml")
    for key, entry in hand.items():
        check(key, entry)
    rows = [
        (identity(k, e), one(e, "qid"), one(e, "label"), one(e, "kind"), one(e, "nation"))
        for k, e in hand.items()
    ]
    print(f"{write_table(DATA / 'organisations.tsv', COLUMNS, rows, note=NOTE)} organisations")
    for lang in ("ar", "en"):
        found = forms(hand, lang)
        count = write_table(LANG / lang / "organisations.tsv", FORM_COLUMNS, found.rows, note=NOTE)
        print(f"{lang}: {count} forms; kept by another: {found.dropped}")
    names = other_names(hand, ("ru", "zh"))
    write_table(DATA / "organisation_names.tsv", ("id", "lang", "form"), names, note=NOTE)


if __name__ == "__main__":
    main()
