"""The collapsed sections below the posting. A section that has nothing true to say is not made."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.advice import Advice
from auditor.finding import Finding
from auditor.judgement import Audit
from auditor.posting import WORK_SECTIONS
from auditor.rules.shown import ignored_waivers, is_wording
from auditor.taxonomy import Profile
from auditor.ui.advice_details import interview_section, plan_section, specification_section
from auditor.ui.pay_details import pay_section
from auditor.ui.section import Detail, Row
from auditor.ui.wording import VERDICT_WORDS, role_label

__all__ = ["details", "unstated"]

_MINIMUM_SHARE = 0.005
_ASKED_FIRST = 3
_SHARE_THAT_DECIDES = (
    "An AI role needs about a quarter of the lines, not most of them: the rest of the week is seldom AI work."
)


def details(audit: Audit, further: tuple[Finding, ...], advice: Advice | None) -> tuple[Detail, ...]:
    """The sections that can say something true about this audit, in page order; `further` findings come first."""
    made = (
        _further(further),
        _waived(audit),
        specification_section(audit, advice),
        pay_section(audit, advice),
        plan_section(advice),
        interview_section(audit, advice),
        _wording(audit),
        _role_mix(audit),
        _provenance(audit),
    )
    return tuple(detail for detail in made if detail is not None)


def unstated(advice: Advice | None) -> tuple[str, ...]:
    """What the posting of an AI job does not say and candidates will ask first, as phrases."""
    items = advice.specification.items if advice else ()
    return tuple(item.missing for item in items if item.applies and not item.stated)[:_ASKED_FIRST]


def _further(findings: tuple[Finding, ...]) -> Detail | None:
    if not findings:
        return None
    noun = "finding" if len(findings) == 1 else "findings"
    rows = tuple(Row(finding.message, finding.fix) for finding in findings)
    return Detail("further", "Further findings", f"{len(findings)} more {noun}", rows)


def _waived(audit: Audit) -> Detail | None:
    rows = tuple(Row(f.message, f"{f.code}, {f.waived}") for f in audit.findings if f.waived is not None)
    ignored = tuple(Row("Not waived", sentence) for sentence in ignored_waivers(audit.assessment.waivers_ignored))
    noun = "finding" if len(rows) == 1 else "findings"
    counts = (f"{len(rows)} {noun} with a recorded reason", f"{len(ignored)} ignored" if ignored else "")
    summary = "; ".join(part for part in counts if part)
    return Detail("waived", "Waived", summary, (*rows, *ignored)) if rows or ignored else None


def _wording(audit: Audit) -> Detail | None:
    rows = tuple(Row(f.message, f.fix) for f in audit.findings if f.waived is None and is_wording(f))
    noun = "remark" if len(rows) == 1 else "remarks"
    return Detail("wording", "Wording", f"{len(rows)} {noun} on how it reads", rows) if rows else None


def _role_mix(audit: Audit) -> Detail | None:
    if audit.reading is None or not audit.reading.tags:
        return None
    mix = sorted(audit.reading.role_mix().items(), key=lambda item: -item[1])
    mix = [(role, share) for role, share in mix if share >= _MINIMUM_SHARE]
    rows = tuple(Row(role_label(audit.assessment, role), f"{share:.0%}", share=share, role=role) for role, share in mix)
    shares = ", ".join(f"{row.label} {row.value}" for row in rows[:2])
    if mix[0][0] is not audit.assessment.role and audit.assessment.role is not None:
        rows = (*rows, Row("Why not the largest", _SHARE_THAT_DECIDES))
    counted = len({tag.statement.number for tag in audit.reading.tags_in(*WORK_SECTIONS) or audit.reading.tags})
    summary = f"{shares}, of {counted} {'line' if counted == 1 else 'lines'} about the work"
    return Detail("role-mix", "Role mix", summary, rows)


def _provenance(audit: Audit) -> Detail:
    by, versions = audit.provenance, audit.versions
    confidence = f"{audit.reading.confidence:.0%}" if audit.reading and audit.reading.role else "none"
    rows = [Row("Reader", f"{by.model or by.reader} (version {by.version})"), Row("Confidence in the role", confidence)]
    if by.prompt_fingerprint:
        rows.append(Row("Prompt", by.prompt_fingerprint))
    rows += [Row(f"Verdict, {p.name}", VERDICT_WORDS[audit.verdict_by_profile[p.id]]) for p in _profiles(audit)]
    rows += [
        Row("Rule set", versions.rule_set),
        *([Row("House policy", audit.assessment.policy.house)] if audit.assessment.policy.house else []),
        Row("Taxonomy", versions.taxonomy),
        Row("Titles", versions.titles),
        Row("Segmenter", versions.segmenter),
        Row("Posting", audit.posting.id),
    ]
    summary = f"Read by {by.model or by.reader}; rules {versions.rule_set}, taxonomy {versions.taxonomy}"
    return Detail("provenance", "Where this comes from", summary, tuple(rows))


def _profiles(audit: Audit) -> Iterable[Profile]:
    return audit.assessment.taxonomy.profiles.values()
