"""The actors on whom somebody decided (`kg.graph.aliases`): nodes made one, and mentions taken out of a node."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kg.errors import DataError
from kg.graph.aliases import FILE, Aliases
from kg.graph.folding import digest, fold
from kg.graph.model import Decision
from kg.model import Actor, Extraction, Span

Key = tuple[str, str]
_MENTION = re.compile(r"(.+)#(\d{1,9}):(\d{1,9})", re.DOTALL)
_QID = re.compile(r"Q[1-9]\d*")


def decided_nodes(
    node_of: dict[Key, str], extractions: Sequence[Extraction], aliases: Aliases
) -> tuple[Decision, ...]:
    """Change the nodes of actors (by article and local id) to what was decided; a `DataError` for what cannot be."""
    if not aliases.actors and not aliases.other_actors:
        return ()
    index = _Index(extractions, node_of)
    made: list[Decision] = []
    for names in aliases.actors:
        keys = sorted({key for name in names for key in index.of(name)})
        nodes = sorted({node_of[key] for key in keys} | {name for name in names if _QID.fullmatch(name)})
        known = [node for node in nodes if _QID.fullmatch(node)]
        if len(known) > 1:
            raise DataError(f"{FILE}, actor, same: found {' and '.join(known)}, allowed is one Wikidata id")
        if len(nodes) > 1:
            target = (
                known[0]
                if known
                else min(nodes, key=lambda node: (node.startswith(("person-", "group-")), node))
            )
            # Everybody on those nodes, so that no mention stays behind.
            for key in [key for key, node in node_of.items() if node in nodes and node != target]:
                node_of[key] = target
                made.append(_decision(target, key, "the same: somebody decided so"))
    for first, *others in aliases.other_actors:
        rest = {node_of[key] for name in others for key in index.of(name)} | set(others)
        for key in index.of(first):
            if node_of[key] in rest:
                node_of[key] = f"{index.actors[key].kind}-{digest(node_of[key], first)}"
    return tuple(made)


def _decision(node: str, key: Key, reason: str) -> Decision:
    return Decision("actor", node, "#".join(key), 1.0, (("decided", 1.0),), reason)


class _Index:
    """The actors of the articles by what a decision may call them."""

    def __init__(self, extractions: Iterable[Extraction], node_of: Mapping[Key, str]) -> None:
        self.actors: dict[Key, Actor] = {
            (item.article.id, actor.id): actor for item in extractions for actor in item.actors
        }
        self._by: dict[str, set[Key]] = {}
        for key, actor in self.actors.items():
            for name in (node_of[key], *(fold(one) for one in (actor.name, *actor.names.values()) if one)):
                self._by.setdefault(name, set()).add(key)

    def of(self, name: str) -> list[Key]:
        """By id of a node, as a mention, or by a name in any spelling that folds to the same."""
        match = _MENTION.fullmatch(name)
        if match is not None:
            at = Span(int(match[2]), int(match[3]))
            return sorted(
                key
                for key, actor in self.actors.items()
                if key[0] == match[1] and any(at.overlaps(span) for span in actor.mentions)
            )
        return sorted(self._by.get(name) or self._by.get(fold(name)) or ())
