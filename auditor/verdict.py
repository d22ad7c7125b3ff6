"""The comparison of what a title promises with what the work is (labelling guide, "verdict")."""

from __future__ import annotations

from enum import StrEnum

from auditor.taxonomy import RoleId

__all__ = ["Verdict", "compare"]


class Verdict(StrEnum):
    """How title and work relate."""

    MATCH = "match"
    PARTIAL = "partial"
    MISMATCH = "mismatch"
    UNCLAIMED = "unclaimed"


def compare(claims: tuple[RoleId, ...], role: RoleId, secondary: RoleId | None) -> Verdict:
    """The verdict for a title that claims `claims` over work of `role` and, next to it, `secondary`."""
    if not claims:
        return Verdict.MATCH if role is RoleId.OTHER else Verdict.UNCLAIMED
    if role in claims:
        return Verdict.MATCH
    return Verdict.PARTIAL if secondary in claims else Verdict.MISMATCH
