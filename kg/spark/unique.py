"""Articles whose ids several rows bear: a copy is left out, another text gets an id of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.spark.extract import FIELDS, READ, SKIPPED

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

# As many digits of its hash make another text's id, as in `kg.articles`.
_DIGITS = 8


def unique(found: DataFrame) -> tuple[DataFrame, DataFrame]:
    """Give the articles of the result of `extract_frame`, each id once, and the problems: id, status and reason.

    A table has no order, so that of several texts with one id the first by hash keeps it.
    """
    from pyspark.sql import Window
    from pyspark.sql import functions as F  # noqa: N812

    read = found.filter(F.col("status") == READ).drop("status", "reason")
    lost = found.filter(F.col("status") != READ).select("id", "status", "reason")
    twice = read.groupBy("id").count().filter("count > 1").select("id")
    if twice.isEmpty():
        return read, lost
    once = read.join(twice, "id", "left_anti")
    others = [F.col(name).asc_nulls_first() for name in FIELDS if name not in ("id", "text")]
    some = (
        read.join(twice, "id", "left_semi")
        .withColumn("copy", F.row_number().over(Window.partitionBy("id", "sha256").orderBy(*others)))
        .withColumn("place", F.dense_rank().over(Window.partitionBy("id").orderBy("sha256")))
    )
    own = F.concat("id", F.lit("~"), F.substring("sha256", 1, _DIGITS))
    renamed = some.filter("copy = 1 and place > 1").withColumn("given", F.col("id")).withColumn("id", own)
    again = Window.partitionBy("id").orderBy("sha256")
    free = renamed.join(read.select("id"), "id", "left_anti").withColumn("again", F.row_number().over(again))
    kept = free.filter("again = 1")
    columns = once.columns
    articles = (
        once.unionByName(some.filter("copy = 1 and place = 1").select(columns))
        .unionByName(kept.select(columns))
        .select(columns)
    )
    copies = some.filter("copy > 1").select(
        "id",
        F.lit(SKIPPED).alias("status"),
        F.lit("the article once more, with the same text").alias("reason"),
    )
    noted = kept.select(
        "id",
        F.lit("noted").alias("status"),
        F.concat(F.lit("id: another article's is "), "given").alias("reason"),
    )
    taken = renamed.join(kept.select("id", "sha256"), ["id", "sha256"], "left_anti").select(
        F.col("given").alias("id"),
        F.lit(SKIPPED).alias("status"),
        F.lit("another article of this id has been given the id that this one would get").alias("reason"),
    )
    return articles, lost.unionByName(copies).unionByName(noted).unionByName(taken)
