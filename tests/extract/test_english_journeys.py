"""English: journeys with all that belongs to them - delegations, programmes, what happens where, who "he" is."""

from __future__ import annotations

from functools import partial

import pytest
import telling

PUBLISHED = "2025-11-03"  # a Monday
Told = tuple[str, str, tuple[str, ...], str | None, str | None]


told = partial(telling.told, lang="en", published=PUBLISHED)


def facts(text: str) -> set[Told]:
    """Type, status, sorted core role, country and date of each event that is no statement."""
    out: set[Told] = set()
    for event, roles in told(text):
        if event.type != "statement":
            core = tuple(sorted(roles["participant" if event.type == "meeting" else "visitor"]))
            out.add(
                (event.type, event.status, core, event.place.country if event.place else None, event.date)
            )
    return out


CASES: list[tuple[str, set[Told]]] = [
    # A delegation: who leads it stands for it, or beside it where a comma sets him off.
    ("A delegation led by Foreign Minister Sergey Lavrov visited India on Friday.",
     {("visit", "held", ("Sergey Lavrov",), "IND", "2025-10-31")}),
    ("A Kenyan delegation of farmers, headed by Trade Minister Lee Kinyanjui, will visit Japan.",
     {("visit", "planned", ("Kenyan delegation", "Lee Kinyanjui"), "JPN", None)}),
    ("A trade delegation, led by Deputy Minister Paul Oyelaran, visited Nepal. The delegation met President Ram Chandra Poudel.",
     {("visit", "held", ("Paul Oyelaran", "trade delegation"), "NPL", None),
      ("meeting", "held", ("Paul Oyelaran", "Ram Chandra Poudel", "trade delegation"), "NPL", None)}),
    ("A Kenyan delegation visited India. Finance Minister John Mbadi heads the delegation.",
     {("visit", "held", ("John Mbadi", "Kenyan delegation"), "IND", None)}),
    # What the programme of a visit holds.
    ("President Emmanuel Macron arrived in Peru. France is keen on trade. The programme also includes a visit to a harbour.",
     {("visit", "held", ("Emmanuel Macron",), "PER", None), ("visit", "planned", ("Emmanuel Macron",), "PER", None)}),
    ("President Emmanuel Macron visited Peru. His agenda also included talks with Prime Minister Ernesto Alvarez.",
     {("visit", "held", ("Emmanuel Macron",), "PER", None),
      ("meeting", "held", ("Emmanuel Macron", "Ernesto Alvarez"), "PER", None)}),
    # Feasts and courtesies.
    ("A banquet was hosted on Saturday by President Mohamed Muizzu in honour of Prime Minister Narendra Modi.",
     {("meeting", "held", ("Mohamed Muizzu", "Narendra Modi"), None, "2025-11-01")}),
    ("At a dinner held on Saturday in honor of Prime Minister Narendra Modi, President Mohamed Muizzu praised the ties.",
     {("meeting", "held", ("Mohamed Muizzu", "Narendra Modi"), None, "2025-11-01")}),
    ("President Mohamed Muizzu paid a courtesy visit to King Charles III.",
     {("meeting", "held", ("Charles III", "Mohamed Muizzu"), None, None)}),
    # Planned or done.
    ("President Emmanuel Macron will meet Prime Minister Narendra Modi and also visit Nepal.",
     {("meeting", "planned", ("Emmanuel Macron", "Narendra Modi"), "NPL", None),
      ("visit", "planned", ("Emmanuel Macron",), "NPL", None)}),
    ("President Emmanuel Macron is set to meet Prime Minister Narendra Modi.",
     {("meeting", "planned", ("Emmanuel Macron", "Narendra Modi"), None, None)}),
    ("On Thursday President Emmanuel Macron will be received for an audience with Emperor Naruhito.",
     {("meeting", "planned", ("Emmanuel Macron", "Emperor Naruhito"), None, "2025-11-06")}),
    ("President Emmanuel Macron will meet Prime Minister Narendra Modi and on Thursday will visit Nepal.",
     {("meeting", "planned", ("Emmanuel Macron", "Narendra Modi"), "NPL", None),
      ("visit", "planned", ("Emmanuel Macron",), "NPL", "2025-11-06")}),
    # Where.
    ("President Emmanuel Macron met Prime Minister Narendra Modi (3 November 2025, Delhi).",
     {("meeting", "held", ("Emmanuel Macron", "Narendra Modi"), "IND", "2025-11-03")}),
    ("Talks between President Emmanuel Macron and Prime Minister Narendra Modi will take place in the city of Lyon.",
     {("meeting", "planned", ("Emmanuel Macron", "Narendra Modi"), "FRA", None)}),
    ("President Emmanuel Macron has arrived in India. He will meet Prime Minister Narendra Modi.",
     {("visit", "held", ("Emmanuel Macron",), "IND", None),
      ("meeting", "planned", ("Emmanuel Macron", "Narendra Modi"), "IND", None)}),
    # Ways to meet.
    ("President Emmanuel Macron exchanged views with US officials on trade.",
     {("meeting", "held", ("Emmanuel Macron", "US officials"), None, None)}),
    ("Ambassador Santosh Jha called on President Mohamed Muizzu on Friday.",
     {("meeting", "held", ("Mohamed Muizzu", "Santosh Jha"), None, "2025-10-31")}),
    ("Ambassador Santosh Jha called on President Mohamed Muizzu to lower the tariffs.", set()),
    ("President Emmanuel Macron had breakfast with Prime Minister Narendra Modi.",
     {("meeting", "held", ("Emmanuel Macron", "Narendra Modi"), None, None)}),
    ("President Emmanuel Macron held a bilateral with Prime Minister Narendra Modi.",
     {("meeting", "held", ("Emmanuel Macron", "Narendra Modi"), None, None)}),
    ("President Emmanuel Macron represented France at the climate summit in Belem.",
     {("meeting", "held", ("Emmanuel Macron",), "BRA", None)}),
    ("With Foreign Minister Francis Fonseca of Belize, President Emmanuel Macron discussed trade.",
     {("meeting", "held", ("Emmanuel Macron", "Francis Fonseca"), None, None)}),
    ("Foreign Minister Sergey Lavrov will hold talks with Wang Yi and attend a meeting between Iran and Iraq.",
     {("meeting", "planned", ("Sergey Lavrov", "Wang Yi"), None, None),
      ("meeting", "planned", ("Iran", "Iraq"), None, None)}),
    # Ways to be on a visit.
    ("President Emmanuel Macron is currently in Nepal, where he met President Ram Chandra Poudel.",
     {("visit", "held", ("Emmanuel Macron",), "NPL", "2025-11-03"),
      ("meeting", "held", ("Emmanuel Macron", "Ram Chandra Poudel"), "NPL", "2025-11-03")}),
    ("President Emmanuel Macron will be in Nepal on Friday.",
     {("visit", "planned", ("Emmanuel Macron",), "NPL", "2025-11-07")}),
    ("Foreign Minister Jean-Noel Barrot left Nepal for Bhutan on Friday.",
     {("visit", "held", ("Jean-Noel Barrot",), "BTN", "2025-10-31")}),
    ("Foreign Minister Jean-Noel Barrot flew into Beirut on Friday.",
     {("visit", "held", ("Jean-Noel Barrot",), "LBN", "2025-10-31")}),
    ("Foreign Minister Jean-Noel Barrot wrapped up a two-day visit to Beirut on Friday.",
     {("visit", "held", ("Jean-Noel Barrot",), "LBN", "2025-10-30/2025-10-31")}),
    ("The Security Council met on Friday in Geneva.", {("meeting", "held", ("Security Council",), "CHE", "2025-10-31")}),
    ("The conditions of the European Union have been met.", set()),
    ("President Emmanuel Macron will take part in a Business Forum in Lima.",
     {("meeting", "planned", ("Emmanuel Macron",), "PER", None)}),
    ("Charles Michel called the plan good. He spoke during a meeting held on Friday in Geneva with Viola Amherd.",
     {("meeting", "held", ("Charles Michel", "Viola Amherd"), "CHE", "2025-10-31")}),
    ("President Emmanuel Macron, who is on a visit to Nepal, will meet President Ram Chandra Poudel.",
     {("visit", "held", ("Emmanuel Macron",), "NPL", None),
      ("meeting", "planned", ("Emmanuel Macron", "Ram Chandra Poudel"), "NPL", None)}),
    ("The head of the Travel Association spoke.", set()),
    # Who is beside whom.
    ("President Emmanuel Macron, accompanied by Foreign Minister Jean-Noel Barrot, visited Nepal.",
     {("visit", "held", ("Emmanuel Macron", "Jean-Noel Barrot"), "NPL", None)}),
    ("Together with Foreign Minister Jean-Noel Barrot, President Emmanuel Macron visited Nepal.",
     {("visit", "held", ("Emmanuel Macron", "Jean-Noel Barrot"), "NPL", None)}),
    ("President Emmanuel Macron visited Chad. On Friday, Prime Minister Keir Starmer, accompanied by David Lammy, will visit "
     "Nepal.",
     {("visit", "held", ("Emmanuel Macron",), "TCD", None),
      ("visit", "planned", ("David Lammy", "Keir Starmer"), "NPL", "2025-11-07")}),
    ("President Emmanuel Macron will chair a meeting of the UN Security Council in Geneva.",
     {("meeting", "planned", ("Emmanuel Macron", "UN Security Council"), "CHE", None)}),
    ("President Emmanuel Macron met Prime Minister Keir Starmer. The talks were attended by three members of the "
     "cabinet: David Lammy, John Healey and Rachel Reeves.",
     {("meeting", "held", ("David Lammy", "Emmanuel Macron", "John Healey", "Keir Starmer", "Rachel Reeves"), None, None)}),
    ("President Emmanuel Macron will hold talks with both the President and the Prime Minister of Vietnam.",
     {("meeting", "planned", ("Emmanuel Macron", "President", "Prime Minister of Vietnam"), None, None)}),
    # When.
    ("Prime Minister Narendra Modi will arrive in Nepal tomorrow for a three-day visit. Prime Minister Modi will conclude "
     "his visit on the evening of November 6.",
     {("visit", "planned", ("Narendra Modi",), "NPL", "2025-11-04/2025-11-06")}),
    ("It is the first visit to Nepal since July 2021, when President Emmanuel Macron met Sher Bahadur Deuba.",
     {("meeting", "held", ("Emmanuel Macron", "Sher Bahadur Deuba"), None, "2021-07")}),
    ("On Friday, President Emmanuel Macron met Prime Minister Keir Starmer. France is keen on trade.\nHe also met King "
     "Charles III.",
     {("meeting", "held", ("Emmanuel Macron", "Keir Starmer"), None, "2025-10-31"),
      ("meeting", "held", ("Charles III", "Emmanuel Macron"), None, "2025-10-31")}),
    ("President Emmanuel Macron will travel to Nepal on Friday. He will meet Prime Minister Sushila Karki.",
     {("visit", "planned", ("Emmanuel Macron",), "NPL", "2025-11-07"),
      ("meeting", "planned", ("Emmanuel Macron", "Sushila Karki"), "NPL", None)}),
    # Bodies and their meetings.
    ("The African Union session held in Nairobi on 3 May 2021 was long.",
     {("meeting", "held", ("African Union",), "KEN", "2021-05-03")}),
    ("President Emmanuel Macron chaired a regular meeting of the Security Council on Friday.",
     {("meeting", "held", ("Emmanuel Macron", "Security Council"), None, "2025-10-31")}),
    ("President Emmanuel Macron met Prime Minister Narendra Modi in Delhi. The delegations discussed trade.",
     {("meeting", "held", ("Emmanuel Macron", "Narendra Modi"), "IND", None)}),
    ("President Vladimir Putin hosted Iran's Masoud Pezeshkian and Turkey's Recep Tayyip Erdogan in Sochi.",
     {("meeting", "held", ("Masoud Pezeshkian", "Recep Tayyip Erdogan", "Vladimir Putin"), "RUS", None)}),
    ("We await the visit of President Samia Suluhu Hassan to Peru.",
     {("visit", "planned", ("Samia Suluhu Hassan",), "PER", None)}),
    ("The office of Peru helps the tourists who visit Laos.", set()),
    ("President Vladimir Putin met King Felipe VI. The council of Chad approved it. The Federal Council agreed at its meeting on "
     "Friday.",
     {("meeting", "held", ("Felipe VI", "Vladimir Putin"), None, None),
      ("meeting", "held", ("Federal Council",), None, "2025-10-31")}),
    ("On Friday the full Federal Council, led by President Viola Amherd, received President Emmanuel Macron.",
     {("meeting", "held", ("Emmanuel Macron", "Federal Council", "Viola Amherd"), None, "2025-10-31")}),
    ("President Viola Amherd met President Emmanuel Macron. The talks were attended on the Swiss side by Beat Jans.",
     {("meeting", "held", ("Beat Jans", "Emmanuel Macron", "Viola Amherd"), None, None)}),
    ("Federal Councillor and head of the Department of Justice Beat Jans met Minister Darmanin in Paris.",
     {("meeting", "held", ("Beat Jans", "Darmanin"), "FRA", None)}),
    ("The ties are shown by President Xi Jinping's 2017 state visit to Peru.",
     {("visit", "held", ("Xi Jinping",), "PER", "2017")}),
    ("President Emmanuel Macron arrived in Nepal. Accompanying the President on this visit are Jean-Noel Barrot and Annalena Baerbock.",
     {("visit", "held", ("Annalena Baerbock", "Emmanuel Macron", "Jean-Noel Barrot"), "NPL", None)}),
    ("President Emmanuel Macron met Prime Minister Keir Starmer. David Lammy and Rachel Reeves participated in this meeting.",
     {("meeting", "held", ("David Lammy", "Emmanuel Macron", "Keir Starmer", "Rachel Reeves"), None, None)}),
    ("The Chinese are still gathering data with President Emmanuel Macron.", set()),
    # Whose visit it was.
    ("President Emmanuel Macron received Chancellor Friedrich Merz and Boris Pistorius on his visit to Paris.",
     {("meeting", "held", ("Boris Pistorius", "Emmanuel Macron", "Friedrich Merz"), "FRA", None),
      ("visit", "held", ("Boris Pistorius",), "FRA", None)}),
    ("President Vladimir Putin thanked President Luong Cuong for his visit to Kazan.",
     {("visit", "held", ("Luong Cuong",), "RUS", None)}),
    ("President Emmanuel Macron will travel to Chad. It is the first visit by a French president. "
     "President Macron will travel on to Mali.",
     {("visit", "planned", ("Emmanuel Macron",), "TCD", None), ("visit", "planned", ("Emmanuel Macron",), "MLI", None)}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_journey_is_told_whole(text: str, expected: set[Told]) -> None:
    assert facts(text) == expected


SPEAKERS = [
    # "he" is the person by whom the sentence before begins, even if that told nothing.
    ("President Emmanuel Macron said the plan was good. Friedrich Merz opened the fair. He called the plan a mistake.",
     "called", ("Friedrich Merz",)),
    # … but not before whoever spoke in the same sentence.
    ("Friedrich Merz opened the fair. President Emmanuel Macron said the plan was good but he stressed the costs.",
     "stressed", ("Emmanuel Macron",)),
    # "he called A a friend, but said": A is no subject.
    ("Friedrich Merz opened the fair. He described Syria as poor, but said the end was near.", "said", ("Friedrich Merz",)),
    # A description between the name and the verb.
    ("“The fight is over,” Talal Sello, a spokesman for the force, said in a statement.", "said", ("Talal Sello",)),
    ("Ibrahim Kalin, Erdoğan's spokesman, said the border was closed.", "said", ("Ibrahim Kalin",)),
    ("Tarik Mbeloso, director of the Zambian customs service, said the border was closed.", "said", ("Tarik Mbeloso",)),
    ("Macron's office said the border was closed.", "said", ("Macron's office",)),
    ("Hamada Hussein, 50, from Qaim, was there. She said she had walked.", "said", ("Hamada Hussein",)),
    ("The UN closed its office. The EU said the plan was good.", "said", ("EU",)),
    ("Friedrich Merz spoke in Bonn, saying Macron, who was in Chad, had left.", "saying", ("Friedrich Merz",)),
    ("“They drove us from our lands,” the YPG branch in Afrin said in a statement.", "said", ("YPG",)),
    ("Emmanuel Macron called it “a farce that nobody believes” and Friedrich Merz said the deal was off.", "said",
     ("Friedrich Merz",)),
    ("The author Valentin Postnikov said the books were good.", "said", ("Valentin Postnikov",)),
    ("I am glad. President Emmanuel Macron would like to stress the costs.", "stress", ("Emmanuel Macron",)),
    # Those without a name.
    ("Rwandan rebels demanded a truce.", "demanded", ("Rwandan rebels",)),
    ("Police said the border was closed.", "said", ("Police",)),
    ("The military said the border was closed.", "said", ("military",)),
    ("The Reuters agency reported that the border was closed.", "reported", ("Reuters",)),
    ("The role of Qatar was commended by President Emmanuel Macron.", "commended", ("Emmanuel Macron",)),
    # Whom others quote.
    ("The Reuters agency quoted President Emmanuel Macron as saying that all was well.", "quoted", ("Emmanuel Macron",)),
    ("President Emmanuel Macron was quoted by Reuters as saying that all was well.", "quoted", ("Emmanuel Macron",)),
    ("''We are ready,'' President Emmanuel Macron said.", "said", ("Emmanuel Macron",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "speaker"), SPEAKERS)
def test_who_said_it(text: str, cue: str, speaker: tuple[str, ...]) -> None:
    found = [
        roles["speaker"]
        for e, roles in told(text)
        if e.type == "statement" and e.evidence[0].trigger.of(text) == cue
    ]
    assert found == [speaker]


def test_the_press_is_spoken_to() -> None:
    ((event, roles),) = told("President Emmanuel Macron told reporters that France was ready.")
    assert event.type == "statement"
    assert roles == {"speaker": ("Emmanuel Macron",), "addressee": ("reporters",)}


def test_what_is_asked_for_begins_with_the_infinitive() -> None:
    ((event, _),) = told(text := "President Emmanuel Macron urged India to find a way that suits all.")
    assert event.content is not None
    assert event.content.of(text) == "to find a way that suits all"


def test_both_sides_are_those_who_talk() -> None:
    text = (
        "Emmanuel Macron met Narendra Modi. The meeting with Narendra Modi was attended by Boris Pistorius. "
        "During talks with Keir Starmer, both sides stressed the ties."
    )
    said = [set(roles["speaker"]) for e, roles in told(text) if e.type == "statement"]
    assert said == [{"Keir Starmer", "Emmanuel Macron"}]


def test_two_offices_of_one_person() -> None:
    text = "Emmanuel Macron met with the deputy prime minister and minister of trade of Laos, Sonexay Siphandone, in Lyon."
    assert facts(text) == {("meeting", "held", ("Emmanuel Macron", "Sonexay Siphandone"), "FRA", None)}


def test_those_who_met_agree() -> None:
    text = "Emmanuel Macron and Friedrich Merz met with Narendra Modi in Davos. They agreed to start work on a treaty."
    agreed = [roles["party"] for e, roles in told(text) if e.type == "agreement"]
    assert agreed == [("Emmanuel Macron", "Friedrich Merz", "Narendra Modi")]


def test_two_apostrophes_are_one_mark() -> None:
    text = "''The plan works,'' President Emmanuel Macron said."
    ((event, _),) = told(text)
    assert event.content is not None
    assert event.form == "direct"


NOT_SAID = [
    "US forces came to train and advise the army of Iraq.",
    "Mike Pompeo and John Bolton tried to walk back the pledge.",
    "Foreign Minister Espen Barth Eide apologised for his harsh comments about Sweden.",
    "The official welcoming ceremony will take place in Nepal.",
    "The villages of France grow old, adding to the costs of Germany.",
    "The hall was full at his opening remarks on Thursday in Peru.",
    "A spokesman for the council of Chad refused to confirm her death.",
    "The exile, a cleric accused of plotting, left Turkey.",
    "The treaty with France sends a strong signal for open markets.",
    "Erdogan was in Chad, where he saw groups that Turkey regards as friends.",
    "A media briefing followed in Paris.",
    "We ask the French delegation to confirm that it has a plan.",
    "The UN wants Israel to confirm that it has a plan.",
    "The court sent the case back to Norway.",
    "The troops that the French army has said are in Chad will leave.",
]


@pytest.mark.parametrize("text", NOT_SAID)
def test_these_are_no_statements(text: str) -> None:
    assert not [e for e, _ in told(text) if e.type == "statement"]


def test_what_is_said_may_stand_in_the_next_line() -> None:
    text = "Speaking in Moscow, President Vladimir Putin noted:\n“The plan has worked well. We shall go on with it.”"
    ((event, _),) = told(text)
    assert event.content is not None
    assert event.content.of(text).startswith("“The plan")


def test_the_day_in_what_was_said_is_not_that_of_the_saying() -> None:
    text = "Donald Trump spoke by phone with Emmanuel Macron on Sunday, a spokesman for Macron said."
    assert [(e.type, e.date) for e, _ in told(text)] == [("meeting", "2025-11-02"), ("statement", None)]


def test_who_passed_it_on() -> None:
    ((_, roles),) = told("President Emmanuel Macron said France would send troops, Le Monde reported.")
    assert roles == {"speaker": ("Emmanuel Macron",), "via": ("Le Monde",)}


CALLED = [  # how the article calls again whom it has named
    ("Russian Foreign Minister Sergey Lavrov flew to Chad. Russia's top diplomat praised the ties.", ("Sergey Lavrov",)),
    ("Federal Councillor Ignazio Cassis flew to Chad. The head of the FDFA praised the ties.", ("Ignazio Cassis",)),
    ("Federal Councillor Ignazio Cassis flew to Chad. Switzerland's foreign minister praised the ties.", ("Ignazio Cassis",)),
    ("President Emmanuel Macron met Chancellor Friedrich Merz. The two officials praised the ties.",
     ("Emmanuel Macron", "Friedrich Merz")),
    ("President Emmanuel Macron met Chancellor Friedrich Merz. Two NATO officials wept. The two officials praised the ties.",
     ("The two officials",)),
    ("The sailor is well, said his solicitor Jane Doyle.", ("Jane Doyle",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), CALLED)
def test_named_before_and_called_otherwise(text: str, speakers: tuple[str, ...]) -> None:
    assert [roles["speaker"] for e, roles in told(text) if e.type == "statement"] == [speakers]


EARLIER = [
    ("Narendra Modi arrived in Chad from Peru. He previously visited Chad in July 2022.",
     [("visit", None), ("visit", "2022-07")]),
    ("Narendra Modi arrived in Chad. The last time he visited Chad in 2019, it rained.",
     [("visit", None), ("visit", "2019")]),
    ("Narendra Modi met Emmanuel Macron in Chad on Sunday. It was their first meeting since they met in Oslo in June 2019.",
     [("meeting", "2025-11-02"), ("meeting", "2019-06")]),
    ("This is the first visit to Chad by Narendra Modi since his inauguration on 1 January 2017.", [("visit", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days"), EARLIER)
def test_what_happened_earlier_is_something_else(text: str, days: list[tuple[str, str | None]]) -> None:
    assert [(e.type, e.date) for e, _ in told(text)] == days


def test_another_office_of_the_same_person() -> None:
    text = "Federal Councillor Ueli Maurer, in his capacity as chair of the council, received Chancellor Friedrich Merz."
    assert [roles["participant"] for _, roles in told(text)] == [("Ueli Maurer", "Friedrich Merz")]


def test_who_is_present_joins_what_persons_hold() -> None:
    text = (
        "Emmanuel Macron met with Narendra Modi in Delhi. They reviewed the talks held between French representatives "
        "and Indian officials. They will meet again in May. Present on the occasion was Minister Rachida Dati."
    )
    first, *others = [roles["participant"] for _, roles in told(text)]
    assert first == ("Emmanuel Macron", "Narendra Modi", "Rachida Dati")
    assert all("Rachida Dati" not in names for names in others)


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("French President Emmanuel Macron arrived in Chad. France was glad. The two countries signed a treaty.",
         ("France", "Chad")),
        ("President Emmanuel Macron visited Chad, the first visit by a French president. Both nations signed a treaty.",
         ("Emmanuel Macron", "Chad")),
        ("President Emmanuel Macron visited Chad. Then he flew to Niger. Both countries signed a treaty.",
         ("Both countries",)),
    ],
)  # fmt: skip
def test_two_countries_are_those_of_guest_and_host(text: str, parties: tuple[str, ...]) -> None:
    assert [roles["party"] for e, roles in told(text) if e.type == "agreement"] == [parties]


def test_the_first_by_anybody_names_nobody() -> None:
    ((_, roles),) = told("Alain Berset concluded his visit to Chad, the first by a Swiss president.")
    assert roles == {"visitor": ("Alain Berset",)}


def test_what_had_happened_was_held_whatever_was_planned() -> None:
    events = told("Nobody knew of the plans of Mark Rutte until Rutte had arrived in Syria.")
    assert [(e.type, e.status) for e, _ in events] == [("visit", "held")]


def test_three_who_met() -> None:
    text = "Federal Councillors Guy Parmelin and Albert Rösti met with Robert Habeck. The three ministers also discussed energy."
    assert [roles["participant"] for _, roles in told(text)] == [
        ("Guy Parmelin", "Albert Rösti", "Robert Habeck")
    ]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Minister Hans Dahl, head of the Ministry of Energy (MoE) and Minister Ola Berg, head of the Ministry of Trade (MoT) "
         "met with Narendra Modi.", ("Hans Dahl", "Ola Berg", "Narendra Modi")),
        ("Emmanuel Macron flew home. In his capacity as head of the Ministry of Trade (MoT), Minister Ola Berg met with "
         "Narendra Modi.", ("Ola Berg", "Narendra Modi")),
    ],
)  # fmt: skip
def test_abbreviations_in_brackets(text: str, people: tuple[str, ...]) -> None:
    assert [roles["participant"] for e, roles in told(text) if e.type == "meeting"] == [people]


def test_those_who_wish_to_travel_do_not_yet() -> None:
    assert told("Citizens of Mongolia wishing to travel to Peru must wait.") == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "A statement issued by the French Foreign Ministry said the plan was off.",
            "French Foreign Ministry",
        ),
        ("A statement released by the Kremlin on Monday said that the plan was off.", "Kremlin"),
        ("The letter from Foreign Minister Wang Yi stressed that the plan was off.", "Wang Yi"),
        ("In a statement issued by the French Foreign Ministry, Wang Yi said the plan was off.", "Wang Yi"),
        ("Donald Trump announced the plan was off, during a speech in Ohio.", "Donald Trump"),
    ],
)
def test_papers_speak_for_their_authors(text: str, speaker: str) -> None:
    ((event, roles),) = told(text)
    assert event.content is not None
    assert event.content.of(text) == "the plan was off"
    assert roles["speaker"] == (speaker,)


def test_a_proposal_put_forward() -> None:
    ((event, roles),) = told("President Vladimir Putin put forward a proposal to keep the limits for a year.")
    assert (event.type, roles["speaker"]) == ("statement", ("Vladimir Putin",))
