"""Where nodes stand: computed here, once, with a fixed start, so that the page never shuffles.

Only actors are laid out by force; events are placed between those who take part (`between`), which is both fast and
what a reader expects. No randomness: the start is a spiral, so the same graph gives the same picture.
"""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Point = tuple[int, int]
Edge = tuple[int, int, float]
Floats = NDArray[np.float64]
Complexes = NDArray[np.complex128]

SMALL = 500  # networkx compares all pairs: fine below this, minutes above a few thousand
SPACING = 130.0  # page units between neighbours: a label of about 18 letters
LOOSE = 30  # smaller parts that hang together with nothing else go around the others: forces would drive them far off
CLOSE = 0.25  # nodes of the same square of this size are moved apart
BESIDE = 1.3  # room of a node there
FINE = 1.2  # the cells of the grid on which repulsion is computed, in the distance of neighbours
FINEST = 256  # and at most so many of them a side: a transform takes milliseconds
GOLDEN_ANGLE = 2.399963229728653


def layout(count: int, edges: Sequence[Edge]) -> list[Point]:
    """Place `count` nodes; `edges` are (index, index, weight). Returns whole numbers, in page units.

    >>> len(layout(3, [(0, 1, 1.0)]))
    3
    """
    if count == 0:
        return []
    groups = _groups(count, edges)
    held = sorted(node for group in groups if len(group) >= min(LOOSE, len(groups[0])) > 1 for node in group)
    unit = np.zeros((count, 2))
    far = 0.0
    if held:
        unit[held] = _spread(_forced(held, edges, set(groups[0])))
        far = float(np.quantile(np.linalg.norm(unit[held], axis=1), 0.98))
    inside = set(held)
    loose = [node for group in groups if group[0] not in inside for node in group]
    unit[loose] = _spiral(len(loose)) if not held else _belt(len(loose), far + 1.5)
    return _rounded(_apart(unit) * SPACING)


def _groups(count: int, edges: Sequence[Edge]) -> list[list[int]]:
    """The connected parts of the graph, the largest first."""
    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from((a, b) for a, b, _ in edges)
    return sorted(
        (sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part)
    )


def _forced(nodes: Sequence[int], edges: Sequence[Edge], core: set[int]) -> Floats:
    """Place the nodes of the large parts by force; the core stands in the middle, the others near it."""
    number = {node: nth for nth, node in enumerate(nodes)}
    own = [(number[a], number[b], weight) for a, b, weight in edges if a in number]
    start = _spiral(len(nodes))
    if len(nodes) < SMALL:
        return _small(len(nodes), own, start)
    return _large(len(nodes), own, start, np.array([[0.02 if node in core else 0.3] for node in nodes]))


def _apart(at: Floats) -> Floats:
    """Move nodes apart that stand on nearly the same spot, where the field on the grid cannot part them."""
    for _ in range(8):
        cells: dict[tuple[int, int], int] = {}
        rank = np.zeros(len(at))
        for node, (x, y) in enumerate(np.floor(at / CLOSE).astype(np.int64).tolist()):
            rank[node] = cells.get((x, y), 0)
            cells[x, y] = int(rank[node]) + 1
        if not rank.any():
            break
        turn, away = rank * GOLDEN_ANGLE, CLOSE * np.sqrt(rank)
        at = at + np.stack([away * np.cos(turn), away * np.sin(turn)], axis=1)
    return at


def _belt(count: int, radius: float) -> Floats:
    """Rings around the middle, filled one after the other, so that what belongs together stays together."""
    points: list[tuple[float, float]] = []
    while len(points) < count:
        room = max(1, int(2 * np.pi * radius / BESIDE))
        turns = np.arange(min(room, count - len(points))) * (2 * np.pi / room)
        points += [(radius * float(np.cos(turn)), radius * float(np.sin(turn))) for turn in turns]
        radius += BESIDE
    return np.array(points, dtype=np.float64).reshape(-1, 2)


def between(anchors: Sequence[Sequence[Point]]) -> list[Point]:
    """Place one event per entry of `anchors` (the points of its actors): in their middle, fanned out where many meet.

    >>> between([[(0, 0), (100, 0)]])
    [(50, 33)]
    """
    seen: dict[tuple[Point, ...], int] = {}
    points: list[Point] = []
    for actors in anchors:
        key = tuple(sorted(set(actors)))
        nth = seen[key] = seen.get(key, -1) + 1
        x = sum(p[0] for p in key) / max(len(key), 1)
        y = sum(p[1] for p in key) / max(len(key), 1)
        first = 4.0 if len(key) == 1 else 0.6  # leave room around the actor's own node
        radius, angle = 42.0 * float(np.sqrt(nth + first)), GOLDEN_ANGLE * nth + 1.5707963
        points.append((round(x + radius * float(np.cos(angle))), round(y + radius * float(np.sin(angle)))))
    return points


def _spiral(count: int) -> Floats:
    """A sunflower: even, without chance, about one unit between neighbours."""
    nth = np.arange(count, dtype=np.float64)
    return np.stack(
        [np.sqrt(nth) * np.cos(nth * GOLDEN_ANGLE), np.sqrt(nth) * np.sin(nth * GOLDEN_ANGLE)], axis=1
    )


def _small(count: int, edges: Sequence[Edge], start: Floats) -> Floats:
    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_weighted_edges_from((a, b, float(np.log1p(weight))) for a, b, weight in edges if a != b)
    at = nx.spring_layout(
        graph, pos={n: start[n] / np.sqrt(count) for n in range(count)}, iterations=80, seed=7
    )
    return np.array([at[n] for n in range(count)], dtype=np.float64)


def _large(count: int, edges: Sequence[Edge], at: Floats, gravity: Floats, iterations: int = 90) -> Floats:
    """Fruchterman-Reingold, with the repulsion of all nodes at once as a field on a grid."""
    pairs = np.array([(a, b) for a, b, _ in edges], dtype=np.int64)
    weight = np.log1p(np.array([w for _, _, w in edges], dtype=np.float64))[:, None]
    at = at.copy()
    fields: dict[int, list[Complexes]] = {}
    for step in range(iterations):
        move = _push(at, fields) - gravity * at
        apart = at[pairs[:, 0]] - at[pairs[:, 1]]
        pull = apart * np.linalg.norm(apart, axis=1, keepdims=True) * weight
        # A hub's many springs would throw it about: each end takes its share by degree.
        for end, sign in ((0, -1.0), (1, 1.0)):
            for axis in (0, 1):
                move[:, axis] += sign * np.bincount(pairs[:, end], weights=pull[:, axis], minlength=count)
        length = np.linalg.norm(move, axis=1, keepdims=True)
        hot = np.sqrt(count) * 0.1 * (1.0 - step / iterations) + 0.02
        at += move / np.maximum(length, 1e-9) * np.minimum(length, hot)
    return at


def _push(at: Floats, fields: dict[int, list[Complexes]]) -> Floats:
    """The repulsion on each node: nodes are spread over the points of a grid, the field of all of them is one
    convolution, and each node reads the field between the grid's points. Smooth, so that no grid shows in the picture.
    `fields` keeps the field of one node on grids of each size, transformed.
    """
    low = at.min(axis=0)
    span = float(np.max(at.max(axis=0) - low)) + 1e-6
    size = int(np.clip(2 ** np.ceil(np.log2(span / FINE)), 32, FINEST))
    cell = span / (size - 2)
    place = (at - low) / cell
    corner = np.minimum(place.astype(np.int64), size - 2)
    share = place - corner
    spots = [
        ((corner[:, 0] + i) * size + corner[:, 1] + j, _share(share, i, j)) for i in (0, 1) for j in (0, 1)
    ]
    mass = np.zeros(size * size)
    for spot, part in spots:
        mass += np.bincount(spot, weights=part, minlength=size * size)
    if size not in fields:
        fields[size] = _field_of_one(size)
    all_mass = np.fft.rfft2(mass.reshape(size, size), s=(2 * size, 2 * size))
    move = np.zeros_like(at)
    for axis, field in enumerate(fields[size]):
        pushed = np.fft.irfft2(all_mass * field, s=(2 * size, 2 * size))[:size, :size].ravel() / cell
        move[:, axis] = sum(pushed[spot] * part for spot, part in spots)
    return move


def _field_of_one(size: int) -> list[Complexes]:
    """How one node pushes others along and across, by the distance in cells, which may be negative."""
    near = np.arange(2 * size) - np.where(np.arange(2 * size) < size, 0, 2 * size)
    square = np.maximum(near[:, None] ** 2 + near[None, :] ** 2, 0.25)
    return [np.fft.rfft2(steps / square) for steps in (near[:, None], near[None, :])]


def _share(share: Floats, i: int, j: int) -> Floats:
    """How much of a node belongs to one corner of its cell."""
    wide = share[:, 0] if i else 1.0 - share[:, 0]
    high = share[:, 1] if j else 1.0 - share[:, 1]
    part: Floats = wide * high
    return part


def _spread(unit: Floats) -> Floats:
    """Scale so that a typical node has a unit of room, and draw far outliers in (they would shrink everything else)."""
    unit = unit - np.median(unit, axis=0)
    radius = np.linalg.norm(unit, axis=1, keepdims=True)
    usual = float(np.quantile(radius, 0.9)) or 1.0
    drawn_in = np.where(
        radius > usual, usual * (1 + 0.3 * np.log1p(np.maximum(radius / usual - 1, 0))), radius
    )
    spread: Floats = unit / np.maximum(radius, 1e-9) * drawn_in * (0.75 * float(np.sqrt(len(unit))) / usual)
    return spread


def _rounded(at: Floats) -> list[Point]:
    return [(round(float(x)), round(float(y))) for x, y in at]
