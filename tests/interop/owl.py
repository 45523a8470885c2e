"""Open the ontology with owlready2, and let HermiT look for contradictions. Run by test_owl.py in a Python of its own.

Prints a line of JSON: the numbers of classes and properties, and the classes that can have no member.
"""

import contextlib
import io
import json
import sys
import tempfile
from pathlib import Path


def main(names: list[str]) -> None:
    """Read the Turtle files as one ontology."""
    import owlready2
    import rdflib

    data = rdflib.Graph()
    for name in names:
        data.parse(name, format="turtle")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "all.rdf"
        data.serialize(path, format="xml")
        world = owlready2.World()
        ontology = world.get_ontology(path.as_uri()).load()
        with contextlib.redirect_stdout(io.StringIO()), ontology:
            owlready2.sync_reasoner_hermit(world, debug=0)
        found = {
            "classes": len(list(ontology.classes())),
            "properties": len(list(ontology.properties())),
            "unsatisfiable": [str(one) for one in world.inconsistent_classes()],
        }
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
