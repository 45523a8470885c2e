"""The wheel holds all that the package needs, and works without any of the extras.

`make wheel` does the same with an environment of its own, into which only the base install goes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("hatchling")

ROOT = Path(__file__).resolve().parents[1]
# What the extras bring; the import of any of these fails in the test, as where only the base is installed.
EXTRAS = ("ipywidgets", "jupyterlab", "matplotlib", "oxigraph", "pandas", "pyshacl", "tomli_w")
WITHOUT = f"""
import sys
from importlib.abc import MetaPathFinder
class Missing(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {EXTRAS}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Missing())
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(folder / "site")
    return folder / "site"


def python(unpacked: Path, code: str, cwd: Path) -> str:
    env = {**os.environ, "PYTHONPATH": str(unpacked)}
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT + code], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    "path",
    [
        "kg/py.typed", "kg/examples/ar.jsonl", "kg/lang/ar/language.toml", "kg/data/people.tsv", "kg/interchange.schema.json",
        "kg/render/page.html", "kg/render/vendor/land.json", "kg/show/summary.html", "kg/show/explanation.html",
        "kg/_ontology/events/meeting.toml", "kg/_ontology/vocabulary.toml", "kg/_ontology/queries/who_met_whom.rq",
    ],
)  # fmt: skip
def test_it_holds_what_is_read_at_run_time(unpacked: Path, path: str) -> None:
    assert (unpacked / path).is_file()


def test_it_holds_no_tests_and_no_sources_of_tables(unpacked: Path) -> None:
    names = {path.relative_to(unpacked).parts[0] for path in unpacked.iterdir()}
    assert {name for name in names if not name.endswith(".dist-info")} == {"kg"}
    assert not (unpacked / "kg" / "data" / "build").exists()


def test_demo_and_tables_without_the_extras(unpacked: Path, tmp_path: Path) -> None:
    out = python(
        unpacked,
        "import kg\n"
        "assert kg.__file__.startswith(" + repr(str(unpacked)) + ")\n"
        "from kg.cli import main\n"
        "main(['demo', '-o', 'out'])\n"
        "g = kg.open('out')\n"
        "print(repr(g), len(g._repr_html_()) > 1000, len(g.view()._repr_html_()) > 100000, g.network())\n"
        "for asked in (lambda: g.events, lambda: g.timeline(), lambda: g.review()):\n"
        "    try: asked()\n"
        "    except kg.KgError as problem: print(problem)\n",
        tmp_path,
    )
    assert (tmp_path / "out" / "graph.html").is_file()
    assert out.count("pip install 'diplograph[jupyter]'") == 3


def test_the_extras_are_those_of_the_project_file() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {
        part: {re.match(r"[\w-]+", line)[0].replace("-", "_") for line in lines}
        for part, lines in parts(project)
    }
    assert not names.pop("base") & set(EXTRAS)
    assert set(EXTRAS) <= set().union(*names.values())


def parts(project: dict) -> list[tuple[str, list[str]]]:
    extras = {
        name: lines
        for name, lines in project["optional-dependencies"].items()
        if name not in ("build", "dev")
    }
    return [("base", project["dependencies"]), *extras.items()]
