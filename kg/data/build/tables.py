"""What the table scripts share: hand-written TOML files in, sorted TSV files out."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kg.errors import DataError
from kg.extract.language import load

HERE = Path(__file__).resolve().parent
DATA = HERE.parent
LANG = DATA.parent / "lang"
GUARDS = ("", "title", "full", "context")
# Letters that Unicode does not take apart into a base letter and an accent.
STROKES = str.maketrans("ıđĐłŁøØ", "idDlLoO")
FORM_COLUMNS = ("id", "form", "guard")

Entry = Mapping[str, object]


def hand_file(name: str) -> dict[str, Entry]:
    """Read a hand-written TOML file of this folder: one table or value per id."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def strings(entry: Entry, key: str) -> tuple[str, ...]:
    """The forms under `key`, whether one string or a list stands there.

    >>> strings({"name": "Russia", "seat": ["Kremlin"]}, "name")
    ('Russia',)
    """
    value = entry.get(key, ())
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list | tuple) and all(isinstance(v, str) for v in value):
        return tuple(value)
    raise DataError(f"hand-written file, key {key}: found {value!r}, allowed a string or a list of strings")


def with_guard(form: str) -> tuple[str, str]:
    """Split ``form@guard`` into both parts.

    >>> with_guard("Mali@context"), with_guard("Peru")
    (('Mali', 'context'), ('Peru', ''))
    """
    written, _, guard = form.partition("@")
    if guard not in GUARDS:
        raise DataError(f"hand-written form {form!r}: found guard {guard!r}, allowed {', '.join(GUARDS[1:])}")
    return written, guard


def plain_latin(label: str) -> str:
    """The label without accents and strokes.

    >>> plain_latin("São Tomé"), plain_latin("Wrocław")
    ('Sao Tome', 'Wroclaw')
    """
    return "".join(
        c for c in unicodedata.normalize("NFKD", label.translate(STROKES)) if not unicodedata.combining(c)
    )


def slug(label: str) -> str:
    """The label as part of an id: ASCII, lower case, hyphens.

    >>> slug("São Tomé"), slug("N'Djamena")
    ('sao-tome', 'ndjamena')
    """
    plain = plain_latin(label)
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['‘’ʻ`.]", "", plain.lower())).strip("-")


def folder(code: str) -> Callable[[str], str]:
    """The folding of a language, on which forms are compared.

    >>> folder("ar")("أُردُن")
    'اردن'
    """
    return load(code).folding.fold


def write_table(path: Path, columns: Iterable[str], rows: Iterable[tuple[str, ...]], *, note: str) -> int:
    """Write sorted distinct `rows` below the column names and a comment; return how many."""
    body = sorted(set(rows))
    for row in body:
        if any("\t" in cell or "\n" in cell for cell in row):
            raise DataError(f"{path.name}: found a tab or a line break in {row!r}, allowed none")
    lines = ["\t".join(columns), f"# {note}", *("\t".join(row) for row in body)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(body)


class Forms:
    """Collects the written forms of one language; the first owner of a folded form keeps it.

    A form comes once per id, use and folded form: a second spelling that folds to the same is dropped, and so is an
    unguarded form that another id already has unguarded.
    """

    def __init__(self, code: str) -> None:
        self._fold = folder(code)
        self._seen: set[tuple[str, ...]] = set()
        self._owner: dict[str, str] = {}
        self._written: set[str] = set()
        self.rows: list[tuple[str, ...]] = []
        self.dropped: list[tuple[str, str, str]] = []

    def add(self, ident: str, form: str, *middle: str) -> bool:
        """Add ``form@guard`` for `ident`, with the cells between id and form; say whether it was kept."""
        written, guard = with_guard(form)
        key = self._fold(written)
        if (ident, *middle, key) in self._seen:
            return False
        if not guard:
            owner = self._owner.setdefault(key, ident)
            if owner != ident:
                self.dropped.append((written, ident, owner))
                return False
        self._seen.add((ident, *middle, key))
        self._written.add(key)
        self.rows.append((ident, *middle, written, guard))
        return True

    def has(self, ident: str, form: str, *middle: str) -> bool:
        """Does `ident` have the form, with these cells between?"""
        return (ident, *middle, self._fold(with_guard(form)[0])) in self._seen

    def taken(self, form: str) -> bool:
        """Does anybody have the form, guarded or not?"""
        return self._fold(with_guard(form)[0]) in self._written
