"""The store at a million triples: how long it takes to load, and how long each named query takes to answer.

Run it as ``python -m tests.bench.store_speed`` from the repository's folder. The data are the shipped examples, built
once and then repeated under other names: each copy has events, articles and sentences of its own, on days shifted by a
seeded number, and shares its people with every tenth copy and its nations with all, as a corpus that grows would.

Beside it, in the same run, rdflib's own store and engine answer the same queries on one copy, each in a process of its
own within a time limit, with the ratio to Oxigraph on the same copy. Times are processor time (Oxigraph evaluates on
one core), the median of `ROUNDS`, so that other work on the machine disturbs little; that of loading is both.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from importlib.resources import as_file
from pathlib import Path

import pyoxigraph as ox

import kg
from kg.graph.disk import write_store
from kg.graph.store import open_store, queries, query
from kg.resources import package_path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 3
SEED = 6
TRIPLES = 1_000_000  # in the merged graph; the named graphs come on top
PEOPLE = 10  # copies whose people differ
MOST_SECONDS = 1.0  # that a query may take at a million triples
OF_ONE = (
    ("event_evidence", "event", "event"),
    ("statements_about_nation", "nation", "nation"),
    ("statements_by_speaker", "name", "speaker"),
)
MOST_RDFLIB = 60  # seconds after which rdflib is not waited for
_OWN = re.compile(
    rb"<(https://w3id\.org/diplograph/id/(?:event|participation|mention|content|article|graph|decision)/[^/>]+)"
)
_SHARED = re.compile(rb"<(https://w3id\.org/diplograph/id/(?:actor|membership)/[^/>]+)")
_DAY = re.compile(rb'"(\d{4}-\d\d-\d\d)"\^\^<http://www\.w3\.org/2001/XMLSchema#date>')
_SHIFTED = (b"#earliest> ", b"#latest> ", b"TimeStamp> ")
_RDFLIB = """
import json, sys, time, rdflib
from kg.graph.store import query
data = rdflib.Dataset()
data.parse(sys.argv[1], format="nquads")
start = time.process_time()
query(data, sys.argv[2])
print(json.dumps(time.process_time() - start))
"""


def copies(lines: list[bytes]) -> Iterator[bytes]:
    """The lines of N-Quads again and again, under other names, until the merged graph is large enough."""
    own = (line for line in lines if _OWN.search(line))  # what is shared is not there again with each copy
    found = ox.parse(b"".join(own), format=ox.RdfFormat.N_QUADS)
    merged = sum(isinstance(quad.graph_name, ox.DefaultGraph) for quad in found)
    shifts = random.Random(SEED)
    for number in range(-(-TRIPLES // merged)):
        days = timedelta(days=shifts.randrange(1000))
        for line in lines:
            named = _OWN.sub(rb"<\1-%d" % number, line)
            named = _SHARED.sub(rb"<\1-%d" % (number % PEOPLE), named)
            if any(mark in named for mark in _SHIFTED):
                named = _DAY.sub(lambda match, days=days: _shift(match, days), named)
            yield named


def _shift(match: re.Match[bytes], days: timedelta) -> bytes:
    moved = date.fromisoformat(match[1].decode()) + days
    return b'"%s"^^<http://www.w3.org/2001/XMLSchema#date>' % moved.isoformat().encode()


def seconds(work: Callable[[], object]) -> float:
    """The median time that `work` takes."""
    found = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return statistics.median(found)


def rdflib_seconds(path: Path, name: str) -> float | None:
    """How long rdflib takes for a query, loading not counted; None where it takes too long."""
    command = [sys.executable, "-c", _RDFLIB, str(path), name]
    try:
        done = subprocess.run(
            command, capture_output=True, check=True, text=True, cwd=ROOT, timeout=MOST_RDFLIB
        )
    except subprocess.TimeoutExpired:
        return None
    return float(json.loads(done.stdout))


def main() -> None:
    """Print the table; end with an error where a query takes too long."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with as_file(package_path("examples")) as examples:
            kg.build(examples, folder / "one")
        lines = gzip.decompress((folder / "one" / "graph.nq.gz").read_bytes()).splitlines(keepends=True)
        (folder / "one.nq").write_bytes(b"".join(lines))
        with gzip.open(folder / "many.nq.gz", "wb", compresslevel=1) as file:
            file.writelines(copies(lines))
        start, worked = time.perf_counter(), time.process_time()
        stored = write_store(folder / "many.nq.gz", folder / "store")
        loading, working = time.perf_counter() - start, time.process_time() - worked
        many, one = ox.Store.read_only(str(stored)), open_store(folder / "one")
        merged = int(query(many, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0][0] or 0)
        size = sum(path.stat().st_size for path in stored.iterdir())
        sys.stdout.write(
            f"{merged:,} triples in the merged graph, {len(many):,} quads in all: loaded in {loading:.1f} s "
            f"({working:.1f} s of work), {size / 1e6:.0f} MB on the disk\n\n"
            f"{'query':28}{'rows':>9}{'seconds':>9}   one copy: {'Oxigraph':>9}{'rdflib':>9}{'ratio':>8}\n"
        )
        slow = []
        # The three that list whole texts are asked as their titles say, of one event, one speaker and one nation, those
        # that most is told of; the lines behind are for everything at once, and have no limit.
        asked: dict[str, Mapping[str, str]] = {name: {} for name in queries()}
        for title, parameter, column in OF_ONE:
            told = Counter(row[column] or "" for row in query(many, title).records())
            asked[title] = {parameter: told.most_common(1)[0][0]}
        for title, values in [*asked.items(), *((title, {}) for title, _, _ in OF_ONE)]:
            rows = len(query(many, title, values=values).rows)
            taken = seconds(partial(query, many, title, values=values))
            alone = seconds(partial(query, one, title))
            other = rdflib_seconds(folder / "one.nq", title)
            beside = f"{other:9.2f}{other / alone:7.0f}x" if other else f"{f'> {MOST_RDFLIB}':>9}{'':8}"
            note = " (all)" if asked[title] and not values else ""
            sys.stdout.write(f"{title + note:28}{rows:9,}{taken:9.3f}   {'':10}{alone:9.4f}{beside}\n")
            sys.stdout.flush()
            if taken > MOST_SECONDS and not note:
                slow.append(title)
        if slow:
            raise SystemExit(f"over {MOST_SECONDS} s: {', '.join(slow)}")


if __name__ == "__main__":
    main()
