"""`aliases.toml`: the same and never the same, as somebody decided."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.graph.aliases import Aliases, links, read_aliases, write_aliases
from kg.graph.link import link
from kg.graph.world import World
from kg.model import Extraction

Make = Callable[..., Extraction]
LI, MI = ("Li Qiang", "CHN", "Q1"), ("Mikhail Mishustin", "RUS", "Q2")
ALL = Aliases(
    (("Q1", "Li Tchiang", 'a "name"\n'),),
    (("ar-7#12:20", "person-1f3a"),),
    (("a#meeting@4:9", "b#meeting@4:9.2"),),
    (("a#visit@0:5", "b#visit@0:5"),),
)


def test_a_file_is_written_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "aliases.toml"
    write_aliases(ALL, path)
    assert read_aliases(path) == ALL
    assert ALL.added(ALL) == ALL
    assert len(ALL) == 4


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[[actor]\n", "no readable TOML"),
        ("[[person]]\nsame = ['a', 'b']\n", "person: found 'person', allowed are entries"),
        ("[actor]\nsame = ['a', 'b']\n", "actor: found 'actor', allowed are entries"),
        ("[[actor]]\nsame = ['a']\n", "actor 1, same: found ['a'], allowed is a list of two"),
        ("[[actor]]\nlike = ['a', 'b']\n", "actor 1: found 'like', allowed is one of same, never"),
        ("[[event]]\nsame = ['a#e1', 'b#e1']\n", "event 1, same: found 'a#e1', allowed is article#type@start:end"),
        ("[[event]]\nnever = ['a#war@1:2', 'b#war@1:2']\n", "event 1, never: found 'a#war@1:2'"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_its_place(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "aliases.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_aliases(path)
    assert says in str(error.value)


def name(item: Extraction) -> str:
    trigger = item.events[0].evidence[0].trigger
    return f"{item.article.id}#{item.events[0].type}@{trigger.start}:{trigger.end}"


def test_reports_are_the_same_because_somebody_says_so(meet: Make, tables: World) -> None:
    one, other = meet("a", (LI, MI), date="2025-11-03"), meet("b", (LI, MI), date="2025-11-09")
    assert len(link([one, other], tables=tables).events) == 2
    graph = link([one, other], tables=tables, aliases=Aliases(events=((name(one), name(other)),)))
    assert len(graph.events) == 1
    assert [decision.reason for decision in graph.decisions] == ["the same as a#e1: somebody decided so"]


def test_reports_are_never_the_same_though_a_third_is_both(meet: Make, tables: World) -> None:
    items = [meet(ident, (LI, MI), date="2025-11-03") for ident in "abc"]
    assert len(link(items, tables=tables).events) == 1
    graph = link(items, tables=tables, aliases=Aliases(other_events=((name(items[0]), name(items[1])),)))
    assert sorted(len(event.reports) for event in graph.events) == [1, 2]
    assert any("somebody decided so" in one.reason and not one.accepted for one in graph.decisions)


def test_what_is_not_there_is_remarked_and_other_articles_are_no_business(meet: Make) -> None:
    item = meet("a", (LI, MI))
    decided = Aliases(events=(("a#meeting@900:905", "zzz#meeting@0:5"),))
    assert links(decided, [item])[1] == (
        ("a", "aliases.toml: no meeting at 900:905, the decision on it is not applied"),
    )


def test_actors_are_the_same_by_name_and_keep_the_known_id(meet: Make, tables: World) -> None:
    items = [meet("a", (LI, MI)), meet("b", (("Li Tchiang", None, None), MI))]
    graph = link(items, tables=tables, aliases=Aliases(actors=(("Q1", "Li  TCHIANG"),)))
    assert [actor.id for actor in graph.actors] == ["Q1", "Q2"]
    assert ("en", "Li Tchiang") in graph.actors[0].aliases
    assert len(graph.events) == 1


def test_two_people_of_the_tables_are_not_made_one(meet: Make, tables: World) -> None:
    with pytest.raises(DataError, match="found Q1 and Q2, allowed is one Wikidata id"):
        link([meet("a", (LI, MI))], tables=tables, aliases=Aliases(actors=(("Q1", "Q2"),)))


def test_a_mention_is_taken_out_of_a_node(meet: Make, tables: World) -> None:
    haddad = ("Amal Haddad", "LBN", None)
    items = [meet(ident, (haddad,)) for ident in "ab"]
    (node,) = {actor.id for actor in link(items, tables=tables).actors}
    graph = link(items, tables=tables, aliases=Aliases(other_actors=(("b#0:11", node),)))
    assert len(graph.actors) == 2
    assert node in {actor.id for actor in graph.actors}
