"""Files that ship with the package: where they are, and how the tables among them are read."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.errors import DataError

Table = list[dict[str, str]]


def package_path(*parts: str) -> Traversable:
    """Give the place of a file or folder inside the package, whether it exists or not.

    >>> package_path("model.py").name
    'model.py'
    """
    return files("kg").joinpath(*parts) if parts else files("kg")


def ontology_path(*parts: str) -> Traversable:
    """Give the place of a file or folder of the ontology: packed in the wheel, or in the repository when editable.

    >>> ontology_path("events").is_dir()
    True
    """
    packed = package_path("_ontology")
    root: Traversable = packed if packed.is_dir() else Path(__file__).resolve().parent.parent / "ontology"
    return root.joinpath(*parts) if parts else root


def rows(path: Traversable) -> Table:
    """Read a TSV table: column names first, ``#`` comments and empty lines skipped, one dict a row.

    Nothing is quoted and nothing is trimmed; a row with another number of columns than the first line is refused.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise DataError(f"{path.name}: cannot be read as UTF-8 text ({problem})") from problem
    header: list[str] | None = None
    table: Table = []
    for number, line in enumerate(text.split("\n"), 1):
        line = line.removesuffix("\r")
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = _header(cells, f"{path.name}, line {number}")
        elif len(cells) != len(header):
            raise DataError(
                f"{path.name}, line {number}: found {len(cells)} columns, allowed {len(header)} ({', '.join(header)})"
            )
        else:
            table.append(dict(zip(header, cells, strict=True)))
    return table


def rows_if_any(path: Traversable) -> Table:
    """Read a table, or give no rows where there is no such file (a language need not have every table)."""
    return rows(path) if path.is_file() else []


def languages() -> tuple[str, ...]:
    """The codes of the languages that have a folder in `kg/lang`, sorted."""
    folder = package_path("lang")
    if not folder.is_dir():
        return ()
    return tuple(sorted(item.name for item in folder.iterdir() if item.is_dir() and item.name.isalpha()))


def _header(cells: list[str], place: str) -> list[str]:
    if len(set(cells)) != len(cells) or "" in cells:
        raise DataError(f"{place}: found column names {cells}, allowed are distinct, non-empty names")
    return cells
