"""Fixtures that several folders of tests use."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for the modules that tests share

from fake import Fake


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Put the pipeline of `fake.py` in the place of the package's own."""
    made = Fake()
    module = ModuleType("kg.pipeline")
    module.extract = made.extract  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "kg.pipeline", module)
    return made
