from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from auditor.facts.model import SelfName
from auditor.finding import Severity
from auditor.posting import Span
from auditor.rules.title_contradicts_work import TITLE_CONTRADICTS_WORK
from auditor.taxonomy import AI_ROLES, RoleId
from tests.builders import VACANCY, build_assessment, build_claims, build_reading, duty, requirement

WORK = {
    RoleId.AI_ENGINEER: ("serves_models", "monitors_models"),
    RoleId.ML_ENGINEER: ("trains_models", "prepares_training_data"),
    RoleId.AI_DEVELOPER: ("calls_llm_api", "builds_agents"),
    RoleId.DATA_SCIENTIST: ("analyses_data", "runs_experiments"),
}


def reading_of(role: RoleId, confidence: float = 0.95):  # type: ignore[no-untyped-def]
    first, second = WORK[role]
    lines = [
        duty("Keep the office plants alive", "runs_business"),
        duty("The first telling line", first, second),
        duty("The second telling line", second),
        requirement("Knows how", first),
    ]
    return build_reading(lines, role, confidence=confidence)


@pytest.mark.parametrize(("claim", "role"), list(permutations(AI_ROLES, 2)))
def test_every_ordered_pair_but_one_is_an_error_that_quotes_the_work(claim: RoleId, role: RoleId) -> None:
    assessment = build_assessment(reading_of(role), build_claims("Some Title", claim))
    (finding,) = TITLE_CONTRADICTS_WORK.findings(assessment)
    usual = (claim, role) == (RoleId.DATA_SCIENTIST, RoleId.ML_ENGINEER)
    assert finding.severity is (Severity.WARNING if usual else Severity.ERROR)
    assert assessment.role_name(role) in finding.message
    assert assessment.role_name(claim) in finding.message
    assert "wrong" not in finding.message + finding.fix
    assert isinstance(finding.evidence, tuple)
    assert [e.statement for e in finding.evidence] == [2, 3]


def test_messages_differ_by_pair() -> None:
    pairs = list(permutations(AI_ROLES, 2))
    messages = {
        TITLE_CONTRADICTS_WORK.findings(build_assessment(reading_of(r), build_claims("T", c)))[0].message
        for c, r in pairs
    }
    assert len(messages) == len(pairs)


def test_a_difference_under_the_guide_alone_is_a_warning_with_a_way_to_keep_the_title() -> None:
    claims = build_claims("AI Engineer", RoleId.AI_ENGINEER, market=(RoleId.AI_DEVELOPER, RoleId.AI_ENGINEER))
    reading = reading_of(RoleId.AI_DEVELOPER)
    (finding,) = TITLE_CONTRADICTS_WORK.findings(build_assessment(reading, claims))
    assert finding.severity is Severity.WARNING
    assert "keep the title and record why" in finding.fix
    assert "Applied AI Engineer" in finding.fix
    assert TITLE_CONTRADICTS_WORK.findings(build_assessment(reading, claims, profile="market")) == ()


def test_the_texts_own_name_for_the_job_is_quoted_beside_the_duties() -> None:
    name = SelfName("data analyst", Span(4, 12))
    assessment = build_assessment(
        reading_of(RoleId.DATA_SCIENTIST),
        build_claims("ML Engineer", RoleId.ML_ENGINEER),
        facts=replace(VACANCY, self_names=(name,)),
    )
    (finding,) = TITLE_CONTRADICTS_WORK.findings(assessment)
    assert isinstance(finding.evidence, tuple)
    assert name.span in [e.span for e in finding.evidence]


@pytest.mark.parametrize("confidence", [0.3, 0.6, 0.74])
def test_an_unsure_role_contradicts_nothing(confidence: float) -> None:
    reading = reading_of(RoleId.AI_DEVELOPER, confidence)
    assert TITLE_CONTRADICTS_WORK.findings(build_assessment(reading, build_claims("T", RoleId.ML_ENGINEER))) == ()


def test_a_title_that_claims_the_role_or_nothing_is_let_pass() -> None:
    reading = reading_of(RoleId.AI_DEVELOPER)
    for claims in (build_claims("AI Developer", RoleId.AI_DEVELOPER), build_claims("Software Engineer")):
        assert TITLE_CONTRADICTS_WORK.findings(build_assessment(reading, claims)) == ()


def test_a_line_that_the_posting_repeats_is_quoted_once() -> None:
    lines = [duty("Train the model", "trains_models"), duty("Train the model", "trains_models")]
    lines.append(duty("Label the pictures", "prepares_training_data"))
    assessment = build_assessment(build_reading(lines, RoleId.ML_ENGINEER), build_claims("T", RoleId.AI_ENGINEER))
    (finding,) = TITLE_CONTRADICTS_WORK.findings(assessment)
    assert [e.statement for e in finding.evidence] == [1, 3]  # type: ignore[union-attr]
