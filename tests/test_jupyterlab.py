"""A real JupyterLab in a real browser, without a network: the graph shows itself, and its page works inside the notebook.

Skipped where JupyterLab, Playwright or Chromium is missing. ``KG_SCREENSHOTS=DIR`` keeps pictures to look at.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

pytest.importorskip("jupyterlab")
pytest.importorskip("pandas")
sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")

ROOT = Path(__file__).resolve().parents[1]
CELLS = [
    "import kg\nfrom kg.resources import package_path\ng = kg.build(str(package_path('examples')))\ng",
    "g.view(height=620)",
    "g.explain(g.meetings.index[0])",
    "g.filter(since='2025').timeline(lang='ar', most=6);",
]
STARTS_WITHIN = 90
ANSWERS_WITHIN = 120_000  # milliseconds, on a machine with much else to do


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a JupyterLab of its own: no settings, kernels or history of whoever runs the tests."""
    home = tmp_path_factory.mktemp("lab")
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(
        new_notebook(cells=[new_code_cell(source) for source in CELLS], metadata=kernel), home / "graph.ipynb"
    )
    quiet = home / ".settings" / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
    quiet.parent.mkdir(parents=True)
    quiet.write_text('{"fetchNews": "false", "checkForUpdates": false}', encoding="utf-8")
    port = free_port()
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT), "HOME": str(home), "IPYTHONDIR": str(home / ".ipython"),
        "JUPYTER_CONFIG_DIR": str(home / ".config"), "JUPYTER_DATA_DIR": str(home / ".data"),
        "JUPYTER_RUNTIME_DIR": str(home / ".run"), "JUPYTERLAB_SETTINGS_DIR": str(home / ".settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / ".workspaces"), "NO_PROXY": "*", "no_proxy": "*",
    }  # fmt: skip
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0",
        "--IdentityProvider.token=tests", f"--ServerApp.root_dir={home}", "--allow-root", "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.extension_manager=readonly",
    ]  # fmt: skip
    with (home / "log.txt").open("wb") as log:
        server = subprocess.Popen(command, env=env, cwd=home, stdout=log, stderr=log, start_new_session=True)
        try:
            await_server(f"http://127.0.0.1:{port}/api/status?token=tests", server, home / "log.txt")
            yield f"http://127.0.0.1:{port}/lab/tree/graph.ipynb?reset&token=tests"
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(20)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def await_server(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(STARTS_WITHIN * 2):
        assert server.poll() is None, log.read_text(encoding="utf-8", errors="replace")[-2000:]
        try:
            with urlopen(url, timeout=2) as answer:
                assert "started" in json.load(answer)
                return
        except OSError:
            time.sleep(0.5)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace")[-2000:])


@pytest.fixture(scope="module")
def notebook(lab: str) -> Iterator[object]:
    """The notebook, open and run; what the browser asked of other machines is in ``page.outside``."""
    arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
    ]
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=arguments)
        page = browser.new_page(viewport={"width": 1500, "height": 1900})
        page.set_default_timeout(ANSWERS_WITHIN)
        outside: list[str] = []

        def only_here(route) -> None:
            if route.request.url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:")):
                route.continue_()
            else:
                outside.append(route.request.url)
                route.abort()

        page.route("**/*", only_here)
        page.goto(lab)
        page.wait_for_selector(".jp-NotebookPanel .jp-CodeCell")
        page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status='idle']")
        page.wait_for_selector("text='Python 3 (ipykernel) | Idle'")
        page.click(".lm-MenuBar-itemLabel:text-is('Run')")
        page.click(".lm-Menu-itemLabel:text-is('Run All Cells')")
        # On a slow machine JupyterLab may ask for a kernel although it has one.
        page.wait_for_selector(".jp-OutputArea-output img, .jp-Dialog .jp-mod-accept", state="attached")
        if page.locator(".jp-Dialog .jp-mod-accept").count():
            page.click(".jp-Dialog .jp-mod-accept")
        try:
            page.wait_for_selector(".jp-OutputArea-output img", state="attached")
        finally:
            keep(page, "lab")
        yield page, outside
        browser.close()


def keep(page, name: str) -> None:
    folder = os.environ.get("KG_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}.png"))


def test_the_graph_shows_itself(notebook) -> None:
    page, _ = notebook
    summary = page.locator(".jp-OutputArea .kg-graph")
    assert "events" in summary.inner_text()
    assert "شي جينبينغ" in summary.inner_text()
    assert summary.locator("svg circle").count() == 12


def test_hovering_over_a_nation_dims_the_ties_of_others(notebook) -> None:
    page, _ = notebook
    picture = page.locator(".jp-OutputArea .kg-graph svg")
    line = picture.locator("line:not(.l0)").first
    before = line.evaluate("one => getComputedStyle(one).opacity")
    picture.locator(".n0 circle").hover()
    assert float(line.evaluate("one => getComputedStyle(one).opacity")) < float(before)


def test_the_page_works_inside_the_notebook(notebook) -> None:
    page, _ = notebook
    frame = page.frame_locator(".jp-OutputArea iframe[srcdoc]")
    frame.locator("#drawn:not(:empty)").wait_for(state="attached")
    frame.locator("#find").fill("شي")
    frame.locator("#found li").first.wait_for()
    frame.locator("#find").press("ArrowDown")
    frame.locator("#find").press("Enter")
    frame.locator("#card h2").wait_for()
    assert frame.locator("#card h2").inner_text() == "Xi Jinping"
    frame.locator("#rows tr[data-event]").first.click()
    keep(page, "lab-page")
    assert frame.locator("#card mark").first.inner_text()


def test_the_page_cannot_reach_the_notebook(notebook) -> None:
    page, _ = notebook
    inner = page.locator(".jp-OutputArea iframe[srcdoc]").element_handle().content_frame()
    assert (
        inner.evaluate(
            "() => { try { return typeof parent.document } catch (problem) { return problem.name } }"
        )
        == "SecurityError"
    )


def test_the_sentence_is_marked_and_the_plot_is_drawn(notebook) -> None:
    page, _ = notebook
    assert page.locator(".jp-OutputArea blockquote mark").count() >= 1
    assert page.locator(".jp-OutputArea-output img").count() == 1
    assert page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count() == 0


def test_nothing_was_asked_of_any_other_machine(notebook) -> None:
    _, outside = notebook
    assert outside == []
