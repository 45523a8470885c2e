"""Articles to a folder with the graph in every form: the function behind ``kg build``.

Files are made beside the outputs, in ``DIR/.next``, and put in place when all of them are complete; a build that is
killed before leaves the last good output, and one that is killed while putting them in place is finished by the next
build. Files are replaced and not the folder, so that a folder that is mounted, served or open in a shell
stays the same.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kg.articles import Source, read
from kg.articles.files import BUILT
from kg.errors import InputError
from kg.extraction import counted
from kg.graph.model import Graph
from kg.interchange import dump, to_record
from kg.kept import Kept
from kg.model import Article, Extraction
from kg.progress import watched
from kg.report import Report, Tally
from kg.run import extractions, key_of

_T = TypeVar("_T")
EVENTS = "events.jsonl"
PAGE = "graph.html"
REPORT = "report.json"
TIMINGS = "timings.json"
CACHE = ".cache"
# In the order in which they are put in place: who sees the report sees everything it names.
FILES = (
    EVENTS, "graph.nq.gz", "graph.trig", "graph.ttl", "graph.jsonld", "graph.graphml", "nodes.csv", "edges.csv",
    "events.csv", PAGE, REPORT, TIMINGS,
)  # fmt: skip
_NEXT = ".next"
_READY = "READY"
# Made from the outputs when first asked for, and out of date with them.
_DERIVED = ("store",)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the graph, the report, and the folder where there is one."""

    graph: Graph
    report: Report
    folder: Path | None = None

    @property
    def page(self) -> Path | None:
        """The HTML page."""
        return self.folder / PAGE if self.folder else None


def build(
    articles: Source | Iterable[Source],
    output: str | Path | None = None,
    *,
    lang: str | None = None,
    workers: int = 1,
    progress: bool = False,
) -> Built:
    """Build the graph of articles, and write it in every form to the folder `output` where one is given.

    `articles` are paths, mappings with a field ``text``, or `Article`s; `lang` is the language of those that do not
    say theirs. Building again into the same folder extracts only from articles that are new or changed.

    >>> build({"text": "لا شيء", "lang": "ar"}).report.articles
    1
    """
    if output is None:
        graph, report, _ = _graph(articles, None, lang, workers, progress, _Clock())
        return Built(graph, report)
    folder = Path(output)
    sources = [articles] if isinstance(articles, str | Path | Article | Mapping) else list(articles)
    for source in sources:
        if isinstance(source, str | Path) and Path(source).resolve() == folder.resolve():
            raise InputError(f"{folder}: is both read and written, allowed is an output folder of its own")
    try:
        with locked(folder):
            return _built(sources, folder, lang, workers, progress)
    except OSError as problem:
        raise InputError(f"{problem.filename or folder}: {problem.strerror or problem}") from problem


def _built(
    articles: Source | Iterable[Source], folder: Path, lang: str | None, workers: int, progress: bool
) -> Built:
    clock = _Clock()
    finish(folder)
    with Kept(folder / CACHE / "extractions") as kept:
        graph, report, found = _graph(articles, kept, lang, workers, progress, clock)
        stage = folder / _NEXT
        shutil.rmtree(stage, ignore_errors=True)
        stage.mkdir()
        steps = _writers(graph, found, stage)
        for name, write in watched(steps, progress, "files"):
            clock.time(name, write)
        report = report.with_graph(_sizes(graph), _sums(stage))
        _write(stage / REPORT, report.to_json(_version()))
        _write(stage / TIMINGS, clock.to_json())
        _sync(stage)
        (stage / _READY).touch()
        finish(folder)
        kept.drop_all_but({key_of(item.article) for item in found})
    return Built(graph, report, folder)


def _graph(
    articles: Source | Iterable[Source],
    kept: Kept | None,
    lang: str | None,
    workers: int,
    progress: bool,
    clock: _Clock,
) -> tuple[Graph, Report, list[Extraction]]:
    from kg.graph.link import link

    tally = Tally()
    found = []
    items = counted(watched(read(articles, lang=lang), progress, "articles"), tally)
    for result in clock.timed("extract", extractions(items, workers=workers, kept=kept)):
        tally.found(result)
        if isinstance(result, Extraction):
            found.append(result)
    # By id, so that the order in which articles are given changes no output.
    found.sort(key=lambda item: item.article.id)
    graph = clock.time("link", lambda: link(found))
    return graph, tally.report().with_graph(_sizes(graph), {}), found


def _writers(graph: Graph, found: list[Extraction], stage: Path) -> list[tuple[str, Callable[[], object]]]:
    """What writes the outputs, by name for the timings."""
    from kg.graph.rdf import write_rdf
    from kg.graph.tables import write_tables
    from kg.render.page import write_page

    return [
        (EVENTS, lambda: _write_events(stage / EVENTS, found)),
        ("rdf", lambda: write_rdf(graph, stage)),
        ("tables", lambda: write_tables(graph, stage)),
        (PAGE, lambda: write_page(graph, stage / PAGE)),
    ]


def _write_events(path: Path, found: Iterable[Extraction]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for item in found:
            file.write(f"{dump(to_record(item))}\n")


def finish(folder: Path) -> None:
    """Put the files of a complete build in place; drop those of a build that did not get so far."""
    stage = folder / _NEXT
    if (stage / _READY).exists():
        for name in _DERIVED:
            shutil.rmtree(folder / name, ignore_errors=True)
        for name in FILES:
            if (stage / name).exists():  # those that are missing were put in place before a kill
                (stage / name).replace(folder / name)
        _sync_folder(folder)
    shutil.rmtree(stage, ignore_errors=True)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other builds out of `folder`; the lock ends with the process, however that ends."""
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder}: is a file, allowed is a folder to build in")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / BUILT).open("w", encoding="utf-8") as file:
        try:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:  # Windows: two builds at once are up to the user
            pass
        except BlockingIOError as problem:
            raise InputError(f"{folder}: another build is working there, wait for it to end") from problem
        yield


class _Clock:
    """How long each step took, for `timings.json`."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}

    def time(self, name: str, work: Callable[[], _T]) -> _T:
        start = time.perf_counter()
        result = work()
        self._seconds[name] = time.perf_counter() - start
        return result

    def timed(self, name: str, items: Iterable[_T]) -> Iterator[_T]:
        start = time.perf_counter()
        yield from items
        self._seconds[name] = time.perf_counter() - start

    def to_json(self) -> str:
        seconds = {name: round(value, 3) for name, value in self._seconds.items()}
        return json.dumps({"seconds": seconds}, indent=1) + "\n"


def _sizes(graph: Graph) -> dict[str, int]:
    return {
        "actors": len(graph.actors),
        "articles": len(graph.articles),
        "decisions": len(graph.decisions),
        "events": len(graph.events),
        "nations": len(graph.nations),
        "places": len(graph.places),
    }


def _sums(stage: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(stage.iterdir())}


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _sync(stage: Path) -> None:
    """Have the files on the disk before they are called complete, so that a power cut cannot leave empty ones."""
    for path in sorted(stage.iterdir()):
        with path.open("rb") as file:
            os.fsync(file.fileno())
    _sync_folder(stage)


def _sync_folder(folder: Path) -> None:
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _version() -> str:
    from kg import __version__

    return __version__
