"""What a graph shows of itself as the value of a cell: counts, the most active actors, and nations as a small picture.

The picture is an SVG that answers the mouse by style rules alone. Without script and frame it also shows in notebooks
that are not trusted, and takes a few kilobytes; the whole page is `kg.show.inline`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

from jinja2 import Environment

from kg.graph.folding import digest
from kg.graph.labels import Names
from kg.graph.model import Graph
from kg.graph.views import nation_graph
from kg.ontology import event_types
from kg.resources import package_path

# As many as a reader takes in at a glance.
MOST_ACTORS = 8
MOST_NATIONS = 12
_ACROSS, _DOWN = 120, 120
_WIDEST = 7.0


@dataclass(frozen=True, slots=True)
class _Node:
    label: str
    title: str
    x: float
    y: float
    r: float
    tx: float
    ty: float
    anchor: str


@dataclass(frozen=True, slots=True)
class _Edge:
    a: int
    b: int
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    title: str


def summary(graph: Graph) -> str:
    """Give the summary as HTML; whatever articles and names hold stays text in it.

    >>> summary(Graph()).count("<svg")
    0
    """
    nodes, edges = _picture(graph)
    actors = _actors(graph)
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        package_path("show", "summary.html").read_text(encoding="utf-8")
    )
    return template.render(
        # style rules reach over the whole notebook, so that each picture needs a name of its own
        ident=f"kg-{digest(nodes, edges, actors)}",
        counts=_counts(graph),
        types=_types(graph),
        span=_span(graph),
        actors=actors,
        nodes=nodes,
        edges=edges,
    )


def _counts(graph: Graph) -> str:
    sizes = {"event": graph.events, "actor": graph.actors, "nation": graph.nations, "article": graph.articles}
    return ", ".join(
        f"{len(items):,} {name}{'' if len(items) == 1 else 's'}" for name, items in sizes.items()
    )


def _types(graph: Graph) -> str:
    counts = Counter(event.type for event in graph.events)
    return ", ".join(
        f"{kind.labels['en']} {counts[kind.name]:,}" for kind in event_types() if counts[kind.name]
    )


def _span(graph: Graph) -> str:
    days = sorted(day for event in graph.events for day in (event.earliest, event.latest) if day)
    return f"{days[0]} – {days[-1]}" if days else ""


def _actors(graph: Graph) -> list[Mapping[str, object]]:
    names = Names.of(graph)
    counts = Counter(ident for event in graph.events for ident in event.actors)
    top = sorted(counts, key=lambda ident: (-counts[ident], ident))[:MOST_ACTORS]
    found: list[Mapping[str, object]] = []
    for ident in top:
        actor = names.actors[ident]
        nation = names.nations.get(actor.nation or "")
        found.append(
            {
                "name": actor.label(),
                "arabic": actor.names.get("ar", ""),
                "nation": nation.label() if nation else "",
                "events": counts[ident],
            }
        )
    return found


def _picture(graph: Graph) -> tuple[list[_Node], list[_Edge]]:
    """Nations on a circle, the busiest first, joined where they take part in one event."""
    whole = nation_graph(graph)
    weight = dict(whole.degree(weight="weight"))
    top = sorted(weight, key=lambda code: (-weight[code], code))[:MOST_NATIONS]
    most = max(weight.values(), default=1)
    places = {code: _place(number, len(top)) for number, code in enumerate(top)}
    nodes = [
        _node(whole.nodes[code]["label"], weight[code], sqrt(weight[code] / most), *places[code])
        for code in top
    ]
    pairs = [
        (top.index(a), top.index(b), data["weight"])
        for a, b, data in sorted(whole.edges(data=True), key=lambda edge: edge[:2])
        if a in places and b in places
    ]
    heaviest = max((number for _, _, number in pairs), default=1)
    edges = [
        _Edge(
            a, b, nodes[a].x, nodes[a].y, nodes[b].x, nodes[b].y, round(1 + (_WIDEST - 1) * number / heaviest, 1),
            f"{nodes[a].label} – {nodes[b].label}: {number:,}",
        )
        for a, b, number in pairs
    ]  # fmt: skip
    return nodes, edges


def _place(number: int, of: int) -> tuple[float, float]:
    angle = 2 * pi * number / max(of, 1) - pi / 2
    return round(_ACROSS * cos(angle), 1), round(_DOWN * sin(angle), 1)


def _node(label: str, weight: int, share: float, x: float, y: float) -> _Node:
    radius = round(5 + 9 * share, 1)
    anchor = "middle" if abs(x) < 1 else "start" if x > 0 else "end"
    sideways = 0.0 if anchor == "middle" else (radius + 4) * (1 if x > 0 else -1)
    upwards = (radius + 10) * (1 if y > 0 else -1) if anchor == "middle" else 0.0
    return _Node(
        label, f"{label}: {weight:,}", x, y, radius, round(x + sideways, 1), round(y + upwards, 1), anchor
    )
