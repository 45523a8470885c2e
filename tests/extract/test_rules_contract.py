"""Every rule of every language folder: its sentences must and must not match, and it names known types and roles."""

from __future__ import annotations

import pytest

from kg.extract import language, rules
from kg.extract.rules import Rule
from kg.model import Article
from kg.ontology import event_types
from kg.pipeline import extract

TYPES = {t.name: t for t in event_types()}
RULES = [(code, rule) for code in language.codes() for rule in rules.load(code).rules]
YES = [pytest.param(c, r, s, id=f"{r.id}-{n}") for c, r in RULES for n, s in enumerate(r.yes)]
NO = [pytest.param(c, r, s, id=f"{r.id}-{n}") for c, r in RULES for n, s in enumerate(r.no)]


def matched(code: str, sentence: str) -> set[str]:
    found = extract(Article(id="t", lang=code, published="2025-11-03", text=sentence))
    return {v.rule for e in found.events for v in e.evidence}


@pytest.mark.parametrize(("code", "rule", "sentence"), YES)
def test_a_rule_matches_its_sentences(code: str, rule: Rule, sentence: str) -> None:
    if rule.relay and not rule.content:  # it adds a role to the statement told before
        found = extract(Article(id="t", lang=code, published="2025-11-03", text=sentence))
        assert any(e.roles.get(rule.relay) for e in found.events)
    else:
        assert rule.id in matched(code, sentence)


@pytest.mark.parametrize(("code", "rule", "sentence"), NO)
def test_a_rule_leaves_the_others_alone(code: str, rule: Rule, sentence: str) -> None:
    assert rule.id not in matched(code, sentence)


@pytest.mark.parametrize(("code", "rule"), RULES, ids=[r.id for _, r in RULES])
def test_a_rule_names_a_type_and_roles_that_exist(code: str, rule: Rule) -> None:
    assert rule.id.startswith(f"{code}.{rule.event}.")
    assert set(rule.roles) <= {r.name for r in TYPES[rule.event].roles}


@pytest.mark.parametrize("code", language.codes())
def test_every_language_can_tell_every_type(code: str) -> None:
    assert {r.event for r in rules.load(code).rules} == set(TYPES)


@pytest.mark.parametrize("code", language.codes())
def test_most_rules_state_a_sentence_that_they_match(code: str) -> None:
    told = [r for r in rules.load(code).rules if r.kind != "light"]
    assert all(r.yes for r in told)
