"""English clauses: one construction a row, with the event that it tells (type, status, core role, place, date)."""

from __future__ import annotations

from functools import partial

import pytest
import telling

from kg.lang.en.grammar import inflect

PUBLISHED = "2025-11-03"  # a Monday


told = partial(telling.told, lang="en", published=PUBLISHED)


SETTINGS = [
    ("Antony Blinken and Sergey Lavrov are to hold talks in Geneva on Friday.",
     "meeting", "planned", ("Antony Blinken", "Sergey Lavrov"), "CHE", "2025-11-07"),
    ("Talks between Russia and the United States were held in Riyadh on Tuesday.",
     "meeting", "held", ("Russia", "United States"), "SAU", "2025-10-28"),
    ("The visit by President Vladimir Putin to India was postponed.",
     "visit", "cancelled", ("Vladimir Putin",), "IND", None),
    ("Vladimir Putin cancelled his visit to Turkey.", "visit", "cancelled", ("Vladimir Putin",), "TUR", None),
    ("Xi Jinping will pay a state visit to Vietnam from 14 to 15 April.",
     "visit", "planned", ("Xi Jinping",), "VNM", "2026-04-14/2026-04-15"),
    ("Xi Jinping was welcomed at the airport by Prime Minister Robert Fico.",
     "meeting", "held", ("Xi Jinping", "Robert Fico"), None, None),
    ("Xi Jinping will open a fair in Dubai, where he will visit a school for the people of Ukraine.",
     "visit", "planned", ("Xi Jinping",), "ARE", None),
    ("Antony Blinken and Sergey Lavrov met to discuss the firms active in Indonesia.",
     "meeting", "held", ("Antony Blinken", "Sergey Lavrov"), None, None),
    ("Antony Blinken and Sergey Lavrov sat down for hours of talks on Friday in Geneva.",
     "meeting", "held", ("Antony Blinken", "Sergey Lavrov"), "CHE", "2025-10-31"),
    ("The islanders may stay under a treaty signed on Friday by President Emmanuel Macron and Prime Minister Narendra Modi.",
     "agreement", "held", ("Emmanuel Macron", "Narendra Modi"), None, "2025-10-31"),
    ("Narendra Modi was received on Friday by interim President Emmanuel Macron.",
     "meeting", "held", ("Narendra Modi", "Emmanuel Macron"), None, "2025-10-31"),
    ("A memorandum was signed between India and Japan in Tokyo.",
     "agreement", "held", ("India", "Japan"), "JPN", None),
    ("President Mohamed Muizzu hosted a banquet in honour of President Anura Kumara Dissanayake.",
     "meeting", "held", ("Mohamed Muizzu", "Anura Kumara Dissanayake"), None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "status", "core", "country", "date"), SETTINGS)
def test_an_event_has_its_setting(
    text: str, kind: str, status: str, core: tuple[str, ...], country: str | None, date: str | None
) -> None:
    ((event, roles),) = told(text)
    place = event.place.country if event.place else None
    assert (event.type, event.status, set(next(iter(roles.values()))), place, event.date) == (
        kind, status, set(core), country, date,
    )  # fmt: skip


NOTHING = [
    "Marco Rubio will not attend the summit in Johannesburg.",
    "Donald Trump has no plans to meet Vladimir Putin.",
    "Foreign Minister Sergey Lavrov did not meet Marco Rubio.",
    "Further support was pledged.",
    "The plan met the conditions of France.",
    "Emmanuel Macron did not immediately respond to a request for comment on a call with Narendra Modi.",
    "Emmanuel Macron and Narendra Modi met the press.",
    "Emmanuel Macron will continue to work with India.",
    "Regular consultations between France and India are useful.",
    "Prime Minister Benjamin Netanyahu refused to meet King Abdullah II.",
    "Cuba is a pleasant place to visit.",
    "President Emmanuel Macron agreed to resign.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_denied_or_general_is_no_event(text: str) -> None:
    assert told(text) == []


STATEMENTS = [
    ("In Hangzhou on Monday, Li Qiang said China was ready, according to Xinhua.",
     "Li Qiang", "China was ready"),
    ("“We are ready,” Emmanuel Macron told reporters in Paris.", "Emmanuel Macron", "“We are ready,”"),
    ("The border would stay open, Emmanuel Macron said in Paris on Monday.",
     "Emmanuel Macron", "The border would stay open"),
    ("Olaf Scholz, by contrast, welcomed the conclusion of the work.", "Olaf Scholz", "the conclusion of the work"),
    ("Emmanuel Macron used the occasion to highlight the importance of trade.",
     "Emmanuel Macron", "the importance of trade"),
    ("Emmanuel Macron thanked Narendra Modi for the warm welcome.", "Emmanuel Macron", "the warm welcome"),
    ("Asked about the plan, Dmitry Peskov replied that it was too early.", "Dmitry Peskov", "it was too early"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "content"), STATEMENTS)
def test_a_statement_has_its_speaker_and_words(text: str, speaker: str, content: str) -> None:
    ((event, roles),) = told(text)
    assert event.content is not None
    assert (roles["speaker"], event.content.of(text)) == ((speaker,), content)


def test_trailing_participles_are_statements_of_the_same_speaker() -> None:
    text = "Emmanuel Macron praised the plan, noting that time was short and stressing the need for speed."
    assert [(r["speaker"], e.content and e.content.of(text)) for e, r in told(text)] == [
        (("Emmanuel Macron",), "the plan"),
        (("Emmanuel Macron",), "time was short"),
        (("Emmanuel Macron",), "the need for speed"),
    ]


def test_a_talk_partner_in_the_same_sentence_is_spoken_to() -> None:
    text = "In his meeting with Narendra Modi, Emmanuel Macron underlined the value of trade."
    (statement,) = [r for e, r in told(text) if e.type == "statement"]
    assert statement == {"speaker": ("Emmanuel Macron",), "addressee": ("Narendra Modi",)}


def test_a_wish_is_no_event() -> None:
    text = "Emmanuel Macron invited Narendra Modi to pay a visit to France."
    assert [e.type for e, _ in told(text)] == ["statement"]


@pytest.mark.parametrize(
    "text",
    [
        "Emmanuel Macron extended an invitation to Narendra Modi to visit France.",
        "The talks closed with an invitation for Emmanuel Macron to visit India.",
        "Emmanuel Macron aims to host a summit with Narendra Modi.",
        "Australia is far. With this trip to Australia, a new page was opened.",
    ],
)
def test_an_invitation_is_no_visit(text: str) -> None:
    assert not [e for e, _ in told(text) if e.type in ("visit", "meeting")]


def test_a_day_set_off_from_the_visit_is_that_of_the_meeting() -> None:
    text = "Volker Türk met Narendra Modi this afternoon (03), as part of his visit to India."
    assert {e.type: e.date_source for e, _ in told(text)} == {"meeting": "relative", "visit": "none"}


def test_talks_with_one_side_have_the_other_from_before() -> None:
    text = "Guy Parmelin left for Glasgow. The discussion with Secretary Anne-Marie Trevelyan covered trade."
    (meeting,) = [r for e, r in told(text) if e.type == "meeting"]
    assert set(meeting["participant"]) == {"Guy Parmelin", "Anne-Marie Trevelyan"}


def test_two_leaders_are_the_two_named_before() -> None:
    text = "President Claudia Sheinbaum said that President Donald Trump was right, after the two leaders spoke by telephone."
    (call,) = [r for e, r in told(text) if e.type == "meeting"]
    assert set(call["participant"]) == {"Claudia Sheinbaum", "Donald Trump"}


def test_who_says_so_did_not_meet() -> None:
    text = "Emmanuel Macron met Prime Minister Narendra Modi, the French Foreign Ministry said."
    (meeting,) = [r for e, r in told(text) if e.type == "meeting"]
    assert set(meeting["participant"]) == {"Emmanuel Macron", "Narendra Modi"}


def test_a_journey_goes_on_to_another_country() -> None:
    text = "Marco Rubio will travel to Panama, where he will meet José Raúl Mulino, before continuing to Costa Rica."
    assert {e.place.country for e, _ in told(text) if e.type == "visit" and e.place} == {"PAN", "CRI"}


def test_what_was_agreed_on_is_planned() -> None:
    found = told("Antony Blinken and Sergey Lavrov agreed to hold talks in Geneva.")
    assert {e.type: e.status for e, _ in found} == {"agreement": "held", "meeting": "planned"}


def test_who_decided_to_meet_is_not_who_says_so() -> None:
    text = "Pakistan and Afghanistan signed a truce. The Foreign Ministry of Qatar said the two sides decided to hold talks."
    (meeting,) = [r for e, r in told(text) if e.type == "meeting"]
    assert set(meeting["participant"]) == {"Pakistan", "Afghanistan"}


def test_a_comma_makes_no_list_of_two() -> None:
    text = "At the invitation of President Emmanuel Macron, the Indian Prime Minister arrived in France on Friday."
    ((visit, roles),) = told(text)
    assert (roles["host"], visit.place and visit.place.country) == (("Emmanuel Macron",), "FRA")


PRESENT = [
    ("The talks were attended by Minister Rachida Dati, the head of the Culture Department; the Indian delegation included "
     "Minister Piyush Goyal.", {"Rachida Dati", "Piyush Goyal"}),
    ("Among those present at the meeting were Minister Rachida Dati; Ambassador Thierry Mathou and Minister Piyush Goyal.",
     {"Rachida Dati", "Thierry Mathou", "Piyush Goyal"}),
    ("Minister Rachida Dati, Ambassador Thierry Mathou, along with Minister Piyush Goyal were also present.",
     {"Rachida Dati", "Thierry Mathou", "Piyush Goyal"}),
    ("Representing India at this discussion were Minister Piyush Goyal and Ambassador Sanjeev Singla.",
     {"Piyush Goyal", "Sanjeev Singla"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "others"), PRESENT)
def test_who_else_was_present_took_part(text: str, others: set[str]) -> None:
    found = told(f"President Emmanuel Macron met Prime Minister Narendra Modi in Paris. {text}")
    (meeting,) = [r for e, r in found if e.type == "meeting"]
    assert set(meeting["participant"]) == {"Emmanuel Macron", "Narendra Modi", *others}


def test_a_country_that_is_only_spoken_of_is_not_visited() -> None:
    ((visit, _),) = told("President Emmanuel Macron visited a centre for aid to the people of Ukraine.")
    assert visit.place is None


def test_talks_take_place_where_the_visit_goes() -> None:
    text = "Emmanuel Macron is on a visit to India. Emmanuel Macron held talks with Narendra Modi."
    assert {e.type: e.place.country for e, _ in told(text) if e.place} == {"visit": "IND", "meeting": "IND"}


@pytest.mark.parametrize(
    ("entry", "kind", "forms"),
    [
        ("meet met", "verb", {"meet", "meets", "met", "meeting"}),
        ("deny", "verb", {"deny", "denies", "denied", "denying"}),
        ("call+on", "verb", {"call on", "calls on", "called on", "calling on"}),
        ("visit", "noun", {"visit", "visits"}),
        ("talks", "noun", {"talks"}),
    ],
)
def test_entries_are_inflected(entry: str, kind: str, forms: set[str]) -> None:
    assert {" ".join(f.words) for f in inflect(entry, kind)} == forms


def test_a_visit_lends_its_day_to_what_is_told_next() -> None:
    text = "Narendra Modi paid a visit to France on Friday. Emmanuel Macron received Narendra Modi at the palace."
    assert {e.type: e.date for e, _ in told(text)} == {"visit": "2025-10-31", "meeting": "2025-10-31"}


def test_where_all_is_in_one_country_the_rest_is_there_too() -> None:
    text = "Emmanuel Macron met Narendra Modi. France and India signed a treaty. Narendra Modi met Roland Lescure in Paris."
    meetings = [e.place and e.place.country for e, _ in told(text) if e.type == "meeting"]
    assert meetings == ["FRA", "FRA"]


STAYS = [
    ("Xi Jinping returned to China on Friday after the conclusion of his four-day state visit to Vietnam.",
     "2025-10-28/2025-10-31"),
    ("Xi Jinping arrived in Vietnam on Friday on a three-day visit.", "2025-10-31/2025-11-02"),
    ("The visit to Vietnam by Xi Jinping originally planned for mid-October will take place on Friday.", "2025-11-07"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "date"), STAYS)
def test_a_stay_has_its_days(text: str, date: str) -> None:
    dates = {e.date for e, _ in told(text) if e.type == "visit" and e.place and e.place.country == "VNM"}
    assert dates == {date}


def test_the_first_time_that_anybody_came_is_the_visit_told_before() -> None:
    text = "Narendra Modi was on a state visit last week. It is the first time that an Indian prime minister has paid a visit to Peru."
    ((visit, roles),) = [(e, r) for e, r in told(text) if e.type == "visit"]
    assert (roles["visitor"], visit.place and visit.place.country) == (("Narendra Modi",), "PER")


def test_who_receives_the_visitor_at_home_is_the_host() -> None:
    text = "Narendra Modi paid a visit to France on Friday. President Emmanuel Macron received Narendra Modi at the palace."
    (visit,) = [r for e, r in told(text) if e.type == "visit"]
    assert visit == {"visitor": ("Narendra Modi",), "host": ("Emmanuel Macron",)}


def test_a_leader_stands_for_the_delegation() -> None:
    text = "A delegation of the Federal Council led by President Simonetta Sommaruga today met with Ursula von der Leyen."
    ((_, meeting),) = told(text)
    assert set(meeting["participant"]) == {"Simonetta Sommaruga", "Ursula von der Leyen"}


def test_who_agreed_are_those_of_the_verb_before() -> None:
    text = "Emmanuel Macron received Narendra Modi. They praised the quality of their work and agreed to deepen it."
    (agreement,) = [r for e, r in told(text) if e.type == "agreement"]
    assert set(agreement["party"]) == {"Emmanuel Macron", "Narendra Modi"}
