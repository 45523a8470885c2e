"""The lists of words of a language's folder, as its files hold them."""

from __future__ import annotations

import tomllib

from kg.errors import DataError
from kg.resources import package_path

_TITLE_KEYS = frozenset(
    {
        "article",
        "names",
        "offices",
        "bare",
        "crown",
        "words",
        "verb_starts",
        "surnames",
        "body_offices",
        "adjective_ends",
        "family_ends",
        "owned",
        "owned_behind",
        "owner",
        "plurals",
        "pronouns",
        "never_tail",
        "several",
        "double",
    }
)
# Classes whose words take the article; the others are given as they are written.
_DEFINITE = frozenset({
    "head", "heads", "organization", "government", "group", "tail", "bodies", "posted", "envoy", "delegate",
    "world",
    "adjectival", "rank",
})  # fmt: skip


def read_titles(code: str) -> dict[str, object]:
    path = package_path("lang", code, "titles.toml")
    if not path.is_file():
        return {}
    found: dict[str, object] = tomllib.loads(path.read_text(encoding="utf-8"))
    unknown = sorted(set(found) - _TITLE_KEYS)
    if unknown:
        raise DataError(
            f"kg/lang/{code}/titles.toml: unknown key {unknown[0]!r}; allowed: {', '.join(sorted(_TITLE_KEYS))}"
        )
    return found


def read_lines(code: str, name: str) -> list[str]:
    path = package_path("lang", code, name)
    if not path.is_file():
        return []
    return [w for w in path.read_text(encoding="utf-8").split("\n") if w and not w.startswith("#")]


def read_given(code: str) -> list[str]:
    path = package_path("lang", code, "names.toml")
    return str(tomllib.loads(path.read_text(encoding="utf-8"))["given"]).split() if path.is_file() else []


def articled(group: list[str], name: str, article: str) -> list[str]:
    if name == "bodies" and article:
        return [article + form for form in group]
    return with_article(group, article) if name in _DEFINITE else group


def with_article(group: list[str], article: str) -> list[str]:
    if not article:
        return group
    return [*group, *(article + form for form in group if not form.startswith(article))]
