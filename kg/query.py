"""Ask SPARQL of a build: the function behind ``kg query``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph.answers import Rows

# Long enough for every query that ships with the package on a graph of a million triples, by far.
TIMEOUT = 60.0


def query(
    folder: str | Path, text: str, *, values: Mapping[str, str] | None = None, timeout: float = TIMEOUT
) -> Rows:
    """Ask a query of a build folder or an RDF file: the name of one that ships with the package, or SPARQL.

    `values` sets variables of a named query (``{"from": "2025-11-01"}``). The query runs in a process of its own,
    which is ended after `timeout` seconds; it can neither change the graph nor reach the network. Of the answer,
    ``.rows`` is text, ``.frame()`` a DataFrame, ``.turtle()`` the triples of a CONSTRUCT. What cannot be answered is an
    `InputError`.
    """
    from kg.graph.asking import ask_within
    from kg.graph.store import sparql_of

    return ask_within(Path(folder), sparql_of(text, values or {}), timeout)
