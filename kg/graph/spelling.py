"""Names in different spellings and scripts: which may be one, by their consonants. It proposes and never decides."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from kg.graph.folding import fold
from kg.resources import package_path

# Shorter skeletons are shared by too many names.
SHORTEST = 4


@cache
def _sounds() -> Mapping[str, str]:
    table = tomllib.loads(package_path("data", "sounds.toml").read_text(encoding="utf-8"))
    return {letter: sound for sound, letters in table.items() for letter in letters}


def sound_key(name: str) -> str:
    """The consonants of a full name in any script, empty where they are too few to mean anything.

    >>> sound_key("Peter Thomson") == sound_key("بيتر ثومسون") == "PTRTMSN"
    True
    >>> sound_key("Ali")
    ''
    """
    folded, sounds = fold(name), _sounds()
    if " " not in folded:
        return ""
    key = ""
    for letter in folded:
        sound = sounds.get(letter, "")
        if sound and not key.endswith(sound):
            key += sound
    return key if len(key) >= SHORTEST else ""
