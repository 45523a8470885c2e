"""Everything the package needs has a licence that lets it be used and passed on freely, and the docs list it."""

from __future__ import annotations

import pytest

from tests.robust import licences


@pytest.mark.parametrize("name", [name for name, _ in licences.pinned()])
def test_a_licence_is_permissive(name: str) -> None:
    told = licences.licence(name)
    if told is None:
        pytest.skip("not installed here")
    assert licences.ALLOWED.search(told), told


def test_the_list_has_the_versions_of_the_lock() -> None:
    listed = (licences.ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    missing = [name for name, version in licences.pinned() if f"| {name} | {version} |" not in listed]
    assert not missing, "python -m tests.robust.licences > docs/licences.md"


def test_a_licence_that_asks_more_is_found() -> None:
    assert not licences.ALLOWED.search("GNU General Public License v3 (GPLv3)")
