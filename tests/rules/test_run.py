from __future__ import annotations

import inspect
from dataclasses import replace

import pytest

from auditor.finding import Severity
from auditor.posting import PostingKind, Span
from auditor.review import REVIEW_REASONS
from auditor.rules import ABSORBS, ALL_RULES, run_rules
from auditor.rules.rule import DOC_SECTIONS, Hit, rule
from auditor.rules.shown import visible
from auditor.taxonomy import RoleId
from tests.builders import VACANCY, build_assessment, build_claims, build_reading, duty, requirement

LLM_DUTIES = (
    duty("Connect the claims portal to a hosted language model", "calls_llm_api"),
    duty("Write and test prompts for the reply drafts", "engineers_prompts"),
)
TRAINING_MUSTS = (
    requirement("Proven record of training deep neural networks", "trains_models"),
    requirement("Five years of fine-tuning large models on your own data", "fine_tunes_models"),
)


FAMILIES = {"TITLE", "HIRE", "TEXT", "KIND", "NEED", "PAY", "SPEC", "STACK", "WORDING"}


def codes(assessment: object) -> list[str]:
    return [finding.code for finding in visible(run_rules(assessment))]  # type: ignore[arg-type]


def test_codes_are_unique_and_have_a_family_and_three_digits() -> None:
    found = [r.code for r in ALL_RULES]
    assert len(set(found)) == len(found)
    assert all(code.rstrip("0123456789") in FAMILIES and code[-3:].isdigit() for code in found)


@pytest.mark.parametrize("each", ALL_RULES, ids=lambda r: r.code)
def test_every_rule_is_documented_and_short(each: object) -> None:
    assert set(each.doc) == set(DOC_SECTIONS)  # type: ignore[attr-defined]
    assert all(len(text) > 20 for text in each.doc.values())  # type: ignore[attr-defined]
    body = inspect.getsource(each.check).split('"""')[2]  # type: ignore[attr-defined]
    assert len(body.strip().splitlines()) <= 25


def test_a_rule_without_its_sections_is_refused() -> None:
    with pytest.raises(ValueError, match="lacks"):

        @rule("TITLE999", "undocumented", Severity.INFO)
        def undocumented(assessment: object) -> object:
            """Says too little."""
            yield Hit("", "", ())


def test_absorption_names_existing_rules_and_is_no_circle() -> None:
    known = {r.code for r in ALL_RULES}
    assert set(ABSORBS) <= known
    for code, absorbed in ABSORBS.items():
        assert absorbed <= known
        assert all(code not in ABSORBS.get(other, ()) for other in absorbed)


def test_a_wrong_hire_stays_beside_a_title_contradiction_and_errors_come_first() -> None:
    reading = build_reading([*LLM_DUTIES, *TRAINING_MUSTS], RoleId.AI_DEVELOPER)
    assessment = build_assessment(reading, build_claims("Senior ML Engineer", RoleId.ML_ENGINEER))
    assert codes(assessment) == ["HIRE001", "TITLE001", "SPEC001"]


def test_a_text_that_is_no_vacancy_keeps_only_its_own_finding() -> None:
    facts = replace(VACANCY, kind=PostingKind.TALENT_POOL, kind_evidence=(Span(2, 9),))
    reading = build_reading([*LLM_DUTIES, *TRAINING_MUSTS], RoleId.AI_DEVELOPER)
    claims = build_claims("Senior ML Engineer", RoleId.ML_ENGINEER)
    assert codes(build_assessment(reading, claims, facts=facts)) == ["KIND001"]


def test_text_addressed_to_a_model_is_told_even_of_a_talent_pool() -> None:
    facts = replace(VACANCY, kind=PostingKind.TALENT_POOL, instructions=(Span(2, 9),))
    reading = build_reading(LLM_DUTIES, RoleId.AI_DEVELOPER)
    assert codes(build_assessment(reading, None, facts=facts)) == ["TEXT001", "KIND001"]


def test_a_talent_pool_that_says_so_in_its_title_is_not_asked_to() -> None:
    facts = replace(VACANCY, kind=PostingKind.TALENT_POOL)
    reading = build_reading(LLM_DUTIES, RoleId.AI_DEVELOPER)
    for title, asked in (("AI Developer", True), ("AI Developer - Pipeline Requisition", False)):
        (found,) = visible(run_rules(build_assessment(reading, build_claims(title, RoleId.AI_DEVELOPER), facts=facts)))
        assert ("Say in the title" in found.fix) is asked


@pytest.mark.parametrize("reason", ["low_confidence", "contested", "readers_disagree", "no_duties"])
def test_rules_that_depend_on_the_role_stay_silent_when_it_is_in_doubt(reason: str) -> None:
    assert reason in REVIEW_REASONS
    reading = build_reading([*LLM_DUTIES, *TRAINING_MUSTS], RoleId.AI_DEVELOPER)
    claims = build_claims("Senior ML Engineer", RoleId.ML_ENGINEER)
    assert codes(build_assessment(reading, claims, review_reasons=(reason,))) == []


def test_nothing_is_found_without_reading_or_title() -> None:
    assert codes(build_assessment(None, None)) == []
    assert codes(build_assessment(build_reading(LLM_DUTIES, RoleId.OTHER), None)) == []
