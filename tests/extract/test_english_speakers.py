"""Who speaks in an English sentence, and what is said: one construction a row."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.pipeline import extract

BEFORE = "President Emmanuel Macron met the press. "


def statements(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...], str]]:
    """The statements of a text: speakers, addressees, and the words said."""
    found = extract(Article(id="t", lang="en", published="2025-11-03", text=text))
    names = {a.id: a.name or a.mentions[0].of(text) for a in found.actors}
    told = [e for e in found.events if e.type == "statement" and e.content]
    return [
        (
            tuple(names[i] for i in e.roles.get("speaker", ())),
            tuple(names[i] for i in e.roles.get("addressee", ())),
            e.content.of(text) if e.content else "",
        )
        for e in told
    ]


ROWS = [
    pytest.param(
        "President Emmanuel Macron, who arrived on Monday, told his ministers to prepare a plan.",
        ("Emmanuel Macron",), ("ministers",), "to prepare a plan", id="relative clause between",
    ),
    pytest.param(
        "Norway's foreign minister, in remarks published on Monday, urged Chile to respond.",
        ("Norway's foreign minister",), ("Chile",), "to respond", id="aside between",
    ),
    pytest.param(
        BEFORE + "Even China, a good neighbour, said the plan was weak.",
        ("China",), (), "the plan was weak", id="apposition between",
    ),
    pytest.param(
        "President Emmanuel Macron is demanding an end to the blockade.",
        ("Emmanuel Macron",), (), "an end to the blockade", id="progressive",
    ),
    pytest.param(
        '"We are ready," Emmanuel Macron said. "We will not wait any longer than that."',
        ("Emmanuel Macron",), (), '"We will not wait any longer than that."', id="quotation cut by its verb",
    ),
    pytest.param(
        "Emmanuel Macron stressed the need for aid and offered Germany's support.",
        ("Emmanuel Macron",), (), "Germany's support", id="offered",
    ),
    pytest.param(
        "Emmanuel Macron met Narendra Modi on Monday. The talks ended, with both sides expressing interest in trade.",
        ("Emmanuel Macron", "Narendra Modi"), (), "interest in trade", id="with both sides expressing",
    ),
    pytest.param(
        "Extending his best wishes to the people, Emmanuel Macron assured France's full support for the plan.",
        ("Emmanuel Macron",), (), "France's full support for the plan", id="opening gerund",
    ),
    pytest.param(
        "Emmanuel Macron told Channel Nine he would stay.",
        ("Emmanuel Macron",), (), "he would stay", id="an outlet that no table knows",
    ),
    pytest.param(
        "Emmanuel Macron said when asked about the attack: “It was a bad day for all of us.”",
        ("Emmanuel Macron",), (), "“It was a bad day for all of us.”", id="when asked",
    ),
    pytest.param(
        BEFORE + "He also spoke out against the tariffs of the United States, noting their effect.",
        ("Emmanuel Macron",), (), "their effect", id="gerund behind a pronoun",
    ),
    pytest.param(
        "Emmanuel Macron met Narendra Modi on Monday. In his talks with Narendra Modi, both sides stressed the value of trade.",
        ("Emmanuel Macron", "Narendra Modi"), (), "the value of trade", id="both sides behind a comma",
    ),
    pytest.param(
        "Emmanuel Macron extended his thanks to President Narendra Modi for the welcome.",
        ("Emmanuel Macron",), ("Narendra Modi",), "his thanks to President Narendra Modi for the welcome", id="extended to",
    ),
    pytest.param(
        "Antonio Guterres expressed thanks to France, his spokesman told reporters.",
        ("Antonio Guterres",), ("France",), "thanks to France", id="no list without an and",
    ),
    pytest.param(
        "Emmanuel Macron confirmed the truce in a post on Monday.",
        ("Emmanuel Macron",), (), "the truce", id="in a post",
    ),
    pytest.param(
        "Emmanuel Macron went on to say that France was ready.",
        ("Emmanuel Macron",), (), "France was ready", id="went on to say",
    ),
    pytest.param(
        "The border case, Emmanuel Macron insisted, belongs before the court of the two countries.",
        ("Emmanuel Macron",), (), "belongs before the court of the two countries", id="cue inside, second part longer",
    ),
    pytest.param(
        "The long border between the two countries will stay open, Emmanuel Macron said, calling for calm.",
        ("Emmanuel Macron",), (), "The long border between the two countries will stay open", id="cue behind, then a gerund",
    ),
    pytest.param(
        "As Emmanuel Macron told the press earlier, the border will stay open.",
        ("Emmanuel Macron",), ("press",), "the border will stay open", id="as he told",
    ),
    pytest.param(
        "Emmanuel Macron called Narendra Modi last week to reaffirm the support of France.",
        ("Emmanuel Macron",), ("Narendra Modi",), "the support of France", id="called to reaffirm",
    ),
    pytest.param(
        "The border would stay open, said Emmanuel Macron on Monday.",
        ("Emmanuel Macron",), (), "The border would stay open", id="verb and subject behind",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers", "addressees", "said"), ROWS)
def test_a_statement_has_its_speaker(
    text: str, speakers: tuple[str, ...], addressees: tuple[str, ...], said: str
) -> None:
    assert (speakers, addressees, said) in statements(text)


@pytest.mark.parametrize(
    "text",
    [
        BEFORE + "Ingeborg Vastland, an analyst in Oslo, said the plan was weak.",
        BEFORE + '"The plan is weak," said a young analyst in Oslo.',
        BEFORE + "The meeting showed the ties of the two nations and highlighted their partnership.",
        BEFORE + "Ingeborg Vastland said the plan was weak. She added that it was late.",
        BEFORE + "Two men held in Oslo accused of fraud will go home. They denied the charges.",
        BEFORE + "Some monks are still recognised today for their commitment.",
    ],
)
def test_somebody_unknown_is_not_taken_for_who_was_named_before(text: str) -> None:
    assert all("Emmanuel Macron" not in speakers for speakers, _, _ in statements(text))


TALKS = "President Vladimir Putin held talks with President Ahmed al-Sharaa in Moscow on Monday.\n\n"


def test_a_speech_in_a_transcript_is_one_statement_over_its_paragraphs() -> None:
    speech = "Time has not been wasted. Trade has grown.\n\nI would like to congratulate you on this success."
    said = statements(f"{TALKS}Vladimir Putin: {speech}\n\nAhmed al-Sharaa: We agree.\n\nRead more")
    putin, sharaa = "Vladimir Putin", "Ahmed al-Sharaa"
    assert said == [((putin,), (sharaa,), speech[:-1]), ((sharaa,), (putin,), "We agree")]


def test_we_are_the_two_who_talk() -> None:
    text = TALKS + "Vladimir Putin: The centre near Moscow, which we visited together in 2024, works well."
    found = extract(Article(id="t", lang="en", published="2025-11-03", text=text))
    (visit,) = [e for e in found.events if e.type == "visit"]
    (talks,) = [e for e in found.events if e.type == "meeting"]
    assert (set(visit.roles["visitor"]), visit.date) == (set(talks.roles["participant"]), "2024")


def test_the_leaders_are_the_two_who_talk() -> None:
    text = (
        "On Monday, President Vladimir Putin and King Hamad bin Isa Al Khalifa, who chairs the Arab League, held a telephone "
        "conversation. The Leaders had a thorough discussion of trade. The Ministers of five states stressed its value."
    )
    found = extract(Article(id="t", lang="en", published="2025-11-03", text=text))
    names = {a.id: a.name for a in found.actors}
    (talks,) = [e for e in found.events if e.type == "meeting"]
    assert {names[i] for i in talks.roles["participant"]} == {"Vladimir Putin", "Hamad bin Isa Al Khalifa"}
    assert (talks.mode, len(talks.evidence)) == ("phone", 2)
    (said,) = [e for e in found.events if e.type == "statement"]
    assert set(said.roles["speaker"]).isdisjoint(talks.roles["participant"])
