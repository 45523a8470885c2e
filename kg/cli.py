"""The command `kg`. Each command is a public function of the same name; here are only options, printing and errors."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

import kg
from kg.demo import FOLDER
from kg.errors import KgError
from kg.extraction import STDOUT
from kg.printing import printable
from kg.query import TIMEOUT
from kg.run import LOCAL
from kg.serve import MOST_MEGABYTES, PORT
from kg.serve import TIMEOUT as SERVE_TIMEOUT

if TYPE_CHECKING:
    from kg.graph.answers import Rows

USER_ERROR = 2
NOT_VALID = 1
NOT_FOUND = 1
# A cell longer than this is cut in a table for the terminal; CSV and JSON have all of it.
MOST_SHOWN = 60


class _Group(click.Group):
    """Commands in the order of their use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(kg.__version__, prog_name="kg")
def cli() -> None:
    """News articles to a knowledge graph of diplomacy: who met whom, who said what, when and where.

    \b
    Example:
      kg demo
      kg build articles/ -o out/
    """


def _articles(command: Callable[..., None]) -> Callable[..., None]:
    """The arguments that every reading command has."""
    for decorate in (
        click.option("--workers", default=1, show_default=True, help="Processes to work in.", metavar="N"),
        click.option(
            "--lang", help="Language of articles that do not say theirs, such as ar.", metavar="CODE"
        ),
        click.argument("paths", nargs=-1, required=True, metavar="PATHS..."),
    ):
        command = decorate(command)
    return command


@cli.command()
@click.option("-o", "--output", default=FOLDER, show_default=True, help="Folder to write to.", metavar="DIR")
def demo(output: str) -> None:
    """Build the graph of the sample articles and say where the page is.

    \b
    Example:
      kg demo -o /tmp/demo
    """
    _built(kg.demo(output, progress=True))


@cli.command()
@_articles
@click.option("-o", "--output", default=STDOUT, help="File to write, - for standard output.", metavar="FILE")
def extract(paths: Sequence[str], lang: str | None, workers: int, output: str) -> None:
    """Find actors, dates and events; write a JSON line an article.

    PATHS are .jsonl, .json, .txt and .html files, these with .gz, folders of them, or - for standard input.

    \b
    Example:
      kg extract articles/ -o events.jsonl
      kg extract - --lang ar < article.txt
    """
    report = kg.extract(_paths(paths), output, lang=lang, workers=workers, progress=True)
    _say(report)


@cli.command()
@_articles
@click.option("-o", "--output", required=True, help="Folder to write to.", metavar="DIR")
@click.option("--review", help="Corrections to honour; DIR/review.toml where not given.", metavar="FILE")
@click.option("--aliases", help="What is the same, and what never; DIR/aliases.toml.", metavar="FILE")
@click.option(
    "--engine", default=LOCAL, show_default=True, help="Who extracts: local or spark.", metavar="NAME"
)
@click.option("--master", help="Where Spark runs, such as spark://host:7077.", metavar="URL")
def build(
    paths: Sequence[str],
    lang: str | None,
    workers: int,
    output: str,
    review: str | None,
    aliases: str | None,
    engine: str,
    master: str | None,
) -> None:
    """Build the graph: RDF, GraphML, tables and an HTML page.

    PATHS are as for `kg extract`. Building again into the same folder reads only what is new or changed.

    \b
    Example:
      kg build articles/ more.jsonl -o out/ --workers 4
      kg build articles/ -o out/ --engine spark --master spark://host:7077
    """
    made = kg.build(
        _paths(paths),
        output,
        lang=lang,
        workers=workers,
        progress=True,
        review=review,
        aliases=aliases,
        engine=engine,
        master=master,
    )
    _built(made)


@cli.command()
@click.argument("event")
@click.argument("folder", default=FOLDER, metavar="[DIR]")
def explain(event: str, folder: str) -> None:
    """Say why an event stands in the graph: sentences, articles, rules.

    EVENT is an id of the graph or its beginning, or ARTICLE#EVENT for what one article tells.

    \b
    Example:
      kg explain meeting-1f3a out/
    """
    click.echo(str(kg.explain(event, folder)))


@cli.command()
@click.argument("folder", default=FOLDER, metavar="[DIR]")
@click.option("--refused", is_flag=True, help="Also what was nearly joined.")
@click.option(
    "--undo", multiple=True, type=int, metavar="N", help="Take back merge N; written to aliases.toml."
)
def merges(folder: str, refused: bool, undo: Sequence[int]) -> None:
    """List what was taken for the same, the most doubtful first: score, reason, and both reports.

    \b
    Example:
      kg merges out/
      kg merges out/ --undo 3
    """
    for merge in kg.merges(folder, refused=refused, undo=undo):
        for line in str(merge).splitlines():
            click.echo(printable(line))


@cli.command()
@click.argument("folder", metavar="DIR")
@click.argument("query", required=False)
@click.option("--set", "given", multiple=True, metavar="NAME=VALUE", help="Set a variable of a named query.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "turtle"]),
    default="table",
    show_default=True,
    help="How to print; turtle for CONSTRUCT and DESCRIBE.",
)
@click.option(
    "--timeout", default=TIMEOUT, show_default=True, help="Seconds until a query is ended.", metavar="SECONDS"
)
def query(folder: str, query: str | None, given: Sequence[str], form: str, timeout: float) -> None:
    """Ask the graph a SPARQL query: by name, from a file, from standard input (-) or as text.

    Without QUERY the names are listed.

    \b
    Example:
      kg query out/ who_met_whom --set from=2025-11-01
      kg query out/ my.rq --format csv
    """
    if query is None:
        from kg.graph.store import queries

        for name, one in queries().items():
            options = "".join(f" [--set {parameter}=…]" for parameter, _ in one.parameters)
            click.echo(f"{name}{options}\n    {one.answers}")
        return
    values = dict(_pair(item) for item in given)
    click.echo(_shown(kg.query(folder, _query_text(query), values=values, timeout=timeout), form), nl=False)


@cli.command()
@click.argument("folder", default=FOLDER, metavar="[DIR]")
@click.option("--port", default=PORT, show_default=True, help="Port to listen on; 0 for any.", metavar="N")
@click.option(
    "--timeout",
    default=SERVE_TIMEOUT,
    show_default=True,
    help="Seconds until a query is ended.",
    metavar="SECONDS",
)
@click.option(
    "--limit",
    default=MOST_MEGABYTES,
    show_default=True,
    help="Megabytes an answer may have.",
    metavar="N",
)
def serve(folder: str, port: int, timeout: float, limit: int) -> None:
    """Serve the page and a read-only SPARQL 1.1 endpoint to programs on this machine, until interrupted.

    \b
    Example:
      kg serve out/
      curl http://127.0.0.1:7878/sparql --data-urlencode 'query=ASK { ?s ?p ?o }'
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with kg.serve(folder, port=port, timeout=timeout, limit=limit) as found:
        click.echo(f"page      {found.page}\nendpoint  {found.endpoint}\nCtrl-C ends it")
        with contextlib.suppress(KeyboardInterrupt):
            found.wait()


@cli.command()
@click.argument("name")
@click.option("--lang", help="Only written forms of this language, such as ar.", metavar="CODE")
def actors(name: str, lang: str | None) -> None:
    """Show what the tables know of a name, and how it is matched in articles.

    NAME is a name in any script, a Wikidata id or an ISO code. Names like it are proposed where none is the same.

    \b
    Example:
      kg actors "لي تشيانغ"
      kg actors Mishustin --lang en
    """
    found = kg.actors(name, lang)
    for known in found:
        click.echo(str(known))
    if not found:
        click.echo(f"no table knows {printable(name)!r}, nor a name like it", err=True)
        raise SystemExit(NOT_FOUND)


@cli.command()
@click.argument("gold", metavar="GOLD_DIR")
@click.argument("predictions", required=False)
@click.option("--lang", help="Only articles in this language.", metavar="CODE")
@click.option("--errors", default=0, help="Show this many mistakes.", metavar="N")
def evaluate(gold: str, predictions: str | None, lang: str | None, errors: int) -> None:
    """Compare events with those that people found.

    GOLD_DIR has an annotated article a .json file. Without PREDICTIONS (lines as `kg extract` writes them) the
    articles are extracted from now.

    \b
    Example:
      kg evaluate tests/golden --lang ar --errors 20
    """
    found = kg.evaluate(gold, predictions, lang=lang, progress=True)
    click.echo(str(found))
    if found.failed:
        click.echo(f"{len(found.failed):,} articles failed and count as missed:", err=True)
    for failed in found.failed[:10]:
        click.echo(printable(f"  {failed}"), err=True)
    for mistake in found.mistakes[:errors]:
        click.echo(printable(str(mistake)))


@cli.command()
@click.argument("folder", metavar="DIR")
def validate(folder: str) -> None:
    """Check the graph's RDF against the shapes of the ontology (SHACL).

    \b
    Example:
      kg validate out/
    """
    found = kg.validate(folder)
    click.echo("conforms" if found.conforms else f"{len(found.problems)} problems")
    for problem in found.problems:
        click.echo(printable(problem))
    if not found.conforms:
        raise SystemExit(NOT_VALID)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line: 0 when all went well, 2 with one line on standard error where the user can do better."""
    # trafilatura logs what it finds odd in a page; what matters of it is in the report.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        cli.main(args=None if arguments is None else list(arguments), prog_name="kg", standalone_mode=False)
    except KgError as problem:
        _stop(str(problem))
    except click.ClickException as problem:
        _stop(f"{problem.format_message().removesuffix('.')} (kg --help shows how)")
    except (click.Abort, KeyboardInterrupt):
        _stop("interrupted", code=130)
    except BrokenPipeError:  # the reader of our output has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _stop(message: str, code: int = USER_ERROR) -> NoReturn:
    click.echo(f"kg: {printable(' '.join(message.split()))}", err=True)
    raise SystemExit(code)


def _say(report: kg.Report) -> None:
    """The summary and the first remarks, on standard error: standard output may be the result."""
    click.echo(report.summary(), err=True)
    for remark in (*report.failed, *report.skipped)[:10]:
        click.echo(printable(f"  {remark}"), err=True)


def _built(found: kg.Knowledge) -> None:
    _say(found.report)
    sizes = found.report.graph
    click.echo(
        f"{sizes['actors']:,} actors, {sizes['events']:,} events, {sizes['nations']:,} nations in {found.folder}"
    )
    click.echo(f"open {found.page}")


def _paths(given: Sequence[str]) -> list[Path]:
    """What stands on the command line is a path, whatever it looks like; to a function it may be a text."""
    return [Path(path) for path in given]


def _pair(given: str) -> tuple[str, str]:
    name, equal, value = given.partition("=")
    if not equal:
        raise kg.InputError(f"--set: found {given!r}, allowed is NAME=VALUE")
    return name, value


def _query_text(given: str) -> str:
    if given == "-":
        return sys.stdin.read()
    if given.endswith((".rq", ".sparql")):
        try:
            return Path(given).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as problem:
            raise kg.InputError(f"{given}: cannot be read ({problem})") from problem
    return given


def _shown(rows: Rows, form: str) -> str:
    if form == "turtle":
        return rows.turtle()
    if form == "json":
        return json.dumps(rows.records(), ensure_ascii=False, indent=1) + "\n"
    cells = [["" if value is None else value for value in row] for row in rows.rows]
    if form == "csv":
        file = io.StringIO(newline="")
        csv.writer(file, lineterminator="\n").writerows([rows.columns, *cells])
        return file.getvalue()
    cut = [[_cell(value) for value in row] for row in [list(rows.columns), *cells]]
    widths = [max(map(len, column)) for column in zip(*cut, strict=True)]
    lines = ("  ".join(value.ljust(width) for value, width in zip(row, widths, strict=True)) for row in cut)
    return "".join(f"{line.rstrip()}\n" for line in lines) + f"{len(rows.rows):,} rows\n"


def _cell(value: str) -> str:
    text = printable(value)
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1]}…"
