"""What was said about a posting, taken from its public audit (schema `auditor.audit/1`), whoever made it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from auditor.errors import MalformedRowError
from auditor.evaluation.rows import checked_rows
from auditor.posting import Section
from auditor.reading import Answer
from auditor.reports.document import AuditDocument
from auditor.taxonomy import RoleId
from auditor.verdict import Verdict

__all__ = ["Prediction", "ShownStatement", "prediction_of", "read_predictions", "unanswered"]

_HINT = "Give an audits.jsonl as auditor batch writes it."


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """A numbered statement with the activities that the reader saw in it; offsets into the posting's text."""

    number: int
    start: int
    end: int
    section: Section
    activities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prediction:
    """One audit, as far as it is scored.

    `answered` is False when there is no audit: then the role is None and a person has to look. `posting_id` is the
    hash of the text that was read. `profile` and `reader` are the audit's own; None when it does not say.
    """

    role: RoleId | None
    secondary_role: RoleId | None
    confidence: float | None
    verdict_by_profile: Mapping[str, Verdict | None]
    title_claims: tuple[RoleId, ...]
    needs_review: bool
    facts: Mapping[str, Answer]
    spec: Mapping[str, bool]
    statements: tuple[ShownStatement, ...] = ()
    posting_id: str | None = None
    profile: str | None = None
    reader: str | None = None
    answered: bool = True


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Posting(_Part):
    id: str | None = None
    source_id: str | None = None


class _Statement(_Part):
    number: int
    start: int
    end: int
    section: Section
    activities: tuple[str, ...] = ()


class _Fact(_Part):
    value: Answer


class _SpecItem(_Part):
    value: bool


class _Provenance(_Part):
    profile: str | None = None
    reader: str | None = None


class _Audit(_Part):
    schema_: Literal["auditor.audit/1"] = Field(alias="schema")
    posting: _Posting
    role: RoleId | None
    secondary_role: RoleId | None
    confidence: float | None = Field(ge=0, le=1)
    title_claims: tuple[RoleId, ...]
    verdict: Verdict | None
    verdict_by_profile: dict[str, Verdict | None]
    needs_review: bool
    facts: dict[str, _Fact]
    spec: dict[str, _SpecItem]
    statements: tuple[_Statement, ...] = ()
    provenance: _Provenance = _Provenance()
    duplicate_of: int | None = None


def prediction_of(document: AuditDocument) -> Prediction:
    """The prediction in an audit."""
    return _prediction(_Audit.model_validate(document))


def unanswered(reader: str | None = None) -> Prediction:
    """The prediction for a posting of which there is no audit."""
    return Prediction(None, None, None, {}, (), True, {}, {}, reader=reader, answered=False)


def read_predictions(path: Path) -> dict[str, Prediction]:
    """The audits of an audits.jsonl by the `source_id` of their posting, or its content hash where it has none.

    A row that a batch marked as the same posting as another, and that has no id of its own, is left out.

    Raises:
        UnreadableInputError: the file cannot be opened.
        MalformedRowError: a row is no audit, or a posting is there twice; names the line.
    """
    found: dict[str, Prediction] = {}
    for line, row in checked_rows(path, _Audit, _HINT):
        key = row.posting.source_id or row.posting.id
        if not key:
            raise MalformedRowError(f"{path.name}, line {line}: the audit does not say of which posting", _HINT)
        if key in found and row.duplicate_of is not None and not row.posting.source_id:
            continue
        if key in found:
            raise MalformedRowError(f"{path.name}, line {line}: a second audit of {key!r}", "Keep one of them.")
        found[key] = _prediction(row)
    return found


def _prediction(row: _Audit) -> Prediction:
    return Prediction(
        role=row.role,
        secondary_role=row.secondary_role,
        confidence=row.confidence if row.role is not None else None,
        verdict_by_profile=_verdicts(row),
        title_claims=row.title_claims,
        needs_review=row.needs_review,
        facts={name: fact.value for name, fact in row.facts.items()},
        spec={name: item.value for name, item in row.spec.items()},
        statements=tuple(ShownStatement(s.number, s.start, s.end, s.section, s.activities) for s in row.statements),
        posting_id=row.posting.id,
        profile=row.provenance.profile,
        reader=row.provenance.reader,
    )


def _verdicts(row: _Audit) -> dict[str, Verdict | None]:
    chosen = {row.provenance.profile: row.verdict} if row.provenance.profile else {}
    return {**chosen, **row.verdict_by_profile}
