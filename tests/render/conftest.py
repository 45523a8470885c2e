"""A real browser without a network, in which any error of a page fails the test.

The folder is put on the path for `page_sample`, which the tests share.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from kg.graph.model import Graph
from kg.render.page import write_page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")  # no longer: other tests start a browser of their own
def browser() -> Iterator[object]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    with sync_api.sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


class Troubles(list):
    """What went wrong in a page: errors, requests that left it, dialogs."""


@pytest.fixture
def visit(browser, tmp_path) -> Iterator[Callable]:
    """``visit(graph, "l=ar")`` opens the page of a graph; afterwards it must have been quiet and asked for nothing.

    `before` is script that runs first, for browsers that lack something.
    """
    troubles, contexts = Troubles(), []

    def opened(graph: Graph, view: str = "", *, path: Path | None = None, before: str = "", **options):
        file = path or tmp_path / "graph.html"
        if path is None:
            write_page(graph, file)
        options = {"viewport": {"width": 1300, "height": 850}, "locale": "en-GB", **options}
        context = browser.new_context(offline=True, accept_downloads=True, **options)
        contexts.append(context)
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.set_default_timeout(20_000)  # a busy machine is slow; what is broken never comes
        page.on(
            "console",
            lambda told: troubles.append(f"{told.type}: {told.text}") if told.type != "log" else None,
        )
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: (troubles.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: troubles.append(request.url) if outside(request.url) else None)
        page.goto(f"{file.as_uri()}#{view}")
        page.wait_for_selector("#drawn:not(:empty)", state="attached")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []


def outside(url: str) -> bool:
    return not url.startswith(("file:", "blob:", "data:"))
