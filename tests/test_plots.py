"""The plots: what stands on their axes, in both directions of writing."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.resources import package_path
from kg.show.plots import _leftwards, _outline

pytest.importorskip("matplotlib", minversion="3.11").use("agg")
plt = pytest.importorskip("matplotlib.pyplot")
np = pytest.importorskip("numpy")


@pytest.fixture(scope="module")
def g() -> kg.Knowledge:
    return kg.build(Path(str(package_path("examples"))))


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


def texts(labels) -> list[str]:
    return [label.get_text() for label in labels]


def test_the_timeline_has_a_row_for_each_busy_nation(g: kg.Knowledge) -> None:
    ax = g.filter(since="2025").timeline(most=5)
    assert texts(ax.get_yticklabels())[:2] == ["United States", "Russia"]
    assert len(ax.get_yticks()) == 5
    assert set(texts(ax.get_legend().get_texts())) >= {"meeting", "visit", "held", "planned"}
    assert ax.yaxis.get_ticks_position() == "left"


def test_undated_events_are_counted_in_the_title(g: kg.Knowledge) -> None:
    dated = int(g.events["earliest"].notna().sum())
    assert g.timeline().get_title(loc="left") == f"{dated:,} / {len(g):,}"


def test_a_vague_date_is_a_bar_and_a_day_is_a_dot() -> None:
    g = kg.build(
        ["Putin met Xi Jinping in Beijing on 2 September 2025.", "Modi met Macron in Paris in May 2024."],
        lang="en",
    )
    ax = g.timeline()
    assert {round(bar.get_width()) for bar in ax.patches} == {31}
    assert [len(dots.get_offsets()) for dots in ax.collections] == [2]


def test_in_arabic_names_and_legend_are_arabic_and_stand_on_the_right(g: kg.Knowledge) -> None:
    ax = g.timeline(lang="ar", by="actor")
    assert "شي جينبينغ" in texts(ax.get_yticklabels())
    assert set(texts(ax.get_legend().get_texts())) >= {"لقاء", "زيارة", "مقرر"}
    assert ax.yaxis.get_ticks_position() == "right"
    turned = g.matrix("visit", lang="ar")
    assert turned.xaxis_inverted()
    assert turned.get_title() == "زيارة"


def test_the_matrix_shows_what_the_network_counts(g: kg.Knowledge) -> None:
    ax = g.matrix("meeting")
    names = texts(ax.get_yticklabels())
    network = g.ties("meeting")
    (weight,) = (d["weight"] for a, b, d in network.edges(data=True) if {a, b} == {"CHN", "RUS"})
    cell = next(t for t in ax.texts if t.get_position() == (names.index("China"), names.index("Russia")))
    assert cell.get_text() == str(weight)


def test_rows_of_a_directed_matrix_act_towards_columns(g: kg.Knowledge) -> None:
    ax = g.matrix("visit")
    names = texts(ax.get_yticklabels())
    shown = {t.get_position(): t.get_text() for t in ax.texts}
    there = g.ties("visit").edges["RUS", "CHN"]["weight"]
    assert shown[names.index("China"), names.index("Russia")] == str(there)


def test_the_map_has_a_dot_for_each_place_with_a_position(g: kg.Knowledge) -> None:
    ax = g.map(lang="ar")
    spots = {place.id for place in g.graph.places if place.lat is not None}
    used = {event.place for event in g.graph.events if event.place in spots}
    land, dots = ax.collections
    assert len(dots.get_offsets()) == len(used)
    assert len(land.get_paths()) > 100
    assert "بكين" in texts(ax.texts)
    west, east = ax.get_xlim()
    assert all(west <= place.lon <= east for place in g.graph.places if place.id in used)


def test_the_outline_is_land_in_degrees() -> None:
    points = [point for ring in _outline() for point in ring]
    assert len(points) > 1000
    assert all(-182 <= lon <= 191 and -60 <= lat <= 84 for lon, lat in points)


def test_empty_graphs_can_be_drawn() -> None:
    empty = kg.build({"text": "لا شيء", "lang": "ar"})
    for ax in (empty.timeline(), empty.matrix(), empty.map()):
        ax.figure.canvas.draw()


def test_axes_of_the_caller_are_drawn_into(g: kg.Knowledge) -> None:
    _, ax = plt.subplots()
    assert g.matrix("meeting", ax=ax) is ax


@pytest.mark.parametrize(
    ("labels", "answer"),
    [
        (["روسيا", "الصين"], True),
        (["Russia", "الصين", "US"], False),
        (["123 روسيا"], True),
        ([], False),
        (["123"], False),
    ],
)
def test_the_direction_is_that_of_most_labels(labels: list[str], answer: bool) -> None:
    assert _leftwards(labels) is answer


def test_arabic_letters_are_joined_and_run_from_right_to_left() -> None:
    """A word is drawn as its joined forms in the order of sight, not as letters that stand alone."""
    plain, joined, alone = drawn("سلم"), drawn("\ufee2\ufee0\ufeb3"), drawn("س\u200cل\u200cم")
    assert abs(plain - joined) <= 2
    assert alone - plain > 5


def drawn(text: str) -> int:
    """How many pixels wide a text is drawn."""
    figure = plt.figure(figsize=(2, 1))
    figure.text(0.1, 0.5, text)
    figure.canvas.draw()
    columns = (np.asarray(figure.canvas.buffer_rgba())[..., 0] < 128).any(axis=0).nonzero()[0]
    return int(columns.max() - columns.min())


@pytest.mark.filterwarnings("error::UserWarning")
def test_no_letter_of_the_labels_is_missing(g: kg.Knowledge) -> None:
    for ax in (g.timeline(lang="ar"), g.matrix(lang="ar"), g.map(lang="ar"), g.timeline(), g.map()):
        ax.figure.canvas.draw()
