"""What is kept of a judged row."""

from auditor import Posting, audit
from auditor.batch.record import judged_record
from auditor.reports.document import audit_document
from auditor.review import REVIEW_REASONS, REVIEW_TASKS

PROMPTS = "Responsibilities\n" + "".join(
    f"- {line}\n"
    for line in (
        "Write and test prompts for the booking assistant on the OpenAI API",
        "Build retrieval over price lists with a vector database",
        "Connect agents to our calendar with function calling",
        "Evaluate the answers of the assistant before each release",
    )
)


def test_a_row_under_review_says_what_to_decide_and_not_what_to_repair() -> None:
    untitled = judged_record(audit_document(audit(Posting(None, PROMPTS))), ())
    assert (untitled["action"], untitled["first_fix"]) == ("review", REVIEW_TASKS["no_title"])
    wrong = judged_record(audit_document(audit(Posting("MLOps Engineer", PROMPTS))), ())
    assert wrong["action"] != "review"
    assert wrong["first_fix"] == wrong["findings"][0]["fix"]


def test_every_reason_has_its_task() -> None:
    assert REVIEW_TASKS.keys() == REVIEW_REASONS.keys()
