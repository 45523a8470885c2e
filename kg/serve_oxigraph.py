"""Oxigraph's own SPARQL server as processes that answer one request at a time each, and are ended when it takes long.

Oxigraph gives the protocol: what a request may say, the formats of answers, the errors. It cannot be relied upon to
end a query in time, nor limit an answer, nor do without ``SERVICE``: so its processes are used from here alone, at
addresses that no page can guess, and what is asked of them has been looked at before.
"""

from __future__ import annotations

import contextlib
import http.client
import secrets
import socket
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.disk import stored

Pairs = Sequence[tuple[str, str]]
TEXT = "text/plain; charset=utf-8"
# Processes that work at the same time; others wait for one of them.
AT_ONCE = 2
# Memory of one process. A query that needs more is ended by the system, and the next gets a new process.
MOST_MEMORY = 2 << 30
_START_SECONDS = 20
_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent back: an HTTP status, the type of the content, the content."""

    status: int
    kind: str
    body: bytes


def refusal(status: int, text: str) -> Reply:
    """A reply of one line for people."""
    return Reply(status, TEXT, f"{' '.join(text.split())}\n".encode("utf-8", "replace"))


class Engine:
    """Answers SPARQL requests from the newest store of a build folder."""

    def __init__(self, folder: Path, *, timeout: float, most_bytes: int) -> None:
        """Find the program and the store; nothing is started before it is needed."""
        self._program = program()
        self._folder = folder
        self._timeout = timeout
        self._most_bytes = most_bytes
        self._free = threading.BoundedSemaphore(AT_ONCE)
        self._idle: list[_Process] = []
        self._busy: list[_Process] = []
        self._lock = threading.Lock()
        self._closed = False
        self._store()

    def ask(self, pairs: Pairs, accept: str) -> Reply:
        """Send a query on, with the graphs it is asked of, and give the answer in a format that is accepted."""
        return self._reply("POST", urlencode(pairs).encode("ascii"), accept)

    def describe(self, endpoint: str) -> Reply:
        """What Oxigraph says of itself as a SPARQL service, in Turtle, without the federation that is refused here."""
        found = self._reply("GET", None, "text/turtle")
        if found.status != 200:
            return found
        triples = [
            quad.triple for quad in ox.parse(found.body, format=ox.RdfFormat.TURTLE, base_iri=endpoint)
        ]
        kept = [triple for triple in triples if triple.object != ox.NamedNode(f"{_SD}BasicFederatedQuery")]
        text = ox.serialize(kept, format=ox.RdfFormat.TURTLE, prefixes={"sd": _SD}) or b""
        return Reply(200, "text/turtle", text)

    def close(self) -> None:
        """End all processes."""
        with self._lock:
            self._closed = True
            found = [*self._idle, *self._busy]
        for process in found:
            process.end()

    def _reply(self, method: str, body: bytes | None, accept: str) -> Reply:
        if not self._free.acquire(timeout=self._timeout):
            return refusal(503, "too many queries at once, ask again later")
        process = None
        try:
            process = self._process()
            return self._within(process, method, body, accept)
        except InputError as problem:
            return refusal(503, str(problem))
        finally:
            self._give_back(process)
            self._free.release()

    def _within(self, process: _Process, method: str, body: bytes | None, accept: str) -> Reply:
        timer = threading.Timer(self._timeout, process.end)
        timer.daemon = True  # who interrupts the program does not wait for a query
        timer.start()
        started = time.monotonic()
        try:
            status, kind, answer = process.send(method, body, accept, self._most_bytes + 1)
        except (OSError, http.client.HTTPException):
            process.end()
            if time.monotonic() - started >= self._timeout:
                return refusal(
                    500, f"query: stopped after {self._timeout:g} s without an answer, narrow the query"
                )
            return refusal(500, "query: the engine broke off, mostly for want of memory; narrow the query")
        finally:
            timer.cancel()
        if len(answer) > self._most_bytes:
            process.end()
            return refusal(
                500, f"query: the answer is longer than {self._most_bytes:,} bytes, set a LIMIT to the query"
            )
        return Reply(status, kind, answer)

    def _process(self) -> _Process:
        """One that waits and has the newest store, or a new one."""
        store = self._store()
        while True:
            with self._lock:
                process = self._idle.pop() if self._idle else None
            if process is None:
                process = _Process(self._program, store)
            elif process.store != store or not process.lives():
                process.end()
                continue
            with self._lock:
                self._busy.append(process)
            return process

    def _give_back(self, process: _Process | None) -> None:
        if process is None:
            return
        with self._lock:
            self._busy.remove(process)
            useful = process.lives() and not self._closed
            if useful:
                self._idle.append(process)
        if not useful:
            process.end()

    def _store(self) -> Path:
        store = stored(self._folder)
        if store is None:
            raise InputError(
                f"{self._folder}: found no store and cannot make one, allowed is a folder that kg build made "
                "and that may be written"
            )
        return store


class _Process:
    """One Oxigraph server."""

    def __init__(self, path: str, store: Path) -> None:
        self.store = store
        self._host = _own_host()
        with socket.socket() as probe:
            probe.bind((self._host, 0))
            self._port = probe.getsockname()[1]
        # A file, since nobody reads while the process works, and a full pipe would stop it.
        with tempfile.TemporaryFile() as errors:
            self._process = subprocess.Popen(  # noqa: S603 -- no shell, and nothing of a request in it
                [path, "serve-read-only", "--location", str(store), "--bind", f"{self._host}:{self._port}"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
            )
            _limit_memory(self._process.pid)
            try:
                self._wait()
            except OSError as problem:
                self.end()
                errors.seek(0)
                said = " ".join(errors.read(500).decode("utf-8", "replace").split())
                raise InputError(f"{store}: Oxigraph does not serve it ({said or problem})") from problem

    def send(self, method: str, body: bytes | None, accept: str, most: int) -> tuple[int, str, bytes]:
        """Ask, and read no more than `most` bytes of the answer."""
        # The timer above ends a process that works too long; this is for one that cannot be ended.
        connection = http.client.HTTPConnection(self._host, self._port, timeout=None)
        try:
            headers = {"Accept": accept} | ({"Content-Type": _FORM} if body is not None else {})
            connection.request(method, "/query", body=body, headers=headers)
            response = connection.getresponse()
            return response.status, response.headers.get("Content-Type", TEXT), response.read(most)
        finally:
            connection.close()

    def lives(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def end(self) -> None:
        """End it at once; it only reads, so that nothing can be lost."""
        self._process.kill()
        self._process.wait()

    def _wait(self) -> None:
        end = time.monotonic() + _START_SECONDS
        while True:
            try:
                socket.create_connection((self._host, self._port), timeout=1).close()
                return
            except OSError:
                if not self.lives() or time.monotonic() > end:
                    raise
                time.sleep(0.005)


def program() -> str:
    """Where Oxigraph's program is: beside this Python, else where the system looks for programs."""
    found = which("oxigraph", path=sysconfig.get_path("scripts")) or which("oxigraph")
    if found is None:
        raise InputError("Oxigraph's server is not installed; pip install 'diplograph[serve]'")
    return found


def _own_host() -> str:
    """An address of this machine alone. Linux has 16 million; a page in a browser cannot try them all."""
    if not sys.platform.startswith("linux"):
        return "127.0.0.1"
    return f"127.{1 + secrets.randbelow(254)}.{secrets.randbelow(256)}.{1 + secrets.randbelow(254)}"


def _limit_memory(pid: int) -> None:
    if sys.platform.startswith("linux"):  # no other system can limit a process that already runs
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.prlimit(pid, resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
