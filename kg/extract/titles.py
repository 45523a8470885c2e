"""Titles: "the Russian foreign minister", from the office word to the end of its complement.

`title(scan, i)` reads one title in the order of the language: where the office word leads ("minister the-foreign
the-Russian") the complement follows it; where capital letters mark names, adjectives lead ("the Russian foreign
minister of ...").
"""

from __future__ import annotations

from kg.extract.complements import Title, complete
from kg.extract.scan import Scan

HEADS = ("head", "heads", "organization", "government", "group")


def head_at(s: Scan, i: int) -> tuple[int, str] | None:
    """The end and class of the head word(s) at token i; a person's head wins over an organisation's."""
    best: tuple[int, str] | None = None
    for kind in HEADS:
        end = s.has(i, kind)
        if end and (best is None or end > best[0]):
            best = (end, kind)
    return best


def office_at(s: Scan, i: int) -> tuple[int, str] | None:
    """The end and key of the longest complete office at token i."""
    if s.lowers[i] not in s.lexicon.offices.lengths:
        return None
    found = s.lexicon.offices.longest(s.lowers, i)
    return (found[0], found[1][0]) if found else None


def title(s: Scan, i: int) -> Title | None:
    """The title whose office word leads at token i, with its complement; None without one."""
    head = head_at(s, i)
    office = office_at(s, i)
    if head is None and office is None:
        return None
    if (
        s.has(i, "adjectival")
        and s.definite(i)
        and s.definite(i - 1)
        and not s.is_particle(i - 1)
        and not office
    ):
        return None  # "the press conference", not "the journalist"
    if s.has(i, "adjectival") and s.has(i - 1, "speech"):
        return None  # "a press statement to"
    if s.has(i, "needs_office") and not (s.has(i + 1, "head") or _with_pronoun(s, i)):
        return None
    end, kind = head if head else (i, "head")
    made = Title(i, end, "head" if office and office[0] >= end else kind)
    if office and office[0] >= end:
        made.office, made.last, made.complement = office[1], office[0], office[0] > i + 1
    elif made.kind == "head":
        made.office = None
    if office:
        for k in range(i + 1, office[0]):
            if hit := s.entry(k, "demonym") or s.entry(k, "nation"):
                made.note(k, hit)
    made.agent = bool(s.has(i, "agent", "agents"))
    made.posted = bool(s.has(i, "posted"))
    complete(s, made, end if not office else max(end, office[0]))
    for k in range(i, made.last):
        if made.nation is None and (hit := s.entry(k, "crown")):
            made.nation = hit[1].nation
    if (
        office
        and made.office
        and any(_bare_word(s, k) in s.lexicon.former for k in range(office[0], made.last))
    ):
        made.office = None
    if made.world and made.kind == "head":
        made.nation = None  # a body of no one state sent him; the state is the one he deals with
    made.full = made.full or s.definite(i) or made.complement or bool(s.has(i, "own"))
    if (
        made.kind == "head"
        and made.office is None
        and s.lowers[i] in s.lexicon.bare
        and _only_nation(s, made, end)
    ):
        made.office = s.lexicon.bare[s.lowers[i]]
    return made


def _with_pronoun(s: Scan, i: int) -> bool:
    """Is it "his assistant" and not "help", which folding makes one word?"""
    return bool(s.has(i, "own")) and s.tokens.word(i).endswith(s.lexicon.pronouns)


def _bare_word(s: Scan, k: int) -> str:
    """Token k without the article."""
    return s.words[k].removeprefix(s.lexicon.article) if s.definite(k) else s.words[k]


def _only_nation(s: Scan, made: Title, end: int) -> bool:
    """Has the title no complement but a nation and adjectives?"""
    if any(e.kind == "organization" for _, _, e in made.nested):
        return False
    if made.last == end:
        return s.definite(made.first)
    k = end
    while k < made.last:
        hit = s.entry(k, "nation", "demonym")
        if hit:
            k = hit[0]
        elif _bare_word(s, k) in s.lexicon.former:
            return False
        elif s.has(k, "rank", "state_words", "link"):
            k += 1
        else:
            return False
    return True
