"""The article in an HTML page: text, captions, title, address and day of publication."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from kg.articles.decode import UnreadableError

# Where pages of news sites give the day of publication, the surest place first.
_META_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@name='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='pubdate' or @name='publishdate' or @name='date']/@content",
    "//meta[@name='dc.date' or @name='DC.date.issued']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//article//time/@datetime",
)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def page_fields(data: bytes) -> dict[str, object]:
    """Read a page into the fields of an article record; `UnreadableError` where it holds no article.

    The day comes from JSON-LD or meta elements. Only then is it guessed, and a guess of 1 January is dropped: it is
    mostly the year of a copyright line. Captions are added below the text, since they often hold place and date.
    """
    # half a second to load: only where there is a page to read
    from lxml import etree
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    try:
        tree = load_html(data)
        if tree is None:
            raise UnreadableError("no HTML in it")
        day = _day(tree)
        captions = _captions(tree)
        found = bare_extraction(tree, include_comments=False, include_tables=False, with_metadata=True)
    except UnreadableError:
        raise
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
        RecursionError,
        etree.LxmlError,
    ) as problem:
        # the reader of pages is third-party code on hostile input: what it cannot take is one page lost, and reported
        raise UnreadableError(f"HTML that cannot be read ({type(problem).__name__})") from problem
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise UnreadableError("no article text found in the page")
    text = str(found.text)
    added = [caption for caption in captions if caption not in text]
    guess = found.date if found.date and not str(found.date).endswith("-01-01") else None
    return {
        "text": "\n".join((text, *added)),
        "title": found.title,
        "source": found.sitename,
        "url": found.url,
        "published": day or guess,
        "lang": tree.get("lang"),
    }


def _day(tree: object) -> str | None:
    for value in (*_linked_dates(tree), *(found for path in _META_DATES for found in _strings(tree, path))):
        match = _ISO_DAY.match(value.strip())
        if match:
            return match.group()
    return None


def _linked_dates(tree: object) -> Iterator[str]:
    """`datePublished` of the objects in JSON-LD scripts."""
    for script in _strings(tree, "//script[@type='application/ld+json']/text()"):
        try:
            found = json.loads(script)
        except (ValueError, RecursionError):
            continue
        waiting: list[object] = [found]
        while waiting:
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting.extend(item)
            elif isinstance(item, Mapping):
                value = item.get("datePublished")
                if isinstance(value, str):
                    yield value
                waiting.extend(item[key] for key in ("@graph", "mainEntity") if key in item)


def _captions(tree: object) -> list[str]:
    found: list[str] = []
    for node in tree.xpath("//figcaption"):  # type: ignore[attr-defined]
        caption = " ".join("".join(node.itertext()).split())
        if caption and caption not in found:
            found.append(caption)
    return found


def _strings(tree: object, path: str) -> list[str]:
    return [str(value) for value in tree.xpath(path)]  # type: ignore[attr-defined]
