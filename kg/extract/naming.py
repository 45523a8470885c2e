"""Compare names and titles within one article."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from kg.extract.lexicon import Lexicon
from kg.extract.linking import skeleton
from kg.extract.tokens import Tokens

SPELLING = 84  # of 100, on consonants: two spellings of one word of a name inside one article


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a title.

    `content` is without article, determiners, nations and honorifics; `under` are its words of a lower rank; `world`
    tells whether it speaks of a body of no one state.
    """

    content: tuple[str, ...]
    head: str
    under: frozenset[str]
    honorifics: tuple[str, ...]
    definite: bool
    world: bool = False


def describe(tokens: Tokens, lexicon: Lexicon, first: int, last: int) -> Phrase:
    """The words that matter of tokens first to last."""
    content: list[str] = []
    honorifics: list[str] = []
    definite, world = lexicon.capitals, False
    k = first
    while k < last:
        word = tokens.lowers[k]
        end, classes = _classes(tokens, lexicon, k, last)
        hit = lexicon.names.longest(tokens.norms, k) if tokens.norms[k] in lexicon.names.lengths else None
        if hit and hit[0] <= last and any(e.kind in ("demonym", "nation", "seat", "crown") for e in hit[1]):
            definite = (
                definite or any(e.kind != "demonym" for e in hit[1]) or _has_article(tokens.norms[k], lexicon)
            )
            if first == k and hit[0] == last:
                content += tokens.lowers[k : hit[0]]
            k = hit[0]
            continue
        if "determiner" in classes or "possessive" in classes or "quantifier" in classes:
            if word in lexicon.indefinite:
                definite = False
            k = max(k + 1, end)
            continue
        if "honorific" in classes and "head" not in classes:
            honorifics += [
                w[len(lexicon.article) :] if _has_article(w, lexicon) else w for w in tokens.lowers[k:end]
            ]
            k = end
            continue
        if tokens.attached[k] or not word[:1].isalnum():
            k += 1
            continue
        if _has_article(word, lexicon):
            definite = True
            word = word[len(lexicon.article) :]
        if word in lexicon.world:
            world = world or not _of_a_topic(tokens, lexicon, k)
        elif word not in lexicon.filler:
            content.append(word)
        k += 1
    under = frozenset(w for w in content if w in lexicon.under)
    return Phrase(tuple(content), _head(content, lexicon), under, tuple(honorifics), definite, world)


def _of_a_topic(tokens: Tokens, lexicon: Lexicon, k: int) -> bool:
    """Is the adjective at token k that of a ministry's field ("international cooperation")?"""
    other = k + 1 if lexicon.capitals else k - 1
    return (
        0 <= other < len(tokens.lowers)
        and tokens.lowers[other].removeprefix(lexicon.article) in lexicon.topics
    )


def _classes(tokens: Tokens, lexicon: Lexicon, k: int, last: int) -> tuple[int, frozenset[str]]:
    if tokens.lowers[k] not in lexicon.vocabulary.lengths:
        return k + 1, frozenset()
    found = lexicon.vocabulary.longest(tokens.lowers, k)
    return (found[0], frozenset(found[1])) if found and found[0] <= last else (k + 1, frozenset())


def _has_article(word: str, lexicon: Lexicon) -> bool:
    return bool(lexicon.article) and word.startswith(lexicon.article) and len(word) > len(lexicon.article) + 1


def _head(content: list[str], lexicon: Lexicon) -> str:
    """The office word: the first where it leads, else the last before a preposition."""
    if not content:
        return ""
    if not lexicon.capitals:
        return content[0]
    stop = next((k for k, w in enumerate(content) if w in lexicon.links), len(content))
    return content[max(stop - 1, 0)]


def covers(short: Phrase, long: Phrase) -> bool:
    """Can `short` be a shorter way to say `long`? ("the minister", "the minister of foreign affairs")"""
    if not short.content or short.under != long.under:
        return False
    rest = list(long.content)
    for word in short.content:
        if word not in rest:
            return False
        rest.remove(word)
    return short.head == long.head or short.head in long.content[:1]


def join_name(words: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """A name with its particles of descent joined to the next word, and without those that only link generations.

    >>> from kg.extract.lexicon import load
    >>> join_name(("عبد", "الله", "بن", "زايد"), load("ar"))
    ('عبدالله', 'زايد')
    """
    out: list[str] = []
    prefix = ""
    for word in words:
        low = word.lower()
        if low in lexicon.joiners:
            prefix += word
        elif low in lexicon.particles and not prefix and low not in lexicon.suffixes:
            continue
        else:
            out.append(prefix + word)
            prefix = ""
    return tuple(out) if out else words


def _fathers(raw: tuple[str, ...], word: str, lexicon: Lexicon) -> bool:
    """Does the word stand in the name only as the name of a forefather?"""
    return all(
        k > 0 and raw[k - 1].lower() in lexicon.descent
        for k, w in enumerate(raw)
        if same_word(w, word, lexicon)
    )


def matches_name(a: tuple[str, ...], raw: tuple[str, ...], lexicon: Lexicon, *, titled: bool = False) -> int:
    """How surely two names of one article are one person's: 0 not, 1 one shared word, 2 two or more, 3 the same."""
    b = join_name(raw, lexicon)
    if a == b:
        return 3
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    descent = any(w.lower() in lexicon.descent for w in raw)
    if len(short) == 1:
        word = short[0]
        places = [k for k, w in enumerate(long) if same_word(word, w, lexicon)]
        if not places:
            return 0
        if titled and places[-1] == len(long) - 1:
            return 1
        if places[-1] > 0 or len(long) == 1:
            return 0 if descent and long is b and _fathers(raw, word, lexicon) else 1
        return 1 if titled else 0
    if descent and not same_word(short[0], long[0], lexicon):
        return 0
    k = 0
    for word in long:
        if k < len(short) and same_word(short[k], word, lexicon):
            k += 1
    return 2 if k == len(short) else 0


def same_word(a: str, b: str, lexicon: Lexicon) -> bool:
    """Are two words of names spellings of one?"""
    x, y = a.lower().removeprefix(lexicon.article), b.lower().removeprefix(lexicon.article)
    if x == y:
        return True
    if min(len(x), len(y)) < 4 or x[0] != y[0]:
        return False
    return ratio(skeleton(x), skeleton(y)) >= SPELLING and ratio(x, y) >= SPELLING - 12
