"""What the page draws first: nations and the actors with most events, joined where they share events."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.graph.model import label_of
from kg.render.payload import CROWD, Payload

NODES = 80  # a screen of 1280 by 800 holds about as many labels; the reader may ask for up to 1,500
# The heaviest links: more is a hairball, the sooner the more nodes there are.
LINKS_PER_NODE, LINKS_BESIDES = 2, 200

_BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Node:
    """A drawn actor: its index in the payload, label, looks and the number of its events."""

    actor: int
    label: str
    shape: str
    x: int
    y: int
    events: int

    @property
    def id(self) -> str:
        """The id within the page; made from the index, so that no text of an article gets into it."""
        return f"a{self.actor}"


@dataclass(frozen=True, slots=True)
class Edge:
    """A drawn link; `events` is the number of shared events, 0 for that of somebody to their own state."""

    start: str
    end: str
    events: int


SHAPES = {"person": "dot", "state": "hexagon", "organization": "square", "group": "triangleDown"}


def overview(data: Payload, *, limit: int = NODES, lang: str = "en") -> tuple[list[Node], list[Edge]]:
    """Pick what to draw; the page's script picks in the same way when filters change.

    >>> from kg.graph.model import Graph
    >>> from kg.render.payload import payload
    >>> overview(payload(Graph()))
    ([], [])
    """
    counts = _counts(data)
    drawn = sorted((n for n, count in enumerate(counts) if count), key=lambda n: (-counts[n], n))[:limit]
    nodes = [
        Node(
            number,
            isolated(label_of(data["actors"][number]["names"], lang, data["actors"][number]["id"])),
            SHAPES.get(data["actors"][number]["kind"], "dot"),
            *data["actors"][number]["at"],
            counts[number],
        )
        for number in drawn
    ]
    return nodes, _edges(data, set(drawn))


def links_for(nodes: int) -> int:
    """How many links a picture of so many nodes may have.

    >>> links_for(80), links_for(1500)
    (160, 1700)
    """
    return min(LINKS_PER_NODE * nodes, nodes + LINKS_BESIDES)


def isolated(text: str) -> str:
    """A label as it may be painted: without direction overrides, and isolated from what stands beside it.

    >>> isolated("A\u202eB") == "\u2068AB\u2069"
    True
    """
    return f"\u2068{_BIDI_CONTROLS.sub('', text)}\u2069"


def _counts(data: Payload) -> list[int]:
    """The number of events of each actor; a nation counts those of its people too."""
    number_of = {actor["id"]: number for number, actor in enumerate(data["actors"])}
    counts = [0] * len(data["actors"])
    for event in data["events"]:
        found: set[int] = set()
        for part in event["parts"]:
            actor = data["actors"][part["actor"]]
            nation = number_of.get(part.get("nation", ""), number_of.get(actor.get("nation", "")))
            found.add(part["actor"])
            if nation is not None and actor["kind"] != "state":
                found.add(nation)
        for number in found:
            counts[number] += 1
    return counts


def _edges(data: Payload, drawn: set[int]) -> list[Edge]:
    shared: dict[tuple[int, int], int] = {}
    for event in data["events"]:
        takers = sorted({part["actor"] for part in event["parts"]} & drawn)[:CROWD]
        for nth, one in enumerate(takers):
            for other in takers[nth + 1 :]:
                shared[one, other] = shared.get((one, other), 0) + 1
    heaviest = sorted(shared, key=lambda pair: (-shared[pair], pair))[: links_for(len(drawn))]
    edges = [Edge(f"a{one}", f"a{other}", shared[one, other]) for one, other in heaviest]
    states = {actor["id"]: number for number, actor in enumerate(data["actors"]) if number in drawn}
    linked = set(heaviest)
    for number in sorted(drawn):
        state = states.get(data["actors"][number].get("nation", ""))
        if state is not None and state != number and (min(state, number), max(state, number)) not in linked:
            edges.append(Edge(f"a{number}", f"a{state}", 0))
    return edges
