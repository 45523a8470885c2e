"""Where a person's name ends: by capital letters, or by the words that cannot go on with a name."""

from __future__ import annotations

from kg.extract.scan import Scan

MAX_NAME = 8  # tokens, particles included
SHORT = 5  # letters of a word that is a name whatever it ends in ("Shehata")
_NOT_NAME = (
    "head", "heads", "agent", "agents", "organization", "government", "group", "sides", "counterpart", "counterparts",
    "reverence", "honorific", "quantifier", "determiner", "link", "conjunction", "place_words",
)  # fmt: skip


def name_end(s: Scan, i: int) -> int:
    """The end (exclusive) of the person's name that begins at token i, a place for a name; i without one."""
    known = s.entry(i, "person")
    if known and known[0] == i + 1 and is_word(s, i) and not given_name(s, i):
        known = None
    local = s.local.longest(s.words, i) if s.is_letters(i) and s.words[i] in s.local.lengths else None
    best = max(known[0] if known else i, local[0] if local else i)
    free = _by_capitals(s, i) if s.lexicon.capitals else _by_words(s, i)
    if best > i and not s.lexicon.capitals and not (best == i + 1 and given_name(s, i)):
        return _extend(s, best)
    if free == i + 1 and s.lexicon.capitals and len(s.words[i]) == 1:
        free = i  # "head of Division I"
    return max(best, free)


def given_name(s: Scan, i: int) -> bool:
    """Is token i a given name that is no common word?"""
    if i >= len(s):
        return False
    word = s.words[i]
    if word not in s.lexicon.given:
        return False
    # Where folding makes a name and a common word one ("Ali" and "on"), the letters as written decide.
    return word not in s.lexicon.doubtful or s.tokens.word(i) in s.lexicon.written


def _extend(s: Scan, k: int) -> int:
    """Go on after a known name with a particle of descent and the name after it."""
    while s.has(k, "particle_open") == k + 1 and _goes_on(s, k + 1):
        k += 2
    if (
        k < len(s)
        and s.definite(k)
        and s.words[k].endswith(s.lexicon.family_ends)
        and not (is_word(s, k) or s.classes[k] or s.entries[k] or s.words[k] in s.lexicon.never_tail)
    ):
        return k + 1
    return k


def is_word(s: Scan, k: int) -> bool:
    """Is token k a common word, also with particles that the tokenizer had no reason to cut off?"""
    word = s.words[k]
    if word in s.lexicon.common or word in s.lexicon.triggers:
        return True
    if s.lexicon.capitals or word in s.lexicon.known:
        return word in s.lexicon.doubtful and s.tokens.word(k) not in s.lexicon.spelled
    return s.lexicon.split(word, s.lexicon.common)[-1][1] in s.lexicon.common


def _owned(s: Scan, k: int) -> bool:
    """Does token k look like a noun with the pronoun of its owner ("X his-resignation"), which no table knows?"""
    word = s.words[k]
    return len(word) > SHORT and word.endswith(s.lexicon.owned) and word not in s.lexicon.known


def _behind_owned(s: Scan, k: int) -> bool:
    """Is token k a common noun with its owner's pronoun behind a preposition ("by-his-victory")?"""
    word, by = s.words[k], s.lexicon.owned_behind
    return word.startswith(by) and word[-1] == s.lexicon.owner and word[1:-1] in s.lexicon.common


def _goes_on(s: Scan, k: int) -> bool:
    return s.is_letters(k) and not s.is_particle(k) and s.words[k] not in s.lexicon.common


def _by_words(s: Scan, i: int) -> int:
    """The end of a name in a language without capital letters."""
    k = i
    while k < len(s) and k - i < MAX_NAME:
        if k == i + 1 and s.is_particle(k) and _cut_name(s, i, k):
            k += 2  # a letter of the name that looked like a particle
            continue
        if not s.is_letters(k) or s.is_particle(k):
            break
        word = s.words[k]
        if s.has(k, "particle_open") == k + 1 and k + 1 < len(s) and _after_particle(s, k + 1):
            k += 2
            if not _after_descent(s, k):
                break
            continue
        if given_name(s, k) and not (k > i and _title_starts(s, k)):
            k += 1
            continue
        if (
            k > i + 2
            and s.has(k - 2, "descent")
            and s.definite(k)
            and s.entry(k, "demonym")
            and not s.has(k + 1, "head")
        ):
            k += 1  # a family name that is the adjective of a place
            break
        if k == i + 1 and (_family_before_mark(s, k) or _between_commas(s, i, k)):
            k += 1
            break
        if (
            word[0].isascii()
            or "-" in word
            or is_word(s, k)
            or _other(s, k, i)
            or _behind_owned(s, k)
            or (k > i and _owned(s, k))
        ):
            break
        if s.definite(k):
            if k == i or s.has(k, "tail", *_NOT_NAME):
                break
            k += 1
            family = k < len(s) and s.definite(k) and not (is_word(s, k) or s.classes[k] or s.entries[k])
            if not family and s.has(k, "particle_open") != k + 1:
                break
            continue
        if k > i + 1 and word.startswith(s.lexicon.verb_starts) and len(word) > 3:
            break
        k += 1
    return k


def _family_before_mark(s: Scan, k: int) -> bool:
    """Is a common word with the article the family name, between a rank with a given name and a mark or "and"?"""
    if not s.definite(k) or s.entries[k] or s.classes[k] or s.words[k] in s.lexicon.never_tail:
        return False
    closed = k + 1 >= len(s) or not s.is_letters(k + 1) or bool(s.has(k + 1, "conjunction"))
    ranked = any(s.has(j, "honorific") == k - 1 for j in range(max(0, k - 5), k - 1))
    return closed and ranked and given_name(s, k - 1)


def _between_commas(s: Scan, i: int, k: int) -> bool:
    """`the head of the union, Muharram Hilal, said`: a given name and a family name that is a common word, set off."""
    marks = (",", "،")
    if i == 0 or k + 1 >= len(s) or s.words[i - 1] not in marks or s.words[k + 1] not in marks:
        return False
    plain = s.is_letters(k) and not (s.entries[k] or s.classes[k] or s.words[k] in s.lexicon.triggers)
    return plain and given_name(s, i) and len(s.words[k]) > 2


def _title_starts(s: Scan, k: int) -> bool:
    """Does a title begin at token k with a word that is a given name as well ("X the-assistant of the spokesman")?"""
    return bool(s.has(k, "head")) and bool(s.has(k + 1, "head"))


def _cut_name(s: Scan, i: int, k: int) -> bool:
    """Is the particle at token k the first letter of the family name after the given name at token i?

    It is where no table, list or rule knows what stands after it, and it is written as one word.
    """
    after = k + 1
    if (
        after >= len(s)
        or not s.is_letters(after)
        or s.is_particle(after)
        or s.tokens.ends[k] != s.tokens.starts[after]
    ):
        return False
    word = s.words[after]
    if not given_name(s, i) or s.definite(after) or s.entries[after] or s.classes[after]:
        return False
    titled = s.entry(i - 1, "demonym", "nation") or s.has(i - 1, "honorific") or s.definite(i - 1)
    if (
        not titled
        or s.entry(i, "person")
        or s.local.lengths.get(s.words[i])
        or word.endswith(s.lexicon.pronouns)
    ):
        return False
    return not (is_word(s, after) or word in s.lexicon.given or s.local.lengths.get(word))


def _after_descent(s: Scan, k: int) -> bool:
    """Can a name go on after "son of X"? Only with another particle, a family name with article, or a known word."""
    if k >= len(s) or not s.is_letters(k) or s.is_particle(k):
        return False
    return bool(
        s.definite(k)
        or s.has(k, "particle_open") == k + 1
        or s.words[k] in s.lexicon.given
        or s.words[k] in s.local.lengths
    ) or (s.words[k] not in s.lexicon.common and s.words[k] in s.lexicon.known)


def _after_particle(s: Scan, k: int) -> bool:
    if s.words[k - 1] in s.lexicon.joiners and s.definite(k):
        return True  # "servant of the One": a name, whatever the word means
    return (
        s.is_letters(k)
        and not s.is_particle(k)
        and (s.words[k] in s.lexicon.given or s.words[k] not in s.lexicon.common)
    )


def _other(s: Scan, k: int, first: int) -> bool:
    """Is token k something else than a part of a name?"""
    word = s.words[k]
    if len(word) < 2 or s.has(k, *_NOT_NAME):
        return s.has(k, "particle") != k + 1
    hit = s.entries[k][0][1] if s.entries[k] else None
    if hit is None:
        return bool(s.has(k, "tail")) and not s.definite(k)
    return hit.kind in ("nation", "demonym", "seat", "organization") or (hit.kind == "city" and k == first)


def _by_capitals(s: Scan, i: int) -> int:
    """The end of a name in a language with capital letters."""
    k, last = i, i
    while k < len(s) and k - i < MAX_NAME:
        if s.has(k, "particle") == k + 1 and not s.is_capital(k):
            if k == i or not (s.is_capital(k + 1) or s.has(k + 1, "particle") == k + 2):
                break
            k += 1
            continue
        if not s.is_capital(k) or (k > i and s.line_start(k)):
            break
        if _not_capital_name(s, k, first=k == i):
            break
        k += 1
        if len(s.words[k - 1]) == 1 and k < len(s) and s.words[k] == ".":
            k += 1
        last = k
    if last > i and all(
        s.lowers[j] in s.lexicon.common for j in range(i, last) if s.words[j] not in s.lexicon.given
    ):
        return i if not any(s.words[j] in s.lexicon.given for j in range(i, last)) else last
    return last


def _not_capital_name(s: Scan, k: int, *, first: bool) -> bool:
    low = s.lowers[k]
    if (
        s.has(
            k,
            "determiner",
            "honorific",
            "heads",
            "sides",
            "quantifier",
            "conjunction",
            "portfolio",
            "weekday",
        )
        == k + 1
    ):
        return True
    if s.has(k, "head") and low not in s.lexicon.surnames:
        return True
    if s.has(k, "organization", "group", "government") == k + 1:
        return True
    hit = s.entries[k][0] if s.entries[k] else None
    if hit is not None and hit[1].kind != "person" and (first or hit[1].kind != "city"):
        return s.words[k] not in s.lexicon.given
    if low not in s.lexicon.common or s.words[k] in s.lexicon.given:
        return False
    return not (s.is_capital(k + 1) and not s.line_start(k + 1)) if first else not s.is_capital(k - 1)
