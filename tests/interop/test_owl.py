"""The ontology in OWL tools: `tests/interop/run.sh` installs owlready2 (with HermiT, which needs Java) and
pyowl2-profiles, and sets KG_INTEROP; elsewhere these tests are skipped."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.resources import ontology_path

BIN = Path(os.environ.get("KG_INTEROP", "/nonexistent")) / "owl" / "bin"
FILES = [str(ontology_path(name)) for name in ("kg.ttl", "plover.ttl", "align.ttl")]
pytestmark = pytest.mark.skipif(not BIN.is_dir(), reason="no OWL tools: run tests/interop/run.sh")


@pytest.mark.skipif(not shutil.which("java"), reason="HermiT needs Java")
def test_owlready_opens_it_and_hermit_finds_no_contradiction() -> None:
    script = str(Path(__file__).with_name("owl.py"))
    done = subprocess.run([str(BIN / "python"), script, *FILES], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert found["unsatisfiable"] == []
    assert found["classes"] > 30
    assert found["properties"] > 50


@pytest.mark.parametrize("path", FILES[:2])
def test_it_is_owl_2_dl(path: str) -> None:
    command = [str(BIN / "pyowl2-profiles"), "detect", "--format", "json", "--profile", "DL", path]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)["result"]["dl"]
    assert found["in_profile"] is True, found
