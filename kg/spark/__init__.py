"""The same work on many machines with Apache Spark: tables of articles in, tables of the graph out.

`extract_frame` searches articles, `merge_frames` joins what they say by keyed groups, `quads_frame` and `write_frames`
give N-Quads and Parquet, `graph_of` brings a result that fits into one process there. ``kg build --engine spark`` uses
the first alone: it makes all the files of a build, for which one process has to hold the graph anyway. Needs
``pip install 'diplograph[spark]'`` and Java 17, and the same version of the package on all machines; see
``docs/spark.md``.
"""

from kg.spark.extract import extract_frame
from kg.spark.merge import Merged, graph_of, merge_frames
from kg.spark.output import write_frames
from kg.spark.quads import quads_frame

__all__ = ["Merged", "extract_frame", "graph_of", "merge_frames", "quads_frame", "write_frames"]
