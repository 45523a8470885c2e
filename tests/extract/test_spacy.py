"""The extraction as a spaCy pipeline, alone and with what a user's own pipeline knows."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import kg
from kg.extract import language
from kg.extract.hints import Hints
from kg.extract.tokens import tokenize
from kg.model import Article
from kg.pipeline import extract
from kg.spacy_advice import advice

PUBLISHED = "2025-11-05"
UNKNOWN = "Vastland said the border was closed."
PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def ruler(*patterns: tuple[str, str]) -> Language:
    """A pipeline that knows these names: (label, words)."""
    base = spacy.blank("en")
    base.add_pipe("entity_ruler").add_patterns(
        [{"label": label, "pattern": words} for label, words in patterns]
    )
    return base


def speakers(doc: Doc) -> list[list[str | None]]:
    names = {a.id: a.name for a in doc._.actors}
    return [[names[ref] for ref in e.roles["speaker"]] for e in doc._.events if e.type == "statement"]


def test_the_text_stays_as_it_is() -> None:
    text = "وقال  بوتين:\n«نعم». Xi's guest"
    assert kg.nlp("ar")(text).text == text
    assert kg.nlp("en")(text).text == text


def test_a_document_carries_what_was_found() -> None:
    doc = kg.nlp("en")("President Emmanuel Macron said in Paris on Monday that the border would stay open.")
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("President", "PERSON"), ("Emmanuel Macron", "PERSON"), ("Paris", "STATE"),
    ]  # fmt: skip
    assert [s.text for s in doc.spans["triggers"]] == ["said"]
    assert [s.text for s in doc.spans["content"]] == ["the border would stay open"]
    assert [s.text for s in doc.spans["dates"]] == ["Monday"]


def test_the_day_of_publication_is_read_from_the_document() -> None:
    pipeline = kg.nlp("en")
    doc = pipeline.make_doc("Putin met Xi Jinping in Beijing on Monday.")
    doc.user_data["published"] = PUBLISHED
    assert pipeline(doc)._.events[0].date == "2025-11-03"


def test_many_texts_go_through_pipe() -> None:
    docs = list(kg.nlp("en").pipe(["Putin met Xi Jinping.", "Nothing."]))
    assert [len(d._.events) for d in docs] == [1, 0]


def test_a_name_that_only_the_base_knows_is_a_speaker() -> None:
    assert speakers(kg.nlp("en")(UNKNOWN)) == []
    assert speakers(kg.nlp("en", base=ruler(("PERSON", "Vastland")))(UNKNOWN)) == [["Vastland"]]


@pytest.mark.parametrize(
    "text",
    [
        "Ingeborg Vastland, the foreign minister of Lesotho, said the border was closed.",
        '"The border was closed," said Ingeborg Vastland, the foreign minister of Lesotho.',
    ],
)
def test_the_title_behind_a_name_that_only_the_base_knows_is_that_persons(text: str) -> None:
    doc = kg.nlp("en", base=ruler(("PERSON", "Ingeborg Vastland")))(text)
    (person,) = doc._.actors
    assert (person.name, person.nation, person.office) == ("Ingeborg Vastland", "LSO", "foreign_minister")
    assert speakers(doc) == [["Ingeborg Vastland"]]


def test_somebody_elses_title_is_not_joined_to_a_name() -> None:
    text = "Ingeborg Vastland and the foreign minister of Lesotho said the border was closed."
    doc = kg.nlp("en", base=ruler(("PERSON", "Ingeborg Vastland")))(text)
    assert [a.nation for a in doc._.actors] == [None, "LSO"]


def test_an_organisation_that_only_the_base_knows_is_a_speaker() -> None:
    text = "Zorvex said the border was closed."
    assert speakers(kg.nlp("en")(text)) == []
    assert speakers(kg.nlp("en", base=ruler(("ORG", "Zorvex")))(text)) == [["Zorvex"]]


def test_the_kind_is_what_the_base_knows_it_to_be() -> None:
    text = "Zorvex Dynamics said the border was closed."
    kinds = [
        [(a.name, a.kind) for a in pipeline(text)._.actors]
        for pipeline in (kg.nlp("en"), kg.nlp("en", base=ruler(("ORG", "Zorvex Dynamics"))))
    ]
    assert kinds == [[("Zorvex Dynamics", "person")], [("Zorvex Dynamics", "organization")]]


def test_what_our_tables_know_is_not_overridden() -> None:
    base = ruler(("ORG", "Emmanuel Macron"), ("PERSON", "France"))
    text = "President Emmanuel Macron of France said the border was closed."
    assert [(a.kind, a.name) for a in kg.nlp("en", base=base)(text)._.actors] == [
        (a.kind, a.name) for a in kg.nlp("en")(text)._.actors
    ]


@pytest.mark.parametrize("label", ["GPE", "NORP", "DATE"])
def test_other_labels_give_no_actor(label: str) -> None:
    assert speakers(kg.nlp("en", base=ruler((label, "Vastland")))(UNKNOWN)) == []


def test_a_genitive_is_no_part_of_a_name() -> None:
    doc = Doc(
        spacy.blank("en").vocab, words=["The", "Zorvex", "'s", "team", "left", "."],
        spaces=[True, False, True, True, False, False], pos=["DET", "PROPN", "PART", "NOUN", "VERB", "PUNCT"],
        tags=["DT", "NNP", "POS", "NN", "VBD", "."], ents=["B-ORG", "I-ORG", "I-ORG", "O", "O", "O"],
    )  # fmt: skip
    words = tokenize(doc.text, language.load("en"))
    assert [m.span.of(doc.text) for m in advice(doc, words).mentions] == ["Zorvex"]


# Word, head, dependency, part of speech, tag; then the verbs with the words that head their subjects.
PARSES = [
    pytest.param(
        "Oslo/1/nsubj/PROPN/NNP said/1/ROOT/VERB/VBD no/1/intj/INTJ/UH", {"said": ["Oslo"]}, id="subject",
    ),
    pytest.param(
        "Oslo/3/nsubj/PROPN/NNP and/0/cc/CCONJ/CC Riga/0/conj/PROPN/NNP said/3/ROOT/VERB/VBD", {"said": ["Oslo", "Riga"]},
        id="joined subjects",
    ),
    pytest.param("He/1/nsubj/PRON/PRP said/1/ROOT/VERB/VBD", {}, id="a pronoun is left to our rules"),
    pytest.param(
        "Oslo/1/nsubj/PROPN/NNP left/1/ROOT/VERB/VBD and/1/cc/CCONJ/CC spoke/1/conj/VERB/VBD",
        {"left": ["Oslo"], "spoke": ["Oslo"]}, id="the second verb has the subject of the first",
    ),
    pytest.param(
        "Oslo/3/nsubj/PROPN/NNP who/2/nsubj/PRON/WP came/0/relcl/VERB/VBD said/3/ROOT/VERB/VBD",
        {"came": ["Oslo"], "said": ["Oslo"]}, id="relative clause",
    ),
    pytest.param("Oslo/2/nsubjpass/PROPN/NNP was/2/auxpass/AUX/VBD told/2/ROOT/VERB/VBN", {}, id="passive"),
    pytest.param(
        "lawyer/2/nsubj/NOUN/NN Vastland/0/appos/PROPN/NNP/B-PERSON said/2/ROOT/VERB/VBD", {"said": ["Vastland"]},
        id="the name beside a common noun",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("parse", "expected"), PARSES)
def test_subjects_in_a_parse(parse: str, expected: dict[str, list[str]]) -> None:
    rows = [[*row.split("/"), "O"][:6] for row in parse.split()]
    words, heads, deps, pos, tags, entities = (list(column) for column in zip(*rows, strict=True))
    doc = Doc(
        spacy.blank("en").vocab, words=words, heads=[int(h) for h in heads], deps=deps,
        pos=pos, tags=tags, ents=entities,
    )  # fmt: skip
    found = advice(doc, tokenize(doc.text, language.load("en"))).subjects
    assert {words[v]: [words[k] for k in heads] for v, heads in found.items()} == expected


@pytest.mark.parametrize(
    ("subject", "speaker"), [(None, [["Emmanuel Macron"]]), ((3,), [["Olaf Scholz"]]), ((), [])]
)
def test_a_parser_knows_better_than_a_subject_shared_by_two_verbs(
    subject: tuple[int, ...] | None, speaker: list[list[str]]
) -> None:
    text = "Emmanuel Macron met Olaf Scholz and said the plan was weak."
    hints = Hints(subjects={} if subject is None else {6: subject})
    found = extract(Article("a", text, lang="en"), adviser=lambda _: hints)
    names = {a.id: a.name for a in found.actors}
    said = [e for e in found.events if e.type == "statement"]
    assert [[names[ref] for ref in e.roles["speaker"]] for e in said] == speaker


def test_our_component_stands_in_a_pipeline_of_the_user() -> None:
    theirs = ruler(("PERSON", "Vastland"), ("DATE", "Monday"))
    theirs.add_pipe("kg_sentences")
    theirs.add_pipe("kg_events")
    doc = theirs(f"On Monday {UNKNOWN}")
    assert speakers(doc) == [["Vastland"]]
    assert [(e.text, e.label_) for e in doc.ents] == [("Monday", "DATE"), ("Vastland", "PERSON")]


def test_a_pipeline_can_be_saved_and_loaded(tmp_path: Path) -> None:
    kg.nlp("ar").to_disk(tmp_path / "ar")
    text = "التقى رئيس الوزراء الصيني لي تشيانغ نظيره الروسي."
    loaded = spacy.load(tmp_path / "ar")
    assert [t.text for t in loaded(text)] == [t.text for t in kg.nlp("ar")(text)]
    assert len(loaded(text)._.events) == 1


@pytest.mark.parametrize("base", ["no_such_pipeline", spacy.blank("de")], ids=["missing", "other language"])
def test_a_base_that_cannot_serve_is_refused_in_one_line(base: str | Language) -> None:
    with pytest.raises(kg.InputError, match=r"^base: found .*allowed is [^\n]*$"):
        kg.nlp("en", base=base)


def test_a_language_without_folder_is_refused() -> None:
    with pytest.raises(kg.InputError, match="'xx' is not supported"):
        kg.nlp("xx")


def test_the_base_is_not_altered() -> None:
    base = ruler(("PERSON", "Ingeborg Vastland"))
    kg.nlp("en", base=base)(UNKNOWN)
    assert base.pipe_names == ["entity_ruler"]


def test_entry_points_lead_to_what_they_name() -> None:
    groups = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["entry-points"]
    for target in [t for group in groups.values() for t in group.values()]:
        module, _, name = target.partition(":")
        assert callable(getattr(import_module(module), name))
    assert set(groups["spacy_factories"]) == {"kg_sentences", "kg_events"}


def test_spacy_finds_the_components_without_an_import_of_ours(tmp_path: Path) -> None:
    """As an installation would have it: spaCy knows us by the entry points alone."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    info = tmp_path / "declared-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: declared\nVersion: 0\n", encoding="utf-8")
    lines = [
        line
        for group, targets in project["entry-points"].items()
        for line in (f"[{group}]", *(f"{name} = {target}" for name, target in targets.items()))
    ]
    (info / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    code = """if True:
        import spacy
        tokenizer = {"@tokenizers": "kg.Tokenizer.v1", "code": "en"}
        pipeline = spacy.blank("en", config={"nlp": {"tokenizer": tokenizer}})
        pipeline.add_pipe("kg_sentences")
        pipeline.add_pipe("kg_events")
        print(len(pipeline("Putin met Xi Jinping.")._.events))"""
    paths = os.pathsep.join([str(tmp_path), str(PROJECT.parent), os.environ.get("PYTHONPATH", "")])
    run = [sys.executable, "-c", code]
    done = subprocess.run(
        run, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": paths}
    )
    assert done.stdout.strip() == "1", done.stderr
