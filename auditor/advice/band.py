"""The guide's pay bands for a posting."""

from __future__ import annotations

from auditor.advice.model import Band
from auditor.assessment import Assessment
from auditor.facts import Engagement
from auditor.pay import Component, Period
from auditor.rules.pay_band import fitting_band

__all__ = ["market_bands"]


def market_bands(assessment: Assessment) -> tuple[Band, ...]:
    """The guide's bands for the level, place and engagement that the posting tells; both engagements when open."""
    engagement = assessment.facts.engagement.engagement
    excluded = {False: Engagement.CONTRACT, True: Engagement.PERMANENT}
    asked = [contract for contract, other in excluded.items() if engagement is not other]
    priced = (
        fitting_band(assessment, component, contract=contract)
        for contract in asked
        for component in (Component.BASE, Component.TOTAL)
    )
    return tuple(
        Band(
            label=f"{' or '.join(band.levels)}, {'contract' if band.period is Period.HOUR else 'full-time'}",
            minimum=band.minimum,
            maximum=band.maximum,
            open_ended=band.open_ended,
            currency=band.currency,
            period=band.period.value,
            component=band.component.value,
        )
        for band in priced
        if band is not None
    )
