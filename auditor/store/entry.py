"""From an audit to what is saved of it."""

from __future__ import annotations

from auditor.judgement import Audit
from auditor.posting import Statement
from auditor.reading import Draft, DraftFact, DraftSpecItem, DraftTag, Reading
from auditor.reports.document import audit_document
from auditor.store.model import NewAudit, StoredReading

__all__ = ["draft_of", "new_audit"]


def new_audit(
    audit: Audit,
    *,
    source: str | None = None,
    requisition: str | None = None,
    owner: str | None = None,
    author: str | None = None,
    url: str | None = None,
    keep_text: bool = True,
) -> NewAudit:
    """An audit to be saved, with its reading, and with the posting's text unless that is not to be kept."""
    reading = StoredReading(audit.segmentation, draft_of(audit.reading) if audit.reading else None)
    posting = audit.posting if keep_text else None
    return NewAudit(audit_document(audit), posting, reading, source, requisition, owner, author, url)


def draft_of(reading: Reading) -> Draft:
    """The draft that grounds to this reading."""
    return Draft(
        role=reading.role,
        secondary_role=reading.secondary_role,
        alternative_role=reading.alternative_role,
        confidence=reading.confidence,
        tags=tuple(DraftTag(statement=tag.statement.number, activity=tag.activity) for tag in reading.tags),
        facts={
            name: DraftFact(value=reading.facts[name].value.value, statements=_numbers(reading.facts[name].evidence))
            for name in ("custom_models", "core_product")
            if name in reading.facts
        },
        spec={
            name: DraftSpecItem(value=reading.spec[name].value, statements=_numbers(reading.spec[name].evidence))
            for name in ("systems", "scale", "success", "data_infra")
            if name in reading.spec
        },
        chances=dict(reading.chances),
    )


def _numbers(evidence: tuple[Statement, ...]) -> tuple[int, ...]:
    return tuple(statement.number for statement in evidence)
