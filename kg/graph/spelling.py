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
    single = {letter: sound for sound, letters in table["letters"].items() for letter in letters}
    return single | {pair: sound for sound, pairs in table["pairs"].items() for pair in pairs}


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
    key, at = "", 0
    while at < len(folded):
        pair = folded[at : at + 2]
        sound = sounds.get(pair) or sounds.get(folded[at], "")
        at += 2 if pair in sounds and len(pair) == 2 else 1
        if sound and not key.endswith(sound):
            key += sound
    return key if len(key) >= SHORTEST else ""
