"""Group the mentions of one article into actors, and say who they are."""

from __future__ import annotations

from dataclasses import replace

from kg.extract import linking
from kg.extract.clusters import NAMED, Cluster, Work, around, classes_at
from kg.extract.homes import give_homes
from kg.extract.language import Language
from kg.extract.lexicon import Lexicon
from kg.extract.naming import covers, describe
from kg.extract.people import acts_for, named, unnamed
from kg.extract.tokens import Tokens
from kg.model import Actor, Article, Mention, Span


def resolve(
    article: Article,
    tokens: Tokens,
    mentions: tuple[Mention, ...],
    language: Language,
    lexicon: Lexicon,
    *,
    nested: tuple[Mention, ...] = (),
) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    """The article's actors, and its mentions with `ref` set to their ids.

    `nested` are names inside titles; they are added to actors that exist.
    """
    work = Work(article, tokens, mentions, lexicon, nested)
    for n, mention in enumerate(mentions):
        cluster = _place(work, n, mention)
        work.of.append(cluster)
        if cluster is not None:
            cluster.mentions.append(n)
            cluster.last = n
    for cluster in work.clusters:
        if cluster.kind == "person" and cluster.ref:
            cluster.table = acts_for(work, cluster)  # once more, with all that the article says
    give_homes(work)
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
        return _spoken_of(work, m) or _shorter(work, m) or _keyed(work, "group", _words(work, m), m)
    if m.rule in NAMED:
        return named(work, n, m)
    return unnamed(work, n, m)


def _words(work: Work, m: Mention) -> str:
    first, last = work.tokens.at(m.head.start), work.tokens.at(m.head.end - 1) + 1
    return " ".join([*describe(work.tokens, work.lexicon, first, last).content, m.nation or ""])


def _spoken_of(work: Work, m: Mention) -> Cluster | None:
    """`the delegation`: a group told before as "a delegation of experts", where one alone is called so."""
    first, last = work.tokens.at(m.head.start), work.tokens.at(m.head.end - 1) + 1
    phrase = describe(work.tokens, work.lexicon, first, last)
    alone = len(phrase.content) == 1 and m.nation is None and m.head.start > m.span.start
    if not alone or not work.lexicon.capitals:
        return None
    article = work.tokens.lowers[m.first : work.tokens.at(m.head.start)]
    if any(w in work.lexicon.indefinite for w in article):
        return None
    word = phrase.content[0]
    found = [c for c in work.clusters if c.kind == "group" and word in (c.key or "").split()]
    return found[0] if len(found) == 1 else None


def _shorter(work: Work, m: Mention) -> Cluster | None:
    """`families of the prisoners`: a group told before as "families of the Saudi prisoners", where one is."""
    words = _words(work, m).split()
    if len(words) < 2 or m.nation is not None:
        return None
    told = [c for c in work.clusters if c.kind == "group" and c.mentions]
    found = [c for c in told if (c.key or "").split()[: len(words)] == words]
    return found[0] if len(found) == 1 else None


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
    ref = linking.organisation_id(work.lexicon, work.tokens.norms[first:last]) or _called(
        work, m, first, last
    )
    known = [c for c in reversed(work.clusters) if c.kind == "organization"]
    if m.rule == "org.short" and first > 1 and work.tokens.norms[first - 1] == "(":
        named = next((c for c in known if any(work.mentions[k].last == first - 1 for k in c.mentions)), None)
        if named:
            named.short.append(work.tokens.norms[first])
            return named
    for c in known:
        if m.rule == "org.short" and work.tokens.norms[first] in c.short:
            return c
    key = " ".join(phrase.content)
    for c in known:
        differ = (
            ref is not None and c.ref is not None and c.ref != ref
        )  # "the EU" and "the UN" have no other words
        if (ref and c.ref == ref) or (c.key == key and not differ and (key or not c.ref)):
            return c
    if not ref:
        for c in sorted(known, key=lambda c: -c.last):
            if m.rule == "org.bare" and any(covers(phrase, p) for p in c.phrases):
                return c
            agree = not (m.nation and c.nation and m.nation != c.nation)
            if (
                m.rule != "org.bare"
                and agree
                and any(
                    len(phrase.content) > 1
                    and len(p.content) > 1
                    and (covers(phrase, p) or covers(p, phrase))
                    for p in c.phrases
                )
            ):
                c.phrases.append(phrase)
                return c
    made = Cluster(
        "organization",
        key=" ".join(phrase.content),
        ref=ref,
        phrases=[phrase],
        nations=[m.nation] if m.nation else [],
    )
    work.clusters.append(made)
    return made


def _called(work: Work, m: Mention, first: int, last: int) -> str | None:
    """The tables' organisation after words that only say what it is ("agency X", "the group X")."""
    for n in work.nested:
        if n.kind == "organization" and n.last == last and n.first > first and m.first <= n.first:
            kinds = {c for k in range(first, n.first) for c in classes_at(work, k)}
            if kinds & {"organization", "media"} and n.first - first <= 2 and not kinds & {"head", "heads"}:
                return linking.organisation_id(work.lexicon, work.tokens.norms[n.first : n.last])
    return None


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
        for a, b in around(work.tokens, m):
            while a < b and not work.tokens.norms[a][:1].isalpha():
                a += 1
            while (
                a < b
                and set(classes_at(work, a)) & {"determiner", "honorific", "quantifier"}
                and "head" not in classes_at(work, a)
            ):
                a += 1
            while b > a and (not work.tokens.norms[b - 1][:1].isalpha() or _honorific_only(work, b - 1)):
                b -= 1
            if b > a:
                spans.append(work.tokens.span(a, b))
    return spans


def _honorific_only(work: Work, k: int) -> bool:
    classes = classes_at(work, k)
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
        id=name, kind=c.kind, name=work.tokens.written(full) if full else None, mentions=tuple(spans), ref=ref,
        nation=nation, office=c.offices[0] if c.offices else None, names=dict(sorted(names.items())),
    )  # fmt: skip
