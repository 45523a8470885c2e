"""What the README shows is what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fake import Fake, article

import kg
from kg.build import FILES
from kg.cli import cli

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)


def test_it_begins_with_exactly_two_commands() -> None:
    assert BLOCKS[0] == ("sh", "make demo\nmake test\n")


def test_every_command_exists_and_is_shown() -> None:
    shown = {
        word
        for kind, block in BLOCKS
        if kind == "sh"
        for word in re.findall(r"^kg (\w+)", block, re.MULTILINE)
    }
    assert shown | {"demo"} == set(cli.commands)


def test_every_output_is_named() -> None:
    assert not [name for name in FILES if f"`{name}`" not in README]


def test_the_sparql_query_answers(tmp_path: Path, fake: Fake) -> None:
    (query,) = (block for kind, block in BLOCKS if kind == "sparql")
    kg.build(article("a"), tmp_path)
    (row,) = kg.query(tmp_path, query).records()
    assert (row["first"], row["last"]) == ("2025-11-03", "2025-11-03")
    assert "Li" in (row["label"] or "")


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "LICENSE"])
def test_the_usual_files_are_there(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8").strip()
