"""Tables in, tables out: the same graph as one process makes, bad rows told, nothing lost with a worker."""

from __future__ import annotations

import gzip
import json
import random
import re
from dataclasses import dataclass
from importlib.resources import as_file
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

import kg
from kg.errors import InputError
from kg.graph.model import Graph
from kg.graph.rdf import line_blocks
from kg.interchange import dump, to_record
from kg.resources import package_path
from kg.saved import write_graph
from kg.spark import Merged, extract_frame
from kg.spark.components import components
from kg.spark.extract import extraction_of
from kg.spark.merge import TABLES
from kg.spark.steps import Steps
from kg.spark.unique import unique
from tests.bench import articles as made
from tests.spark.cluster import Killer

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

MADE = 90
DOCUMENT = Path(__file__).parents[2] / "docs" / "spark.md"


@pytest.fixture(scope="module")
def rows() -> list[dict[str, object]]:
    with as_file(package_path("examples")) as samples:
        some = [item for item in kg.read(samples) if isinstance(item, kg.Article)][::2]
    fields = list(kg.Article.__dataclass_fields__)
    return [{name: getattr(item, name) for name in fields} for item in some] + list(made.articles(MADE))


@dataclass(frozen=True)
class Made:
    """What the example of the documents makes: its variables, and where its files are."""

    merged: Merged
    graph: Graph
    found: DataFrame
    out: Path


@pytest.fixture(scope="module")
def many(
    spark: SparkSession, rows: list[dict[str, object]], tmp_path_factory: pytest.TempPathFactory
) -> Made:
    """Run the example of the documents, in other folders, while an executor is killed."""
    folder = tmp_path_factory.mktemp("frames")
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (folder / "articles").mkdir()
    for number in range(3):
        (folder / "articles" / f"{number}.jsonl").write_text("\n".join(lines[number::3]), encoding="utf-8")
    (code,) = re.findall(
        r"^```python\n(.*?)^```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    for name in ("articles", "work", "out"):
        code = code.replace(f'"{name}/"', f'"{folder}/{name}"')
    # as many tasks as a larger table would have
    code = code.replace("extract_frame(articles)", "extract_frame(articles.repartition(5))")
    names: dict[str, Any] = {}
    with Killer(spark) as killer:
        exec(compile(code, str(DOCUMENT), "exec"), names)
    assert killer.killed, "no job was in the middle of its tasks"
    return Made(names["merged"], names["graph"], names["found"], folder / "out")


@pytest.fixture(scope="module")
def alone(rows: list[dict[str, object]]) -> kg.Knowledge:
    return kg.build(rows)


@pytest.mark.parametrize("part", ["articles", "actors", "events", "nations", "places", "decisions"])
def test_the_tables_are_the_graph_of_one_process_though_a_worker_was_killed(
    many: Made, alone: kg.Knowledge, part: str
) -> None:
    found = getattr(many.graph, part)
    assert len(found) > 20
    assert found == getattr(alone.graph, part)


def test_the_graph_of_the_tables_is_written_as_the_same_bytes(
    many: Made, alone: kg.Knowledge, tmp_path: Path
) -> None:
    write_graph(many.graph, tmp_path / "many")
    write_graph(alone.graph, tmp_path / "one")
    assert (tmp_path / "many").read_bytes() == (tmp_path / "one").read_bytes()


def test_parquet_and_quads_hold_the_whole_graph(spark: SparkSession, many: Made, alone: kg.Knowledge) -> None:
    assert {path.name for path in many.out.iterdir()} == {*TABLES, "quads"}
    tables = {name: spark.read.parquet(f"{many.out}/{name}").collect() for name in TABLES}
    assert sorted(row["id"] for row in tables["events"]) == [event.id for event in alone.graph.events]
    texts = {article.id: article.text for article in alone.graph.articles}
    assert {row["actor"] for row in tables["mentions"]} == {actor.id for actor in alone.graph.actors}
    assert all(texts[row["article"]][row["start"] : row["end"]] == row["text"] for row in tables["mentions"])
    assert tables["problems"] == []
    files = sorted((many.out / "quads").glob("*.txt.gz"))
    lines = [line for path in files for line in gzip.decompress(path.read_bytes()).split(b"\n") if line]
    wanted = "".join(line_blocks(alone.graph)).encode("utf-8").split(b"\n")
    assert sorted(lines) == sorted(line for line in wanted if line)


def test_the_lines_of_a_table_are_those_of_kg_extract(many: Made, alone: kg.Knowledge) -> None:
    lines = sorted(row["record"] for row in many.found.select("record").collect())
    assert lines == sorted(dump(to_record(item)) for item in alone.extractions)


BAD = [
    ("good", b"Li met Mishustin in Hangzhou.", "2025-11-03", "en"),
    ("null", None, None, None),
    ("empty", b" \n", None, None),
    ("bytes", b"Li met \xff\xfe", None, None),
    ("zero", b"Li \x00 met", None, None),
    ("long", b"a" * 5_000_001, None, None),
    ("day", b"Li met Mishustin in Hangzhou.", "3 November", "en"),
    (None, b"Putin met Xi in Beijing.", "2025-11-03", "en"),
    ("korean", "서울에서 만났다.".encode(), None, "ko"),
    ("same", b"Putin met Xi in Beijing.", "2025-11-03", "en"),
    ("same", b"Putin met Xi in Beijing.", "2025-11-03", "en"),
    ("same", b"Putin met Li in Moscow.", "2025-11-03", "en"),
]


def test_a_bad_row_is_told_and_stops_nothing(spark: SparkSession) -> None:
    from pyspark.sql import functions as F  # noqa: N812

    given = spark.createDataFrame(BAD, "id string, text binary, published string, lang string")
    for frame in (given, given.withColumn("text", F.expr("CAST(text AS STRING)"))):
        found = extract_frame(frame.repartition(3)).persist()
        rows = found.collect()
        assert len(rows) == len(BAD)
        lost = {row["id"]: row["reason"] for row in rows if row["status"] == "skipped"}
        assert lost == {
            "null": "no field 'text'",
            "empty": "an empty text",
            "bytes": "no UTF-8 (invalid start byte at byte 7)",
            "zero": "U+0000 at character 3, which no text may hold",
            "long": "a text of 5,000,001 characters, the limit is 5,000,000",
        }
        read = [row for row in rows if row["status"] == "read"]
        assert len(read) == 7
        assert {row["id"] for row in read if row["notes"]} == {"day"}
        for row in read:
            one = extraction_of(row.asDict())
            assert kg.extract(one.article) == [one]
        found.unpersist()


def test_days_moments_and_numbers_are_read_as_they_are_meant(spark: SparkSession) -> None:
    given = spark.sql(
        "SELECT 7 AS id, 'Li met Mishustin in Hangzhou.' AS text, DATE '2025-11-03' AS published, 'en' AS lang, 1 AS x"
    )
    moment = given.selectExpr("id", "text", "lang", "TIMESTAMP '2025-11-03 10:20:00' AS published")
    for frame in (given, moment):
        (row,) = extract_frame(frame).collect()
        assert (row["id"], row["published"], row["lang"], row["notes"]) == ("7", "2025-11-03", "en", [])


def test_an_id_that_several_rows_bear_is_one_article_a_text(spark: SparkSession) -> None:
    given = spark.createDataFrame(BAD, "id string, text binary, published string, lang string")
    articles, problems = unique(extract_frame(given).persist())
    ids = sorted(row["id"] for row in articles.select("id").collect())
    assert len(ids) == len(set(ids)) == 6
    told = sorted((row["id"], row["status"]) for row in problems.collect())
    (renamed,) = (ident for ident in ids if ident.startswith("same~"))
    assert told == sorted(
        [(row[0], "skipped") for row in BAD[1:6]] + [("same", "skipped"), (renamed, "noted")]
    )


def test_a_table_without_texts_is_an_error_of_one_line(spark: SparkSession) -> None:
    for frame in (spark.range(1), spark.range(1).withColumnRenamed("id", "text")):
        with pytest.raises(
            InputError, match=r"DataFrame: found the columns (id|text) \(bigint\), allowed is one"
        ) as e:
            extract_frame(frame)
        assert "\n" not in str(e.value)


def test_components_are_those_of_networkx(spark: SparkSession, tmp_path: Path) -> None:
    chance = random.Random(0)
    pairs = [(chance.randrange(300), chance.randrange(300)) for _ in range(160)]
    pairs += [(n, n + 1) for n in range(1_000, 1_040)] + [(2_000, n) for n in range(2_000, 2_050)]
    found = components(spark.createDataFrame(pairs, "u bigint, v bigint"), Steps(str(tmp_path))).collect()
    wanted = {
        (node, min(some))
        for some in nx.connected_components(nx.Graph(pairs))
        for node in some
        if node != min(some)
    }
    assert {(row["node"], row["root"]) for row in found} == wanted
    assert len(found) == len(wanted)
