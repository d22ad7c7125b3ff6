"""NEED005: something is due before anybody could be hired."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Severity
from auditor.guide import load_guide
from auditor.posting import VACANCIES
from auditor.rules.evidence import at_span
from auditor.rules.gates import role_told
from auditor.rules.rule import Hit, rule
from auditor.taxonomy import AI_ROLES

__all__ = ["DEADLINE_BEFORE_HIRE"]


@rule("NEED005", "deadline-before-hire", Severity.INFO, default_on=False)
def DEADLINE_BEFORE_HIRE(assessment: Assessment) -> Iterator[Hit]:
    """Delivery is wanted in under 60 days, and a hire takes 90 to 120.

    What it flags:
        A time of less than 60 days in which the posting says that something has to be delivered, launched or live.
        What is expected in a new colleague's first weeks, and times for certificates or answers, do not count.
    Why it matters:
        From posting to start a hire takes 90 to 120 days. Whoever is hired begins after the date.
    A posting that is flagged:
        "The assistant has to go live within six weeks".
    A posting that passes:
        "In your first 30 days you will ship a small feature"; "The assistant goes live in five months".
    A near miss:
        "The assistant has to go live within 60 days": not under 60.
    When it is wrong:
        When the date counts from the person's first day. Then say so.
    Source:
        AI hiring guide, 2026, section 3 (first row) and section 7 (time to fill).
    """
    deadline = assessment.facts.project.deadline
    if deadline is None or assessment.facts.kind not in VACANCIES or not role_told(assessment):
        return
    figures = load_guide().thresholds
    if assessment.role not in AI_ROLES or deadline.days >= figures.deadline.hire_too_slow_below_days:
        return
    fill = figures.time_to_fill
    yield Hit(
        message=f"Delivery is wanted in {deadline.days} days, and a hire takes {fill.least_days} to {fill.most_days}: "
        "the person would start after the date.",
        fix="Take an agency or a senior contractor for this delivery and hire for what follows; or say that the time "
        "counts from the first day.",
        evidence=(at_span(assessment, deadline.span),),
    )
