"""The graph as files for spreadsheets, pandas and Gephi: nodes, edges and events as CSV, the network as GraphML."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import networkx as nx

from kg.graph.graphml import graphml
from kg.graph.labels import Names
from kg.graph.model import Graph
from kg.graph.network import Value, network
from kg.graph.terms import clean
from kg.ontology import event_types

# A cell that begins so is a formula to Excel, LibreOffice and Google Sheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NODE_FIRST = ("id", "kind", "label", "type", "status", "date", "earliest", "latest", "nation", "country")
_EDGE_COLUMNS = ("source", "target", "role", "office", "represents")
_EVENT_COLUMNS = (
    "id", "type", "status", "date", "earliest", "latest", "precision", "date_source", "mode", "place", "place_label",
    "country", "form", "content", "claimed_by", "confidence", "sources", "articles", "sentence", "rule",
)  # fmt: skip
_SEPARATOR = " | "
_BOM = "\ufeff"


def write_tables(graph: Graph, folder: Path) -> tuple[Path, ...]:
    """Write the three tables and the GraphML file into `folder`; give their paths.

    The tables begin with a byte order mark, without which Excel takes Arabic for another encoding.
    """
    found = network(graph)
    files: dict[str, Callable[[], Iterable[str]]] = {
        "nodes.csv": lambda: (_BOM, nodes_csv(found)),
        "edges.csv": lambda: (_BOM, edges_csv(found)),
        "events.csv": lambda: (_BOM, events_csv(graph)),
        "graph.graphml": lambda: graphml(found),
    }
    for name, pieces in files.items():
        with (folder / name).open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(pieces())
    return tuple(folder / name for name in files)


def nodes_csv(found: nx.MultiDiGraph) -> str:
    """One row for each node of the network, with a column for each attribute that occurs."""
    rest = sorted({key for _, data in found.nodes(data=True) for key in data} - set(_NODE_FIRST))
    rows = ({"id": ident, **data} for ident, data in sorted(found.nodes(data=True)))
    return _csv((*_NODE_FIRST, *rest), rows)


def edges_csv(found: nx.MultiDiGraph) -> str:
    """One row for each edge of the network."""
    edges = sorted(found.edges(keys=True, data=True), key=lambda edge: edge[:3])
    return _csv(
        _EDGE_COLUMNS, ({"source": source, "target": target, **data} for source, target, _, data in edges)
    )


def events_csv(graph: Graph) -> str:
    """One row for each event, with a column of ids and one of names for each role of any event type."""
    roles = sorted({role.name for kind in event_types() for role in kind.roles})
    columns = [
        *_EVENT_COLUMNS[:3],
        *(name for role in roles for name in (role, f"{role}_names")),
        *_EVENT_COLUMNS[3:],
    ]
    return _csv(columns, _event_rows(graph))


def guard(value: object) -> str:
    """Write a value for a cell: text that a spreadsheet would run as a formula gets an apostrophe before it.

    >>> guard("=1+1"), guard(-1.5), guard(None)
    ("'=1+1", '-1.5', '')
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    text = clean(value)
    return f"'{text}" if text.lstrip(" \n\u00a0\ufeff").startswith(_FORMULA) else text


def _event_rows(graph: Graph) -> Iterable[Mapping[str, Value | None]]:
    names = Names.of(graph)
    for event in graph.events:
        row: dict[str, Value | None] = {
            name: getattr(event, name)
            for name in _EVENT_COLUMNS
            if hasattr(event, name) and name != "articles"
        }
        row |= {
            "place_label": names.place(event, "en"),
            "claimed_by": _SEPARATOR.join(event.claimed_by),
            "sources": len(event.articles),
            "articles": _SEPARATOR.join(event.articles),
            "sentence": event.evidence[0].text if event.evidence else None,
            "rule": event.evidence[0].rule if event.evidence else None,
        }
        for role, actors in event.roles.items():
            row[role] = _SEPARATOR.join(actors)
            row[f"{role}_names"] = _SEPARATOR.join(names.actors[ident].label() for ident in actors)
        yield row


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([guard(row.get(column)) for column in columns])
    return file.getvalue()
