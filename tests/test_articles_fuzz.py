"""Reading never breaks: whatever the bytes are, each file gives articles that can be written, or says why not."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.articles import Noted, Skipped, read
from kg.model import Article

NAMES = ["a.jsonl", "a.json", "a.txt", "a.html", "a", "a.jsonl.gz", "a.txt.gz", "a.html.gz"]
PIECES = [
    b'{"text": "', b'"}', b"\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\\ud800", b"\\u0000", b"[", b"{", b'"id": 1, ', b"<html><body><p>",
    b"</p>", b"<!--", b"<script>", b"&#0;", b"&#xD800;", b"<figcaption>", "التقى الوزير نظيره".encode(), "التقى".encode("windows-1256"),
    "Он прибыл".encode("windows-1251"), "\u202e\u200f".encode(), b'"published": "2025-11-03"', b"\x1f\x8b\x08", b"1e999", b"NaN", b" " * 50,
]  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
FIELDS = ["id", "url", "source", "lang", "published", "title", "text", "other"]
SETTINGS = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(items: list[Article | Skipped | Noted]) -> None:
    assert items
    articles = [item for item in items if isinstance(item, Article)]
    assert len({article.id for article in articles}) == len(articles)
    for article in articles:
        assert article.text.strip()
        "\n".join(str(getattr(article, name)) for name in Article.__dataclass_fields__).encode("utf-8")
    for item in items:
        if not isinstance(item, Article):
            str(item).encode("utf-8")


@SETTINGS
@given(
    st.sampled_from(NAMES),
    st.lists(st.sampled_from(PIECES) | st.binary(max_size=20), min_size=1, max_size=12),
    st.booleans(),
)
def test_any_bytes_under_any_name(name: str, pieces: list[bytes], packed: bool) -> None:
    data = b"".join(pieces)
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(gzip.compress(data) if packed else data)
        items = list(read(path))
    if items or "jsonl" not in name:  # blank lines are no records: a file of nothing else gives nothing
        check(items)


@SETTINGS
@given(st.dictionaries(st.sampled_from(FIELDS), VALUES))
def test_any_values_in_any_field(fields: dict[str, object]) -> None:
    check(list(read(fields)))


@SETTINGS
@given(st.text(max_size=300))
def test_any_text_is_kept_as_it_is(text: str) -> None:
    items = list(read(json.loads(json.dumps({"text": text, "lang": "ar"}))))
    assert [item.text for item in items if isinstance(item, Article)] in ([text], [])
    check(items)
