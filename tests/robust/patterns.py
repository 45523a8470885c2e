"""Every regular expression of the package, found in its source, with long texts made against each of them."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]  # the only reader of patterns there is

import kg

ROOT = Path(kg.__file__).parent
METHODS = ("match", "fullmatch", "search", "findall", "finditer", "sub", "split")
# Left out: they run when tables are made for a release or annotated articles are read, on the project's own files.
OWN_FILES = ("data/build/", "evaluation/gold.py")


@dataclass(frozen=True, slots=True)
class Used:
    """A pattern, where it stands, and the methods that are called on it."""

    place: str
    pattern: re.Pattern[str]
    methods: tuple[str, ...]


def used() -> list[Used]:
    """All of them, by place. A pattern that is made in a function, from what is not constant, fails here."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(OWN_FILES):
            found += list(_of(path, name))
    return found


def _of(path: Path, name: str) -> Iterator[Used]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    compiled: dict[str, ast.Call] = {}
    for node in tree.body:
        if (
            isinstance(node, ast.Assign)
            and _calls(node.value, "compile")
            and isinstance(node.targets[0], ast.Name)
        ):
            compiled[node.targets[0].id] = node.value  # type: ignore[assignment]
    module = importlib.import_module(
        "kg." + name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    )
    for variable in compiled:
        methods = {
            node.attr for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == variable and node.attr in METHODS
        }  # fmt: skip
        yield Used(f"{name} {variable}", getattr(module, variable), tuple(sorted(methods)) or ("search",))
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
        ):
            if node.func.attr in METHODS:
                yield Used(
                    f"{name} line {node.lineno}",
                    re.compile(ast.literal_eval(node.args[0])),
                    (node.func.attr,),
                )
            elif node.func.attr == "compile" and node not in compiled.values():
                raise AssertionError(
                    f"{name}, line {node.lineno}: a pattern that this test cannot find by a name"
                )


def _calls(node: ast.expr, name: str) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func) == f"re.{name}"
    )


def pieces(pattern: re.Pattern[str]) -> list[str]:
    """Letters that the pattern asks for, one of each kind, in the order in which it asks for them."""
    found: list[str] = []
    waiting: list[object] = [_parser.parse(pattern.pattern, pattern.flags)]
    while waiting:
        item = waiting.pop(0)
        if (
            isinstance(item, tuple)
            and len(item) == 2
            and str(item[0]) in ("LITERAL", "NOT_LITERAL")
            and isinstance(item[1], int)
        ):
            found.append(chr(item[1]))
        elif isinstance(item, tuple) and len(item) == 2 and str(item[0]) == "RANGE":
            found.append(chr(item[1][0]))
        elif isinstance(item, tuple) and len(item) == 2 and str(item[0]) == "CATEGORY":
            found.append({"DIGIT": "7", "SPACE": " ", "WORD": "w"}[str(item[1]).rsplit("_", 1)[1]])
        elif isinstance(item, list | tuple | _parser.SubPattern):
            waiting[:0] = list(item)
    return list(dict.fromkeys([*found, "a", "1", " ", "."]))


# What the patterns for SPARQL look for, which single letters do not make.
WORDS = (
    "PREFIX ",
    "PREFIX a:<b>",
    "PREFIX a",
    "BASE <a>",
    "BASE ",
    "# a\n",
    "SERVICE SILENT ",
    "service",
    "ex:a\\",
    "\n# values ",
    "\n \t",
)


def texts(pattern: re.Pattern[str], size: int) -> Iterator[str]:
    """Long texts of one letter, of two in turn, of stretches of several, and of the whole alphabet, with bad ends."""
    letters = pieces(pattern)[:14]
    for first in letters:
        for end in ("", "\0", "!\n"):
            yield first * size + end
        for second in letters[:6]:
            if second != first:
                yield (first + second) * (size // 2) + "\0"
                yield first * (size // 2) + second * (size // 2) + "\0"
                yield second + first * size + "\0"
    for word in WORDS:
        yield word * (size // len(word)) + "\0"
        yield word + " " * size + "\0"
    whole = "".join(letters)
    yield whole * (size // len(whole)) + "\0"
    yield "".join(letter * (size // len(letters)) for letter in letters) + "\0"


def call(pattern: re.Pattern[str], method: str) -> Callable[[str], object]:
    """The method as a function of the text alone, run to its end."""
    if method == "sub":
        return lambda text: pattern.sub("x", text)
    if method == "finditer":
        return lambda text: sum(1 for _ in pattern.finditer(text))
    return getattr(pattern, method)  # type: ignore[no-any-return]
