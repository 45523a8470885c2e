"""The command line: twins of the public functions, examples in every help, errors of one line."""

from __future__ import annotations

import csv
import inspect
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import jsonschema
import pyoxigraph as ox
import pytest
from fake import Fake, article

import kg
from kg.cli import cli, main
from kg.resources import package_path

Run = Callable[..., tuple[int, str, str]]
COMMANDS = dict(cli.commands)
# Parameters that only one of the twins has: a folder named for the command line, printing, a bar that is always wanted.
ONLY_COMMAND = {"errors", "form"}
ONLY_FUNCTION = {"progress"}
RENAMED = {"paths": "articles", "gold": "gold_dir", "given": "values", "query": "text"}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process: exit code, standard output, standard error."""

    def running(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            main([str(argument) for argument in arguments])
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        return code, *capsys.readouterr()

    return running


@pytest.fixture
def folder(tmp_path: Path, fake: Fake) -> Path:
    """A build of two articles."""
    kg.build([article("a"), article("b", "Xi met Putin in Beijing.")], tmp_path / "out")
    return tmp_path / "out"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_is_the_twin_of_a_function(name: str) -> None:
    function = inspect.signature(getattr(kg, name)).parameters
    options = {RENAMED.get(str(one.name), str(one.name)) for one in COMMANDS[name].params}
    assert options - ONLY_COMMAND == set(function) - ONLY_FUNCTION


@pytest.mark.parametrize("name", ["", *sorted(COMMANDS)])
def test_every_help_shows_an_example(run: Run, name: str) -> None:
    code, out, _ = run(*([name] if name else []), "--help")
    assert code == 0
    assert f"Example:\n    kg {name}".rstrip() in out.replace("Example:\n  kg", "Example:\n    kg")
    for option in COMMANDS[name].params if name else ():
        assert not isinstance(option, click.Option) or option.help


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing"], "No such command 'nothing'"),
        (["build", "x.txt"], "Missing option '-o'"),
        (["extract"], "Missing argument 'PATHS...'"),
        (["extract", "nowhere.txt"], "nowhere.txt: no such file or folder"),
        (
            ["extract", "A path that looks like a text."],
            "A path that looks like a text.: no such file or folder",
        ),
        (["extract", ".", "--workers", "none"], "'none' is not a valid integer"),
        (["explain", "meeting-1", "nowhere"], "nowhere/events.jsonl: cannot be read"),
        (["query", "nowhere", "who_met_whom"], "nowhere: found no RDF to read"),
        (["query", "nowhere", "no.rq"], "no.rq: cannot be read"),
        (["query", "nowhere", "who_met_whom", "--timeout", "0"], "timeout: found 0, allowed is a number"),
        (["query", "nowhere", "DROP ALL"], "nowhere: found no RDF to read"),
        (["query", "nowhere", "ASK { SERVICE <http://e.org/> {} }"], "query: found SERVICE, allowed are"),
        (["query", "nowhere", "who_met_whom", "--set", "from"], "--set: found 'from', allowed is NAME=VALUE"),
        (["evaluate", "nowhere"], "nowhere: no such folder"),
        (["validate", "nowhere"], "nowhere: found no graph.ttl"),
    ],
)
def test_an_error_is_one_line_with_exit_code_2(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*arguments)
    assert code == 2
    assert out == ""
    assert err.startswith(f"kg: {message}") or message in err
    assert err.count("\n") == 1


def test_extract_writes_a_line_an_article_and_says_what_it_skipped(
    run: Run, tmp_path: Path, fake: Fake
) -> None:
    (tmp_path / "in.jsonl").write_text(f"{json.dumps(article('a'))}\n{{broken\n", encoding="utf-8")
    code, out, err = run("extract", tmp_path / "in.jsonl", "-o", tmp_path / "made" / "out.jsonl")
    assert (code, out) == (0, "")
    (line,) = (tmp_path / "made" / "out.jsonl").read_text(encoding="utf-8").splitlines()
    schema = json.loads(package_path("interchange.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(line), schema)
    assert err.startswith("1 article read (1 en), 1 skipped, 0 notes; 1 event, 2 actors\n")
    assert "in.jsonl, line 2: broken JSON" in err


def test_extract_prints_to_standard_output_by_default(run: Run, tmp_path: Path, fake: Fake) -> None:
    (tmp_path / "a.json").write_text(json.dumps(article("a")), encoding="utf-8")
    _, out, _ = run("extract", tmp_path / "a.json")
    assert json.loads(out)["events"][0]["type"] == "meeting"


def test_extract_leaves_the_last_good_file_when_it_breaks(run: Run, tmp_path: Path, fake: Fake) -> None:
    (tmp_path / "a.json").write_text(json.dumps(article("a")), encoding="utf-8")
    (tmp_path / "out").write_text("good", encoding="utf-8")

    def wrong(_: object) -> bool:
        raise kg.DataError("a table is wrong")

    fake.fails = wrong
    assert run("extract", tmp_path / "a.json", "-o", tmp_path / "out")[0] == 2
    assert (tmp_path / "out").read_text(encoding="utf-8") == "good"


def test_build_ends_with_the_path_of_the_page(run: Run, tmp_path: Path, fake: Fake) -> None:
    (tmp_path / "a.json").write_text(json.dumps(article("a")), encoding="utf-8")
    code, out, _ = run("build", tmp_path / "a.json", "-o", tmp_path / "out")
    assert code == 0
    assert out.splitlines()[-1] == f"open {tmp_path / 'out' / 'graph.html'}"
    assert (tmp_path / "out" / "graph.html").is_file()


def test_demo_builds_the_samples(run: Run, tmp_path: Path, fake: Fake) -> None:
    code, _, err = run("demo", "-o", tmp_path / "d")
    assert code == 0
    assert (tmp_path / "d" / "graph.html").is_file()
    assert " skipped" in err
    assert len(fake.seen) >= 20


def test_explain_shows_sentence_trigger_and_rule(run: Run, folder: Path) -> None:
    ids = [
        event.id for event in kg.build([article("a"), article("b", "Xi met Putin in Beijing.")]).graph.events
    ]
    for given in (ids[0], ids[0][:-1], f"https://w3id.org/diplograph/id/event/{ids[0]}", "a#e1", "b#e1"):
        code, out, _ = run("explain", given, folder)
        assert code == 0
        assert "⟦met⟧" in out
        assert "rule test.meet" in out
        assert "when: 2025-11-03" in out
        assert "participant: " in out
    assert "Li ⟦met⟧ Mishustin in Hangzhou." in run("explain", "a#e1", folder)[1]


@pytest.mark.parametrize("given", ["meeting", "visit-1", "a#e9", "x#e1", ""])
def test_explain_names_what_there_is(run: Run, folder: Path, given: str) -> None:
    code, _, err = run("explain", given, folder)
    assert code == 2
    assert "meeting-" in err or "allowed e1" in err


def test_query_by_name_file_and_text(run: Run, folder: Path, tmp_path: Path) -> None:
    code, out, _ = run("query", folder, "who_met_whom", "--format", "csv")
    assert code == 0
    assert {name for row in csv.DictReader(io.StringIO(out)) for name in (row["person"], row["other"])} >= {
        "Li",
        "Xi",
    }
    (tmp_path / "q.rq").write_text("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", encoding="utf-8")
    assert int(json.loads(run("query", folder, tmp_path / "q.rq", "--format", "json")[1])[0]["n"]) > 20
    assert run("query", folder, "ASK { ?s ?p ?o }")[1] == "answer\ntrue\n1 rows\n"


def test_query_prints_turtle_of_a_construct_only(run: Run, folder: Path) -> None:
    code, out, _ = run("query", folder, "CONSTRUCT WHERE { ?s a ?o }", "--format", "turtle")
    assert code == 0
    assert len(list(ox.parse(out, format=ox.RdfFormat.TURTLE))) > 20
    assert out == run("query", folder, "CONSTRUCT WHERE { ?s a ?o }", "--format", "turtle")[1]
    code, out, err = run("query", folder, "SELECT * WHERE { ?s a ?o }", "--format", "turtle")
    assert (code, out) == (2, "")
    assert "allowed is that of CONSTRUCT or DESCRIBE" in err


def test_query_reads_standard_input_and_refuses_updates(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("ASK { ?s ?p ?o }"))
    assert run("query", folder, "-", "--format", "csv")[1] == "answer\ntrue\n"
    code, out, err = run("query", folder, "DELETE WHERE { ?s ?p ?o }")
    assert (code, out) == (2, "")
    assert err == "kg: query: found an update (DELETE), allowed are SELECT, ASK, CONSTRUCT and DESCRIBE\n"


def test_a_query_without_end_is_ended(run: Run, folder: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
    code, out, err = run("query", folder, endless, "--timeout", "1.5")
    assert (code, out) == (2, "")
    assert err.startswith("kg: query: stopped after 1.5 s without an answer")
    assert err.count("\n") == 1


def test_query_without_a_name_lists_them(run: Run, folder: Path) -> None:
    assert "who_met_whom [--set from=…]" in run("query", folder)[1]


def test_evaluate_prints_the_table_and_mistakes(run: Run, fake: Fake) -> None:
    code, out, _ = run("evaluate", Path(__file__).parent / "golden", "--lang", "en", "--errors", "3")
    assert code == 0
    assert out.splitlines()[0].split() == [
        "detected",
        "P",
        "R",
        "F1",
        "roles",
        "F1",
        "strict",
        "F1",
        "gold",
        "pred",
    ]
    assert out.count(" | missed | ") == 3


def test_evaluate_names_articles_that_failed(run: Run, fake: Fake) -> None:
    fake.fails = lambda given: given.id == "en-busan"
    code, _, err = run("evaluate", Path(__file__).parent / "golden", "--lang", "en")
    assert code == 0
    assert err.startswith(
        "1 articles failed and count as missed:\n  en-busan: extraction failed (IndexError in fake.py"
    )


def test_validate_accepts_a_build_and_names_what_is_wrong(run: Run, folder: Path) -> None:
    code, out, _ = run("validate", folder)
    assert (code, out) == (0, "conforms\n")
    turtle = folder / "graph.ttl"
    turtle.write_text(
        turtle.read_text(encoding="utf-8")
        + "\n<https://e.org/x> a <https://w3id.org/diplograph/ontology#Meeting> .\n",
        encoding="utf-8",
    )
    code, out, _ = run("validate", folder)
    assert code == 1
    assert "https://e.org/x: " in out


def test_a_reader_that_stops_early_is_no_error(folder: Path) -> None:
    command = f"{sys.executable} -m kg query {folder} 'SELECT * WHERE {{ ?s ?p ?o }}' | head -n 1"
    found = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )
    assert found.stderr == ""
    assert len(found.stdout.splitlines()) == 1


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path, fake: Fake) -> None:
    hostile = "\x1b]0;x\x07\x1b[2J\u202e"
    built = kg.build(
        article(f"a{hostile}", f"Li met Xi in Beijing. {hostile}", title=hostile), tmp_path / "out"
    )
    for arguments in (
        ["query", "out", "SELECT * WHERE { ?s ?p ?o }"],
        ["explain", built.graph.events[0].id, "out"],
        ["extract", hostile],
    ):
        command = [sys.executable, "-m", "kg", *arguments]
        found = subprocess.run(command, capture_output=True, cwd=tmp_path, check=False)
        assert found.stdout + found.stderr
        assert not [
            code for code in (b"\x1b", b"\x07", "\u202e".encode()) if code in found.stdout + found.stderr
        ]
