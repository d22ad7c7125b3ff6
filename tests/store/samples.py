"""Audits to be saved, made by hand: what a queue needs to know, and nothing else that matters."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from auditor.action import Action
from auditor.finding import Severity
from auditor.posting import Posting
from auditor.reports.document import audit_document
from auditor.store import NewAudit
from auditor.taxonomy import RoleId
from tests.builders import build_assessment, build_audit, build_claims, build_finding, build_reading, duty

_CALLS = duty("Build chat features on a hosted model.", "calls_llm_api")


def sample(
    number: int = 1,
    *,
    title: str = "AI Engineer",
    code: str = "TITLE001",
    action: Action = Action.DECIDE,
    role: RoleId = RoleId.AI_DEVELOPER,
    company: str | None = "Harbour Foods",
    source_id: str | None = None,
    text: str | None = None,
    **about: Any,
) -> NewAudit:
    """One audit of a posting of its own; an action of `review` makes it a posting in doubt."""
    reading = build_reading([_CALLS], role, title=title)
    posting = Posting(title, text or f"{reading.posting.text}{number}", source_id=source_id, company=company)
    reasons = ("low_confidence",) if action is Action.REVIEW else ()
    assessment = build_assessment(
        replace(reading, posting=posting), build_claims(title, RoleId.AI_ENGINEER), review_reasons=reasons
    )
    assessment = replace(assessment, posting=posting)
    findings = (build_finding(code, Severity.WARNING),) if action is not Action.READY else ()
    return NewAudit(audit_document(build_audit(assessment, action, findings=findings)), posting, **about)


def samples(count: int, first: int = 1, **chosen: Any) -> list[NewAudit]:
    """So many audits, alike but for the text."""
    return [sample(number, **chosen) for number in range(first, first + count)]
