"""Which actors of different articles are the same: known ones by id, states by nation, the rest by name and nation.

Two actors with different ids in the tables are never joined, nor are actors whose nations disagree. A person who is
known by one word only, or by an office only, stays an actor of that one article unless nation and office agree.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.graph.aliases import Aliases
from kg.graph.folding import digest, fold
from kg.graph.model import ActorNode, Decision
from kg.graph.named import decided_nodes
from kg.graph.spelling import sound_key
from kg.graph.world import World
from kg.model import Actor, Article, Extraction, Office

STATE, GROUP, PERSON = "state", "group", "person"
Key = tuple[str, str]
# The id of a known actor and the nation, where that is known.
Bearer = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Seen:
    """One actor of one article, or of so many articles that say the same of it in one language."""

    article: Article
    actor: Actor
    times: int = 1

    @property
    def key(self) -> Key:
        """The article's id and the actor's id within it."""
        return (self.article.id, self.actor.id)

    @property
    def folded(self) -> str:
        """The folded name, empty for an actor without one."""
        return fold(self.actor.name) if self.actor.name else ""


def join_actors(
    extractions: Sequence[Extraction], world: World, aliases: Aliases | None = None
) -> tuple[tuple[ActorNode, ...], dict[Key, str], tuple[Decision, ...]]:
    """Give the actors of all articles, the node of each (article id, local id), and why unknown names were joined.

    What `aliases` say comes last, and holds.
    """
    seen = [Seen(item.article, actor) for item in extractions for actor in item.actors]
    node_of: dict[Key, str] = {}
    unknown: list[Seen] = []
    names: dict[str, set[Bearer]] = defaultdict(set)
    for one in seen:
        ident = node_alone(one)
        if ident is None:
            unknown.append(one)
        else:
            node_of[one.key] = ident
        for name, bearer in borne(one, world):
            names[name].add(bearer)
    joined, rest = join_names(unknown, names, node_of)
    joined += join_spellings(rest, node_of)
    decisions = tuple(sorted(joined, key=lambda item: (item.node, item.other)))
    decisions += decided_nodes(node_of, extractions, aliases or Aliases())
    members: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        members[node_of[one.key]].append(one)
    nodes = tuple(actor_node(ident, members[ident], world) for ident in sorted(members))
    return nodes, node_of, decisions


def is_vague(actor: ActorNode) -> bool:
    """Does the actor stand for somebody whom another article may name: a state, or an office without a name?"""
    return actor.kind == STATE or (not actor.aliases and actor.ref is None)


def _known_id(actor: Actor) -> str | None:
    if actor.kind == STATE and actor.nation:
        return actor.nation
    return actor.ref


def _own_id(one: Seen) -> str:
    first = min(one.actor.mentions, default=None)
    place = (first.start, first.end) if first else one.actor.id
    return f"{one.actor.kind}-{digest(one.article.id, one.article.text, place, one.actor.id)}"


def node_alone(one: Seen) -> str | None:
    """The node of somebody whom the tables know, or who has no name to find others by; None where names decide."""
    known = _known_id(one.actor)
    return known or (_own_id(one) if not one.folded or one.actor.kind == GROUP else None)


def borne(one: Seen, world: World) -> Iterator[tuple[str, Bearer]]:
    """Each folded name of somebody whom the tables know, with the id and nation that bear it."""
    ident = _known_id(one.actor)
    if ident is None or one.actor.kind == STATE:
        return
    nation = world.actor_nations.get(ident) or one.actor.nation
    for name in (one.actor.name, *one.actor.names.values(), *world.actors.get(ident, {}).values()):
        if name:
            yield fold(name), (ident, nation)


def join_names(
    unknown: Iterable[Seen], known: Mapping[str, Collection[Bearer]], node_of: dict[Key, str]
) -> tuple[list[Decision], list[Seen]]:
    """Put those of one name on nodes, in `node_of`; give why, and those whom no known actor's name was found for.

    Only those of one folded name touch each other.
    """
    decisions: list[Decision] = []
    groups: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    for one in unknown:
        owners = {
            ident
            for ident, nation in known.get(one.folded, ())
            if nation is None or one.actor.nation in (None, nation)
        }
        if len(owners) == 1 and _is_full(one.folded):
            node_of[one.key] = owners.pop()
            decisions.append(_decision(node_of[one.key], one, 0.9, "bears the name of a known actor"))
        else:
            groups[one.actor.kind, one.folded].append(one)
    for (kind, name), members in sorted(groups.items()):
        nations = sorted({one.actor.nation for one in members if one.actor.nation})
        lone = nations[0] if len(nations) == 1 else None
        for one in members:
            nation = one.actor.nation or lone
            full = kind != PERSON or _is_full(name)
            extra = () if full else (one.actor.office or one.article.id,)
            node_of[one.key] = f"{kind}-{digest(kind, name, nation, *extra)}"
        sizes = Counter(node_of[one.key] for one in members)
        for one in members:
            if sizes[node_of[one.key]] > 1:
                sure = 0.9 if one.actor.nation else 0.7
                decisions.append(_decision(node_of[one.key], one, sure, "same name, no disagreeing nation"))
    return decisions, [one for members in groups.values() for one in members]


def sound_of(one: Seen) -> str:
    """By what a person is compared with those of other spellings, empty where by nothing."""
    return sound_key(one.actor.name or "") if one.actor.kind == PERSON else ""


def join_spellings(unknown: Iterable[Seen], node_of: dict[Key, str]) -> list[Decision]:
    """Join people whose names sound alike, where the nation or the office agrees; never two of one article.

    Only those of one sound touch each other.
    """
    blocks: dict[str, dict[str, list[Seen]]] = defaultdict(lambda: defaultdict(list))
    for one in unknown:
        if key := sound_of(one):
            blocks[key][node_of[one.key]].append(one)
    made: list[Decision] = []
    for _, nodes in sorted(blocks.items()):
        kept: list[tuple[str, list[Seen]]] = []
        for node, members in sorted(nodes.items()):
            target = next((old for old in kept if _agree(old[1], members)), None)
            if target is None:
                kept.append((node, members))
                continue
            for one in members:
                node_of[one.key] = target[0]
                made.append(
                    _decision(target[0], one, 0.75, "a name that sounds alike, the same nation or office")
                )
            target[1].extend(members)
    return made


def _agree(one: Sequence[Seen], other: Sequence[Seen]) -> bool:
    """A nation in common and no other offices, or an office in common and no other nations."""
    if not {seen.article.id for seen in one}.isdisjoint(seen.article.id for seen in other):
        return False
    nations = [{seen.actor.nation for seen in members if seen.actor.nation} for members in (one, other)]
    offices = [{seen.actor.office for seen in members if seen.actor.office} for members in (one, other)]
    if any(all(sets) and sets[0].isdisjoint(sets[1]) for sets in (nations, offices)):
        return False
    return all(nations) or all(offices)


def _is_full(folded: str) -> bool:
    """Is the name more than a surname: two words, or a script that writes whole names as one word?"""
    return " " in folded or (len(folded) > 1 and unicodedata.name(folded[0], "").startswith("CJK "))


def _decision(node: str, one: Seen, score: float, reason: str) -> Decision:
    features = (("name", 1.0), ("nation", 1.0 if one.actor.nation else 0.0))
    return Decision("actor", node, f"{one.article.id}#{one.actor.id}", score, features, reason)


def actor_node(ident: str, members: Sequence[Seen], world: World) -> ActorNode:
    """Say what an actor is by all articles together; `members` in the order of the articles."""
    kind = _commonest((one.actor.kind, one.times) for one in members) or PERSON
    nation = world.actor_nations.get(ident) or _commonest((one.actor.nation, one.times) for one in members)
    names = _names(ident, kind, members, world)
    written = {(one.article.lang or "und", one.actor.name) for one in members if one.actor.name}
    return ActorNode(
        id=ident,
        kind=kind,
        names=names,
        nation=nation,
        ref=_commonest((one.actor.ref, one.times) for one in members),
        aliases=tuple(sorted((lang, name) for lang, name in written if name)),
        offices=_offices(ident, [one.actor for one in members], world),
        articles=tuple(sorted({one.article.id for one in members})),
    )


def _names(ident: str, kind: str, members: Sequence[Seen], world: World) -> dict[str, str]:
    """The tables' names first, then the commonest written in the articles, then the words that describe the actor."""
    nation = world.nations.get(ident)
    names = dict(nation.names) if kind == STATE and nation else dict(world.actors.get(ident, {}))
    given: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for one in members:
        for lang, name in one.actor.names.items():
            names.setdefault(lang, name)
        if one.actor.name:
            given[one.article.lang or "und"].append((one.actor.name, one.times))
    for lang, found in given.items():
        names.setdefault(lang, _commonest(found) or "")
    if not names:
        for one in members:
            texts = [span.of(one.article.text) for span in sorted(one.actor.mentions)]
            names.setdefault(
                one.article.lang or "und", texts[0] if texts else one.actor.office or one.actor.kind
            )
    return {lang: names[lang] for lang in sorted(names) if names[lang].strip()}


def _offices(ident: str, actors: Iterable[Actor], world: World) -> tuple[Office, ...]:
    """The dated offices of the tables, then those that only articles give."""
    dated = world.offices.get(ident, ())
    titles = {office.title for office in dated}
    told = {
        (actor.office, actor.nation or "") for actor in actors if actor.office and actor.office not in titles
    }
    return (*dated, *(Office(title, nation or None) for title, nation in sorted(told)))


def _commonest(values: Iterable[tuple[str | None, int]]) -> str | None:
    """The value that occurs most often, the first by spelling where several do; None where there is none."""
    counts: Counter[str] = Counter()
    for value, times in values:
        if value:
            counts[value] += times
    return min(counts, key=lambda value: (-counts[value], value), default=None)
