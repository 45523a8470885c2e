"""Reading HTML: the article's text, and a day of publication that is never a guess from a copyright line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.articles import Noted, Skipped, read
from kg.model import Article

BODY = "".join(
    f"<p>استقبل رئيس مجلس الدولة الصيني نظيره الروسي في مدينة هانغتشو، وبحث الجانبان التعاون الاقتصادي بين البلدين. ({n})</p>"
    for n in range(4)
)
FOOT = "<footer>جميع الحقوق محفوظة © 2025</footer>"


def page(head: str = "", body: str = BODY) -> str:
    return f"<!DOCTYPE html><html lang='ar'><head><title>لقاء في هانغتشو</title>{head}</head><body><article>{body}</article>{FOOT}</body></html>"


def one(tmp_path: Path, html: str | bytes) -> tuple[Article, list[str]]:
    path = tmp_path / "a.html"
    path.write_bytes(html if isinstance(html, bytes) else html.encode())
    items = list(read(path))
    (article,) = (item for item in items if isinstance(item, Article))
    return article, [item.note for item in items if isinstance(item, Noted)]


def test_text_title_and_language(tmp_path: Path) -> None:
    article, _ = one(tmp_path, page())
    assert "نظيره الروسي في مدينة هانغتشو" in article.text
    assert "الحقوق" not in article.text
    assert (article.title, article.lang) == ("لقاء في هانغتشو", "ar")


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-11-03T10:00:00+08:00"}</script>',
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"datePublished": "2025-11-03"}]}</script>',
        '<script type="application/ld+json">{broken</script><meta property="article:published_time" content="2025-11-03T01:00Z">',
        '<meta itemprop="datePublished" content="2025-11-03">',
    ],
)
def test_the_day_comes_from_metadata(tmp_path: Path, head: str) -> None:
    assert one(tmp_path, page(head))[0].published == "2025-11-03"


def test_a_year_in_a_copyright_line_is_no_day(tmp_path: Path) -> None:
    article, notes = one(tmp_path, page(body="<p>الاثنين 12 جمادى الأولى 1447 هـ</p>" + BODY))
    assert article.published is None
    assert not notes


def test_captions_are_kept_once(tmp_path: Path) -> None:
    caption = "رئيس الوزراء الروسي لدى وصوله إلى هانغتشو، 3 نوفمبر"
    html = page(
        body=f"<figure><img src='a.jpg'><figcaption>{caption}</figcaption></figure>{BODY}<figure><figcaption>{caption}</figcaption></figure>"
    )
    assert one(tmp_path, html)[0].text.count(caption) == 1


def test_a_page_in_windows_1256(tmp_path: Path) -> None:
    html = page("<meta charset='windows-1256'>").encode("windows-1256", "xmlcharrefreplace")
    assert "نظيره الروسي" in one(tmp_path, html)[0].text


@pytest.mark.parametrize(
    "html",
    [
        b"",
        b"\0\0\0",
        b"<html></html>",
        b"<div>" * 50_000,
        b"<!-- " * 10_000,
        b"<svg><script>alert(1)</script></svg>",
    ],
)
def test_pages_without_an_article_are_reported(tmp_path: Path, html: bytes) -> None:
    (tmp_path / "a.html").write_bytes(html)
    (item,) = read(tmp_path / "a.html")
    assert isinstance(item, Skipped)


def test_hostile_markup_ends_in_plain_text(tmp_path: Path) -> None:
    article, _ = one(
        tmp_path, page(body=BODY + "<p onclick=alert(1)>نص <script>alert(2)</script>أخير في هذا الخبر</p>")
    )
    assert "alert" not in article.text
