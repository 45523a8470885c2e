"""Records as columns: what a page holds is the same few keys and texts over and over.

A table is ``{"n": number of records, "columns": {key: column}}``. A column is the list of its values (None where a
record lacks the key), or ``{"texts": …, "at": …}`` where the same texts come back (indexes into `texts`, -1 for
none), or ``{"lengths": …, "table": …}`` for lists of records (-1 for none). The page's script reads it back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Record = Mapping[str, Any]
Table = dict[str, Any]


def table(records: Sequence[Record]) -> Table:
    """Turn records into columns, the keys in the order in which they first come.

    >>> table([{"a": 1}, {"b": "x"}])["columns"]["a"]
    [1, None]
    """
    keys = list(dict.fromkeys(key for record in records for key in record))
    return {
        "n": len(records),
        "columns": {key: _column([record.get(key) for record in records]) for key in keys},
    }


def _column(values: Sequence[Any]) -> Any:
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, str) for value in known):
        return _texts(values)
    if known and all(_is_records(value) for value in known):
        inner = [record for value in known for record in value]
        return {"lengths": [-1 if value is None else len(value) for value in values], "table": table(inner)}
    return list(values)


def _texts(values: Sequence[str | None]) -> Any:
    index: dict[str, int] = {}
    at = [-1 if value is None else index.setdefault(value, len(index)) for value in values]
    return list(values) if len(index) * 2 > len(values) else {"texts": list(index), "at": at}


def _is_records(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def records(columns: Table) -> list[dict[str, Any]]:
    """Turn a table back into its records.

    >>> records(table([{"a": 1}, {"b": "x"}]))
    [{'a': 1}, {'b': 'x'}]
    """
    found: list[dict[str, Any]] = [{} for _ in range(columns["n"])]
    for key, column in columns["columns"].items():
        for record, value in zip(found, _values(column), strict=True):
            if value is not None:
                record[key] = value
    return found


def _values(column: Any) -> list[Any]:
    if isinstance(column, list):
        return column
    if "texts" in column:
        return [None if at < 0 else column["texts"][at] for at in column["at"]]
    rest = iter(records(column["table"]))
    return [None if length < 0 else [next(rest) for _ in range(length)] for length in column["lengths"]]
