"""What reading gives besides articles, and the limits within which it works."""

from __future__ import annotations

from dataclasses import dataclass

# The longest news article known to us has under 200 KB; a book fits into 5 MB. What is longer is no article.
MAX_TEXT = 5_000_000
# A line of JSON may write each letter as \uXXXX: up to three times the UTF-8 bytes of an Arabic text.
MAX_LINE = 3 * MAX_TEXT + 1_000_000
# Text and HTML are read whole; UTF-16 and markup may double the size of a text at the limit.
MAX_FILE = 2 * MAX_TEXT + 1_000_000
# A .gz may unpack to a thousand times its size. Lines are streamed, so that this bounds time and not memory.
MAX_UNPACKED = 2_000_000_000
# Lines without a record, blank ones included, after which a file that has more of them than of records is read no
# further: two gigabytes of them would fit into a packed file of two megabytes, and each has an entry in the report.
MAX_BROKEN = 100_000
# An id stands in IRIs, file listings and tables. What is longer is replaced by a content hash.
MAX_ID = 200
# Titles, sources and addresses that are longer than this are accidents of the input.
MAX_FIELD = 4_000


@dataclass(frozen=True, slots=True)
class Skipped:
    """Input that gave no article: the file as the user named it, the line (from 1) where one is to blame, and why.

    >>> str(Skipped("a.jsonl", 3, "no text"))
    'a.jsonl, line 3: no text'
    """

    path: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        return f"{self.path}{f', line {self.line}' if self.line else ''}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Noted:
    """Something about an article that was read which its reader should know: a field not usable, a date unknown."""

    path: str
    line: int | None
    article: str
    note: str

    def __str__(self) -> str:
        return f"{self.path}{f', line {self.line}' if self.line else ''}: {self.article}: {self.note}"
