"""Text from outside on its way to a terminal."""

from __future__ import annotations


def printable(text: str) -> str:
    r"""Put a space for whatever is no visible letter: codes that colour, erase, rename windows or reverse the line.

    >>> printable("a\x1b[31mb\u202ec")
    'a [31mb c'
    """
    return "".join(letter if letter.isprintable() else " " for letter in text)
