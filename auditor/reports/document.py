"""The public JSON of one audit, schema `auditor.audit/1`: the only shape in which an audit leaves the program.

Offsets are Unicode code points into the untouched text, half-open. No clock, host or user is in it (the seconds of
`usage`, present only when a language model read, apart): the same input gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Literal, NotRequired

from pydantic import with_config
from typing_extensions import TypedDict

from auditor.action import Action
from auditor.facts import PostingFacts
from auditor.finding import Absence, Certainty, Finding, Severity
from auditor.judgement import Audit
from auditor.pay import Component, Period
from auditor.posting import PostingKind, Section, Statement
from auditor.readers import Usage
from auditor.reading import Answer, Reading
from auditor.reports.advice_document import AdviceDocument, advice_document
from auditor.reports.escape import json_text
from auditor.reports.evidence_document import EvidenceDocument, evidence_document
from auditor.taxonomy import RoleId
from auditor.titles import Seniority
from auditor.verdict import Verdict

__all__ = ["AUDIT_SCHEMA", "AuditDocument", "EvidenceDocument", "FindingDocument", "audit_document", "encode"]

AUDIT_SCHEMA: Literal["auditor.audit/1"] = "auditor.audit/1"
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)


@with_config(extra="forbid")
class PostingDocument(TypedDict):
    """Which posting; `id` is the sha256 of title, NUL and text. `row` (0-based) and `input` are set in a batch only."""

    id: str
    source_id: str | None
    row: int | None
    input: str | None
    title: str | None
    company: str | None
    location: str | None
    language: str | None
    kind: PostingKind


@with_config(extra="forbid")
class StatementDocument(TypedDict):
    """One numbered statement (from 1, in text order) and the kinds of work it shows."""

    number: int
    start: int
    end: int
    section: Section
    activities: list[str]


@with_config(extra="forbid")
class FindingDocument(TypedDict):
    """One hit of a rule: places in the text, or with no place a stated absence; `waived` is the recorded reason."""

    code: str
    name: str
    severity: Severity
    confidence: Certainty
    message: str
    fix: str
    evidence: list[EvidenceDocument]
    absence: str | None
    waived: str | None


@with_config(extra="forbid")
class FactDocument(TypedDict):
    """An answered question about the posting; "unclear" without evidence when the posting was not read."""

    value: Answer
    evidence: list[EvidenceDocument]


@with_config(extra="forbid")
class SpecItemDocument(TypedDict):
    """Whether the posting states an item concretely; false without evidence when the posting was not read."""

    value: bool
    evidence: list[EvidenceDocument]


@with_config(extra="forbid")
class FactsDocument(TypedDict):
    """Facts of the work and the company (labelling guide, "facts")."""

    custom_models: FactDocument
    core_product: FactDocument


@with_config(extra="forbid")
class SpecDocument(TypedDict):
    """What a posting should state (labelling guide, "spec")."""

    systems: SpecItemDocument
    scale: SpecItemDocument
    success: SpecItemDocument
    data_infra: SpecItemDocument


@with_config(extra="forbid")
class SpanDocument(TypedDict):
    """A half-open range of code points."""

    start: int
    end: int


@with_config(extra="forbid")
class PayDocument(TypedDict):
    """One parsed pay statement of the text, amounts in units of the currency (ISO 4217) per period, as written.

    `minimum` is null for "up to", `maximum` for "from"; `currency` and `period` are null where the text leaves them
    open. Nothing is converted.
    """

    minimum: float | None
    maximum: float | None
    currency: str | None
    period: Period | None
    component: Component
    span: SpanDocument


@with_config(extra="forbid")
class SecondOpinionDocument(TypedDict):
    """What the offline reader says beside a language model."""

    role: RoleId | None
    confidence: float


@with_config(extra="forbid")
class UsageDocument(TypedDict):
    """What the reading cost: tokens, money in USD (null when the price is unknown), wall-clock seconds.

    `seconds` is null in a batch, whose files are the same bytes however long its calls took.
    """

    input_tokens: int
    output_tokens: int
    cached_tokens: int
    usd: float | None
    seconds: float | None


@with_config(extra="forbid")
class ProvenanceDocument(TypedDict):
    """Who read, and the versions that decide what an audit of that reading says."""

    reader: str
    reader_version: str
    provider: str | None
    model: str | None
    prompt_fingerprint: str | None
    segmenter: str
    taxonomy: str
    titles: str
    profile: str
    rule_set: str


@with_config(extra="forbid")
class AuditDocument(TypedDict):
    """One audit, fields as in the interface; `duplicate_of` is the row of the first same posting of a batch,
    `near_duplicate_of` that of the first posting with nearly the same text.

    Null, each with a review reason: `role`, `role_mix` and `confidence` when the text could not be read, `verdict`
    without a title or a role. `advice` is null for other professions and for texts that
    are no vacancy; `pay` is empty when no pay was parsed. `waivers_ignored` are the rules that the posting itself
    waives in vain, present only when there are any.
    """

    schema: Literal["auditor.audit/1"]
    posting: PostingDocument
    statements: list[StatementDocument]
    title_claims: list[RoleId]
    seniority: Seniority | None
    role: RoleId | None
    secondary_role: RoleId | None
    alternative_role: RoleId | None
    role_mix: dict[RoleId, float] | None
    confidence: float | None
    needs_review: bool
    review_reasons: list[str]
    verdict: Verdict | None
    verdict_by_profile: dict[str, Verdict | None]
    action: Action
    summary: str
    suggested_titles: list[str]
    findings: list[FindingDocument]
    facts: FactsDocument
    spec: SpecDocument
    pay: list[PayDocument]
    advice: AdviceDocument | None
    second_opinion: SecondOpinionDocument | None
    usage: UsageDocument | None
    provenance: ProvenanceDocument
    duplicate_of: NotRequired[int]
    near_duplicate_of: NotRequired[int]
    waivers_ignored: NotRequired[list[str]]


def audit_document(audit: Audit) -> AuditDocument:
    """The audit as its public document: plain lists, dictionaries, strings and numbers, in the schema's order."""
    reading, claims, second = audit.reading, audit.claims, audit.assessment.second_opinion
    document: AuditDocument = {
        "schema": AUDIT_SCHEMA,
        "posting": _posting(audit),
        "statements": _statements(audit),
        "title_claims": list(audit.assessment.claimed),
        "seniority": claims.seniority if claims else None,
        "role": reading.role if reading else None,
        "secondary_role": reading.secondary_role if reading else None,
        "alternative_role": reading.alternative_role if reading else None,
        "role_mix": _role_mix(reading),
        "confidence": round(reading.confidence, 4) if reading else None,
        "needs_review": audit.needs_review,
        "review_reasons": list(audit.review_reasons),
        "verdict": audit.verdict,
        "verdict_by_profile": dict(audit.verdict_by_profile),
        "action": audit.action,
        "summary": audit.summary,
        "suggested_titles": list(audit.suggested_titles),
        "findings": [_finding(finding, audit.posting.text) for finding in audit.findings],
        "facts": _facts(reading),
        "spec": _spec(reading),
        "pay": _pay(audit.assessment.facts),
        "advice": advice_document(audit),
        "second_opinion": {"role": second.role, "confidence": round(second.confidence, 4)} if second else None,
        "usage": _usage(audit.usage),
        "provenance": _provenance(audit),
    }
    if audit.assessment.waivers_ignored:
        document["waivers_ignored"] = list(audit.assessment.waivers_ignored)
    return document


def encode(document: object) -> str:
    """A document as one line of JSON that can be written as UTF-8, invisible characters as escapes."""
    return json_text(_ENCODER.encode(document))


def _posting(audit: Audit) -> PostingDocument:
    posting, facts = audit.posting, audit.assessment.facts
    return {
        "id": posting.id,
        "source_id": posting.source_id,
        "row": posting.row,
        "input": posting.input,
        "title": audit.title,
        "company": posting.company,
        "location": posting.location,
        "language": facts.language,
        "kind": facts.kind,
    }


def _statements(audit: Audit) -> list[StatementDocument]:
    activities: dict[int, list[str]] = {}
    for tag in audit.reading.tags if audit.reading else ():
        activities.setdefault(tag.statement.number, []).append(tag.activity)
    return [
        {
            "number": statement.number,
            "start": statement.start,
            "end": statement.end,
            "section": statement.section,
            "activities": activities.get(statement.number, []),
        }
        for statement in audit.segmentation.statements
    ]


def _role_mix(reading: Reading | None) -> dict[RoleId, float] | None:
    return {role: round(share, 9) for role, share in reading.role_mix().items()} if reading else None


def _finding(finding: Finding, text: str) -> FindingDocument:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "confidence": finding.certainty,
        "message": finding.message,
        "fix": finding.fix,
        "evidence": []
        if isinstance(finding.evidence, Absence)
        else [evidence_document(e, text) for e in finding.evidence],
        "absence": finding.evidence.what if isinstance(finding.evidence, Absence) else None,
        "waived": finding.waived,
    }


def _quoted(statements: Iterable[Statement], text: str) -> list[EvidenceDocument]:
    return [{"start": s.start, "end": s.end, "statement": s.number, "text": text[s.start : s.end]} for s in statements]


def _fact(name: str, reading: Reading | None) -> FactDocument:
    fact = reading.facts.get(name) if reading else None
    if reading is None or fact is None:
        return {"value": Answer.UNCLEAR, "evidence": []}
    return {"value": fact.value, "evidence": _quoted(fact.evidence, reading.posting.text)}


def _spec_item(name: str, reading: Reading | None) -> SpecItemDocument:
    item = reading.spec.get(name) if reading else None
    if reading is None or item is None:
        return {"value": False, "evidence": []}
    return {"value": item.value, "evidence": _quoted(item.evidence, reading.posting.text)}


def _facts(reading: Reading | None) -> FactsDocument:
    return {"custom_models": _fact("custom_models", reading), "core_product": _fact("core_product", reading)}


def _spec(reading: Reading | None) -> SpecDocument:
    return {
        "systems": _spec_item("systems", reading),
        "scale": _spec_item("scale", reading),
        "success": _spec_item("success", reading),
        "data_infra": _spec_item("data_infra", reading),
    }


def _pay(facts: PostingFacts) -> list[PayDocument]:
    return [
        {
            "minimum": stated.minimum,
            "maximum": stated.maximum,
            "currency": stated.currency,
            "period": stated.period,
            "component": stated.component,
            "span": {"start": stated.span.start, "end": stated.span.end},
        }
        for stated in facts.pay
    ]


def _usage(usage: Usage | None) -> UsageDocument | None:
    if usage is None:
        return None
    return {
        "input_tokens": usage.input_tokens,
        "output_tokens": usage.output_tokens,
        "cached_tokens": usage.cached_tokens,
        "usd": usage.usd,
        "seconds": usage.seconds,
    }


def _provenance(audit: Audit) -> ProvenanceDocument:
    reader, versions = audit.provenance, audit.versions
    return {
        "reader": reader.reader,
        "reader_version": reader.version,
        "provider": reader.provider,
        "model": reader.model,
        "prompt_fingerprint": reader.prompt_fingerprint,
        "segmenter": versions.segmenter,
        "taxonomy": versions.taxonomy,
        "titles": versions.titles,
        "profile": audit.profile.id,
        "rule_set": versions.rule_set,
    }
