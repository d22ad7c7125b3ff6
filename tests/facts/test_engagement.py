from __future__ import annotations

import pytest

from auditor.facts.engagement import find_engagement
from auditor.facts.model import Engagement
from auditor.facts.scan import Scan


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("AI Engineer", "This is a contract role for six months.", Engagement.CONTRACT),
        ("AI Engineer", "Type: Contract", Engagement.CONTRACT),
        ("AI Engineer (Contract)", "We need help.", Engagement.CONTRACT),
        ("AI Engineer", "A 6-month contract, W2 only", Engagement.CONTRACT),
        ("AI Engineer", "Employment type: Full-time", Engagement.PERMANENT),
        ("AI Engineer", "A permanent position in our team", Engagement.PERMANENT),
        ("AI Engineer", "Permanent contract, direct hire", Engagement.PERMANENT),
        ("AI Engineer", "A permanent position or a contract role, as you like", Engagement.UNKNOWN),
        ("Contract Manager", "You negotiate contracts with suppliers.", Engagement.UNKNOWN),
        ("AI Engineer", "No C2C, please.", Engagement.UNKNOWN),
        ("AI Engineer", "Contract\nOn site in Leeds", Engagement.CONTRACT),
        ("AI Engineer", "Job types: Full-time, Contract", Engagement.CONTRACT),
        ("AI Engineer", "Type (Contract, C2H): to start\nJob type: Full-time", Engagement.CONTRACT),
        ("AI Engineer", "This is a full-time, fixed-term contract until spring.", Engagement.CONTRACT),
        ("AI Engineer", "A 24-month full-time contract", Engagement.CONTRACT),
        ("AI Engineer", "A 12-month assignment in Leeds", Engagement.CONTRACT),
        ("AI Engineer", "Contract\nPermanent, full-time", Engagement.PERMANENT),
    ],
)
def test_engagement(title: str, text: str, expected: Engagement) -> None:
    assert find_engagement(title, Scan(text)).engagement is expected


def test_evidence_is_where_it_is_said() -> None:
    text = "Hello.\nType: Contract\n"
    (span,) = find_engagement("", Scan(text)).evidence
    assert span.of(text) == "Type: Contract"
