"""Text with holes for what is always written in the same shape.

Two fifths of all triples say where a sentence stands. Their shape never changes, so that it is written once in each
form with holes for its terms, by the writers that write everything else, and only the holes are filled after that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter

from kg.graph.rdf_forms import JsonLd, Turtle, block, nquads
from kg.graph.terms import Term, Triple

# No term holds a zero byte: `kg.graph.terms.clean` takes it out of texts, and `kg.graph.iri` encodes it.
_HOLE = re.compile(r"<\0(\d+)>")
# A value that JSON-LD takes for an address by the property, or any other value.
_JSON_HOLE = re.compile(r'(\{"@id": )?"\0(\d+)"(?(1)\})')


class Stencil:
    """Writes the triples that `triples` gives for any terms, in every form.

    >>> some = Stencil(lambda a, b: [(a, "<p>", b)], 2, Turtle("https://example.org/"), JsonLd({}))
    >>> some.nquads(("<a>", '"100 %"')), some.turtle(("<a>", '"b"@en'))
    ('<a> <p> "100 %" .\\n', '<a> <p> "b"@en .\\n')
    >>> print(some.json_ld(("<a>", '"b"@en')), some.json_ld(("<a>", "<b>")))
    {"@id": "a", "p": {"@value": "b", "@language": "en"}} {"@id": "a", "p": {"@id": "b"}}
    """

    def __init__(
        self, triples: Callable[..., Iterable[Triple]], terms: int, turtle: Turtle, json_ld: JsonLd
    ) -> None:
        """Take what makes the triples of so many terms, at least two, and the writers."""
        *holes, graph = (f"<\0{number}>" for number in range(terms + 1))
        shape = block(triples(*holes))
        self._short, self._value = turtle.short, json_ld.value
        lines = nquads(shape, graph).replace(f" {graph}", graph)
        self._lines, self._of_lines = _cut(lines, _HOLE, lambda hole: int(hole[1]))
        self._turtle, self._of_turtle = _cut(turtle.body(shape), _HOLE, lambda hole: int(hole[1]))
        self._json, self._of_json = _cut(
            json_ld.body(shape), _JSON_HOLE, lambda hole: int(hole[2]) + (terms if hole[1] else 0)
        )

    def nquads(self, terms: Sequence[Term], graph: Term | None = None) -> str:
        """The triples as lines, in the named graph if one is given."""
        return self._lines % self._of_lines((*terms, f" {graph}" if graph else ""))

    def turtle(self, terms: Sequence[Term]) -> str:
        """The triples as Turtle."""
        return self._turtle % self._of_turtle([self._short(term) for term in terms])

    def json_ld(self, terms: Sequence[Term]) -> str:
        """The nodes as JSON-LD, with a comma between two of them."""
        value = self._value
        written = [value(term, True) for term in terms]
        written += [value(term, False) for term in terms]
        return self._json % self._of_json(written)


def _cut(
    text: str, holes: re.Pattern[str], number: Callable[[re.Match[str]], int]
) -> tuple[str, Callable[[Sequence[str]], tuple[str, ...]]]:
    """Give the text with a mark for each hole, and what picks the values for the marks."""
    order = [number(hole) for hole in holes.finditer(text)]
    return holes.sub("%s", text.replace("%", "%%")), itemgetter(*order)
