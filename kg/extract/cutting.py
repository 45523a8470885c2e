"""Cut the written forms of the tables into words, as the tokenizer would cut them in a text."""

from __future__ import annotations

from kg.extract.language import Language
from kg.extract.tokens import cut_words


def single_words(written: list[str], language: Language) -> frozenset[str]:
    """The words of these forms, without those that are another word with a particle and never begin a form."""
    firsts = {form.split()[0] for form in written if form}
    words = {w for form in written for w in form.split()}
    return frozenset(w for w in words if w in firsts or len(language.grammar.split(w, words - {w})) == 1)


class Cutter:
    """Cuts written forms as the tokenizer would; words of plain letters, nearly all of them, without its detours."""

    def __init__(self, language: Language, known: frozenset[str]) -> None:
        self.language, self.known = language, known
        self.words: dict[str, tuple[str, ...]] = {}

    def __call__(self, form: str) -> tuple[str, ...]:
        out: list[str] = []
        for word in form.split():
            pieces = self.words.get(word)
            if pieces is None:
                if word.isalpha():
                    folded = self.language.folding.fold(word)
                    pieces = tuple(norm for _, norm in self.language.grammar.split(folded, self.known))
                else:
                    pieces = cut_words(word, self.language, self.known).norms
                self.words[word] = pieces
            out += pieces
        return tuple(out)
