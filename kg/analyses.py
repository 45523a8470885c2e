"""The analyses that a graph offers as methods, answered in tables; `kg.graph.relations` says what each means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph.choose import Day, choose
from kg.graph.model import Graph
from kg.model import Extraction

if TYPE_CHECKING:
    from networkx import Graph as Network
    from pandas import DataFrame

# A period: a day, month or year, or the first and last of several ("2025-09", ("2025-01", "2025-06")).
Period = Day | tuple[Day, Day]
_PAIR = {"one": "string", "other": "string"}
_PAIR_IDS = {"one_id": "string", "other_id": "string"}


class Analyses:
    """Methods of `kg.Knowledge` that ask who deals with whom. Only held events count, and none merely claimed."""

    if TYPE_CHECKING:
        graph: Graph

        @property
        def extractions(self) -> tuple[Extraction, ...]: ...

    def ties(self, type: str | None = None, *, by: str = "nation") -> Network:
        """Give the weighted networkx network of nations (or actors) for one event type, or all types together.

        `weight` counts the events. Visits lead from visitors to hosts and countries visited, statements from speakers
        to those addressed: these are a `DiGraph`. The others join those who take part in one event, except in events
        of more than twelve parties.

        >>> import kg
        >>> g = kg.build("Putin met Xi Jinping in Beijing on 2 September 2025.")
        >>> list(g.ties("meeting").edges(data="weight"))
        [('CHN', 'RUS', 1)]
        """
        from kg.graph.relations import ties

        return ties(self.graph, type, by=by)

    def change(
        self, before: Period, after: Period, type: str | None = None, *, by: str = "nation"
    ) -> DataFrame:
        """Compare two periods pair by pair, the greatest change first.

        A period is a month, year or day ("2025-10") or a pair of first and last. `change` is the difference in events,
        `share` the difference in the part that the pair has of all events of its period: the fairer figure where
        the periods differ in length or in articles. Events without a date belong to neither.

        >>> import kg
        >>> g = kg.build("Putin met Xi Jinping in Beijing on 2 September 2025.")
        >>> g.change("2025-08", "2025-09")[["one", "other", "before", "after"]].to_dict("records")
        [{'one': 'China', 'other': 'Russia', 'before': 0, 'after': 1}]
        """
        from kg.graph.frames import table
        from kg.graph.relations import change, ties

        networks = [ties(_within(self.graph, period), type, by=by) for period in (before, after)]
        types = {"before": "Int64", "after": "Int64", "change": "Int64", "share": "float64"}
        return table(change(*networks), {**_PAIR, **types, **_PAIR_IDS})

    def brokers(self, type: str | None = None, *, by: str = "nation") -> DataFrame:
        """Say who stands between others: much `betweenness` while few neighbours deal with each other (`closed`).

        That somebody could carry messages does not say that he did.

        >>> import kg
        >>> g = kg.build(["Xi Jinping met Putin in Beijing.", "Putin met Narendra Modi in Moscow."])
        >>> g.brokers("meeting")[["name", "betweenness", "closed"]].head(1).to_dict("records")
        [{'name': 'Russia', 'betweenness': 1.0, 'closed': 0.0}]
        """
        from kg.graph.frames import table
        from kg.graph.relations import brokers, ties

        types = {
            "name": "string", "betweenness": "float64", "neighbours": "Int64", "weight": "Int64", "closed": "float64",
            "id": "string",
        }  # fmt: skip
        return table(brokers(ties(self.graph, type, by=by)), types)

    def communities(
        self, type: str | None = None, *, by: str = "nation", resolution: float = 1.0
    ) -> DataFrame:
        """Group those who deal more with each other than with the rest (Louvain, always the same answer).

        `inside` is the part of `weight` that stays in the group. A group is no alliance: enemies who talk share one.

        >>> import kg
        >>> g = kg.build(["Xi Jinping met Putin in Beijing.", "Donald Trump met Mohammed bin Salman in Riyadh."])
        >>> g.communities("meeting")[["community", "name"]].values.tolist()
        [[1, 'China'], [1, 'Russia'], [2, 'Saudi Arabia'], [2, 'United States']]
        """
        from kg.graph.frames import table
        from kg.graph.relations import communities, ties

        types = {"community": "Int64", "name": "string", "inside": "Int64", "weight": "Int64", "id": "string"}
        return table(communities(ties(self.graph, type, by=by), resolution=resolution), types)

    def first_contacts(self, type: str | None = None, *, by: str = "nation") -> DataFrame:
        """Give for each pair the first dated event in which both take part, by time.

        It is the first in these articles, which need not be the first in the world.

        >>> import kg
        >>> g = kg.build("Putin met Xi Jinping in Beijing on 2 September 2025.")
        >>> g.first_contacts()[["one", "other", "date"]].to_dict("records")
        [{'one': 'China', 'other': 'Russia', 'date': '2025-09-02'}]
        """
        from kg.graph.frames import table
        from kg.graph.relations import first_contacts

        types = {
            "date": "string",
            "earliest": "datetime64[s]",
            "type": "string",
            "place": "string",
            "event": "string",
        }
        rows = first_contacts(self.graph, types=None if type is None else (type,), by=by)
        return table(rows, {**_PAIR, **types, **_PAIR_IDS})

    def reciprocity(self, type: str = "visit", *, by: str = "nation") -> DataFrame:
        """Compare both directions of each pair: how often each visits the other (or speaks to, with another type).

        `balance` is 1 where both go equally often, 0 where only one does. A meeting in a third country is no visit to
        either.

        >>> import kg
        >>> g = kg.build("Narendra Modi visited Moscow on 8 July 2024.")
        >>> g.reciprocity()[["one", "other", "there", "back"]].to_dict("records")
        [{'one': 'India', 'other': 'Russia', 'there': 1, 'back': 0}]
        """
        from kg.graph.frames import table
        from kg.graph.relations import directed, reciprocity

        types = {"there": "Int64", "back": "Int64", "balance": "float64"}
        return table(reciprocity(directed(self.graph, type, by=by)), {**_PAIR, **types, **_PAIR_IDS})

    def speakers(self) -> DataFrame:
        """Say who speaks about whom: in how many statements (`named` of `of`) the speaker's words name another nation.

        Pronouns are not followed, so that the figure is a lower bound. It does not tell praise from blame.

        >>> import kg
        >>> g = kg.build("Sergey Lavrov said that China was a reliable partner.")
        >>> g.speakers()[["speaker", "about", "named", "of"]].to_dict("records")
        [{'speaker': 'Sergey Lavrov', 'about': 'China', 'named': 1, 'of': 1}]
        """
        from kg.graph.frames import table
        from kg.graph.relations import speakers

        types = {
            "speaker": "string", "about": "string", "named": "Int64", "of": "Int64", "speaker_id": "string",
            "about_id": "string",
        }  # fmt: skip
        return table(speakers(self.graph, self.extractions), types)


def _within(graph: Graph, period: Period) -> Graph:
    since, until = period if isinstance(period, tuple) else (period, period)
    return choose(graph, since=since, until=until)
