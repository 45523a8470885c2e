"""Which nodes of a graph hang together, for graphs that no machine holds: stars made smaller until nothing changes.

The large-star and small-star operations of Kiveris and others, "Connected Components in MapReduce and Beyond" (2014):
the number of rounds grows with the logarithm of the longest chain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.spark.steps import Steps

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

# A chain of a thousand million nodes needs fewer.
MOST_ROUNDS = 60


def components(edges: DataFrame, steps: Steps) -> DataFrame:
    """Give ``node`` and ``root`` for each node of the edges (``u`` and ``v``, whole numbers) but the roots.

    The root of a component is its smallest node. The rounds are kept as steps, of which the last two are needed.
    """
    from pyspark.sql import functions as F  # noqa: N812

    smaller = edges.filter("u != v").select(F.greatest("u", "v").alias("u"), F.least("u", "v").alias("v"))
    stars = steps.keep("stars-0", smaller.distinct())
    before = _mark(stars)
    for number in range(1, MOST_ROUNDS):
        stars = steps.keep(f"stars-{number % 2}", _small_star(_large_star(stars)))
        mark = _mark(stars)
        if mark == before:
            return stars.select(F.col("u").alias("node"), F.col("v").alias("root"))
        before = mark
    raise KgError(f"components: not found in {MOST_ROUNDS} rounds")


def _mark(edges: DataFrame) -> tuple[object, ...]:
    """What tells two sets of edges apart: their number and a sum of their hashes."""
    from pyspark.sql import functions as F  # noqa: N812

    total = F.sum(F.xxhash64("u", "v").cast("decimal(38,0)"))
    return tuple(edges.agg(F.count("*"), total).first() or ())


def _large_star(edges: DataFrame) -> DataFrame:
    """Tie the larger neighbours of each node to the smallest of all."""
    from pyspark.sql import Window
    from pyspark.sql import functions as F  # noqa: N812

    ways = F.array(F.struct("u", "v"), F.struct(F.col("v").alias("u"), F.col("u").alias("v")))
    both = edges.select(F.explode(ways).alias("way")).select("way.u", "way.v")
    least = both.withColumn("m", F.least(F.min("v").over(Window.partitionBy("u")), "u"))
    return least.filter("v > u").select(F.col("v").alias("u"), F.col("m").alias("v")).distinct()


def _small_star(edges: DataFrame) -> DataFrame:
    """Tie each node and its smaller neighbours to the smallest of them."""
    from pyspark.sql import Window
    from pyspark.sql import functions as F  # noqa: N812

    least = edges.withColumn("m", F.min("v").over(Window.partitionBy("u")))
    tied = F.explode(F.array("u", "v")).alias("node")
    return (
        least.select(tied, "m")
        .filter("node != m")
        .select(F.col("node").alias("u"), F.col("m").alias("v"))
        .distinct()
    )
