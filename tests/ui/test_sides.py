from dataclasses import replace

from auditor.facts.model import SelfName
from auditor.posting import Span
from auditor.taxonomy import RoleId
from auditor.ui.sides import promise_side, work_side
from tests.builders import VACANCY, build_assessment, build_audit, build_claims, build_reading, duty
from tests.ui.sample import LINES, agreement, mismatch


def test_the_promise_shows_the_lines_that_speak_for_it():
    side = promise_side(mismatch())
    assert [chip.name for chip in side.chips] == ["AI engineer"]
    assert side.explanation == "Running models in production"
    assert [(line.statement, line.role) for line in side.lines] == [(6, RoleId.AI_ENGINEER)]


def test_a_promise_that_no_line_keeps_says_so():
    claims = build_claims("Data Scientist", RoleId.DATA_SCIENTIST)
    side = promise_side(build_audit(build_assessment(build_reading(LINES, RoleId.AI_DEVELOPER), claims)))
    assert side.lines == ()
    assert side.remark == "No line of the posting was read as this work."


def test_a_kept_promise_does_not_repeat_the_lines_of_the_work():
    assert promise_side(agreement()).lines == ()
    assert promise_side(agreement()).remark == "The work keeps this promise."


def test_a_promise_is_not_called_kept_while_the_role_is_in_doubt():
    audit = agreement()
    doubtful = replace(audit.assessment, review_reasons=("low_confidence",))
    assert promise_side(replace(audit, assessment=doubtful)).remark == "It is not certain that the work keeps it."


def test_a_title_that_claims_nothing():
    claims = build_claims("Product Lead")
    side = promise_side(build_audit(build_assessment(build_reading(LINES, RoleId.AI_DEVELOPER), claims)))
    assert side.chips == ()
    assert side.explanation == "None of the four AI roles."
    assert side.remark == "Candidates will read it as another profession."
    plain = promise_side(build_audit(build_assessment(build_reading([duty("Mend the nets")], RoleId.OTHER), claims)))
    assert plain.remark == "Candidates will read it as another profession; so is the work."
    mentioned = replace(build_claims("AI Product Lead"), names_ai=True)
    side = promise_side(build_audit(build_assessment(build_reading(LINES, RoleId.AI_DEVELOPER), mentioned)))
    assert side.remark == "It mentions AI, but names none of their jobs."


def test_no_title():
    side = promise_side(build_audit(build_assessment(build_reading(LINES, RoleId.AI_DEVELOPER), None)))
    assert side.explanation == "No title was given or found."


def test_the_work_shows_three_lines_in_text_order():
    side = work_side(mismatch())
    assert [line.statement for line in side.lines] == [2, 3, 4]
    assert [chip.role for chip in side.chips] == [RoleId.AI_DEVELOPER]


def test_a_secondary_role_gets_a_line_of_its_own():
    reading = build_reading(LINES, RoleId.AI_DEVELOPER, RoleId.AI_ENGINEER)
    side = work_side(build_audit(build_assessment(reading, None)))
    assert [line.role for line in side.lines] == [RoleId.AI_DEVELOPER, RoleId.AI_DEVELOPER, RoleId.AI_ENGINEER]


def test_both_roles_are_shown_when_a_person_should_decide():
    reading = build_reading(LINES, RoleId.AI_DEVELOPER, alternative=RoleId.AI_ENGINEER)
    calm = work_side(build_audit(build_assessment(reading, None)))
    asked = work_side(build_audit(build_assessment(reading, None, review_reasons=("contested",))))
    assert [chip.role for chip in calm.chips] == [RoleId.AI_DEVELOPER]
    assert [chip.role for chip in asked.chips] == [RoleId.AI_DEVELOPER, RoleId.AI_ENGINEER]


def test_work_of_another_profession_shows_duties_even_without_tags():
    reading = build_reading([duty("Mend the nets"), duty("Paint the hull")], RoleId.OTHER)
    side = work_side(build_audit(build_assessment(reading, None)))
    assert [line.text for line in side.lines] == ["Mend the nets", "Paint the hull"]
    assert side.chips[0].name == "Another profession"


def test_the_name_that_the_text_gives_the_job_is_quoted():
    facts = replace(VACANCY, self_names=(SelfName("chat developer", Span(0, 4)),))
    reading = build_reading(LINES, RoleId.AI_DEVELOPER)
    side = work_side(build_audit(build_assessment(reading, None, facts=facts)))
    assert side.remark == "The text itself calls the job “chat developer”."


def test_a_name_that_the_title_has_too_is_no_news():
    facts = replace(VACANCY, self_names=(SelfName("ai engineer", Span(0, 4)),))
    reading = build_reading(LINES, RoleId.AI_DEVELOPER)
    claims = build_claims("Senior AI Engineer", RoleId.AI_ENGINEER)
    assert work_side(build_audit(build_assessment(reading, claims, facts=facts))).remark == ""


def test_no_reading_no_lines():
    side = work_side(build_audit(build_assessment(None, None)))
    assert (side.chips, side.lines) == ((), ())
