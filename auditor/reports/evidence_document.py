"""A place in the text as every public document shows it."""

from __future__ import annotations

from pydantic import with_config
from typing_extensions import TypedDict

from auditor.finding import Evidence

__all__ = ["EvidenceDocument", "evidence_document"]


@with_config(extra="forbid")
class EvidenceDocument(TypedDict):
    """A place in the text; `statement` is null outside every statement."""

    start: int
    end: int
    statement: int | None
    text: str


def evidence_document(evidence: Evidence, text: str) -> EvidenceDocument:
    """The place with the words that stand there."""
    span = evidence.span
    return {"start": span.start, "end": span.end, "statement": evidence.statement, "text": span.of(text)}
