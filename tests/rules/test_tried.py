from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.reports.rule_docs import rule_text
from auditor.rules import ALL_RULES, Rule
from auditor.rules.tried import load_tried

ENOUGH = 0.8
"""The share of just hits among those read from which a rule is on; one that no posting has tried is off."""
HELD_BACK = {"WORDING005"}
"""Off although its hits are just: every fourth posting has one."""
TRIED = [rule for rule in ALL_RULES if rule.code in load_tried().rules]


def test_the_table_names_no_other_rules_and_one_that_is_not_in_it_is_off() -> None:
    assert set(load_tried().rules) <= {rule.code for rule in ALL_RULES}
    assert [rule.code for rule in ALL_RULES if rule.default_on and rule.code not in load_tried().rules] == []
    untried = replace(ALL_RULES[0], code="TITLE999")
    assert "It was not tried on real postings yet." in rule_text(untried)


@pytest.mark.parametrize("rule", TRIED, ids=lambda rule: rule.code)
def test_a_rule_is_on_where_what_was_read_of_it_was_just(rule: Rule) -> None:
    tried = load_tried().rules[rule.code]
    assert rule.default_on is (tried.just >= ENOUGH * tried.read > 0 and rule.code not in HELD_BACK)
    assert rule.default_on is ("Off unless selected: " not in " ".join(rule_text(rule).split())) is (not tried.off)


@pytest.mark.parametrize("rule", TRIED, ids=lambda rule: rule.code)
def test_as_many_hits_were_read_as_there_are_or_twenty(rule: Rule) -> None:
    tried = load_tried().rules[rule.code]
    assert tried.read >= min(tried.hits, 20) or not rule.default_on


def test_the_documentation_says_how_often_a_rule_was_tried() -> None:
    texts = {rule.code: rule_text(rule) for rule in TRIED}
    assert "It spoke in none of 3,803 real postings" in " ".join(texts["NEED005"].split())
    assert "Hardly tested." in texts["NEED006"]
    assert "Hardly tested." not in texts["TITLE001"]


def test_a_rule_that_hardly_ever_speaks_says_what_was_looked_for() -> None:
    near = load_tried().near
    assert {code for code, row in load_tried().rules.items() if row.hits == 0} <= near.keys()
    assert "Looked for more widely: 22 postings" in " ".join(rule_text(rules()["NEED005"]).split())


def rules() -> dict[str, Rule]:
    return {rule.code: rule for rule in ALL_RULES}
