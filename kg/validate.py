"""Check a build's RDF against the ontology's shapes (SHACL)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.resources import ontology_path


@dataclass(frozen=True, slots=True)
class Validation:
    """Whether the graph keeps to the shapes, and what breaks them: a line for each."""

    conforms: bool
    problems: tuple[str, ...] = ()


def validate(folder: str | Path) -> Validation:
    """Check ``graph.ttl`` of a build folder, or one Turtle file.

    pySHACL is not installed with the package: ``pip install diplograph[shacl]``.
    """
    path = Path(folder)
    path = path / "graph.ttl" if path.is_dir() else path
    if not path.is_file():
        raise InputError(
            f"{folder}: found no graph.ttl, allowed is a folder made by a build, or a Turtle file"
        )
    try:
        import pyshacl
    except ImportError as problem:
        raise InputError("pySHACL is not installed; pip install 'diplograph[shacl]'") from problem
    import rdflib

    data, shapes = rdflib.Graph(), rdflib.Graph()
    try:
        data.parse(path, format="turtle")
    except Exception as problem:  # rdflib's parser raises errors of its own kinds and of others
        raise InputError(f"{path}: no Turtle ({' '.join(str(problem).split())[:200]})") from problem
    shapes.parse(data=ontology_path("shapes.ttl").read_text(encoding="utf-8"), format="turtle")
    conforms, results, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=True)
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    problems = sorted(
        f"{results.value(result, sh.focusNode)}: {results.value(result, sh.resultMessage)}"
        for result in results.subjects(rdflib.RDF.type, sh.ValidationResult)
    )
    return Validation(bool(conforms), tuple(" ".join(problem.split()) for problem in problems))
