"""Cut an article into words, particles and marks, and these into sentences and quotations.

`Tokens` is the view that all later stages read: parallel tuples, one entry a token, white space left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container
from dataclasses import dataclass, field

from kg.extract.language import Language
from kg.model import Span

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640"
_LETTER = rf"(?:[^\W\d_]|[{_MARKS}])"
_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., H.E.
    r"|[A-Za-z]+\d+(?![^\W\d_])"  # G20
    r"|\d+(?:[.,:٫٬]\d+)*"
    rf"|{_LETTER}+(?:['’](?!s\b){_LETTER}+|[-‐‑]{_LETTER}+)*"
    r"|['’]s\b"
    r"|\.{2,}"
    r"|['’‘]{2}|``"  # quotation marks of two apostrophes
    r"|\S"
)
# tokens; what has no end by then is no sentence, and what is told in it would be compared with all else that is
MAX_SENTENCE = 1_000
MAX_QUOTE = 400  # tokens; a longer "quotation" is a lost mark, and would hide the sentence ends inside it


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text.

    `norms` are folded, `lowers` folded without case. `sentences` and `quotes` are token ranges (last exclusive);
    a quotation includes its marks. `sentence_of` and `quote_of` give the index into them for each token (-1: no
    quotation). `attached` is True where the token is written together with the next one as its particle.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    norms: tuple[str, ...]
    lowers: tuple[str, ...]
    attached: tuple[bool, ...]
    sentences: tuple[tuple[int, int], ...] = ()
    sentence_of: tuple[int, ...] = ()
    quotes: tuple[tuple[int, int], ...] = ()
    quote_of: tuple[int, ...] = field(default=(), repr=False)

    def __len__(self) -> int:
        return len(self.starts)

    def word(self, i: int) -> str:
        """The letters of token `i` as written."""
        return self.text[self.starts[i] : self.ends[i]]

    def span(self, first: int, last: int) -> Span:
        """The text span of tokens `first` to `last` (exclusive)."""
        return Span(self.starts[first], self.ends[last - 1])

    def written(self, span: Span) -> str:
        """The words of `span` as they stand alone: with the letter that an attached particle swallowed before them."""
        i = self.at(span.start)
        surface = span.of(self.text)
        swallowed = i and self.attached[i - 1] and self.starts[i] == span.start and surface
        if swallowed and self.norms[i][:1] != surface[0] and self.norms[i][1:2] == surface[0]:
            return self.norms[i][0] + surface
        return surface

    def at(self, offset: int) -> int:
        """The index of the token that holds or precedes a text offset."""
        return max(0, bisect_right(self.starts, offset) - 1)


def tokenize(text: str, language: Language, known: Container[str] = frozenset()) -> Tokens:
    """Cut `text` into tokens, sentences and quotations. `known` are folded words that attached particles may precede.

    >>> from kg.extract.language import load
    >>> tokenize("Xi's guest. He left.", load("en")).norms
    ('Xi', "'s", 'guest', '.', 'He', 'left', '.')
    """
    return _with_sentences(cut_words(text, language, known), language)


def cut_words(text: str, language: Language, known: Container[str] = frozenset()) -> Tokens:
    """Cut `text` into tokens only, for names and other phrases that hold no sentences."""
    starts: list[int] = []
    ends: list[int] = []
    norms: list[str] = []
    attached: list[bool] = []
    split = language.grammar.split
    letters = language.folding.letters
    titles = language.words("tokens", "before_names")
    for match in _TOKEN.finditer(text):
        word, at = match.group(), match.start()
        if not word[0].isalpha():
            norm = language.folding.fold(word) or word
            starts.append(at)
            ends.append(match.end())
            norms.append(norm)
            attached.append(False)
            continue
        folded, source = letters(word)
        pieces = split(folded, known) if folded else ((0, word),)
        if len(pieces) > 1 and norms and norms[-1] in titles and pieces[-1][1] not in known:
            pieces = ((len(folded), folded),)  # "Dr Widi": no "and" is cut off a name
        done = 0
        for n, (length, norm) in enumerate(pieces):
            begin = at + (source[done] if n else 0)
            done += length
            last = n == len(pieces) - 1
            starts.append(begin)
            ends.append(match.end() if last else at + source[done])
            norms.append(norm)
            attached.append(not last)
    lowers = tuple(n.lower() for n in norms)
    return Tokens(text, tuple(starts), tuple(ends), tuple(norms), lowers, tuple(attached))


def _with_sentences(tokens: Tokens, language: Language) -> Tokens:
    lines = _lines(tokens)
    quotes = _quotes(tokens, lines, language)
    quote_of = [-1] * len(tokens)
    for n, (a, b) in enumerate(quotes):
        quote_of[a:b] = [n] * (b - a)
    ended = [s for line in lines for s in _sentences(tokens, line, quotes, quote_of, language)]
    sentences = [(n, min(n + MAX_SENTENCE, b)) for a, b in ended for n in range(a, b, MAX_SENTENCE)]
    sentence_of = [n for n, (a, b) in enumerate(sentences) for _ in range(a, b)]
    return Tokens(
        tokens.text, tokens.starts, tokens.ends, tokens.norms, tokens.lowers, tokens.attached,
        tuple(sentences), tuple(sentence_of), tuple(quotes), tuple(quote_of),
    )  # fmt: skip


def _lines(tokens: Tokens) -> list[tuple[int, int]]:
    """Token ranges of the lines that hold any token."""
    lines, first = [], 0
    for i in range(1, len(tokens)):
        if "\n" in tokens.text[tokens.ends[i - 1] : tokens.starts[i]]:
            lines.append((first, i))
            first = i
    return [*lines, (first, len(tokens))] if len(tokens) else []


def _quotes(tokens: Tokens, lines: list[tuple[int, int]], language: Language) -> list[tuple[int, int]]:
    """Closed quotations inside a line. A mark that is never closed counts for nothing."""
    marks = language.words("quotes", "marks")
    openers = language.words("quotes", "openers")
    closers = language.words("quotes", "closers")
    terminals = language.words("sentence", "terminals")
    found = []
    for a, b in lines:
        opened: int | None = None
        for i in range(a, b):
            if tokens.norms[i] not in marks:
                continue
            if opened is None:
                if tokens.norms[i] not in closers or _opens(tokens, i):
                    opened = i
            elif tokens.norms[i] in openers and tokens.norms[i] != tokens.norms[opened] and i > opened + 1:
                continue  # a quotation within the quotation
            elif tokens.norms[i] in openers and _opens(tokens, i) and not _closes(tokens, i):
                if tokens.norms[i - 1] not in terminals:  # else a new paragraph of the quotation
                    opened = i  # the first mark was never closed
            else:
                if i - opened <= MAX_QUOTE:
                    found.append((opened, i + 1))
                opened = None
    return found


def _opens(tokens: Tokens, i: int) -> bool:
    """Is mark `i` written to the front of the next word?"""
    return i + 1 < len(tokens) and tokens.ends[i] == tokens.starts[i + 1] and tokens.norms[i + 1].isalnum()


def _closes(tokens: Tokens, i: int) -> bool:
    return i > 0 and tokens.ends[i - 1] == tokens.starts[i]


def _sentences(
    tokens: Tokens,
    line: tuple[int, int],
    quotes: list[tuple[int, int]],
    quote_of: list[int],
    language: Language,
) -> list[tuple[int, int]]:
    terminals = language.words("sentence", "terminals")
    trailing = language.words("sentence", "trailing")
    abbreviations = language.words("sentence", "abbreviations")
    out, first, i = [], line[0], line[0]
    while i < line[1]:
        inside = quote_of[i] >= 0 and i < quotes[quote_of[i]][1] - 1
        closing = inside and i + 2 >= quotes[quote_of[i]][1]  # full stop, closing mark
        if (
            tokens.norms[i] in terminals
            and (not inside or closing)
            and not _abbreviated(tokens, i, abbreviations)
        ):
            last = i + 1
            while (
                last < line[1]
                and tokens.norms[last] in trailing | terminals
                and quote_of[last] in (-1, quote_of[i])
            ):
                last += 1
            if last < line[1] and _starts(tokens, last):
                out.append((first, last))
                first = last
            i = last
        else:
            i += 1
    if first < line[1]:
        out.append((first, line[1]))
    return out


def _starts(tokens: Tokens, i: int) -> bool:
    """Can a sentence begin with token `i`? A lower-case letter or a comma goes on with the last one."""
    char = tokens.word(i)[0]
    return not char.islower() and char not in ",،;؛:)"


def _abbreviated(tokens: Tokens, i: int, abbreviations: frozenset[str]) -> bool:
    if tokens.norms[i] != "." or i == 0 or tokens.ends[i - 1] != tokens.starts[i]:
        return False
    before = tokens.norms[i - 1]
    if before in abbreviations:
        return not (i >= 2 and tokens.norms[i - 2][0].isdigit())
    return len(before) == 1 and before.isascii() and before.isupper()
