"""Everything known about one article before events are sought: words, mentions, dates and triggers, by token."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.extract.clause import Clause, clause
from kg.extract.hints import Hints, subjects
from kg.extract.language import Language
from kg.extract.rules import Cue
from kg.extract.tokens import Tokens
from kg.model import Mention, Place, Timex


@dataclass(frozen=True, slots=True)
class Scene:
    """One article ready for rules. `mention_at`, `date_at`, `cue_at` give for each token the index or -1.

    `inside` are the towns that the names of bodies hold ("the embassy in Rome"). `told` are the subjects that
    somebody else's parser gives: for a verb's token mention indices, () for no mention.
    """

    tokens: Tokens
    language: Language
    words: Clause
    mentions: tuple[Mention, ...]
    dates: tuple[Timex, ...]
    cues: tuple[Cue, ...]
    mention_at: tuple[int, ...]
    date_at: tuple[int, ...]
    cue_at: tuple[int, ...]
    told: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    published: str | None = None
    inside: Mapping[int, Place] = field(default_factory=dict)

    def sentence(self, i: int) -> tuple[int, int]:
        """The token range of the sentence that holds token `i`."""
        return self.tokens.sentences[self.tokens.sentence_of[i]]

    def quoted(self, i: int) -> bool:
        """Does token `i` stand inside quotation marks?"""
        q = self.tokens.quote_of[i]
        if q < 0:
            return False
        a, b = self.tokens.quotes[q]
        return a < i < b - 1


def scene(
    tokens: Tokens,
    language: Language,
    mentions: tuple[Mention, ...],
    dates: tuple[Timex, ...],
    cues: Iterable[Cue],
    hints: Hints = Hints(),  # noqa: B008 (a frozen value)
    published: str | None = None,
    nested: tuple[Mention, ...] = (),
) -> Scene:
    """Index mentions, dates and triggers by token. A trigger inside a noun phrase (a ministry's name) is none."""
    words = clause(language.code)
    mentions = tuple(_with_each(tokens, words, m) for m in mentions)
    mention_at, date_at, cue_at = ([-1] * len(tokens) for _ in range(3))
    for n, m in enumerate(mentions):
        for i in range(m.first, m.last):
            mention_at[i] = n
    for n, d in enumerate(dates):
        for i in range(d.first, d.last):
            date_at[i] = n
    for i in _datelines(tokens, mentions, mention_at, date_at):
        mention_at[i] = -1
    kept = tuple(
        c
        for c in cues
        if all(mention_at[i] < 0 for i in range(c.first, c.last)) and not _anonymous(tokens, words, c)
    )
    for n, c in enumerate(kept):
        for i in range(c.first, c.last):
            cue_at[i] = n
    return Scene(
        tokens, language, words, mentions, dates, kept,
        tuple(mention_at), tuple(date_at), tuple(cue_at), subjects(hints, tuple(mention_at)), published,
        _inside(mentions, nested),
    )  # fmt: skip


def _with_each(tokens: Tokens, words: Clause, m: Mention) -> Mention:
    """The mention with "each of" before it, so that no word stands between it and what governs it."""
    for phrase in words.each:
        k = m.first - len(phrase)
        if k >= 0 and tokens.lowers[k : m.first] == phrase:
            return replace(m, first=k)
    return m


ANONYMOUS = 6  # tokens between "asked" and "his name"


def _anonymous(tokens: Tokens, words: Clause, cue: Cue) -> bool:
    """`an official, who asked not to give his name, said`: does the trigger only tell that?"""
    behind = tokens.lowers[cue.last : cue.last + ANONYMOUS]
    stop = next((n for n, w in enumerate(behind) if w in (",", "،", ".")), len(behind))
    return bool(cue.rule.content and words.anonymous & set(behind[:stop]))


def _inside(mentions: tuple[Mention, ...], nested: tuple[Mention, ...]) -> dict[int, Place]:
    """The town named last within each organisation's phrase."""
    towns = {
        m.first: m.place
        for m in nested
        if m.place is not None and (m.place.id is not None or m.rule == "nested.seat")
    }
    return {
        n: towns[k]
        for n, m in enumerate(mentions)
        if m.kind == "organization"
        for k in range(m.first + 1, m.last)
        if k in towns
    }


_CLOSERS = frozenset({")", "-", "–", "—", "--", "/"})  # marks that close a dateline
_AGENCY = 5  # tokens within its brackets or strokes
_DATELINE = 16  # tokens


def _datelines(
    tokens: Tokens, mentions: tuple[Mention, ...], mention_at: list[int], date_at: list[int]
) -> list[int]:
    """The tokens of datelines (`BEIJING, Nov 4 (Agency) -`): their place and agency take no part in the sentence."""
    out: list[int] = []
    for begin, _ in tokens.sentences:
        if begin and "\n" not in tokens.text[tokens.ends[begin - 1] : tokens.starts[begin]]:
            continue
        n = mention_at[begin]
        if n < 0 or (mentions[n].place is None and mentions[n].kind != "organization"):
            continue
        end = _dateline(tokens, begin, mention_at, date_at)
        if any(mentions[m].place is not None for m in mention_at[begin:end] if m >= 0):
            out += range(begin, end)
    return out


def _dateline(tokens: Tokens, begin: int, mention_at: list[int], date_at: list[int]) -> int:
    """The end of the dateline that may begin at a token, or that token."""
    words, k, end = tokens.lowers, begin, begin
    last = min(len(tokens), begin + _DATELINE)
    while k < last:
        word = words[k]
        if word in ("(", "/"):
            close = next((j for j in range(k + 1, min(last, k + _AGENCY)) if words[j] in (")", "/")), -1)
            if close < 0:
                return end
            k, end = close + 1, close + 1
        elif word in _CLOSERS:
            k, end = k + 1, k + 1
        elif mention_at[k] >= 0 or date_at[k] >= 0 or not word[0].isalpha() or (k > begin and len(word) == 2):
            k += 1
        else:
            return end
    return end


def is_finite(cue: Cue) -> bool:
    """Does the trigger open a clause of its own?"""
    return cue.rule.kind in ("verb", "light") and "gerund" not in cue.tags and "base" not in cue.tags


ROOT = 3  # letters of a verb whose verbal noun is written like it


def is_masdar(view: Scene, cue: Cue, begin: int) -> bool:
    """Verb before subject: is a form that may be a verbal noun one, since a verb and its subject stand before it?

    `ruled out X the-holding of a summit`: the same letters as "X held a summit".
    """
    if not view.words.verb_first or cue.first <= begin + 1 or view.mention_at[cue.first - 1] < 0:
        return False
    if cue.tags != frozenset({"past"}) or len(view.tokens.lowers[cue.first]) > ROOT:
        return False
    m = view.mentions[view.mention_at[cue.first - 1]]
    k = view.cue_at[m.first - 1] if m.first > begin else -1
    return k >= 0 and view.cues[k].last == m.first and view.cues[k].rule.kind == "verb"


def _apart(a: Mention, b: Mention) -> bool:
    """Are two mentions with a mere comma between them no list: a place or a body, and then a person?"""
    return (a.place is None) != (b.place is None) or (a.kind == "organization" and b.kind == "person")


def coordinated(view: Scene, n: int, stop: int) -> tuple[tuple[int, ...], int]:
    """The mentions that are joined to mention `n` by conjunctions and commas, and the token after the last."""
    group, last = [n], view.mentions[n].last
    lowers = view.tokens.lowers
    linked = view.words.verb_first  # has an "and" closed the list?
    while last < stop:
        k, joined = _past_relative(view, _past_place(view, last, stop), stop), False
        while k < stop and view.tokens.lowers[k] in view.words.conjunctions and view.mention_at[k] < 0:
            linked = linked or view.tokens.lowers[k] != ","
            joined, k = True, k + 1
        if added := next((w for w in view.words.adding if lowers[k : k + len(w)] == w), None):
            joined, k = True, k + len(added)
        if joined and (among := _among(view, k, stop)):
            k = among
        while joined and k < stop and view.mention_at[k] < 0 and view.tokens.lowers[k] in view.words.definite:
            k += 1
        if not joined or k >= stop or view.mention_at[k] < 0:
            break
        other = view.mentions[view.mention_at[k]]
        if other.first != k or (not view.words.verb_first and other.rule.startswith("sides")):
            break  # "in his talks with X, both sides said"
        if k == last + 1 and lowers[last] in ",،" and _apart(view.mentions[n], other):
            break  # "met, on Monday in X, the minister"
        group.append(view.mention_at[k])
        last = view.mentions[group[-1]].last
    if not linked and len(group) > 1:  # "to France, his spokesman said"
        return (n,), view.mentions[n].last
    return tuple(group), last


AMONG = 3  # tokens up to "among them", with the preposition and the verb before it


def _among(view: Scene, k: int, stop: int) -> int:
    """The token behind "most prominent of them", "among whom", that may stand at token `k`; 0 for none."""
    ends = (j for j in range(k, min(stop, k + AMONG)) if view.tokens.lowers[j] in view.words.among)
    last = next(ends, -1)
    if last < 0 or any(view.mention_at[j] >= 0 for j in range(k, last)):
        return 0
    return last + 1


RELATIVE = 9  # tokens of a relative clause within a list


def _past_relative(view: Scene, k: int, stop: int) -> int:
    """Verb before subject: the comma behind a relative clause within a list of persons ("A, who is …, and B")."""
    words, lowers = view.words, view.tokens.lowers
    if not words.verb_first or k >= stop or lowers[k] not in words.relatives:
        return k
    comma = next((j for j in range(k + 1, min(stop, k + RELATIVE)) if lowers[j] in (",", "،")), stop)
    if comma + 2 >= stop or lowers[comma + 1] not in words.conjunctions:
        return k
    j = comma + 2
    j += next((len(w) for w in words.adding if lowers[j : j + len(w)] == w), 0)
    n = view.mention_at[j] if j < stop else -1
    if n < 0 or view.mentions[n].kind != "person" or view.mentions[n].first != j:
        return k
    behind = view.mentions[n].last
    cue = view.cue_at[behind] if behind < len(view.cue_at) else -1
    return k if cue >= 0 and is_finite(view.cues[cue]) else comma


def _past_place(view: Scene, k: int, stop: int) -> int:
    """Verb before subject: the token behind a place that one of a list is in ("members of the embassy in X, and …")."""
    if not view.words.verb_first or k + 2 >= stop or view.words.markers.get(view.tokens.lowers[k]) != "at":
        return k
    n = view.mention_at[k + 1]
    if n < 0 or view.mentions[n].place is None:
        return k
    j = view.mentions[n].last
    listed = (
        j + 2 < stop and view.tokens.lowers[j] in (",", "،") and view.tokens.lowers[j + 1] not in (",", "،")
    )
    joint = listed and view.tokens.lowers[j + 1] in view.words.conjunctions and view.mention_at[j + 2] >= 0
    return j if joint and view.mentions[view.mention_at[j + 2]].kind in ("person", "group") else k
