"""English: inflection of lexicon entries. No particle is written attached, so nothing is split."""

from __future__ import annotations

from collections.abc import Container, Iterator

from kg.extract.language import Form

_VOWELS = "aeiou"


def split(folded: str, known: Container[str]) -> tuple[tuple[int, str], ...]:
    """English words stay whole.

    >>> split("talks", set())
    ((5, 'talks'),)
    """
    return ((len(folded), folded),)


def _third(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + "ed"


def _gerund(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return verb + "ing"


def inflect(entry: str, kind: str) -> Iterator[Form]:
    """The forms of an entry. A verb is "base [past [participle [gerund]]]", with a particle after "+" ("call+on").

    >>> sorted(" ".join(f.words) for f in inflect("meet met", "verb"))
    ['meet', 'meeting', 'meets', 'met', 'met']
    """
    if kind == "verb":
        parts = entry.split()
        base, *particle = parts[0].split("+")
        past = parts[1] if len(parts) > 1 else _past(base)
        participle = parts[2] if len(parts) > 2 else past
        gerund = parts[3] if len(parts) > 3 else _gerund(base)
        for form, tag in ((base, "base"), (_third(base), "present"), (past, "past"), (gerund, "gerund")):
            yield Form((form, *particle), frozenset({tag}))
        yield Form(
            (participle, *particle),
            frozenset({"participle", "past"} if participle == past else {"participle"}),
        )
    elif kind == "noun":
        words = entry.split()
        yield Form(tuple(words), frozenset({"singular"}))
        if not words[-1].endswith("s"):
            yield Form((*words[:-1], _third(words[-1])), frozenset({"plural"}))
    else:
        yield Form(tuple(entry.split()), frozenset())
