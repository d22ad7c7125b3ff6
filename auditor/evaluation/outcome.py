"""A labelled posting beside what was said about it, and a run of many."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.evaluation.labels import GUIDE, LabelledPosting
from auditor.evaluation.prediction import Prediction
from auditor.taxonomy import RoleId
from auditor.verdict import Verdict

__all__ = ["Outcome", "Run"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One posting: its labels, what was said, and both verdicts under the run's profile.

    `claims` are the labelled claims under the profile that the audit itself followed.
    """

    labelled: LabelledPosting
    prediction: Prediction
    verdict: Verdict | None
    predicted_verdict: Verdict | None
    claims: tuple[RoleId, ...] | None

    @classmethod
    def of(cls, labelled: LabelledPosting, prediction: Prediction, profile: str) -> Outcome:
        """The outcome under a profile."""
        return cls(
            labelled,
            prediction,
            labelled.verdict_under(profile),
            prediction.verdict_by_profile.get(profile),
            labelled.claims_under(prediction.profile or GUIDE),
        )

    @property
    def role_right(self) -> bool | None:
        """Whether the role is the labelled one; None without a label."""
        return None if self.labelled.role is None else self.prediction.role is self.labelled.role

    @property
    def verdict_right(self) -> bool | None:
        """Whether the verdict is the labelled one; None without a label."""
        return None if self.verdict is None else self.predicted_verdict is self.verdict

    @property
    def claims_right(self) -> bool | None:
        """Whether the claims are the labelled ones, in any order; None without a label or an audit."""
        if self.claims is None or not self.prediction.answered:
            return None
        return set(self.prediction.title_claims) == set(self.claims)


@dataclass(frozen=True, slots=True)
class Run:
    """Labelled postings and what one reader said about them.

    `input` is the labelled file's name, `reader` who read ("offline", "PROVIDER/MODEL"; None when unknown).
    `failed` counts postings that the reader could not read (`why`: by the errors' codes), `missing` those that a file
    of predictions leaves out, `unmatched` predictions without a labelled posting.
    """

    input: str
    profile: str
    reader: str | None
    outcomes: tuple[Outcome, ...]
    failed: int = 0
    why: tuple[tuple[str, int], ...] = ()
    missing: int = 0
    unmatched: int = 0

    @property
    def scored(self) -> tuple[Outcome, ...]:
        """The outcomes that count: those of postings that are not contested."""
        return tuple(o for o in self.outcomes if not o.labelled.contested)

    @property
    def contested(self) -> tuple[Outcome, ...]:
        """The outcomes of contested postings."""
        return tuple(o for o in self.outcomes if o.labelled.contested)
