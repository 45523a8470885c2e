"""Ask a query in a process of its own, that is ended when its time is up. Neither engine can be stopped otherwise.

The child is this module run as a program: a folder or file and a query come in as JSON, and the answer goes out in the
W3C's JSON format for results, or as N-Triples.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from kg.errors import InputError, KgError
from kg.graph.answers import Rows
from kg.graph.disk import stored
from kg.graph.store import open_store, rows_from, serialized

# What the child says of the answer before the answer itself.
_ROWS, _TRIPLES = b"rows", b"triples"
_REFUSED = 3
# Seconds of work after which the system ends a child whose parent was killed.
_SPARE = 10


def ask_within(source: Path, sparql: str, timeout: float) -> Rows:
    """Ask a query, given as SPARQL, of a build folder or file; end it with an `InputError` after `timeout` seconds."""
    if not 0 < timeout < float("inf"):
        raise InputError(f"timeout: found {timeout:g}, allowed is a number of seconds above 0")
    if source.is_dir():
        stored(source)  # made before the time begins, and once for all queries
    request = json.dumps({"source": str(source.absolute()), "sparql": sparql, "seconds": timeout})
    try:
        done = subprocess.run(
            # -P: a folder in which somebody asks must not lend its files as modules
            [sys.executable, "-P", "-m", "kg.graph.asking"],
            input=request.encode("ascii"),
            capture_output=True,
            check=False,
            timeout=timeout,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )
    except subprocess.TimeoutExpired as problem:
        raise InputError(
            f"query: stopped after {timeout:g} s without an answer, allowed is what ends sooner "
            "(narrow the query, or raise the timeout)"
        ) from problem
    if done.returncode == _REFUSED:
        raise InputError(done.stderr.decode("utf-8", "replace").strip())
    if done.returncode:
        why = done.stderr.decode("utf-8", "replace").strip().splitlines() or [f"exit code {done.returncode}"]
        raise InputError(f"query: the process that asked it ended ({why[-1]}), mostly for want of memory")
    kind, _, answer = done.stdout.partition(b"\n")
    return rows_from(kind == _TRIPLES, answer)


def main() -> None:
    """Answer one request from standard input."""
    request = json.loads(sys.stdin.buffer.read())
    _limit(request["seconds"])
    try:
        triples, answer = serialized(open_store(request["source"], make=False), request["sparql"])
    except KgError as problem:
        sys.stderr.buffer.write(str(problem).encode("utf-8", "replace"))
        raise SystemExit(_REFUSED) from problem
    sys.stdout.buffer.write((_TRIPLES if triples else _ROWS) + b"\n" + answer)


def _limit(seconds: float) -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + _SPARE,) * 2)
    except (ImportError, ValueError, OSError):  # Windows, or a lower limit already in force
        pass


if __name__ == "__main__":
    main()
