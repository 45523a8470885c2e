"""Speech that goes on beyond the sentence of its trigger: a transcript's paragraphs, a quotation in two parts."""

from __future__ import annotations

from kg.extract.rules import Cue
from kg.extract.scene import Scene

APPOSED = 20  # tokens of a speaker's description before the verb
QUOTED = 6  # tokens with the marks; a shorter quotation is a name or a word
STOPS = (",", ".", "?", "!", "…")  # before the mark that closes what somebody says
LABEL = 10  # tokens of a speaker's name before its colon


def wordy(view: Scene, k: int) -> bool:
    """Is token `k` a word or number?"""
    return view.tokens.lowers[k][0].isalnum()


def longer(view: Scene, cue: Cue, span: tuple[int, int] | None) -> tuple[int, int] | None:
    """`"A," X said. "B."`: the longer part of a quotation that goes on in the next sentence."""
    _, end = view.sentence(cue.first)
    if span is None or view.tokens.quote_of[span[1] - 1] < 0 or end >= len(view.tokens):
        return span
    q = view.tokens.quote_of[end]
    if q < 0 or view.tokens.quotes[q][0] != end:
        return span
    a, b = view.tokens.quotes[q]
    following = b < len(view.tokens) and view.tokens.sentence_of[b] == view.tokens.sentence_of[b - 1]
    if following and any(wordy(view, k) for k in range(b, view.sentence(b)[1])):
        return span  # it has a speaker of its own
    gap = view.tokens.text[view.tokens.ends[end - 1] : view.tokens.starts[end]]
    return (a, b) if "\n" not in gap and b - a > span[1] - span[0] else span


def next_line(view: Scene, cue: Cue) -> tuple[int, int] | None:
    """`X noted:` at the end of a line: the quotation that the next line begins with."""
    _, end = view.sentence(cue.first)
    if end - cue.last != 1 or view.tokens.lowers[cue.last] != ":" or end >= len(view.tokens):
        return None
    q = view.tokens.quote_of[end]
    return view.tokens.quotes[q] if q >= 0 and view.tokens.quotes[q][0] == end else None


def apposed(view: Scene, k: int, begin: int) -> int:
    """`"…," X, an analyst, said`, `"…," the X branch in Y said`: where the speaker begins, right behind a quotation."""
    lowers, words = view.tokens.lowers, view.words
    for j in range(k - 1, max(begin, k - APPOSED), -1):
        q = view.tokens.quote_of[j]
        if q >= 0:
            a, b = view.tokens.quotes[q]
            speech = b - 1 == j and b - a > QUOTED and lowers[j - 1] in STOPS
            return j + 1 if speech and lowers[j + 1] not in words.conjunctions else k
        if view.cue_at[j] >= 0 or not (lowers[j][0].isalnum() or lowers[j] in (",", "'s", "-", "(", ")")):
            break
    return k


def line(view: Scene, cue: Cue) -> tuple[int, int] | None:
    """What a speaker says in a transcript: all behind the trigger, over paragraphs, up to the next speaker.

    A line without a full stop or the comma of a salutation is a heading or a link and ends the speech, unless it is
    the trigger's own.
    """
    last = _line_end(view, cue.last - 1)
    while last < len(view.tokens):
        end = _line_end(view, last)
        if _labelled(view, last, end) or not _finished(view, end):
            break
        last = end
    while last > cue.last and view.tokens.quote_of[last - 1] < 0 and not wordy(view, last - 1):
        last -= 1
    return (cue.last, last) if last > cue.last else None


def _line_end(view: Scene, k: int) -> int:
    tokens = view.tokens
    k += 1
    while k < len(tokens) and "\n" not in tokens.text[tokens.ends[k - 1] : tokens.starts[k]]:
        k += 1
    return k


def _labelled(view: Scene, first: int, end: int) -> bool:
    """Does a line begin with somebody's name and a colon?"""
    lowers = view.tokens.lowers
    stop = next((k for k in range(first + 1, min(end, first + LABEL)) if lowers[k] == ":"), None)
    return stop is not None and all(
        view.mention_at[k] >= 0 or view.tokens.norms[k][:1].isupper() or not wordy(view, k)
        for k in range(first, stop)
    )


def _finished(view: Scene, end: int) -> bool:
    k = end - 1
    return view.tokens.quote_of[k] >= 0 or view.tokens.lowers[k] in (
        ".",
        "!",
        "?",
        "؟",
        "…",
        ")",
        ":",
        ",",
        "،",
    )


def as_said(view: Scene, cue: Cue) -> bool:
    """Subject before verb: `As X told Y, …`: does the clause that opens the sentence only say who speaks?"""
    begin, _ = view.sentence(cue.first)
    opens = not view.words.verb_first and view.tokens.lowers[begin] == view.words.as_said
    return opens and not any(view.tokens.lowers[k] == "," for k in range(begin, cue.first))
