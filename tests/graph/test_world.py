"""The package's tables as the graph uses them; what a table lacks is unknown and stops nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.graph.world import world
from kg.resources import languages, package_path, rows, rows_if_any


@pytest.mark.skipif(not package_path("data", "nations.tsv").is_file(), reason="no table of nations yet")
@pytest.mark.parametrize(
    ("code", "lang", "name"),
    [("RUS", "en", "Russia"), ("RUS", "ar", "روسيا"), ("RUS", "ru", "Россия"), ("CHN", "ru", "Китай")],
)
def test_nations_have_their_common_names(code: str, lang: str, name: str) -> None:
    assert world().nations[code].names[lang] == name


def test_languages_are_found_by_listing() -> None:
    assert {"ar", "en"} <= set(languages())


def test_a_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_bytes("id\tform\n# a comment\n\na\tأ\r\nb\t\n".encode())
    assert rows(path) == [{"id": "a", "form": "أ"}, {"id": "b", "form": ""}]
    assert rows_if_any(tmp_path / "none.tsv") == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"id\tform\na\n", "t.tsv, line 2: found 1 columns, allowed 2 (id, form)"),
        (b"id\tid\n", "t.tsv, line 1: found column names"),
        (b"\xff\xfe", "t.tsv: cannot be read as UTF-8"),
    ],
)
def test_a_broken_table_is_refused_with_its_place(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "t.tsv"
    path.write_bytes(content)
    with pytest.raises(DataError) as error:
        rows(path)
    assert says in str(error.value)
