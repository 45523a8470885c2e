"""What `import kg` offers: the public names, no others, documented, and loaded quickly."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import subprocess
import sys

import pytest

import kg

NAMES = {
    "Actor", "Article", "DataError", "Evaluation", "Event", "Evidence", "Explanation", "Extraction", "InputError",
    "KgError", "Known", "Knowledge", "Mention", "Merge", "Noted", "Office", "Place", "Report", "Serving", "Skipped", "Span", "Timex", "Validation",
    "WrittenForm", "actors", "build", "demo", "evaluate", "explain", "extract", "merges", "nlp", "open", "query", "read", "serve",
    "to_pyvis", "validate",
}  # fmt: skip


def test_the_public_names_are_these_and_no_others() -> None:
    assert set(kg.__all__) == NAMES
    assert sorted(kg.__all__) == list(kg.__all__)


@pytest.mark.parametrize("name", sorted(NAMES))
def test_each_has_a_docstring(name: str) -> None:
    assert (inspect.getdoc(getattr(kg, name)) or "").strip()


@pytest.mark.parametrize("name", sorted(name for name in NAMES if name.islower()))
def test_functions_stay_functions_when_all_modules_are_loaded(name: str) -> None:
    for module in pkgutil.walk_packages(kg.__path__, "kg."):
        if not module.name.startswith("kg.data") and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    assert inspect.isfunction(getattr(kg, name))


def test_importing_loads_nothing_heavy() -> None:
    code = "import kg, sys; print(*sorted({'spacy', 'rdflib', 'trafilatura', 'networkx', 'pyvis', 'lxml', 'numpy'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert found.stdout.strip() == ""
