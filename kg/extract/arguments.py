"""The arguments of a trigger: the actors in the clause behind it, each with the marker that introduces it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.scene import Scene, coordinated, is_finite


@dataclass(frozen=True, slots=True)
class Argument:
    """Mentions joined by conjunctions, with the group of the preposition before them ("" for none)."""

    marker: str
    mentions: tuple[int, ...]
    first: int
    last: int


OTHER = "other"  # behind a word that is neither a marker nor transparent: no argument of the trigger
AUTHOR = 4  # tokens between a paper that speaks and its author
MAX_ARGUMENT_TOKENS = 45  # a clause that is longer has lost its verb
MAX_LIST_TOKENS = 200  # the same for a list of those who attended, each with his titles


LONG_QUOTE = 6  # tokens with the marks; a longer quotation is speech, a shorter one a name or a word


def _speech(view: Scene, k: int) -> bool:
    """Does a quotation that is more than a name open at token `k`?"""
    q = view.tokens.quote_of[k]
    return q >= 0 and view.tokens.quotes[q][0] == k and view.tokens.quotes[q][1] - k > LONG_QUOTE


def _title(view: Scene, k: int) -> bool:
    """Subject before verb: a capitalised word right before a mention introduces it ("Presidents A and B")."""
    named = k + 1 < len(view.tokens) and view.mention_at[k + 1] >= 0
    return not view.words.verb_first and named and view.tokens.norms[k][0].isupper()


def _own_between(view: Scene, k: int, start: int) -> bool:
    """Verb before subject: `united A on the deal between B and C`: is it the noun's before token `k`?"""
    words, n = view.words, view.cue_at[start - 1] if start else -1
    noun = view.mention_at[k - 1] < 0 and view.cue_at[k - 1] < 0 and view.date_at[k - 1] < 0
    named = bool(words.definite_prefix) and view.tokens.lowers[k - 1].startswith(words.definite_prefix)
    return noun and named and n >= 0 and is_finite(view.cues[n])


def _quality(view: Scene, k: int) -> bool:
    """Is token `k` an adjective between a noun and the preposition that is its own ("relations bilateral between")?"""
    prefix = view.words.definite_prefix
    return bool(prefix) and view.tokens.lowers[k].startswith(prefix)


def _adjective(view: Scene, k: int, start: int) -> bool:
    """A word with the article right behind a mention is its adjective, and the clause goes on behind it."""
    prefix = view.words.definite_prefix
    return (
        bool(prefix)
        and k > start
        and view.mention_at[k - 1] >= 0
        and view.tokens.lowers[k].startswith(prefix)
    )


def _closed_by_owner(view: Scene, k: int) -> bool:
    """Is token `k` a trigger with its owner's pronoun and no object of its own ("his visit", not "his receiving")?"""
    if view.cue_at[k] < 0:
        return False
    cue = view.cues[view.cue_at[k]]
    takes = any(place.startswith("object") for places in cue.rule.roles.values() for place in places)
    return "suffix" in cue.tags and not takes


def _next_clause(view: Scene, k: int, stop: int) -> bool:
    """Subject before verb: does a finite verb stand at token `k`, right behind a mention?"""
    n = view.cue_at[k] if k < stop else -1
    return not view.words.verb_first and n >= 0 and is_finite(view.cues[n])


def _participle(view: Scene, k: int) -> bool:
    """Subject before verb: may the verb at token `k` be a participle of the noun right before it ("talks held")?"""
    cue = view.cues[view.cue_at[k]]
    noun = view.cue_at[k - 1] if k else -1
    before = noun >= 0 and view.cues[noun].rule.kind == "noun"
    return not view.words.verb_first and before and cue.rule.kind == "light" and "past" in cue.tags


def arguments(view: Scene, start: int, stop: int, reach: int = MAX_ARGUMENT_TOKENS) -> list[Argument]:
    """The arguments behind a trigger, up to `stop`, a "that", a colon, a relative clause or another finite verb."""
    out: list[Argument] = []
    marker, k, governed, paper, led, topic = "", start, False, -AUTHOR, False, False
    stop = min(stop, start + reach)
    lowers, words = view.tokens.lowers, view.words
    while k < stop:
        if view.mention_at[k] >= 0:
            group, last = coordinated(view, view.mention_at[k], stop)
            if k > start and lowers[k - 1] == "," and _next_clause(view, last, stop):
                break  # "met A, the ministry said": the subject of the next clause
            owner = last < stop and lowers[last] in words.genitive
            out.append(Argument(OTHER if owner else marker, group, k, last))
            marker, k, led = "", last, False
            continue
        if view.date_at[k] >= 0:
            k = view.dates[view.date_at[k]].last
            marker = "" if marker != OTHER else marker  # the preposition before a day is used up
            continue
        word = lowers[k]
        if word in words.that or word == ":" or word in words.relatives or _speech(view, k):
            break
        if view.cue_at[k] >= 0 and is_finite(view.cues[view.cue_at[k]]):
            if not (k == start and _participle(view, k)):
                break
            k = view.cues[view.cue_at[k]].last
            continue  # "a meeting held in X with A"
        topic = topic or word in words.topics
        if word in words.documents and marker == "":
            paper = k
        elif k - paper < AUTHOR and (
            words.markers.get(word) not in (None, "with", "between")
            or (word not in words.markers and word[0].isalnum())
        ):
            marker = ""  # "a statement issued by X": X speaks
        elif word in words.markers:
            done = topic and any(a.marker == words.markers[word] for a in out)  # "with A on the deal with B"
            done = done or (bool(out) and words.markers[word] == "between" and _own_between(view, k, start))
            marker, led = OTHER if governed or done else words.markers[word], not governed
        elif word in words.conjunctions:
            marker = "" if word in ",،" else marker or OTHER
        elif not word[0].isalnum():
            pass  # quotation marks, brackets and dashes
        elif words.definite_prefix and word in words.areas and marker != OTHER:
            marker = (
                marker if marker in ("", "on", "through") else "at"
            )  # "in the seat of …": where, not with whom
        elif word not in words.transparent and not _title(view, k) and not _adjective(view, k, start):
            owned = _closed_by_owner(view, k)
            definite = bool(words.definite_prefix) and (word.startswith(words.definite_prefix) or owned)
            closed = definite and (
                marker not in ("", OTHER) or led
            )  # "on the ground of the-airport": it ends here
            marker, led = ("" if closed else OTHER), led and not closed
        quality = governed and (_quality(view, k) or word in words.qualities)
        governed = word in words.governors or (quality and word not in words.markers)
        k += 1
    return out
