"""Audits that between them show everything a renderer has to show."""

from auditor.action import Action
from auditor.finding import Absence, Evidence, Severity
from auditor.judgement import Audit
from auditor.posting import Posting, Section
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

HOSTILE = (
    "\x1b[31mRed\x1b[0m \u202etxet\u202c <script>alert(1)</script> [click](https://evil.example) \ud800 {{ 7 * 7 }}"
)


def decided() -> Audit:
    """An AI engineer title over LLM application work, with four findings of all severities."""
    lines = (
        line(Section.COMPANY, "Ferrywell schedules harbour pilots for eleven ports around the North Sea."),
        duty("Connect the pilots' hand-over notes to a hosted language model.", "calls_llm_api"),
        duty("Build retrieval over forty years of berth regulations.", "builds_rag"),
        duty("Write and test the prompts behind the duty officer's assistant.", "engineers_prompts"),
        duty("Keep the service deployed on two clusters.", "deploys_models"),
        requirement("Five years with Python and one with LLM APIs.", "calls_llm_api"),
        requirement("Comfortable on a night rota."),
    )
    reading = build_reading(lines, RoleId.AI_DEVELOPER, RoleId.AI_ENGINEER, confidence=0.91)
    claims = build_claims("Senior AI Engineer", RoleId.AI_ENGINEER, market=[RoleId.AI_DEVELOPER, RoleId.AI_ENGINEER])
    statements = reading.segmentation.statements
    years = (Evidence.of(statements[5]),)
    findings = (
        build_finding("TITLE001", Severity.WARNING, evidence=tuple(Evidence.of(s) for s in statements[1:4])),
        build_finding("SPEC001", Severity.INFO, message="The posting does not say how success is measured."),
        build_finding("LEVEL001", Severity.INFO, message="Five years are asked for.", evidence=years),
        build_finding("PAY001", Severity.ERROR, message="No pay is stated.", evidence=Absence("a pay range")),
    )
    return build_audit(
        build_assessment(reading, claims),
        Action.DECIDE,
        summary="The work is building on LLM APIs (AI developer); the guide keeps this title for running models.",
        findings=findings,
        suggested_titles=("Senior Applied AI Engineer", "Senior LLM Engineer"),
    )


def ready() -> Audit:
    """A match without findings."""
    reading = build_reading((duty("Train the tide model on gauge data.", "trains_models"),), RoleId.ML_ENGINEER)
    return build_audit(build_assessment(reading, build_claims("Machine Learning Engineer", RoleId.ML_ENGINEER)))


def unread() -> Audit:
    """A text that could not be read, without a title."""
    assessment = build_assessment(None, None, posting=Posting(None, "Hello"), review_reasons=("too_short", "no_title"))
    return build_audit(assessment, Action.REVIEW, summary="There is too little text to judge.")


def hostile() -> Audit:
    """A posting whose title and duties try to be markup, commands and hidden text."""
    reading = build_reading((duty(HOSTILE, "calls_llm_api"),), RoleId.AI_DEVELOPER)
    assessment = build_assessment(reading, build_claims(f"AI {HOSTILE}", RoleId.AI_DEVELOPER))
    evidence = (Evidence.of(reading.segmentation.statements[0]),)
    finding = build_finding("TEXT001", message=f"It says {HOSTILE}", fix=HOSTILE, evidence=evidence)
    return build_audit(assessment, Action.REVIEW, summary=HOSTILE, findings=(finding,), suggested_titles=(HOSTILE,))
