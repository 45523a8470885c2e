"""What `kg.build` and `kg.open` give: tables, parts, queries, explanations, and the way to the disk and back."""

from __future__ import annotations

import gzip
import inspect
from pathlib import Path

import networkx as nx
import pytest
from fake import Fake, article

import kg
from kg.resources import package_path

pd = pytest.importorskip("pandas")


@pytest.fixture(scope="module")
def g() -> kg.Knowledge:
    return kg.build(Path(str(package_path("examples"))))


@pytest.fixture
def small(fake: Fake) -> kg.Knowledge:
    return kg.build(
        [
            article("a"),
            article("b", "Xi met Putin in Beijing.", published="2024-09-02"),
            article("c", "Nothing."),
        ]
    )


def test_dates_keep_their_precision(g: kg.Knowledge) -> None:
    frame = g.events
    assert str(frame["earliest"].dtype) == str(frame["latest"].dtype) == "datetime64[s]"
    year = frame[frame["precision"] == "year"].iloc[0]
    assert len(year["date"]) == 4
    assert (year["earliest"].month, year["latest"].month) == (1, 12)
    dated = frame.dropna(subset=["earliest"])
    assert dated["earliest"].is_monotonic_increasing
    assert (dated["earliest"] <= dated["latest"]).all()


def test_tables_have_types(g: kg.Knowledge) -> None:
    frame = g.events
    assert {name: str(frame[name].dtype) for name in ("type", "status", "precision", "sources", "label")} == {
        "type": "category", "status": "category", "precision": "category", "sources": "Int64", "label": "string",
    }  # fmt: skip
    assert frame["precision"].cat.ordered
    assert g.meetings.explode("participant")["participant"].notna().all()
    assert set(g.statements["type"]) == {"statement"}
    assert "host" in g.visits.columns
    assert "host" not in g.agreements.columns
    assert len(g.events) == len(g) == sum(map(len, (g.meetings, g.visits, g.statements, g.agreements)))


def test_names_come_in_the_language_asked_for(g: kg.Knowledge) -> None:
    names = set(g.table("meeting", lang="ar").explode("participant")["participant"])
    assert "شي جينبينغ" in names
    assert "Xi Jinping" not in names


def test_actors_are_sorted_by_activity(g: kg.Knowledge) -> None:
    assert g.actors["events"].is_monotonic_decreasing
    assert g.actors.loc["Q15031", "name_ar"] == "شي جينبينغ"


def test_tables_of_nothing_have_their_columns() -> None:
    empty = kg.build({"text": "لا شيء", "lang": "ar"})
    for frame in (empty.events, empty.meetings, empty.actors, empty.evidence):
        assert len(frame) == 0
        assert len(frame.columns) > 4
    assert len(empty.articles) == 1


@pytest.mark.parametrize("name", ["CHN", "China", "الصين", "Q148"])
def test_a_nation_is_found_by_code_and_by_any_name(g: kg.Knowledge, name: str) -> None:
    assert len(g.filter(nation=name)) == len(g.filter(nation="CHN")) > 0


@pytest.mark.parametrize("name", ["Q58217", "Sergey Lavrov", "lavrov", "لافروف"])
def test_an_actor_is_found_by_id_name_and_part_of_a_name(g: kg.Knowledge, name: str) -> None:
    found = g.filter(actor=name)
    assert 0 < len(found) < len(g)
    assert all("Q58217" in event.actors or "Q58217" in event.claimed_by for event in found.graph.events)


def test_filters_chain(g: kg.Knowledge) -> None:
    both = g.filter(nation="RUS").filter(nation="CHN").filter(type="meeting")
    assert both.graph == g.filter(nation="CHN", type="meeting").filter(nation="RUS").graph
    assert set(both.meetings["type"]) == {"meeting"}
    assert {actor.id for actor in both.graph.actors} >= {
        one for event in both.graph.events for one in event.actors
    }
    assert {article.id for article in both.graph.articles} == {
        one for event in both.graph.events for one in event.articles
    }


@pytest.mark.parametrize(
    ("since", "until", "dates"),
    [
        (None, None, ["2024-09-02", "2025-11-03"]),
        ("2025", None, ["2025-11-03"]),
        (None, "2025-11-02", ["2024-09-02"]),
        ("2025-11", "2025-11", ["2025-11-03"]),
        (pd.Timestamp("2024-09-02"), pd.Period("2024-09"), ["2024-09-02"]),
        (pd.Timestamp("2024-09-03").date(), "2025-11-02", []),
    ],
)  # fmt: skip
def test_time_is_limited_by_days_months_years_and_pandas_dates(small, since, until, dates) -> None:
    assert list(small.filter(since=since, until=until).events["date"]) == dates


def test_events_without_a_date_are_kept_on_demand(fake: Fake) -> None:
    g = kg.build({"text": "Li met Mishustin in Hangzhou.", "lang": "en"})
    assert len(g.filter(since="2025")) == 0
    assert len(g.filter(since="2025", undated=True)) == 1


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"actor": "Lavrof"}, "like it are Sergey Lavrov"),
        ({"nation": "Atlantis"}, "nothing in this graph is called"),
        ({"type": "war"}, "allowed agreement, meeting, statement, visit"),
        ({"status": "done"}, "allowed held, planned, cancelled"),
        ({"since": "yesterday"}, "allowed is a date such as 2025-11-03"),
        ({"since": "2025-11", "until": "2025-10"}, "allowed is a day up to 2025-10-31"),
    ],
)
def test_what_cannot_be_asked_is_said(g: kg.Knowledge, asked: dict[str, str], message: str) -> None:
    with pytest.raises(kg.InputError, match=message):
        g.filter(**asked)


def test_the_network_is_taken_by_networkx(g: kg.Knowledge, tmp_path: Path) -> None:
    found = g.network()
    nx.write_graphml(found, tmp_path / "a.graphml")
    nx.write_gexf(found, tmp_path / "a.gexf")
    # Algorithms over the plain graph; PageRank and its like want SciPy, which is the user's to install.
    plain = nx.DiGraph(found)
    assert len(nx.betweenness_centrality(plain, k=5, seed=1)) == found.number_of_nodes()
    assert set().union(*nx.weakly_connected_components(plain)) == set(found)


def test_queries_give_tables_and_folder_and_memory_agree(g: kg.Knowledge, tmp_path: Path) -> None:
    saved = g.save(tmp_path / "out")
    asked = "SELECT ?type (COUNT(*) AS ?n) WHERE { ?e <http://semanticweb.cs.vu.nl/2009/11/sem/eventType> ?type } GROUP BY ?type ORDER BY ?type"
    frame = g.query(asked)
    assert str(frame["n"].dtype) == "Int64"
    assert frame["n"].sum() == len(g)
    pd.testing.assert_frame_equal(frame, saved.query(asked))
    assert len(g.query("who_met_whom", values={"from": "2025-11-01"})) < len(g.query("who_met_whom"))


def test_numbers_with_zeros_before_them_stay_text(g: kg.Knowledge) -> None:
    frame = g.query('SELECT ?code WHERE { VALUES ?code { "042" "036" } }')
    assert list(frame["code"]) == ["042", "036"]


def test_explain_shows_the_sentence_and_marks_the_word(small: kg.Knowledge) -> None:
    found = small.explain(small.meetings.index[-1])
    assert found.sources[0].marked() == "Li ⟦met⟧ Mishustin in Hangzhou."
    with pytest.raises(kg.InputError, match="2 events begin with 'meeting'"):
        small.explain("meeting")


def test_explain_says_the_same_from_memory_and_from_the_folder(g: kg.Knowledge, tmp_path: Path) -> None:
    g.save(tmp_path / "out")
    event = next(event for event in g.graph.events if len(event.articles) > 1)
    memory, folder = g.explain(event.id), kg.explain(event.id, tmp_path / "out")
    assert memory == folder


def test_what_is_opened_is_what_was_built(g: kg.Knowledge, tmp_path: Path) -> None:
    built = kg.build(Path(str(package_path("examples"))), tmp_path / "out")
    opened = kg.open(tmp_path / "out")
    assert (opened.graph, opened.report, opened.extractions) == (built.graph, built.report, built.extractions)
    assert opened.page is not None
    assert opened.page.is_file()


def test_a_part_can_be_saved_and_opened(g: kg.Knowledge, tmp_path: Path) -> None:
    chosen = g.filter(nation="IRN", type="meeting")
    chosen.save(tmp_path / "part")
    opened = kg.open(tmp_path / "part")
    assert opened.graph == chosen.graph
    assert opened.extractions == chosen.extractions
    assert (tmp_path / "part" / "graph.json.gz").read_bytes() == (
        g.filter(nation="IRN", type="meeting").save(tmp_path / "again").folder / "graph.json.gz"
    ).read_bytes()


def test_a_folder_that_holds_no_build_is_refused(tmp_path: Path) -> None:
    with pytest.raises(kg.InputError, match="allowed is a folder that `kg build` wrote"):
        kg.open(tmp_path)


@pytest.mark.parametrize("content", [b"", b"no gzip", gzip.compress(b"[1"), gzip.compress(b'{"events": 3}')])
def test_a_broken_graph_file_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "graph.json.gz").write_bytes(content)
    with pytest.raises(kg.InputError) as refused:
        kg.open(tmp_path)
    assert "\n" not in str(refused.value)


def test_it_is_true_even_when_empty_and_says_what_it_holds() -> None:
    empty = kg.build({"text": "لا شيء", "lang": "ar"})
    assert empty
    assert repr(empty) == "<kg.Knowledge: 0 events, 0 actors, 1 article>"


def test_the_analyses_are_tables_with_types(g: kg.Knowledge) -> None:
    change = g.change(("2025-01", "2025-08"), "2025-11", "meeting")
    assert {str(change[name].dtype) for name in ("before", "after", "change")} == {"Int64"}
    assert change["change"].abs().is_monotonic_decreasing
    assert str(g.first_contacts("meeting")["earliest"].dtype) == "datetime64[s]"
    assert g.reciprocity()["balance"].between(0, 1).all()
    assert (g.speakers()["named"] <= g.speakers()["of"]).all()
    assert g.brokers("meeting", by="actor")["betweenness"].is_monotonic_decreasing
    assert set(g.communities()["name"]) == {data for _, data in g.ties().nodes(data="label")}
    pd.testing.assert_frame_equal(g.communities(), g.communities())


def test_analyses_of_nothing_have_their_columns() -> None:
    empty = kg.build({"text": "لا شيء", "lang": "ar"})
    for frame in (
        empty.change("2024", "2025"),
        empty.brokers(),
        empty.communities(),
        empty.first_contacts(),
        empty.reciprocity(),
        empty.speakers(),
    ):
        assert len(frame) == 0
        assert len(frame.columns) >= 5


def test_completion_and_the_question_mark_teach_the_interface(g: kg.Knowledge) -> None:
    names = [name for name in dir(g) if not name.startswith("_")]
    assert sorted(names) == sorted(
        [
            "actors",
            "agreements",
            "articles",
            "brokers",
            "change",
            "communities",
            "correct",
            "displacy",
            "events",
            "evidence",
            "explain",
            "extractions",
            "filter",
            "first_contacts",
            "folder",
            "graph",
            "map",
            "matrix",
            "meetings",
            "network",
            "page",
            "query",
            "rdflib",
            "reciprocity",
            "report",
            "review",
            "save",
            "speakers",
            "statements",
            "table",
            "ties",
            "timeline",
            "view",
            "visits",
        ]
    )
    fields = {"graph", "report", "folder"}
    for name in set(names) - fields:
        assert len((inspect.getdoc(getattr(type(g), name)) or "").split()) >= 5, name
        assert name in (inspect.getdoc(type(g)) or "") or name in {"extractions", "page", "table"}, name
    for name, method in inspect.getmembers(type(g), inspect.isfunction):
        if not name.startswith("_"):
            hints = typing_names(method)
            assert hints, name


def typing_names(method: object) -> dict[str, object]:
    annotations = dict(getattr(method, "__annotations__", {}))
    parameters = [name for name in inspect.signature(method).parameters if name != "self"]  # type: ignore[arg-type]
    return annotations if {*parameters, "return"} <= set(annotations) else {}


def test_a_table_may_be_changed_without_changing_the_graph(g: kg.Knowledge) -> None:
    frame = g.meetings
    frame.loc[frame.index[0], "status"] = "cancelled"
    del frame["date"]
    assert "date" in g.meetings.columns
    assert not frame["status"].equals(g.meetings["status"])
