"""The language of a text, by its letters; a trained identifier only where one script serves many languages."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.resources import languages, package_path

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Letters looked at: enough for shares of one in a hundred, and the same time for a book as for an article.
SAMPLE = 20_000
# Characters given to the trained identifier; more do not change its answer.
IDENTIFY = 3_000
# The identifier's probability from which its answer is believed; below, the text is a heading or a few words.
SURE = 0.5
_CODE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Script:
    """One table of `kg/data/scripts.toml`."""

    name: str
    ranges: tuple[tuple[int, int], ...]
    language: str | None
    identify: tuple[str, ...]
    telling: Mapping[str, frozenset[str]]
    share: float
    attached: str
    spaceless: bool

    def has(self, letter: str) -> bool:
        """Does the letter belong to the script?"""
        return any(first <= ord(letter) <= last for first, last in self.ranges)


@cache
def scripts() -> tuple[Script, ...]:
    """The scripts of the table, by name."""
    tables = _table()
    return tuple(
        Script(
            name=name,
            ranges=tuple((first, last) for first, last in row["ranges"]),
            language=row.get("language"),
            identify=tuple(row.get("identify", ())),
            telling={code: frozenset(letters) for code, letters in sorted(row.get("telling", {}).items())},
            share=row.get("share", 0.0),
            attached=row.get("attached", ""),
            spaceless=row.get("spaceless", False),
        )
        for name, row in sorted(tables.items())
        if name != "same"
    )


@dataclass(frozen=True, slots=True)
class Guess:
    """The language found for a text, and whether there was enough text to be sure."""

    code: str
    sure: bool = True


def language_of(text: str) -> Guess | None:
    """Find the language of a text, None where it has no letters of a known script.

    A text too short to tell is taken for the likeliest language that the package reads, and marked as not sure.

    >>> [language_of(text).code for text in ("التقى الوزير نظيره", "وزیر خارجه با همتای خود دیدار کرد", "Li met Xi.")]
    ['ar', 'fa', 'en']
    """
    letters = Counter(letter for letter in text[:SAMPLE] if letter.isalpha())
    counts = [
        (sum(n for letter, n in letters.items() if script.has(letter)), script.name, script)
        for script in scripts()
    ]
    total, _, script = max(counts, key=lambda row: (row[0], row[1]))
    if not total:
        return None
    if script.language is None:
        return _identified(text, script.identify)
    shares = {code: sum(letters[letter] for letter in own) / total for code, own in script.telling.items()}
    best = max(shares, key=lambda code: (shares[code], code), default=None)
    return Guess(best if best is not None and shares[best] >= script.share else script.language)


def language_code(given: str) -> str | None:
    """Bring a language tag to its two- or three-letter code: ``ar-SA`` to ``ar``; None where it is no tag.

    >>> language_code("ar_SA"), language_code("arz"), language_code("Arabic!")
    ('ar', 'ar', None)
    """
    code = re.split(r"[-_]", given.strip().lower(), maxsplit=1)[0]
    return _table()["same"].get(code, code) if _CODE.fullmatch(code) else None


def _identified(text: str, among: tuple[str, ...]) -> Guess:
    rank = _identifier(among).rank(text[:IDENTIFY])
    code, probability = rank[0]
    if probability >= SURE:
        return Guess(code)
    known = [candidate for candidate, _ in rank if candidate in languages()]
    return Guess(known[0] if known else code, sure=False)


@cache
def _identifier(among: tuple[str, ...]) -> LanguageIdentifier:
    from py3langid.langid import (  # a second to load: only where a text needs it
        MODEL_FILE,
        LanguageIdentifier,
    )

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(among)
    return identifier


@cache
def _table() -> dict[str, dict]:  # type: ignore[type-arg]
    return tomllib.loads(package_path("data", "scripts.toml").read_text(encoding="utf-8"))
