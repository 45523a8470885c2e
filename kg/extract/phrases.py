"""One noun phrase: quantifier, honorifics, title, name and titles in apposition, in either order of title and name."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract import capitals, titles
from kg.extract.lexicon import Entry
from kg.extract.names import given_name, name_end
from kg.extract.scan import Scan
from kg.extract.titles import Title

Range = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """A mention in the making: token ranges instead of offsets. `name` is the range of a person's bare name."""

    first: int
    last: int
    head: Range
    kind: str
    rule: str
    name: Range | None = None
    nation: str | None = None
    office: str | None = None
    plural: bool = False
    entry: Entry | None = None
    city: str | None = None
    nested: list[tuple[int, int, Entry]] = field(default_factory=list)


@dataclass(slots=True)
class Lead:
    """What stands before the head: its end, and whether it counts or honours."""

    last: int
    quantified: bool = False
    honoured: bool = False


def phrase(s: Scan, i: int, before: Draft | None) -> Draft | None:
    """The noun phrase that begins at token i, or None. `before` is the phrase before it."""
    if s.is_particle(i) and not s.entries[i] and not s.classes[i].keys() - {"link", "link_any", "link_posted", "conjunction", "place_links"}:
        return None
    if not s.is_letters(i) and not s.entries[i]:
        return None
    if end := s.has(i, "sides"):
        return Draft(i, end, (i, end), "group", "sides", plural=True)
    if s.words[i] in s.short:
        return Draft(i, i + 1, (i, i + 1), "organization", "org.short")
    if draft := _counterpart(s, i):
        return draft
    if (end := s.has(i, "reverence")) and not _name_follows(s, end):
        return Draft(i, end, (i, end), "person", "honorific")
    lead = _lead(s, i)
    start = lead.last
    if start >= len(s):
        return None
    if draft := _adjective_and_name(s, i, before):
        return draft
    if not lead.quantified and not lead.honoured and (draft := _known(s, start)):
        return draft
    made = None if _name_like_head(s, lead) else read_title(s, start)
    if made is not None and s.lexicon.capitals and _determined(s, i, start):
        made.full = True
    if made is not None and made.kind == "head":
        return _person(s, i, lead, made)
    if made is not None and made.kind:
        return _collective(s, i, lead, made)
    if lead.honoured or _name_like_head(s, lead) or _introduced(s, start) or s.entry(start, "person") or s.local.lengths.get(s.words[start]) or _given(s, start):
        named = _named(s, i, lead)
        if named is None and lead.honoured and not s.lexicon.capitals and (alone := titles.title(s, i)) and alone.kind == "head" and alone.full:
            return _person(s, i, Lead(i), alone)
        return named
    return _known(s, start) if not lead.quantified else None


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
    return s.definite(k + 1) and not s.has(k + 1, "tail", "head", "heads") and s.words[k + 1] not in s.lexicon.common | s.lexicon.never_tail and not s.entries[k + 1]


def read_title(s: Scan, i: int) -> Title | None:
    """The title at token i, read in the order of the language."""
    return capitals.title(s, i) if s.lexicon.capitals else titles.title(s, i)


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
        if s.lexicon.capitals and end < len(s) and s.words[end] == "." and s.tokens.ends[end - 1] == s.tokens.starts[end] and lead.honoured:
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
    if not s.is_letters(k) or not given_name(s, k) or (s.entry(k, "city", "nation", "seat") and not s.lexicon.capitals):
        return False
    return name_end(s, k) - k >= 2


def _introduced(s: Scan, k: int) -> bool:
    """Do two or more unknown words stand between a verb of saying and a mark, or before a title: a name no table has?"""
    if s.lexicon.capitals or not s.is_letters(k) or s.words[k] in s.lexicon.common or s.definite(k) or s.entries[k]:
        return False
    end = name_end(s, k)
    if end - k < 2 or end >= len(s):
        return False
    at = end + 1 if s.words[end] in (",", "،") else end
    if s.has(at, "head") and s.definite(at):
        return True
    return bool(s.has(k - 1, "says")) and (not s.is_letters(end) or s.words[end] in s.lexicon.common)


def _name_follows(s: Scan, k: int) -> bool:
    return k < len(s) and (s.is_capital(k) or given_name(s, k) or s.entry(k, "person") is not None or bool(s.has(k, "honorific", "head")))


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
        if s.lowers[end - 1] in ("colleague", "colleagues") and nation is None:
            return None
        start = s.has(i, "determiner") or i
    if not end:
        return None
    while not s.lexicon.capitals and (hit := s.entry(end, "demonym")):
        nation, end = nation or hit[1].nation, hit[0]
    while end < len(s) and not s.lexicon.capitals and s.has(end, "tail") and s.definite(end):
        end = s.has(end, "tail")
    if many:
        if (link := s.has(end, "link_posted", "link_any")) and (made := read_title(s, link)) and made.kind in ("group", "organization"):
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
    return Draft(i, end, (hit[0], end), "person", "title.shared", name=(hit[0], end), nation=hit[1].nation, office=before.office)


def _person(s: Scan, i: int, lead: Lead, made: Title) -> Draft | None:
    """A title with the name and the further titles around it."""
    if lead.quantified and not made.agent and not s.lexicon.capitals and made.complement is False:
        return None
    last = made.last
    chain = [made]
    name = _name_after(s, made, last)
    if name and not s.lexicon.capitals and not made.full and name[0] == last:
        made.last = last = name[1]  # "the lawyer of X": the name is the complement
        made.full = made.complement = True
        made.office = None
        name = _name_after(s, made, last)
    while name is None and not s.lexicon.capitals and last < len(s) and (more := _next_title(s, made, i, last)):
        chain.append(more)
        last = more.last
        name = _name_after(s, more, last)
    if name is None and s.lexicon.capitals and (both := _two_offices(s, i, made)):
        more, name = both
        chain, last = [made, more], more.last
    if name is None and len(chain) > 1 and _contact(s, i):
        chain, last = [made], made.last
    nested = [n for t in chain for n in t.nested]
    nation = next((t.nation for t in chain if t.nation), None)
    office = made.office or s.text(made.first, made.last)
    if name is None:
        if not (made.full or made.agent) or (s.lexicon.capitals and i == made.first and not made.complement and not made.agent and not s.is_capital(made.first)):
            return None
        head = (made.first, last if len(chain) > 1 else made.last)
        return Draft(i, last, head, "person", "title", nation=nation, office=office, nested=nested)
    draft = Draft(i, name[1], name, "person", "title.name", name=name, nation=nation, office=office, nested=nested)
    _append_titles(s, draft)
    return draft


def _contact(s: Scan, i: int) -> bool:
    """Does a verb of two parties stand right before the phrase?"""
    return bool(s.has(i - 1, "contact")) or bool(s.has(i - 2, "contact"))


def _two_offices(s: Scan, i: int, made: Title) -> tuple[Title, Range] | None:
    """ "Deputy Prime Minister and Minister of Foreign Affairs, X": the second title and the name."""
    k = made.last
    if not s.has(k, "conjunction") or k + 1 >= len(s) or not s.is_capital(k + 1) or k - made.first < 2 or not s.is_capital(made.first):
        return None
    more = capitals.title(s, k + 1)
    if more is None or more.kind != "head" or not more.complement:
        return None
    name = _name_after(s, more, more.last)
    return (more, name) if name and (made.nation is None or more.nation in (None, made.nation)) else None


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


def _name_after(s: Scan, made: Title, k: int) -> Range | None:
    """The name after a title that ends at token k: next, in brackets left out, or after a comma."""
    if k >= len(s) or made.kind != "head":
        return None
    if s.words[k] == "(" and k + 3 < len(s) and s.words[k + 2] == ")":
        k += 3  # an abbreviation in brackets
    comma = s.words[k] in (",", "،", "/", ":") and k + 1 < len(s) and not s.line_start(k + 1)
    at = k + 1 if comma else k
    if s.has(at, "determiner") and s.has(s.has(at, "determiner"), "honorific"):
        at = s.has(at, "determiner")
    while end := s.has(at, "honorific", "reverence"):
        if not s.lexicon.capitals and titles.office_at(s, at) and not _name_follows(s, end):
            break
        at = end
        if at < len(s) and s.words[at] == "." and s.lexicon.capitals:
            at += 1
    if at >= len(s) or s.line_start(at):
        return None
    end = name_end(s, at)
    if end == at:
        return None
    if comma and not _safe_after_comma(s, made, at, end):
        return None
    if not comma and not s.lexicon.capitals and not _plausible(s, made, at, end):
        return None
    return at, end


def _plausible(s: Scan, made: Title, at: int, end: int) -> bool:
    """A single unknown word after a title without complement or nation is rather a noun than a name."""
    if end - at >= 2 or s.entry(at, "person") or given_name(s, at) or s.words[at] in s.local.lengths:
        return True
    if s.words[at].startswith(s.lexicon.verb_starts) and s.words[at] not in s.lexicon.known:
        return False
    if s.definite(end) and s.words[end] not in s.lexicon.never_tail and not s.has(end, "head", "honorific"):
        return False  # a noun with its complement
    return made.full and (made.nation is not None or made.office is not None) and not s.has(at, "tail")


def _safe_after_comma(s: Scan, made: Title, at: int, end: int) -> bool:
    known = bool(s.entry(at, "person")) or given_name(s, at)
    if s.lexicon.capitals:
        closed = end >= len(s) or s.words[end] in (",", ".", "and", ")", ";", ":", "-", "–", "—") or s.line_start(end)
        return closed and end - at >= 2 and made.full
    return made.full and end - at >= 2 and (known or made.nation is not None or made.office is not None)


def _append_titles(s: Scan, draft: Draft) -> None:
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
        if more is None or more.kind != "head" or not more.full or not _belongs(s, draft, more, comma=comma or joined):
            break
        if joined and (not s.definite(at) or (more.last < len(s) and s.words[more.last] not in (",", "،", "."))):
            break
        draft.last = k = more.last
        draft.office = draft.office or more.office or s.text(more.first, more.last)
        draft.nation = draft.nation or more.nation
        draft.nested += more.nested


def _belongs(s: Scan, draft: Draft, more: Title, *, comma: bool) -> bool:
    """Is the title after a name this person's, and not the start of another person's phrase?"""
    if _name_after(s, more, more.last) is not None:
        return False
    if more.nation and draft.nation and more.nation != draft.nation and more.posted is False:
        return False
    person = s.entry(draft.name[0], "person") if draft.name else None
    if person:
        tenures = s.lexicon.facts.tenures.get(person[1].id, ())
        if more.office and any(t.office == more.office for t in tenures):
            return True
        if more.nation and person[1].nation and more.nation != person[1].nation and not more.posted:
            return False
    if comma:
        after = more.last
        return more.complement and (after >= len(s) or not s.is_letters(after) or s.is_particle(after) or s.words[after] in s.lexicon.common)
    return more.complement and not (_contact(s, draft.first) and not more.posted)


def _append_after_comma(s: Scan, draft: Draft) -> None:
    k = draft.last
    if k + 1 >= len(s) or s.words[k] not in (",", "(", "–", "—") or s.line_start(k + 1):
        return
    at = s.has(k + 1, "determiner") or k + 1
    more = read_title(s, at)
    if more is None or more.kind != "head" or not more.complement:
        return
    if _name_after(s, more, more.last) or (more.nation and draft.nation and more.nation != draft.nation and not more.posted):
        return
    if more.last < len(s) and s.words[more.last] not in (",", ".", ";", ")", "and", "–", "—", ":") and not s.line_start(more.last):
        if s.words[more.last - 1] == "," or s.is_capital(more.last):
            return
    draft.last = more.last
    draft.office = draft.office or more.office or s.text(more.first, more.last)
    draft.nation = draft.nation or more.nation
    draft.nested += more.nested


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
    end = max(end, known[0] if known else start, local[0] if local else start)
    if s.lexicon.capitals and not lead.honoured and end - start == 1 and s.is_capital(end) and not known:
        return None
    single = end - start == 1 and not s.lexicon.capitals and not given_name(s, start)
    if lead.honoured and not known and not local and single and not (end < len(s) and s.has(end, "head")):
        return None
    if s.lexicon.capitals and known and not lead.honoured and s.has(end, "government", "organization") == end + 1 and s.lowers[end] in s.lexicon.regime:
        return Draft(i, end + 1, (start, end + 1), "state", "government.of", nation=known[1].nation)
    rule = "name" if known else "name.part" if local else "honorific.name" if lead.honoured else "name.given"
    draft = Draft(i, end, (start, end), "person", rule, name=(start, end), nation=known[1].nation if known else None)
    _append_titles(s, draft)
    return draft


def _collective(s: Scan, i: int, lead: Lead, made: Title) -> Draft | None:
    """A group, an organisation or a government."""
    head = (made.first, made.last)
    if made.kind == "heads":
        if s.has(i, "one"):
            return Draft(i, made.last, (i, made.last), "person", "one", nation=made.nation, office=s.text(made.first, made.last), nested=made.nested)
        if lead.quantified or made.full or made.agent:
            first = i if lead.quantified else made.first
            return Draft(i, made.last, (first, made.last), "group", "group.people", nation=made.nation, plural=True, nested=made.nested)
        return None
    if made.kind == "government":
        kind = "state" if made.nation else "organization"
        return Draft(i, made.last, head, kind, "government", nation=made.nation) if made.full or made.nation else None
    if made.kind == "group":
        if not (made.full or lead.quantified):
            return None
        return Draft(i, made.last, head, "group", "group.pattern", nation=made.nation, plural=True, nested=made.nested)
    return _organization(s, i, lead, made)


def _organization(s: Scan, i: int, lead: Lead, made: Title) -> Draft | None:
    head = (made.first, made.last)
    if not made.complement:
        if made.kind == "organization" and s.has(made.first, "media") and _quoted(s, made.last):
            end = s.tokens.quotes[s.tokens.quote_of[made.last]][1]
            return Draft(i, end, (made.first, end), "organization", "org.media", nation=made.nation)
        bare = s.has(made.first, "bodies") and (s.definite(made.first) or lead.last > i)
        return Draft(i, made.last, head, "organization", "org.bare") if bare and not lead.quantified else None
    if s.lexicon.capitals and not (s.is_capital(made.last - 1) or made.nation or made.nested or s.is_capital(made.first)):
        return None
    entry = next((e for a, b, e in made.nested if (a, b) == head and e.kind == "organization"), None)
    nested = [n for n in made.nested if (n[0], n[1]) != head]
    return Draft(i, made.last, head, "organization", "org.pattern", nation=made.nation, entry=entry, nested=nested)


def _quoted(s: Scan, k: int) -> bool:
    q = s.tokens.quote_of[k] if k < len(s) else -1
    return q >= 0 and s.tokens.quotes[q][0] == k and s.tokens.quotes[q][1] - k <= 6


def _known(s: Scan, i: int) -> Draft | None:
    """A state, city or organisation of the tables."""
    hit = s.entry(i, "nation", "seat", "organization", "city")
    if hit is None:
        return _people(s, i)
    end, entry = hit
    longer = read_title(s, i)
    if longer is not None and longer.kind and longer.last > end and (longer.kind != "organization" or entry.kind != "organization"):
        return None
    adjective = s.entry(i, "demonym")
    if adjective and adjective[0] >= end and _after_noun(s, i):
        return None
    if s.lexicon.capitals and adjective and adjective[0] >= end and entry.kind != "organization" and not s.words[i].isupper():
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
    if hit is None or hit[1].use not in ("demonym_pl", "demonym_f_pl", "demonym_dual") or not (s.definite(i) or s.lexicon.capitals):
        return None
    if not s.lexicon.capitals and (_after_noun(s, i) or (i > 0 and s.has(i - 1, "heads", "group", "tail"))):
        return None
    return Draft(i, hit[0], (i, hit[0]), "group", "people", nation=hit[1].nation, plural=True)
