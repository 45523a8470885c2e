"""Triples as text: N-Quads, Turtle (and TriG, which is Turtle in braces) and JSON-LD, a block of triples at a time.

The three are written from one block of nodes, whose terms are N-Triples already (`kg.graph.terms`). A block holds all
triples of its subjects, each once, so that blocks can be written one after another as they are made: what is held in
memory does not grow with the graph.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from re import compile as compiled

from kg.graph.terms import Term, Triple, term
from kg.ontology import PREFIXES

# The values of each predicate, each value once; a dictionary keeps the order in which they came.
Values = Mapping[Term, Mapping[Term, None]]
Block = Mapping[Term, Values]

A = term("rdf:type")
# In the vocabulary alone, not in the data.
_UNUSED = ("owl", "sh")
_KINDS = (
    "actor", "article", "content", "event", "graph", "instant", "interval", "membership", "mention", "nation",
    "office", "participation", "place",
)  # fmt: skip
# What Turtle takes after a prefix without escapes; it takes more.
_LOCAL = compiled(r"(?:[A-Za-z0-9_]|%[0-9A-F]{2})(?:[A-Za-z0-9_-]|%[0-9A-F]{2})*")
# So many short names are remembered.
_MOST = 50_000


def block(triples: Iterable[Triple]) -> Block:
    """Put triples together by subject and predicate, each once, in the order in which they first come.

    >>> block([("<b>", "<p>", "<o>"), ("<a>", "<p>", "<o>"), ("<b>", "<p>", "<o>")])
    {'<b>': {'<p>': {'<o>': None}}, '<a>': {'<p>': {'<o>': None}}}
    """
    found: dict[Term, dict[Term, dict[Term, None]]] = {}
    for subject, predicate, value in triples:
        values = found.get(subject)
        if values is None:
            found[subject] = {predicate: {value: None}}
        elif predicate in values:
            values[predicate][value] = None
        else:
            values[predicate] = {value: None}
    return found


def nquads(found: Block, graph: Term | None = None) -> str:
    """A line for each triple, in the named graph if one is given.

    >>> nquads({"<a>": {"<p>": {"<o>": None}}}, "<g>")
    '<a> <p> <o> <g> .\\n'
    """
    end = f" {graph} .\n" if graph else " .\n"
    return "".join(
        [
            f"{subject} {predicate} {value}{end}"
            for subject, values in found.items()
            for predicate, some in values.items()
            for value in some
        ]
    )


class Turtle:
    """Writes blocks as Turtle, with prefixed names where the address allows one.

    >>> Turtle("https://example.org/").body(block([("<https://schema.org/a>", A, "<https://schema.org/b>")]))
    'schema:a a schema:b .\\n'
    """

    def __init__(self, base: str) -> None:
        """Take the base IRI, below which each kind of thing has a prefix of its own."""
        self._prefixes = {key: value for key, value in PREFIXES.items() if key not in _UNUSED}
        self._prefixes |= {kind: f"{base}{kind}/" for kind in _KINDS}
        self._short = _Short(self._prefixes)

    def head(self) -> str:
        """The prefixes."""
        return "".join(f"@prefix {key}: <{value}> .\n" for key, value in sorted(self._prefixes.items()))

    def body(self, found: Block) -> str:
        """A statement for each node."""
        short = self._short
        parts = []
        for subject, values in found.items():
            start = short[subject]
            for predicate, some in values.items():
                verb = "a" if predicate == A else short[predicate]
                if len(some) == 1:  # as most are: without a list
                    (one,) = some
                    parts.append(f"{start} {verb} {short[one] if one[-1] == '>' else one}")
                else:
                    all_of_them = " , ".join([short[one] if one[-1] == ">" else one for one in some])
                    parts.append(f"{start} {verb} {all_of_them}")
                start = " ;\n\t"
            parts.append(" .\n")
        return "".join(parts)

    def braces(self, graph: Term) -> tuple[str, str]:
        """What stands before and after the statements of a named graph in TriG."""
        return f"{self._short[graph]} {{\n", "}\n"

    def short(self, term: Term) -> str:
        """A term as Turtle writes it."""
        return self._short[term] if term[-1] == ">" else term


class JsonLd:
    """Writes blocks as JSON-LD with its context inside, one node a line; keys are the short names of the context.

    >>> print(JsonLd({"@vocab": "x:"}).body(block([("<a>", "<p>", '"yes"@en')])))
    {"@id": "a", "p": {"@value": "yes", "@language": "en"}}
    """

    def __init__(self, context: Mapping[str, object]) -> None:
        """Take the context. Reading what is written needs no access to any other file."""
        self._context = context
        self._prefixes = {key: value for key, value in PREFIXES.items() if key not in _UNUSED}
        self._short = _Short(self._prefixes, whole=True)
        self._plain, self._other = _Values(self._short, '"%s"'), _Values(self._short, '{"@id": "%s"}')
        types = _Values(self._short, '"%s"', names=True)
        self._keys: dict[Term, tuple[str, _Values]] = {A: (', "@type": ', types)}

    def head(self) -> str:
        """What stands before the nodes."""
        return f'{{"@context": {json.dumps(self._context, ensure_ascii=False)},\n"@graph": [\n'

    def body(self, found: Block) -> str:
        """The nodes, with a comma between two of them."""
        return ",\n".join([self._node(subject, values) for subject, values in found.items()])

    def foot(self) -> str:
        """What stands after the nodes."""
        return "\n]}\n"

    def value(self, value: Term, plain: bool) -> str:
        """A term as a value; an address is `plain` where the property makes clear that it is one."""
        return (self._plain if plain else self._other)[value]

    def _node(self, subject: Term, values: Values) -> str:
        parts = [f'{{"@id": "{subject[1:-1]}"']
        for predicate, some in values.items():
            key, written = self._keys.get(predicate) or self._key(predicate)
            if len(some) == 1:  # as most are: without a list
                (one,) = some
                parts.append(f"{key}{written[one]}")
            else:
                parts.append(f"{key}[{', '.join([written[one] for one in some])}]")
        return "".join(parts) + "}"

    def _key(self, predicate: Term) -> tuple[str, _Values]:
        """A property as it stands before its values, and what writes these."""
        name = self._short[predicate]
        local = name.removeprefix("d:")
        key = local if local in self._context else name
        plain = isinstance(self._context.get(key), dict)
        self._keys[predicate] = (f', "{key}": ', self._plain if plain else self._other)
        return self._keys[predicate]


class _Values(dict[Term, str]):
    """Terms as JSON-LD writes them as values: addresses by `form`, which has their name at ``%s``."""

    def __init__(self, short: _Short, form: str, *, names: bool = False) -> None:
        super().__init__()
        self._short, self._form, self._names = short, form, names

    def __missing__(self, term: Term) -> str:
        last = term[-1]
        if last == '"':
            return term
        if last != ">":
            words, _, lang = term.rpartition("@")
            return f'{{"@value": {words}, "@language": "{lang}"}}'
        if len(self) >= _MOST:
            self.clear()
        if term[0] == "<":
            written = self._form % (self._short[term] if self._names else term[1:-1])
        else:
            words, _, kind = term.rpartition("^^")
            written = f'{{"@value": {words}, "@type": "{self._short[kind]}"}}'
        self[term] = written
        return written


class _Short(dict[Term, str]):
    """Addresses and typed literals as they stand in Turtle, or in JSON-LD (`whole`: there without the brackets)."""

    def __init__(self, prefixes: Mapping[str, str], *, whole: bool = False) -> None:
        super().__init__()
        self._names = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._whole = whole

    def __missing__(self, term: Term) -> str:
        if len(self) >= _MOST:
            self.clear()
        self[term] = short = self._of(term)
        return short

    def _of(self, term: Term) -> str:
        if term[0] != "<":
            words, _, kind = term.rpartition("^^")
            return f"{words}^^{self[kind]}"
        address = term[1:-1]
        end = max(address.rfind("/"), address.rfind("#")) + 1
        prefix = self._names.get(address[:end])
        if prefix is not None and _LOCAL.fullmatch(address, end):
            return f"{prefix}:{address[end:]}"
        return address if self._whole else term
