"""Ask SPARQL of a build: the function behind ``kg query``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph.store import Rows


def query(folder: str | Path, text: str, *, values: Mapping[str, str] | None = None) -> Rows:
    """Ask a query of a build folder or an RDF file: the name of one that ships with the package, or SPARQL.

    `values` sets variables of a named query (``{"from": "2025-11-01"}``).
    """
    from kg.graph.store import query as ask

    return ask(Path(folder), text, values=values)
