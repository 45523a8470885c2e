"""What holds of joining whatever the articles say: order, batches, repetition, different people, taking back."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.actors import join_actors
from kg.graph.aliases import Aliases, report_name
from kg.graph.link import link
from kg.graph.model import Graph
from kg.graph.world import World
from kg.model import Actor, Article, Event, Evidence, Extraction, Place, Span

NAMES = ("Amal Haddad", "Ali Karimi", "Lena Berg", "Ivan Petrov", "Haddad")
REFS = (None, "Q11", "Q12", "Q13", "Q14")
NATIONS = (None, "LBN", "IRN", "SWE")
DATES = (None, "2025-11-03", "2025-11-04", "2025-11", "2025-10-30/2025-11-05", "2025")
PLACES = (None, Place("Oslo", "NOR", "oslo-NOR"), Place("Norway", "NOR"), Place("Cairo", "EGY", "cairo-EGY"))
WORDS = ("that trade between the two countries is growing fast", "that talks went on for another day in Oslo")
ROLE = {"meeting": "participant", "visit": "visitor", "statement": "speaker", "agreement": "party"}


@st.composite
def actors(draw: st.DrawFn, number: int) -> Actor:
    kind = draw(st.sampled_from(("person", "person", "state", "group")))
    nation = draw(st.sampled_from(NATIONS))
    if kind == "state":
        nation = nation or "SWE"
        return Actor(f"a{number}", kind, nation, (Span(0, 3),), nation=nation)
    name = draw(st.sampled_from(NAMES)) if kind == "person" else None
    ref = draw(st.sampled_from(REFS)) if kind == "person" else None
    return Actor(f"a{number}", kind, name, (Span(number, number + 3),), ref, nation)


@st.composite
def events(draw: st.DrawFn, number: int, count: int, text: str) -> Event:
    kind = draw(st.sampled_from(tuple(ROLE)))
    who = draw(st.lists(st.integers(0, count - 1), min_size=1, max_size=3, unique=True))
    content = None
    if kind == "statement":
        words = draw(st.sampled_from(WORDS))
        content = Span(text.index(words), text.index(words) + len(words))
    date = draw(st.sampled_from(DATES))
    return Event(
        f"e{number}", kind, draw(st.sampled_from(("held", "held", "planned", "cancelled"))),
        (Evidence(Span(number, number + 2), Span(0, 40), "r"),),
        {ROLE[kind]: tuple(f"a{n}" for n in who)},
        draw(st.sampled_from((None, "phone", "in_person"))) if kind == "meeting" else None,
        draw(st.sampled_from(PLACES)), date, draw(st.sampled_from(("explicit", "relative"))) if date else "none",
        content, "indirect" if content else None,
    )  # fmt: skip


@st.composite
def worlds(draw: st.DrawFn) -> list[Extraction]:
    """Some articles about few people in few days, so that much of it may be the same."""
    found = []
    for number in range(draw(st.integers(2, 6))):
        text = f"The envoys came together once more this week. {'. '.join(WORDS)}."
        lang, published = (
            draw(st.sampled_from(("en", "ar"))),
            draw(st.sampled_from(("2025-11-03", "2025-11-04", None))),
        )
        count = draw(st.integers(1, 4))
        who = tuple(draw(actors(n)) for n in range(count))
        told = tuple(draw(events(n, count, text)) for n in range(draw(st.integers(0, 4))))
        found.append(Extraction(Article(f"x{number}", text, lang, published), who, told))
    return found


def joined(items: list[Extraction], aliases: Aliases | None = None) -> Graph:
    return link(items, tables=World(), aliases=aliases)


@settings(max_examples=60, deadline=None)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_articles_makes_no_difference(items: list[Extraction], random: object) -> None:
    shuffled = list(items)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert joined(shuffled) == joined(items)


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_joining_again_gives_the_same_and_the_articles_are_unchanged(items: list[Extraction]) -> None:
    before = [replace(item) for item in items]
    first = joined(items)
    assert joined([*items]) == first
    assert items == before


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_two_people_with_different_ids_are_never_one(items: list[Extraction]) -> None:
    nodes, node_of, _ = join_actors(items, World())
    for item in items:
        for actor in item.actors:
            if actor.ref:
                assert node_of[item.article.id, actor.id] == actor.ref
    assert all(node.ref in (None, node.id) for node in nodes)


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_every_report_is_in_one_event_and_only_visits_repeat(items: list[Extraction]) -> None:
    graph = joined(items)
    reports = [(report.article, report.event) for event in graph.events for report in event.reports]
    assert sorted(reports) == sorted((item.article.id, one.id) for item in items for one in item.events)
    for event in graph.events:
        assert event.type == "visit" or len(event.articles) == len(event.reports)
        statuses = {report.status for report in event.reports}
        assert not {"held", "cancelled"} <= statuses
        assert len({report.mode for report in event.reports if report.mode}) <= 1


@settings(max_examples=60, deadline=None)
@given(worlds(), st.integers(0, 20))
def test_any_merge_can_be_taken_back(items: list[Extraction], which: int) -> None:
    graph = joined(items)
    merges = [one for one in graph.decisions if one.accepted and one.kind == "event"]
    if not merges:
        return
    one = merges[which % len(merges)]
    event = next(event for event in graph.events if event.id == one.node)
    names = {
        f"{item.article.id}#{told.id}": report_name(item, told) for item in items for told in item.events
    }
    others = [f"{report.article}#{report.event}" for report in event.reports]
    never = (names[one.other], *(names[key] for key in others if key != one.other))
    after = joined(items, Aliases(other_events=(never,)))
    where = {f"{r.article}#{r.event}": e.id for e in after.events for r in e.reports}
    assert all(where[one.other] != where[key] for key in others if key != one.other)


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_an_article_about_others_changes_nothing_that_was_there(items: list[Extraction]) -> None:
    text = "Zuzana and Olena met in Quito."
    who = (
        Actor("a0", "person", "Zuzana Novak", (Span(0, 6),), "Q98", "SVK"),
        Actor("a1", "person", "Olena Bondar", (Span(11, 16),), "Q99", "UKR"),
    )
    met = Event(
        "e0", "meeting", "held", (Evidence(Span(17, 20), Span(0, 30), "r"),), {"participant": ("a0", "a1")}
    )
    new = Extraction(Article("y", text, "en", "2025-11-03"), who, (met,))
    before, after = joined(items), joined([*items, new])
    assert [event for event in after.events if event.articles != ("y",)] == list(before.events)
    assert [one for one in after.decisions if not one.other.startswith("y#")] == list(before.decisions)
