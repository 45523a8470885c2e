"""Group the mentions of one article into actors, and say who they are."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kg.extract import linking
from kg.extract.language import Language
from kg.extract.lexicon import Lexicon
from kg.extract.naming import Phrase, covers, describe, join_name, matches_name
from kg.extract.tokens import Tokens
from kg.model import Actor, Article, Mention, Span

NAMED = frozenset({
    "title.name", "title.shared", "name", "name.part", "name.given", "honorific.name", "counterpart.name",
})  # fmt: skip


@dataclass(slots=True)
class Cluster:
    """An actor in the making. `last` is the index of its latest mention, `home` whether a title came without a nation."""

    kind: str
    mentions: list[int] = field(default_factory=list)
    names: list[tuple[str, ...]] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    nations: list[str] = field(default_factory=list)
    table: str | None = None
    bodies: list[str] = field(default_factory=list)
    ref: str | None = None
    key: str | None = None
    home: bool = False
    short: list[str] = field(default_factory=list)
    last: int = -1
    extra: list[Span] = field(default_factory=list)

    @property
    def nation(self) -> str | None:
        return self.nations[0] if self.nations else self.table


@dataclass(slots=True)
class Work:
    """What resolving needs at each step."""

    article: Article
    tokens: Tokens
    mentions: tuple[Mention, ...]
    lexicon: Lexicon
    nested: tuple[Mention, ...]
    clusters: list[Cluster] = field(default_factory=list)
    of: list[Cluster | None] = field(default_factory=list)

    def people(self) -> list[Cluster]:
        """The persons so far, the latest mentioned first."""
        return sorted((c for c in self.clusters if c.kind == "person"), key=lambda c: -c.last)


def resolve(
    article: Article,
    tokens: Tokens,
    mentions: tuple[Mention, ...],
    language: Language,
    lexicon: Lexicon,
    *,
    nested: tuple[Mention, ...] = (),
) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    """The article's actors, and its mentions with `ref` set to their ids. `nested` names are added to actors that exist."""
    work = Work(article, tokens, mentions, lexicon, nested)
    for n, mention in enumerate(mentions):
        cluster = _place(work, n, mention)
        work.of.append(cluster)
        if cluster is not None:
            cluster.mentions.append(n)
            cluster.last = n
    _give_home(work)
    for mention in nested:
        _attach(work, mention)
    ids = {id(c): f"a{k}" for k, c in enumerate(work.clusters, 1)}
    actors = tuple(_actor(work, c, ids[id(c)]) for c in work.clusters)
    nation = {a.id: a.nation for a in actors}
    linked = []
    for mention, cluster in zip(mentions, work.of, strict=True):
        ref = ids[id(cluster)] if cluster is not None else None
        linked.append(replace(mention, ref=ref, nation=mention.nation or (nation[ref] if ref else None)))
    return actors, tuple(linked)


def _place(work: Work, n: int, m: Mention) -> Cluster | None:
    """The cluster that mention n belongs to: one that exists, or a new one."""
    if m.kind == "place":
        return None
    if m.kind == "state":
        return _keyed(work, "state", m.nation or _words(work, m), m)
    if m.kind == "organization":
        return _organization(work, m)
    if m.kind == "group":
        return _keyed(work, "group", _words(work, m), m)
    if m.rule in NAMED:
        return _named(work, n, m)
    return _unnamed(work, n, m)


def _words(work: Work, m: Mention) -> str:
    first, last = work.tokens.at(m.head.start), work.tokens.at(m.head.end - 1) + 1
    return " ".join([*describe(work.tokens, work.lexicon, first, last).content, m.nation or ""])


def _keyed(work: Work, kind: str, key: str, m: Mention) -> Cluster:
    for c in work.clusters:
        if c.kind == kind and c.key == key:
            return c
    made = Cluster(kind, key=key, nations=[m.nation] if m.nation else [])
    work.clusters.append(made)
    return made


def _organization(work: Work, m: Mention) -> Cluster:
    first, last = work.tokens.at(m.head.start), work.tokens.at(m.head.end - 1) + 1
    phrase = describe(work.tokens, work.lexicon, first, last)
    ref = linking.organisation_id(work.lexicon, work.tokens.norms[first:last]) or _called(work, m, first, last)
    known = [c for c in reversed(work.clusters) if c.kind == "organization"]
    if m.rule == "org.short" and first > 1 and work.tokens.norms[first - 1] == "(":
        named = next((c for c in known if any(work.mentions[k].last == first - 1 for k in c.mentions)), None)
        if named:
            named.short.append(work.tokens.norms[first])
            return named
    for c in known:
        if m.rule == "org.short" and work.tokens.norms[first] in c.short:
            return c
    for c in known:
        if (ref and c.ref == ref) or c.key == " ".join(phrase.content):
            return c
    if not ref:
        for c in sorted(known, key=lambda c: -c.last):
            if m.rule == "org.bare" and any(covers(phrase, p) for p in c.phrases):
                return c
            agree = not (m.nation and c.nation and m.nation != c.nation)
            if m.rule != "org.bare" and agree and any(
                len(phrase.content) > 1 and len(p.content) > 1 and (covers(phrase, p) or covers(p, phrase)) for p in c.phrases
            ):
                c.phrases.append(phrase)
                return c
    made = Cluster("organization", key=" ".join(phrase.content), ref=ref, phrases=[phrase], nations=[m.nation] if m.nation else [])
    work.clusters.append(made)
    return made


def _called(work: Work, m: Mention, first: int, last: int) -> str | None:
    """The tables' organisation after words that only say what it is ("agency X", "the group X")."""
    for n in work.nested:
        if n.kind == "organization" and n.last == last and n.first > first and m.first <= n.first:
            kinds = {c for k in range(first, n.first) for c in _class_at(work, k)}
            if kinds & {"organization", "media"} and n.first - first <= 2 and not kinds & {"head", "heads"}:
                return linking.organisation_id(work.lexicon, work.tokens.norms[n.first : n.last])
    return None


def _named(work: Work, n: int, m: Mention) -> Cluster:
    first, last = work.tokens.at(m.head.start), work.tokens.at(m.head.end - 1) + 1
    words = join_name(work.tokens.norms[first:last], work.lexicon)
    raw = work.tokens.norms[first:last]
    ids = set(linking.person_ids(work.lexicon, raw))
    best: tuple[int, int, int, Cluster] | None = None
    for c in work.people():
        strength = max((matches_name(words, name, work.lexicon, titled=m.span.start < m.head.start) for name in c.names), default=0)
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
        cluster = _absorb(work, m) or Cluster("person")
        if cluster not in work.clusters:
            work.clusters.append(cluster)
    _learn(work, cluster, m, words, raw)
    return cluster


def _absorb(work: Work, m: Mention) -> Cluster | None:
    """A person known so far by the office alone, who is now named with it."""
    if m.office is None or m.rule != "title.name":
        return None
    for c in work.people():
        if c.names or m.office not in c.offices or (m.nation and c.nation and m.nation != c.nation):
            continue
        if m.nation and m.nation == c.nation and m.office in work.lexicon.office_keys:
            return c
        told = [describe(work.tokens, work.lexicon, a, b) for a, b in _around(work.tokens, m)]
        if any(covers(t, p) or covers(p, t) for t in told for p in c.phrases):
            return c
    return None


def _learn(work: Work, c: Cluster, m: Mention, words: tuple[str, ...], raw: tuple[str, ...]) -> None:
    """Add what a mention tells of its person: the name, the title, the nation; then look in the tables again."""
    if raw not in c.names:
        c.names.append(raw)
    _learn_title(work, c, m)
    if m.rule == "counterpart.name" and not c.offices:
        for other in work.people():
            if other is not c and other.offices:
                c.offices.append(other.offices[0])
                break
    if c.ref is None:
        c.ref = linking.choose(work.lexicon, c.names, c.offices, frozenset(c.nations), work.article.published)
    if c.ref:
        c.table = _acts_for(work, c)


def _acts_for(work: Work, c: Cluster) -> str | None:
    """The nation that the tables' person acted for on the day: none while in office at a body of no one nation."""
    facts = work.lexicon.facts
    person = c.ref or ""
    if _of_the_world(work, c) or (c.bodies and all(b not in facts.nation_of for b in c.bodies)):
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
    for a, b in _around(work.tokens, m):
        phrase = describe(work.tokens, work.lexicon, a, b)
        if (phrase.content or phrase.honorifics) and phrase not in c.phrases:
            c.phrases.append(phrase)
    c.bodies += [ref for ref in _bodies(work, m) if ref not in c.bodies]


def _bodies(work: Work, m: Mention) -> list[str]:
    """The tables' organisations inside a mention."""
    inside = (
        linking.organisation_id(work.lexicon, work.tokens.norms[n.first : n.last])
        for n in work.nested
        if n.kind == "organization" and m.first <= n.first and n.last <= m.last
    )
    return [ref for ref in inside if ref]


def _around(tokens: Tokens, m: Mention) -> list[tuple[int, int]]:
    """The token ranges of a mention before and after its bare name; all of it where it has none."""
    first, last = tokens.at(m.head.start), tokens.at(m.head.end - 1) + 1
    if m.rule not in NAMED:
        return [(m.first, m.last)]
    return [(a, b) for a, b in ((m.first, first), (last, m.last)) if b > a]


def _unnamed(work: Work, n: int, m: Mention) -> Cluster:
    if m.rule == "counterpart":
        return _counterpart(work, m)
    phrase = describe(work.tokens, work.lexicon, m.first, m.last)
    if m.rule == "honorific":
        found = _revered(work, m)
        return found or _new_person(work, m)
    if phrase.definite:
        for c in _candidates(work, m):
            if _same_office(work, c, m, phrase):
                if m.nation:
                    _learn_title(work, c, m)
                return c
        if m.nation and phrase.content in {(w,) for w in work.lexicon.generic} and _article_on(work, m):
            return next((c for c in _candidates(work, m) if c.names and m.nation in (*c.nations, c.table)), None) or _new_person(work, m)
    return _new_person(work, m)


def _article_on(work: Work, m: Mention) -> bool:
    """Is the office word itself definite ("the official", not "an official of the ministry")?"""
    if work.lexicon.capitals:
        return m.head.start > m.span.start
    return work.tokens.norms[work.tokens.at(m.head.start)].startswith(work.lexicon.article)


def _candidates(work: Work, m: Mention) -> list[Cluster]:
    """Whom an office without a name may mean: the latest first, those of the home side before others where it has no nation."""
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
    if m.office in keys and m.office not in c.offices and any(o in keys for o in c.offices):
        return False
    if any(covers(phrase, p) for p in c.phrases):
        return not m.nation or m.nation in theirs or not (c.home or _named_elsewhere(work, m))
    if m.office is None:
        return False
    if m.office in c.offices and m.nation is not None and m.nation in theirs and m.office in keys:
        return True
    if m.office in c.offices and m.office in keys and m.nation is None and not _bodies(work, m):
        return True
    if m.office in c.offices and m.office in keys and set(_bodies(work, m)) & set(c.bodies):
        return True
    if c.ref and m.nation:
        held = linking.held_by(work.lexicon, c.ref, work.article.published)
        return any(t.office == m.office and t.nation == m.nation for t in held)
    return False


def _named_elsewhere(work: Work, m: Mention) -> bool:
    """Does the article name somebody with this office of this nation?"""
    return any(o.rule in NAMED and o.nation == m.nation and o.office == m.office for o in work.mentions)


def _new_person(work: Work, m: Mention) -> Cluster:
    made = Cluster("person")
    work.clusters.append(made)
    _learn_title(work, made, m)
    made.home = made.home and m.nation is None
    if m.office:
        bodies = [m.nation] if m.nation else made.bodies
        for body in bodies:
            made.ref = made.ref or linking.holder(work.lexicon, m.office, body, work.article.published)
    return made


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
            if c.offices and subject.offices and c.offices[0] == subject.offices[0] and c.nation != subject.nation:
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
    people = [c for c in work.people() if c.names or c.offices]
    people = [c for c in people if c.home] + [c for c in people if not c.home]
    for c in people:
        if any(w[:3] == word[:3] for p in c.phrases for w in p.honorifics):
            return c
    return people[0] if people else None


def _give_home(work: Work) -> None:
    """Give the nation of the publishing side to its people: those whose titles name none, as the tables' people beside them."""
    sides = {c.nation for c in work.clusters if c.kind == "person" and c.ref and c.home and c.nation and not c.bodies}
    if len(sides) != 1:
        return
    nation = sides.pop()
    for c in work.clusters:
        if c.kind == "person" and c.home and c.nation is None and not c.ref and not c.bodies and c.offices and not _of_the_world(work, c):
            c.nations.append(nation)


def _of_the_world(work: Work, c: Cluster) -> bool:
    """Does a title say that its person serves no one state?"""
    return any(p.world for p in c.phrases)


def _attach(work: Work, m: Mention) -> None:
    """Add a name inside a title to the state or organisation that it names, where that is an actor already."""
    if m.kind == "state":
        key, ref = m.nation, None
    else:
        key, ref = None, linking.organisation_id(work.lexicon, work.tokens.norms[m.first : m.last])
    for c in work.clusters:
        if c.kind == m.kind and ((key and c.key == key) or (ref and c.ref == ref)):
            c.extra.append(m.span)


def _title_spans(work: Work, c: Cluster) -> list[Span]:
    """The titles that stand beside the person's name: they denote the person as well."""
    spans = []
    for m in (work.mentions[n] for n in c.mentions):
        if m.rule not in NAMED or not (m.office or m.rule == "counterpart.name"):
            continue
        for a, b in _around(work.tokens, m):
            while a < b and not work.tokens.norms[a][:1].isalpha():
                a += 1
            while a < b and set(_class_at(work, a)) & {"determiner", "honorific", "quantifier"} and "head" not in _class_at(work, a):
                a += 1
            while b > a and (not work.tokens.norms[b - 1][:1].isalpha() or _honorific_only(work, b - 1)):
                b -= 1
            if b > a:
                spans.append(work.tokens.span(a, b))
    return spans


def _class_at(work: Work, k: int) -> tuple[str, ...]:
    return work.lexicon.vocabulary.entries.get((work.tokens.lowers[k],), ())


def _honorific_only(work: Work, k: int) -> bool:
    classes = _class_at(work, k)
    return "honorific" in classes and "head" not in classes


def _actor(work: Work, c: Cluster, name: str) -> Actor:
    spans = sorted({work.mentions[n].head for n in c.mentions} | set(c.extra) | set(_title_spans(work, c)))
    full = None
    if c.kind == "person":
        named = [work.mentions[n] for n in c.mentions if work.mentions[n].rule in NAMED]
        full = max((m.head for m in named), key=lambda h: (h.end - h.start, -h.start), default=None)
    elif c.kind != "group":
        full = max((work.mentions[n].head for n in c.mentions), key=lambda h: (h.end - h.start, -h.start))
    ref = c.ref
    if c.kind == "state" and c.key:
        ref = work.lexicon.facts.seats.get(c.key)
    label = work.lexicon.facts.labels.get(c.ref or c.key or "")
    names = {"en": label} if label else {}
    if known := work.lexicon.labels.get(c.ref or c.key or ""):
        names[work.lexicon.code] = known
    nation = c.nation
    if c.kind == "organization" and c.ref:
        nation = work.lexicon.facts.nation_of.get(c.ref)
    return Actor(
        id=name, kind=c.kind, name=full.of(work.tokens.text) if full else None, mentions=tuple(spans), ref=ref,
        nation=nation, office=c.offices[0] if c.offices else None, names=dict(sorted(names.items())),
    )  # fmt: skip
