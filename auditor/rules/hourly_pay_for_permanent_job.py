"""PAY004: an hourly rate in the posting of a permanent job."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.facts.model import Engagement
from auditor.finding import Severity
from auditor.pay import Component, Period
from auditor.posting import VACANCIES
from auditor.rules.evidence import PER_SIDE, at_span
from auditor.rules.gates import role_told
from auditor.rules.rule import Hit, rule
from auditor.taxonomy import RoleId

__all__ = ["HOURLY_PAY_FOR_PERMANENT_JOB"]


@rule("PAY004", "hourly-pay-for-permanent-job", Severity.INFO, default_on=False)
def HOURLY_PAY_FOR_PERMANENT_JOB(assessment: Assessment) -> Iterator[Hit]:
    """A posting that says the job is permanent states its pay by the hour only.

    What it flags:
        A posting of one of the four AI roles that calls itself permanent or regular full-time employment in so
        many words, and whose every statement of base pay is an hourly rate.
    Why it matters:
        By the hour is how contracts are paid: people who look for a permanent job pass it by, and contractors
        apply to a posting that is not meant for them.
    A posting that is flagged:
        "Employment type: Full-time", "Pay: $70 - $90 per hour", duties of a machine learning engineer.
    A posting that passes:
        "Contract role, $70 - $90 per hour"; or the permanent job with "$150,000 a year ($72 an hour)".
    A near miss:
        "$70 - $90 per hour" and nothing that says how the person is engaged.
    When it is wrong:
        When the employer pays its permanent staff by the hour.
    Source:
        AI hiring guide, 2026, sections 4 and 6: full-time work is priced by the year, contracts by the hour.
    """
    facts = assessment.facts
    if facts.kind not in VACANCIES or not role_told(assessment) or assessment.role is RoleId.OTHER:
        return
    base = [pay for pay in facts.pay if pay.component is Component.BASE]
    if facts.engagement.engagement is not Engagement.PERMANENT or not base:
        return
    if all(pay.period is Period.HOUR for pay in base):
        spans = (*facts.engagement.evidence[:1], *(pay.span for pay in base[:PER_SIDE]))
        yield Hit(
            message="The posting calls the job permanent and pays it by the hour, as contracts are paid.",
            fix="State the pay by the year, or say that the job is a contract.",
            evidence=tuple(at_span(assessment, span) for span in sorted(spans)),
        )
