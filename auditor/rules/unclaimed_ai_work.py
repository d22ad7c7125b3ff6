"""TITLE004: AI work under a title that promises none."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Absence, Severity
from auditor.rules.evidence import at_span, role_evidence
from auditor.rules.gates import role_told
from auditor.rules.rule import Hit, rule
from auditor.rules.self_name_differs import promising_self_name
from auditor.rules.wording import quoted_titles, work_and_role
from auditor.taxonomy import RoleId
from auditor.titles import TitleClaims
from auditor.verdict import Verdict

__all__ = ["UNCLAIMED_AI_WORK", "field_mentioned", "mentioned_only"]

_KEPT = (RoleId.DATA_SCIENTIST, RoleId.ML_ENGINEER)
"""Roles whose people search for titles that claim none of the four, too: analysts and researchers."""


def mentioned_only(claims: TitleClaims | None) -> str | None:
    """What a title does that has a word of AI and claims none of the four roles ("Backend Engineer (AI Agents)")."""
    field = field_mentioned(claims) if claims else None
    if field is None:
        return None
    return f"The title mentions {field}, but reads like another job with some {field} in it."


@rule("TITLE004", "ai-work-under-a-plain-title", Severity.INFO)
def UNCLAIMED_AI_WORK(assessment: Assessment) -> Iterator[Hit]:
    """The duties are those of an AI role and the title names none.

    What it flags:
        A title that claims none of the four AI roles over duties that are mostly, or at least to about a
        quarter, the work of one. An analyst's title over an analyst's work fits, as a researcher's does over the
        making of models, and is not flagged.
    Why it matters:
        People who do this work search for its titles and may not find the posting; a title that mentions AI beside
        another profession is found, and taken for that profession's job.
    A posting that is flagged:
        "Software Engineer, Platform" over duties such as "Serve our ranking models under 50 ms" and "Detect
        drift and roll back bad releases".
    A posting that passes:
        "ML Platform Engineer" over the same duties.
    A near miss:
        "Data Analyst" over dashboards and analyses; "Software Engineer" whose only AI is in the company's description.
    When it is wrong:
        When the plain title is the house's grade and the speciality is told elsewhere, or the person will be
        hired for the other part of the work.
    Source:
        Labelling guide, verdict unclaimed.
    """
    role, claims = assessment.role, assessment.claims
    if assessment.verdict is not Verdict.UNCLAIMED or role is None or claims is None or not role_told(assessment):
        return
    suggested = assessment.suggested_titles
    names = [name for name in (promising_self_name(assessment),) if name]
    if role in _KEPT and not suggested and not names:
        return
    called = "".join(f' The text calls the job "{name.name}".' for name in names)
    yield Hit(
        message=f"{_untold(claims, work_and_role(assessment, role))}{called}",
        fix=f"Use a title that these people search for, for example {quoted_titles(suggested)}; or keep the title and "
        "name the speciality in the first line."
        if suggested
        else "Keep the title if it is the usual one for this work, and name the speciality in the first line.",
        evidence=role_evidence(assessment, role) + tuple(at_span(assessment, name.span) for name in names)
        or Absence("a duty that names the AI work"),
    )


def _untold(claims: TitleClaims, work: str) -> str:
    field = field_mentioned(claims)
    if field:
        return f"The title mentions {field}, but not that the work is {work}: people who do it may look past it."
    return f"The title does not tell that the work is {work}: people who do it may not find the posting."


def field_mentioned(claims: TitleClaims) -> str | None:
    """The field that a title mentions which has a word of it and claims none of the four roles; None without one."""
    if not claims.names_ai:
        return None
    return "data science" if "data science" in claims.title.lower() else "AI"
