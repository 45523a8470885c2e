"""Names that no table, title or given name vouches for, where the sentence treats them as a person's.

"Tarik Mbeloso, a customs officer, said …": two capitalised words that nobody knows, with a description in apposition
behind them, or right beside a verb that somebody does.
"""

from __future__ import annotations

from kg.extract.drafts import Draft
from kg.extract.names import name_end
from kg.extract.persons import append_titles
from kg.extract.scan import Scan

WORDS = (2, 4)  # how many words such a name has
FAR = 4  # how many words of a description may stand before the one that says what the person is


def strange_name(s: Scan, i: int) -> Draft | None:
    """A person's phrase at token i by the look of the words and what stands beside them, or None."""
    if not s.lexicon.capitals or not _strange(s, i) or (i and s.is_capital(i - 1) and not s.line_start(i)):
        return None
    end = name_end(s, i)
    if not WORDS[0] <= end - i <= WORDS[1] or not all(_strange(s, k) for k in range(i, end)):
        return None
    if not _acts(s, i, end):
        return None
    draft = Draft(i, end, (i, end), "person", "name.strange", name=(i, end))
    append_titles(s, draft)
    return draft


def _strange(s: Scan, k: int) -> bool:
    """Is token k a capitalised word of plain letters that no table and no list knows?"""
    word = s.words[k]
    plain = len(word) > 1 and word.replace("-", "").replace("'", "").isalpha() and not word.isupper()
    known = s.entries[k] or s.classes[k] or s.lowers[k] in s.lexicon.common
    return s.is_capital(k) and plain and not known


def _acts(s: Scan, first: int, end: int) -> bool:
    """Does the sentence treat tokens first to end as somebody: a description behind, or a verb beside?"""
    if end >= len(s):
        return False
    if s.words[end] == "," and end + 2 < len(s) and s.words[end + 1].isdigit() and s.words[end + 2] == ",":
        return True  # "A B, 50, from C,"
    if s.words[end] == "," and end + 1 < len(s):
        return s.lowers[end + 1] in s.lexicon.relatives or _described(s, end + 1)
    behind = s.lowers[end] in s.lexicon.deeds and not s.is_capital(end)
    return behind or (first > 0 and s.lowers[first - 1] in s.lexicon.deeds and not s.line_start(first))


def _described(s: Scan, i: int) -> bool:
    """Does the description at token i ("a senior customs officer") say what a person is?"""
    for k in range(i, min(i + FAR + 1, len(s))):
        if s.has(k, "head"):
            return True
        if not s.words[k].replace("-", "").isalpha():
            return False
    return False
