"""What is kept of one judged row besides its audit: all that a batch's files need, so that no audit is parsed again."""

from __future__ import annotations

from typing import Any

from typing_extensions import TypedDict

from auditor.action import Action
from auditor.batch.ledger import Status
from auditor.finding import Severity
from auditor.posting import VACANCIES
from auditor.reports.document import AuditDocument, FindingDocument
from auditor.review import REVIEW_TASKS
from auditor.rules.shown import asks
from auditor.taxonomy import RoleId

__all__ = ["FALLBACK", "NOT_DONE", "FindingRecord", "Judged", "RowRecord", "is_judged", "judged_record"]

NOT_DONE = "not_done"
"""Reason of a row that the run did not come to: the budget was reached, or it was interrupted."""

FALLBACK = "fallback"
"""Reason of an ok row that the offline reader read in a language model's place."""


class FindingRecord(TypedDict):
    """One finding as a line of findings.csv."""

    code: str
    severity: str
    confidence: str
    message: str
    fix: str
    statement: int | None
    quote: str
    waived: str | None


class Judged(TypedDict):
    """The conclusions about an audited posting; `is_ai` is false when title and work are of another profession.

    `first_fix` is what to do first: the loudest finding's fix, or what a person has to decide under review.
    """

    id: str
    title: str | None
    kind: str
    is_vacancy: bool
    is_ai: bool
    action: str
    verdict: str | None
    role: str | None
    review_reasons: list[str]
    summary: str
    suggested_title: str | None
    first_fix: str | None
    findings: list[FindingRecord]
    usd: float | None
    bands: list[int]


class RowRecord(TypedDict):
    """What became of a row by itself; whether it repeats another is told where all rows are known.

    `judged` is null without an audit; `draft` is what a language model read, null offline. `asked`: a language model
    answered for this row, also when no answer was usable, and `spent` is what that cost in USD, null when the price is
    unknown; a draft that was kept from an earlier run costs nothing. `line` is the line of its file at which the row
    begins, from 1; of a posting that is a text file 1, null where a file has no lines.
    """

    status: Status
    reason: str | None
    message: str | None
    traceback: str | None
    source_id: str | None
    owner: str | None
    url: str | None
    judged: Judged | None
    draft: dict[str, Any] | None
    asked: bool
    spent: float | None
    line: int | None


def is_judged(judged: Judged) -> bool:
    """Whether the posting counts among the AI postings: a vacancy for an AI role by title or work."""
    return judged["is_vacancy"] and judged["is_ai"]


def judged_record(document: AuditDocument, bands: tuple[int, ...]) -> Judged:
    """The conclusions that a document states."""
    findings = [_finding(finding) for finding in document["findings"]]
    kind, role, usage = document["posting"]["kind"], document["role"], document["usage"]
    return {
        "id": document["posting"]["id"],
        "title": document["posting"]["title"],
        "kind": kind,
        "is_vacancy": kind in VACANCIES,
        "is_ai": role != RoleId.OTHER or bool(document["title_claims"]),
        "action": document["action"],
        "verdict": document["verdict"],
        "role": role,
        "review_reasons": document["review_reasons"],
        "summary": document["summary"],
        "suggested_title": next(iter(document["suggested_titles"]), None),
        "first_fix": _first_task(document),
        "findings": findings,
        "usd": usage["usd"] if usage else None,
        "bands": list(bands),
    }


def _first_task(document: AuditDocument) -> str | None:
    """What to do first: under review what a person has to decide, before any finding is acted on."""
    if document["action"] == Action.REVIEW and document["review_reasons"]:
        return REVIEW_TASKS[document["review_reasons"][0]]
    return _first_fix(document["findings"])


def _first_fix(findings: list[FindingDocument]) -> str | None:
    """The fix of the loudest finding that asks for attention, the first of several."""
    asking = (finding for finding in findings if asks(finding["code"], finding["waived"]))
    loudest = max(asking, key=lambda finding: Severity(finding["severity"]).rank, default=None)
    return loudest["fix"] if loudest else None


def _finding(finding: FindingDocument) -> FindingRecord:
    shown = finding["evidence"][0] if finding["evidence"] else None
    return {
        "code": finding["code"],
        "severity": finding["severity"],
        "confidence": finding["confidence"],
        "message": finding["message"],
        "fix": finding["fix"],
        "statement": shown["statement"] if shown else None,
        "quote": shown["text"] if shown else f"absent: {finding['absence']}",
        "waived": finding["waived"],
    }
