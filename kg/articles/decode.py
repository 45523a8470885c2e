"""Bytes to text and lines: encodings, packed files and limits, so that no file costs more than it may."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from typing import IO

from kg.articles.values import MAX_FILE, MAX_LINE, MAX_UNPACKED

# Bytes asked for at a time while the rest of an overlong line is passed over.
_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How often a zero byte must stand among the first bytes for text in UTF-16 without a mark; binary files have fewer.
_UTF16_SHARE = 0.35
# Encodings of the times before Unicode, in the order in which they are tried on text that is not UTF-8.
_LEGACY = ("windows-1256", "windows-1251", "windows-1252")
PACKED_ERRORS = (EOFError, OSError, zlib.error)


Bytes = IO[bytes] | gzip.GzipFile


class UnreadableError(Exception):
    """A file or line that cannot become text: the reason, in words for the report."""


def unpacked(stream: Bytes) -> gzip.GzipFile:
    """Open a gzip stream for reading; its size is checked while it is read."""
    return gzip.GzipFile(fileobj=stream, mode="rb")


def whole(stream: Bytes, limit: int = MAX_FILE) -> bytes:
    """Read a file whole, or raise `UnreadableError` where it is longer than `limit` bytes."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise UnreadableError(f"longer than {limit:,} bytes, the limit for one article")
    return data


def text_of(data: bytes) -> tuple[str, str]:
    r"""Decode a text file: the text and the encoding that fitted.

    >>> text_of("سلام".encode("windows-1256"))
    ('سلام', 'windows-1256')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), encoding
    try:
        text = data.decode("utf-8")
        if "\0" not in text:
            return text, "utf-8"
    except UnicodeDecodeError:
        pass
    if 0 in data:
        head = data[:4000]
        if head.count(0) < _UTF16_SHARE * len(head):
            raise UnreadableError("zero bytes inside: no text file")
        encoding = "utf-16-le" if head[1::2].count(0) >= head[0::2].count(0) else "utf-16-be"
        return _strictly(data, encoding), encoding
    return _legacy(data)


def lines_of(stream: Bytes, first: bytes | None = None) -> Iterator[tuple[int, str | UnreadableError]]:
    """Give the lines of a JSONL file with their numbers; a line that cannot be used is given as its `UnreadableError`.

    `first` is the first line where it has been read already. At most `MAX_LINE` bytes are held at a time, and reading
    ends after `MAX_UNPACKED` bytes.
    """
    if first is None:
        first = stream.readline(MAX_LINE + 1)
    mark = next((encoding for mark, encoding in _MARKS if first.startswith(mark)), None)
    if mark not in (None, "utf-8-sig"):
        yield from _marked_lines(first, stream, str(mark))
        return
    number, used, line = 0, 0, first.removeprefix(codecs.BOM_UTF8)
    while line:
        number += 1
        used += len(line)
        if used > MAX_UNPACKED:
            yield (
                number,
                UnreadableError(f"more than {MAX_UNPACKED:,} bytes in the file, the rest is not read"),
            )
            return
        if len(line) > MAX_LINE:
            used += _pass_over(stream, line, MAX_UNPACKED - used)
            yield number, UnreadableError(f"longer than {MAX_LINE:,} bytes, the limit for one line")
        else:
            yield number, _line(line)
        line = stream.readline(MAX_LINE + 1)


def _line(line: bytes) -> str | UnreadableError:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as problem:
        return UnreadableError(f"not UTF-8 (byte {problem.start + 1} of the line)")


def _pass_over(stream: Bytes, line: bytes, most: int) -> int:
    passed = 0
    while line and not line.endswith(b"\n") and passed <= most:
        line = stream.readline(_CHUNK)
        passed += len(line)
    return passed


def _marked_lines(first: bytes, stream: Bytes, encoding: str) -> Iterator[tuple[int, str | UnreadableError]]:
    try:
        text = _strictly(first + whole(stream, 4 * MAX_FILE), encoding)
    except UnreadableError as problem:
        yield 1, problem
        return
    yield from enumerate(io.StringIO(text, newline="\n"), 1)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise UnreadableError(f"not {encoding} (byte {problem.start + 1})") from problem


def _legacy(data: bytes) -> tuple[str, str]:
    """Choose among the older encodings the one in which most letters beyond ASCII belong to its own alphabet."""
    high = sum(byte > 127 for byte in data)
    latin = sum(65 <= byte & 0xDF <= 90 for byte in data) > high
    scored = []
    for place, encoding in enumerate(_LEGACY):
        text = data.decode(encoding, errors="replace")
        own = sum(_plausible(letter, encoding) for letter in text)
        # accented letters among plain ones are a language of Latin script, whatever alphabet their bytes also fit
        share = own / high if latin == (encoding == "windows-1252") else 0.0
        scored.append((share, -place, text, encoding))
    share, _, text, encoding = max(scored, key=lambda row: row[:2])
    if share < 0.5 or "\ufffd" in text:
        raise UnreadableError("neither UTF-8 nor UTF-16 nor a known older encoding")
    return text, encoding


def _plausible(letter: str, encoding: str) -> bool:
    point = ord(letter)
    if encoding == "windows-1256":
        return 0x060C <= point <= 0x06FF
    if encoding == "windows-1251":
        # Russian prose is nearly all small letters; Arabic read as Russian is an even mix of small and capital
        return 0x0430 <= point <= 0x045F
    return 0x00C0 <= point <= 0x017F or 0x2013 <= point <= 0x2026
