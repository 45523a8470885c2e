"""What writes the outputs of a build: this process, or two where there are workers and much to write."""

from __future__ import annotations

import multiprocessing
import shutil
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from kg.build import EVENTS, PAGE
from kg.errors import InputError
from kg.graph.disk import SOURCE, STORE, write_store
from kg.graph.model import Graph
from kg.graph.rdf import write_merged, write_named, write_rdf
from kg.graph.tables import write_tables
from kg.interchange import dump, to_record
from kg.model import Extraction
from kg.saved import GRAPH, read_graph, write_graph
from kg.timings import Clock

# With fewer articles a second process takes longer to start than it saves.
MANY = 1_000
_PART = ".part"

Step = tuple[str, Callable[[], object]]


def outputs(
    graph: Graph,
    found: Iterable[Extraction],
    stage: Path,
    clock: Clock,
    *,
    with_store: bool,
    workers: int = 1,
) -> list[Step]:
    """Give what has to be done to write all files to the folder `stage`, by name for the timings, in order.

    The files have the same bytes whoever writes them.
    """
    first: list[Step] = [
        (EVENTS, lambda: _write_events(stage / EVENTS, found)),
        (GRAPH, lambda: write_graph(graph, stage / GRAPH)),
    ]
    store: list[Step] = [(STORE, lambda: write_store(stage / SOURCE, stage / STORE))] if with_store else []
    if workers < 2 or len(graph.articles) < MANY:
        from kg.render.page import write_page

        return [
            *first,
            ("rdf", lambda: write_rdf(graph, stage)),
            *store,
            ("tables", lambda: write_tables(graph, stage)),
            (PAGE, lambda: write_page(graph, stage / PAGE)),
        ]
    second = _Second(stage, clock)
    return [
        *first,
        ("second process", second.start),
        ("rdf", lambda: write_merged(graph, stage)),
        ("tables", lambda: write_tables(graph, stage)),
        ("waited for the second process", second.end),
        *store,
    ]


class _Second:
    """A process that reads the graph and writes the named graphs and the page, into a folder of its own."""

    def __init__(self, stage: Path, clock: Clock) -> None:
        """Start nothing yet."""
        self._stage, self._clock = stage, clock

    def start(self) -> None:
        """Start, once the file of the graph is written."""
        # Forking a process that has threads (a progress bar has one) can stop it for good.
        context = multiprocessing.get_context("spawn")
        self._answer, other = context.Pipe(duplex=False)
        arguments = (self._stage / GRAPH, self._stage / _PART, other)
        self._process = context.Process(target=_write_part, args=arguments, daemon=True)
        self._process.start()
        other.close()

    def end(self) -> None:
        """Wait for it, and put what it wrote behind what this process wrote."""
        try:
            answer = self._answer.recv()
        except EOFError as problem:
            raise InputError(
                "workers: the one that writes was ended from outside, mostly for want of memory; "
                "run again with one worker"
            ) from problem
        finally:
            self._process.join()
        if isinstance(answer, Exception):
            raise answer
        for path in sorted((self._stage / _PART).iterdir()):
            _append(path, self._stage / path.name)
        (self._stage / _PART).rmdir()
        self._clock.add(answer)


def _write_part(graph_file: Path, folder: Path, answer: Connection) -> None:
    from kg.render.page import write_page

    clock = Clock()
    try:
        folder.mkdir()
        graph = clock.time("graph read again", lambda: read_graph(graph_file))
        clock.time("rdf of articles", lambda: write_named(graph, folder))
        clock.time(PAGE, lambda: write_page(graph, folder / PAGE))
    except Exception as problem:  # said by the process that waits
        answer.send(problem)
    else:
        answer.send(clock.seconds)


def _append(part: Path, whole: Path) -> None:
    if whole.exists():
        with whole.open("ab") as target, part.open("rb") as source:
            shutil.copyfileobj(source, target, 1 << 20)
        part.unlink()
    else:
        part.replace(whole)


def _write_events(path: Path, found: Iterable[Extraction]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_lines(found))


def _lines(found: Iterable[Extraction]) -> Iterator[str]:
    for item in found:
        yield f"{dump(to_record(item))}\n"
