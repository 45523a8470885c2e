"""What a query may not do: reach the network, or change the graph.

Oxigraph and rdflib both carry out ``SERVICE``, which sends a part of a query to any address, also one on this machine.
Neither can be told not to, so that such queries are refused by their text before they are run.
"""

from __future__ import annotations

import re

from kg.errors import InputError

# Longer ones are no questions, and would cost time before a time limit begins.
LONGEST = 1_000_000
_MOST_WORDS = 100
# Where an engine could read SERVICE, `_after` finds it: white space or comments, perhaps SILENT, and an address, a name
# with a prefix or a variable. What is a comment depends on the grammar (`<` may begin an address or compare two
# values), so that strings and comments are searched too: a query is refused once too often rather than once too
# seldom. Variables and names with a prefix are passed over first: ?service and ex:service are no such word.
_SPACE = r"(?:[ \t\r\n]++|#[^\r\n]*+)*+"
_WORDS = re.compile(r"[?$]\w++|([\w.-]++)|:[\w%.\\-]++")
_AFTER = re.compile(rf"{_SPACE}(?:SILENT{_SPACE})?(?:<|[?$]\w|[^\W\d_][\w.-]*+:|:)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATE = re.compile(
    r"\A(?:\s|#[^\r\n]*[\r\n]|PREFIX\s+(?:[^\s<]+\s*)?<[^>]*>|BASE\s*<[^>]*>)*"
    r"(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b",
    re.IGNORECASE,
)


def refuse_network(sparql: str) -> None:
    """Raise an `InputError` where a query could send something to another address.

    >>> refuse_network("SELECT ?service WHERE { ?service ?p 'a service' }")
    >>> refuse_network("SELECT * WHERE { SERVICE <http://localhost:1/> { ?s ?p ?o } }")
    Traceback (most recent call last):
        ...
    kg.errors.InputError: query: found SERVICE, allowed are queries that ask nothing of other addresses
    """
    if len(sparql) > LONGEST:
        raise InputError(f"query: found {len(sparql):,} characters, allowed {LONGEST:,}")
    for text in {sparql, _ESCAPE.sub(_unescaped, sparql)}:
        ends = [
            match.end() for match in _WORDS.finditer(text) if (match[1] or "").lower().endswith("service")
        ]
        if len(ends) > _MOST_WORDS or any(_AFTER.match(text, end) for end in ends):
            raise InputError("query: found SERVICE, allowed are queries that ask nothing of other addresses")


def update_in(sparql: str) -> str | None:
    """The keyword with which an update begins, None for what may be a query.

    >>> update_in("PREFIX ex: <http://e.org/> # all\\n DROP ALL")
    'DROP'
    """
    found = _UPDATE.match(sparql)
    return found[1].upper() if found else None


def _unescaped(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number < 0x110000 else match[0]
