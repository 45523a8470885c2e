"""Forms of an adjective of nation, by rule."""

from __future__ import annotations

from collections.abc import Iterator

# use, ending added to every word of the masculine singular
ARABIC_ENDINGS = (
    ("demonym_m", ""),
    ("demonym_f", "ة"),
    ("demonym_pl", "ون"),
    ("demonym_pl", "ين"),
    ("demonym_f_pl", "ات"),
    ("demonym_dual", "ان"),
    ("demonym_dual", "تان"),
    ("demonym_dual", "تين"),
)
INVARIABLE_FIRST = ("جنوب",)
SAME_IN_PLURAL = ("ese", "sh", "ch", "ss", "ois")


def arabic_adjective(masculine: str) -> Iterator[tuple[str, str]]:
    """(use, form) of an Arabic adjective in ي, of one word or two, without the article.

    The dual in -ين is written like the plural and therefore left out; the accusative in alif is given for one word.

    >>> [form for _, form in arabic_adjective("روسي")][:3]
    ['روسي', 'روسية', 'روسيون']
    >>> dict(arabic_adjective("جنوب أفريقي"))["demonym_f"]
    'جنوب أفريقية'
    """
    words = masculine.split()
    for use, ending in ARABIC_ENDINGS:
        yield use, " ".join(word if word in INVARIABLE_FIRST else word + ending for word in words)
    if len(words) == 1:
        yield "demonym_m", masculine + "ا"


def english_plural(singular: str) -> str:
    """The plural noun of an English adjective of nation, empty where it has none of its own.

    >>> english_plural("Russian"), english_plural("Swiss"), english_plural("Thai")
    ('Russians', '', 'Thais')
    """
    return "" if singular.endswith(SAME_IN_PLURAL) or singular in {"Dutch", "Lao"} else singular + "s"
