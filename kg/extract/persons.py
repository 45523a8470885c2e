"""A person's phrase: the title, the name after it, and the titles that stand beside the name."""

from __future__ import annotations

from kg.extract import capitals, titles
from kg.extract.appositions import name_behind
from kg.extract.complements import Title
from kg.extract.drafts import Draft, Lead, Range, name_follows, read_title
from kg.extract.names import given_name, is_word, name_end
from kg.extract.scan import Scan

_CLOSING = frozenset(
    {",", ".", ")", ";", ":", "-", "–", "—"}
)  # marks after which a name or apposition is complete


PARTY = 30  # tokens behind a title in which one more party may stand


def person(s: Scan, i: int, lead: Lead, made: Title) -> Draft | None:
    """A title with the name and the further titles around it."""
    if lead.quantified and not made.agent and not s.lexicon.capitals and made.complement is False:
        return None
    last = made.last
    chain = [made]
    name = name_after(s, made, last)
    if name and not s.lexicon.capitals and not made.full and name[0] == last:
        made.last = last = name[1]  # "the lawyer of X": the name is the complement
        made.full = made.complement = True
        made.office = None
        name = name_after(s, made, last)
    while (
        name is None and not s.lexicon.capitals and last < len(s) and (more := _next_title(s, made, i, last))
    ):
        chain.append(more)
        last = more.last
        name = name_after(s, more, last)
    if name is None and (both := _two_offices(s, i, made) if s.lexicon.capitals else _second_office(s, made)):
        more, name = both
        chain, last = [made, more], more.last
    if name is None and len(chain) > 1 and _contact(s, i):
        chain, last = [made], made.last
    if name is None and len(chain) == 1 and (behind := name_behind(s, i, last)):
        name = behind
        made.nation = made.nation or _nation_between(s, last, name[0])
    nested = [n for t in chain for n in t.nested]
    if name is not None and not s.lexicon.capitals and (house := _named_after(s, made, name)):
        made.last = last = house
        made.full = made.complement = True
        made.office = None
        name = name_after(s, made, last)
    nation = next((t.nation for t in chain if t.nation), None) or _by_place(chain)
    office = made.office or s.text(made.first, _bare_end(s, made))
    own = "own" if s.has(i, "own") and not s.has(i, "reverence", "honorific") else "title"
    if name is None:
        if not (made.full or made.agent) or (
            s.lexicon.capitals
            and i == made.first
            and not made.complement
            and not made.agent
            and not s.is_capital(made.first)
        ):
            return None
        head = (made.first, last if len(chain) > 1 else made.last)
        return Draft(i, last, head, "person", own, nation=nation, office=office, nested=nested)
    draft = Draft(
        i, name[1], name, "person", f"{own}.name", name=name, nation=nation, office=office, nested=nested
    )
    append_titles(s, draft)
    return draft


def _nation_between(s: Scan, k: int, last: int) -> str | None:
    hits = (s.entry(j, "nation", "demonym") for j in range(k, last))
    return next((hit[1].nation for hit in hits if hit), None)


def _bare_end(s: Scan, made: Title) -> int:
    """The end of a title without the honorifics of the name after it."""
    k = made.last
    while k - made.first > 1 and s.has(k - 1, "honorific") == k and not s.has(k - 1, "head", "tail"):
        k -= 1
    return k


def _named_after(s: Scan, made: Title, name: Range) -> int:
    """The end of a name that belongs to the house in the title ("director of the hospital of King X"), or 0."""
    k = name[0]
    if k > made.first + 1 and s.has(k - 1, "honorific") == k:
        k -= 1
    named = k < name[0] and k >= made.last - 1
    house = named and not s.definite(k - 1) and bool(s.has(k - 1, "house"))
    return name[1] if house else 0


def _by_place(chain: list[Title]) -> str | None:
    """The nation of the city or region that the titles name ("the mayor of X"), where they tell no other body."""
    if any(t.posted or t.envoy or any(e.kind == "organization" for _, _, e in t.nested) for t in chain):
        return None
    return next((e.nation for t in chain for _, _, e in t.nested if e.kind in ("city", "region")), None)


def _contact(s: Scan, i: int) -> bool:
    """Does a verb of two parties stand right before the phrase?"""
    return bool(s.has(i - 1, "contact")) or bool(s.has(i - 2, "contact"))


def _two_offices(s: Scan, i: int, made: Title) -> tuple[Title, Range] | None:
    """ "Deputy Prime Minister and Minister of Foreign Affairs, X": the second title and the name."""
    k = made.last
    if not s.has(k, "conjunction") or k + 1 >= len(s) or k - made.first < 2:
        return None
    written = s.is_capital(made.first) and s.is_capital(k + 1)
    more = capitals.title(s, k + 1)
    if more is None or more.kind != "head" or not more.complement:
        return None
    name = name_after(s, more, more.last)
    bare = i == made.first and not s.is_capital(
        k + 1
    )  # "Minister and head of the party X": no one else has no article
    if not written and not bare and not (name and name[0] > more.last and not s.is_capital(k + 1)):
        return None  # "the deputy prime minister and minister of trade, X"
    return (more, name) if name and (made.nation is None or more.nation in (None, made.nation)) else None


def _second_office(s: Scan, made: Title) -> tuple[Title, Range] | None:
    """`deputy prime minister and-minister of foreign affairs X`: offices that one person mostly holds together.

    The table gives, for the first office, which second ones may follow; none for any.
    """
    k = made.last
    seconds = s.lexicon.double.get(made.office or "")
    if seconds is None or made.nation or k + 1 >= len(s) or not s.has(k, "conjunction"):
        return None
    more = titles.title(s, k + 1)
    if more is None or more.kind != "head" or not more.office or (seconds and more.office not in seconds):
        return None
    name = name_after(s, more, more.last)
    return (more, name) if name else None


def _next_title(s: Scan, made: Title, i: int, k: int) -> Title | None:
    """A second title right after the first one, of the same person."""
    if not s.has(k, "head") and titles.office_at(s, k) is None:
        return None
    more = titles.title(s, k)
    if more is None or more.kind != "head" or not (more.complement or more.office):
        return None
    if _contact(s, i) or (more.nation and made.nation and more.nation != made.nation):
        return None
    return more


def name_after(s: Scan, made: Title, k: int) -> Range | None:
    """The name after a title that ends at token k: next, in brackets left out, or after a comma."""
    if k >= len(s) or made.kind != "head":
        return None
    bracketed = False
    if s.words[k] == "(" and k + 3 < len(s) and s.words[k + 2] == ")":
        if made.nation is None and (hit := s.entry(k + 1, "nation", "demonym")):
            made.nation = hit[1].nation
        k += 3  # an abbreviation in brackets
        bracketed = True
    comma = s.words[k] in (",", "،", "/", ":") and k + 1 < len(s) and not s.line_start(k + 1)
    at = k + 1 if comma else k
    if comma and not bracketed and _other_office(s, made, at):
        return None
    if s.has(at, "determiner") and s.has(s.has(at, "determiner"), "honorific"):
        at = s.has(at, "determiner")
    while end := s.has(at, "honorific", "reverence"):
        if not s.lexicon.capitals and titles.office_at(s, at) and not name_follows(s, end):
            break
        at = end
        if at < len(s) and s.words[at] == "." and s.lexicon.capitals:
            at += 1
    if at >= len(s) or s.line_start(at) or (s.has(at, "link_person") and s.has(at + 1, "link", "tail")):
        return None  # "the spokesman for": a preposition that is a given name as well
    end = name_end(s, at)
    if end == at:
        return None
    if comma and not _safe_after_comma(s, made, at, end):
        return None
    if not comma and not s.lexicon.capitals and not _plausible(s, made, at, end):
        return None
    return at, end


def _other_office(s: Scan, made: Title, at: int) -> bool:
    """Does another person's office begin behind the comma ("the head of the service, the-president X")?"""
    key = s.lexicon.bare.get(s.lowers[at]) if at < len(s) else None
    return key is not None and key not in s.lexicon.body_offices and key != made.office


def _plausible(s: Scan, made: Title, at: int, end: int) -> bool:
    """A single unknown word after a title without complement or nation is rather a noun than a name."""
    if s.entry(at, "person") or given_name(s, at) or s.words[at] in s.local.lengths:
        return True
    word = s.words[at]
    if (
        word.startswith(s.lexicon.verb_starts)
        and word.endswith(s.lexicon.pronouns)
        and word not in s.lexicon.known
    ):
        return False
    if end - at >= 2:
        return True
    if s.words[at].startswith(s.lexicon.verb_starts) and s.words[at] not in s.lexicon.known:
        return False
    if s.definite(end) and s.words[end] not in s.lexicon.never_tail and not s.has(end, "head", "honorific"):
        return False  # a noun with its complement
    # A single word that nothing knows is a name before a mark only: else it is rather the verb of the clause.
    closed = end >= len(s) or s.words[end] in _CLOSING or s.words[end] == "،"
    told = made.full and (made.nation is not None or made.office is not None)
    return told and closed and not s.has(at, "tail") and not is_word(s, at)


def _safe_after_comma(s: Scan, made: Title, at: int, end: int) -> bool:
    known = bool(s.entry(at, "person")) or given_name(s, at)
    if s.lexicon.capitals:
        closed = (
            end >= len(s) or s.words[end] in _CLOSING or bool(s.has(end, "conjunction")) or s.line_start(end)
        )
        return closed and end - at >= 2 and made.full
    return made.full and end - at >= 2 and (known or made.nation is not None or made.office is not None)


def append_titles(s: Scan, draft: Draft) -> None:
    """Add the titles that stand after a name, with or without a comma."""
    if s.lexicon.capitals:
        _append_after_comma(s, draft)
        return
    k = draft.last
    while k < len(s) and not s.line_start(k):
        comma = s.words[k] in (",", "،")
        joined = bool(s.has(k, "conjunction")) and draft.name is not None and k > draft.name[1]
        at = k + 1 if comma or joined else k
        while end := s.has(at, "honorific"):
            if titles.office_at(s, at) or s.has(at, "head"):
                break
            at = end
        if at >= len(s) or (not s.has(at, "head") and titles.office_at(s, at) is None):
            break
        more = titles.title(s, at)
        if (
            more is None
            or more.kind != "head"
            or not more.full
            or not _belongs(s, draft, more, comma=comma or joined)
        ):
            break
        if joined and (
            not s.definite(at) or (more.last < len(s) and s.words[more.last] not in (",", "،", "."))
        ):
            break
        draft.last = k = more.last
        draft.office = draft.office or more.office or s.text(more.first, more.last)
        draft.nation = draft.nation or more.nation or _by_place([more])
        draft.nested += more.nested


def _belongs(s: Scan, draft: Draft, more: Title, *, comma: bool) -> bool:
    """Is the title after a name this person's, and not the start of another person's phrase?"""
    if name_after(s, more, more.last) is not None:
        return False
    if more.nation and draft.nation and more.nation != draft.nation and more.posted is False:
        return False
    person = s.entry(draft.name[0], "person") if draft.name else None
    if person:
        tenures = s.lexicon.facts.tenures.get(person[1].id, ())
        if more.nation and person[1].nation and more.nation != person[1].nation and not more.posted:
            return False
        if more.office and any(t.office == more.office for t in tenures):
            return True
    if comma:
        after = more.last
        return more.complement and (
            after >= len(s)
            or not s.is_letters(after)
            or s.is_particle(after)
            or s.words[after] in s.lexicon.common
        )
    met = _contact(s, draft.first) and (person or not more.posted)
    return more.complement and (not met or _another_party(s, more.last))


def _another_party(s: Scan, k: int) -> bool:
    """`received X, the crown prince of Y, on Monday, Z`: does one more party stand bare in the rest of the clause?"""
    for j in range(k, min(len(s), k + PARTY)):
        if (
            s.line_start(j)
            or s.words[j] == "."
            or s.words[j] in s.lexicon.triggers
            or s.has(j, "conjunction")
        ):
            return False
        apart = s.words[j - 1] in (",", "،") or s.words[j - 1] in s.lexicon.never_tail  # behind an adjunct
        if apart and (s.has(j, "head", "counterpart", "honorific") or s.entry(j, "person")):
            return j > k
    return False


def _title_follows(s: Scan, k: int) -> bool:
    """Does a comma and a title follow a name ("A, head of X, B, head of Y")?"""
    if k + 1 >= len(s) or s.words[k] != "," or s.line_start(k + 1):
        return False
    more = read_title(s, s.has(k + 1, "determiner") or k + 1)
    return more is not None and more.kind == "head" and more.complement


def _owner(s: Scan, k: int) -> int:
    """`X, Macron's spokesman`: the token behind the genitive of somebody known at token k, or 0."""
    known = s.entry(k, "person")
    end = known[0] if known else k
    return s.has(end, "possessive") if known and end < len(s) else 0


def _full_name(draft: Draft) -> bool:
    return draft.name is not None and draft.name[1] - draft.name[0] > 1


def _append_after_comma(s: Scan, draft: Draft) -> None:
    k = draft.last
    if k + 1 >= len(s) or s.line_start(k + 1):
        return
    if s.words[k] not in (",", "(", "–", "—"):
        if not (s.has(k, "determiner") and s.lowers[k] not in s.lexicon.indefinite and _full_name(draft)):
            return
        k -= 1  # "X the ambassador of Y"
    at = s.has(k + 1, "determiner") or k + 1
    owned = _owner(s, at)
    more = read_title(s, owned or at)
    if more is None or more.kind != "head" or not (more.complement or owned):
        return
    closed = more.last >= len(s) or s.words[more.last] in _CLOSING
    if draft.office is not None and more.nation and draft.nation is None and not closed:
        return  # "At the invitation of President A, the Indian prime minister arrived"
    listed = draft.office is None  # "A, head of X, B, head of Y": each title is that of the name before it
    if ((name := name_after(s, more, more.last)) and not (listed and _title_follows(s, name[1]))) or (
        more.nation and draft.nation and more.nation != draft.nation and not more.posted
    ):
        return
    if (
        more.last < len(s)
        and s.words[more.last] not in _CLOSING
        and not s.has(more.last, "conjunction")
        and not s.line_start(more.last)
    ) and (s.words[more.last - 1] == "," or s.is_capital(more.last)):
        return
    draft.last = more.last
    draft.office = draft.office or more.office or s.text(more.first, more.last)
    draft.nation = draft.nation or more.nation or _by_place([more])
    draft.nested += more.nested
    further = _further_title(s, more.last)
    if further is not None:
        draft.last, draft.nested = further.last, draft.nested + further.nested


def _further_title(s: Scan, k: int) -> Title | None:
    """`X, minister of A and director of B`: a second title behind a name, written without an article."""
    if not s.lexicon.capitals or not s.has(k, "conjunction") or k + 1 >= len(s) or s.has(k + 1, "determiner"):
        return None
    more = read_title(s, k + 1)
    closed = more is not None and (more.last >= len(s) or s.words[more.last] in _CLOSING)
    return more if more is not None and more.kind == "head" and more.complement and closed else None
