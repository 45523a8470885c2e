"""The store on the disk: what it holds, when it is used, and that no damage keeps a question from its answer."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from fake import Fake, article
from rdflib import RDF, XSD, Dataset, Namespace, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

import kg
from kg.errors import InputError
from kg.graph.answers import Rows
from kg.graph.disk import store_in, stored, write_store
from kg.graph.store import open_store, queries, query
from kg.ontology import NAMESPACE

D = Namespace(NAMESPACE)
COUNT = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


@pytest.fixture
def folder(tmp_path: Path, fake: Fake) -> Path:
    """A build of two articles that has been asked for its store."""
    kg.build([article("a"), article("b", "Xi met Putin in Beijing.")], tmp_path / "out")
    assert stored(tmp_path / "out") is not None
    return tmp_path / "out"


@pytest.mark.parametrize(
    "ask",
    [
        lambda folder: kg.query(folder, COUNT),
        lambda folder: query(folder, COUNT),
        lambda folder: kg.open(folder).rdflib(),
    ],
)
def test_a_store_is_made_when_first_asked_for_and_kept_up_by_builds(
    tmp_path: Path, fake: Fake, ask: Callable[[Path], object]
) -> None:
    kg.build([article("a")], tmp_path)
    assert not (tmp_path / "store").exists()
    ask(tmp_path)
    made = store_in(tmp_path)
    assert made is not None
    assert [path.name for path in (tmp_path / "store").iterdir()] == [made.name]
    kg.build([article("b", "Kim met Biden in Geneva.")], tmp_path)
    newer = store_in(tmp_path)
    assert newer not in (None, made)
    assert [path.name for path in (tmp_path / "store").iterdir()] == [newer.name]  # type: ignore[union-attr]


def test_where_no_store_can_be_made_the_files_are_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = query(folder, COUNT)
    shutil.rmtree(folder / "store")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("kg.graph.disk._fill", full)
        assert stored(folder) is None
        assert query(folder, COUNT) == before
    assert list((folder / "store").iterdir()) == []
    assert stored(folder.parent / "nothing") is None
    assert not (folder.parent / "nothing").exists()


def test_of_many_that_ask_first_one_makes_the_store(tmp_path: Path, fake: Fake) -> None:
    kg.build([article("a")], tmp_path)
    found: list[Path | None] = []
    threads = [threading.Thread(target=lambda: found.append(stored(tmp_path))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [store_in(tmp_path)] * 4
    assert [*(tmp_path / "store").iterdir()] == [store_in(tmp_path)]


def test_a_store_is_loaded_in_pieces(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = set(open_store(folder))
    shutil.rmtree(folder / "store")
    monkeypatch.setattr("kg.graph.disk._AT_ONCE", 1_000)
    assert stored(folder) is not None
    assert set(open_store(folder, make=False)) == whole


def test_the_store_holds_what_the_files_hold(folder: Path) -> None:
    assert store_in(folder) is not None
    assert (
        set(open_store(folder))
        == set(open_store(folder / "graph.nq.gz"))
        == set(open_store(folder / "graph.trig"))
    )


def test_the_store_is_what_is_asked(folder: Path) -> None:
    before = query(folder, COUNT)
    for name in ("graph.nq.gz", "graph.trig", "graph.ttl", "graph.jsonld"):
        (folder / name).unlink()
    assert query(folder, COUNT) == kg.query(folder, COUNT) == before
    assert int(before.rows[0][0] or 0) > 100


@pytest.mark.parametrize("damage", ["gone", "garbled", "report"])
def test_a_damaged_store_is_only_slower(folder: Path, damage: str) -> None:
    before, made = query(folder, COUNT), store_in(folder)
    assert made is not None
    if damage == "gone":
        shutil.rmtree(made)
    elif damage == "garbled":
        for path in made.glob("MANIFEST*"):
            path.write_bytes(b"x" * 100)
    else:
        report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
        report["files"]["graph.nq.gz"] = "../../../etc"
        (folder / "report.json").write_text(json.dumps(report), encoding="utf-8")
    assert query(folder, COUNT) == kg.query(folder, COUNT) == before


def test_building_the_same_again_keeps_the_store(folder: Path, fake: Fake) -> None:
    made = store_in(folder)
    assert made is not None
    identity = (made / "IDENTITY").read_bytes()
    (folder / "store" / "notes").mkdir()
    kg.build([article("a"), article("b", "Xi met Putin in Beijing.")], folder)
    assert (made / "IDENTITY").read_bytes() == identity
    kg.build([article("a")], folder)
    assert store_in(folder) != made
    assert {path.name for path in (folder / "store").iterdir()} == {"notes", store_in(folder).name}  # type: ignore[union-attr]


def test_an_open_store_outlives_a_new_build(folder: Path, fake: Fake) -> None:
    reader = open_store(folder)
    kg.build([article("c", "Kim met Biden in Geneva.")], folder)
    assert len(query(reader, "who_met_whom").rows) == 2
    assert len(query(folder, "who_met_whom").rows) == 1


def test_many_may_ask_at_once(folder: Path) -> None:
    found: list[Rows] = []
    threads = [threading.Thread(target=lambda: found.append(kg.query(folder, COUNT))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({rows.rows for rows in found}) == 1
    assert len(found) == 4


def test_a_store_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "graph.nq.gz").write_bytes(b"no gzip")
    with pytest.raises(InputError, match="the store cannot be written"):
        write_store(tmp_path / "graph.nq.gz", tmp_path / "store")


def test_modules_in_the_folder_of_the_user_are_not_run(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('run')", encoding="utf-8")
    (tmp_path / "pyoxigraph.py").write_text("raise SystemExit('run')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert kg.query("out", COUNT).rows


def test_the_answer_as_a_frame(folder: Path) -> None:
    frame = kg.query(
        folder,
        """PREFIX d: <https://w3id.org/diplograph/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?label ?earliest ?sure (1 AS ?one) (true AS ?yes) ?none (IF(?sure > 0, 1, "x") AS ?mixed)
        { ?event a d:Meeting ; rdfs:label ?label ; d:earliest ?earliest ; d:evidence/d:confidence ?sure }""",
    ).frame()
    assert len(frame) == 2
    assert pd.api.types.is_datetime64_any_dtype(frame["earliest"])
    assert pd.api.types.is_float_dtype(frame["sure"])
    assert pd.api.types.is_integer_dtype(frame["one"])
    assert pd.api.types.is_bool_dtype(frame["yes"])
    assert frame["none"].isna().all()
    assert frame["label"].str.contains("meeting").all()
    assert kg.query(folder, "SELECT ?s { ?s a <x:none> }").frame().columns.tolist() == ["s"]


def test_a_day_that_pandas_cannot_hold_is_not_lost() -> None:
    kind = "http://www.w3.org/2001/XMLSchema#date"
    frame = Rows(("d",), (("2025-11-03Z",), ("2025-01-01",)), (kind,)).frame()
    assert frame["d"].tolist() == ["2025-11-03Z", "2025-01-01"]


def test_triples_as_turtle(folder: Path) -> None:
    rows = kg.query(folder, "DESCRIBE ?s { ?s a <https://w3id.org/diplograph/ontology#Meeting> }")
    assert rows.triples
    assert "d:Meeting" in rows.turtle()
    assert len(rows.rows) == len(rows.triples)
    with pytest.raises(InputError, match="allowed is that of CONSTRUCT or DESCRIBE"):
        kg.query(folder, COUNT).turtle()


def values(data: Dataset) -> list[tuple[str, ...]]:
    """Quads by value: Oxigraph names xsd:string, and keeps xsd:nonNegativeInteger as xsd:integer."""
    same = {str(XSD.nonNegativeInteger): str(XSD.integer), "None": str(XSD.string)}
    found = []
    for subject, predicate, value, name in data.quads():
        kind = str(getattr(value, "datatype", "")) if not getattr(value, "language", None) else value.language
        graph = "" if name is None or name == DATASET_DEFAULT_GRAPH_ID else str(name)
        found.append((str(subject), str(predicate), str(value), same.get(kind, kind), graph))
    return sorted(found)


def test_rdflib_opens_the_same_data(folder: Path) -> None:
    saved, copied = (
        kg.open(folder).rdflib(),
        kg.build([article("a"), article("b", "Xi met Putin in Beijing.")]).rdflib(),
    )
    assert len(list(saved.quads())) > 300
    assert values(saved) == values(copied)
    for name in queries():
        assert query(saved, name) == query(copied, name) == query(folder, name)
    assert len(list(saved.triples((None, RDF.type, D.Meeting)))) == 2
    assert (None, None, None) in saved.graph(URIRef("https://w3id.org/diplograph/id/graph/a"))
    assert "@prefix d: <https://w3id.org/diplograph/ontology#>" in saved.serialize(format="turtle")


def test_rdflib_cannot_change_a_saved_graph(folder: Path) -> None:
    saved = kg.open(folder).rdflib()
    before = len(list(saved.quads()))
    with pytest.raises(RuntimeError, match="read-write"):
        saved.add((D.a, D.b, D.c))
    with pytest.raises(RuntimeError, match="read-write"):
        saved.remove((None, None, None))
    assert len(list(saved.quads())) == before


def test_a_saved_graph_answers_with_days_and_refuses_updates(folder: Path) -> None:
    g = kg.open(folder)
    assert g.query("who_met_whom")["earliest"].dt.year.tolist() == [2025, 2025]
    with pytest.raises(InputError, match="found an update"):
        g.query("CLEAR ALL")
