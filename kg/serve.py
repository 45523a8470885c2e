"""A SPARQL 1.1 endpoint on this machine with the page beside it: the function behind ``kg serve``."""

from __future__ import annotations

import atexit
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.serve_http import Server
    from kg.serve_oxigraph import Engine

PORT = 7878
TIMEOUT = 30.0
# What a client can take in; a longer answer is refused as a whole and not cut.
MOST_MEGABYTES = 50


class Serving:
    """A server at work, until it is closed or its program ends. Use it as a context manager."""

    def __init__(self, server: Server, engine: Engine) -> None:
        """Begin to serve."""
        self._server, self._engine = server, engine
        self._thread = threading.Thread(target=server.serve_forever, name="kg serve", daemon=True)
        self._thread.start()
        atexit.register(self.close)

    @property
    def page(self) -> str:
        """The address of the page."""
        return f"http://127.0.0.1:{self._server.server_port}/"

    @property
    def endpoint(self) -> str:
        """The address of the SPARQL endpoint."""
        return f"{self.page}sparql"

    def wait(self) -> None:
        """Go on until the program is interrupted."""
        while self._thread.is_alive():
            self._thread.join(1)

    def close(self) -> None:
        """End the server and all that it started."""
        atexit.unregister(self.close)
        self._server.shutdown()
        self._server.server_close()
        self._engine.close()

    def __enter__(self) -> Serving:
        """Give the server itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def __repr__(self) -> str:
        return f"<kg.Serving: {self.endpoint}>"


def serve(
    folder: str | Path, *, port: int = PORT, timeout: float = TIMEOUT, limit: int = MOST_MEGABYTES
) -> Serving:
    """Serve a build folder on this machine: the page at ``/``, a SPARQL 1.1 endpoint for queries at ``/sparql``.

    A query is ended after `timeout` seconds, and refused where it changes something, could reach another address, or
    has an answer of more than `limit` megabytes. The newest build of the folder is served. Only programs on this
    machine can connect, and no page of another site. Needs ``pip install diplograph[serve]``.
    """
    from kg.errors import InputError
    from kg.serve_http import Server
    from kg.serve_oxigraph import Engine

    if not 0 < timeout < float("inf"):
        raise InputError(f"timeout: found {timeout:g}, allowed is a number of seconds above 0")
    if limit < 1:
        raise InputError(f"limit: found {limit}, allowed is a whole number of megabytes from 1")
    engine = Engine(Path(folder), timeout=timeout, most_bytes=limit * 1_000_000)
    return Serving(Server(Path(folder) / "graph.html", port, engine), engine)
