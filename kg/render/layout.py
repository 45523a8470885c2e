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
Ints = NDArray[np.int64]

SMALL = 500  # networkx compares all pairs: fine below this, minutes above a few thousand
SPACING = 130.0  # page units between neighbours: a label of about 18 letters
GOLDEN_ANGLE = 2.399963229728653


def layout(count: int, edges: Sequence[Edge]) -> list[Point]:
    """Place `count` nodes; `edges` are (index, index, weight). Returns whole numbers, in page units.

    >>> len(layout(3, [(0, 1, 1.0)]))
    3
    """
    if count == 0:
        return []
    start = _spiral(count)
    if count == 1 or not edges:
        return _rounded(start * SPACING)
    unit = _small(count, edges, start) if count < SMALL else _large(count, edges, start)
    return _rounded(_spread(unit) * SPACING)


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


def _large(count: int, edges: Sequence[Edge], at: Floats, iterations: int = 90) -> Floats:
    """Fruchterman-Reingold, with repulsion from the middles of the near cells of a grid and of a coarse one."""
    pairs = np.array([(a, b) for a, b, _ in edges], dtype=np.int64)
    weight = np.log1p(np.array([w for _, _, w in edges], dtype=np.float64))[:, None]
    at = at.copy()
    for step in range(iterations):
        move = _push(at) - 0.02 * at
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


def _push(at: Floats) -> Floats:
    """The repulsion on each node: nine near grid cells one by one, all cells of an 8 by 8 grid for the distance."""
    near = 2.0
    low = at.min(axis=0)
    span = np.maximum(at.max(axis=0) - low, 1e-6)
    wide = np.ceil(span / near).astype(np.int64) + 3
    cell = ((at - low) / near).astype(np.int64) + 1
    flat, total = cell[:, 0] * wide[1] + cell[:, 1], int(wide[0] * wide[1])
    mass, middle = _cells(at, flat, total)
    move = np.zeros_like(at)
    for shift in (-wide[1] - 1, -wide[1], -wide[1] + 1, -1, 0, 1, wide[1] - 1, wide[1], wide[1] + 1):
        other = np.clip(flat + shift, 0, total - 1)
        move += _away(at - middle[other], mass[other][:, None])
    coarse = ((at - low) / span * 7.999).astype(np.int64)
    far_mass, far_middle = _cells(at, coarse[:, 0] * 8 + coarse[:, 1], 64)
    for index in np.flatnonzero(far_mass):
        move += 0.5 * _away(at - far_middle[index], np.full((len(at), 1), far_mass[index]))
    return move


def _cells(at: Floats, cell: Ints, total: int) -> tuple[Floats, Floats]:
    mass = np.bincount(cell, minlength=total).astype(np.float64)
    sums = np.stack([np.bincount(cell, weights=at[:, axis], minlength=total) for axis in (0, 1)], axis=1)
    return mass, sums / np.maximum(mass, 1.0)[:, None]


def _away(apart: Floats, mass: Floats) -> Floats:
    pushed: Floats = apart / np.maximum((apart**2).sum(axis=1, keepdims=True), 0.05) * mass
    return pushed


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
