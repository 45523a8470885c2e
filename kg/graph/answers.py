"""The answer to a SPARQL query, the same from every engine: as rows of text, a DataFrame or Turtle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.ontology import PREFIXES

if TYPE_CHECKING:
    import pandas as pd

_XSD = PREFIXES["xsd"]
# What pandas makes of the datatypes that our data and SPARQL's own functions have; all else stays text.
_DTYPES = {
    "integer": "Int64",
    "nonNegativeInteger": "Int64",
    "decimal": "Float64",
    "double": "Float64",
    "float": "Float64",
}
_TRUTH = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query: names of the columns, and the rows as text (None where a variable has no value).

    The answer to ASK is one row with ``true`` or ``false``; that to CONSTRUCT or DESCRIBE has a row for each triple,
    and `triples` has the same as lines of N-Triples. `kinds` gives the datatype that all values of a column share.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    kinds: tuple[str | None, ...] = field(default=(), compare=False)
    triples: tuple[str, ...] | None = field(default=None, compare=False)

    def records(self) -> list[dict[str, str | None]]:
        """One dict a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def frame(self) -> pd.DataFrame:
        """The rows as a DataFrame: numbers, truth values and days as such, everything else as text.

        A day that pandas cannot hold leaves its whole column as text, so that nothing is lost.

        >>> Rows(("n",), (("1",), (None,)), (f"{_XSD}integer",)).frame()["n"].sum()
        np.int64(1)
        """
        try:
            import pandas as pd
        except ImportError as problem:
            raise InputError("pandas is not installed; pip install pandas") from problem
        kinds = self.kinds or (None,) * len(self.columns)
        columns = {}
        for number, (name, kind) in enumerate(zip(self.columns, kinds, strict=True)):
            column = pd.Series([row[number] for row in self.rows], dtype="object")
            columns[name] = _typed(column, (kind or "").removeprefix(_XSD))
        return pd.DataFrame(columns, columns=list(self.columns))

    def turtle(self) -> str:
        """The triples of a CONSTRUCT or DESCRIBE as Turtle with the usual prefixes."""
        import pyoxigraph as ox

        if self.triples is None:
            raise InputError("turtle: found an answer of rows, allowed is that of CONSTRUCT or DESCRIBE")
        found = [quad.triple for quad in ox.parse("\n".join(self.triples), format=ox.RdfFormat.N_TRIPLES)]
        text = ox.serialize(found, format=ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b""
        lines = text.decode("utf-8").splitlines(keepends=True)
        # The serialiser writes the prefixes in an order that changes from run to run.
        end = next((n for n, line in enumerate(lines) if not line.startswith("@prefix ")), len(lines))
        return "".join([*sorted(lines[:end]), *lines[end:]])


def shared_kinds(kinds: Sequence[Sequence[str | None]], width: int) -> tuple[str | None, ...]:
    """The datatype of each column, None where its values differ; a missing value (None) differs from nothing."""
    found = [{row[column] for row in kinds} - {None} for column in range(width)]
    return tuple(next(iter(one)) if len(one) == 1 else None for one in found)


def _typed(column: pd.Series, kind: str) -> pd.Series:
    import pandas as pd

    try:
        if kind in _DTYPES:
            return pd.to_numeric(column).astype(_DTYPES[kind])
        if kind == "boolean":
            return column.map(_TRUTH).astype("boolean")
        if kind == "date":
            return pd.to_datetime(column, format="%Y-%m-%d").astype("datetime64[s]")
    except (ValueError, TypeError, OverflowError):
        pass  # as text it is at least what the graph says
    return column.astype("string")
