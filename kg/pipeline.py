"""The whole flow for one article: tokens, mentions, dates, triggers, events."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.extract import actors, dates, events, language, lexicon, mentions, rules, tokens
from kg.extract.clause import clause
from kg.extract.hints import Adviser, Hints, with_candidates, without_guesses
from kg.extract.scene import scene
from kg.model import Article, Extraction
from kg.ontology import event_types


@cache
def known(code: str) -> frozenset[str]:
    """The words of a language's tables and rules, folded: attached particles may be split off before them."""
    lang = language.load(code)
    return lexicon.load(code).known | rules.load(code).known | dates.known(lang) | clause(code).known


@dataclass(frozen=True, slots=True)
class Either:
    """Two sets of words as one, without a copy of the large one.

    >>> "b" in Either(frozenset("a"), frozenset("b"))
    True
    """

    known: frozenset[str]
    introduced: frozenset[str]

    def __contains__(self, word: object) -> bool:
        return word in self.known or word in self.introduced


def extract(article: Article, *, adviser: Adviser | None = None) -> Extraction:
    """Find the actors, dates and events of one article. Raises `InputError` for a language without a folder.

    `adviser` gives names and subjects that other tools found (`kg.extract.hints`); none is needed.

    >>> extract(Article(id="a", lang="en", text="")).events
    ()
    """
    code = article.lang or ""
    lang = language.load(code)
    words = tokens.tokenize(article.text, lang, known(code))
    names = lexicon.load(code)
    hints = adviser(words) if adviser else Hints()
    named = without_guesses(mentions.find_all(words, lang, names), hints, words)
    if introduced := mentions.glued(words, lang, named):  # names that only this article knows
        words = tokens.tokenize(article.text, lang, Either(known(code), introduced))
        named = mentions.find_all(words, lang, names)
        hints = adviser(words) if adviser else Hints()
    found = with_candidates(named, hints, words)
    people, linked = actors.resolve(article, words, found.top, lang, names, nested=found.nested)
    times = dates.find(words, lang, article.published)
    cues = rules.find(words, rules.load(code))
    view = scene(words, lang, linked, times, cues, hints, article.published, found.nested)
    told = events.find(view, {t.name: t for t in event_types()})
    notes = () if article.published else ("no publication date: relative dates stay unresolved",)
    return Extraction(article, people, told, times, notes)
