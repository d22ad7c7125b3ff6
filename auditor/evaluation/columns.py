"""Outcomes as columns of numbers, one row a posting, whose sums every score is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from auditor.evaluation.outcome import Outcome
from auditor.reading import FACTS, SPEC_ITEMS, Answer
from auditor.taxonomy import RoleId
from auditor.verdict import Verdict

__all__ = ["BINS", "Columns", "columns_of", "contested_columns"]

Columns = Mapping[str, npt.NDArray[np.float64]]

BINS = 10
"""Bins of equal width that the calibration table has."""

_FLAGS = {"mismatch": (Verdict.MISMATCH,), "any_conflict": (Verdict.MISMATCH, Verdict.PARTIAL)}


def columns_of(outcomes: Sequence[Outcome]) -> Columns:
    """The columns of scored outcomes, by name."""
    return {
        **_shares(outcomes),
        **_roles(outcomes),
        **_verdicts(outcomes),
        **_calibration(outcomes),
        **_answers("facts", FACTS, outcomes),
        **_answers("spec", SPEC_ITEMS, outcomes),
    }


def contested_columns(outcomes: Sequence[Outcome]) -> Columns:
    """The columns of contested outcomes: how many there are and which go to a person."""
    return {
        "contested.n": _column(outcomes, lambda _: 1),
        "contested.reviewed": _column(outcomes, lambda o: o.prediction.needs_review),
    }


def _bin_of(confidence: float) -> int:
    """The bin, from 0, that a confidence falls into; 1.0 falls into the last."""
    return min(int(confidence * BINS), BINS - 1)


def _column(outcomes: Iterable[Outcome], value: Callable[[Outcome], float]) -> npt.NDArray[np.float64]:
    return np.array([value(outcome) for outcome in outcomes], dtype=np.float64)


def _shares(outcomes: Sequence[Outcome]) -> Columns:
    covered = [not o.prediction.needs_review for o in outcomes]
    right = [o.role_right for o in outcomes]
    labelled = [r is not None for r in right]
    return {
        "n": _column(outcomes, lambda _: 1),
        "covered": np.array(covered, dtype=np.float64),
        "role.n": np.array(labelled, dtype=np.float64),
        "role.right": np.array([r is True for r in right], dtype=np.float64),
        "covered.n": np.array([c and n for c, n in zip(covered, labelled, strict=True)], dtype=np.float64),
        "covered.right": np.array([c and r is True for c, r in zip(covered, right, strict=True)], dtype=np.float64),
        "claims.n": _column(outcomes, lambda o: o.claims_right is not None),
        "claims.right": _column(outcomes, lambda o: o.claims_right is True),
    }


def _roles(outcomes: Sequence[Outcome]) -> Columns:
    columns: dict[str, npt.NDArray[np.float64]] = {}
    for role in RoleId:
        gold = np.array([outcome.labelled.role is role for outcome in outcomes], dtype=np.float64)
        said = np.array([_said(outcome) is role for outcome in outcomes], dtype=np.float64)
        columns |= {f"{role}.gold": gold, f"{role}.said": said, f"{role}.both": gold * said}
    return columns


def _said(outcome: Outcome) -> RoleId | None:
    return outcome.prediction.role if outcome.labelled.role is not None else None


def _verdicts(outcomes: Sequence[Outcome]) -> Columns:
    labelled = np.array([o.verdict is not None for o in outcomes], dtype=bool)
    columns = {
        "verdict.n": labelled.astype(np.float64),
        "verdict.right": _column(outcomes, lambda o: o.verdict_right is True),
    }
    for name, flagged in _FLAGS.items():
        gold = np.array([o.verdict in flagged for o in outcomes], dtype=bool)
        said = np.array([o.predicted_verdict in flagged for o in outcomes], dtype=bool)
        columns |= _counts(name, labelled, gold, said)
    return columns


def _counts(
    name: str, labelled: npt.NDArray[np.bool_], gold: npt.NDArray[np.bool_], said: npt.NDArray[np.bool_]
) -> dict[str, npt.NDArray[np.float64]]:
    return {
        f"{name}.tp": (labelled & gold & said).astype(np.float64),
        f"{name}.fp": (labelled & ~gold & said).astype(np.float64),
        f"{name}.fn": (labelled & gold & ~said).astype(np.float64),
    }


def _calibration(outcomes: Sequence[Outcome]) -> Columns:
    said = [(o.prediction.confidence, o.role_right) for o in outcomes]
    usable = np.array([c is not None and right is not None for c, right in said], dtype=bool)
    confidence = np.array([c or 0.0 for c, _ in said], dtype=np.float64)
    right = np.array([r is True for _, r in said], dtype=np.float64)
    number = np.array([_bin_of(c) for c in confidence], dtype=np.int64)
    columns = {
        "calibration.n": usable.astype(np.float64),
        "calibration.squared": usable * (confidence - right) ** 2,
    }
    for index in range(BINS):
        within = (usable & (number == index)).astype(np.float64)
        columns[f"bin{index}.n"] = within
        columns[f"bin{index}.confidence"] = within * confidence
        columns[f"bin{index}.right"] = within * right
    return columns


def _answers(group: str, names: Iterable[str], outcomes: Sequence[Outcome]) -> Columns:
    columns: dict[str, npt.NDArray[np.float64]] = {}
    for name in names:
        pairs = [_answer(group, name, outcome) for outcome in outcomes]
        labelled = np.array([pair is not None for pair in pairs], dtype=bool)
        gold = np.array([pair is not None and pair[0] in (True, Answer.YES) for pair in pairs], dtype=bool)
        said = np.array([pair is not None and pair[1] in (True, Answer.YES) for pair in pairs], dtype=bool)
        columns[f"{group}.{name}.n"] = labelled.astype(np.float64)
        columns[f"{group}.{name}.right"] = np.array([p is not None and p[0] == p[1] for p in pairs], dtype=np.float64)
        columns |= _counts(f"{group}.{name}", labelled, gold, said)
    return columns


def _answer(group: str, name: str, outcome: Outcome) -> tuple[object, object] | None:
    """The labelled and the given answer; None when either is missing."""
    labels = outcome.labelled.facts if group == "facts" else outcome.labelled.spec
    given = outcome.prediction.facts if group == "facts" else outcome.prediction.spec
    if not labels or name not in labels or name not in given:
        return None
    return labels[name], given[name]
