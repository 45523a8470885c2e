"""The graph as one HTML page that needs nothing else: no file beside it, no network."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, cast

from jinja2 import DictLoader, Environment
from markupsafe import Markup
from pyvis.network import Network

from kg.graph.model import Graph
from kg.render.columns import table
from kg.render.overview import NODES, overview
from kg.render.payload import Payload, json_block, packed, payload
from kg.resources import package_path

# The order in which the parts of the script stand in the page: a part uses only what stands before it.
SCRIPTS = (
    "dom", "columns", "unpack", "text", "data", "state", "filter", "choose", "path", "arrange", "symbols", "canvas",
    "chart", "search", "facets", "histogram", "map", "timeline", "table", "card", "evidence", "keep", "main",
)  # fmt: skip

TABLES = ("articles", "actors", "events", "places")  # the lists of the payload that are written as columns


def page(graph: Graph) -> str:
    """Give the page as text; write it as UTF-8, as `write_page` does.

    >>> page(Graph()).startswith("<!doctype html>")
    True
    """
    return str(to_pyvis(graph).generate_html())


def write_page(graph: Graph, path: str | Path) -> None:
    """Write the page to `path`."""
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        file.write(page(graph))


def to_pyvis(graph: Graph, *, limit: int = NODES) -> Network:
    """Give the overview as a pyvis network, positions set and physics off; `generate_html` of it gives our page.

    The nodes are nations and the actors with most events, at most `limit`.

    >>> to_pyvis(Graph()).nodes
    []
    """
    data = payload(graph)
    net = Network(directed=True, cdn_resources="in_line", height="100%", width="100%")
    nodes, edges = overview(data, limit=limit)
    for node in nodes:
        net.add_node(node.id, label=node.label, shape=node.shape, x=node.x, y=node.y, value=node.events)
    for edge in edges:
        net.add_edge(edge.start, edge.end, value=edge.events)
    net.options = _options()
    net.templateEnv = _environment(_blocks(data))
    net.path = "page.html"
    return net


def _options() -> dict[str, object]:
    # Text of nodes is never read as markup (font.multi stays off) and nothing moves by itself.
    moving = {"hideEdgesOnDrag": True, "hideEdgesOnZoom": True}
    return {
        "physics": {"enabled": False},
        "layout": {"randomSeed": 7, "improvedLayout": False},
        "interaction": {"hover": True, "tooltipDelay": 250, **moving},
        "edges": {"smooth": False, "selectionWidth": 1},
        "nodes": {"borderWidth": 2},
    }


def _blocks(data: Payload) -> dict[str, Markup]:
    """What the page reads besides pyvis's own nodes and edges: small parts as JSON, large ones packed."""
    words = {
        file.name.removesuffix(".json"): json.loads(file.read_text(encoding="utf-8"))
        for file in sorted(_file("ui").iterdir(), key=lambda file: file.name)
        if file.name.endswith(".json")
    }
    plain = {"words": words, "letters": json.loads(_read("letters.json"))}
    tables = {key: table(cast("Any", value)) if key in TABLES else value for key, value in data.items()}
    large = {
        "data": json_block(tables),
        "land": _read("vendor", "land.json"),
        "library": _read("vendor", "vis-network.min.js"),
    }
    return {name: Markup(json_block(value)) for name, value in plain.items()} | {  # noqa: S704 - escaped in json_block
        name: Markup(packed(text))  # noqa: S704 - Base64 only
        for name, text in large.items()
    }


def _environment(blocks: dict[str, Markup]) -> Environment:
    """Our own template, escaping everything, with the parts that are ours marked as safe."""
    script = (
        '"use strict";\n(async () => {\n'
        + "\n".join(_read("script", f"{part}.js") for part in SCRIPTS)
        + "\n})();\n"
    )
    env = Environment(loader=DictLoader({"page.html": _read("page.html")}), autoescape=True)
    env.filters["json_block"] = lambda value: Markup(json_block(value))  # noqa: S704 - escaped in json_block
    env.globals.update(
        # The page unpacks the library into a script of its own: the sum is that of the text as it was.
        policy=_policy((_read("vendor", "vis-network.min.js"), script)),
        style=Markup(_read("style.css")),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        **blocks,
    )
    return env


def _policy(scripts: Sequence[str]) -> str:
    """The content security policy: these scripts, no network. vis-network writes inline styles."""
    sums = (
        base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") for text in scripts
    )
    allowed = " ".join(f"'sha256-{value}'" for value in sums)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:; "
        "connect-src 'none'; font-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _file(*parts: str) -> Traversable:
    return package_path("render", *parts)


def _read(*parts: str) -> str:
    return _file(*parts).read_text(encoding="utf-8").replace("\r\n", "\n")
