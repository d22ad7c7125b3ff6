from dataclasses import replace

from auditor.action import Action
from auditor.judgement import Audit
from auditor.posting import PostingKind
from auditor.taxonomy import RoleId
from auditor.ui.note import fixes_text, manager_note
from auditor.ui.sides import promise_side, work_side
from tests.builders import VACANCY, build_assessment, build_audit, build_claims, build_finding, build_reading
from tests.ui.sample import LINES, agreement, mismatch


def note(audit: Audit) -> list[str]:
    return manager_note(audit, promise_side(audit), work_side(audit), audit.findings).split("\n")


def test_the_note_has_five_lines_verdict_two_quotes_fix_question():
    verdict, first, second, fix, question = note(mismatch())
    assert verdict == "“AI Engineer”: The work is building on LLM APIs."
    assert first == "The posting says: “Connect the booking chat to a hosted language model”"
    assert second == "The posting says: “You have put a model behind an API in production”"
    assert fix == "Suggestion: Rename it or record why."
    assert question.startswith("My question: ")
    assert question.endswith("?")


def test_the_note_keeps_five_lines_whatever_is_missing():
    for audit in (
        agreement(),
        build_audit(build_assessment(None, None, review_reasons=("too_short",)), Action.REVIEW),
        replace(mismatch(), summary="Two\nlines"),
    ):
        assert len(note(audit)) == 5


def test_fixes_are_numbered_and_on_one_line_each():
    assert fixes_text(mismatch(), mismatch().findings).split("\n") == [
        "“AI Engineer”: The work is building on LLM APIs.",
        "1. Rename it or record why.",
    ]


def test_without_findings_the_fixes_say_so():
    assert fixes_text(agreement(), ()).endswith("Nothing has to change.")


def test_without_findings_a_doubt_gives_the_next_step():
    audit = build_audit(build_assessment(None, None, review_reasons=("no_title",)), Action.REVIEW)
    assert fixes_text(audit, ()).endswith("1. Type the title into the field above.")


def test_a_doubt_that_must_be_settled_first_goes_before_the_fixes():
    reading = build_reading(LINES, RoleId.AI_DEVELOPER)
    assessment = build_assessment(reading, None, review_reasons=("low_confidence", "contested"))
    audit = build_audit(assessment, Action.REVIEW, findings=(build_finding("PAY006", fix="Add the range of pay."),))
    assert note(audit)[3] == "Suggestion: Ask the hiring manager which of the two roles fills most of the week."
    assert fixes_text(audit, audit.findings).split("\n")[1:] == [
        "1. Ask the hiring manager which of the two roles fills most of the week.",
        "2. Add the range of pay.",
    ]


def test_a_promise_without_a_line_is_said_in_place_of_the_second_quote():
    reading = build_reading(LINES[1:2], RoleId.AI_DEVELOPER)
    audit = build_audit(build_assessment(reading, build_claims("Data Scientist", RoleId.DATA_SCIENTIST)))
    assert note(audit)[2] == "No line of it describes what the title promises."


def test_the_question_of_a_note_follows_what_is_noted():
    reading = build_reading(LINES, RoleId.AI_DEVELOPER, RoleId.AI_ENGINEER)
    partly = build_assessment(reading, build_claims("AI Engineer", RoleId.AI_ENGINEER))
    plain = build_assessment(reading, build_claims("Product Lead"))
    pool = build_assessment(reading, None, facts=replace(VACANCY, kind=PostingKind.TALENT_POOL))
    questions = [note(build_audit(assessment, Action.NOTE))[4] for assessment in (partly, plain, pool)]
    assert questions == [
        "My question: which of the two jobs should decide the hire?",
        "My question: would the people you want search for this title?",
        "My question: which opening should this text be for?",
    ]


def test_fixes_that_stand_whatever_settles_a_doubt_come_first() -> None:
    audit = mismatch()
    doubted = replace(audit, assessment=replace(audit.assessment, review_reasons=("few_duties",)))
    settling = "Add the duties: five lines on what the person will do."
    for action, place in ((Action.REVIEW, "1."), (Action.FIX, "2.")):
        assert f"{place} {settling}" in fixes_text(replace(doubted, action=action), audit.findings).split("\n")
