"""News articles to a knowledge graph of diplomacy: who met whom, who said what, who went where, what was signed.

    import kg
    g = kg.build("articles/", "out/")           # every file of the graph, and the graph itself
    g = kg.open("out/")                         # the same, later
    g.meetings, g.filter(nation="China"), g.network(), g.query("who_met_whom"), g.view()
    found = kg.extract({"text": "…", "lang": "ar", "published": "2025-11-03"})

What is imported here is what other programs may rely on. Nothing heavy is loaded before it is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

# The names of these functions are also those of modules and of the folder `kg.extract`. Python sets a package's
# attribute when a submodule is first imported, so that the folder comes first and the functions take its place.
import kg.extract as _stages  # noqa: F401
from kg.articles import Noted, Skipped, read
from kg.build import build
from kg.demo import demo
from kg.errors import DataError, InputError, KgError
from kg.evaluate import Evaluation, evaluate
from kg.explain import Explanation, explain
from kg.extraction import extract
from kg.knowledge import Knowledge
from kg.lookup import Known, WrittenForm, actors
from kg.merges import Merge, merges
from kg.model import Actor, Article, Event, Evidence, Extraction, Mention, Office, Place, Span, Timex
from kg.query import query
from kg.report import Report
from kg.saved import open_folder as open
from kg.serve import Serving, serve
from kg.validate import Validation, validate

if TYPE_CHECKING:
    from pyvis.network import Network
    from spacy.language import Language

    from kg.graph.model import Graph

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "Article",
    "DataError",
    "Evaluation",
    "Event",
    "Evidence",
    "Explanation",
    "Extraction",
    "InputError",
    "KgError",
    "Knowledge",
    "Known",
    "Mention",
    "Merge",
    "Noted",
    "Office",
    "Place",
    "Report",
    "Serving",
    "Skipped",
    "Span",
    "Timex",
    "Validation",
    "WrittenForm",
    "actors",
    "build",
    "demo",
    "evaluate",
    "explain",
    "extract",
    "merges",
    "nlp",
    "open",
    "query",
    "read",
    "serve",
    "to_pyvis",
    "validate",
]


def nlp(lang: str, *, base: str | Language | None = None) -> Language:
    """Give the spaCy pipeline of a language, for `doc.ents`, `doc._.events`, displaCy and `nlp.pipe`.

    `base`, an installed spaCy pipeline or its name (``kg.nlp("en", base="en_core_web_sm")``), may add the names and the
    subjects of reporting verbs that our tables and rules miss. None is needed.

    >>> [e.type for e in nlp("en")("Putin met Xi Jinping in Beijing.")._.events]
    ['meeting']
    """
    from kg.spacy_pipeline import nlp as pipeline

    return pipeline(lang, base)


def to_pyvis(graph: Knowledge | Graph, *, limit: int = 80) -> Network:
    """Give the overview of a graph as a pyvis `Network`: the nations and actors with most events, at most `limit`.

    Every node has its place and physics is off. Change what you like, then write ``net.generate_html()`` to a file as
    UTF-8: it is our page, which asks nothing of a network (pyvis's own template would).

    >>> net = to_pyvis(build({"text": "Putin met Xi Jinping in Beijing on 2 September 2025.", "lang": "en"}))
    >>> net.num_nodes()
    4
    """
    from kg.render.page import to_pyvis as made

    return made(graph.graph if isinstance(graph, Knowledge) else graph, limit=limit)
