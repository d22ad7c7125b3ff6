from dataclasses import replace

from auditor.action import Action
from auditor.judgement import Audit
from auditor.ui.note import fixes_text, manager_note
from auditor.ui.sides import promise_side, work_side
from tests.builders import build_assessment, build_audit
from tests.ui.sample import agreement, mismatch


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
