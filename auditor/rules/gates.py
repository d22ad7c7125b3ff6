"""When rules may speak: how certain the role has to be, and what kind of text is judged."""

from __future__ import annotations

from auditor.assessment import Assessment
from auditor.posting import PostingKind
from auditor.review import ROLE_DOUBTS
from auditor.verdict import Verdict

__all__ = ["VACANCIES", "mismatched_everywhere", "role_settled", "role_told"]

VACANCIES = frozenset({PostingKind.VACANCY, PostingKind.UNKNOWN})
"""Kinds that are judged as a vacancy; nothing shows that an `unknown` one is not."""


def role_told(assessment: Assessment) -> bool:
    """Whether a role was read and nothing puts it in doubt; rules whose hits are infos need no more."""
    return assessment.role is not None and not ROLE_DOUBTS.intersection(assessment.review_reasons)


def role_settled(assessment: Assessment) -> bool:
    """Whether the role is certain enough for a rule that asks somebody to act."""
    return assessment.sure and role_told(assessment)


def mismatched_everywhere(assessment: Assessment) -> bool:
    """Whether title and work mismatch under every profile, however the title is used."""
    return all(verdict is Verdict.MISMATCH for verdict in assessment.verdict_by_profile.values())
