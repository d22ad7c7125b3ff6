from dataclasses import replace

import pytest

from auditor.action import Action
from auditor.assessment import SecondOpinion
from auditor.finding import Severity
from auditor.taxonomy import RoleId
from auditor.ui.view import view_of
from tests.builders import build_assessment, build_audit, build_finding, build_reading
from tests.ui.sample import LINES, agreement, mismatch


def test_other_profile_is_mentioned_only_when_it_says_something_else():
    audit = mismatch()
    assert view_of(audit, audit).other_profile is None
    other = replace(mismatch("market"), action=Action.READY)
    assert view_of(audit, other).other_profile == "By market use this would be Ready: title and work match."
    assert view_of(other, audit).other_profile == "By the hiring guide this would be Decide: title and work differ."


def test_the_other_profile_gives_its_own_cause_and_says_when_the_action_is_the_same():
    agreed = mismatch("market")
    still = replace(agreed, action=Action.DECIDE)
    assert (
        view_of(mismatch(), still).other_profile
        == "By market use this would still be Decide, though title and work match."
    )
    wrong = replace(agreed, action=Action.FIX, findings=(build_finding("HIRE001", Severity.ERROR),))
    assert (
        view_of(mismatch(), wrong).other_profile
        == "By market use this would be Fix: the must-haves ask for another job."
    )


def test_two_suggestions_and_never_the_present_title():
    assert view_of(mismatch()).suggestions == ("Applied AI Engineer", "LLM Engineer")


def test_at_most_three_findings_are_visible_and_the_rest_is_a_section():
    findings = tuple(build_finding(f"TITLE{n:03}") for n in range(1, 6))
    view = view_of(replace(mismatch(), findings=findings))
    assert [finding.code for finding in view.findings] == ["TITLE001", "TITLE002", "TITLE003"]
    assert view.details[0].key == "further"
    assert view.details[0].summary == "2 more findings"


def test_quotes_that_stand_in_the_columns_are_not_repeated_under_a_finding():
    view = view_of(mismatch())
    assert [line.statement for line in view.work.lines] == [2, 3, 4]
    assert view.findings[0].quotes == ()


def test_an_absence_has_nothing_to_quote():
    view = view_of(replace(mismatch(), findings=(build_finding("TITLE002"),)))
    assert view.findings[0].quotes == ()


@pytest.mark.parametrize(
    ("confidence", "words"), [(0.95, "very sure"), (0.8, "sure"), (0.77, "fairly sure"), (0.3, "unsure")]
)
def test_confidence_is_words(confidence: float, words: str):
    reading = build_reading(LINES, RoleId.AI_DEVELOPER, confidence=confidence)
    assert view_of(build_audit(build_assessment(reading, None))).confidence == words


def test_a_posting_that_cannot_be_judged_says_why_and_what_to_do():
    audit = build_audit(
        build_assessment(None, None, review_reasons=("unsupported_language", "no_title")), Action.REVIEW
    )
    view = view_of(audit)
    assert view.confidence == "cannot tell"
    assert [reason.why for reason in view.reasons] == [
        "The posting is not in English.",
        "No title was given or found.",
    ]
    assert all(reason.next_step for reason in view.reasons)
    assert {detail.key for detail in view.details} == {"provenance"}


def test_nothing_to_change_names_what_candidates_will_ask():
    clear = view_of(agreement()).all_clear
    assert clear.startswith("Nothing has to change.")
    assert "what success after 30, 60 and 90 days looks like" in clear


def test_a_reading_by_a_model_names_the_model():
    audit = mismatch()
    by = replace(audit.provenance, reader="openai/small", provider="openai", model="small")
    opinion = replace(audit.assessment, second_opinion=SecondOpinion(RoleId.AI_DEVELOPER, 0.9))
    assert view_of(replace(audit, provenance=by, assessment=opinion)).reader == "read by small (openai)"
