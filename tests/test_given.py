"""What may be given as articles: texts, records, tables, paths, addresses of local pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake import Fake, article

import kg

TEXT = "Li met Mishustin in Hangzhou."


def ids(given: object) -> list[tuple[str, str | None, str | None]]:
    return [(item.text, item.lang, item.published) for item in kg.read(given) if isinstance(item, kg.Article)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", [TEXT, "One line\nand another", "التقى لي تشيانغ ميشوستين في هانغتشو؟", 'He said: "We met."']
)
def test_a_text_is_an_article(text: str) -> None:
    assert [found[0] for found in ids(text)] == [text]
    assert [found[0] for found in ids([text])] == [text]


@pytest.mark.parametrize("name", ["articles/a.jsonl", "my articles", "no such file.txt", "news 2025"])
def test_a_name_is_a_path_even_where_nothing_bears_it(name: str) -> None:
    with pytest.raises(kg.InputError, match="no such file or folder"):
        ids(name)


def test_a_file_named_like_a_sentence_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("They met again.").write_text(TEXT, encoding="utf-8")
    assert [found[0] for found in ids("They met again.")] == [TEXT]


def test_the_address_of_a_saved_page_is_a_path(tmp_path: Path) -> None:
    page = tmp_path / "saved page.html"
    page.write_text(
        f"<html><body><article><h1>Talks</h1><p>{TEXT} {'They spoke for long. ' * 20}</p></article></body></html>",
        encoding="utf-8",
    )
    assert [TEXT in found[0] for found in ids(page.as_uri())] == [True]


def test_nothing_is_fetched() -> None:
    with pytest.raises(kg.InputError, match="which is not fetched"):
        ids("https://example.org/news.html")


def test_rows_of_a_pandas_table_are_articles() -> None:
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(
        {
            "text": [TEXT, "شيء آخر", None],
            "published": pd.to_datetime(["2025-11-03", None, "2025-01-01"]),
            "lang": ["en", None, "en"],
            "score": [1.5, None, 2.0],
        }
    )
    found = list(kg.read(frame))
    assert [(a.text, a.lang, a.published) for a in found if isinstance(a, kg.Article)] == [
        (TEXT, "en", "2025-11-03"),
        ("شيء آخر", "ar", None),
    ]
    assert [item.reason for item in found if isinstance(item, kg.Skipped)] == ["no field 'text'"]


def test_a_column_of_texts_is_a_list_of_articles() -> None:
    pd = pytest.importorskip("pandas")
    assert len(ids(pd.Series([TEXT, "Xi met Putin in Beijing."]))) == 2


def test_a_table_without_texts_is_refused() -> None:
    pd = pytest.importorskip("pandas")
    with pytest.raises(kg.InputError, match="found the columns body, allowed is one called 'text'"):
        ids(pd.DataFrame({"body": [TEXT]}))


def test_all_kinds_in_one_build(tmp_path: Path, fake: Fake) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Xi met Putin in Beijing.", encoding="utf-8")
    g = kg.build(
        [
            TEXT,
            article("b", "Modi met Putin in Moscow."),
            path,
            kg.Article("c", "Abe met Xi in Osaka.", "en", "2019-06-27"),
        ]
    )
    assert g.report.articles == 4
    assert len(g) == 4
