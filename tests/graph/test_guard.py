"""No query reaches another address: refused by its text, whatever the engine would have read."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pyoxigraph as ox
import pytest
import rdflib

from kg.errors import InputError
from kg.graph.guard import LONGEST, refuse_network, update_in
from kg.graph.store import query

# Ways to write a query that asks another address; {} stands for the address.
REACHING = [
    "SELECT * { SERVICE <{}> { ?s ?p ?o } }",
    "SELECT * { service silent<{}>{ ?s ?p ?o } }",
    "SELECT * { SeRvIcE\t#a\n#b\r\n <{}> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT #>\n<{}> { ?s ?p ?o } }",
    "PREFIX x: <{}> SELECT * { SERVICE x: { ?s ?p ?o } }",
    "PREFIX : <{}> SELECT * { SERVICE : { ?s ?p ?o } }",
    "PREFIX : <{}> SELECT * { SERVICE:{ ?s ?p ?o } }",
    "PREFIX é: <{}> SELECT * { SERVICE é: { ?s ?p ?o } }",
    "SELECT * { BIND(<{}> AS ?x) SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { VALUES $x { <{}> } SERVICE$x{ ?s ?p ?o } }",
    # what looks like an address, a string or a comment, and is none
    "SELECT * { BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b)SERVICE#>\n <{}> { ?s ?p ?o } }",
    "SELECT * { #'\n SERVICE <{}> { ?s ?p ?o } #'\n }",
    'SELECT * { #"""\n SERVICE <{}> { ?s ?p ?o } #"""\n }',
    "SELECT * { BIND('#' AS ?a) SERVICE <{}> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1 . OPTIONAL { SERVICE <{}> { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { SERVICE <{}> { ?s ?p ?o } } } }",
    "SELECT * { BIND(1 AS ?x)SERVICE <{}> { ?s ?p ?o } }",
    "ASK { FILTER NOT EXISTS { SERVICE <{}> { ?s ?p ?o } } }",
]
HARMLESS = [
    "SELECT ?service ?x WHERE { ?service ?p ?x }",
    "PREFIX ex: <http://e.org/service> SELECT * { ?s ex:service ?o ; ex:service ex:o }",
    "PREFIX : <http://e.org/> SELECT * { ?s :service ?o }",
    "SELECT * { ?s <http://e.org/service> <http://e.org/o> }",
    "SELECT * { ?s ?p 'head of the intelligence service' . ?s ?q ?o }",
    "SELECT ?services { ?services ?p $myservice . }",
]


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine, and what was asked of it."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            body = b'{"head":{"vars":[]},"results":{"bindings":[]}}'
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", seen
    server.shutdown()
    server.server_close()


def test_the_engine_would_reach_out(listener: tuple[str, list[str]]) -> None:
    """What this module is there for: without it, queries arrive at the address (most of those below do)."""
    address, seen = listener
    store = ox.Store()
    store.add(ox.Quad(*[ox.NamedNode("http://e.org/x")] * 3, ox.DefaultGraph()))
    arrived = 0
    for text in REACHING:
        before = len(seen)
        with contextlib.suppress(SyntaxError, OSError, RuntimeError, TypeError):
            list(store.query(text.replace("{}", address, 1)))  # type: ignore[arg-type]
        arrived += len(seen) > before
    assert arrived >= len(REACHING) - 4


@pytest.mark.parametrize("text", REACHING)
def test_a_query_that_reaches_out_is_refused(listener: tuple[str, list[str]], text: str) -> None:
    address, seen = listener
    with pytest.raises(InputError, match="found SERVICE, allowed are queries that ask nothing of other"):
        query(ox.Store(), text.replace("{}", address, 1))
    assert seen == []


def test_graphs_are_not_loaded_from_their_addresses(listener: tuple[str, list[str]]) -> None:
    address, seen = listener
    text = f"SELECT * FROM <{address}> {{ ?s ?p ?o }}"
    assert query(ox.Store(), text).rows == ()
    with pytest.raises(InputError, match="found FROM, allowed is GRAPH"):
        query(rdflib.Dataset(), text)
    assert seen == []


def test_an_escaped_word_is_refused() -> None:
    with pytest.raises(InputError, match="found SERVICE"):
        refuse_network("SELECT * { \\u0053ERVICE <http://e.org/> { ?s ?p ?o } }")


@pytest.mark.parametrize("text", HARMLESS)
def test_a_harmless_query_is_answered(text: str) -> None:
    assert query(ox.Store(), text).rows == ()


@pytest.mark.parametrize(
    "text",
    [
        "#" * 200_000,
        "service " * 90 + "#" * 200_000,
        "SERVICE" + "#\n" * 100_000,
        "a.a." * 50_000,
        "x:" * 100_000,
    ],
    ids=["signs", "words", "comments", "dots", "colons"],
)
def test_no_text_keeps_the_guard_busy(text: str) -> None:
    refuse_network(text)
    assert update_in(text) is None


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(InputError, match=r"found 1,000,001 characters, allowed 1,000,000"):
        refuse_network(" " * (LONGEST + 1))


@pytest.mark.parametrize(
    ("text", "keyword"),
    [
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "INSERT"),
        (
            "PREFIX d: <http://e.org/>\n# all\nPREFIX x:<http://x.org/#> BASE <http://e/> delete where { ?s ?p ?o }",
            "DELETE",
        ),
        ("LOAD <http://e.org/>", "LOAD"),
        ("SELECT * { ?s ?p 'DROP ALL' }", None),
        ("# DROP ALL\nASK { ?s ?p ?o }", None),
    ],
)
def test_an_update_is_named(text: str, keyword: str | None) -> None:
    assert update_in(text) == keyword
    if keyword:
        with pytest.raises(InputError, match=f"found an update \\({keyword}\\)"):
            query(ox.Store(), text)
