"""The worst errors of a run, with the lines that led to them."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.evaluation.document import ErrorDocument, EvidenceOfRole
from auditor.evaluation.outcome import Outcome, Run
from auditor.evaluation.prediction import ShownStatement
from auditor.posting import WORK_SECTIONS
from auditor.taxonomy import RoleId, Taxonomy, load_taxonomy

__all__ = ["worst_errors"]

_LINES_A_ROLE = 3


def worst_errors(run: Run, most: int) -> list[ErrorDocument]:
    """The scored postings with a wrong role, the most confident first, at most `most`."""
    wrong = [outcome for outcome in run.scored if outcome.role_right is False]
    wrong.sort(key=lambda o: (-(o.prediction.confidence or 0.0), o.labelled.id))
    return [_error(outcome) for outcome in wrong[:most]]


def _error(outcome: Outcome) -> ErrorDocument:
    labelled, prediction = outcome.labelled, outcome.prediction
    if labelled.role is None:
        raise ValueError("a role without a label is never wrong")
    return {
        "id": labelled.id,
        "title": labelled.posting.title,
        "role": labelled.role,
        "predicted_role": prediction.role,
        "confidence": prediction.confidence,
        "defensible": prediction.role is not None and prediction.role is labelled.alternative_role,
        "needs_review": prediction.needs_review,
        "verdict": outcome.verdict,
        "predicted_verdict": outcome.predicted_verdict,
        "evidence": list(_evidence(outcome, labelled.role)),
    }


def _evidence(outcome: Outcome, gold: RoleId) -> Iterator[EvidenceOfRole]:
    """Lines shown as work of the role said, then of the labelled one; none when the audit read another text."""
    posting = outcome.labelled.posting
    if outcome.prediction.posting_id != posting.id:
        return
    taxonomy = load_taxonomy()
    for role in (outcome.prediction.role, gold):
        if role is not None:
            for shown in _lines_of(outcome.prediction.statements, role, taxonomy):
                yield {
                    "start": shown.start,
                    "end": shown.end,
                    "statement": shown.number,
                    "text": posting.text[shown.start : shown.end],
                    "role": role,
                    "activities": [a for a in shown.activities if _role_of(a, taxonomy) is role],
                }


def _lines_of(statements: tuple[ShownStatement, ...], role: RoleId, taxonomy: Taxonomy) -> list[ShownStatement]:
    """The first statements that show work of a role, those that state the work itself before the others."""
    shown = [s for s in statements if any(_role_of(a, taxonomy) is role for a in s.activities)]
    shown.sort(key=lambda s: (s.section not in WORK_SECTIONS, s.number))
    return shown[:_LINES_A_ROLE]


def _role_of(activity: str, taxonomy: Taxonomy) -> RoleId | None:
    return taxonomy.role_of(activity) if activity in taxonomy.activities else None
