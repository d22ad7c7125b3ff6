"""Labelled postings and predictions by hand, small enough that every score can be worked out on paper."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.evaluation.labels import LabelledPosting
from auditor.evaluation.outcome import Outcome, Run
from auditor.evaluation.prediction import Prediction, ShownStatement
from auditor.posting import Posting
from auditor.reading import Answer
from auditor.taxonomy import RoleId
from auditor.verdict import Verdict

AIE, MLE, AID, DS, OTHER = RoleId
MATCH, PARTIAL, MISMATCH, UNCLAIMED = Verdict
YES, NO, UNCLEAR = Answer


def label(
    id_: str,
    role: RoleId | None,
    claims: tuple[RoleId, ...] | None = (),
    secondary: RoleId | None = None,
    *,
    alternative: RoleId | None = None,
    contested: bool = False,
    title: str | None = None,
    text: str = "",
    facts: Mapping[str, Answer] | None = None,
    spec: Mapping[str, bool] | None = None,
) -> LabelledPosting:
    """A labelled posting whose secondary role is known."""
    return LabelledPosting(
        id=id_,
        posting=Posting(title, text, source_id=id_),
        role=role,
        secondary_role=secondary,
        secondary_known=True,
        alternative_role=alternative,
        title_claims=claims,
        contested=contested,
        facts=facts or {},
        spec=spec or {},
    )


def said(
    role: RoleId | None,
    confidence: float | None,
    verdict: Verdict | None = None,
    claims: tuple[RoleId, ...] = (),
    *,
    review: bool = False,
    facts: Mapping[str, Answer] | None = None,
    spec: Mapping[str, bool] | None = None,
    statements: tuple[ShownStatement, ...] = (),
    posting_id: str | None = None,
    reader: str | None = "offline",
) -> Prediction:
    """A prediction under the guide."""
    return Prediction(
        role, None, confidence, {"guide": verdict}, claims, review, facts or {}, spec or {}, statements, posting_id,
        "guide", reader,
    )  # fmt: skip


def run_of(*pairs: tuple[LabelledPosting, Prediction], profile: str = "guide") -> Run:
    """A run of the given pairs."""
    return Run("labelled.jsonl", profile, "offline", tuple(Outcome.of(one, two, profile) for one, two in pairs))


SIX_AND_TWO_CONTESTED = run_of(
    (
        label("1", AIE, (AIE,), facts={"custom_models": YES}, spec={"scale": True}),
        said(AIE, 0.9, MATCH, (AIE,), facts={"custom_models": YES}, spec={"scale": True}),
    ),
    (
        label("2", MLE, (AIE,), facts={"custom_models": YES}, spec={"scale": False}),
        said(AIE, 0.8, MATCH, (AIE,), facts={"custom_models": NO}, spec={"scale": False}),
    ),
    (
        label("3", AID, (AIE,), facts={"custom_models": NO}),
        said(AID, 0.6, MISMATCH, (AIE,), review=True, facts={"custom_models": YES}, spec={"scale": True}),
    ),
    (
        label("4", OTHER, (), facts={"custom_models": UNCLEAR}),
        said(AID, 0.5, UNCLAIMED, (AID,), facts={"custom_models": UNCLEAR}),
    ),
    (label("5", DS, (DS,)), said(None, None, None, (DS,), review=True, facts={"custom_models": UNCLEAR})),
    (
        label("6", AIE, (MLE,), MLE, facts={"custom_models": NO}),
        said(AIE, 1.0, MISMATCH, (MLE,), facts={"custom_models": NO}),
    ),
    (label("7", DS, (MLE,), contested=True), said(MLE, 0.99, MATCH, (MLE,), review=True)),
    (label("8", DS, (MLE,), contested=True), said(MLE, 0.99, MATCH, (MLE,))),
)
"""Six scored postings (labelled verdicts: match, mismatch, mismatch, match, match, partial) and two contested."""
