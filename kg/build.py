"""Articles to a folder with the graph in every form: the function behind ``kg build``.

Files are made beside the outputs, in ``DIR/.next``, and put in place when all of them are complete; a build that is
killed before leaves the last good output, and one that is killed while putting them in place is finished by the next
build. Files are replaced and not the folder, so that a folder that is mounted, served or open in a shell
stays the same.
"""

from __future__ import annotations

import gc
import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.articles import Source, read
from kg.articles.files import BUILT
from kg.articles.given import Given, listed
from kg.errors import InputError
from kg.extraction import counted
from kg.graph.aliases import FILE as ALIASES
from kg.graph.aliases import Aliases, read_aliases
from kg.graph.aliases import links as decided
from kg.graph.model import Graph
from kg.kept import Kept
from kg.knowledge import Knowledge
from kg.model import Extraction
from kg.progress import watched
from kg.report import Report, Tally
from kg.review import FILE, Review, corrected
from kg.review_file import read_review, write_review
from kg.run import LOCAL, Work, key_of
from kg.timings import Clock

if TYPE_CHECKING:
    from pandas import DataFrame

EVENTS = "events.jsonl"
PAGE = "graph.html"
REPORT = "report.json"
TIMINGS = "timings.json"
CACHE = ".cache"
# In the order in which they are put in place: who sees the report sees everything it names.
FILES = (
    EVENTS, "graph.json.gz", "graph.nq.gz", "graph.trig", "graph.ttl", "graph.jsonld", "graph.graphml",
    "nodes.csv", "edges.csv", "events.csv", PAGE, REPORT, TIMINGS,
)  # fmt: skip
_NEXT = ".next"
_READY = "READY"


def build(
    articles: Given,
    output: str | Path | None = None,
    *,
    lang: str | None = None,
    workers: int = 1,
    progress: bool | None = None,
    review: str | Path | None = None,
    aliases: str | Path | None = None,
    engine: str = LOCAL,
    master: str | None = None,
) -> Knowledge:
    """Build the graph of articles, and write it in every form to the folder `output` where one is given.

    `articles` are texts, paths, mappings or rows of a `DataFrame` with a field ``text``, or `Article`s; `lang` is the
    language of those that do not say theirs. Building again into the same folder extracts only from articles that are
    new or changed. A bar shows the progress in a notebook, with `progress` in a terminal too. `review` is a file of
    corrections (`kg.review`); where it is not given, ``review.toml`` in the output folder is honoured.
    `aliases` is a file of what is the same and what never is (`kg.graph.aliases`), likewise ``aliases.toml``.
    `engine` is local or spark: then the workers of Spark under `master` extract, and this process does the rest.

    >>> build({"text": "لا شيء", "lang": "ar"}).report.articles
    1
    """
    work = Work(workers, engine, master)
    sources = listed(articles)
    if output is None:
        decided = read_review(review) if review is not None else Review()
        same = read_aliases(aliases) if aliases is not None else Aliases()
        graph, report, found = _graph(sources, None, lang, work, progress, Clock(), decided, same)
        return Knowledge(graph, report, None, lambda: tuple(found))
    folder = Path(output)
    for source in sources:
        if isinstance(source, str | Path) and Path(source).resolve() == folder.resolve():
            raise InputError(f"{folder}: is both read and written, allowed is an output folder of its own")
    with _claimed(folder):
        return _built(
            sources, folder, lang, work, progress, _review(folder, review), aliases_in(folder, aliases)
        )


def save(known: Knowledge, output: str | Path) -> Knowledge:
    """Write a graph that was built or chosen before to the folder `output`, in every form: the method ``g.save``.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save(build({"text": "لا شيء", "lang": "ar"}), folder).page.name
    'graph.html'
    """
    folder, found = Path(output), list(known.extractions)
    with _claimed(folder):
        finish(folder)
        report = _put(folder, known.graph, known.report, found, Clock(), progress=False)
    return Knowledge(known.graph, report, folder, lambda: tuple(found))


def correct(known: Knowledge, frame: DataFrame, path: str | Path | None = None) -> Knowledge:
    """Write the decisions of a table to a review file, and give the graph with them: the method ``g.correct``."""
    from kg.graph.link import link
    from kg.reviewing import decisions, review_frame

    if path is None and known.folder is None:
        raise InputError(
            "correct: found no path and a graph without folder, allowed is a path such as review.toml"
        )
    target = Path(path) if path is not None else (known.folder or Path()) / FILE
    aliases = aliases_in(known.folder) if known.folder else Aliases()
    before = review_frame(known.graph, known.extractions, aliases)
    made = decisions(before, frame, known.graph, known.extractions, aliases)
    whole = (read_review(target) if target.exists() else Review()).added(made)
    write_review(whole, target)
    done = corrected(known.extractions, made)
    links = corrected(done.extractions, whole).links
    report = replace(known.report, notes=tuple(sorted({*known.report.notes, *done.remarks})))
    graph = link(done.extractions, links=links, aliases=aliases)
    return Knowledge(graph, report, None, lambda: tuple(done.extractions))


def _review(folder: Path, given: str | Path | None) -> Review:
    path = Path(given) if given is not None else folder / FILE
    return read_review(path) if given is not None or path.exists() else Review()


def aliases_in(folder: Path, given: str | Path | None = None) -> Aliases:
    """What is decided on the same and on what never is, in `given` or in ``aliases.toml`` of a folder."""
    path = Path(given) if given is not None else folder / ALIASES
    return read_aliases(path) if given is not None or path.exists() else Aliases()


def _built(
    articles: Sequence[Source],
    folder: Path,
    lang: str | None,
    work: Work,
    progress: bool | None,
    review: Review,
    aliases: Aliases,
) -> Knowledge:
    clock = Clock()
    finish(folder)
    with Kept(folder / CACHE / "extractions") as kept:
        graph, report, found = _graph(articles, kept, lang, work, progress, clock, review, aliases)
        report = _put(folder, graph, report, found, clock, progress, work.workers)
        kept.drop_all_but({key_of(item.article) for item in found})
    return Knowledge(graph, report, folder, lambda: tuple(found))


def _put(
    folder: Path,
    graph: Graph,
    report: Report,
    found: list[Extraction],
    clock: Clock,
    progress: bool | None,
    workers: int = 1,
) -> Report:
    """Write all files beside the old ones, then put them in place."""
    from kg.graph.disk import has_stores
    from kg.writing import outputs

    stage = folder / _NEXT
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir()
    with _settled():
        steps = outputs(graph, found, stage, clock, with_store=has_stores(folder), workers=workers)
        for name, write in watched(steps, progress, "files"):
            clock.time(name, write)
    report = report.with_graph(_sizes(graph), _sums(stage))
    _write(stage / REPORT, report.to_json(_version()))
    _write(stage / TIMINGS, clock.to_json())
    _sync(stage)
    (stage / _READY).touch()
    finish(folder)
    return report


def _graph(
    articles: Sequence[Source],
    kept: Kept | None,
    lang: str | None,
    work: Work,
    progress: bool | None,
    clock: Clock,
    review: Review,
    aliases: Aliases,
) -> tuple[Graph, Report, list[Extraction]]:
    from kg.graph.link import link

    tally = Tally()
    found = []
    items = counted(watched(read(articles, lang=lang), progress, "articles"), tally)
    for result in clock.timed("extract", work.extractions(items, kept=kept)):
        tally.found(result)
        if isinstance(result, Extraction):
            found.append(result)
    # By id, so that the order in which articles are given changes no output.
    found.sort(key=lambda item: item.article.id)
    done = corrected(found, review)
    with _settled():
        graph = clock.time("link", lambda: link(done.extractions, links=done.links, aliases=aliases))
    report = tally.report()
    report = replace(
        report, notes=tuple(sorted((*report.notes, *done.remarks, *decided(aliases, done.extractions)[1])))
    )
    return graph, report.with_graph(_sizes(graph), {}), done.extractions


def finish(folder: Path) -> None:
    """Put the files of a complete build in place; drop those of a build that did not get so far."""
    from kg.graph.disk import drop_older, put_in_place

    stage = folder / _NEXT
    if (stage / _READY).exists():
        put_in_place(stage, folder)
        for name in FILES:
            if (stage / name).exists():  # those that are missing were put in place before a kill
                (stage / name).replace(folder / name)
        _sync_folder(folder)
        drop_older(folder)
    shutil.rmtree(stage, ignore_errors=True)


def settle(folder: Path) -> None:
    """Put in place what a build left that was killed while doing so, before somebody reads old files and new ones.

    A build that is at work does so itself, and where the disk refuses, reading goes on with what is there.
    """
    if (folder / _NEXT / _READY).exists():
        with suppress(InputError, OSError), locked(folder):
            finish(folder)


@contextmanager
def _claimed(folder: Path) -> Iterator[None]:
    """The lock, with what the disk refuses said in one line."""
    try:
        with locked(folder):
            yield
    except OSError as problem:
        raise InputError(f"{problem.filename or folder}: {problem.strerror or problem}") from problem


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


@contextmanager
def _settled() -> Iterator[None]:
    """Have Python not look through all that is there, again and again, for what it might forget.

    What was extracted and linked stays to the end of a build; to walk over it takes a tenth of the time.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


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
    return {path.name: _sum(path) for path in sorted(stage.iterdir()) if path.is_file()}


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _sync(stage: Path) -> None:
    """Have the files on the disk before they are called complete, so that a power cut cannot leave empty ones."""
    for path in sorted(stage.rglob("*")):
        if path.is_file():
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
