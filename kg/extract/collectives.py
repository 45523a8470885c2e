"""The phrase of a group, an organisation or a government."""

from __future__ import annotations

from kg.extract.complements import Title
from kg.extract.drafts import Draft, Lead, read_title
from kg.extract.scan import Scan
from kg.extract.shares import adjectives, nations


def collective(s: Scan, i: int, lead: Lead, made: Title) -> Draft | None:
    """A group, an organisation or a government."""
    head = (made.first, made.last)
    if made.kind == "heads":
        if s.has(i, "one"):
            return Draft(
                i,
                made.last,
                (i, made.last),
                "person",
                "one",
                nation=made.nation,
                office=s.text(made.first, made.last),
                nested=made.nested,
            )
        if lead.quantified or made.full or made.agent:
            first = i if lead.quantified else made.first
            draft = Draft(
                i, made.last, (first, made.last), "group", "group.people", nation=made.nation, plural=True
            )
            draft.nested = made.nested
            nations(s, draft)
            adjectives(s, draft)
            if lead.quantified:
                _joined_heads(s, draft)
            if made.complement and not s.lexicon.capitals and (name := s.entry(draft.last, "person")):
                draft.last, draft.head = name[0], (draft.head[0], name[0])  # "critics of the president X"
            return draft
        return None
    if made.kind == "government":
        kind = "state" if made.nation else "organization"
        return (
            Draft(i, made.last, head, kind, "government", nation=made.nation)
            if made.full or made.nation or _opens_bare(s, made)
            else None
        )
    if made.kind == "group":
        if not (made.full or lead.quantified):
            return None
        return Draft(
            i, made.last, head, "group", "group.pattern", nation=made.nation, plural=True, nested=made.nested
        )
    return _organization(s, i, lead, made)


def _joined_heads(s: Scan, draft: Draft) -> None:
    """Let a counted group go on with a second kind of people ("a number of writers and journalists")."""
    k = draft.last
    if s.lexicon.capitals or k + 1 >= len(s) or not s.has(k, "conjunction") or not s.definite(k + 1):
        return
    more = read_title(s, k + 1)
    if more is None or more.kind != "heads" or not (more.full or more.agent):
        return
    draft.last, draft.head = more.last, (draft.head[0], more.last)
    draft.nation = draft.nation or more.nation
    draft.nested += more.nested


def _organization(s: Scan, i: int, lead: Lead, made: Title) -> Draft | None:
    head = (made.first, made.last)
    if (
        s.lexicon.capitals
        and s.has(made.last - 1, "gathering")
        and s.lowers[made.first - 1] in s.lexicon.indefinite
    ):
        return None  # "a business forum": what people go to, no body
    if not made.complement:
        if made.kind == "organization" and s.has(made.first, "media") and _quoted(s, made.last):
            end = s.tokens.quotes[s.tokens.quote_of[made.last]][1]
            return Draft(i, end, (made.first, end), "organization", "org.media", nation=made.nation)
        bare = s.has(made.first, "bodies") and (
            s.definite(made.first) or lead.last > i or _opens_bare(s, made)
        )
        return Draft(i, made.last, head, "organization", "org.bare") if bare and not lead.quantified else None
    if s.lexicon.capitals and not (
        s.is_capital(made.last - 1) or made.nation or made.nested or s.is_capital(made.first)
    ):
        return None
    named = (head, (made.first + 2, made.last - 1)) if s.tokens.quote_of[made.last - 1] >= 0 else (head,)
    entry = next((e for a, b, e in made.nested if (a, b) in named and e.kind == "organization"), None)
    nested = [n for n in made.nested if (n[0], n[1]) != head]
    return Draft(
        i, made.last, head, "organization", "org.pattern", nation=made.nation, entry=entry, nested=nested
    )


def _opens_bare(s: Scan, made: Title) -> bool:
    """`Police said`: a word for a body that speaks, as the first of a sentence."""
    return s.lexicon.capitals and made.agent and made.last == made.first + 1 and s.line_start(made.first)


def _quoted(s: Scan, k: int) -> bool:
    q = s.tokens.quote_of[k] if k < len(s) else -1
    return q >= 0 and s.tokens.quotes[q][0] == k and s.tokens.quotes[q][1] - k <= 6
