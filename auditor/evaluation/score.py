"""From a run to its evaluation: scores, intervals, worst errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from auditor.evaluation.bootstrap import Floats, Sums, interval, point, ratio, resampled_sums
from auditor.evaluation.columns import BINS, columns_of, contested_columns
from auditor.evaluation.compare import Comparison
from auditor.evaluation.document import (
    EVAL_SCHEMA,
    AnswerDocument,
    AnswerIntervals,
    BinDocument,
    CalibrationDocument,
    EvalDocument,
    FlagDocument,
    FlagIntervals,
    IntervalsDocument,
)
from auditor.evaluation.fitted import fitted_on_scored
from auditor.evaluation.outcome import Outcome, Run
from auditor.evaluation.worst import worst_errors
from auditor.reading import FACTS, SPEC_ITEMS
from auditor.taxonomy import RoleId

__all__ = ["eval_document"]


def eval_document(run: Run, errors: int = 10, comparison: Comparison | None = None) -> EvalDocument:
    """The evaluation of a run, with at most `errors` of its worst errors."""
    sums = {**resampled_sums(columns_of(run.scored)), **resampled_sums(contested_columns(run.contested))}
    shares = _shares(sums)
    return {
        "schema": EVAL_SCHEMA,
        "input": run.input,
        "profile": run.profile,
        "reader": run.reader,
        "n": _count(sums, "n"),
        "contested": _count(sums, "contested.n"),
        "labelled": {
            "role": _count(sums, "role.n"),
            "verdict": _count(sums, "verdict.n"),
            "title_claims": _count(sums, "claims.n"),
        },
        "failed": run.failed,
        "missing": run.missing,
        "unmatched": run.unmatched,
        "fitted_on_scored": fitted_on_scored(run.scored),
        "accuracy": point(shares["accuracy"]),
        "macro_f1": point(shares["macro_f1"]),
        "f1": {role: point(_role_f1(sums, role)) for role in RoleId},
        "confusion": _confusion(run.scored),
        "verdict_accuracy": point(shares["verdict_accuracy"]),
        "mismatch": _flag(sums, "mismatch"),
        "any_conflict": _flag(sums, "any_conflict"),
        "claims_exact": point(shares["claims_exact"]),
        "coverage": point(shares["coverage"]),
        "accuracy_covered": point(shares["accuracy_covered"]),
        "contested_reviewed": point(shares["contested_reviewed"]),
        "calibration": _calibration(sums),
        "facts": {name: _answer(sums, f"facts.{name}") for name in FACTS},
        "spec": {name: _answer(sums, f"spec.{name}") for name in SPEC_ITEMS},
        "intervals": _intervals(sums, shares),
        "errors": worst_errors(run, errors),
        "comparison": comparison,
    }


def _confusion(outcomes: Iterable[Outcome]) -> dict[RoleId, dict[str, int]]:
    """How often each labelled role was taken for each role, or for none."""
    pairs = Counter((o.labelled.role, o.prediction.role) for o in outcomes)
    return {gold: {**{said: pairs[gold, said] for said in RoleId}, "none": pairs[gold, None]} for gold in RoleId}


def _shares(sums: Sums) -> dict[str, Floats]:
    return {
        "accuracy": ratio(sums["role.right"], sums["role.n"]),
        "macro_f1": _mean([_role_f1(sums, role) for role in RoleId]),
        "verdict_accuracy": ratio(sums["verdict.right"], sums["verdict.n"]),
        "claims_exact": ratio(sums["claims.right"], sums["claims.n"]),
        "coverage": ratio(sums["covered"], sums["n"]),
        "accuracy_covered": ratio(sums["covered.right"], sums["covered.n"]),
        "contested_reviewed": ratio(sums["contested.reviewed"], sums["contested.n"]),
    }


def _role_f1(sums: Sums, role: RoleId) -> Floats:
    return ratio(2 * sums[f"{role}.both"], sums[f"{role}.gold"] + sums[f"{role}.said"])


def _mean(scores: Sequence[Floats]) -> Floats:
    """The mean of the scores that have a meaning."""
    stacked = np.vstack(scores)
    known = ~np.isnan(stacked)
    return ratio(np.where(known, stacked, 0.0).sum(axis=0), known.sum(axis=0).astype(np.float64))


def _precision_recall_f1(sums: Sums, name: str) -> tuple[Floats, Floats, Floats]:
    tp, fp, fn = (sums[f"{name}.{part}"] for part in ("tp", "fp", "fn"))
    return ratio(tp, tp + fp), ratio(tp, tp + fn), ratio(2 * tp, 2 * tp + fp + fn)


def _count(sums: Sums, name: str) -> int:
    return int(sums[name][0])


def _flag(sums: Sums, name: str) -> FlagDocument:
    p, r, f = (point(values) for values in _precision_recall_f1(sums, name))
    tp, fp, fn = (_count(sums, f"{name}.{part}") for part in ("tp", "fp", "fn"))
    return {"p": p, "r": r, "f": f, "tp": tp, "fp": fp, "fn": fn}


def _answer(sums: Sums, name: str) -> AnswerDocument:
    accuracy = point(ratio(sums[f"{name}.right"], sums[f"{name}.n"]))
    return {"n": _count(sums, f"{name}.n"), "accuracy": accuracy, **_flag(sums, name)}


def _calibration(sums: Sums) -> CalibrationDocument:
    return {
        "n": _count(sums, "calibration.n"),
        "brier": point(_brier(sums)),
        "ece": point(_ece(sums)),
        "bins": [_bin(sums, number) for number in range(BINS)],
    }


def _bin(sums: Sums, number: int) -> BinDocument:
    n = sums[f"bin{number}.n"]
    return {
        "low": number / BINS,
        "high": (number + 1) / BINS,
        "n": int(n[0]),
        "confidence": point(ratio(sums[f"bin{number}.confidence"], n)),
        "accuracy": point(ratio(sums[f"bin{number}.right"], n)),
    }


def _brier(sums: Sums) -> Floats:
    return ratio(sums["calibration.squared"], sums["calibration.n"])


def _ece(sums: Sums) -> Floats:
    gaps = sum(
        (np.abs(sums[f"bin{number}.confidence"] - sums[f"bin{number}.right"]) for number in range(BINS)),
        start=np.zeros_like(sums["n"]),
    )
    return ratio(gaps, sums["calibration.n"])


def _intervals(sums: Sums, shares: dict[str, Floats]) -> IntervalsDocument:
    return {
        "accuracy": interval(shares["accuracy"]),
        "macro_f1": interval(shares["macro_f1"]),
        "f1": {role: interval(_role_f1(sums, role)) for role in RoleId},
        "verdict_accuracy": interval(shares["verdict_accuracy"]),
        "mismatch": _flag_intervals(sums, "mismatch"),
        "any_conflict": _flag_intervals(sums, "any_conflict"),
        "claims_exact": interval(shares["claims_exact"]),
        "coverage": interval(shares["coverage"]),
        "accuracy_covered": interval(shares["accuracy_covered"]),
        "contested_reviewed": interval(shares["contested_reviewed"]),
        "calibration": {"brier": interval(_brier(sums)), "ece": interval(_ece(sums))},
        "facts": {name: _answer_intervals(sums, f"facts.{name}") for name in FACTS},
        "spec": {name: _answer_intervals(sums, f"spec.{name}") for name in SPEC_ITEMS},
    }


def _flag_intervals(sums: Sums, name: str) -> FlagIntervals:
    p, r, f = (interval(values) for values in _precision_recall_f1(sums, name))
    return {"p": p, "r": r, "f": f}


def _answer_intervals(sums: Sums, name: str) -> AnswerIntervals:
    accuracy = interval(ratio(sums[f"{name}.right"], sums[f"{name}.n"]))
    return {"accuracy": accuracy, **_flag_intervals(sums, name)}
