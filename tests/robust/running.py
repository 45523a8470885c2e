"""Run bad inputs through reading and ``kg build`` as a user would, and say what is wrong with what came of it."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
from lxml import etree

from kg.articles import Noted, Skipped, read
from kg.build import build
from kg.model import Article
from tests.robust.bad_inputs import EN, NOTED, READ, SKIPPED, Case, record

GOOD = "zz-good.jsonl"
MOST_SECONDS = (
    60  # of the processor, for one input to be read: far beyond all that was seen, far below a hang
)
MOST_MEMORY = 2_500  # MB, of one build
Found = list[Article | Skipped | Noted]


@dataclass(slots=True)
class Result:
    """What came of one class: counts, the slowest input, the build, and everything that should not have been."""

    kind: str
    inputs: int = 0
    articles: int = 0
    skipped: int = 0
    notes: int = 0
    slowest: float = 0.0
    slowest_name: str = ""
    build_seconds: float = 0.0
    memory: float = 0.0
    events: int = 0
    triples: int = 0
    wrong: list[str] = field(default_factory=list)


def run(kind: str, cases: list[Case], folder: Path) -> Result:
    """One class: each input is read alone, then all are built together with one good article."""
    result = Result(kind, inputs=len(cases))
    given = folder / "in"
    given.mkdir(parents=True)
    texts: dict[str, set[str]] = {}
    lost: Counter[str] = Counter()
    for case in cases:
        path = given / case.file
        path.write_bytes(case.data())
        start = time.process_time()
        items = list(read(path))
        seconds = time.process_time() - start
        if seconds > result.slowest:
            result.slowest, result.slowest_name = seconds, case.name
        result.wrong += [f"{case.file} ({case.name}): {text}" for text in judged(case, items, seconds)]
        for item in items:
            if isinstance(item, Article):
                texts.setdefault(item.text, set()).add(item.id)
            elif isinstance(item, Skipped):
                lost[f"{Path(item.path).name} {item.line} {item.reason}"] += 1
    (given / GOOD).write_bytes(record(id="good", lang="en"))
    texts.setdefault(EN, set()).add("good")
    built(given, folder / "out", texts, lost, result)
    return result


def judged(case: Case, items: Found, seconds: float) -> Iterator[str]:
    """Is what reading gave what it has to be?"""
    articles = [item for item in items if isinstance(item, Article)]
    skipped = [item for item in items if isinstance(item, Skipped)]
    noted = [item for item in items if isinstance(item, Noted)]
    if not items:
        yield "nothing is said of it"
    if case.outcome == SKIPPED and (articles or not skipped):
        yield f"is no article, found {len(articles)}"
    if case.outcome in (READ, NOTED) and not articles:
        yield f"is an article, found {skipped[:1]}"
    if case.outcome == NOTED and not noted:
        yield "should be noted"
    if seconds > MOST_SECONDS:
        yield f"took {seconds:.0f} s to read"
    if any(
        len(str(item)) > 5_000 or "\n" in str(item)
        for item in (*skipped, *noted)
        if case.kind != "hostile ids"
    ):
        yield "a remark that is no line"
    if any("root:" in item.text for item in articles):
        yield "holds a file of the machine"


def built(given: Path, out: Path, texts: dict[str, set[str]], lost: Counter[str], result: Result) -> None:
    """Build in a process of its own and look at all its outputs."""
    code, told, seconds, memory = command(["build", str(given), "-o", str(out)])
    result.build_seconds, result.memory = seconds, memory
    wrong = result.wrong
    if code or "Traceback" in told:
        wrong.append(f"kg build ended with {code}: {told[-600:]}")
        return
    if memory > MOST_MEMORY:
        wrong.append(f"kg build took {memory:.0f} MB")
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    result.articles, result.skipped = report["read"]["articles"], report["read"]["skipped"]
    result.notes = report["read"]["notes"]
    wrong += [f"extraction failed: {item}" for item in report["failed"]]
    told_lost = Counter(
        f"{Path(s['path']).name} {s['line']} {s['reason']}" for s in report["skipped"] if "path" in s
    )
    if missing := [name for name in told_lost if name not in lost and "once more" not in name]:
        wrong.append(f"skipped by the build and not by reading: {missing[:2]}")
    if len(report["skipped"]) < 10_000 and (missing := [name for name in lost if name not in told_lost]):
        wrong.append(f"not in the report: {missing[:2]}")
    wrong += offsets(out, texts, result)
    wrong += rdf(out, result)
    wrong += inert(out)
    wrong += others(out)


# The peak since the start of a program is the kernel's own count; what `wait4` gives counts its parent too.
_MEASURED = """
import atexit, sys
atexit.register(lambda: print("\\nPEAK", [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")][0]))
sys.argv[0] = "kg"
from kg.cli import main
main(sys.argv[1:])
"""


def command(arguments: list[str]) -> tuple[int, str, float, float]:
    """Run ``kg``: its return code, what it wrote, its processor seconds, its peak memory in MB."""
    with tempfile.TemporaryFile() as told:
        pid = os.posix_spawn(
            sys.executable,
            [sys.executable, "-c", _MEASURED, *arguments],
            os.environ,
            file_actions=[(os.POSIX_SPAWN_DUP2, told.fileno(), 1), (os.POSIX_SPAWN_DUP2, told.fileno(), 2)],
        )
        _, status, used = os.wait4(pid, 0)
        told.seek(0)
        text, _, peak = told.read().decode("utf-8", "replace").rpartition("\nPEAK ")
    seconds = used.ru_utime + used.ru_stime
    return os.waitstatus_to_exitcode(status), text or peak, seconds, float(peak) / 1024 if text else 0.0


def offsets(out: Path, texts: dict[str, set[str]], result: Result) -> Iterator[str]:
    """Every offset lies in the text, and cuts what the record says; the good article tells its meeting."""
    by_hash = {hashlib.sha256(text.encode()).hexdigest(): text for text in texts}
    good = False
    with (out / "events.jsonl").open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            text = by_hash.get(row["text_sha256"])
            if text is None:
                yield f"{row['id']!r}: the text is not the one that was read"
                continue
            result.events += len(row["events"])
            good = good or (
                row["id"] == "good" and any(event["type"] == "meeting" for event in row["events"])
            )
            for place, start, end in spans(row, ""):
                if not 0 <= start < end <= len(text):
                    yield f"{row['id']!r}: {place} is {start}–{end} of {len(text)}"
            for event in row["events"]:
                for item in event["evidence"]:
                    if item["text"] != text[slice(*item["sentence"])]:
                        yield f"{row['id']!r}: the sentence of {event['id']} is not what its offsets cut"
    if not good:
        yield "the good article lost its meeting"


def spans(value: object, place: str) -> Iterator[tuple[str, int, int]]:
    """All pairs of whole numbers within a record."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from spans(inner, f"{place}.{name}")
    elif isinstance(value, list):
        if len(value) == 2 and all(type(number) is int for number in value):
            yield place, *value
        else:
            for number, inner in enumerate(value):
                yield from spans(inner, f"{place}[{number}]")


def rdf(out: Path, result: Result) -> Iterator[str]:
    """Each form parses, and all hold as much."""
    forms = {
        "graph.nq.gz": ox.RdfFormat.N_QUADS, "graph.trig": ox.RdfFormat.TRIG, "graph.ttl": ox.RdfFormat.TURTLE, "graph.jsonld": ox.RdfFormat.JSON_LD,
    }  # fmt: skip
    read_: dict[str, set[object]] = {}
    for name, form in forms.items():
        data = (out / name).read_bytes()
        try:
            found = set(ox.parse(gzip.decompress(data) if name.endswith(".gz") else data, format=form))
        except (SyntaxError, ValueError) as problem:
            yield f"{name} cannot be parsed: {problem}"
            continue
        read_[name] = found
        if any(isinstance(quad.subject, ox.BlankNode) for quad in found):  # type: ignore[attr-defined]
            yield f"{name} has a blank node"
    if len(read_) == len(forms):
        result.triples = len(read_["graph.nq.gz"])
        if read_["graph.nq.gz"] != read_["graph.trig"]:
            yield "graph.trig and graph.nq.gz differ"
        merged = {
            quad.triple for quad in read_["graph.nq.gz"] if isinstance(quad.graph_name, ox.DefaultGraph)
        }  # type: ignore[attr-defined]
        for name in ("graph.ttl", "graph.jsonld"):
            if {quad.triple for quad in read_[name]} != merged:  # type: ignore[attr-defined]
                yield f"{name} is not the merged graph of graph.nq.gz"


class Tags(HTMLParser):
    """The tags of a page, and attributes that could act."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.acting: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.acting += [
            f"{tag} {name}"
            for name, value in attrs
            if name.startswith("on") or "javascript:" in (value or "")
        ]


def tags_of(page: Path) -> Tags:
    found = Tags()
    found.feed(page.read_text(encoding="utf-8"))
    return found


_BENIGN: dict[str, Counter[str]] = {}


def inert(out: Path) -> Iterator[str]:
    """The page has the elements of a page of one good article, and no attribute that acts."""
    if not _BENIGN:
        with tempfile.TemporaryDirectory() as folder:
            build({"text": EN, "id": "good", "lang": "en", "published": "2025-11-03"}, folder)
            _BENIGN["tags"] = tags_of(Path(folder) / "graph.html").tags
    found = tags_of(out / "graph.html")
    if found.tags != _BENIGN["tags"]:
        yield f"graph.html has other elements: {found.tags - _BENIGN['tags']} {_BENIGN['tags'] - found.tags}"
    if found.acting:
        yield f"graph.html has attributes that act: {found.acting[:3]}"


def others(out: Path) -> Iterator[str]:
    """GraphML is XML, the tables have as many cells in each row and no formula; nothing was written elsewhere."""
    try:
        etree.parse(str(out / "graph.graphml"), etree.XMLParser(huge_tree=True))
    except etree.XMLSyntaxError as problem:
        yield f"graph.graphml: {problem}"
    csv.field_size_limit(1 << 30)
    for name in ("nodes.csv", "edges.csv", "events.csv"):
        rows = list(csv.reader(io.StringIO((out / name).read_text(encoding="utf-8-sig"), newline="")))
        if len({len(row) for row in rows}) > 1:
            yield f"{name}: rows of several lengths"
        if cells := [
            cell
            for row in rows
            for cell in row
            if cell[:1] in tuple("=+@\t\r") or (cell[:1] == "-" and not _number(cell))
        ]:
            yield f"{name}: a formula: {cells[0][:40]!r}"
    if elsewhere := {path.name for path in out.parent.iterdir()} - {"in", "out"}:
        yield f"written outside the folder: {elsewhere}"


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
