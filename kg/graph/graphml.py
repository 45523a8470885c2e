"""The network as GraphML, for Gephi, yEd and igraph, written a node at a time.

networkx has a writer too; it holds the whole file as a tree, and takes four times as long.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

import networkx as nx

_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_FOOT = "  </graph>\n</graphml>\n"
_TYPES = {str: "string", int: "long", float: "double"}
# A reader of XML makes a line end of a bare return.
_RETURN = {"\r": "&#13;"}

_Keys = Mapping[tuple[str, str, type], str]


def graphml(found: nx.MultiDiGraph) -> Iterator[str]:
    """Give the file in pieces. Attributes are strings, integers and floats, as `kg.graph.network` makes them.

    Edges get ids of their own, since other programs demand that they differ and two roles of one actor do not.

    >>> "".join(graphml(nx.MultiDiGraph())).count("<node")
    0
    """
    nodes = sorted(found.nodes(data=True))
    edges = sorted(found.edges(keys=True, data=True), key=lambda edge: edge[:3])
    kinds = {("node", name, type(value)) for _, data in nodes for name, value in data.items()}
    kinds |= {("edge", name, type(value)) for *_, data in edges for name, value in data.items()}
    keys = {
        kind: f"d{number}"
        for number, kind in enumerate(sorted(kinds, key=lambda kind: (*kind[:2], _TYPES[kind[2]])))
    }
    yield _HEAD
    for (scope, name, kind), ident in keys.items():
        yield f'  <key id="{ident}" for="{scope}" attr.name={quoteattr(name)} attr.type="{_TYPES[kind]}" />\n'
    yield '  <graph edgedefault="directed">\n'
    for node, data in nodes:
        yield f"    <node id={quoteattr(node)}>\n{_data('node', data, keys)}    </node>\n"
    for number, (source, target, _, data) in enumerate(edges):
        ends = f"source={quoteattr(source)} target={quoteattr(target)}"
        yield f'    <edge {ends} id="e{number}">\n{_data("edge", data, keys)}    </edge>\n'
    yield _FOOT


def _data(scope: str, data: Mapping[str, str | int | float], keys: _Keys) -> str:
    return "".join(
        [
            f'      <data key="{keys[scope, name, type(value)]}">'
            f"{escape(value, _RETURN) if isinstance(value, str) else value}</data>\n"
            for name, value in data.items()
        ]
    )
