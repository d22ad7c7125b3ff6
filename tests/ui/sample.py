"""Two hand-built audits that the page's tests share: a title that differs from the work, and one that agrees."""

from __future__ import annotations

from auditor.action import Action
from auditor.finding import Evidence, Severity
from auditor.judgement import Audit
from auditor.posting import Section
from auditor.taxonomy import RoleId
from tests.builders import (
    build_assessment,
    build_audit,
    build_claims,
    build_finding,
    build_reading,
    duty,
    line,
    requirement,
)

LINES = (
    line(Section.COMPANY, "We run ferries between nine islands."),
    duty("Connect the booking chat to a hosted language model", "calls_llm_api"),
    duty("Search our timetables so that answers cite them", "builds_rag"),
    duty("Write and test prompts", "engineers_prompts"),
    duty("Keep the chat's servers patched", "runs_it"),
    requirement("You have put a model behind an API in production", "deploys_models"),
    line(Section.PAY, "70,000 to 80,000 EUR a year"),
)


def mismatch(profile: str = "guide") -> Audit:
    """An AI engineer's title over an AI developer's duties."""
    reading = build_reading(LINES, RoleId.AI_DEVELOPER, confidence=0.93, spec={"systems": True})
    claims = build_claims("AI Engineer", RoleId.AI_ENGINEER, market=(RoleId.AI_DEVELOPER, RoleId.AI_ENGINEER))
    assessment = build_assessment(reading, claims, profile=profile)
    evidence = tuple(Evidence.of(s) for s in reading.segmentation.statements[1:3])
    finding = build_finding("TITLE001", Severity.WARNING, fix="Rename it or\nrecord why.", evidence=evidence)
    return build_audit(
        assessment,
        Action.DECIDE,
        summary="The work is building on LLM APIs.",
        findings=(finding,),
        suggested_titles=("ai engineer", "Applied AI Engineer", "LLM Engineer", "AI Developer"),
    )


def agreement() -> Audit:
    """The same work under a title that promises it."""
    reading = build_reading(LINES, RoleId.AI_DEVELOPER, confidence=0.8)
    return build_audit(build_assessment(reading, build_claims("AI Developer", RoleId.AI_DEVELOPER)))
