"""The event types: read strictly, complete in four languages, and the generated files up to date."""

import re
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, XSD

from kg.errors import DataError
from kg.ontology import NAMESPACE, STATUSES, EventType, event_types, load_event_type, load_event_types
from kg.ontology_build import build
from kg.ontology_docs import page
from kg.resources import ontology_path

D = rdflib.Namespace(NAMESPACE)
GOOD = """class = "Walk"
content = false
colour = "#000000"
shape = "dot"
label = { en = "walk" }
definition = { en = "Somebody walks." }
[roles.walker]
required = true
label = { en = "walker" }
"""


def write(folder: Path, text: str, name: str = "walk.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", event_types(), ids=lambda kind: kind.name)
def test_every_type_has_labels_in_four_languages_and_codes_for_every_status(kind: EventType) -> None:
    for labels in (kind.labels, *(role.labels for role in kind.roles), *(mode.labels for mode in kind.modes)):
        assert {"ar", "en", "ru", "zh"} <= set(labels)
    assert set(kind.codes or {}) == set(STATUSES)
    assert kind.core


def test_types_are_distinguishable() -> None:
    for look in ("colour", "shape", "class_name"):
        values = [getattr(kind, look) for kind in event_types()]
        assert len(set(values)) == len(values)


def test_the_smallest_type_is_read(tmp_path: Path) -> None:
    kind = load_event_type(write(tmp_path, GOOD))
    assert (kind.name, kind.class_name, kind.core, kind.modes) == ("walk", "Walk", ("walker",), ())


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("class = ", "klass = "), "walk.toml, klass: found 'klass', allowed the keys class"),
        (('"Walk"', '"walk it"'), "walk.toml, class: found 'walk it'"),
        (('"#000000"', '"black"'), "walk.toml, colour: found 'black'"),
        (('"dot"', '"blob"'), "walk.toml, shape: found 'blob', allowed dot"),
        (("content = false", "content = 'no'"), "walk.toml, content: found 'no', allowed true or false"),
        (("required = true", "required = false"), "no role is required"),
        (("required = true", "required = true\nrequird = true"), "walk.toml, roles.walker.requird"),
        (('label = { en = "walker" }', 'label = { ar = "ماش" }'), "walk.toml, roles.walker.label"),
        (("[roles.walker]", "[roles.'a walker']"), "walk.toml, roles.a walker"),
        (
            ("required = true", "required = true\nterms = ['foo:bar']"),
            "walk.toml, roles.walker.terms: found 'foo:bar'",
        ),
        (("[roles.walker]", "[link]\nshared = 0\n[roles.walker]"), "walk.toml, link.shared: found 0"),
        (
            ("[roles.walker]", "[direction]\nsource = 'x'\n[roles.walker]"),
            "walk.toml, direction.source: found 'x'",
        ),
        (("[roles.walker]", "[codes.done]\n[roles.walker]"), "walk.toml, codes.done"),
        (("[roles.walker]", "[roles.walker"), "walk.toml: no readable TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    assert change[0] in GOOD
    with pytest.raises(DataError) as error:
        load_event_type(write(tmp_path, GOOD.replace(*change, 1)))
    assert says in str(error.value)
    assert "\n" not in str(error.value).split("(")[0]


def test_two_types_may_not_share_a_class(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, GOOD, "stroll.toml")
    with pytest.raises(DataError, match="class 'Walk' is also that of"):
        load_event_types(tmp_path)


@pytest.mark.parametrize("name", sorted(build()))
def test_generated_files_are_up_to_date(name: str) -> None:
    stored = ontology_path(name).read_text(encoding="utf-8")
    assert stored == build()[name], "run: python -m kg.ontology_build"


@pytest.mark.parametrize("name", ["kg.ttl", "plover.ttl", "shapes.ttl", "align.ttl"])
def test_rdflib_and_oxigraph_read_the_same_triples(name: str) -> None:
    text = ontology_path(name).read_text(encoding="utf-8")
    count = len(rdflib.Graph().parse(data=text, format="turtle"))
    assert count > 10
    assert count == len(set(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE)))


def load(*names: str) -> rdflib.Graph:
    found = rdflib.Graph()
    for name in names:
        found.parse(data=ontology_path(name).read_text(encoding="utf-8"), format="turtle")
    return found


def test_align_names_only_terms_of_the_vocabulary() -> None:
    own = "https://w3id.org/diplograph/ontology#"
    vocabulary = load("kg.ttl", "plover.ttl")
    align = rdflib.Graph().parse(data=ontology_path("align.ttl").read_text(encoding="utf-8"), format="turtle")
    used = {term for triple in align for term in triple if str(term).startswith(own)}
    assert used
    assert used <= set(vocabulary.subjects())


@pytest.mark.parametrize(
    "scheme",
    ["statusScheme", "roleScheme", "modeScheme", "ploverScheme", "ploverModeScheme", "ploverContextScheme"],
)
def test_every_concept_has_labels_in_four_languages(scheme: str) -> None:
    data = load("kg.ttl", "plover.ttl")
    concepts = [D[scheme], *data.subjects(SKOS.inScheme, D[scheme])]
    assert len(concepts) > 3
    for concept in concepts:
        assert {label.language for label in data.objects(concept, SKOS.prefLabel)} == {
            "ar",
            "en",
            "ru",
            "zh",
        }, concept  # type: ignore[union-attr]


def test_plover_is_whole_and_mapped() -> None:
    data = load("plover.ttl")
    types, modes, contexts = (
        set(data.subjects(SKOS.inScheme, D[f"{name}Scheme"]))
        for name in ("plover", "ploverMode", "ploverContext")
    )
    assert (len(types), len(modes), len(contexts)) == (16, 72, 37)
    assert {data.value(mode, SKOS.broader) for mode in modes} <= types
    members = [
        one for group in data.subjects(RDF.type, SKOS.Collection) for one in data.objects(group, SKOS.member)
    ]
    assert sorted(members) == sorted(types)
    roots = {root for one in types for root in data.objects(one, SKOS.closeMatch)}
    assert {str(data.value(root, SKOS.notation)) for root in roots} == {
        f"{number:02}" for number in range(3, 21)
    }
    for concept in types | modes | contexts:
        assert str(data.value(concept, SKOS.definition)).endswith(".")
        assert data.value(concept, SKOS.notation) is not None


def test_the_event_types_lead_to_plover() -> None:
    data = load("kg.ttl")
    for kind in event_types():
        expected = kind.codes_for("held").plover
        found = data.value(D[kind.class_name], SKOS.broadMatch)
        assert found == (D[f"plover-{expected}"] if expected else None)


def test_skos_is_kept_to() -> None:
    """The integrity conditions of SKOS (S13, S14, S27) that can be broken here, over all files."""
    data = load("kg.ttl", "plover.ttl", "align.ttl")
    concepts = set(data.subjects(RDF.type, SKOS.Concept)) | set(data.subjects(RDF.type, SKOS.ConceptScheme))
    for concept in concepts:
        preferred = [label.language for label in data.objects(concept, SKOS.prefLabel)]  # type: ignore[union-attr]
        assert len(preferred) == len(set(preferred)), concept
        assert not set(data.objects(concept, SKOS.prefLabel)) & set(data.objects(concept, SKOS.altLabel))
        assert concept not in set(data.transitive_objects(concept, SKOS.broader)) - {concept}
        assert not set(data.objects(concept, SKOS.broader)) & set(data.objects(concept, SKOS.related))
    notations = [(data.value(one, SKOS.inScheme), data.value(one, SKOS.notation)) for one in concepts]
    typed = [pair for pair in notations if pair[1] is not None and pair[0] != D.ploverModeScheme]
    assert len(typed) == len(set(typed))


def test_the_page_about_the_vocabulary_is_up_to_date() -> None:
    stored = Path(__file__).parents[2] / "docs" / "ontology.md"
    assert stored.read_text(encoding="utf-8") == page(), "run: python -m kg.ontology_build"


def test_the_page_names_every_term_of_ours() -> None:
    text = page()
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, SKOS.Concept)
    data = load("kg.ttl")
    found = {str(one) for kind in kinds for one in data.subjects(RDF.type, kind)}
    terms = {one.removeprefix(NAMESPACE) for one in found if one.startswith(NAMESPACE)}
    assert len(terms) > 80
    assert {term for term in terms if f"`d:{term}`" not in text} == set()


def test_the_example_of_the_page_keeps_to_the_shapes_and_names_only_known_terms() -> None:
    (example,) = re.findall(r"```turtle\n(.*?)```", page(), re.DOTALL)
    data = rdflib.Graph().parse(data=example, format="turtle")
    conforms, _, report = pyshacl.validate(data, shacl_graph=load("shapes.ttl"))
    assert conforms, report
    used = {node for triple in data for node in triple if str(node).startswith(NAMESPACE)}
    assert used <= set(load("kg.ttl").subjects())


@pytest.mark.parametrize("name", ["kg.ttl", "plover.ttl"])
def test_every_term_is_declared_for_owl(name: str) -> None:
    """OWL tools take an undeclared term for an annotation, and refuse the file or lose what it says."""
    data = load(name)
    properties = {OWL.AnnotationProperty, OWL.ObjectProperty, OWL.DatatypeProperty}
    for predicate in set(data.predicates()):
        if not str(predicate).startswith((str(RDF), str(RDFS), str(OWL))):
            assert len(properties & set(data.objects(predicate, RDF.type))) == 1, predicate
    for predicate in (RDFS.subClassOf, RDFS.domain, RDFS.range, RDF.type):
        for value in set(data.objects(None, predicate)):
            if not str(value).startswith((str(XSD), str(OWL))):
                assert (value, RDF.type, OWL.Class) in data, value
    # OWL 2 has no xsd:date.
    assert XSD.date not in set(data.objects(None, RDFS.range))
