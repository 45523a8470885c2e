"""The page beside plain pyvis on the same graph, in Chromium without a GPU and without a network.

Run it as ``python -m tests.bench.page_speed`` from the repository's folder (``--sizes 500 2000`` for less,
``--ours`` without pyvis). For each size of data it prints: the size of the file, seconds to write it, seconds to the
first full frame (from opening the file until all is painted) and how much of that the page's own thread was at work,
which other work on the machine does not lengthen, milliseconds for a search and for a filter, frames a
second while panning and zooming (60 is the most there can be), and the heap after a garbage collection. ``1,500 drawn``
is our page with as many nodes on the screen as it ever draws; pyvis always draws everything.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.graph.model import Graph
from kg.render.layout import layout
from kg.render.page import write_page
from kg.render.payload import payload
from tests.bench.page_graph import synthetic

SIZES = (500, 2000, 10_000, 50_000)
CAP = 60  # seconds that a page may take to its first full frame before it is given up
MOVES = 2.5  # seconds of panning and of zooming
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]

# When our page has said what is drawn, two frames later all of it is on the screen.
OURS_DONE = """
() => new Promise((done) => {
  const look = () => {
    if (document.getElementById("drawn")?.textContent) {
      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
    } else setTimeout(look, 4);
  };
  look();
})"""
PYVIS_DONE = """
([physics, cap]) => new Promise((done) => {
  const look = () => {
    if (typeof network === "undefined" || !network?.once) { setTimeout(look, 4); return; }
    const painted = () => { network.once("afterDrawing", () => done(performance.now())); network.redraw(); };
    if (physics) network.once("stabilizationIterationsDone", painted); else painted();
  };
  setTimeout(() => done(-1), cap * 1000);
  look();
})"""
# The policy of the page forbids what Playwright's own waiting does, and not what it asks the browser to run.
NOTED = """
(name) => new Promise((done) => {
  const look = () => {
    const [entry] = performance.getEntriesByName(name);
    if (entry) done(entry.duration); else setTimeout(look, 4);
  };
  look();
})"""
FRAMES = """
() => {
  window.frames_seen = 0;
  window.frames_from = performance.now();
  const run = (window.frames_run = (window.frames_run ?? 0) + 1);
  const step = () => { if (run === window.frames_run) { window.frames_seen += 1; requestAnimationFrame(step); } };
  requestAnimationFrame(step);
}"""
RATE = "() => (1000 * window.frames_seen) / (performance.now() - window.frames_from)"


@dataclass(frozen=True, slots=True)
class Row:
    """One measured page; what could not be measured is None."""

    what: str
    nodes: int
    size: float
    written: float
    first: float | None = None
    busy: float | None = None
    search: float | None = None
    filtered: float | None = None
    pan: float | None = None
    zoom: float | None = None
    heap: float | None = None


def main() -> int:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--ours", action="store_true", help="leave pyvis out")
    chosen = parser.parse_args()
    print_layout(chosen.sizes)
    print(f"{'page':30}{'nodes':>8}{'MB':>7}{'write s':>9}{'first s':>9}{'busy s':>8}{'search ms':>11}{'filter ms':>11}"
          f"{'pan fps':>9}{'zoom fps':>10}{'heap MB':>9}")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        for nodes in chosen.sizes:
            for row in measured(synthetic(nodes), nodes, Path(folder), with_pyvis=not chosen.ours):
                print(line(row), flush=True)
    return 0


def print_layout(sizes: list[int]) -> None:
    """Seconds for the layout of that many nodes with twice as many links, all of them placed by force."""
    for nodes in sizes:
        edges = sorted({(n, (n * 7919 + k * 104729) % nodes, 1.0) for n in range(nodes) for k in (1, 2)})
        start, worked = time.perf_counter(), time.process_time()
        layout(nodes, [(min(a, b), max(a, b), w) for a, b, w in edges if a != b])
        took = f"{time.perf_counter() - start:.2f} s, {time.process_time() - worked:.2f} s of them at work"
        print(f"layout of {nodes:,} nodes: {took}")


def line(row: Row) -> str:
    """One row of the table."""

    def number(value: float | None, width: int, digits: int) -> str:
        return f"{'–' if value is None else format(value, f',.{digits}f'):>{width}}"

    return (
        f"{row.what:30}{row.nodes:>8,}{number(row.size, 7, 2)}{number(row.written, 9, 2)}{number(row.first, 9, 2)}{number(row.busy, 8, 2)}"
        f"{number(row.search, 11, 1)}{number(row.filtered, 11, 1)}{number(row.pan, 9, 0)}{number(row.zoom, 10, 0)}"
        f"{number(row.heap, 9, 1)}"
    )


def measured(graph: Graph, nodes: int, folder: Path, *, with_pyvis: bool) -> Iterator[Row]:
    """Measure our page as it opens and with the most it draws, and pyvis with its defaults and without physics."""
    path = folder / "ours.html"
    written = timed(lambda: write_page(graph, path))
    yield ours("ours", nodes, path, written, "")
    yield ours("ours, 1,500 drawn", nodes, path, written, "v=events&m=1500")
    if with_pyvis:
        for what, physics in (("pyvis, placed", False), ("pyvis, as it comes", True)):
            if physics and nodes > 2000:
                continue  # does not settle in minutes, or freezes the browser
            path = folder / "pyvis.html"
            written = timed(lambda path=path, physics=physics: plain_pyvis(graph, path, physics=physics))
            yield pyvis(what, nodes, path, written, physics=physics)


def timed(work: Callable[[], object]) -> float:
    """The seconds that `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def plain_pyvis(graph: Graph, path: Path, *, physics: bool) -> None:
    """The same nodes and links as a plain pyvis page, its library inside."""
    from pyvis.network import Network

    data = payload(graph)
    net = Network(directed=True, cdn_resources="in_line", height="800px", width="100%")
    # pyvis looks through all nodes for each one it adds: fill its lists as `from_nx` would.
    for kind, items in (("a", data["actors"]), ("e", data["events"])):
        for number, item in enumerate(items):
            label = next(iter(item["names"].values())) if kind == "a" else item["id"]
            node = {"id": f"{kind}{number}", "label": label, "shape": "dot", "title": item["id"]}
            net.nodes.append(node if physics else {**node, "x": item["at"][0], "y": item["at"][1]})
    for number, event in enumerate(data["events"]):
        for part in event["parts"]:
            net.edges.append({"from": f"e{number}", "to": f"a{part['actor']}", "arrows": "to"})
    if not physics:
        net.toggle_physics(False)
        net.options.edges.smooth.enabled = False
    path.write_text(net.generate_html(), encoding="utf-8")


@contextmanager
def opened(path: Path, view: str) -> Iterator[tuple[Any, Any]]:
    """A page in a browser of its own, cut off from every network, and the browser's account of it."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800}, locale="en-GB")
        page = context.new_page()
        page.route(
            "**/*",
            lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort(),
        )
        page.set_default_timeout(CAP * 1000)
        session = context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(f"{path.as_uri()}#{view}", wait_until="commit")
        yield page, session
        browser.close()


def ours(what: str, nodes: int, path: Path, written: float, view: str) -> Row:
    with opened(path, view) as (page, account):
        first, at_work = page.evaluate(OURS_DONE) / 1000, busy(account)
        page.evaluate(NOTED, "texts")  # the index of all texts is there
        search = [searched(page, text) for text in ("karika", "وشبا", "corridor", "الممر")]
        filtered = [after(page, lambda: page.click("#by-type input >> nth=0")) for _ in range(4)]
        page.wait_for_timeout(800)
        pan, zoom = rates(page, "#canvas")
        return Row(
            what,
            nodes,
            megabytes(path),
            written,
            first,
            at_work,
            max(search),
            max(filtered),
            pan,
            zoom,
            heap(account),
        )


def searched(page: Any, text: str) -> float:
    """Milliseconds until the suggestions for `text` are there, the pause for typing left out."""
    page.fill("#find", "")
    page.wait_for_timeout(120)
    page.evaluate("performance.clearMeasures('search')")
    page.fill("#find", text)
    return float(page.evaluate(NOTED, "search"))


def after(page: Any, act: Callable[[], object]) -> float:
    """Milliseconds that filtering takes after a click."""
    page.evaluate("performance.clearMeasures('filter')")
    act()
    return float(page.evaluate(NOTED, "filter"))


def pyvis(what: str, nodes: int, path: Path, written: float, *, physics: bool) -> Row:
    from playwright.sync_api import Error

    with opened(path, "") as (page, account):
        try:
            first = page.evaluate(PYVIS_DONE, [physics, CAP]) / 1000
            if first < 0:
                return Row(f"{what} (> {CAP} s)", nodes, megabytes(path), written)
            at_work = busy(account)
            pan, zoom = rates(page, "#mynetwork")
            return Row(
                what, nodes, megabytes(path), written, first, at_work, None, None, pan, zoom, heap(account)
            )
        except Error:
            return Row(f"{what} (> {CAP} s)", nodes, megabytes(path), written)


def rates(page: Any, canvas: str) -> tuple[float, float]:
    """Frames a second while dragging the picture about, and while turning the wheel."""
    box = page.locator(canvas).bounding_box()
    x, y = box["x"] + box["width"] * 0.93, box["y"] + box["height"] * 0.08

    def moving(move: Callable[[int], object]) -> float:
        page.evaluate(FRAMES)
        start = time.perf_counter()
        step = 0
        while time.perf_counter() - start < MOVES:
            move(step)
            step += 1
        return float(page.evaluate(RATE))

    page.mouse.move(x, y)
    page.mouse.down()
    pan = moving(lambda step: page.mouse.move(x - (step * 7) % 300, y + (step * 3) % 90))
    page.mouse.up()
    zoom = moving(lambda step: page.mouse.wheel(0, -40 if step // 20 % 2 else 40))
    return pan, zoom


def megabytes(path: Path) -> float:
    return path.stat().st_size / 1e6


def busy(account: Any) -> float:
    """Seconds that the main thread of the page has worked so far."""
    metrics = account.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == "ThreadTime"))


def heap(account: Any) -> float:
    account.send("HeapProfiler.collectGarbage")
    return float(account.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


if __name__ == "__main__":
    sys.exit(main())
