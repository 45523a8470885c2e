"""The values of the graph as text in a column, the same text for the same value, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from kg.graph.compare import Told
from kg.graph.dates import bounds
from kg.graph.model import ActorNode, Report
from kg.graph.said import Said
from kg.ontology import event_type

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_T = TypeVar("_T")
_Parts = tuple[str, Report, tuple[str, ...], str | None, str, Said | None]


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def packed(value: object, kind: object = None) -> str:
    """Write a value as JSON; `kind` is its type where that is no class.

    >>> unpacked(ActorNode, packed(ActorNode("Q1", "person", {"en": "A"}))).names
    {'en': 'A'}
    """
    return _adapter(kind or type(value)).dump_json(value).decode("utf-8")


def unpacked(kind: type[_T], text: str) -> _T:
    """Read a value that `packed` wrote."""
    return cast("_T", _adapter(cast("Any", kind)).validate_json(text))


def pack_told(told: Told) -> str:
    """Write a report with what is compared of it."""
    parts = (told.kind.name, told.report, tuple(sorted(told.core)), told.lang, told.sentence, told.said)
    return packed(parts, _Parts)


def unpack_told(text: str) -> Told:
    """Read a report that `pack_told` wrote."""
    kind, report, core, lang, sentence, said = _adapter(_Parts).validate_json(text)
    return Told(event_type(kind), report, frozenset(core), bounds(report.date), lang, sentence, said)


def to_compare(told: Told) -> Told:
    """Leave out of a report what its comparison does not look at."""
    report = replace(told.report, participations=(), evidence=(), content=None, claimed_by=())
    return replace(told, report=report)


def actor_to_compare(actor: ActorNode) -> ActorNode:
    """Leave out of an actor what comparing and joining reports does not look at: of other forms, whether there are."""
    return replace(actor, aliases=actor.aliases[:1], offices=(), articles=())


def actors_in(texts: Iterable[str]) -> dict[str, ActorNode]:
    """Read actors, by id; of each id the first."""
    found: dict[str, ActorNode] = {}
    for text in texts:
        actor = unpacked(ActorNode, text)
        found.setdefault(actor.id, actor)
    return found
