"""Where the words of a statement begin and end.

A rule's `content` says how: `strict` (behind a conjunction, a colon or a quotation mark), `that` (the same, or direct
speech without marks behind the subject), `phrase` (these, or the noun phrase behind the verb and its subject),
`before` (the clause before the trigger), `either` (before it, else behind), `line` (all that follows in the line).
"""

from __future__ import annotations

from kg.extract import speech
from kg.extract.ending import close
from kg.extract.roles import Frame
from kg.extract.rules import Cue
from kg.extract.scene import Scene
from kg.extract.skipping import behind_phrase, occasion, past_adjectives, past_adjuncts, past_aside
from kg.extract.speech import wordy

REACH = 45  # tokens between a verb and the conjunction that opens its content


def find(view: Scene, found: Frame) -> tuple[int, int] | None:
    """The token range of what is said under a trigger, or None where nothing is."""
    kind = found.cue.rule.content
    if kind == "line":
        return speech.line(view, found.cue)
    if next_line := speech.next_line(view, found.cue):
        return next_line
    if kind in ("before", "either") or found.how == "inverted":
        span = _before(view, found.cue)
        if span and (kind == "before" or found.how == "inverted" or _said_before(view, found.cue)):
            return speech.longer(view, found.cue, span)
        if kind == "before":
            return _behind(view, found)
    elif _inserted(view, found.cue):
        parts = [span for span in (_before(view, found.cue), _behind(view, found)) if span]
        return max(parts, key=lambda span: span[1] - span[0], default=None)
    elif speech.as_said(view, found.cue):
        return _behind_comma_span(view, found)
    elif _said_before(view, found.cue):
        return speech.longer(view, found.cue, _before(view, found.cue))
    return _behind(view, found)


def _inserted(view: Scene, cue: Cue) -> bool:
    """Subject before verb: `…, he said, …`, between two commas and without quotation marks?"""
    begin, end = view.sentence(cue.first)
    k = _reporter(view, cue)
    if view.words.verb_first or cue.rule.kind != "verb" or k - 1 <= begin or cue.last >= end:
        return False
    lowers, quote_of = view.tokens.lowers, view.tokens.quote_of
    spoken = quote_of[k - 1] >= 0 or quote_of[k - 2] >= 0
    opening = lowers[begin] in view.words.modifiers or view.cue_at[begin] >= 0
    return k < cue.first and lowers[k - 1] == "," and lowers[cue.last] == "," and not (spoken or opening)


def _behind_comma_span(view: Scene, found: Frame) -> tuple[int, int] | None:
    _, end = view.sentence(found.cue.first)
    first = _behind_comma(view, found.cue.last, end)
    return (first, close(view, found, first, end)) if first is not None else None


def _said_before(view: Scene, cue: Cue) -> bool:
    """Is the trigger the tail of its sentence: `"…", said the minister.`?"""
    begin, end = view.sentence(cue.first)
    behind = range(cue.last, min(end, cue.last + REACH))
    tail = [k for k in behind if view.tokens.lowers[k][0].isalnum() and view.mention_at[k] < 0]
    quoted = cue.first - 1 > begin and any(
        view.tokens.quote_of[k] >= 0 for k in (cue.first - 1, cue.first - 2) if k >= begin
    )
    comma = view.tokens.lowers[cue.first - 1] in (",", "،") if cue.first > begin else False
    named = cue.first > begin and view.mention_at[cue.first - 1] >= 0
    if named:
        m = view.mentions[view.mention_at[cue.first - 1]]
        quoted = m.first - 1 > begin and view.tokens.quote_of[m.first - 1] >= 0
        comma = m.first > begin and view.tokens.lowers[m.first - 1] in (",", "،") and quoted
    if not view.words.verb_first:
        k = _reporter(view, cue)
        at = k - 1
        if (
            at > begin
            and view.mention_at[at] < 0
            and view.tokens.lowers[at] in view.words.joints - {",", ";"}
        ):
            return False  # "A called it "a farce" and B said …"
        tail = [j for j in tail if view.date_at[j] < 0]
        comma = (
            at > begin + 2 and view.tokens.lowers[at] == "," and (k < cue.first or cue.rule.kind == "word")
        )
        quoted = at > begin and any(view.tokens.quote_of[j] >= 0 for j in (at, at - 1))
        opening = view.cues[view.cue_at[begin]] if view.cue_at[begin] >= 0 else None
        gerund = opening is not None and "gerund" in opening.tags
        if not quoted and (gerund or view.tokens.lowers[begin] in view.words.modifiers):
            return False  # "During the talks, he told …": an opening phrase, no content
        if cue.last < end and view.tokens.lowers[cue.last] in view.words.that:
            return False
        aside = (
            view.tokens.lowers[min(cue.last, end - 1)] in view.words.modifiers
        )  # "…, he said in Paris on Monday"
        if aside and cue.rule.kind == "verb" and _opener(view, cue.last, end, cue.rule.prepositions) is None:
            return quoted or comma
        closed = view.tokens.quote_of[at] >= 0 or (at > begin and view.tokens.quote_of[at - 1] >= 0)
        whom = any(w.startswith(("next", "object")) for ws in cue.rule.roles.values() for w in ws)
        if cue.rule.kind == "verb" and (closed or (comma and whom)):
            return (quoted or comma) and _opener(view, cue.last, end, cue.rule.prepositions) is None
        return (quoted or comma) and len(tail) <= (5 if quoted else 3)
    return (quoted or comma) and len(tail) <= 3 and not view.words.verb_first


def _reporter(view: Scene, cue: Cue) -> int:
    """Where the subject and the auxiliaries before a trigger begin."""
    begin, _ = view.sentence(cue.first)
    words, k = view.words, cue.first
    while (
        k > begin
        and view.mention_at[k - 1] < 0
        and view.tokens.lowers[k - 1] in words.auxiliaries | words.transparent
    ):
        k -= 1
    while k > begin:
        if view.mention_at[k - 1] >= 0:
            k = view.mentions[view.mention_at[k - 1]].first
        elif view.tokens.lowers[k - 1] in words.pronouns:
            return k - 1
        elif (
            view.tokens.lowers[k - 1] in words.conjunctions
            and k - 2 >= begin
            and view.mention_at[k - 2] >= 0
            and (view.tokens.lowers[k - 1] not in (",", "،"))
        ):
            k -= 1
        else:
            break
    while k > begin and view.mention_at[k - 1] < 0 and view.tokens.lowers[k - 1] in words.transparent:
        k -= 1
    return k if k < cue.first else speech.apposed(view, k, begin)


def _before(view: Scene, cue: Cue) -> tuple[int, int] | None:
    begin, _ = view.sentence(cue.first)
    if cue.rule.content == "before" and cue.rule.kind == "verb" and not view.words.verb_first:
        last = cue.first  # "the role of A was praised by B"
        while (
            last > begin
            and view.mention_at[last - 1] < 0
            and view.tokens.lowers[last - 1] in (view.words.auxiliaries | view.words.transparent)
        ):
            last -= 1
        return (begin, last) if last - begin > 1 else None
    last = _reporter(view, cue) if not view.words.verb_first and cue.rule.kind == "verb" else cue.first
    while last > begin and (
        (view.mention_at[last - 1] >= 0 and last == cue.first) or not wordy(view, last - 1)
    ):
        if view.mention_at[last - 1] >= 0:
            last = view.mentions[view.mention_at[last - 1]].first
            if view.words.verb_first:
                last = cue.first
                break
        elif view.tokens.quote_of[last - 1] >= 0:
            break
        else:
            last -= 1
    while last > begin and not wordy(view, last - 1) and view.tokens.quote_of[last - 1] < 0:
        last -= 1
    if last - 1 >= begin and view.tokens.quote_of[last - 1] >= 0:
        a, b = view.tokens.quotes[view.tokens.quote_of[last - 1]]
        whole = view.words.verb_first or any(
            view.cue_at[k] >= 0 and view.cues[view.cue_at[k]].rule.content for k in range(begin, a)
        )
        if whole or not any(wordy(view, k) for k in range(begin, a)):
            return max(a, begin), b
        last = b  # only its end is quoted
    first = begin
    while first < last and (view.tokens.lowers[first] in view.words.conjunctions or not wordy(view, first)):
        first += 1
    return (first, last) if last - first >= 2 else None


def _behind(view: Scene, found: Frame) -> tuple[int, int] | None:
    _, end = view.sentence(found.cue.first)
    first = _open(view, found, end)
    if first is None or first >= end:
        return None
    last = close(view, found, first, end)
    words, lowers = view.words, view.tokens.lowers
    while first < last and not wordy(view, first) and view.tokens.quote_of[first] < 0:
        first += 1
    taken = {n for a in found.args for n in a.mentions if n in found.subject}
    k = first
    while (
        k > found.cue.last
        and lowers[k - 1] in words.definite | words.possessives | words.transparent
        and (view.mention_at[k - 1] not in taken or view.mention_at[k - 1] < 0)
    ):
        k -= 1  # the article belongs to what is said ("a new era")
        if lowers[k] in words.definite | words.possessives:
            first = k
    return (first, last) if last > first else None


def _opener(view: Scene, start: int, end: int, prepositions: frozenset[str]) -> int | None:
    """The first token of content behind a conjunction, colon or mark, or None if there is none in reach."""
    k = start
    while k < min(end, start + REACH):
        word = view.tokens.lowers[k]
        if word in view.words.that and view.mention_at[k] < 0:
            return k + 1
        if word == ":":
            return k + 1
        if view.tokens.quote_of[k] >= 0 and view.tokens.quotes[view.tokens.quote_of[k]][0] == k:
            a, b = view.tokens.quotes[view.tokens.quote_of[k]]
            if b - a > 6 or (b >= end - 1 and b - a > 3 and view.mention_at[k] < 0):
                return k
        cue = view.cues[view.cue_at[k]] if k > start and view.cue_at[k] >= 0 else None
        if (
            cue
            and cue.rule.content
            and not cue.rule.relay
            and cue.rule.kind != "noun"
            and not _relative(view, k)
            and not _aired(view, start, k)
        ):
            return None
        k += 1
    return None


def _aired(view: Scene, start: int, k: int) -> bool:
    """`in an interview with X broadcast on Monday`: does token `k` tell how an occasion named before was published?"""
    words, lowers = view.words, view.tokens.lowers
    return lowers[k] in words.aired and any(w in words.occasions for w in lowers[start:k])


def _relative(view: Scene, k: int) -> bool:
    """Does token `k` open a clause of its own ("who said", "when asked")?"""
    words = view.words
    openers = words.relatives | words.modifiers if not words.verb_first else words.relatives
    return k > 0 and view.tokens.lowers[k - 1] in openers


def _open(view: Scene, found: Frame, end: int) -> int | None:
    cue, words = found.cue, view.words
    k = cue.last
    taken = set(found.subject) if found.how in ("after", "inverted") else set()
    places = {w.partition(":")[0] for ws in cue.rule.roles.values() for w in ws}
    if k < end and cue.rule.kind == "noun" and "possessor" in places:
        taken.add(view.mention_at[k])  # whose announcement it is
    if "from" in places:
        taken |= {n for a in found.args[:2] if a.marker == "from" for n in a.mentions}  # "asked of X"
    if "?to" in places and cue.rule.kind == "word" and found.args and found.args[0].marker == "to":
        k, taken = found.args[0].first, set(found.args[0].mentions)  # "according to A, the way is open"
    to_whom = not places.isdisjoint(("object", "next"))
    if to_whom:
        taken |= {n for a in found.args[:1] if a.marker == "" for n in a.mentions}  # whom it was said to
        while not words.verb_first and k < end - 1 and _unknown_name(view, k):
            k += 1  # "told Channel Four he was ready"
    while k < end:
        if view.mention_at[k] in taken and view.mention_at[k] >= 0:
            k = view.mentions[view.mention_at[k]].last
        elif view.date_at[k] >= 0:
            k = view.dates[view.date_at[k]].last
        elif view.tokens.lowers[k] in words.documents:
            k = past_adjectives(view, k + 1, end)
        elif (
            taken
            and words.conjunctions
            and view.tokens.lowers[k] in words.conjunctions
            and _next_taken(view, k, taken)
        ) or (view.tokens.lowers[k] in words.transparent and view.mention_at[k] < 0):
            k += 1
        else:
            break
    k = past_aside(view, k, end) if cue.rule.content == "phrase" else k
    if k >= end:
        return None
    word = view.tokens.lowers[k]
    opener = _opener(view, k, end, cue.rule.prepositions)
    if opener is not None and opener <= k + 1:
        return opener
    asked = cue.rule.wish and words.markers.get(word) == "to"  # "urged A to take a way that …"
    if to_whom and not words.verb_first and opener is not None and opener <= k + 8 and not asked:
        return opener
    if cue.rule.content == "strict":
        return _strict(view, found, k, end, opener)
    if cue.rule.content == "phrase" and words.verb_first:
        p = past_adjuncts(view, k, end, cue.rule.prepositions)
        if p > k:
            return _object(view, p, opener, cue.rule.prepositions)
    if word in cue.rule.prepositions and not occasion(view, k, end):
        return (
            opener
            if opener is not None and opener <= k + 3 and view.tokens.lowers[k + 1] in words.that
            else k + 1
        )
    to = words.markers.get(word) in ("to", "of") and cue.rule.content == "that"
    if word in words.modifiers or not wordy(view, k) or to or word in words.relatives:
        if opener is not None:
            return opener
        for j in range(k, min(end, k + REACH)):
            if view.tokens.lowers[j] in cue.rule.prepositions and view.mention_at[j] < 0 and j > k:
                return j + 1
            if view.cue_at[j] >= 0 and view.cues[view.cue_at[j]].rule.content and j > k:
                break
        if cue.rule.content == "phrase" and word in words.markers:
            return behind_phrase(view, k, end)
        if word in (",", "،") or to:
            return k + 1 if cue.rule.content == "phrase" else _behind_comma(view, k, end)
    if cue.rule.content == "that":
        return opener if opener is not None else k
    return k


def _object(view: Scene, p: int, opener: int | None, prepositions: frozenset[str]) -> int:
    """Where the content begins at or behind token `p`, the first behind the verb's adjuncts."""
    words, lowers = view.words, view.tokens.lowers
    if lowers[p] in prepositions and view.mention_at[p] < 0:
        return opener if opener is not None and opener <= p + 2 else p + 1
    if prepositions and view.mention_at[p] >= 0 and (q := _past_party(view, p, prepositions)):
        return q
    if opener is None or opener <= p + 1:
        return p if opener is None else opener
    loose = any(
        view.cue_at[j] >= 0
        or view.date_at[j] >= 0
        or (view.mention_at[j] < 0 and (lowers[j] in words.relatives or lowers[j] in words.markers))
        for j in range(p, opener - 1)
    )
    return opener if loose else p


def _past_party(view: Scene, p: int, prepositions: frozenset[str]) -> int:
    """The token behind the rule's preposition, where that follows the mention at token `p` at once; 0 for none."""
    q = view.mentions[view.mention_at[p]].last
    lowers = view.tokens.lowers
    if q < len(lowers) and lowers[q] in (",", "،"):
        q += 1
    return q + 1 if q + 1 < len(lowers) and lowers[q] in prepositions and view.mention_at[q] < 0 else 0


def _led(view: Scene, k: int, prepositions: frozenset[str]) -> bool:
    """Is one of the prepositions written onto the word at token `k`, which no table knows to cut there?"""
    word = view.tokens.lowers[k]
    papers = view.words.documents | view.words.occasions
    free = view.mention_at[k] < 0 and view.cue_at[k] < 0 and word not in view.words.modifiers | papers
    return free and len(word) > 3 and any(len(p) == 1 and word.startswith(p) for p in prepositions)


def _unknown_name(view: Scene, k: int) -> bool:
    """A capitalised word that no table knows and that begins no clause."""
    word = view.tokens.norms[k]
    plain = view.mention_at[k] < 0 and view.date_at[k] < 0 and view.tokens.quote_of[k] < 0
    return plain and word[0].isupper() and len(word) > 1 and word.lower() not in view.words.pronouns


def _strict(view: Scene, found: Frame, k: int, end: int, opener: int | None) -> int | None:
    """Content behind a conjunction or mark, or behind one of the rule's prepositions: near, or after an aside."""
    lowers, prepositions = view.tokens.lowers, found.cue.rule.prepositions
    if _led(view, k, prepositions) and (opener is None or opener > k + 2):
        return k
    known = lowers[k] in prepositions or lowers[k] in view.words.modifiers or not wordy(view, k)
    if found.cue.rule.tight and not known and (opener is None or opener > k + 1):
        return None  # its object follows: "suspended the talks", "tightened the checks"
    if found.how in ("memory", "shared") and not known and (opener is None or opener > k + 1):
        return None  # a noun that no table knows is the subject here, and not who spoke last
    for j in range(k, min(end, k + 25)):
        aside = j < k + 8 or lowers[j - 1] in (",", "،", "-", "–")
        if aside and lowers[j] in prepositions and view.mention_at[j] < 0:
            first = j + 1
            while first < end - 1 and view.date_at[first] >= 0:
                first = view.dates[view.date_at[first]].last
            aside = first < end and opener is not None and lowers[first] in view.words.modifiers
            return opener if opener is not None and (aside or opener <= first + 1) else first
        closed = lowers[k] in (",", "،") and lowers[j - 1] in (",", "،")
        begun = lowers[k] in view.words.modifiers or closed
        if j > k and aside and begun and _led(view, j, prepositions):
            return j
    return opener


def _behind_comma(view: Scene, k: int, end: int) -> int | None:
    for j in range(k, min(end, k + 20)):
        if view.tokens.lowers[j] in (",", "،"):
            return j + 1
    return None


def _next_taken(view: Scene, k: int, taken: set[int]) -> bool:
    return k + 1 < len(view.tokens) and view.mention_at[k + 1] in taken
