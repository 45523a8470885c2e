"""The HTTP side of ``kg serve``: the page, and requests for the SPARQL engine, from programs on this machine alone."""

from __future__ import annotations

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from kg.errors import InputError
from kg.graph.guard import LONGEST, refuse_network, update_in
from kg.serve_oxigraph import Reply, refusal

if TYPE_CHECKING:
    from kg.serve_oxigraph import Engine, Pairs

HOST = "127.0.0.1"
ENDPOINTS = ("/sparql", "/query")
PAGES = ("/", "/graph.html")
_FORM, _QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
_SENT_ON = ("query", "default-graph-uri", "named-graph-uri")
_UPDATES = ("update", "using-graph-uri", "using-named-graph-uri")
# Room for a query of the longest kind, each character percent-encoded.
_MOST_BODY = 12 * LONGEST
_MOST_FIELDS = 100
_READ_ONLY = "the endpoint is read-only, allowed are SELECT, ASK, CONSTRUCT and DESCRIBE"
# The page carries a policy of its own that allows its scripts by hash; these say who may use what is sent.
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_POLICY = {
    True: "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    False: "default-src 'none'; sandbox",
}


class Server(ThreadingHTTPServer):
    """Listens on the loopback address."""

    daemon_threads = True
    # A port that was just in use may be used again, as whoever restarts a server expects.
    allow_reuse_address = True

    def __init__(self, page: Path, port: int, engine: Engine) -> None:
        """Bind the port (any free one for 0)."""
        self.page = page
        self.engine = engine
        try:
            super().__init__((HOST, port), Handler)
        except (OSError, OverflowError) as problem:
            raise InputError(
                f"port {port}: cannot be used ({problem}), allowed is a free one or 0"
            ) from problem
        self.own = {f"{name}:{self.server_port}" for name in (HOST, "localhost")}

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing where a client went away before its answer came."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "diplograph", ""
    # Seconds that a client may take to send its request.
    timeout = 30

    def do_GET(self) -> None:
        """The page, or a query in the address."""
        path, _, fields = self.path.partition("?")
        if not self._for_us():
            self._send(refusal(403, "allowed are requests from this machine, to this server by its own name"))
        elif path in PAGES:
            self._page()
        elif path not in ENDPOINTS:
            self._send(refusal(404, f"nothing is here, the SPARQL endpoint is {ENDPOINTS[0]}"))
        elif not fields:
            self._send(self.server.engine.describe(f"http://{HOST}:{self.server.server_port}{ENDPOINTS[0]}"))
        else:
            self._answer(fields)

    do_HEAD = do_GET  # noqa: N815

    def do_POST(self) -> None:
        """A query as a form, or as itself."""
        path, _, fields = self.path.partition("?")
        body = self._body()
        if isinstance(body, Reply):
            self._send(body)
        elif not self._for_us():
            self._send(refusal(403, "allowed are requests from this machine, to this server by its own name"))
        elif path not in ENDPOINTS:
            self._send(refusal(404, f"nothing is here, the SPARQL endpoint is {ENDPOINTS[0]}"))
        else:
            self._posted(fields, body)

    def do_PUT(self) -> None:
        """Nothing can be changed."""
        self.close_connection = True  # what it carries is not read
        self._send(refusal(405, _READ_ONLY))

    do_DELETE = do_PATCH = do_OPTIONS = do_PUT  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged: queries may be confidential."""

    def _for_us(self) -> bool:
        """Not from a page of another site, nor for another name that was made to lead here."""
        host, origin = self.headers.get("Host", ""), self.headers.get("Origin")
        site = self.headers.get("Sec-Fetch-Site", "none")
        return (
            host in self.server.own
            and (origin is None or urlsplit(origin).netloc in self.server.own)
            and site in ("none", "same-origin")
        )

    def _body(self) -> bytes | Reply:
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit() or "Transfer-Encoding" in self.headers:
            self.close_connection = True
            return refusal(411, "found no Content-Length, allowed is a request that says how long it is")
        if int(length) > _MOST_BODY:
            self.close_connection = True
            return refusal(413, f"found {int(length):,} bytes, allowed {_MOST_BODY:,}")
        return self.rfile.read(int(length))

    def _posted(self, fields: str, body: bytes) -> None:
        kind = self.headers.get_content_type()
        try:
            if kind == _FORM:
                self._answer(body.decode("ascii"))
            elif kind == _QUERY:
                self._answer(fields, (("query", body.decode("utf-8")),))
            elif kind == "application/sparql-update":
                self._send(refusal(403, _READ_ONLY))
            else:
                self._send(refusal(415, f"allowed are {_FORM} and {_QUERY}"))
        except UnicodeDecodeError:
            self._send(refusal(400, "query: no UTF-8"))

    def _answer(self, fields: str, more: Pairs = ()) -> None:
        """Look at what is asked and send on what of it the engine has to know, written anew."""
        try:
            given = [
                *parse_qsl(fields, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS), *more
            ]  # fmt: skip
            if any(name in _UPDATES for name, _ in given):
                return self._send(refusal(403, _READ_ONLY))
            for name, value in given:
                if name == "query":
                    refuse_network(value)
                    if update_in(value):
                        return self._send(refusal(400, f"found an update, {_READ_ONLY}"))
            pairs = [(name, value) for name, value in given if name in _SENT_ON]
        except (InputError, ValueError) as problem:
            return self._send(refusal(400, str(problem)))
        return self._send(self.server.engine.ask(pairs, self.headers.get("Accept", "*/*")))

    def _page(self) -> None:
        try:
            content = self.server.page.read_bytes()
        except OSError:
            return self._send(refusal(404, f"found no {self.server.page.name}, kg build makes it"))
        return self._send(Reply(200, "text/html; charset=utf-8", content), page=True)

    def _send(self, reply: Reply, *, page: bool = False) -> None:
        self.send_response(reply.status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Security-Policy", _POLICY[page])
        self.send_header("Content-Type", reply.kind)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)
