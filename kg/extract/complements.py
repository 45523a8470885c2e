"""What completes an office: "of foreign affairs of the Russian federation", in the order of the language."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.lexicon import Entry
from kg.extract.names import given_name
from kg.extract.scan import Scan

MAX_TAIL = 16  # tokens of a complement
QUOTED = 6  # tokens of a name in quotation marks, with the marks


@dataclass(slots=True)
class Title:
    """A title or noun phrase at tokens first to last (exclusive).

    `kind` is the class of its head (head, heads, organization, government, group), `office` a key of the tables or
    None, `nested` the names of states, cities and organisations in it. `full` tells whether it has a complement or the
    article, so that it can stand for one person. `world` tells that a body of no one nation stands before any nation,
    `abroad` that the nation that follows is where an envoy serves.
    """

    first: int
    last: int
    kind: str
    office: str | None = None
    nation: str | None = None
    full: bool = False
    agent: bool = False
    posted: bool = False
    complement: bool = False
    envoy: bool = False
    link: int = 0
    world: bool = False
    abroad: bool = False
    nested: list[tuple[int, int, Entry]] = field(default_factory=list)

    def note(self, first: int, hit: tuple[int, Entry]) -> None:
        """Remember a name inside the title; the first nation decides."""
        end, entry = hit
        if self.nation is None and entry.kind not in ("city", "region"):
            self.nation = entry.nation
            self.world = self.world or (entry.kind == "organization" and entry.nation is None)
        if entry.kind != "demonym":
            self.nested.append((first, end, entry))


def complete(s: Scan, made: Title, k: int) -> None:
    """Read the complement from token k on."""
    limit = min(len(s), k + MAX_TAIL)
    construct = not s.definite(k - 1)  # the last noun is without article: the next noun belongs to it
    while k < limit:
        end = _step(s, made, k, construct)
        if end == k:
            break
        construct = not s.definite(end - 1) and not s.entry(k, "demonym") and not _proper(s, k, end)
        k = end
        made.complement = True
    made.last = max(made.last, k)


def _proper(s: Scan, k: int, end: int) -> bool:
    hit = s.entry(k, "nation", "seat", "city", "organization", "region")
    return hit is not None and hit[0] == end


def _step(s: Scan, made: Title, k: int, construct: bool) -> int:
    """The end of the next piece of a complement at token k, or k."""
    if (closed := _in_quotes(s, made, k)) > k:
        return closed
    demonym = s.entry(k, "demonym")
    name = s.entry(k, "nation", "seat", "organization", "city", "region")
    if name and demonym and name[0] == demonym[0]:
        name = None if not construct or made.kind != "head" else name
    if (
        s.has(k - 1, "place_words")
        and not s.definite(k - 1)
        and k - 1 >= made.first
        and not name
        and s.is_letters(k)
    ):
        if hit := s.entry(k, "region"):
            made.note(k, hit)
            return hit[0]
        if not s.definite(k):
            return k + 1  # "the region of X": the name of a place, not of a person
    if demonym and (not name or demonym[0] > name[0]):
        plural = s.words[k].endswith(s.lexicon.plurals) and not s.words[k - 1].endswith(s.lexicon.plurals)
        if s.has(k, "given_like") or (plural and s.entry(k - 1, "demonym")):
            return k  # "the embassy the-American the-Americans": the second are others
        made.note(k, demonym)
        return demonym[0]
    if name and (construct or _apposed(s, k)):
        if made.abroad:
            made.nested.append((k, *name))
        else:
            made.note(k, name)
        return name[0]
    if s.is_particle(k) or s.has(k, "link"):
        return _linked(s, made, k)
    if not s.is_letters(k):
        return k
    return _noun(s, made, k, construct)


def _in_quotes(s: Scan, made: Title, k: int) -> int:
    """The end of a name in quotation marks behind the word for a body ("the movement «X»"), or k."""
    q = s.tokens.quote_of[k]
    if q < 0 or s.tokens.quotes[q][0] != k or not s.has(k - 1, "organization", "media"):
        return k
    last = s.tokens.quotes[q][1]
    if last - k > QUOTED:
        return k
    hit = s.entry(k + 1, "organization")
    if hit and hit[0] == last - 1:
        made.note(k + 1, hit)
    return last


def _apposed(s: Scan, k: int) -> bool:
    """Does the name at token k follow a word that names go with ("state of", "the capital")?"""
    return bool(s.has(k - 1, "state_words"))


def _noun(s: Scan, made: Title, k: int, construct: bool) -> int:
    """A noun or adjective inside a complement."""
    serves = made.kind in ("head", "heads", "group") or s.has(made.first, "bureau")
    head = s.has(k, "head", "heads") if serves else 0
    if head and construct and not (s.definite(made.last - 1) and s.definite(k)):
        return head  # "deputy of the minister of"
    tail = s.has(k, "tail")
    if _rank(s, k):
        return k
    if s.definite(k):
        if head and not tail:
            return k
        body = bool(s.has(k, "organization")) and not s.words[k].endswith(s.lexicon.adjective_ends)
        if not construct and made.kind == "head" and (body or (made.nation and s.has(k, "heads"))):
            return k  # "met the minister the-Egyptian the-officials"
        if tail or construct or s.words[k].endswith(s.lexicon.adjective_ends):
            if s.words[k] in s.lexicon.never_tail or s.local.lengths.get(s.words[k]) or s.entry(k, "person"):
                return tail or k
            return max(tail, k + 1)
        if (
            made.kind == "organization"
            and k == made.first + 2
            and s.words[k] not in s.lexicon.common | s.lexicon.never_tail
        ):
            return k if s.entries[k] or s.classes[k] else k + 1
        return k
    if tail and construct:
        return tail
    if s.has(k, "organization", "group", "government") and construct:
        return s.has(k, "organization", "group", "government")
    if construct and made.kind != "group" and (_bare_complement(s, k) or _own_name(s, made, k)):
        return k + 1
    return k


def _rank(s: Scan, k: int) -> bool:
    """Does the rank or honorific of a name begin at token k, with a noun that titles have as well?"""
    end = s.has(k, "honorific")
    return bool(end) and (end > k + 1 or bool(s.entry(end, "person")) or given_name(s, end))


def _bare_complement(s: Scan, k: int) -> bool:
    """An unknown noun that has a complement of its own ("head of the police of Geneva")."""
    if (
        s.words[k] in s.lexicon.common
        or s.words[k] in s.lexicon.given
        or s.entry(k, "person")
        or s.is_particle(k)
    ):
        return False
    if s.has(k, "quantifier", "sides", "counterpart", "counterparts", "reverence", "honorific", "link"):
        return False
    return (
        s.definite(k + 1) and s.words[k + 1] not in s.lexicon.never_tail and bool(s.has(k + 1, "tail"))
    ) or bool(s.entry(k + 1, "nation", "seat", "city"))


def _own_name(s: Scan, made: Title, k: int) -> bool:
    """The unknown word right after an organisation's head that is its name ("the court of X")."""
    if made.kind != "organization" or k != made.last or s.words[k] in s.lexicon.common:
        return False
    if s.words[k] in s.lexicon.given:
        return s.definite(k + 1) and not s.has(k + 1, "head", "honorific")
    return (
        not (s.is_particle(k) or s.classes[k] or s.entries[k] or s.words[k][0].isascii())
        and len(s.words[k]) > 2
    )


def _linked(s: Scan, made: Title, k: int) -> int:
    """A complement that a preposition or "and" brings in: the end, or k."""
    if s.has(k, "conjunction"):
        return _joined(s, made, k)
    end = s.has(k, "link_any") or (s.has(k, "link_members") if made.kind in ("group", "heads") else 0)
    posted = s.has(k, "link_posted")
    if not end and not posted:
        return k
    link = end or posted
    name = s.entry(link, "nation", "seat", "organization", "city")
    within = s.has(link, "state_words") or made.office
    if (
        made.nation is None
        and name
        and name[1].kind == "nation"
        and s.is_particle(k)
        and within
        and s.has(k, "link_in")
    ):
        made.note(link, name)
        return name[0]  # "the minister in the State of X"
    if made.agent and s.is_particle(k) and s.has(k, "link_home"):
        press = s.has(link, "media") or (name and name[1].kind == "organization")
        if press:
            return k  # "a diplomatic source to the agency": to whom it spoke
    if name and made.kind == "government" and s.is_particle(k) and name[1].kind == "organization":
        return k  # "the government denounced …": the preposition is the verb's
    if name:
        if not end and name[1].kind != "organization" and not s.has(made.first, "envoy"):
            return k  # "arrived in": the place belongs to the clause
        if (
            s.is_particle(k)
            and name[1].kind in ("nation", "city", "seat")
            and not (made.posted or (made.office is None and not (made.nation and made.kind == "head")))
        ):
            return k
        sent_by = s.has(made.first, "delegate") and s.has(k, "link_home") and not _sent(s, made, k)
        abroad = s.has(made.first, "envoy") and name[1].kind in ("nation", "seat", "city") and not sent_by
        if abroad:
            made.nested.append((link, *name))
        else:
            made.note(link, name)
        return name[0]
    if s.has(k, "link_person") and (person := s.entry(link, "person")):
        return person[0]  # "the spokeswoman of X"
    if (not end and not made.posted) or s.has(link, "quantifier"):
        return k
    if s.definite(link) and s.has(link, "head", "heads"):
        allowed = made.kind in ("head", "heads", "group") and s.has(link, "head") and s.has(k, "link_person")
        return link + 1 if allowed and not s.local.lengths.get(s.words[link]) else k
    kinds = ["tail", "organization", "group", "state_words"] if end else ["organization"]
    if made.kind == "group" and s.has(k, "link_members"):
        kinds += ["head", "heads"]  # "a delegation of members of"
    if (made.kind in ("head", "heads") or s.has(made.first, "bureau")) and s.has(k, "link_person"):
        kinds += ["head", "heads"]
    inner = s.has(link, *kinds)
    if inner and s.has(k, "link_in") and made.nation and not made.posted and not s.definite(link):
        return k  # "the Egyptian president in a palace of …": the place belongs to the clause
    if inner and s.has(made.first, "envoy") and s.has(link, "state_words") and _sent(s, made, link):
        made.abroad = True  # "to the republic of X"
    if inner and not (s.is_particle(k) and s.words[link] in s.lexicon.never_tail):
        return inner
    strong = end and not s.is_particle(k)
    return link + 1 if strong and s.is_letters(link) and s.words[link] not in s.lexicon.common else k


def _sent(s: Scan, made: Title, last: int) -> bool:
    """Do the title's words before token last name the nation that sent somebody?"""
    return made.nation is not None or any(s.entry(k, "crown") for k in range(made.first, last))


def _joined(s: Scan, made: Title, k: int) -> int:
    """ "... of defence and production", "to Italy and Malta": the end of what "and" joins, or k."""
    after = k + 1
    name = s.entry(after, "nation", "organization")
    before = made.nested[-1] if made.nested else None
    if (
        name
        and before
        and before[1] == k
        and made.posted
        and before[2].kind == name[1].kind
        and made.kind == "head"
    ):
        made.nested.append((after, name[0], name[1]))
        return name[0]
    if (
        made.kind in ("government", "group")
        or not s.definite(after)
        or s.entry(after, "demonym", "nation", "person")
        or not s.definite(k - 1)
    ):
        return k
    if s.has(after, "head", "heads", "honorific", "government", "group"):
        return k
    if s.has(after, "tail") or s.words[after].endswith(s.lexicon.adjective_ends):
        return after + 1
    return k
