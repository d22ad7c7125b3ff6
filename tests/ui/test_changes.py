from dataclasses import replace

from auditor.action import Action
from auditor.judgement import Audit
from auditor.ui.changes import changes
from tests.builders import build_finding
from tests.ui.sample import agreement, mismatch


def with_text(audit: Audit, text: str) -> Audit:
    return replace(audit, assessment=replace(audit.assessment, posting=replace(audit.posting, text=text)))


def test_the_same_is_called_the_same():
    assert changes(mismatch(), mismatch()) == ("Nothing changed: same text, same title, same findings.",)


def test_title_action_and_solved_findings():
    assert changes(mismatch(), agreement()) == (
        "Title: “AI Engineer” → “AI Developer”.",
        "Action: Decide → Ready.",
        "Solved: Title and work differ.",
    )


def test_lines_are_counted_and_new_findings_named():
    before = with_text(agreement(), "a\nb\nc")
    after = replace(with_text(agreement(), "a\n\nb2\nc\nd"), findings=(build_finding("X001", message="New fault."),))
    assert changes(before, after) == ("Text: 2 lines new or reworded, 1 gone.", "New: New fault.")


def test_a_new_order_of_lines_is_a_change():
    assert changes(with_text(agreement(), "a\nb"), with_text(agreement(), "b\na")) == ("Text: lines reordered.",)


def test_many_lines_take_no_time():
    before = with_text(agreement(), "\n".join(str(n % 97) for n in range(100_000)))
    after = with_text(replace(agreement(), action=Action.NOTE), "\n".join(str(n % 89) for n in range(100_000)))
    assert changes(before, after)[-1] == "Action: Ready → Note."
