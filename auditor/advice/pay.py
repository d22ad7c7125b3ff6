"""Pay and engagement as the posting states them, where advice counts from them; and the band in words."""

from __future__ import annotations

from auditor.advice.model import Band
from auditor.assessment import Assessment
from auditor.facts.model import Engagement
from auditor.pay import Component, Period
from auditor.rules.wording import with_article
from auditor.taxonomy import RoleId

__all__ = ["band_words", "offers_contract", "stated_salary"]

_CURRENCY = "USD"


def band_words(assessment: Assessment, role: RoleId, bands: tuple[Band, ...]) -> str:
    """Which band it is, or why there is none."""
    if role is not assessment.bands.role:
        priced = assessment.role_name(assessment.bands.role)
        missing = with_article(assessment.role_name(role))
        return f"The {assessment.payer} prices the {priced} only; it has no band for {missing}."
    if not bands:
        return f"No band: the posting tells no level, or no place that the {assessment.payer} prices."
    whose = "house" if assessment.policy.bands else "guide's market"
    return f"What the {whose} pays the described role, at the level and place that the posting tells."


def offers_contract(assessment: Assessment) -> bool:
    """Whether the posting offers a contract rather than a permanent job."""
    return assessment.facts.engagement.engagement is Engagement.CONTRACT


def stated_salary(assessment: Assessment) -> float | None:
    """The middle of the first base pay that the posting states in USD a year; None when it states none."""
    facts = assessment.facts
    for pay in (*facts.pay, *((facts.pay_field,) if facts.pay_field else ())):
        ends = [end for end in (pay.minimum, pay.maximum) if end is not None]
        if ends and pay.currency == _CURRENCY and pay.period is Period.YEAR and pay.component is Component.BASE:
            return float(sum(ends) / len(ends))
    return None
