"""Reading: every kind of input gives its articles, and what cannot be read is said."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pytest

from kg.articles import Item, Noted, Skipped, read
from kg.articles.language import language_of
from kg.articles.values import MAX_ID, MAX_LINE, MAX_TEXT
from kg.errors import InputError
from kg.model import Article

ARABIC = "التقى رئيس الوزراء الصيني نظيره الروسي في هانغتشو."
DATED = {"published": "2025-11-03", "lang": "ar"}


def split(items: list[Item]) -> tuple[list[Article], list[str], list[str]]:
    return (
        [item for item in items if isinstance(item, Article)],
        [item.reason for item in items if isinstance(item, Skipped)],
        [item.note for item in items if isinstance(item, Noted)],
    )


def written(path: Path, data: bytes | str | dict[str, object]) -> Path:
    if isinstance(data, dict):
        data = json.dumps(data, ensure_ascii=False)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", ARABIC.encode()),
        ("bom.txt", b"\xef\xbb\xbf" + ARABIC.encode()),
        ("u16.txt", ARABIC.encode("utf-16")),
        ("u16le.txt", "Li met Mishustin in Hangzhou on Monday; both sides signed".encode("utf-16-le")),
        ("cp1256.txt", ARABIC.encode("windows-1256")),
        ("a.jsonl", json.dumps({"text": ARABIC}).encode()),
        ("a.ndjson", b"\xef\xbb\xbf" + json.dumps({"text": ARABIC}).encode()),
        ("u16.jsonl", json.dumps({"text": ARABIC}, ensure_ascii=False).encode("utf-16")),
        ("a.json", json.dumps({"text": ARABIC}, indent=1).encode()),
        ("list.json", json.dumps([{"text": ARABIC}]).encode()),
        ("named_json_but_lines.json", (json.dumps({"text": ARABIC}) + "\n").encode()),
        ("a.txt.gz", gzip.compress(ARABIC.encode())),
        ("a.jsonl.gz", gzip.compress(json.dumps({"text": ARABIC}).encode())),
        ("no_suffix", ARABIC.encode()),
        ("no_suffix_json", json.dumps({"text": ARABIC}).encode()),
    ],
)
def test_every_format_gives_its_text_unaltered(tmp_path: Path, name: str, data: bytes) -> None:
    articles, skipped, _ = split(list(read(written(tmp_path / name, data))))
    assert not skipped
    expected = ARABIC if "u16le" not in name else data.decode("utf-16-le")
    assert [article.text for article in articles] == [expected]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("windows-1256", "أعلن الكرملين أن الرئيس سيزور بكين"),
        ("windows-1251", "Президент России прибыл в Пекин с официальным визитом"),
        ("windows-1252", "Le président a été reçu à l’Élysée par le ministre délégué"),
    ],
)
def test_older_encodings_are_told_apart_and_noted(tmp_path: Path, encoding: str, text: str) -> None:
    articles, _, notes = split(list(read(written(tmp_path / "a.txt", text.encode(encoding)))))
    assert articles[0].text == text
    assert f"text: not UTF-8, read as {encoding}" in notes


def test_all_fields_are_read_and_unknown_ones_ignored(tmp_path: Path) -> None:
    fields = {"id": "x1", "url": "https://e.org/1", "source": "S", "lang": "ar-SA", "published": "2025-11-03T23:59:00+03:00",
              "title": "T", "text": ARABIC, "actors": [1], "events": None}  # fmt: skip
    items = list(read(written(tmp_path / "a.json", fields)))
    assert items == [Article("x1", ARABIC, "ar", "2025-11-03", "T", "S", "https://e.org/1")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "a"', "broken JSON"),
        (b"[1]", "a JSON list"),
        (b'{"title": "a"}', "no field 'text'"),
        (b'{"text": 5}', "field 'text' is a int"),
        (b'{"text": "  "}', "an empty text"),
        (b'{"text": "a\\u0000b"}', "U+0000 at character 1"),
        (b'{"text": "a\\ud800b"}', "U+D800 at character 1"),
        (b'{"text": "\xff\xfe"}', "not UTF-8 (byte 11 of the line)"),
        (b'{"text": "a", "id": ' + b"9" * 5000 + b"}", "JSON that cannot be read"),
        (b"[" * 200_000, "JSON that cannot be read"),
        (json.dumps({"text": "a" * (MAX_TEXT + 1)}).encode(), "the limit is"),
        (b'{"text": "' + b"a" * MAX_LINE + b'"}', "the limit for one line"),
    ],
)
def test_a_bad_line_is_reported_and_the_next_one_read(tmp_path: Path, line: bytes, reason: str) -> None:
    good = json.dumps({"text": ARABIC, **DATED}).encode()
    articles, skipped, notes = split(list(read(written(tmp_path / "a.jsonl", line + b"\n" + good + b"\n"))))
    assert len(skipped) == 1
    assert reason in skipped[0]
    assert [article.text for article in articles] == [ARABIC]
    assert not notes


def test_the_report_names_file_and_line(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", b'\n{"text": 1}\n')
    assert list(read(path)) == [Skipped(str(path), 2, "field 'text' is a int, allowed is a string")]


@pytest.mark.parametrize(
    ("field", "value", "note"),
    [
        ("published", "yesterday", "published: found 'yesterday'"),
        ("published", "2025-02-30", "published: found '2025-02-30'"),
        ("published", 1730000000, "published: found 1730000000"),
        ("lang", "Arabic (Egypt)", "lang: found 'Arabic (Egypt)'"),
        ("id", "x" * (MAX_ID + 1), "id: found 'xxx"),
        ("id", ["a"], "id: found ['a']"),
        ("title", {"a": 1}, "title: found {'a': 1}"),
        ("url", "http://\ud800", "url: found 'http://\\ud800'"),
    ],
)
def test_a_field_that_cannot_be_used_is_noted_and_never_guessed(field: str, value: object, note: str) -> None:
    articles, _, notes = split(list(read({"text": ARABIC, **DATED, field: value})))
    assert len(articles) == len(notes) == 1
    assert notes[0].startswith(note)
    assert getattr(articles[0], field) in (None, "ar", articles[0].id)
    notes[0].encode("utf-8")


@pytest.mark.parametrize("ident", ["../../x", 'a b"<script>', "ا/ب", "-", "con"])
def test_hostile_ids_are_only_names(ident: str) -> None:
    assert [
        item.id for item in read({"id": ident, "text": ARABIC, **DATED}) if isinstance(item, Article)
    ] == [ident]


def test_an_id_is_made_from_the_content_where_there_is_none() -> None:
    first, second = (split(list(read({"text": text, **DATED})))[0][0].id for text in (ARABIC, ARABIC + " "))
    assert first != second
    assert first == split(list(read({"text": ARABIC, "title": "T"})))[0][0].id


def test_ids_are_unique_and_nothing_is_lost() -> None:
    same, other = {"id": "a", "text": ARABIC, **DATED}, {"id": "a", "text": "خبر آخر", **DATED}
    articles, skipped, notes = split(list(read([same, same, other, other])))
    assert [article.text for article in articles] == [ARABIC, "خبر آخر"]
    assert len({article.id for article in articles}) == 2
    assert len(skipped) == 2
    assert notes == [f"id: 'a' is another article's, this one is called {articles[1].id!r}"]


def test_a_folder_is_walked_in_order_without_links_and_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.txt", "c.txt", "a.txt", ".hidden.txt"):
        written(tmp_path / name, f"{ARABIC} {name}")
    written(tmp_path / "picture.png", b"\x89PNG")
    os.symlink(tmp_path, tmp_path / "b" / "loop")
    os.mkfifo(tmp_path / "d.txt")
    articles, skipped, _ = split(list(read(tmp_path)))
    assert [article.text.split()[-1] for article in articles] == ["a.txt", "c.txt", "b/2.txt"]
    assert [reason.split(",")[0] for reason in skipped] == [
        "no regular file", "not an article file", "a link to a folder",
    ]  # fmt: skip


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", ARABIC)
    assert len(split(list(read([path, tmp_path, str(path)])))[0]) == 1


def test_a_path_that_does_not_exist_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere: no such file or folder"):
        next(iter(read([written(tmp_path / "a.txt", ARABIC), tmp_path / "nowhere"])))


@pytest.mark.parametrize("data", [ARABIC.encode(), json.dumps({"text": ARABIC}).encode() + b"\n"])
def test_standard_input_is_text_or_lines(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
    assert [article.text for article in split(list(read("-")))[0]] == [ARABIC]


def test_packed_files_that_are_broken_or_too_large_are_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = json.dumps({"text": ARABIC, **DATED}).encode() + b"\n"
    written(tmp_path / "1.jsonl.gz", gzip.compress(b" " * 100 + line)[:20])
    written(tmp_path / "2.jsonl.gz", b"no gzip at all")
    written(tmp_path / "3.txt.gz", gzip.compress(b"a" * 12_000_000))
    monkeypatch.setattr("kg.articles.decode.MAX_UNPACKED", 1000)
    written(tmp_path / "4.jsonl.gz", gzip.compress(line + b"\0" * 100_000_000))
    articles, skipped, _ = split(list(read(tmp_path)))
    assert [reason.split(" (")[0] for reason in skipped] == [
        "cannot be read to its end",
        "cannot be read to its end",
        "longer than 11,000,000 bytes, the limit for one article",
        "more than 1,000 bytes in the file, the rest is not read",
    ]
    assert len(articles) == 1


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), b"\xff\xfe\x00", b""])
def test_binary_files_under_a_text_name_are_reported(tmp_path: Path, data: bytes) -> None:
    articles, skipped, _ = split(list(read(written(tmp_path / "a.txt", data))))
    assert not articles
    assert len(skipped) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ARABIC, "ar"),
        ("وزیر امور خارجه ایران با همتای روس خود در تهران دیدار کرد", "fa"),
        ("وزیر خارجہ نے اسلام آباد میں اپنے ہم منصب سے ملاقات کی", "ur"),
        ("Президент России прибыл в Пекин", "ru"),
        ("Президент України прибув до Києва і зустрівся", "uk"),
        ("国务院总理李强在杭州会见俄罗斯总理", "zh"),
        ("首相は北京で会談した", "ja"),
        ("대통령은 베이징에서 회담했다", "ko"),
        ("President Xi Jinping met Vladimir Putin in Beijing on Tuesday.", "en"),
        ("Le président Xi Jinping a rencontré Vladimir Poutine à Pékin mardi.", "fr"),
        ("قال الرئيس الأميركي (Donald Trump) في منشور على Truth Social", "ar"),
    ],
)
def test_languages_are_told_by_their_letters(text: str, code: str) -> None:
    guess = language_of(text)
    assert guess is not None
    assert guess.code == code


def test_a_text_too_short_to_tell_is_said_to_be(tmp_path: Path) -> None:
    articles, _, notes = split(list(read({"text": "Li met Mishustin.", "published": "2025-11-03"})))
    assert articles[0].lang == "en"
    assert notes == ["lang: not given, and too little text to be sure; taken for 'en'"]
