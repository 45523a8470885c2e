"""What stands at each token of a text: classes of title words, and names of the tables whose guards allow them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kg.extract.lexicon import Entry, Lexicon
from kg.extract.tokens import Tokens
from kg.extract.trie import Trie, build

Hit = tuple[int, Entry]  # end (exclusive), what it is


@dataclass(slots=True)
class Scan:
    """The lookups of one text, made once.

    `classes[i]` maps each class of `titles.toml` that begins at token i to its end, `entries[i]` lists the names that
    begin there, longest first. `local` holds the parts of names that the article itself introduced in full.
    """

    tokens: Tokens
    lexicon: Lexicon
    words: tuple[str, ...]
    lowers: tuple[str, ...]
    local: Trie[str]
    short: frozenset[str] = frozenset()
    classes: list[dict[str, int]] = field(default_factory=list)
    entries: list[list[Hit]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def has(self, i: int, *names: str) -> int:
        """The end of the longest word sequence at token i that belongs to one of these classes, or 0."""
        if i < 0:
            return 0
        try:
            found = self.classes[i]
        except IndexError:
            return 0
        if not found:
            return 0
        best = 0
        for name in names:
            end = found.get(name, 0)
            if end > best:
                best = end
        return best

    def promising(self, i: int) -> bool:
        """Can a phrase begin at token i at all?"""
        if self.entries[i] or (self.classes[i] and not self.classes[i].keys() <= _IDLE):
            return True
        word = self.words[i]
        if word in self.local.lengths or word in self.short or word in self.lexicon.given:
            return True
        if self.lexicon.capitals:
            return word[:1].isupper()
        return word not in self.lexicon.common and word[:1].isalpha() and not self.tokens.attached[i]

    def nothing(self, i: int) -> int:
        """The end of a phrase at token i that only looks like a nation or an organisation ("South China Sea"), or 0."""
        hit = self.entry(i, "nothing")
        return max(hit[0] if hit else 0, self.has(i, "thing"))

    def entry(self, i: int, *kinds: str) -> Hit | None:
        """The longest name at token i of one of these kinds."""
        if 0 <= i < len(self.words):
            for hit in self.entries[i]:
                if hit[1].kind in kinds:
                    return hit
        return None

    def is_letters(self, i: int) -> bool:
        """Is token i a word (no mark, no number)?"""
        return 0 <= i < len(self.words) and self.words[i][:1].isalpha()

    def is_particle(self, i: int) -> bool:
        """Is token i a particle that is written together with the next word?"""
        return 0 <= i < len(self.words) and self.tokens.attached[i]

    def definite(self, i: int) -> bool:
        """Does token i carry the article of its language as a prefix?"""
        article = self.lexicon.article
        return (
            bool(article)
            and 0 <= i < len(self.words)
            and self.words[i].startswith(article)
            and len(self.words[i]) > 3
        )

    def is_capital(self, i: int) -> bool:
        """Is token i written with a capital letter (or a name with a particle before a hyphen)?"""
        if not self.is_letters(i):
            return False
        word = self.words[i]
        if word[0].isupper():
            return True
        lead, _, rest = word.partition("-")
        return rest[:1].isupper() and lead in self.lexicon.prefixes

    def text(self, first: int, last: int) -> str:
        """The article's words from token first to last (exclusive)."""
        return self.tokens.span(first, last).of(self.tokens.text)

    def line_start(self, i: int) -> bool:
        """Does token i begin a line or sentence?"""
        sentence = self.tokens.sentences[self.tokens.sentence_of[i]]
        return sentence[0] == i


# Classes of words that no phrase begins with.
_IDLE = frozenset({
    "tail", "link", "link_any", "link_posted", "link_person", "conjunction", "place_links", "place_words", "says",
    "contact", "particle", "particle_open", "joiner", "descent", "under", "possessive", "event_noun", "portfolio",
    "posted", "media", "indefinite", "office_lead", "state_words", "agent", "agents", "bodies", "former", "regime",
    "envoy", "generic", "world", "filler", "one", "opposite", "companion", "officials", "house", "topic", "topic_link",
    "weekday", "crew", "staff", "gathering",
})  # fmt: skip
SHORT = 2  # letters of an abbreviation: longer words in capitals may be names
_EMPTY: Trie[str] = build([])


def with_names(made: Scan, names: Iterable[tuple[tuple[str, ...], str]], short: Iterable[str] = ()) -> Scan:
    """The same lookups, with what the article itself has introduced: name parts (folded words, full name), short names
    of organisations."""
    return replace(made, local=build(names), short=frozenset(short))


def scan(tokens: Tokens, lexicon: Lexicon) -> Scan:
    """Look up every token of a text."""
    made = Scan(tokens, lexicon, tokens.norms, tokens.lowers, _EMPTY)
    vocabulary, table = lexicon.vocabulary, lexicon.names
    empty = 0  # the end of the last phrase that gives nothing
    cased = as_names(tokens.norms) if lexicon.capitals else tokens.norms
    # where a name of up to three words may begin that holds one in capitals
    large = {k - back for k, w in enumerate(tokens.norms) if w is not cased[k] for back in range(3)}
    for i, (word, low) in enumerate(zip(tokens.norms, tokens.lowers, strict=True)):
        found: dict[str, int] = {}
        if low in vocabulary.lengths:
            for end, classes in vocabulary.all_at(tokens.lowers, i):
                for name in classes:
                    found.setdefault(name, end)
        made.classes.append(found)
        hits: list[Hit] = []
        if i >= empty and word in table.lengths:
            hits = [(end, entry) for end, entries in table.all_at(tokens.norms, i) for entry in entries]
            if hits and hits[0][1].kind == "nothing":
                hits, empty = (
                    hits[:1],
                    hits[0][0],
                )  # the longer phrase wins, and gives nothing, nor do its parts
        if i in large and i >= empty:
            hits += _written_large(table, cased, i, hits)
        made.entries.append(hits)
    _apply_guards(made)
    return made


def as_names(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with names in capitals written as usual; the same object where there are none.

    >>> as_names(("WANG", "Yi", "of", "the", "EU"))
    ('Wang', 'Yi', 'of', 'the', 'EU')
    """
    if not any(len(w) > SHORT and w.isupper() for w in words):
        return words
    return tuple(w.capitalize() if len(w) > SHORT and w.isupper() else w for w in words)


def _written_large(table: Trie[Entry], cased: tuple[str, ...], i: int, hits: list[Hit]) -> list[Hit]:
    """People whose family name the article writes in capitals ("WANG Yi")."""
    if cased[i] not in table.lengths:
        return []
    found = [(end, entry) for end, entries in table.all_at(cased, i) for entry in entries]
    return [hit for hit in found if hit[1].kind == "person" and hit not in hits]


def _apply_guards(made: Scan) -> None:
    """Drop names whose guard is not met."""
    full = {entry.id for hits in made.entries for _, entry in hits if not entry.guard}
    for i, hits in enumerate(made.entries):
        if any(entry.guard for _, entry in hits):
            made.entries[i] = [hit for hit in hits if _allowed(made, i, hit, full)]


def _allowed(made: Scan, i: int, hit: Hit, full: set[str]) -> bool:
    end, entry = hit
    if not entry.guard:
        return True
    if entry.guard == "full":
        return entry.id in full
    if entry.guard == "context":
        return i > 0 and (bool(made.has(i - 1, "place_links", "place_words")) or _placed(made, i, entry))
    if entry.kind == "person":
        return entry.id in full or bool(i > 0 and _title_before(made, i))
    quoted = made.tokens.quote_of[i] >= 0 and made.tokens.quotes[made.tokens.quote_of[i]] == (i - 1, end + 1)
    return quoted or bool(i > 0 and made.has(i - 1, "media")) or bool(i > 1 and made.has(i - 2, "media"))


def _placed(made: Scan, i: int, entry: Entry) -> bool:
    """Do a word for a place and the adjective of its own state stand before ("the capital the Jordanian Amman")?"""
    nation = made.entry(i - 1, "demonym")
    return bool(nation and nation[1].nation == entry.nation and i > 1 and made.has(i - 2, "place_words"))


def _title_before(made: Scan, i: int) -> bool:
    """Does a title or honorific, or an adjective of a nation, end just before token i?"""
    if made.entry(i - 1, "demonym"):
        return True
    return any(made.has(j, "head", "honorific") == i for j in range(max(0, i - 3), i))
