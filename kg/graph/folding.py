"""Keys on which names from different articles are compared, and identifiers made of content."""

from __future__ import annotations

import hashlib
import unicodedata

# The letter stretcher of Arabic script is a letter to Unicode, so that no category tells it from a real one.
_STRETCHER = "\u0640"


def fold(name: str) -> str:
    """Reduce a name to what does not change from newspaper to newspaper: no marks, no case, single spaces, no signs.

    >>> fold("  Élysée-PALACE ")
    'elysee palace'
    """
    plain = unicodedata.normalize("NFKD", name).replace(_STRETCHER, "")
    kept = (
        char if char.isalnum() else " "
        for char in plain
        if not unicodedata.combining(char) and unicodedata.category(char) != "Cf"
    )
    return " ".join("".join(kept).casefold().split())


def digest(*parts: object) -> str:
    """Give 16 hexadecimal digits that depend on all `parts` and on nothing else.

    The parts are joined with their lengths, so that ("ab", "c") and ("a", "bc") differ; a lone surrogate counts too.

    >>> digest("ab", "c") == digest("a", "bc")
    False
    """
    texts = [str(part) for part in parts]
    joined = "".join(f"{len(text)}:{text}" for text in texts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]
