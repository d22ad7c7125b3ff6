from __future__ import annotations

import pytest

from auditor.taxonomy import RoleId
from auditor.verdict import Verdict, compare

DEVELOPER, ENGINEER, ML, OTHER = RoleId.AI_DEVELOPER, RoleId.AI_ENGINEER, RoleId.ML_ENGINEER, RoleId.OTHER


@pytest.mark.parametrize(
    ("claims", "role", "secondary", "verdict"),
    [
        ((DEVELOPER,), DEVELOPER, None, Verdict.MATCH),
        ((ENGINEER, ML), ML, None, Verdict.MATCH),
        ((), OTHER, None, Verdict.MATCH),
        ((ENGINEER,), DEVELOPER, ENGINEER, Verdict.PARTIAL),
        ((ENGINEER,), DEVELOPER, ML, Verdict.MISMATCH),
        ((ENGINEER,), DEVELOPER, None, Verdict.MISMATCH),
        ((ENGINEER,), OTHER, None, Verdict.MISMATCH),
        ((), DEVELOPER, ENGINEER, Verdict.UNCLAIMED),
    ],
)
def test_the_verdict_follows_the_labelling_guide(
    claims: tuple[RoleId, ...], role: RoleId, secondary: RoleId | None, verdict: Verdict
) -> None:
    assert compare(claims, role, secondary) is verdict
