"""Which pay band a posting is held against: the described role's, by level, region and engagement; and pay in words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.assessment import Assessment
from auditor.facts.model import Engagement
from auditor.facts.scan import Scan
from auditor.patterns import pattern
from auditor.pay import Component, PayRange, PayStatement, Period
from auditor.pay.bands import Band, BandTable
from auditor.posting import VACANCIES
from auditor.rules.gates import role_settled
from auditor.rules.thresholds import threshold
from auditor.titles import Seniority

__all__ = ["Outside", "described_levels", "fitting_band", "outside_band", "pay_words", "with_article_level"]

_OF_TITLE = {
    Seniority.JUNIOR: "junior",
    Seniority.MID: "mid",
    Seniority.SENIOR: "senior",
    Seniority.LEAD: "senior",
    Seniority.STAFF: "staff",
    Seniority.PRINCIPAL: "staff",
}
_UNPRICED = frozenset({Seniority.INTERN, Seniority.MANAGER, Seniority.DIRECTOR, Seniority.EXECUTIVE})
_SPECIALIST = pattern(
    r"\b(?:vllm|tensorrt|distributed training|multi-node training|gpu clusters?|real[- ]time (?:ml|machine learning)|"
    r"fine-?tun\w+ (?:\w+ ){0,4}at scale)\b",
    re.I,
)
_SPECIALISED = ("vllm", "tensorrt", "ed training", "node training", "gpu cluster", "time m", "at scale")
"""One of these stands in every text that _SPECIALIST finds something in."""
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "INR": "₹", "CAD": "CA$", "AUD": "A$"}


@dataclass(frozen=True, slots=True)
class Outside:
    """Statements of pay that all lie on the same side of a band; `levels` are others whose band they would fit."""

    band: Band
    statements: tuple[PayStatement, ...]
    below: bool
    levels: tuple[str, ...]


def described_levels(assessment: Assessment) -> tuple[str, ...]:
    """The neighbouring levels of the guide that the posting can mean, lowest first; none when it tells no level.

    The level of the title and that of the years asked, half-open (3 is mid, 6 senior, 10 staff), and all between
    them where they differ: a "Senior" that asks for 4 years can be paid as either. Titles of managers and interns
    have no level in the guide.

    Source: AI hiring guide, 2026, section 6.
    """
    table, claims = assessment.bands, assessment.claims
    seniority = claims.seniority if claims else None
    if seniority in _UNPRICED:
        return ()
    named = _OF_TITLE.get(seniority) if seniority else None
    asked = max((years.minimum for years in assessment.facts.years_asked), default=0)
    ladder = [level for level, years in table.years.items() if years]
    at = sorted(ladder.index(level) for level in (named, table.level_of(asked)) if level in ladder)
    return tuple(ladder[at[0] : at[-1] + 1]) if at else ()


def fitting_band(assessment: Assessment, component: Component, *, contract: bool) -> Band | None:
    """The guide's band for the described role at the described levels and place; None when it has none."""
    table = assessment.bands
    levels = described_levels(assessment)
    if assessment.role is not table.role or not levels:
        return None
    if contract and Scan(assessment.posting.text).has(*_SPECIALISED) and _SPECIALIST.search(assessment.posting.text):
        levels = (*levels, "specialist")
    priced = {level for band in (table.contract if contract else table.full_time) for level in band.levels}
    countries = {code.partition("-")[0] for code in assessment.facts.places.codes}
    return table.band(countries, [level for level in levels if level in priced], component, contract=contract)


def outside_band(assessment: Assessment) -> Outside | None:
    """The pay that lies wholly outside the fitting band, all of it on the same side; None when some fits.

    Only pay in the band's own currency, period and component is compared; nothing is converted.
    """
    if assessment.facts.kind not in VACANCIES or not role_settled(assessment):
        return None
    near = threshold(assessment, "pay_band_tolerance")
    for component in (Component.BASE, Component.TOTAL):
        for contract in (False, True):
            stated = _comparable(assessment, component, contract=contract)
            band = fitting_band(assessment, component, contract=contract) if stated else None
            if band is not None and (found := _outside(stated, band, near, assessment.bands)):
                return found
    return None


def _comparable(assessment: Assessment, component: Component, *, contract: bool) -> tuple[PayStatement, ...]:
    engagement = assessment.facts.engagement.engagement
    if contract != (engagement is Engagement.CONTRACT):
        return ()
    period = Period.HOUR if contract else Period.YEAR
    return tuple(p for p in assessment.facts.pay if p.component is component and p.period is period)


def _outside(stated: tuple[PayStatement, ...], band: Band, near: float, table: BandTable) -> Outside | None:
    if any(pay.currency != band.currency for pay in stated):
        return None
    least, most = band.minimum * (1 - near), band.maximum * (1 + near)
    below = all(pay.maximum is not None and pay.maximum < least for pay in stated)
    above = not band.open_ended and all(pay.minimum is not None and pay.minimum > most for pay in stated)
    return Outside(band, stated, below, _levels_paid(stated, band, table)) if below or above else None


def _levels_paid(stated: tuple[PayStatement, ...], band: Band, table: BandTable) -> tuple[str, ...]:
    """The other levels whose band every statement reaches, in the same region and component."""
    others = [
        other
        for other in (*table.full_time, *table.contract)
        if (other.region, other.period, other.component) == (band.region, band.period, band.component)
        and not set(other.levels) & set(band.levels)
    ]
    return tuple(
        other.levels[0]
        for other in others
        if all(pay.bounds[1] > other.minimum and pay.bounds[0] < other.maximum for pay in stated)
    )


def with_article_level(levels: tuple[str, ...]) -> str:
    """The levels with an article: "a mid or senior"."""
    return f"a {' or '.join(levels)}"


def pay_words(pay: PayRange | Band) -> str:
    """A range as people say it: "$150,000 to $190,000 a year"; the currency's code where it has no usual sign."""
    low, high = (_money(figure, pay.currency) if figure is not None else None for figure in (pay.minimum, pay.maximum))
    if low is None or high is None:
        figures = f"up to {high}" if high else f"from {low}"
    else:
        figures = low if low == high else f"{low} to {high}"
    more = " and more" if isinstance(pay, Band) and pay.open_ended else ""
    each = f" {'an' if pay.period is Period.HOUR else 'a'} {pay.period}" if pay.period else ""
    return f"{figures}{more}{each}"


def _money(figure: float, currency: str | None) -> str:
    number = f"{figure:,.0f}" if figure == int(figure) else f"{figure:,.2f}"
    sign = _SIGNS.get(currency or "")
    return f"{sign}{number}" if sign else f"{number} {currency}" if currency else number
