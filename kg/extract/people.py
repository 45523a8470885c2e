"""Which person of the article a mention means: by name, by office, or by reference to somebody else."""

from __future__ import annotations

from kg.extract import linking
from kg.extract.clusters import NAMED, Cluster, Work, around, bodies_in, of_the_world
from kg.extract.naming import Phrase, covers, describe, join_name, matches_name
from kg.model import Mention

CAPACITY = 6  # tokens of "in his capacity as the"


def named(work: Work, n: int, m: Mention) -> Cluster:
    first, last = work.tokens.at(m.head.start), work.tokens.at(m.head.end - 1) + 1
    words = join_name(work.tokens.norms[first:last], work.lexicon)
    raw = work.tokens.norms[first:last]
    ids = set(linking.person_ids(work.lexicon, raw)) or set(_with_honorific(work, m, first, last))
    best: tuple[int, int, int, Cluster] | None = None
    for c in work.people():
        strength = max(
            (matches_name(words, name, work.lexicon, titled=m.span.start < m.head.start) for name in c.names),
            default=0,
        )
        if c.ref and c.ref in ids and not (m.nation and c.nations and m.nation not in c.nations):
            strength = max(strength, 4)
        elif c.ref and ids and c.ref not in ids and len(raw) > 1:
            strength = 0
        theirs = [*c.nations, c.table] if c.table else c.nations
        if strength and strength < 4 and m.nation and theirs and m.nation not in theirs:
            strength = 0
        agree = bool(m.office and m.office in c.offices) + bool(m.nation and m.nation in theirs)
        if strength and (best is None or (strength, agree, c.last) > best[:3]):
            best = (strength, agree, c.last, c)
    cluster = best[3] if best else None
    if cluster is None:
        cluster = _absorb(work, m, ids) or Cluster("person")
        if cluster not in work.clusters:
            work.clusters.append(cluster)
    _learn(work, cluster, m, words, raw)
    return cluster


def _with_honorific(work: Work, m: Mention, first: int, last: int) -> tuple[str, ...]:
    """The tables' people whose name begins with the honorific before it ("Pope Francis")."""
    return linking.person_ids(work.lexicon, work.tokens.norms[first - 1 : last]) if first > m.first else ()


def _absorb(work: Work, m: Mention, ids: set[str]) -> Cluster | None:
    """A person known so far by the office alone, who is now named with it."""
    if m.office is None or m.rule != "title.name":
        return None
    for c in work.people():
        if (
            c.anybody
            or c.names
            or m.office not in c.offices
            or (m.nation and c.nation and m.nation != c.nation)
        ):
            continue
        if (
            c.nation
            and m.nation is None
            and not any(work.lexicon.facts.nation_of.get(p) == c.nation for p in ids)
        ):
            continue  # "the French minister" and "minister X": two countries, unless the tables know X as French
        if m.nation and m.nation == c.nation and m.office in work.lexicon.office_keys:
            return c
        told = [describe(work.tokens, work.lexicon, a, b) for a, b in around(work.tokens, m)]
        if any(covers(t, p) or covers(p, t) for t in told for p in c.phrases):
            return c
    return None


def _learn(work: Work, c: Cluster, m: Mention, words: tuple[str, ...], raw: tuple[str, ...]) -> None:
    """Add what a mention tells of its person: the name, the title, the nation; then look in the tables again."""
    if raw not in c.names:
        c.names.append(raw)
    _learn_title(work, c, m)
    _side(work, c, m)
    if m.rule == "counterpart.name" and not c.offices:
        for other in work.people():
            if other is not c and other.offices:
                c.offices.append(other.offices[0])
                break
    if c.ref is None and (
        titled := _with_honorific(work, m, first_of(work, m), first_of(work, m) + len(raw))
    ):
        c.ref = titled[0] if len(titled) == 1 else None
    if c.ref is None:
        c.ref = linking.choose(work.lexicon, c.names, c.offices, frozenset(c.nations), work.article.published)
    if c.ref:
        c.table = acts_for(work, c)


def first_of(work: Work, m: Mention) -> int:
    """The token at which the bare name of a mention begins."""
    return work.tokens.at(m.head.start)


def _side(work: Work, c: Cluster, m: Mention) -> None:
    """ "His deputy" is of the nation of the person before."""
    if m.rule in ("own", "own.name") and m.nation is None and not c.nations:
        c.nations += [p.nation for p in work.people()[:2] if p is not c and p.nation][:1]


def acts_for(work: Work, c: Cluster) -> str | None:
    """The nation that the tables' person acted for on the day: none while in office at a body of no one nation."""
    facts = work.lexicon.facts
    person = c.ref or ""
    if of_the_world(c) or (c.bodies and all(b not in facts.nation_of for b in c.bodies)):
        return None
    held = linking.held_by(work.lexicon, person, work.article.published)
    serving = [t for t in held if t.office in c.offices] or list(held)
    if serving and all(t.nation is None and t.organisation for t in serving):
        return facts.nation_of.get(serving[0].organisation or "")
    return facts.nation_of.get(person)


def _learn_title(work: Work, c: Cluster, m: Mention) -> None:
    if m.office and m.office not in c.offices:
        c.offices.append(m.office)
    if m.nation and m.nation not in c.nations:
        c.nations.append(m.nation)
    if m.office and not m.nation:
        c.home = True
    for a, b in around(work.tokens, m):
        phrase = describe(work.tokens, work.lexicon, a, b)
        if (phrase.content or phrase.honorifics) and phrase not in c.phrases:
            c.phrases.append(phrase)
    c.bodies += [ref for ref in bodies_in(work, m) if ref not in c.bodies]


def unnamed(work: Work, n: int, m: Mention) -> Cluster:
    if m.rule == "counterpart":
        return _counterpart(work, m)
    if (people := work.people()) and _in_capacity(work, m):
        return people[0]
    phrase = describe(work.tokens, work.lexicon, m.first, m.last)
    if m.rule == "honorific":
        found = _revered(work, m)
        return found or _new_person(work, m)
    if phrase.definite:
        for c in _candidates(work, m):
            if _same_office(work, c, m, phrase):
                if m.nation:
                    _learn_title(work, c, m)
                elif phrase not in c.phrases:
                    c.phrases.append(phrase)
                return c
        if (holder := _only_holder(work, m)) is not None:
            return holder
        if m.nation and phrase.content in {(w,) for w in work.lexicon.generic} and _article_on(work, m):
            return next(
                (c for c in _candidates(work, m) if c.names and m.nation in (*c.nations, c.table)), None
            ) or _new_person(work, m)
    return _new_person(work, m)


def _in_capacity(work: Work, m: Mention) -> bool:
    """`X, in his capacity as chair of the council`: another office of whoever was named right before?"""
    table, lowers = work.lexicon.vocabulary, work.tokens.lowers
    near = range(max(1, m.first - CAPACITY), m.first)
    inside = [k for k in near if work.tokens.sentence_of[k] == work.tokens.sentence_of[k - 1]]
    return any(
        "capacity" in names and end <= m.first <= end + 1
        for k in inside  # a sentence that begins so tells of who comes next
        for end, names in table.all_at(lowers, k)
    )


def _only_holder(work: Work, m: Mention) -> Cluster | None:
    """`the crown prince`, where the tables say of one person of the article alone that he is that."""
    if m.office not in work.lexicon.office_keys or m.nation is not None or bodies_in(work, m):
        return None
    day = work.article.published
    found = [
        c
        for c in work.people()
        if c.ref and any(t.office == m.office for t in linking.held_by(work.lexicon, c.ref, day))
    ]
    return found[0] if len(found) == 1 else None


def _article_on(work: Work, m: Mention) -> bool:
    """Is the office word itself definite ("the official", not "an official of the ministry")?"""
    if work.lexicon.capitals:
        return m.head.start > m.span.start
    return work.tokens.norms[work.tokens.at(m.head.start)].startswith(work.lexicon.article)


def _candidates(work: Work, m: Mention) -> list[Cluster]:
    """Whom an office without a name may mean: the latest first; where it has no nation, the home side before others."""
    people = work.people()
    if m.nation is None:
        return [c for c in people if c.home] + [c for c in people if not c.home]
    theirs = [c for c in people if m.nation in (*c.nations, c.table)]
    return theirs + [c for c in people if not c.nations and not c.table]


def _same_office(work: Work, c: Cluster, m: Mention, phrase: Phrase) -> bool:
    theirs = (*c.nations, c.table)
    if m.nation and any(theirs) and m.nation not in theirs:
        return False
    keys = work.lexicon.office_keys
    held = linking.held_by(work.lexicon, c.ref, work.article.published) if c.ref and m.nation else ()
    if m.office and any(t.office == m.office and t.nation == m.nation for t in held):
        return True  # whatever else the article calls the person
    if m.office in keys and m.office not in c.offices and any(o in keys for o in c.offices):
        return False
    if any(covers(phrase, p) for p in c.phrases):
        return not m.nation or m.nation in theirs or not (c.home or _named_elsewhere(work, m))
    if m.office is None:
        return False
    if m.office in c.offices and m.nation is not None and m.nation in theirs and m.office in keys:
        return True
    if m.office in c.offices and m.office in keys and m.nation is None and not bodies_in(work, m):
        return True
    return m.office in c.offices and m.office in keys and bool(set(bodies_in(work, m)) & set(c.bodies))


def _named_elsewhere(work: Work, m: Mention) -> bool:
    """Does the article name somebody with this office of this nation?"""
    return any(o.rule in NAMED and o.nation == m.nation and o.office == m.office for o in work.mentions)


def _new_person(work: Work, m: Mention) -> Cluster:
    made = Cluster("person")
    _side(work, made, m)
    work.clusters.append(made)
    _learn_title(work, made, m)
    made.home = made.home and m.nation is None
    made.anybody = _anybody(work, m)
    if m.office and not made.anybody:
        bodies = [m.nation] if m.nation else made.bodies
        for body in bodies:
            made.ref = made.ref or linking.holder(work.lexicon, m.office, body, work.article.published)
    return made


def _anybody(work: Work, m: Mention) -> bool:
    """`a Swiss president`: an office of a state that one person holds at a time, with an indefinite article."""
    alone = m.nation is not None and m.office in work.lexicon.office_keys
    before = work.tokens.lowers[max(0, m.first - 1) : m.last]
    return alone and work.lexicon.capitals and any(w in work.lexicon.indefinite for w in before[:2])


def _counterpart(work: Work, m: Mention) -> Cluster:
    people = [c for c in work.people() if c.names or any(o in work.lexicon.office_keys for o in c.offices)]
    subject = people[0] if people else None
    office = next((o for c in people[:2] for o in c.offices), None)
    if m.nation:
        theirs = [c for c in people if m.nation in (*c.nations, c.table) and c.offices]
        for c in sorted(theirs, key=lambda c: office not in c.offices):
            return c
    elif subject:
        for c in people[1:]:
            if (
                c.offices
                and subject.offices
                and c.offices[0] == subject.offices[0]
                and c.nation != subject.nation
            ):
                return c
        for c in people[1:]:
            if c.names and c.nation and subject.nation and c.nation != subject.nation:
                return c
        if len(people) == 2:
            return people[1]
    made = Cluster("person", offices=[office] if office else [], nations=[m.nation] if m.nation else [])
    work.clusters.append(made)
    if office and m.nation:
        made.ref = linking.holder(work.lexicon, office, m.nation, work.article.published)
    return made


def _revered(work: Work, m: Mention) -> Cluster | None:
    """The latest person whose phrase held the same honorific, else the latest of all."""
    word = work.tokens.norms[m.last - 1]
    other = "m" if _feminine(work, m) else "f"
    genders = work.lexicon.facts.genders
    people = [c for c in work.people() if (c.names or c.offices) and genders.get(c.ref or "") != other]
    people = [c for c in people if c.home] + [c for c in people if not c.home]
    for c in people:
        if any(w[:3] == word[:3] for p in c.phrases for w in p.honorifics):
            return c
    return people[0] if people else None


def _feminine(work: Work, m: Mention) -> bool:
    """Does the honorific speak of a woman?"""
    table, lowers = work.lexicon.vocabulary, work.tokens.lowers
    return any("reverence_f" in names for k in range(m.first, m.last) for _, names in table.all_at(lowers, k))
