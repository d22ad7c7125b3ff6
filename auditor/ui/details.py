"""The collapsed sections below the posting. A section that has nothing true to say is not made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from auditor.finding import Finding
from auditor.judgement import Audit
from auditor.posting import Section
from auditor.reading import WORK_SECTIONS, Answer, Reading
from auditor.taxonomy import Profile, RoleId
from auditor.ui.wording import VERDICT_WORDS, role_label, shortened

__all__ = ["Detail", "Row", "details", "unstated"]

SPEC_LABELS = {
    "systems": "The systems the person deploys to or connects",
    "scale": "The scale the work must support",
    "success": "Measurable success, or 30/60/90-day outcomes",
    "data_infra": "The data infrastructure that exists",
}
_MINIMUM_SHARE = 0.005
_ROW_LIMIT = 220
_PAY_ROWS = 6


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a section. `share` (0 to 1) draws a bar in the role's accent; `statement` links to the text."""

    label: str
    value: str = ""
    statement: int | None = None
    share: float | None = None
    role: RoleId | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """A collapsed section: a stable key, its name, its one-line summary, its rows."""

    key: str
    name: str
    summary: str
    rows: tuple[Row, ...]


def details(audit: Audit, further: tuple[Finding, ...]) -> tuple[Detail, ...]:
    """The sections that can say something true about this audit, in page order; `further` findings come first."""
    made = (
        _further(further),
        _specification(audit),
        _pay(audit),
        _questions(audit),
        _role_mix(audit),
        _provenance(audit),
    )
    return tuple(detail for detail in made if detail is not None)


def unstated(audit: Audit) -> tuple[str, ...]:
    """The specification items that were not found in the posting of an AI job, as phrases."""
    reading = audit.reading
    if reading is None or reading.role in (None, RoleId.OTHER):
        return ()
    return tuple(
        f"{label[:1].lower()}{label[1:]}" for name, label in SPEC_LABELS.items() if not reading.spec[name].value
    )


def _further(findings: tuple[Finding, ...]) -> Detail | None:
    if not findings:
        return None
    noun = "finding" if len(findings) == 1 else "findings"
    rows = tuple(Row(finding.message, finding.fix) for finding in findings)
    return Detail("further", "Further findings", f"{len(findings)} more {noun}", rows)


def _specification(audit: Audit) -> Detail | None:
    reading = audit.reading
    if reading is None or reading.role in (None, RoleId.OTHER):
        return None
    stated = [name for name in SPEC_LABELS if reading.spec[name].value]
    rows = []
    for name, label in SPEC_LABELS.items():
        item = reading.spec[name]
        first = item.evidence[0] if item.value and item.evidence else None
        value = _line(audit, first.start, first.end) if first else ("found" if item.value else "not found")
        rows.append(Row(label, value, first.number if first else None))
    summary = f"{len(stated)} of {len(SPEC_LABELS)} things that candidates ask for were found"
    return Detail("specification", "Specification checklist", summary, tuple(rows))


def _pay(audit: Audit) -> Detail | None:
    found = [Row("Stated with the posting", audit.posting.salary)] if audit.posting.salary else []
    lines = audit.segmentation.in_sections(Section.PAY)
    found += [Row("In the text", _line(audit, s.start, s.end), s.number) for s in lines[:_PAY_ROWS]]
    if not found:
        return None
    return Detail("pay", "Pay", shortened(found[0].value, 90), tuple(found))


def _questions(audit: Audit) -> Detail | None:
    """The hiring guide's questions (sections 2 and 8) that the posting leaves open."""
    reading = audit.reading
    if reading is None or reading.role in (None, RoleId.OTHER):
        return None
    asked = tuple(_open_questions(reading))
    if not asked:
        return None
    noun = "question" if len(asked) == 1 else "questions"
    return Detail("questions", "Only you can answer", f"{len(asked)} {noun} that the posting leaves open", asked)


def _open_questions(reading: Reading) -> Iterable[Row]:
    if reading.facts["custom_models"].value is Answer.UNCLEAR:
        yield Row("Will this person work with models that you train yourselves?", "No: an AI developer can do it.")
    if not reading.spec["scale"].value:
        advice = "Under about 100,000 a day, managed services suffice (AI hiring guide, 2026, section 2)."
        yield Row("How many requests a day must it serve?", advice)
    if reading.facts["core_product"].value is Answer.UNCLEAR:
        advice = "A capability inside something else is often faster with an agency or contractor."
        yield Row("Is AI what you sell, or a part of something else?", advice)
    if not reading.spec["success"].value:
        yield Row("What must be true after 90 days for the hire to have been right?", "Write it into the posting.")


def _role_mix(audit: Audit) -> Detail | None:
    if audit.reading is None or not audit.reading.tags:
        return None
    mix = sorted(audit.reading.role_mix().items(), key=lambda item: -item[1])
    mix = [(role, share) for role, share in mix if share >= _MINIMUM_SHARE]
    rows = tuple(Row(role_label(audit.assessment, role), f"{share:.0%}", share=share, role=role) for role, share in mix)
    shares = ", ".join(f"{row.label} {row.value}" for row in rows[:2])
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
        Row("Taxonomy", versions.taxonomy),
        Row("Titles", versions.titles),
        Row("Segmenter", versions.segmenter),
        Row("Posting", audit.posting.id),
    ]
    summary = f"Read by {by.model or by.reader}; rules {versions.rule_set}, taxonomy {versions.taxonomy}"
    return Detail("provenance", "Where this comes from", summary, tuple(rows))


def _profiles(audit: Audit) -> Iterable[Profile]:
    return audit.assessment.taxonomy.profiles.values()


def _line(audit: Audit, start: int, end: int) -> str:
    return shortened(audit.posting.text[start:end], _ROW_LIMIT)
