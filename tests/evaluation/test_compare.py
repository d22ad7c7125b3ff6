from pathlib import Path

import pytest

from auditor.errors import UnreadableInputError, UsageError
from auditor.evaluation import compare_runs, load_run, save_run
from auditor.evaluation.saved import saved_run
from tests.evaluation.samples import (
    AID,
    AIE,
    DS,
    MATCH,
    MISMATCH,
    MLE,
    OTHER,
    SIX_AND_TWO_CONTESTED,
    label,
    run_of,
    said,
)  # fmt: skip

LABELS = [
    label("fixed", AIE, (AIE,)),
    label("broken", MLE, (MLE,)),
    label("changed", DS, (DS,)),
    label("same", AID, (AID,)),
    label("contested", OTHER, (AIE,), contested=True),
]
BEFORE = run_of(
    (LABELS[0], said(MLE, 0.6, MISMATCH, (AIE,), review=True)),
    (LABELS[1], said(MLE, 0.9, MATCH, (MLE,))),
    (LABELS[2], said(AIE, 0.5, MISMATCH, (MLE,))),
    (LABELS[3], said(AIE, 0.5, MISMATCH, (AID, AIE))),
    (LABELS[4], said(OTHER, 0.5, MISMATCH, (AIE,))),
    (label("gone", AIE, (AIE,)), said(AIE, 0.9, MATCH, (AIE,))),
)
AFTER = run_of(
    (LABELS[0], said(AIE, 0.9, MATCH, (AIE,))),
    (LABELS[1], said(DS, 0.6, MISMATCH, (MLE,), review=True)),
    (LABELS[2], said(MLE, 0.5, MISMATCH, (DS,))),
    (LABELS[3], said(AIE, 0.7, MISMATCH, (AIE, AID), review=True)),
    (LABELS[4], said(AIE, 0.5, MATCH, (AIE,))),
)


def test_flips_are_counted_by_what_they_did() -> None:
    found = compare_runs(saved_run(BEFORE), saved_run(AFTER))
    assert (found["postings"], found["only_before"], found["only_after"]) == (5, 1, 0)
    assert found["role"] == {"fixed": 1, "broken": 1, "changed": 2}
    assert found["verdict"] == {"fixed": 1, "broken": 1, "changed": 1}
    assert found["title_claims"] == {"fixed": 1, "broken": 0, "changed": 0}
    assert (found["to_review"], found["from_review"]) == (2, 1)
    assert [(flip["id"], flip["kind"]) for flip in found["flips"] if flip["subject"] == "role"] == [
        ("broken", "broken"), ("fixed", "fixed"), ("changed", "changed"), ("contested", "changed"),
    ]  # fmt: skip
    assert found["flips"][0] == {
        "id": "broken", "subject": "role", "kind": "broken", "before": "ml_engineer", "after": "data_scientist",
        "label": "ml_engineer",
    }  # fmt: skip
    assert found["flips"][3]["label"] is None


def test_a_run_differs_in_nothing_from_itself() -> None:
    found = compare_runs(saved_run(AFTER), saved_run(AFTER))
    assert (found["flips"], found["to_review"], found["from_review"]) == ([], 0, 0)


def test_a_saved_run_is_read_back_and_saved_as_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    save_run(SIX_AND_TWO_CONTESTED, one)
    save_run(SIX_AND_TWO_CONTESTED, two)
    assert load_run(one) == saved_run(SIX_AND_TWO_CONTESTED)
    assert one.read_bytes() == two.read_bytes()
    assert len(one.read_text("utf-8").splitlines()) == 8 + 2


def test_runs_that_do_not_compare_are_refused() -> None:
    other = run_of((label("elsewhere", AIE), said(AIE, 0.9)))
    with pytest.raises(UsageError, match="no posting in common"):
        compare_runs(saved_run(BEFORE), saved_run(other))
    market = run_of((LABELS[0], said(AIE, 0.9)), profile="market")
    with pytest.raises(UsageError, match="profile 'guide', this one 'market'"):
        compare_runs(saved_run(BEFORE), saved_run(market))


@pytest.mark.parametrize("content", ["", "[]", '{"schema": "auditor.audit/1"}', "\x00"])
def test_a_file_that_is_no_saved_run_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text(content, "utf-8")
    with pytest.raises(UnreadableInputError, match="not a saved run"):
        load_run(path)
    with pytest.raises(UnreadableInputError, match="no such file"):
        load_run(tmp_path / "absent.json")


def test_a_folder_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot write"):
        save_run(AFTER, tmp_path)
