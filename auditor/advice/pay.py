"""The market band for the described role, and the salary that the cost of a wrong hire is counted from."""

from __future__ import annotations

from auditor.advice.model import Band
from auditor.assessment import Assessment
from auditor.facts.model import Engagement
from auditor.pay import Component, Period
from auditor.pay.bands import load_bands
from auditor.rules.pay_band import fitting_band
from auditor.rules.wording import with_article
from auditor.taxonomy import RoleId

__all__ = ["band_words", "market_bands", "offers_contract", "stated_salary"]

_CURRENCY = "USD"


def market_bands(assessment: Assessment, *, contract: bool) -> tuple[Band, ...]:
    """The guide's bands that fit role, level and place; a year's base and total, or an hour of a contract.

    Raises:
        DataError: the packaged bands break a rule.
    """
    components = (Component.BASE,) if contract else (Component.BASE, Component.TOTAL)
    found = (fitting_band(assessment, component, contract=contract) for component in components)
    return tuple(
        Band(
            label=" or ".join(band.levels),
            minimum=band.minimum,
            maximum=band.maximum,
            open_ended=band.open_ended,
            currency=band.currency,
            period=band.period,
            component=band.component,
        )
        for band in found
        if band is not None
    )


def band_words(assessment: Assessment, role: RoleId, bands: tuple[Band, ...]) -> str:
    """Which band it is, or why there is none."""
    if role is not load_bands().role:
        return f"The guide prices the AI engineer only; it has no band for {with_article(assessment.role_name(role))}."
    if not bands:
        return "No band: the posting tells no level, or no place that the guide prices."
    return f"Market pay of the described role at {bands[0].label} level, by the guide."


def offers_contract(assessment: Assessment) -> bool:
    """Whether the posting offers a contract rather than a permanent job."""
    return assessment.facts.engagement.engagement is Engagement.CONTRACT


def stated_salary(assessment: Assessment) -> float | None:
    """The middle of the first base pay that the posting states in USD a year; None when it states none."""
    facts = assessment.facts
    for pay in (*facts.pay, *((facts.pay_field,) if facts.pay_field else ())):
        ends = [end for end in (pay.minimum, pay.maximum) if end is not None]
        if ends and pay.currency == _CURRENCY and pay.period is Period.YEAR and pay.component is Component.BASE:
            return sum(ends) / len(ends)
    return None
