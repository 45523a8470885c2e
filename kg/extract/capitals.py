"""Titles and noun phrases in languages that mark names with capital letters and put adjectives before the noun."""

from __future__ import annotations

from kg.extract.complements import Title
from kg.extract.names import name_end
from kg.extract.scan import Scan
from kg.extract.titles import HEADS, office_at

MAX_RUN = 10  # tokens before the head
MAX_TAIL = 24


def title(s: Scan, i: int) -> Title | None:
    """The noun phrase that begins at token i ("Swiss foreign minister", "President of X"), or None."""
    made = Title(i, i, "")
    k = i
    ends: list[tuple[int, str, int]] = []
    if s.has(i - 1, "place_links") and _place_then_person(s, i):
        return None
    while k < min(len(s), i + MAX_RUN):
        end, kind = _piece(s, made, k, k == i)
        if not end:
            break
        if (
            kind in HEADS
            and ends
            and s.is_capital(k)
            and not s.is_capital(k - 1)
            and not s.has(k - 1, "possessive")
        ):
            break  # "the delegation | President X"
        if kind in HEADS:
            ends.append((end, kind, k))
        k = end
    if not ends:
        return _by_name(s, i)
    while ends and s.has(ends[-1][0], "event_noun") and not s.is_capital(ends[-1][2]):
        ends.pop()  # "official visit"
    if not ends:
        return None
    made.last, made.kind, at = ends[-1]
    made.nested = [n for n in made.nested if n[1] <= made.last]
    _office(s, made, at)
    made.complement = made.last - at > 1 or at > i
    made.agent = bool(s.has(at, "agent", "agents"))
    made.envoy = any(s.has(k, "envoy") for k in range(made.first, at + 1))
    made.posted = bool(s.has(at, "posted")) or made.kind == "government"
    end = made.last
    _complement(s, made)
    if made.office and s.has(end, "topic_link") and s.has(end + 1, "portfolio"):
        made.office = None  # "secretary of state for justice": another office than the words before alone
    if made.office and made.office not in s.lexicon.body_offices and _of_body(s, made, at):
        made.office = None
    if made.world and made.kind == "head":
        made.nation = None  # a body of no one state sent him; the state is the one he deals with
    for k in range(i, made.last):
        if made.nation is None and (hit := s.entry(k, "crown")):
            made.nation = hit[1].nation
    if (
        made.kind == "head"
        and made.last < len(s)
        and not s.line_start(made.last)
        and _ends_in_a_title(s, made)
    ):
        who = s.entry(made.last, "person")
        if who and made.nation is None and not made.world:
            made.nation = who[1].nation
        made.last = name_end(s, made.last)
    made.full = made.complement or made.nation is not None
    return made


def _ends_in_a_title(s: Scan, made: Title) -> bool:
    """Is the end of the title that of another person ("spokesman for | President"), whose name may follow?

    The inner one has a capital and no article: "assistant to the President" may be followed by the assistant's name.
    """
    for k in range(made.first + 1, made.last - 1):
        if s.has(k, "link", "link_any", "link_posted", "topic_link") and s.is_capital(k + 1):
            inner = title(s, k + 1)
            if inner is not None and inner.kind == "head" and inner.last >= made.last:
                return True
    return False


def _place_then_person(s: Scan, i: int) -> bool:
    """ "in Argentina President X": the country ends one phrase and the title begins the next."""
    hit = s.entry(i, "nation", "seat", "city")
    if hit is None or s.entry(i, "demonym") or s.has(hit[0], "possessive"):
        return False
    return bool(s.has(hit[0], "head")) and s.is_capital(hit[0])


def _of_body(s: Scan, made: Title, at: int) -> bool:
    """Does the office belong to an organisation, and not to a state ("president of the national assembly of X")?"""
    if any(e.kind == "organization" for _, _, e in made.nested):
        return True
    return any(
        s.has(k, "organization") and s.is_capital(k)
        for k in range(at + 1, made.last)
        if not s.has(k, "portfolio")
    )


def _office(s: Scan, made: Title, head: int) -> None:
    """The key of the office, where the words up to the head are a complete one."""
    for k in range(made.first, head + 1):
        found = office_at(s, k)
        if found and found[0] >= made.last and (k == made.first or not s.has(k - 1, "office_lead")):
            former = any(s.lowers[j] in s.lexicon.former for j in range(made.first, k))
            made.office = None if former else found[1]
            made.last = max(made.last, found[0])
            return


def _piece(s: Scan, made: Title, k: int, first: bool) -> tuple[int, str]:
    """The end and class of one word of the run before and with the head; (0, "") where the run ends."""
    if not s.is_letters(k):
        if s.has(k, "possessive") and not first:
            return k + 1, "link"
        return 0, ""
    if not first and s.line_start(k):
        return 0, ""
    office = office_at(s, k)
    best = max(((s.has(k, kind), kind) for kind in HEADS), key=lambda x: x[0])
    if office and office[0] >= best[0]:
        return office[0], "head"
    name = s.entry(k, "organization", "nation", "demonym", "seat", "city")
    if name and name[0] >= max(best[0], s.has(k, "lead")):
        if name[1].kind == "city" and not first:
            return 0, ""
        made.note(k, name)
        return name[0], name[1].kind
    if best[0]:
        return best
    end = s.has(k, "lead")
    if end:
        return end, "lead"
    if (first and _unknown_field(s, k)) or _field(s, k):
        return k + 1, "lead"
    low, _, rest = s.words[k].partition("-")
    if rest and (hit := s.lexicon.names.entries.get((low,))) and hit[0].kind in ("demonym", "nation"):
        return k + 1, "lead"
    return 0, ""


def _field(s: Scan, k: int) -> bool:
    """Is token k a ministry's field before its office ("Budget Minister")?"""
    after = k + 1
    return (
        bool(s.has(k, "portfolio")) and s.is_capital(k) and s.is_capital(after) and bool(s.has(after, "head"))
    )


def _unknown_field(s: Scan, k: int) -> bool:
    """Is token k a word before a written-out office that only says its field ("Budget Minister")?"""
    return (
        s.is_capital(k)
        and s.is_capital(k + 1)
        and bool(s.has(k + 1, "head"))
        and all(entry.kind == "crown" for _, entry in s.entries[k])
        and not (s.classes[k] or s.line_start(k + 1) or s.is_capital(k - 1))
        and s.words[k] not in s.lexicon.given
        and not s.local.lengths.get(s.words[k])
    )


def _by_name(s: Scan, i: int) -> Title | None:
    """A run of capitalised words that holds an organisation's head: "Foreign Service Institute of Maldives"."""
    k, head = i, -1
    while k < min(len(s), i + MAX_TAIL):
        if not s.is_letters(k) or (k > i and s.line_start(k)):
            break
        if s.is_capital(k):
            if s.has(k, "organization") and k > i:
                head = k
                break
            if s.has(k, "head", "heads", "honorific", "determiner", "month") and k == i:
                return None
            k += 1
        elif (
            k > i
            and s.has(k, "conjunction", "genitive")
            and s.is_capital(k + 1)
            and not s.entry(k - 1, "nation", "organization")
        ):
            k += 1
        else:
            break
    if head < 0 or (
        head - i < 2 and s.lowers[i] in s.lexicon.common and not s.has(i, "lead", "tail", "portfolio")
    ):
        return None
    made = Title(i, s.has(head, "organization"), "organization", full=True, complement=True)
    for at in range(i, head):
        if hit := s.entry(at, "nation", "demonym"):
            made.note(at, hit)
    _complement(s, made)
    return made


def _complement(s: Scan, made: Title) -> None:
    """Read what "of", "for", "to" add."""
    k = made.last
    while s.has(k - 1, "portfolio") and s.is_capital(k - 1) and k < len(s) and _joins(s, k):
        end = _list(s, made, k, made.first)
        if end == k:
            break
        k = made.last = end
    while k < min(len(s), made.first + MAX_TAIL):
        link = s.has(k, "link_any") or (s.has(k, "link_posted") if made.posted else 0)
        if not link or s.line_start(k):
            break
        made.link = k
        end = _complement_phrase(s, made, link)
        if end == link:
            break
        k = made.last = end
        made.complement = True
    made.last = max(made.last, k)


def _complement_phrase(s: Scan, made: Title, k: int) -> int:
    """The end of the noun phrase at token k that belongs to a title, or k."""
    start = k
    if s.has(k, "determiner") and s.lowers[k] not in s.lexicon.indefinite:
        k += 1
    begin = k
    while k < min(len(s), start + MAX_TAIL):
        end = _complement_word(s, made, k, begin)
        if end == k:
            break
        k = end
    while k > begin and s.has(k - 1, "possessive"):
        k -= 1
    return k if k > begin else start


def _complement_word(s: Scan, made: Title, k: int, begin: int) -> int:
    if s.line_start(k):
        return k
    if _joins(s, k):
        return _list(s, made, k, begin)
    if s.has(k, "possessive") and k > begin:
        return k + 1
    if not s.is_letters(k):
        return k
    if end := s.nothing(k):
        return end
    if (known := s.entry(k, "person")) and known[0] - k >= 2 and k > begin:
        return k
    name = s.entry(k, "organization", "nation", "demonym", "seat", "city", "region")
    if name:
        if name[1].kind == "city" and k > begin:
            return k
        if (
            made.kind == "head"
            and made.envoy
            and s.has(made.link, "link_posted", "topic_link")
            and name[1].kind != "organization"
        ):
            made.nested.append((k, *name))
        else:
            made.note(k, name)
        return name[0]
    if (
        s.has(k - 1, "head", "heads")
        and k > begin
        and s.is_capital(k)
        and not s.has(k, "organization", "head")
    ):
        return k
    end = s.has(k, "portfolio", "lead", "tail", "organization", "group", "government", "head", "heads")
    body = k > begin and s.entry(k - 1, "organization", "demonym")  # "adviser to the UN envoy"
    if end and (s.is_capital(k) or k == begin or body or not s.has(k, "head")):
        return (
            end
            if s.is_capital(k)
            or s.has(k, "tail", "organization", "lead", "group", "portfolio", "heads", "government", "head")
            else k
        )
    if s.is_capital(k) and (k == begin or _head_ahead(s, k)):
        return k + 1
    if (
        s.is_capital(k)
        and s.entry(k - 1, "demonym")
        and not s.entries[k]
        and s.words[k] not in s.lexicon.given
    ):
        return k + 1  # "of the Syrian Kurds": the adjective needs its noun
    if s.is_capital(k) and s.lowers[k] in s.lexicon.common and s.words[k] not in s.lexicon.given:
        return k + 1
    return k


def _head_ahead(s: Scan, k: int) -> bool:
    """Does an organisation's head follow within three capitalised words?"""
    for j in range(k + 1, min(k + 6, len(s))):
        if s.has(j, "possessive"):
            continue
        if not s.is_capital(j):
            return False
        if s.has(j, "organization", "place_words", "portfolio"):
            return True
    return False


def _list(s: Scan, made: Title, k: int, begin: int) -> int:
    """A comma or "and" between portfolios: the end of the next portfolio, or k."""
    after = k + 1
    if k == begin or s.has(after, "head", "heads", "honorific") or not s.is_letters(after):
        return k
    if s.has(after, "determiner") and s.is_capital(after + 1) and s.has(after + 1, "portfolio"):
        after += 1
    j = after
    if s.has(k, "conjunction") and s.has(k - 1, "portfolio") and not s.is_capital(k - 1):
        while j < len(s) and not s.is_capital(j) and s.has(j, "portfolio", "lead"):
            j += 1
        plain = j > after and s.has(j - 1, "portfolio") and not (j < len(s) and s.has(j, "head", "heads"))
        return j if plain else k  # "for economic and financial affairs"
    while j < len(s) and s.is_capital(j) and j < after + 5:
        if s.has(j, "portfolio") or (s.has(j, "organization", "group") and made.kind == "organization"):
            for at in range(after, j):
                if hit := s.entry(at, "demonym"):
                    made.note(at, hit)
            end = j + 1
            while s.is_capital(end) and s.has(end, "portfolio"):
                end += 1
            return end if s.lowers[k] != "," or _list_goes_on(s, end) else k
        j += 1
    if s.has(k, "conjunction") and made.posted and (hit := s.entry(after, "nation")):
        made.nested.append((after, hit[0], hit[1]))
        return hit[0]
    return k


def _joins(s: Scan, k: int) -> bool:
    """Is token k a comma or "and"?"""
    return s.words[k] == "," or bool(s.has(k, "conjunction"))


def _list_goes_on(s: Scan, k: int) -> bool:
    """Is a further comma item or the last "and" item of the list of portfolios ahead?"""
    for j in range(k, min(k + 12, len(s))):
        if s.has(j, "conjunction") and s.is_capital(j + 1):
            return True
        if s.lowers[j] == ",":
            continue
        if not s.is_capital(j):
            return False
    return False
