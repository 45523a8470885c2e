"""When a bar is shown, and that it never changes what it counts."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace

import pytest

from kg.progress import watched


@pytest.mark.parametrize(
    ("wanted", "notebook", "terminal", "shown"),
    [
        (None, True, False, True),
        (None, False, True, False),
        (None, False, False, False),
        (True, True, False, True),
        (True, False, True, True),
        (True, False, False, False),
        (False, True, True, False),
    ],
)
def test_a_bar_is_shown_where_somebody_looks(
    monkeypatch: pytest.MonkeyPatch, wanted, notebook, terminal, shown
) -> None:
    seen = []

    def bar(items, **options):
        seen.append(options["unit"])
        return items

    fake = ModuleType("tqdm.auto")
    fake.tqdm = bar  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tqdm.auto", fake)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    monkeypatch.setitem(
        sys.modules, "ipykernel", ModuleType("ipykernel")
    )  # imported by others, notebook or not
    ipython = ModuleType("IPython")
    shell = SimpleNamespace(kernel=object()) if notebook else None
    ipython.get_ipython = lambda: shell  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "IPython", ipython)
    assert list(watched([1, 2, 3], wanted, "articles")) == [1, 2, 3]
    assert seen == ([" articles"] if shown else [])
