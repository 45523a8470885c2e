"""One noun phrase: quantifier, honorifics, title, name and titles in apposition, in either order of title and name."""

from __future__ import annotations

from dataclasses import replace

from kg.extract import titles
from kg.extract.collectives import collective
from kg.extract.complements import Title
from kg.extract.drafts import Draft, Lead, name_follows, read_title
from kg.extract.lexicon import Entry
from kg.extract.names import given_name, name_end
from kg.extract.persons import append_titles, person
from kg.extract.scan import Scan
from kg.extract.shares import leaders, number, shared
from kg.extract.strange_names import strange_name


def phrase(s: Scan, i: int, before: Draft | None) -> Draft | None:
    """The noun phrase that begins at token i, or None. `before` is the phrase before it."""
    if (
        s.is_particle(i)
        and not s.entries[i]
        and not s.classes[i].keys() - {"link", "link_any", "link_posted", "conjunction", "place_links"}
    ):
        return None
    if not s.is_letters(i) and not s.entries[i]:
        return None
    if draft := shared(s, i, before):
        return draft
    if (end := s.has(i, "sides")) and s.lexicon.capitals and s.has(end, "genitive"):
        end = 0  # "the delegations of A and B"
    if end or (end := leaders(s, i)):
        return Draft(i, end, (i, end), "group", number(s, i), plural=True)
    if draft := _capital(s, i):
        return draft
    if s.words[i] in s.short:
        return Draft(i, i + 1, (i, i + 1), "organization", "org.short")
    if draft := _counterpart(s, i):
        return draft
    if (end := s.has(i, "reverence")) and not name_follows(s, end):
        return Draft(i, end, (i, end), "person", "honorific")
    lead = _lead(s, i)
    start = lead.last
    if start >= len(s):
        return None
    if draft := _adjective_and_name(s, i, before):
        return draft
    if not lead.quantified and not lead.honoured and (draft := _nations_own(s, i, start) or _known(s, start)):
        return draft
    made = None if _name_like_head(s, lead) else read_title(s, start)
    if made is not None and s.lexicon.capitals and (_determined(s, i, start) or _crew(s, i, made)):
        made.full = True
    if made is not None and made.kind == "head":
        return person(s, i, lead, made)
    if made is not None and made.kind:
        return collective(s, i, lead, made)
    if (
        lead.honoured
        or _name_like_head(s, lead)
        or _introduced(s, start)
        or s.entry(start, "person")
        or s.local.lengths.get(s.words[start])
        or _given(s, start)
    ):
        named = _named(s, i, lead)
        if (
            named is None
            and lead.honoured
            and not s.lexicon.capitals
            and (alone := titles.title(s, i))
            and alone.kind == "head"
            and alone.full
        ):
            return person(s, i, Lead(i), alone)
        return named
    if not lead.quantified:
        return _known(s, start) or (strange_name(s, i) if start == i else None)
    people = _people(s, start)
    if people is not None:
        people.first, people.head = i, (i, people.last)
    return people


def _capital(s: Scan, i: int) -> Draft | None:
    """`the-capital the-Russian`: a state's capital without its name."""
    end = s.has(i, "capital")
    hit = s.entry(end, "demonym") if end and end < len(s) else None
    if hit is None or (hit[0] < len(s) and s.entry(hit[0], "seat", "city", "person")):
        return None
    return Draft(
        i,
        hit[0],
        (i, hit[0]),
        "place",
        "capital.of",
        nation=hit[1].nation,
        entry=replace(hit[1], kind="seat"),
    )


def _nations_own(s: Scan, i: int, k: int) -> Draft | None:
    """`Turkey's A B met C`: a person with the nation before the name."""
    hit = s.entry(k, "nation", "seat") if s.lexicon.capitals else None
    at = s.has(hit[0], "possessive") if hit and hit[0] < len(s) else 0
    known = s.entry(at, "person") if at and at < len(s) else None
    end = max(name_end(s, at), known[0]) if known else 0
    if hit is None or end - at < 2:
        return None
    return Draft(i, end, (at, end), "person", "name", name=(at, end), nation=hit[1].nation)


def _crew(s: Scan, i: int, made: Title) -> bool:
    """`a delegation`: a group that travels, with an indefinite article."""
    return made.kind == "group" and made.first > i and bool(s.has(made.last - 1, "crew"))


def _determined(s: Scan, i: int, start: int) -> bool:
    """Does a definite determiner stand between token i and the title?"""
    return any(s.has(k, "determiner") and s.lowers[k] not in s.lexicon.indefinite for k in range(i, start))


def _name_like_head(s: Scan, lead: Lead) -> bool:
    """Is the office word a given name here ("Dr. Adviser al-X")?"""
    k = lead.last
    if s.words[k] not in s.lexicon.given or not s.has(k, "head") or s.entry(k, "organization"):
        return False
    if s.has(k + 1, "particle_open") == k + 2:
        return True
    return (
        s.definite(k + 1)
        and not s.has(k + 1, "tail", "head", "heads")
        and s.words[k + 1] not in s.lexicon.common | s.lexicon.never_tail
        and not s.entries[k + 1]
    )


def _lead(s: Scan, i: int) -> Lead:
    lead = Lead(i)
    while lead.last < len(s):
        k = lead.last
        if s.lexicon.capitals and (end := s.has(k, "reverence")):
            lead.honoured = True
        elif (end := s.has(k, "quantifier")) and not s.entry(k, "organization"):
            lead.quantified = True
        elif s.lexicon.capitals and (end := s.has(k, "determiner")):
            pass
        elif (end := s.has(k, "honorific", "reverence")) and not _is_title(s, k, end):
            lead.honoured = True
        else:
            break
        lead.last = end
        if (
            s.lexicon.capitals
            and end < len(s)
            and s.words[end] == "."
            and s.tokens.ends[end - 1] == s.tokens.starts[end]
            and lead.honoured
        ):
            lead.last = end + 1
    return lead


def _is_title(s: Scan, k: int, end: int) -> bool:
    """Is the honorific at token k rather an office with its complement, or one that stands alone?"""
    if s.lexicon.capitals:
        return bool(s.has(k, "head")) and not s.is_capital(end)
    office = titles.office_at(s, k)
    head = s.has(k, "head")
    if not head and not office:
        return bool(s.has(k, "state_words")) and bool(s.entry(end, "nation")) and not s.has(end, "head")
    if office and office[0] > end:
        return True
    if s.has(end, "tail") and s.definite(end) and not s.has(end, "honorific"):
        return True
    if s.has(end, "head", "honorific") or given_name(s, end) or s.entry(end, "person"):
        return False
    return name_end(s, end) == end or bool(s.entry(end, "demonym", "nation")) or bool(s.has(end, "tail"))


def _given(s: Scan, k: int) -> bool:
    """Do a given name and one more word of a name stand at token k?"""
    if (
        not s.is_letters(k)
        or not given_name(s, k)
        or (s.entry(k, "city", "nation", "seat") and not s.lexicon.capitals)
    ):
        return False
    return name_end(s, k) - k >= 2


def _introduced(s: Scan, k: int) -> bool:
    """Do two unknown words or more stand after a verb of saying or before a title: a name that no table has?"""
    if (
        s.lexicon.capitals
        or not s.is_letters(k)
        or s.words[k] in s.lexicon.common
        or s.definite(k)
        or s.entries[k]
    ):
        return False
    end = name_end(s, k)
    if end - k < 2 or end >= len(s) or (s.words[k].endswith(s.lexicon.pronouns) and given_name(s, k + 1)):
        return False  # a verb with its object before a name
    at = end + 1 if s.words[end] in (",", "،") else end
    if s.has(at, "head") and (s.definite(at) or _office_behind(s, k, at)):
        return True
    return bool(s.has(k - 1, "says")) and (not s.is_letters(end) or s.words[end] in s.lexicon.common)


def _office_behind(s: Scan, k: int, at: int) -> bool:
    """Does an office with its state or body stand at token `at`, behind words from `k` on that no table knows?"""
    made = titles.title(s, at)
    office = made is not None and made.kind == "head" and made.full and (made.nation or made.nested)
    return bool(office) and not any(s.words[j] in s.lexicon.known or s.classes[j] for j in range(k, at))


def _counterpart(s: Scan, i: int) -> Draft | None:
    """ "his Russian counterpart Sergei Lavrov", "his counterparts"."""
    many = s.has(i, "counterparts")
    end = many or s.has(i, "counterpart")
    start, nation = i, None
    nested: list[tuple[int, int, Entry]] = []
    if s.lexicon.capitals:
        k = s.has(i, "determiner") or i
        while k < min(len(s), i + 5):
            hit = s.entry(k, "demonym", "nation")
            if hit:
                nation, k = nation or hit[1].nation, hit[0]
            elif s.has(k, "lead", "possessive"):
                k = s.has(k, "lead", "possessive")
            else:
                break
        many = s.has(k, "counterparts")
        end = many or s.has(k, "counterpart")
        if not end or (k == i and not nation and not s.has(i, "counterpart")):
            return None
        if s.has(end - 1, "needs_nation") and nation is None:
            return None
        start = s.has(i, "determiner") or i
    if not end:
        return None
    while not s.lexicon.capitals and (hit := s.entry(end, "demonym")):
        nation, end = nation or hit[1].nation, hit[0]
    while end < len(s) and not s.lexicon.capitals and s.has(end, "tail") and s.definite(end):
        end = s.has(end, "tail")
    if many:
        if (
            (link := s.has(end, "link_posted", "link_any"))
            and (made := read_title(s, link))
            and made.kind in ("group", "organization")
        ):
            end, nested = made.last, made.nested
        return Draft(i, end, (i, end), "group", "counterparts", nation=nation, plural=True, nested=nested)
    k = s.has(end, ",") or end
    while h := s.has(k, "honorific"):
        k = h
    name = name_end(s, k) if k < len(s) else k
    if name > k:
        return Draft(i, name, (k, name), "person", "counterpart.name", name=(k, name), nation=nation)
    return Draft(i, end, (start if s.lexicon.capitals else i, end), "person", "counterpart", nation=nation)


def _adjective_and_name(s: Scan, i: int, before: Draft | None) -> Draft | None:
    """ "the presidents the Egyptian A and the Russian B": a nation's adjective and a name, with the office before."""
    if before is None or s.lexicon.capitals or i - before.last > 1 or not (before.office or before.plural):
        return None
    hit = s.entry(i, "demonym")
    if hit is None or not s.definite(i) or hit[0] >= len(s):
        return None
    end = name_end(s, hit[0])
    if end == hit[0] or (end - hit[0] < 2 and not s.entry(hit[0], "person")):
        return None
    return Draft(
        i,
        end,
        (hit[0], end),
        "person",
        "title.shared",
        name=(hit[0], end),
        nation=hit[1].nation,
        office=before.office,
    )


def _named(s: Scan, i: int, lead: Lead) -> Draft | None:
    """A name without office: after an honorific, from the tables, from the article, or known by its given name."""
    start = lead.last
    if lead.quantified and not lead.honoured:
        return None
    known = s.entry(start, "person")
    local = s.local.longest(s.words, start) if s.words[start] in s.local.lengths else None
    if lead.honoured or _name_like_head(s, lead) or _given(s, start) or known or _introduced(s, start):
        end = name_end(s, start)
    else:
        end = local[0] if local else start
    if end == start and not (known or local):
        return None
    if s.lexicon.capitals and not lead.honoured and _tail_of_a_name(s, start):
        return None
    end = max(end, known[0] if known else start, local[0] if local else start)
    if s.lexicon.capitals and not lead.honoured and end - start == 1 and s.is_capital(end) and not known:
        return None
    single = end - start == 1 and not s.lexicon.capitals and not given_name(s, start)
    if lead.honoured and not known and not local and single and not (end < len(s) and s.has(end, "head")):
        return None
    owner = s.has(end, "possessive") if s.lexicon.capitals and end < len(s) else 0
    if owner and s.has(owner, "staff") == owner + 1:
        nation = known[1].nation if known else None
        return Draft(i, owner + 1, (start, owner + 1), "organization", "office.of", nation=nation)
    if (
        s.lexicon.capitals
        and known
        and not lead.honoured
        and s.has(end, "government", "organization") == end + 1
        and s.lowers[end] in s.lexicon.regime
    ):
        return Draft(i, end + 1, (start, end + 1), "state", "government.of", nation=known[1].nation)
    rule = "name" if known else "name.part" if local else "honorific.name" if lead.honoured else "name.given"
    draft = Draft(i, end, (start, end), "person", rule, name=(start, end))
    append_titles(s, draft)
    return draft


def _tail_of_a_name(s: Scan, k: int) -> bool:
    """Is the family name at token k the end of another, unknown person's name?"""
    if k == 0 or s.line_start(k) or not s.is_capital(k - 1) or s.classes[k - 1] or s.entries[k - 1]:
        return False
    known = s.entry(k, "person")
    return known is not None and known[0] == k + 1 and s.lowers[k - 1] not in s.lexicon.common


def _known(s: Scan, i: int) -> Draft | None:
    """A state, city or organisation of the tables."""
    hit = s.entry(i, "nation", "seat", "organization", "city")
    if hit is None:
        return _people(s, i)
    end, entry = hit
    longer = read_title(s, i)
    if (
        longer is not None
        and longer.kind
        and longer.last > end
        and (longer.kind != "organization" or entry.kind != "organization")
    ):
        return None
    adjective = s.entry(i, "demonym")
    if adjective and adjective[0] >= end and _after_noun(s, i):
        return None
    if (
        s.lexicon.capitals
        and adjective
        and adjective[0] >= end
        and entry.kind != "organization"
        and not s.words[i].isupper()
    ):
        return None
    if entry.kind == "organization":
        return Draft(i, end, (i, end), "organization", "org.name", nation=entry.nation, entry=entry)
    city = next((e.id for n, e in s.entries[i] if e.kind == "city" and n == end), None)
    kind = "place" if entry.kind == "city" else "state"
    return Draft(i, end, (i, end), kind, f"{entry.kind}.name", nation=entry.nation, entry=entry, city=city)


def _after_noun(s: Scan, i: int) -> bool:
    """Is the ambiguous word an adjective of the noun before it?"""
    return s.definite(i - 1) or s.entry(i - 1, "demonym") is not None


def _people(s: Scan, i: int) -> Draft | None:
    """The people of a nation as a noun: "the Russians"."""
    hit = s.entry(i, "demonym")
    if (
        hit is None
        or hit[1].use not in ("demonym_pl", "demonym_f_pl", "demonym_dual")
        or not (s.definite(i) or s.lexicon.capitals)
    ):
        return None
    one = s.entry(i - 1, "demonym") is not None and not s.words[i - 1].endswith(s.lexicon.plurals)
    apart = one and s.words[i].endswith(s.lexicon.plurals)  # "the embassy the-American the-Americans"
    if not (s.lexicon.capitals or apart) and (_after_noun(s, i) or s.has(i - 1, "heads", "group", "tail")):
        return None
    return Draft(i, hit[0], (i, hit[0]), "group", "people", nation=hit[1].nation, plural=True)
