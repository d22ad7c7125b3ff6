"""A user's "I disagree": what was said about which audit. Kept in session memory; never holds the posting's text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from auditor.judgement import Audit

__all__ = ["REASONS", "Disagreement", "as_json", "disagree"]

_SCHEMA = "auditor.disagreements/1"
_REASON_LIMIT = 2000
REASONS = {
    "role": "The work is another role",
    "title": "The title is right for us",
    "finding": "A finding is wrong",
    "other": "Something else",
}
"""What can be disagreed with, by stable name."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What the auditor said and what the user answered. `subject` is a name in REASONS."""

    posting: str
    title: str | None
    profile: str
    said_role: str | None
    said_verdict: str | None
    said_action: str
    findings: tuple[str, ...]
    reader: str
    rule_set: str
    subject: str
    role: str | None
    why: str


def disagree(audit: Audit, subject: str, role: str | None, why: str) -> Disagreement:
    """The record of a disagreement with an audit; the reason is cut at 2,000 characters.

    Raises:
        ValueError: `subject` is not a name in REASONS.
    """
    if subject not in REASONS:
        raise ValueError(f"not a subject of disagreement: {subject!r}")
    return Disagreement(
        posting=audit.posting.id,
        title=audit.title,
        profile=audit.profile.id,
        said_role=audit.assessment.role,
        said_verdict=audit.verdict,
        said_action=audit.action,
        findings=tuple(finding.code for finding in audit.findings),
        reader=audit.provenance.reader,
        rule_set=audit.versions.rule_set,
        subject=subject,
        role=role,
        why=why.strip()[:_REASON_LIMIT],
    )


def as_json(records: Iterable[Disagreement]) -> str:
    """The records as a JSON document (schema auditor.disagreements/1)."""
    document = {"schema": _SCHEMA, "disagreements": [asdict(record) for record in records]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
