"""When, where and with what status: the setting of an event, from the words around its trigger."""

from __future__ import annotations

from kg.extract import goes_on
from kg.extract.rules import Cue
from kg.extract.scene import Scene, coordinated
from kg.model import Place, Timex

SPANS = ("+since", "+until")  # rules of expressions that bound a time and date no event ("since 2009")
CLAUSE = "+clause"  # the rule of a time in a clause that tells since when
NEAR = 30  # steps between a trigger and a place or date that may belong to it
WIDE = 30  # tokens that a mention or a time may have itself
BRACKETS = frozenset('()"«»“”')
OCCASION = 3  # tokens between "a speech" and "from" with a town
COMMA = 6  # tokens for which a comma counts that sets a time off
CLOSE = 5  # the same for a reference back to an event ("the meeting"), which has its own setting already


def date(view: Scene, cue: Cue, stop: int, before: int, behind: int) -> Timex | None:
    """The time expression that belongs to a trigger: the nearest in its sentence, before `stop`.

    `before` and `behind` are how many tokens from the trigger it may stand.
    """
    begin, end = view.sentence(cue.first)
    if (then := goes_on.then(view, cue, begin)) is not None:
        return then
    best: tuple[int, Timex] | None = None
    near = _near(view.date_at, max(begin, cue.first - before - WIDE), min(end, cue.last + behind + 1))
    for d in (view.dates[n] for n in near):
        if d.first < begin or d.first >= end or d.value is None or d.first >= stop or d.rule.endswith(SPANS):
            continue
        if d.first >= cue.last:
            lo, hi = cue.last, d.first
            distance = _steps(view, lo, hi)
        else:
            if _claimed(view, cue, d.first, d.last) or _another_time(view, cue):
                continue
            lo, hi = d.last, cue.first
            distance = _steps(view, lo, hi) + 1
        if _comma(view, lo, hi):
            distance += 4
        far = behind if d.first >= cue.last else before
        if distance > far or _barrier(view, cue, lo, hi) or _aside(view, cue, d) or _since(view, cue, d):
            continue
        if d.first >= cue.last and goes_on.of_the_next_clause(view, d, end):
            continue
        if best is None or distance < best[0]:
            best = (distance, d)
    return best[1] if best else None


def tail(view: Scene, first: int, end: int) -> tuple[Timex | None, Place | None]:
    """The day and the place in the adjunct at tokens first to end that names the occasion of what was said."""
    day = next((view.dates[n] for n in _near(view.date_at, first, end) if view.dates[n].value), None)
    for n in _near(view.mention_at, first, end):
        m = view.mentions[n]
        if m.place is not None and _marker(view, m.first, first) in ("at", "by"):
            return day, m.place
    return day, None


def _another_time(view: Scene, cue: Cue) -> bool:
    """Verb before subject: does the noun stand behind "on the occasion of", so that the verb's day is not its own?"""
    before = view.tokens.lowers[cue.first - 1] if cue.first else ""
    return cue.rule.kind == "noun" and before in view.words.aloof


def _steps(view: Scene, lo: int, hi: int) -> int:
    """The distance from token `lo` to `hi`, a mention with all its titles counted as one step.

    Long titles between a verb and its day put them no further apart.
    """
    loose = sum(view.mention_at[k] < 0 for k in range(lo, hi))
    return loose + len({n for n in view.mention_at[lo:hi] if n >= 0})


def _near(index: tuple[int, ...], first: int, last: int) -> list[int]:
    """What stands in a range of tokens, in order: numbers of mentions or dates.

    >>> _near((-1, 0, 0, -1, 1), 0, 5)
    [0, 1]
    """
    return list(dict.fromkeys(n for n in index[first:last] if n >= 0))


def _aside(view: Scene, cue: Cue, d: Timex) -> bool:
    """Does a time behind the trigger belong to a relative clause, or to a plan "for 2017-2020"?"""
    words, lowers = view.words, view.tokens.lowers
    if words.verb_first:
        return False
    given_up = d.first > 2 and lowers[d.first - 3] in words.former  # "originally planned for October"
    if words.markers.get(lowers[d.first - 1]) == "for" and (
        given_up or lowers[d.first - 2] not in words.planned
    ):
        return True  # "a strategy for 2017-2020"
    if d.first < cue.last:
        return False
    return any(
        lowers[k] in words.relatives | words.participles
        for k in range(cue.last, d.first)
        if view.mention_at[k] < 0
    )


def _since(view: Scene, cue: Cue, d: Timex) -> bool:
    """`the first visit since he took office in 2013`: of what began, the trigger not being in that clause."""
    within = range(cue.last, d.first)
    opened = any(view.tokens.lowers[k] in view.words.subordinators for k in within)
    return d.rule.endswith(CLAUSE) and (opened or not within)


def _claimed(view: Scene, cue: Cue, first: int, last: int) -> bool:
    """Is the expression at `first` to `last`, left of the trigger, nearer to another event on its own left?"""
    begin, end = view.sentence(cue.first)
    if view.words.verb_first:
        return False
    n = view.date_at[first]
    if n >= 0 and goes_on.of_the_next_clause(view, view.dates[n], end):
        return False
    for k in range(first - 1, max(begin, first - (cue.first - last) - COMMA) - 1, -1):
        n = view.cue_at[k]
        if n < 0 or view.cues[n].rule.kind not in ("verb", "noun"):
            continue
        comma = any(view.tokens.lowers[j] == "," for j in range(last, cue.first))
        if first - view.cues[n].last >= cue.first - last + (COMMA if comma else 0):
            continue
        if not view.cues[n].rule.content or first - view.cues[n].last <= 2:
            return True
    return False


def days(view: Scene, cue: Cue) -> int:
    """How many days the sentence says that a stay lasts; below 0 where the day told is its last; 0 for unknown."""
    begin, end = view.sentence(cue.first)
    lowers = view.tokens.lowers
    before, behind = (8, 12) if cue.rule.split else (1, 4)  # a meeting says so next to its noun
    near = range(max(begin, cue.first - before), min(end, cue.last + behind))
    ends = any(lowers[k] in view.words.stay_ends for k in range(max(begin, cue.first - 8), cue.first))
    return next(
        (
            -n if ends else n
            for k in near
            for words, n in view.words.durations
            if lowers[k : k + len(words)] == words
        ),
        0,
    )


def _barrier(view: Scene, cue: Cue, lo: int, hi: int) -> bool:
    """Does another event's verb or a "that" stand between?"""
    for k in range(lo, hi):
        word, free = view.tokens.lowers[k], view.mention_at[k] < 0
        if free and (word in view.words.that or (lo >= cue.last and word in view.words.clauses)):
            return True
        n = view.cue_at[k]
        if (
            n >= 0
            and view.cues[n].rule.kind == "verb"
            and not view.cues[n].rule.joins  # "A, accompanied by B, will visit X"
            and (cue.rule.content or view.cues[n].rule.event == cue.rule.event)
        ):
            return True
        own = lo >= cue.last and n >= 0 and view.cues[n].rule.kind == "noun" and k + 1 < hi
        if own and view.words.verb_first and view.tokens.lowers[k + 1] in view.words.relatives:
            return True  # "the talks that were held in X last year": theirs
    return False


def place(view: Scene, cue: Cue, groups: tuple[str, ...], stop: int, reach: int) -> tuple[Place, int] | None:
    """The place that a marker of one of `groups` introduces nearest to a trigger, with its mention's index."""
    begin, end = view.sentence(cue.first)
    n = view.mention_at[cue.last] if cue.last < end else -1
    there = goes_on.there(view, cue)
    if there is not None and not (n >= 0 and view.mentions[n].place is not None):
        return there
    best: tuple[int, Place, int] | None = None
    for n in _near(view.mention_at, max(begin, cue.first - reach - WIDE), min(end, cue.last + reach + 1)):
        m = view.mentions[n]
        where = m.place or view.inside.get(n)
        if where is None or m.first < begin or m.last > end or m.first >= stop:
            continue
        if m.last < end and view.tokens.lowers[m.last] in view.words.genitive:
            continue
        group = _marker(view, m.first, begin)
        bare = "" in groups and (cue.last == m.first or _follows_actor(view, cue, m.first))
        bare = bare or _named_after(view, cue, n) or _bracketed(view, n) or _hosting(view, n)
        if group not in groups and not bare:
            continue
        if group == "from" and cue.rule.content and not _spoken_from(view, n):
            continue
        if m.last <= cue.first and _adjunct_noun(view, cue) and _comma(view, m.last, cue.first):
            continue  # "… in X, during talks with A in Y"
        if (
            cue.rule.content
            and m.first < cue.last
            and m.first > begin + 2
            and not _opens(view, begin, m.first)
        ):
            continue
        if m.last <= cue.first and (
            _claimed(view, cue, m.first, m.last) or (cue.rule.split and "suffix" in cue.tags)
        ):
            continue  # "X of India on his visit": where he goes follows
        distance = m.first - cue.last if m.first >= cue.last else cue.first - m.last + 4
        if distance > reach or _barrier(view, cue, min(cue.last, m.last), max(cue.first, m.first)):
            continue
        noun = cue.rule.kind == "noun" or (view.words.verb_first and not cue.rule.split)
        if (noun and _topic(view, cue.last, m.first)) or _relative(view, cue.last, m.first):
            continue
        if _speech(view, cue.last, m.first):
            continue
        if m.first >= cue.last and (_of_a_noun(view, cue, m.first) or _of_another(view, cue, m.first)):
            continue
        if best is None or distance < best[0]:
            best = (distance, where, n)
    return (best[1], best[2]) if best else None


def _hosting(view: Scene, n: int) -> bool:
    """Does a verb of hosting stand right before the town, which is its subject ("Geneva will host talks")?"""
    words, m = view.words, view.mentions[n]
    k = m.first - 1
    if k > 0 and view.tokens.lowers[k] in words.areas:
        k -= 1
    return (
        m.place is not None and k >= 0 and view.mention_at[k] < 0 and view.tokens.lowers[k] in words.hosting
    )


def _spoken_from(view: Scene, n: int) -> bool:
    """Is it a town that somebody spoke from ("in an interview from X"), and not where he is from?"""
    m = view.mentions[n]
    town = m.place is not None and (m.place.id is not None or m.rule.startswith("seat"))
    k = _before_outlet(view, m.first - 2)
    near = view.tokens.lowers[max(0, k + 1 - OCCASION) : k + 1]
    opens = m.first - 1 - view.sentence(m.first)[0] <= 1  # "And from X, A said"
    told = opens or any(w in view.words.occasions for w in near) or view.cue_at[m.first - 2] >= 0
    return town and m.first > 1 and view.mention_at[k] < 0 and told


def _before_outlet(view: Scene, k: int) -> int:
    """Verb before subject: the token before "with the paper X" that ends at token `k`, or `k`."""
    lowers, j = view.tokens.lowers, k
    while view.words.verb_first and j > 1 and lowers[j] in BRACKETS:
        j -= 1
    n = view.mention_at[j] if j >= 0 else -1
    if not view.words.verb_first or n < 0 or view.mentions[n].kind != "organization":
        return k
    j = view.mentions[n].first - 1
    while j > 1 and lowers[j] in BRACKETS:
        j -= 1
    return j - 1 if view.words.markers.get(lowers[j]) in ("to", "with") else k


def _comma(view: Scene, lo: int, hi: int) -> bool:
    return any(view.tokens.lowers[k] in (",", "،") for k in range(lo, hi))


def _adjunct_noun(view: Scene, cue: Cue) -> bool:
    """Verb before subject: does a noun stand right behind the preposition of an adjunct ("during talks")?"""
    words = view.words
    return (
        words.verb_first
        and cue.rule.kind == "noun"
        and cue.first > 0
        and view.tokens.lowers[cue.first - 1] in words.modifiers
    )


def _bracketed(view: Scene, n: int) -> bool:
    """`talks (Moscow, 14 January 2026)`: a town and a day in brackets."""
    m, lowers = view.mentions[n], view.tokens.lowers
    if m.place is None or not m.first or m.last + 1 >= len(lowers):
        return False
    if lowers[m.last] == ")" and lowers[m.first - 1] in (",", "،") and m.first > 1:
        return (
            view.date_at[m.first - 2] >= 0 and lowers[view.dates[view.date_at[m.first - 2]].first - 1] == "("
        )
    return lowers[m.first - 1] == "(" and lowers[m.last] in (",", "،") and view.date_at[m.last + 1] >= 0


def _named_after(view: Scene, cue: Cue, n: int) -> bool:
    """Noun before its genitive: is the event called after a town ("the Doha talks"), not after two capitals?"""
    m = view.mentions[n]
    town = m.place is not None and m.place.id is not None and m.first == cue.last and cue.rule.kind == "noun"
    spoke = bool(cue.rule.content)  # "the declaration of Kyiv": the genitive is the speaker
    if not (town and view.words.verb_first and not (cue.rule.split or spoke) and "definite" not in cue.tags):
        return False
    return len(coordinated(view, n, view.sentence(cue.first)[1])[0]) == 1


def _of_a_noun(view: Scene, cue: Cue, first: int) -> bool:
    """Does the preposition before a place follow a definite noun that is not the trigger's own ("the war in X")?"""
    prefix, lowers = view.words.definite_prefix, view.tokens.lowers
    k = first - 1
    while k > cue.last and not (lowers[k] in view.words.markers and view.mention_at[k] < 0):
        k -= 1
    k -= 1
    if k >= cue.last and lowers[k] in view.words.notably:
        return True  # "the crises, especially in X"
    if not prefix or k < cue.last or not _free_noun(view, k, prefix):
        return False
    while k >= cue.last and _free_noun(view, k, prefix):
        k -= 1
    if lowers[k] in view.words.areas and k > cue.last:
        k -= 1  # "in the hall of the people in X"
    if view.words.markers.get(lowers[k]) in ("at", "by", "facing") and view.mention_at[k] < 0:
        return False  # "in the palace in X"
    return (
        k >= cue.last
        and view.mention_at[k] < 0
        and view.date_at[k] < 0
        and lowers[k] not in view.words.definite
    )


def _free_noun(view: Scene, k: int, prefix: str) -> bool:
    """Is token `k` a word with the article that is part of no mention, time or trigger?"""
    free = view.mention_at[k] < 0 and view.date_at[k] < 0 and view.cue_at[k] < 0
    return free and view.tokens.lowers[k].startswith(prefix)


def _of_another(view: Scene, cue: Cue, first: int) -> bool:
    """Does the place follow at once another trigger of the same type ("will go after his visit to X to Y")?"""
    n = next(
        (view.cue_at[k] for k in range(first - 1, max(cue.last, first - 3) - 1, -1) if view.cue_at[k] >= 0),
        -1,
    )
    return (
        n >= 0
        and cue.rule.split
        and view.cues[n].rule.event == cue.rule.event
        and "suffix" in view.cues[n].tags
    )


def _speech(view: Scene, lo: int, hi: int) -> bool:
    """Does somebody begin to speak between, so that what follows is his words?"""
    between = (view.cues[view.cue_at[k]] for k in range(lo, hi) if view.cue_at[k] >= 0)
    return any(c.rule.content and c.rule.kind != "noun" for c in between)  # "signed a declaration in X"


def _opens(view: Scene, begin: int, first: int) -> bool:
    """Subject before verb: does a place stand in the phrase that opens the sentence (`At the border in X, …`)?"""
    words, lowers = view.words, view.tokens.lowers
    return (
        not words.verb_first
        and words.markers.get(lowers[begin]) == "at"
        and all(
            lowers[k][0].isalnum() and view.cue_at[k] < 0 and view.mention_at[k] < 0
            for k in range(begin, first)
        )
    )


def _relative(view: Scene, lo: int, hi: int) -> bool:
    """Subject before verb: does a relative clause or a participle's aside begin between?"""
    return not view.words.verb_first and any(
        view.tokens.lowers[k] in view.words.relatives | view.words.participles
        for k in range(lo, hi)
        if view.mention_at[k] < 0
    )


def _topic(view: Scene, lo: int, hi: int) -> bool:
    """Does a preposition that opens a topic (`talks on trade in …`) stand between?"""
    words, lowers = view.words, view.tokens.lowers
    if words.takes & set(lowers[lo:hi]):
        return False  # "the talks will take place in X"
    free = [k for k in range(lo, hi - 1) if view.mention_at[k] < 0]
    if any(lowers[k] in words.topics for k in free):
        return True
    return not words.verb_first and any(
        lowers[k] in words.predicates - words.passive
        or (words.markers.get(lowers[k]) in ("on", "about") and view.date_at[k + 1] < 0)
        for k in free
    )


def _follows_actor(view: Scene, cue: Cue, first: int) -> bool:
    """Does only the subject stand between the trigger and token `first`?"""
    n = view.mention_at[first - 1] if first else -1
    return n >= 0 and cue.last <= view.mentions[n].first <= cue.last + 3 and view.mentions[n].kind != "place"


def _marker(view: Scene, first: int, begin: int) -> str:
    """The group of the preposition before a place; a common noun may stand between ("in the city of")."""
    for k in range(first - 1, max(begin - 1, first - 5), -1):
        group = view.words.markers.get(view.tokens.lowers[k])
        if group and group != "of":
            return group
        if group and view.words.areas and view.tokens.lowers[k - 1] not in view.words.areas:
            return group  # "aid to the people of Ukraine"
        if view.mention_at[k] >= 0 or not view.tokens.lowers[k][0].isalnum():
            return ""
    return ""
