"""What `kg.build` and `kg.open` give: a graph that answers in tables, networks, pages and sentences.

Everything that needs pandas, networkx or an RDF store is loaded when first asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.analyses import Analyses
from kg.errors import InputError
from kg.graph.choose import Day, Wanted, choose
from kg.graph.model import Graph
from kg.model import Extraction
from kg.report import Report

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from networkx import MultiDiGraph
    from pandas import DataFrame
    from pyoxigraph import Store
    from rdflib import Dataset

    from kg.explain import Explanation
    from kg.show.inline import Inline
    from kg.show.marked import Marked


@dataclass(frozen=True, eq=False, repr=False)
class Knowledge(Analyses):
    """A graph of diplomacy, ready for analysis: ``g = kg.build(articles)`` or ``g = kg.open("out/")``.

    Tables (pandas): `events`, `meetings`, `visits`, `statements`, `agreements`, `actors`, `articles`, `evidence`.
    A part of it: `filter`. Other forms: `network` (networkx), `query` (SPARQL), `rdflib`. Why: `explain`. Kept: `save`.
    Analyses: `ties`, `change`, `brokers`, `communities`, `first_contacts`, `reciprocity`, `speakers`. To look at:
    `view`, `timeline`, `matrix`, `map`, `displacy`. By hand: `review`, `correct`.
    `graph` holds the plain values, `report` what was read and what was skipped, `folder` the files where there are any.

    >>> import kg
    >>> g = kg.build({"text": "Putin met Xi Jinping in Beijing on 2 September 2025.", "lang": "en"})
    >>> g
    <kg.Knowledge: 1 event, 3 actors, 1 article>
    >>> list(g.meetings["date"])
    ['2025-09-02']
    """

    graph: Graph
    report: Report
    folder: Path | None = None
    _told: Callable[[], tuple[Extraction, ...]] = tuple

    @property
    def page(self) -> Path | None:
        """The HTML page in the folder."""
        return self.folder / "graph.html" if self.folder else None

    @cached_property
    def extractions(self) -> tuple[Extraction, ...]:
        """What each article tells by itself, before anything is joined."""
        return self._told()

    @property
    def events(self) -> DataFrame:
        """A row for each event, by time: type, status, date, place, who in which role, sources, sentence.

        Roles are columns of tuples: ``g.events.explode("participant")``. `date` is as it was written (EDTF),
        `earliest` and `latest` are timestamps, `precision` says how exact they are.
        """
        return self.table()

    @property
    def meetings(self) -> DataFrame:
        """The events that are meetings, with their participants."""
        return self.table("meeting")

    @property
    def visits(self) -> DataFrame:
        """The events that are visits, with visitors and hosts."""
        return self.table("visit")

    @property
    def statements(self) -> DataFrame:
        """The events that are statements, with speakers, addressees and what was said."""
        return self.table("statement")

    @property
    def agreements(self) -> DataFrame:
        """The events that are agreements, with their parties."""
        return self.table("agreement")

    @property
    def actors(self) -> DataFrame:
        """A row for each actor, the most active first: kind, nation, offices, number of events, names by language."""
        from kg.graph.frames import actors_frame

        return actors_frame(self.graph)

    @property
    def articles(self) -> DataFrame:
        """A row for each article: published, source, language, title, number of events."""
        from kg.graph.frames import articles_frame

        return articles_frame(self.graph)

    @property
    def evidence(self) -> DataFrame:
        """A row for each sentence that tells an event: event, article, sentence, trigger word, rule."""
        from kg.graph.frames import evidence_frame

        return evidence_frame(self.graph)

    def table(self, type: str | None = None, *, lang: str = "en") -> DataFrame:
        """Give the events of one type (or all), with names in `lang` as far as they are known in it."""
        from kg.graph.frames import events_frame

        if (type, lang) not in self._tables:
            self._tables[type, lang] = events_frame(self.graph, type, lang=lang)
        return self._tables[type, lang].copy()

    @cached_property
    def _tables(self) -> dict[tuple[str | None, str], DataFrame]:
        """Tables made before: each is given as a copy, which may be changed."""
        return {}

    def filter(
        self,
        *,
        actor: Wanted = None,
        nation: Wanted = None,
        type: Wanted = None,
        status: Wanted = None,
        since: Day | None = None,
        until: Day | None = None,
        undated: bool = False,
    ) -> Knowledge:
        """Keep the events that answer every question asked, and what belongs to them. Filters can be chained.

        `actor` and `nation` are ids or names in any language ("RUS", "روسيا", "Lavrov"), one or several of which any
        will do; `type` and `status` likewise. `since` and `until` are days, months or years ("2025-11") or pandas
        dates, both included; events without a date are then kept only with `undated`. Raises `InputError` for a name
        that is not here.

        >>> import kg
        >>> g = kg.build({"text": "Putin met Xi Jinping in Beijing on 2 September 2025.", "lang": "en"})
        >>> len(g.filter(nation="Russia").filter(since="2025-10").events)
        0
        """
        chosen = choose(
            self.graph, actor=actor, nation=nation, type=type, status=status, since=since, until=until, undated=undated,
        )  # fmt: skip
        return Knowledge(chosen, self.report, None, lambda: _told_by(self.extractions, chosen))

    def network(self) -> MultiDiGraph:
        """Give a networkx `MultiDiGraph`: events, actors, nations and places are nodes, roles are edges.

        Attributes are text and numbers only, so that every algorithm and every writer of networkx takes it.

        >>> import kg
        >>> g = kg.build("Putin met Xi Jinping in Beijing on 2 September 2025.")
        >>> sorted({kind for _, kind in g.network().nodes(data="kind")})
        ['event', 'nation', 'person', 'place']
        """
        from kg.graph.network import network

        return network(self.graph)

    def query(self, sparql: str, *, values: Mapping[str, str] | None = None) -> DataFrame:
        """Ask SPARQL, or a named query (`kg.graph.store.queries` lists them), and give the answer as a table.

        `values` sets variables of a named query (``{"from": "2025-11-01"}``). Numbers and days become such, all else
        is text. A query can neither change the graph nor reach the network; that of a saved graph runs in a process of
        its own, which is ended after a minute (`kg.query` has a choice of time limit).
        """
        from kg.graph.store import query as ask
        from kg.query import query

        found = (
            query(self.folder, sparql, values=values)
            if self.folder
            else ask(self._store, sparql, values=values)
        )
        return found.frame()

    def rdflib(self) -> Dataset:
        """Give the RDF to rdflib: the merged graph as the default graph, a named graph for each article.

        Of a saved graph it is read-only and asks the store on the disk, through oxrdflib; otherwise it is a copy in
        memory. Oxigraph gives text as ``xsd:string`` and positions as ``xsd:integer``, where the files say nothing and
        ``xsd:nonNegativeInteger``; the values are the same. A query of yours runs without the limits of `query`.

        >>> import kg
        >>> g = kg.build({"text": "Putin met Xi Jinping in Beijing on 2 September 2025.", "lang": "en"})
        >>> bool(g.rdflib().query("ASK { ?event a d:Meeting }").askAnswer)
        True
        """
        from kg.graph.rdf import dataset, dataset_of
        from kg.graph.store import open_store

        return dataset_of(open_store(self.folder)) if self.folder else dataset(self.graph)

    @cached_property
    def _store(self) -> Store:
        from pyoxigraph import RdfFormat, Store

        from kg.graph.rdf import line_blocks

        store = Store()
        store.bulk_load("".join(line_blocks(self.graph)).encode("utf-8"), format=RdfFormat.N_QUADS)
        return store

    def explain(self, event: str) -> Explanation:
        """Say why an event is in the graph: its sentences with the word that gave it away, articles, rules.

        `event` is an id or the beginning of one. The result prints as text and shows itself in a notebook.

        >>> import kg
        >>> g = kg.build("Putin met Xi Jinping in Beijing on 2 September 2025.")
        >>> g.explain("meeting").sources[0].marked()
        'Putin ⟦met⟧ Xi Jinping in Beijing on 2 September 2025.'
        """
        from kg.explain import explain_event

        return explain_event(event, self.graph)

    def view(self, *, height: int = 720) -> Inline:
        """Show the whole page below the cell: search, filters, map of the actors, sentences. It needs no network.

        The page is stored in the notebook with the output of the cell; clear the output to keep the file small.
        """
        from kg.render.page import page
        from kg.show.inline import Inline

        return Inline(page(self.graph), height)

    def timeline(
        self, *, by: str = "nation", most: int = 12, lang: str = "en", ax: Axes | None = None
    ) -> Axes:
        """Draw the dated events of the most active nations (or actors) over time, a row each.

        Colour is the type; full dots are held events, hollow ones planned, crosses cancelled; a bar is a date that is
        known to the month or year only. Gives matplotlib's axes.
        """
        from kg.show.plots import timeline

        return timeline(self.graph, by=by, most=most, lang=lang, ax=ax)

    def matrix(
        self,
        type: str | None = None,
        *,
        by: str = "nation",
        most: int = 15,
        lang: str = "en",
        ax: Axes | None = None,
    ) -> Axes:
        """Draw how many events each pair of nations (or actors) shares; for visits and statements from row to column.

        Gives matplotlib's axes.
        """
        from kg.show.plots import matrix

        return matrix(self.graph, type, by=by, most=most, lang=lang, ax=ax)

    def map(self, *, lang: str = "en", ax: Axes | None = None) -> Axes:
        """Draw where events happened; the title says how many of all events the map shows. Gives matplotlib's axes."""
        from kg.show.plots import places

        return places(self.graph, lang=lang, ax=ax)

    def displacy(self, article: str, style: str = "ent") -> Marked:
        """Show an article with spaCy's displaCy: its actors (``ent``), or its events, dates and words said (``span``).

        `article` is an id of `articles`. What is marked is what the rules find in this article by itself.
        """
        from kg.show.marked import Marked, marked_article

        for one in self.graph.articles:
            if one.id == article:
                return Marked(marked_article(one, style))
        known = ", ".join(one.id for one in self.graph.articles[:10])
        raise InputError(
            f"article: found {article!r}, allowed is an id of .articles such as {known or '(none)'}"
        )

    def _repr_html_(self) -> str:
        from kg.show.summary import summary

        return summary(self.graph)

    def review(self) -> DataFrame:
        """Give a table to correct: a row for each event, each actor of an article, and each pair of joined reports.

        Write confirm, edit or reject into `verdict`, or change `status`, `date` (EDTF) or `roles` (ids by role) of an
        event or `ref` of an actor, and give the table, or some of its rows, to `correct`. The least sure come first.

        >>> import kg
        >>> g = kg.build("Putin met Xi Jinping in Beijing on 2 September 2025.")
        >>> table = g.review()
        >>> table.loc[table["kind"] == "event", ["status", "date", "verdict"]].to_dict("records")
        [{'status': 'held', 'date': '2025-09-02', 'verdict': ''}]
        """
        from kg.build import aliases_in
        from kg.reviewing import review_frame

        aliases = aliases_in(self.folder) if self.folder else None
        return review_frame(self.graph, self.extractions, aliases)

    def correct(self, frame: DataFrame, path: str | Path | None = None) -> Knowledge:
        """Take the decisions made in a table of `review`: write them to `path`, and give the corrected graph.

        `path` is ``review.toml`` in the folder unless named otherwise; what stands there is kept, and later builds into
        that folder honour it (elsewhere: ``kg.build(..., review=path)``). Raises `InputError` for what cannot be.
        """
        from kg.build import correct

        return correct(self, frame, path)

    def save(self, folder: str | Path) -> Knowledge:
        """Write every file that `kg.build` writes to `folder`; `kg.open` reads them. Gives the graph in that folder."""
        from kg.build import save

        return save(self, folder)

    def __repr__(self) -> str:
        sizes = {"event": self.graph.events, "actor": self.graph.actors, "article": self.graph.articles}
        return f"<kg.Knowledge: {', '.join(_many(len(items), name) for name, items in sizes.items())}>"

    def __len__(self) -> int:
        """The number of events."""
        return len(self.graph.events)

    def __bool__(self) -> bool:
        return True


def _told_by(extractions: tuple[Extraction, ...], graph: Graph) -> tuple[Extraction, ...]:
    """The extractions behind a part of a graph, with no other events than it holds."""
    from dataclasses import replace

    kept = {(report.article, report.event) for event in graph.events for report in event.reports}
    articles = {article.id for article in graph.articles}
    return tuple(
        replace(item, events=tuple(event for event in item.events if (item.article.id, event.id) in kept))
        for item in extractions
        if item.article.id in articles
    )


def _many(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"
