import json
from typing import Any

import jsonschema
import pytest

from auditor.evaluation import eval_document
from auditor.evaluation.document import EVAL_SCHEMA, EvalDocument
from auditor.reports.schema import schema_of
from tests.evaluation.samples import AIE, DS, MATCH, MLE, SIX_AND_TWO_CONTESTED, label, run_of, said

DOCUMENT = eval_document(SIX_AND_TWO_CONTESTED)


def test_shares_are_those_worked_out_by_hand() -> None:
    assert (DOCUMENT["n"], DOCUMENT["contested"]) == (6, 2)
    assert DOCUMENT["labelled"] == {"role": 6, "verdict": 6, "title_claims": 6}
    assert DOCUMENT["accuracy"] == 0.5  # 1, 3, 6
    assert DOCUMENT["verdict_accuracy"] == pytest.approx(2 / 6, abs=1e-6)  # 1, 3
    assert DOCUMENT["claims_exact"] == pytest.approx(5 / 6, abs=1e-6)  # all but 4
    assert DOCUMENT["coverage"] == pytest.approx(4 / 6, abs=1e-6)  # all but 3, 5
    assert DOCUMENT["accuracy_covered"] == 0.5  # 1, 6 of 1, 2, 4, 6
    assert DOCUMENT["contested_reviewed"] == 0.5  # 7 of 7, 8


def test_f1_by_role_is_that_worked_out_by_hand() -> None:
    assert DOCUMENT["f1"] == {
        "ai_engineer": 0.8,  # labelled 1, 6; said 1, 2, 6
        "ml_engineer": 0.0,
        "ai_developer": pytest.approx(2 / 3, abs=1e-6),  # labelled 3; said 3, 4
        "data_scientist": 0.0,
        "other": 0.0,
    }
    assert DOCUMENT["macro_f1"] == pytest.approx((0.8 + 2 / 3) / 5, abs=1e-6)


def test_confusion_counts_every_scored_posting_once() -> None:
    table = DOCUMENT["confusion"]
    assert sum(sum(row.values()) for row in table.values()) == 6
    assert table[AIE]["ai_engineer"] == 2
    assert table[MLE]["ai_engineer"] == 1
    assert {role: n for role, n in table[DS].items() if n} == {"none": 1}


def test_flagged_verdicts_are_those_worked_out_by_hand() -> None:
    assert DOCUMENT["mismatch"] == {"p": 0.5, "r": 0.5, "f": 0.5, "tp": 1, "fp": 1, "fn": 1}
    assert DOCUMENT["any_conflict"] == {
        "p": 1.0, "r": pytest.approx(2 / 3, abs=1e-6), "f": 0.8, "tp": 2, "fp": 0, "fn": 1,
    }  # fmt: skip


def test_calibration_is_that_worked_out_by_hand() -> None:
    calibration = DOCUMENT["calibration"]
    assert calibration["n"] == 5  # 5 names no role
    assert calibration["brier"] == pytest.approx((0.01 + 0.64 + 0.16 + 0.25 + 0) / 5, abs=1e-6)
    assert calibration["ece"] == pytest.approx((0.1 + 0.8 + 0.4 + 0.5) / 5, abs=1e-6)
    assert [row["n"] for row in calibration["bins"]] == [0, 0, 0, 0, 0, 1, 1, 0, 1, 2]
    assert calibration["bins"][9] == {"low": 0.9, "high": 1.0, "n": 2, "confidence": 0.95, "accuracy": 1.0}
    assert calibration["bins"][0]["accuracy"] is None


def test_facts_and_spec_count_labelled_and_answered_ones_alone() -> None:
    assert DOCUMENT["facts"]["custom_models"] == {
        "n": 5, "accuracy": 0.6, "p": 0.5, "r": 0.5, "f": 0.5, "tp": 1, "fp": 1, "fn": 1,
    }  # fmt: skip
    assert DOCUMENT["spec"]["scale"] == {
        "n": 2, "accuracy": 1.0, "p": 1.0, "r": 1.0, "f": 1.0, "tp": 1, "fp": 0, "fn": 0,
    }  # fmt: skip
    assert DOCUMENT["spec"]["systems"] == {
        "n": 0, "accuracy": None, "p": None, "r": None, "f": None, "tp": 0, "fp": 0, "fn": 0,
    }  # fmt: skip


def test_every_score_lies_in_its_interval_and_one_without_a_score_has_none() -> None:
    scores: dict[str, Any] = {**DOCUMENT}
    bounds: dict[str, Any] = {**DOCUMENT["intervals"]}
    for name in ("accuracy", "macro_f1", "verdict_accuracy", "coverage", "accuracy_covered", "contested_reviewed"):
        low, high = bounds[name]
        assert 0 <= low <= scores[name] <= high <= 1
        assert low < high
    assert bounds["spec"]["systems"] == {"accuracy": None, "p": None, "r": None, "f": None}
    assert bounds["f1"][MLE] == (0.0, 0.0)


def test_a_role_neither_labelled_nor_said_has_no_part_in_the_mean() -> None:
    document = eval_document(run_of((label("1", AIE, (AIE,)), said(AIE, 0.9, MATCH, (AIE,)))))
    assert document["f1"] == {
        AIE: 1.0,
        "ml_engineer": None,
        "ai_developer": None,
        "data_scientist": None,
        "other": None,
    }
    assert document["macro_f1"] == 1.0
    assert document["mismatch"]["f"] is None
    assert document["contested_reviewed"] is None


def test_missing_labels_are_not_scored() -> None:
    document = eval_document(
        run_of(
            (label("1", AIE, (AIE,)), said(AIE, 0.9, MATCH, (AIE,))),
            (label("2", None, None), said(MLE, 0.9, MATCH, (MLE,))),
        )
    )
    assert (document["n"], document["labelled"]) == (2, {"role": 1, "verdict": 1, "title_claims": 1})
    assert (document["accuracy"], document["f1"][MLE], document["coverage"]) == (1.0, None, 1.0)
    assert sum(sum(row.values()) for row in document["confusion"].values()) == 1


def test_only_contested_postings_leave_every_other_score_empty() -> None:
    document = eval_document(run_of((label("1", AIE, (AIE,), contested=True), said(MLE, 0.4, review=True))))
    assert (document["n"], document["accuracy"], document["contested_reviewed"]) == (0, None, 1.0)
    assert document["intervals"]["accuracy"] is None


def test_the_document_is_valid_json_of_its_schema_and_always_the_same() -> None:
    encoded = json.dumps(DOCUMENT, allow_nan=False)
    jsonschema.validate(json.loads(encoded), schema_of(EvalDocument, EVAL_SCHEMA))
    assert json.dumps(eval_document(SIX_AND_TWO_CONTESTED)) == encoded


def test_the_keys_are_those_of_the_interface() -> None:
    named = {
        "n", "accuracy", "macro_f1", "f1", "confusion", "verdict_accuracy", "mismatch", "any_conflict", "claims_exact",
        "coverage", "accuracy_covered", "contested_reviewed", "calibration", "facts", "spec",
    }  # fmt: skip
    assert named <= set(DOCUMENT)
    assert list(DOCUMENT["mismatch"]) == list(DOCUMENT["any_conflict"]) == ["p", "r", "f", "tp", "fp", "fn"]
