from auditor.evaluation import compare_runs, eval_document, eval_report
from auditor.evaluation.prediction import ShownStatement
from auditor.evaluation.saved import saved_run
from auditor.posting import Section
from tests.evaluation.samples import AID, AIE, MISMATCH, MLE, SIX_AND_TWO_CONTESTED, label, run_of, said
from tests.evaluation.test_compare import AFTER, BEFORE

TEXT = "Kennel blurb. Train our bark models. Serve them on Kubernetes. Must have trained models."
CUTS = [(0, 13), (14, 36), (37, 62), (63, 88)]
STATEMENTS = (
    ShownStatement(1, *CUTS[0], Section.COMPANY, ()),
    ShownStatement(2, *CUTS[1], Section.DUTIES, ("trains_models",)),
    ShownStatement(3, *CUTS[2], Section.DUTIES, ("serves_models",)),
    ShownStatement(4, *CUTS[3], Section.REQUIREMENTS, ("trains_models", "no_such_activity")),
)
LABELLED = label("p1", AIE, (AIE,), alternative=MLE, title="AI\u202eEngineer", text=TEXT)
WRONG = said(MLE, 0.91, MISMATCH, (AIE,), statements=STATEMENTS, posting_id=LABELLED.posting.id)


def test_errors_are_listed_most_confident_first_with_their_lines() -> None:
    surer = (label("p0", AID, (AID,)), said(MLE, 0.95, MISMATCH, (AID,)))
    errors = eval_document(run_of((LABELLED, WRONG), surer))["errors"]
    assert [error["id"] for error in errors] == ["p0", "p1"]
    assert errors[0]["evidence"] == []
    assert [(line["role"], line["text"]) for line in errors[1]["evidence"]] == [
        (MLE, "Train our bark models."),
        (MLE, "Must have trained models."),
        (AIE, "Serve them on Kubernetes."),
    ]
    assert errors[1]["evidence"][1]["activities"] == ["trains_models"]
    assert (errors[0]["defensible"], errors[1]["defensible"]) == (False, True)


def test_no_line_is_shown_when_the_audit_read_another_text() -> None:
    elsewhere = said(MLE, 0.91, statements=STATEMENTS, posting_id="0" * 64)
    assert eval_document(run_of((LABELLED, elsewhere)))["errors"][0]["evidence"] == []


def test_the_number_of_errors_is_bounded() -> None:
    assert len(eval_document(SIX_AND_TWO_CONTESTED)["errors"]) == 3
    assert [error["id"] for error in eval_document(SIX_AND_TWO_CONTESTED, errors=1)["errors"]] == ["2"]
    assert eval_document(SIX_AND_TWO_CONTESTED, errors=0)["errors"] == []


def test_the_report_shows_scores_confusion_calibration_and_errors() -> None:
    text = eval_report(eval_document(SIX_AND_TWO_CONTESTED))
    assert text.startswith("labelled.jsonl: 6 postings scored, 2 contested apart; reader offline, profile guide\n")
    assert "\nrole accuracy           0.500  [" in text
    assert "\nmismatch F1             0.500  [" in text
    assert "1 right, 1 false, 1 missed" in text
    assert "\n  0.9 to 1.0            2   0.950   1.000\n" in text
    assert "\n  systems                   -        -         " in text
    assert "\n2  no title\n  labelled ml_engineer, read as ai_engineer at 0.80\n" in text
    assert "read as none; sent to review" in text
    assert not any(line != line.rstrip() for line in text.splitlines())


def test_the_report_shows_nothing_invisible() -> None:
    text = eval_report(eval_document(run_of((LABELLED, WRONG))))
    assert "\u202e" not in text
    assert "p1  AI\u27e8U+202E\u27e9Engineer" in text
    assert "    ml_engineer: Train our bark models.\n" in text
    assert "the label's alternative" in text


def test_the_report_shows_what_flipped() -> None:
    comparison = compare_runs(saved_run(BEFORE), saved_run(AFTER))
    text = eval_report(eval_document(AFTER, 0, comparison))
    assert "Against the saved run (reader offline): 5 postings in both, 1 only there\n" in text
    assert "\n  role: 1 fixed, 1 broken, 2 changed\n" in text
    assert "\n  review: 2 more sent to it, 1 no longer\n" in text
    assert "\n  changed role         changed: ai_engineer -> ml_engineer (label data_scientist)\n" in text
    assert "\n  fixed   title claims changed: ml_engineer -> data_scientist\n" in text
    assert "Worst errors" not in text
