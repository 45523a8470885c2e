"""Static plots of a graph with matplotlib: when it happened, where, and between whom.

Labels are in the language asked for as far as names are known in it. From 3.11 matplotlib shapes Arabic and orders it
from right to left by itself; with such a language the axis of names stands on the right, where its readers begin.
Each function draws into `ax` or into a figure of its own, and gives the axes for further work, as pandas does.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING
from unicodedata import bidirectional

import networkx as nx

from kg.errors import KgError
from kg.graph.labels import Names
from kg.graph.model import EventNode, Graph
from kg.graph.relations import ACTOR, acting, ties
from kg.ontology import STATUSES, event_type, event_types
from kg.resources import ontology_path, package_path

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# A dot is a day; what is known less exactly is drawn over all its possible days.
_EXACT = 3
_STEP = 0.15
_MOST_STACKED = 4
_INK = "#333333"
_LAND = "#e8e6df"
_SEA = "#f7f9fb"
# One colour for all events of a place: types that happen in one place would cover each other.
_PLACE = "#0072b2"
# What the vocabulary calls a status, where that differs.
_CONCEPTS = {"held": "occurred"}
_MOST_LABELS = 25


def timeline(
    graph: Graph, *, by: str = "nation", most: int = 12, lang: str = "en", ax: Axes | None = None
) -> Axes:
    """Draw the dated events of the most active nations (or actors), a row each: colour is type, form is status.

    A dot is a day, a bar all days of a date that is known less exactly. Held events are full, planned ones hollow,
    cancelled ones crossed. An event stands in the row of each of its nations. Events without a date are counted in
    the title. Raises `KgError` without matplotlib.
    """
    names = Names.of(graph)
    dated = [event for event in graph.events if event.earliest and event.latest]
    rows = _busiest(dated, names, by, most)
    ax = ax or _axes(9, 1.2 + 0.34 * max(len(rows), 1))
    _marks(ax, [(event, acting(event, names, by)) for event in dated], rows)
    labels = [_label(names, ident, by, lang) for ident in rows]
    ax.set_yticks(range(len(rows)), labels)
    if _leftwards(labels):
        ax.yaxis.tick_right()
    ax.set_ylim(max(len(rows), 1) - 0.5, -0.5)
    ax.grid(axis="y", color="#e5e5e5")
    ax.set_axisbelow(True)
    _dates(ax)
    ax.spines[["top", "left", "right"]].set_visible(False)
    if len(dated) < len(graph.events):
        ax.set_title(f"{len(dated):,} / {len(graph.events):,}", loc="left", fontsize=9, color=_INK)
    _legend(ax, dated, lang)
    return ax


def matrix(
    graph: Graph,
    type: str | None = None,
    *,
    by: str = "nation",
    most: int = 15,
    lang: str = "en",
    ax: Axes | None = None,
) -> Axes:
    """Draw how many events each pair of the most active nations (or actors) shares, as a table of colours.

    The figures are those of `kg.graph.relations.ties`. For types with a direction the row acts towards the column:
    visits, or is addressed by, it.
    """
    network = ties(graph, type, by=by)
    weight = dict(network.degree(weight="weight"))
    top = sorted(weight, key=lambda ident: (-weight[ident], ident))[:most]
    names = Names.of(graph)
    labels = [_label(names, ident, by, lang) for ident in top]
    counts = [[_between(network, one, other) for other in top] for one in top]
    size = 2.2 + 0.38 * max(len(top), 1)
    ax = ax or _axes(size + 1, size)
    highest = max((count for row in counts for count in row), default=0)
    if top:
        ax.imshow(counts, cmap="Blues", vmin=0, vmax=max(highest, 1))
    for row, line in enumerate(counts):
        for column, count in enumerate(line):
            if count:
                colour = "white" if count > 0.6 * highest else _INK
                ax.text(column, row, f"{count:,}", ha="center", va="center", color=colour, fontsize=9)
    ax.set_xticks(range(len(top)), labels, rotation=90)
    ax.set_yticks(range(len(top)), labels)
    ax.tick_params(length=0)
    ax.xaxis.tick_top()
    if _leftwards(labels):
        ax.invert_xaxis()
        ax.yaxis.tick_right()
    ax.spines[:].set_visible(False)
    if type is not None:
        ax.set_title(_type_label(type, lang))
    return ax


def places(graph: Graph, *, lang: str = "en", ax: Axes | None = None) -> Axes:
    """Draw where events happened, on an outline of the land: the area of a dot counts its events.

    Events of which only the country is known, or a place that no table has the position of, are not on the map; the
    title says how many are. The outline is from Natural Earth (public domain) and shows no borders.
    """
    spots = {p.id: (p.lon, p.lat) for p in graph.places if p.lat is not None and p.lon is not None}
    labels = {place.id: place.label(lang) for place in graph.places}
    counts = Counter(event.place for event in graph.events if event.place in spots)
    ax = ax or _axes(10, 5.2)
    _draw_land(ax)
    top = [ident for ident in sorted(spots, key=lambda ident: (-counts[ident], ident)) if counts[ident]]
    if top:
        lons, lats = zip(*(spots[ident] for ident in top), strict=True)
        sizes = [24 * counts[ident] for ident in top]
        ax.scatter(lons, lats, s=sizes, color=_PLACE, alpha=0.65, edgecolor="white", zorder=3)
    _look_at(ax, [spots[ident] for ident in top])
    for ident in _apart(top, spots, ax):
        ax.annotate(
            labels[ident],
            spots[ident],
            xytext=(6, 5),
            textcoords="offset points",
            fontsize=8,
            color=_INK,
            zorder=4,
        )
    ax.set_aspect(1.2)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines[:].set_visible(False)
    ax.set_title(f"{sum(counts.values()):,} / {len(graph.events):,}", loc="left", fontsize=9, color=_INK)
    return ax


def _axes(width: float, height: float) -> Axes:
    try:
        from matplotlib import pyplot
    except ImportError as problem:
        raise KgError("plots need matplotlib: pip install 'diplograph[jupyter]'") from problem
    return pyplot.subplots(figsize=(width, height), layout="constrained")[1]


def _busiest(events: Sequence[EventNode], names: Names, by: str, most: int) -> list[str]:
    counts = Counter(ident for event in events for ident in acting(event, names, by))
    return sorted(counts, key=lambda ident: (-counts[ident], ident))[:most]


def _marks(ax: Axes, events: Sequence[tuple[EventNode, set[str]]], rows: Sequence[str]) -> None:
    """Draw the events in the rows of those who act in them, all of one look at once: single calls are slow.

    What lies on one day is set above and below the line in turn.
    """
    dots: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    bars: dict[tuple[str, str], list[tuple[int, int, int]]] = defaultdict(list)
    taken: Counter[tuple[int, int]] = Counter()
    for event, acts in events:
        first, last = _number(event.earliest), _number(event.latest)
        look = (event_type(event.type).colour, event.status)
        for row in (number for number, ident in enumerate(rows) if ident in acts):
            if last - first >= _EXACT:
                bars[look].append((row, first, last - first + 1))
                continue
            turn = min(taken[row, first], _MOST_STACKED)
            taken[row, first] += 1
            dots[look].append(((first + last) / 2, row + _STEP * ((turn + 1) // 2) * (-1) ** turn))
    held, planned, cancelled = STATUSES
    for (colour, status), found in sorted(bars.items()):
        lines, starts, lengths = zip(*found, strict=True)
        face = colour if status == held else "none"
        ax.barh(lines, lengths, left=starts, height=0.5, color=face, edgecolor=colour, alpha=0.3)
    for (colour, status), spots in sorted(dots.items()):
        x, y = zip(*spots, strict=True)
        if status == cancelled:
            ax.scatter(x, y, s=26, color=colour, marker="x", zorder=3)
        else:
            ax.scatter(
                x, y, s=26, color="white" if status == planned else colour, edgecolors=colour, zorder=3
            )


def _number(day: str | None) -> int:
    """A day as matplotlib counts days."""
    return (date.fromisoformat(day or "") - date(1970, 1, 1)).days


def _dates(ax: Axes) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    ax.xaxis_date()
    locator = AutoDateLocator(maxticks=9)  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_locator(locator)
    # Months by number: their names would be those of the machine's language.
    forms = ["%Y", "%Y-%m", "%m-%d", "%m-%d", "%m-%d", "%m-%d"]
    ax.xaxis.set_major_formatter(
        ConciseDateFormatter(locator, formats=forms, zero_formats=forms, show_offset=False)  # type: ignore[no-untyped-call]
    )


def _legend(ax: Axes, events: Sequence[EventNode], lang: str) -> None:
    from matplotlib.lines import Line2D

    used = {event.type for event in events}
    handles = [
        Line2D([], [], marker="o", linestyle="", color=kind.colour, label=_type_label(kind.name, lang))
        for kind in event_types()
        if kind.name in used
    ]
    forms = zip(STATUSES, (("o", _INK), ("o", "white"), ("x", _INK)), strict=True)
    present = {event.status for event in events}
    handles += [
        Line2D(
            [],
            [],
            marker=marker,
            linestyle="",
            color=_INK,
            markerfacecolor=face,
            label=_status_label(status, lang),
        )
        for status, (marker, face) in forms
        if status in present
    ]
    ax.legend(
        handles=handles, loc="upper center", bbox_to_anchor=(0.5, -0.08), ncols=7, frameon=False, fontsize=9
    )


def _label(names: Names, ident: str, by: str, lang: str) -> str:
    nodes = names.actors if by == ACTOR else names.nations
    return nodes[ident].label(lang) if ident in nodes else ident


def _type_label(type: str, lang: str) -> str:
    labels = event_type(type).labels
    return labels.get(lang) or labels["en"]


@cache
def _status_labels() -> dict[str, dict[str, str]]:
    vocabulary = tomllib.loads(ontology_path("vocabulary.toml").read_text(encoding="utf-8"))
    concepts: dict[str, dict[str, str]] = vocabulary["schemes"]["status"]["concepts"]
    return concepts


def _status_label(status: str, lang: str) -> str:
    labels = _status_labels()[_CONCEPTS.get(status, status)]
    return labels.get(lang) or labels["en"]


def _leftwards(labels: Sequence[str]) -> bool:
    """Are most of the labels written from right to left? Their first letter with a direction says so."""
    letters = [
        next((way for char in label if (way := bidirectional(char)) in ("L", "R", "AL")), "L")
        for label in labels
    ]
    return sum(way != "L" for way in letters) > len(letters) / 2


def _between(network: nx.Graph, one: str, other: str) -> int:
    data = network.get_edge_data(one, other)
    return int(data["weight"]) if data and one != other else 0


def _draw_land(ax: Axes) -> None:
    from matplotlib.collections import PolyCollection

    ax.set_facecolor(_SEA)
    ax.add_collection(
        PolyCollection(_outline(), facecolor=_LAND, edgecolor="#d5d1c5", linewidth=0.4, zorder=1)
    )


def _look_at(ax: Axes, spots: Sequence[tuple[float, float]]) -> None:
    """Show the part of the world where the dots are, no smaller than a continent."""
    if not spots:
        spots = [(-170, -50), (170, 75)]
    lons, lats = [lon for lon, _ in spots], [lat for _, lat in spots]
    ax.set_xlim(max(min(lons) - 20, -180), min(max(lons) + 25, 180))
    ax.set_ylim(max(min(lats) - 12, -58), min(max(lats) + 12, 84))


def _apart(top: Sequence[str], spots: Mapping[str, tuple[float, float]], ax: Axes) -> list[str]:
    """Of places by number of events those whose labels do not run into each other: the lesser one goes unnamed."""
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    wide, tall = (right - left) * 0.09, (high - low) * 0.035
    named: list[str] = []
    for ident in top:
        lon, lat = spots[ident]
        if all(abs(lon - spots[one][0]) > wide or abs(lat - spots[one][1]) > tall for one in named):
            named.append(ident)
    return named[:_MOST_LABELS]


@cache
def _outline() -> list[list[tuple[float, float]]]:
    """The rings of the land in degrees; each is kept as its first point and the steps to the next ones."""
    data = json.loads(package_path("render", "vendor", "land.json").read_text(encoding="utf-8"))
    rings = []
    for flat in data["rings"]:
        steps = zip(accumulate(flat[0::2]), accumulate(flat[1::2]), strict=True)
        rings.append([(x / data["step"], y / data["step"]) for x, y in steps])
    return rings
