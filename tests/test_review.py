"""Corrections by hand: from a table to a file to the next build."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.review import ActorVerdict, At, EventVerdict, Review, SameVerdict, corrected
from kg.review_file import read_review, write_review

pytest.importorskip("pandas")
pytest.importorskip("tomli_w")

ARTICLES = [
    {
        "id": "a",
        "lang": "en",
        "text": "Putin met Xi Jinping in Beijing on 2 September 2025.",
        "published": "2025-09-03",
    },
    {
        "id": "b",
        "lang": "en",
        "text": "Xi Jinping received Putin in Beijing on 2 September 2025. It rained.",
        "published": "2025-09-03",
    },
    {
        "id": "c",
        "lang": "en",
        "text": "Narendra Modi met Emmanuel Macron in Paris on 3 May 2025.",
        "published": "2025-05-04",
    },
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


@pytest.fixture(scope="module")
def g() -> kg.Knowledge:
    return kg.build(ARTICLES)


def rebuilt(file: Path) -> kg.Knowledge:
    return kg.build(ARTICLES, review=file)


def event(frame, text: str) -> str:
    (found,) = frame[(frame["kind"] == "event") & frame["label"].str.contains(text)].index
    return found


def test_the_table_has_events_actors_and_joined_reports(g: kg.Knowledge) -> None:
    frame = g.review()
    assert dict(frame["kind"].value_counts()) == {"actor": 9, "event": 2, "same": 1}
    assert (frame["verdict"] == "").all()
    assert frame.index.is_unique
    assert frame[frame["kind"] == "event"]["sure"].is_monotonic_increasing


def test_a_rejected_event_is_gone_now_and_after_the_next_build(g: kg.Knowledge, file: Path) -> None:
    frame = g.review()
    frame.loc[event(frame, "Modi"), "verdict"] = "reject"
    now = g.correct(frame, file)
    assert list(now.meetings["date"]) == ["2025-09-02"]
    again = rebuilt(file)
    assert again.graph == now.graph
    assert again.extractions == now.extractions


def test_a_folder_keeps_its_review_and_every_build_into_it_honours_it(tmp_path: Path) -> None:
    out = tmp_path / "out"
    kg.build(ARTICLES, out)
    opened = kg.open(out)
    frame = opened.review()
    frame.loc[event(frame, "Modi"), "verdict"] = "reject"
    now = opened.correct(frame)
    kg.build(ARTICLES, out)
    assert kg.open(out).graph == now.graph
    assert "Modi" not in (out / "events.csv").read_text(encoding="utf-8")
    (out / "review.toml").unlink()
    assert kg.build(ARTICLES, out).graph == opened.graph


def test_actors_that_aliases_made_one_can_be_corrected(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "aliases.toml").write_text('[[actor]]\nsame = ["Q1058", "Mister Unknownson"]\n', encoding="utf-8")
    articles = [
        *ARTICLES,
        {
            **ARTICLES[2],
            "id": "d",
            "text": "Foreign Minister Mister Unknownson met Emmanuel Macron in Paris on 5 May 2025.",
        },
    ]
    g = kg.build(articles, out)
    frame = g.review()
    assert {str(actor) for actor in frame[frame["kind"] == "actor"].index} == {
        f"{item.article.id}#{one.id}" for item in g.extractions for one in item.actors
    }
    frame.loc[frame["kind"] == "event", "verdict"] = "confirm"
    assert set(g.correct(frame).events["confidence"]) == {1.0}


def test_an_edited_event_has_the_new_values_in_all_its_reports(g: kg.Knowledge, file: Path) -> None:
    frame = g.review()
    ident = event(frame, "Putin")
    frame.loc[ident, "status"] = "cancelled"
    frame.loc[ident, "date"] = "2025-12"
    g.correct(frame.loc[[ident]], file)
    (row,) = rebuilt(file).meetings.query("status == 'cancelled'").to_dict("records")
    assert (row["date"], row["precision"], row["sources"], row["confidence"]) == ("2025-12", "month", 2, 1.0)
    assert file.read_text(encoding="utf-8").count("[[event]]") == 2


def test_a_date_can_be_taken_away(g: kg.Knowledge, file: Path) -> None:
    frame = g.review()
    frame.loc[event(frame, "Modi"), "date"] = None
    assert g.correct(frame, file).meetings["date"].isna().sum() == 1


def test_roles_can_be_changed_to_other_actors_of_the_article(g: kg.Knowledge, file: Path) -> None:
    frame = g.review()
    frame.at[event(frame, "Modi"), "roles"] = {"participant": ("Q1058", "FRA")}
    g.correct(frame, file)
    assert {"Narendra Modi", "France"} in [set(who) for who in rebuilt(file).meetings["participant"]]


def test_a_confirmed_event_is_certain(g: kg.Knowledge, file: Path) -> None:
    frame = g.review()
    frame.loc[event(frame, "Modi"), "verdict"] = "confirm"
    g.correct(frame, file)
    assert sorted(rebuilt(file).events["confidence"]) == [0.9, 1.0]


def test_a_wrong_identity_is_replaced_and_a_rejected_one_is_unknown(g: kg.Knowledge, file: Path) -> None:
    frame = g.review()
    frame.loc["a#a1", "ref"] = "Q4298520"  # Mishustin
    frame.loc["c#a2", "verdict"] = "reject"
    g.correct(frame, file)
    found = {actor.id: actor for actor in rebuilt(file).graph.actors}
    assert found["Q4298520"].label() == "Mikhail Mishustin"
    assert "Q7747" in found  # of article b, which is as it was
    assert "Q3052772" not in found
    assert "Emmanuel Macron" in {actor.label() for actor in found.values()}


def test_a_state_can_be_another_state_or_none(g: kg.Knowledge, file: Path) -> None:
    frame = g.review()
    frame.loc["a#a3", "ref"] = "QAT"
    frame.loc["c#a3", "verdict"] = "reject"
    g.correct(frame, file)
    kinds = {actor.id: actor.kind for actor in rebuilt(file).graph.actors}
    assert {kinds.get("QAT"), kinds.get("FRA"), kinds.get("CHN")} == {"state", None}
    assert "group" in kinds.values()


def test_a_state_cannot_be_a_person(g: kg.Knowledge, file: Path) -> None:
    frame = g.review()
    frame.loc["a#a3", "ref"] = "Q7747"
    now = g.correct(frame, file)
    assert (
        "a",
        "review.toml: Q7747 is no nation, the decision on 24:31:Beijing is not applied",
    ) in now.report.notes
    assert now.graph == g.graph


def test_what_was_corrected_stands_in_the_report_and_with_the_article(g: kg.Knowledge, file: Path) -> None:
    frame = g.review()
    frame.loc[event(frame, "Modi"), "verdict"] = "reject"
    g.correct(frame, file)
    again = rebuilt(file)
    assert ("c", "review.toml: meeting at 14:17:met: reject") in again.report.notes
    assert again.extractions[2].notes == ("review.toml: meeting at 14:17:met: reject",)


def test_reports_that_are_not_of_one_event_are_kept_apart(g: kg.Knowledge, file: Path) -> None:
    frame = g.review()
    frame.loc[frame["kind"] == "same", "verdict"] = "reject"
    now = g.correct(frame, file)
    assert list(now.meetings["sources"]) == [1, 1, 1]
    assert rebuilt(file).graph == now.graph


def test_reports_of_one_event_are_joined_whatever_is_alike(g: kg.Knowledge, file: Path) -> None:
    one, other = At("a", 6, 9, "met"), At("c", 14, 17, "met")
    write_review(Review(same=(SameVerdict("meeting", one, other, "confirm"),)), file)
    assert ("a", "c") in set(rebuilt(file).meetings["articles"])


def test_later_decisions_replace_earlier_ones_and_others_stay(g: kg.Knowledge, file: Path) -> None:
    now = g
    for label, status in (("Modi", "planned"), ("Putin", "planned"), ("Modi", "cancelled")):
        frame = now.review()
        frame.loc[event(frame, label), "status"] = status
        now = now.correct(frame, file)
    assert sorted(rebuilt(file).meetings["status"]) == ["cancelled", "planned"]
    assert len(read_review(file).events) == 3


def test_nothing_changed_is_nothing_decided(g: kg.Knowledge, file: Path) -> None:
    assert g.correct(g.review(), file).graph == g.graph
    assert len(read_review(file)) == 0


def test_what_no_longer_stands_there_is_remarked_and_not_applied(g: kg.Knowledge, file: Path) -> None:
    frame = g.review()
    frame.loc[event(frame, "Modi"), "verdict"] = "reject"
    g.correct(frame, file)
    changed = [*ARTICLES[:2], {**ARTICLES[2], "text": f"So {ARTICLES[2]['text']}"}]
    again = kg.build(changed, review=file)
    assert len(again) == 2
    assert [note for note in again.report.notes if "review.toml" in note[1]] == [
        ("c", "review.toml: 14:17:met is not in the text any more, the decision on it is not applied")
    ]


def test_corrections_of_other_articles_are_no_business_of_a_build(g: kg.Knowledge, file: Path) -> None:
    at = At("elsewhere", 0, 3, "met")
    write_review(
        Review(
            (EventVerdict(at, "meeting", "reject"),),
            (ActorVerdict(at, "reject"),),
            (SameVerdict("meeting", at, at, "reject"),),
        ),
        file,
    )
    assert not [note for note in rebuilt(file).report.notes if "review" in note[1]]


def test_a_review_is_read_as_it_was_written(tmp_path: Path) -> None:
    at, other = At('a\n"b', 0, 5, 'التقى "x"\n\x7f'), At("z", 7, 9, "مع")
    review = Review(
        (
            EventVerdict(
                at, "meeting", "edit", "planned", "", {"participant": (at, At(at.article, 7, 9, "مع"))}
            ),
        ),
        (ActorVerdict(at, "edit", "Q15031"), ActorVerdict(other, "reject")),
        (SameVerdict("meeting", at, other, "confirm"),),
    )
    write_review(review, tmp_path / "r.toml")
    assert read_review(tmp_path / "r.toml") == review
    assert corrected([], review).extractions == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"verdict": "maybe"}, "found verdict 'maybe', allowed confirm, edit, reject"),
        ({"verdict": "edit"}, "found edit and nothing changed, allowed to change: status, date, roles"),
        ({"verdict": "confirm", "date": "2025"}, "found confirm and another date, allowed is edit"),
        ({"date": "soon"}, "found date 'soon', allowed is a date such as 2025-11-03"),
        ({"status": "done"}, "found status 'done', allowed held, planned, cancelled"),
        ({"roles": {"speaker": ()}}, "allowed a dict of participant"),
        (
            {"roles": {"participant": ("Q999",)}},
            "found actor 'Q999', allowed are ids of actors its articles name",
        ),
    ],
)
def test_what_cannot_be_decided_is_said(
    g: kg.Knowledge, file: Path, change: dict[str, object], message: str
) -> None:
    frame = g.review()
    for column, value in change.items():
        frame.at[event(frame, "Modi"), column] = value
    with pytest.raises(kg.InputError) as refused:
        g.correct(frame, file)
    assert message in str(refused.value)
    assert not file.exists()


def test_an_identity_is_an_id_and_no_name(g: kg.Knowledge, file: Path) -> None:
    frame = g.review()
    frame.loc["a#a1", "ref"] = "Vladimir Putin"
    with pytest.raises(kg.InputError, match="found ref 'Vladimir Putin', allowed is an id such as Q15031"):
        g.correct(frame, file)


def test_a_graph_without_folder_needs_a_path(g: kg.Knowledge) -> None:
    with pytest.raises(kg.InputError, match=r"allowed is a path such as review\.toml"):
        g.correct(g.review())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[events]]", "review.toml, events: found 'events', allowed event, actor, same"),
        ("event = 3", "review.toml, event: found no list of tables"),
        ("[[event]]\nclass = 1", "review.toml, event 1, class: found 1, allowed the keys article, type"),
        ('[[event]]\narticle = "a"\ntype = "war"', "event 1, type: found 'war', allowed agreement"),
        (
            '[[event]]\narticle = "a"\ntype = "meeting"\nat = "x"\nverdict = "reject"',
            "event 1, at: found 'x', allowed start:end:words",
        ),
        (
            '[[event]]\narticle = "a"\ntype = "meeting"\nat = "3:6:met"\nverdict = "no"',
            "event 1, verdict: found 'no', allowed confirm",
        ),
        (
            '[[event]]\narticle = "a"\ntype = "meeting"\nat = "3:6:met"\nverdict = "edit"\ndate = "soon"',
            "event 1, date: found 'soon'",
        ),
        (
            '[[event]]\narticle = "a"\ntype = "meeting"\nat = "3:6:met"\nverdict = "edit"\nroles = { host = [] }',
            "lists for participant",
        ),
        (
            '[[actor]]\narticle = "a"\nat = "3:6:met"\nverdict = "edit"',
            "actor 1, ref: found None, allowed text",
        ),
        (
            '[[same]]\ntype = "meeting"\narticle = "a"',
            "same 1, article: found 'a', allowed the ids of two articles",
        ),
        ("[[event", "no readable TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "review.toml").write_text(text, encoding="utf-8")
    with pytest.raises(kg.DataError) as refused:
        kg.build(ARTICLES, review=tmp_path / "review.toml")
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)
