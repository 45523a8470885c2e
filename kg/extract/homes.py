"""The nation of those whom an article introduces without one.

A newspaper leaves the nation out where its readers know it: for its own side, for the others of a delegation or a list
whose nation was said, and for the hosts of a visit. Each rule here stands for one of these; where none applies the
nation stays unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from kg.extract import linking
from kg.extract.clusters import Cluster, Work, classes_at, of_the_world
from kg.extract.naming import describe

SHARE = 0.75  # of all nations' names in an article: it speaks of this one
PRESENT = 0.75  # of the names of the nation that an article speaks of most
LEAST = 4  # names of nations: fewer say nothing
COVERED = 100  # nations: an office that the tables know of so many is known of all
_BETWEEN = frozenset({"conjunction", "honorific", "determiner", "reverence", "quantifier"})


def give_homes(work: Work) -> None:
    """Set the nation of each person of the article who has an office and no nation, where a rule tells it."""
    told = _told(work)
    home = _publisher(work)
    if home is None or not _present(work, home, told):
        home = _only_side(work)
    leading = _leading(told)
    for c in work.clusters:
        if c.kind == "group" and c.nation is None and c.mentions and home and _official(work, c):
            c.nations += [home]
        if c.kind != "person" or not c.mentions or not _open(c) or _of_a_body(work, c):
            continue
        nation = _listed(work, c) or _grouped(work, c) or _side(work, c, home, told)
        nation = nation or _scene(work, c) or leading
        if nation:
            c.nations.append(nation)


def _open(c: Cluster) -> bool:
    """Has the person an office, and no nation, identity or body of the world?"""
    return bool(c.offices) and c.nation is None and not c.ref and not c.bodies and not of_the_world(c)


def _official(work: Work, c: Cluster) -> bool:
    """Does a group without nation consist of officials, as the publishing side speaks of its own?"""
    m = work.mentions[c.mentions[0]]
    named = any(m.first <= n.first and n.last <= m.last for n in work.nested)
    if named or describe(work.tokens, work.lexicon, m.first, m.last).world:
        return False
    return any("officials" in classes_at(work, k) for k in range(m.first, m.last))


def _of_a_body(work: Work, c: Cluster) -> bool:
    """Is the office one of organisations ("the assistant secretary-general"), or that of a mission's head?"""
    m = work.mentions[_titled(work, c)]
    lowers, offices = work.tokens.lowers, work.lexicon.offices
    found = {key for k in range(m.first, m.last) for _, keys in offices.all_at(lowers, k) for key in keys}
    return bool(found & {"secretary_general", "director_general"})


def _told(work: Work) -> list[tuple[int, str]]:
    """Where the text names a nation, by itself, its adjective, its cities or a person of it: token and nation."""
    found = [(n.first, n.nation) for n in work.nested if n.nation]
    for m, c in zip(work.mentions, work.of, strict=True):
        if nation := m.nation or (c.nation if c is not None else None):
            found.append((m.first, nation))
    return sorted(set(found))


def _leading(told: Iterable[tuple[int, str]]) -> str | None:
    """The nation that the article speaks of most, where no other comes near."""
    counts = Counter(nation for _, nation in told)
    nation, most = max(sorted(counts.items()), key=lambda x: x[1], default=(None, 0))
    return nation if most >= LEAST and most >= SHARE * counts.total() else None


def _publisher(work: Work) -> str | None:
    """The nation of the publisher, by the host of the article's address or the domain that it ends in."""
    try:
        host = urlsplit(work.article.url or "").hostname or ""
    except ValueError:
        return None  # no address at all
    parts, domains = host.split("."), work.lexicon.facts.domains
    return next((domains[end] for k in range(len(parts)) if (end := ".".join(parts[k:])) in domains), None)


def _present(work: Work, home: str, told: list[tuple[int, str]]) -> bool:
    """Does the article speak of the publishing side at all, or is it news from abroad?"""
    counts = Counter(nation for _, nation in told)
    ours = any(c.home and c.table == home for c in work.clusters)
    return ours or counts[home] >= PRESENT * max(counts.values(), default=0)


def _only_side(work: Work) -> str | None:
    """The nation of nearly all whom the tables know and the article introduces without one."""
    sides = Counter(
        c.table for c in work.clusters if c.kind == "person" and c.ref and c.home and c.table and not c.bodies
    )
    nation, most = max(sorted(sides.items(), key=str), key=lambda x: x[1], default=(None, 0))
    return nation if most >= SHARE * sides.total() else None


def _titled(work: Work, c: Cluster) -> int:
    """The first of the person's mentions that has an office."""
    return next((n for n in c.mentions if work.mentions[n].office), c.mentions[0])


def _listed(work: Work, c: Cluster) -> str | None:
    """The nation of the person before in a list: nothing but commas, "and" and titles of honour stands between."""
    n = _titled(work, c)
    while n > 0:
        before, m = work.mentions[n - 1], work.mentions[n]
        if not _adjoins(work, before.last, m.first):
            return None
        n -= 1
        other = work.of[n]
        if before.kind != "person" or other is None or other is c:
            return None
        if other.bodies or of_the_world(other):
            return None
        if other.nation:
            return other.nation
    return None


def _adjoins(work: Work, first: int, last: int) -> bool:
    """Do tokens first to last only join two members of a list?"""
    norms = work.tokens.norms
    if last <= first or work.tokens.sentence_of[first] != work.tokens.sentence_of[last]:
        return False
    return all(
        norms[k] in (",", "،", ";", "؛") or set(classes_at(work, k)) & _BETWEEN for k in range(first, last)
    )


def _grouped(work: Work, c: Cluster) -> str | None:
    """The nation of the delegation or side that the sentence speaks of before it names its people."""
    n = _titled(work, c)
    where = work.tokens.sentence_of[work.mentions[n].first]
    for k in range(n - 1, -1, -1):
        m = work.mentions[k]
        if work.tokens.sentence_of[m.first] != where:
            return None
        if m.nation is None:
            continue
        return m.nation if m.rule in ("group.pattern", "group.people", "government") else None
    return None


def _scene(work: Work, c: Cluster) -> str | None:
    """The nation of the place with which the sentence begins ("in Tehran, a member of parliament said")."""
    tokens = work.tokens
    first = work.mentions[_titled(work, c)].first
    begin = tokens.sentences[tokens.sentence_of[first]][0]
    for m in work.mentions:
        if begin < m.first <= begin + 2 and m.place and "place_links" in classes_at(work, m.first - 1):
            return m.place.country
    return None


def _side(work: Work, c: Cluster, home: str | None, told: list[tuple[int, str]]) -> str | None:
    """The publishing side; or the other one, for whom that side meets and for an office that is another's there."""
    if home is None:
        return None
    first = work.mentions[_titled(work, c)].first
    if any(_taken(work, office, home) for office in c.offices):
        return _near(work, first, home, told) or _before(work, first, home, told) or _other(home, told)
    if _opposite(work, first) and not _foreign_before(work, first, home):
        near = _near(work, first, home, told)
        return near or _other(home, told) or _before(work, first, home, told) or home
    return home


def _opposite(work: Work, first: int) -> bool:
    """Do words of meeting ("met with the") stand right before token first?"""
    entries, lowers = work.lexicon.vocabulary.entries, work.tokens.lowers
    end = first - 1 if first and "determiner" in classes_at(work, first - 1) else first
    before = [entries.get(lowers[max(0, end - k) : end], ()) for k in (1, 2, 3)]
    return any("opposite" in names for names in before) and not any("companion" in names for names in before)


def _foreign_before(work: Work, first: int, home: str) -> bool:
    """Has the sentence only people of other nations before token first?"""
    where = work.tokens.sentence_of[first]
    nations = {
        c.nation
        for m, c in zip(work.mentions, work.of, strict=True)
        if c is not None
        and m.kind == "person"
        and m.first < first
        and work.tokens.sentence_of[m.first] == where
    } - {None}
    return bool(nations) and home not in nations


def _near(work: Work, first: int, home: str, told: list[tuple[int, str]]) -> str | None:
    """The other nation that the same sentence names nearest."""
    sentence_of = work.tokens.sentence_of
    here = [(abs(k - first), n) for k, n in told if sentence_of[k] == sentence_of[first] and n != home]
    return min(here)[1] if here else None


def _before(work: Work, first: int, home: str, told: list[tuple[int, str]]) -> str | None:
    """The other nation that the two sentences before name last."""
    sentence_of = work.tokens.sentence_of
    where = sentence_of[first]
    found = [n for k, n in told if where - 2 <= sentence_of[k] < where and n != home]
    return found[-1] if found else None


def _other(home: str, told: list[tuple[int, str]]) -> str | None:
    """The nation that the article speaks of beside the publishing one, if it is clearly one."""
    counts = Counter(nation for _, nation in told if nation != home)
    ranked = sorted(counts.items(), key=lambda x: (-x[1], x[0]))[:2]
    if not ranked or ranked[0][1] < LEAST or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def _taken(work: Work, office: str, home: str) -> bool:
    """Do the tables say that this office was another's on that day, or that the nation has none like it?"""
    lexicon, day = work.lexicon, work.article.published
    if linking.holder(lexicon, office, home, day):
        return True
    if any(linking.in_office(t, day) for t in lexicon.facts.holders.get((office, home), ())):
        return False
    return len({t.nation for t in lexicon.facts.by_office.get(office, ())}) >= COVERED
