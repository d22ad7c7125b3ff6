"""The public JSON of an evaluation, schema `auditor.eval/1`."""

from __future__ import annotations

from typing import Literal

from pydantic import with_config
from typing_extensions import TypedDict

from auditor.evaluation.bootstrap import Interval
from auditor.evaluation.compare import Comparison
from auditor.reports.document import EvidenceDocument
from auditor.taxonomy import RoleId
from auditor.verdict import Verdict

__all__ = [
    "EVAL_SCHEMA", "AnswerDocument", "AnswerIntervals", "BinDocument", "CalibrationDocument", "CalibrationIntervals",
    "ErrorDocument", "EvalDocument", "EvidenceOfRole", "FlagDocument", "FlagIntervals", "IntervalsDocument",
    "LabelCounts",
]  # fmt: skip

EVAL_SCHEMA: Literal["auditor.eval/1"] = "auditor.eval/1"


@with_config(extra="forbid")
class LabelCounts(TypedDict):
    """How many of the scored postings carry each label; a posting without one is left out of that score alone."""

    role: int
    verdict: int
    title_claims: int


@with_config(extra="forbid")
class FlagDocument(TypedDict):
    """Precision, recall and F1 of a flagged verdict; null without anything to divide by."""

    p: float | None
    r: float | None
    f: float | None
    tp: int
    fp: int
    fn: int


@with_config(extra="forbid")
class AnswerDocument(TypedDict):
    """Scores of one fact ("yes" is the positive) or specification item (true is), over the `n` labelled ones."""

    n: int
    accuracy: float | None
    p: float | None
    r: float | None
    f: float | None
    tp: int
    fp: int
    fn: int


@with_config(extra="forbid")
class BinDocument(TypedDict):
    """A row of the reliability table: roles said with a confidence of `low` to `high`, half-open, the last closed."""

    low: float
    high: float
    n: int
    confidence: float | None
    accuracy: float | None


@with_config(extra="forbid")
class CalibrationDocument(TypedDict):
    """How far confidence is a probability of the role being right, over the `n` roles said.

    `brier` is the mean squared difference of confidence and outcome (0 best, 1 worst); `ece` the mean distance of
    confidence and accuracy over the bins, weighted by postings.
    """

    n: int
    brier: float | None
    ece: float | None
    bins: list[BinDocument]


@with_config(extra="forbid")
class FlagIntervals(TypedDict):
    """95% intervals of a flagged verdict's scores."""

    p: Interval | None
    r: Interval | None
    f: Interval | None


@with_config(extra="forbid")
class AnswerIntervals(TypedDict):
    """95% intervals of a fact's or item's scores."""

    accuracy: Interval | None
    p: Interval | None
    r: Interval | None
    f: Interval | None


@with_config(extra="forbid")
class CalibrationIntervals(TypedDict):
    """95% intervals of the calibration scores."""

    brier: Interval | None
    ece: Interval | None


@with_config(extra="forbid")
class IntervalsDocument(TypedDict):
    """95% percentile bootstrap intervals over postings, at the same places as the scores; null without a score."""

    accuracy: Interval | None
    macro_f1: Interval | None
    f1: dict[RoleId, Interval | None]
    verdict_accuracy: Interval | None
    mismatch: FlagIntervals
    any_conflict: FlagIntervals
    claims_exact: Interval | None
    coverage: Interval | None
    accuracy_covered: Interval | None
    contested_reviewed: Interval | None
    calibration: CalibrationIntervals
    facts: dict[str, AnswerIntervals]
    spec: dict[str, AnswerIntervals]


@with_config(extra="forbid")
class EvidenceOfRole(EvidenceDocument):
    """A line in which the reader saw work of a role."""

    role: RoleId
    activities: list[str]


@with_config(extra="forbid")
class ErrorDocument(TypedDict):
    """A posting whose role is wrong, with the lines that the reader took for work of the role said or labelled.

    `defensible` says that the role is the one which the labels name as an alternative.
    """

    id: str
    title: str | None
    role: RoleId
    predicted_role: RoleId | None
    confidence: float | None
    defensible: bool
    needs_review: bool
    verdict: Verdict | None
    predicted_verdict: Verdict | None
    evidence: list[EvidenceOfRole]


@with_config(extra="forbid")
class EvalDocument(TypedDict):
    """What a reader reaches on labelled postings; contested postings count in `contested_reviewed` alone.

    `n` postings are scored. Shares are 0 to 1, null without anything to divide by. `f1` has a role's null when it is
    neither labelled nor said; `macro_f1` is the mean of the others. `confusion` counts by labelled, then said role
    ("none": no role said). Verdicts are those under `profile`. `coverage` is the share that needs no review,
    `accuracy_covered` the share of right roles among it. `failed` postings had a reader that failed, `missing` ones
    no audit among the predictions; both count as wrong and as sent to review. `unmatched` predictions are of no
    labelled posting. `fitted_on_scored` of the scored postings were fitted on by the weights that read them.
    """

    schema: Literal["auditor.eval/1"]
    input: str
    profile: str
    reader: str | None
    n: int
    contested: int
    labelled: LabelCounts
    failed: int
    missing: int
    unmatched: int
    fitted_on_scored: int
    accuracy: float | None
    macro_f1: float | None
    f1: dict[RoleId, float | None]
    confusion: dict[RoleId, dict[str, int]]
    verdict_accuracy: float | None
    mismatch: FlagDocument
    any_conflict: FlagDocument
    claims_exact: float | None
    coverage: float | None
    accuracy_covered: float | None
    contested_reviewed: float | None
    calibration: CalibrationDocument
    facts: dict[str, AnswerDocument]
    spec: dict[str, AnswerDocument]
    intervals: IntervalsDocument
    errors: list[ErrorDocument]
    comparison: Comparison | None
