from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.action import Action, choose_action
from auditor.finding import Finding, Severity
from auditor.posting import PostingKind
from auditor.rules import run_rules
from auditor.taxonomy import RoleId
from tests.builders import VACANCY, build_assessment, build_claims, build_finding, build_reading, duty, requirement

AI_ENGINEER = build_claims("AI Engineer", RoleId.AI_ENGINEER, market=(RoleId.AI_DEVELOPER, RoleId.AI_ENGINEER))
PROMPTS = duty("Write prompts", "engineers_prompts")
WORK = {
    RoleId.AI_DEVELOPER: PROMPTS,
    RoleId.AI_ENGINEER: duty("Serve the models", "serves_models"),
    RoleId.ML_ENGINEER: duty("Train the models", "trains_models"),
    RoleId.OTHER: duty("Repair the web shop", "builds_software"),
}


def action(claims, role, secondary=None, profile="guide", **more):  # type: ignore[no-untyped-def]
    reading = build_reading([WORK[role]], role, secondary)
    assessment = build_assessment(reading, claims, profile=profile, **more)
    return choose_action(assessment, run_rules(assessment))


@pytest.mark.parametrize(
    ("profile", "role", "expected"),
    [
        ("guide", RoleId.AI_DEVELOPER, Action.DECIDE),
        ("market", RoleId.AI_DEVELOPER, Action.READY),
        ("guide", RoleId.ML_ENGINEER, Action.FIX),
        ("market", RoleId.ML_ENGINEER, Action.FIX),
        ("guide", RoleId.OTHER, Action.FIX),
        ("market", RoleId.OTHER, Action.FIX),
        ("guide", RoleId.AI_ENGINEER, Action.READY),
    ],
)
def test_a_plain_ai_engineer_title_by_profile_and_work(profile: str, role: RoleId, expected: Action) -> None:
    assert action(AI_ENGINEER, role, profile=profile) is expected


def test_partial_and_unclaimed_are_notes_and_a_covered_second_job_is_ready() -> None:
    assert action(AI_ENGINEER, RoleId.ML_ENGINEER, RoleId.AI_ENGINEER) is Action.NOTE
    assert action(build_claims("Software Engineer"), RoleId.AI_DEVELOPER) is Action.NOTE
    assert action(AI_ENGINEER, RoleId.AI_ENGINEER, RoleId.ML_ENGINEER) is Action.READY


def test_another_profession_under_its_own_title_is_ready() -> None:
    assert action(build_claims("Java Developer"), RoleId.OTHER) is Action.READY


@pytest.mark.parametrize("reason", ["low_confidence", "readers_disagree", "no_title", "injection_suspected"])
def test_a_doubt_sends_a_posting_to_a_person(reason: str) -> None:
    for role in (RoleId.AI_ENGINEER, RoleId.ML_ENGINEER):
        assert action(AI_ENGINEER, role, review_reasons=(reason,)) is Action.REVIEW


def test_a_wrong_hire_is_fixed_without_a_title_or_more_duties_but_not_under_other_doubts() -> None:
    lines = [
        PROMPTS,
        requirement("Record of training deep networks", "trains_models"),
        requirement("Fine-tuned models on own data", "fine_tunes_models"),
    ]
    reading = build_reading(lines, RoleId.AI_DEVELOPER)
    for reasons in (("no_title",), ("few_duties",), ("no_title", "few_duties")):
        answered = build_assessment(reading, None, review_reasons=reasons)
        assert choose_action(answered, run_rules(answered)) is Action.FIX
    steered = build_assessment(reading, None, review_reasons=("injection_suspected", "no_title"))
    assert choose_action(steered, run_rules(steered)) is Action.REVIEW


def test_a_text_that_is_no_vacancy_is_a_note_whatever_its_title() -> None:
    facts = replace(VACANCY, kind=PostingKind.ANNOTATION_GIG)
    assert action(AI_ENGINEER, RoleId.OTHER, facts=facts) is Action.NOTE


def test_findings_alone_decide_by_their_severity() -> None:
    assessment = build_assessment(build_reading([PROMPTS], RoleId.AI_ENGINEER), AI_ENGINEER)
    expected = {Severity.ERROR: Action.FIX, Severity.WARNING: Action.DECIDE, Severity.INFO: Action.READY}
    for severity, wanted in expected.items():
        findings: tuple[Finding, ...] = (build_finding("TITLE005", severity),)
        assert choose_action(assessment, findings) is wanted
