"""The notebooks run from a clean kernel, and are stored without outputs."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[p.stem for p in NOTEBOOKS])
def test_a_notebook_runs(path: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    assert all(not cell.get("outputs") for cell in notebook.cells if cell.cell_type == "code")
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [
        output.text for output in outputs if output.output_type == "stream" and output.name == "stderr"
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[p.stem for p in NOTEBOOKS])
def test_a_notebook_defines_nothing(path: Path) -> None:
    """What is useful belongs to the package, where it is tested and documented."""
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    defining = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    assert not [
        node for source in cells for node in ast.walk(ast.parse(source)) if isinstance(node, defining)
    ]


def test_the_notebooks_are_these() -> None:
    assert [path.stem for path in NOTEBOOKS] == [
        "01_first_graph", "02_who_meets_whom", "03_statements_and_sources", "04_sparql", "05_your_own_articles",
    ]  # fmt: skip
