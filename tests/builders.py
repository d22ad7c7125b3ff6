"""Audits built by hand, so that rules, reports and the page are tested without a segmenter or a reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from auditor.action import Action
from auditor.assessment import Assessment, SecondOpinion, verdicts
from auditor.facts.model import PostingFacts
from auditor.finding import Absence, Certainty, Evidence, Finding, Severity
from auditor.judgement import Audit, Versions
from auditor.posting import Posting, PostingKind, Section, Segmentation, Statement
from auditor.readers import Provenance
from auditor.reading import Answer, Fact, Reading, SpecItem, Tag
from auditor.taxonomy import RoleId, load_taxonomy
from auditor.titles import TitleClaims

VACANCY = PostingFacts("en", PostingKind.VACANCY, (), (), (), (), None)
OFFLINE = Provenance(reader="offline", version="test")
NO_FACTS = {name: Fact(Answer.UNCLEAR, ()) for name in ("custom_models", "core_product")}
NO_AI_WORK = Absence("any duty with AI work")
NO_SPEC = {name: SpecItem(False, ()) for name in ("systems", "scale", "success", "data_infra")}


@dataclass(frozen=True)
class Line:
    """One statement to be: its section, its text, and the activities it shows."""

    section: Section
    text: str
    activities: tuple[str, ...] = ()


def duty(text: str, *activities: str) -> Line:
    """A line among the duties."""
    return Line(Section.DUTIES, text, activities)


def requirement(text: str, *activities: str) -> Line:
    """A line among the requirements."""
    return Line(Section.REQUIREMENTS, text, activities)


def line(section: Section, text: str, *activities: str) -> Line:
    """A line of any section."""
    return Line(section, text, activities)


def build_reading(
    lines: Sequence[Line],
    role: RoleId | None,
    secondary: RoleId | None = None,
    *,
    title: str | None = None,
    alternative: RoleId | None = None,
    confidence: float = 0.95,
    spec: Mapping[str, bool] | None = None,
) -> Reading:
    """A reading of a posting whose lines are bullets, one a line."""
    text, statements = _laid_out(lines)
    taxonomy = load_taxonomy()
    tags = tuple(
        Tag(statement, activity, taxonomy.role_of(activity))
        for statement, source in zip(statements, lines, strict=True)
        for activity in source.activities
    )
    return Reading(
        posting=Posting(title, text),
        segmentation=Segmentation(statements, None, (), "test"),
        role=role,
        secondary_role=secondary,
        alternative_role=alternative,
        confidence=confidence,
        tags=tags,
        facts=NO_FACTS,
        spec={**NO_SPEC, **{name: SpecItem(value, ()) for name, value in (spec or {}).items()}},
    )


def _laid_out(lines: Sequence[Line]) -> tuple[str, tuple[Statement, ...]]:
    text = ""
    statements = []
    for number, source in enumerate(lines, start=1):
        start = len(text) + 2
        text += f"- {source.text}\n"
        statements.append(Statement(number, start, start + len(source.text), source.section))
    return text, tuple(statements)


def build_claims(title: str, *roles: RoleId, market: Sequence[RoleId] | None = None) -> TitleClaims:
    """What a title promises; under `market` the same unless given."""
    by_profile = {"guide": tuple(roles), "market": tuple(roles if market is None else market)}
    return TitleClaims(title, by_profile, None, None, ())


def build_assessment(
    reading: Reading | None,
    claims: TitleClaims | None,
    *,
    profile: str = "guide",
    facts: PostingFacts = VACANCY,
    posting: Posting | None = None,
    second_opinion: SecondOpinion | None = None,
    review_reasons: tuple[str, ...] = (),
) -> Assessment:
    """An assessment; `posting` is needed only when there is no reading."""
    taxonomy = load_taxonomy()
    source = posting or (reading.posting if reading else Posting(None, "Hello"))
    if claims is not None:
        source = replace(source, title=claims.title)
    return Assessment(
        posting=source,
        segmentation=reading.segmentation if reading else Segmentation((), None, (), "test"),
        facts=facts,
        reading=replace(reading, posting=source) if reading else None,
        second_opinion=second_opinion,
        claims=claims,
        profile=taxonomy.profiles[profile],
        taxonomy=taxonomy,
        verdict_by_profile=verdicts(claims, reading, taxonomy),
        review_reasons=review_reasons,
    )


def build_finding(
    code: str,
    severity: Severity = Severity.WARNING,
    *,
    message: str = "Title and work differ.",
    fix: str = "Rename it.",
    evidence: tuple[Evidence, ...] | Absence = NO_AI_WORK,
) -> Finding:
    """A finding with stated evidence."""
    return Finding(code, code.lower(), severity, Certainty.HIGH, message, fix, evidence)


def build_audit(
    assessment: Assessment,
    action: Action = Action.READY,
    *,
    summary: str = "Title and work agree.",
    findings: tuple[Finding, ...] = (),
    suggested_titles: tuple[str, ...] = (),
) -> Audit:
    """An audit of an assessment, its conclusions given."""
    return Audit(
        assessment=assessment,
        action=action,
        summary=summary,
        suggested_titles=suggested_titles,
        findings=findings,
        usage=None,
        provenance=OFFLINE,
        versions=Versions("test", assessment.taxonomy.version, "test", "test"),
    )
