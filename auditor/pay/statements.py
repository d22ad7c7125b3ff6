"""Finds the pay that a text states. A wrong range is worse than none: what is not clearly pay is left out."""

from __future__ import annotations

import re

from auditor.patterns import pattern
from auditor.pay import cues
from auditor.pay.amounts import Amount
from auditor.pay.currencies import load_currencies
from auditor.pay.figures import Figures, figures_in
from auditor.pay.model import Component, PayRange, PayStatement, Period
from auditor.posting import Span

__all__ = ["find_pay", "range_of"]

_SIGNS = ("$", "€", "£", "₹", "¥", "₪", "₱", "₴")
_UNSIGNED = pattern(
    r"[0-9](?: ?(?:k\b|/ ?[hdwmy]|per |an? |hour|month|year|annual|lpa|la[kc]|euro|zł|kr\b|usd|eur|gbp|cad|aud|inr|chf|"
    r"pln|sgd|sek|php)|[.,][0-9]{3}|[0-9]{4})",
    re.I,
)
"""What a figure without a currency sign looks like when it can be pay; most texts have nothing of the kind."""
_LEAST = {Period.HOUR: 4, Period.DAY: 40, Period.WEEK: 80, Period.MONTH: 200, Period.YEAR: 5000}
_MOST = {Period.HOUR: 1500, Period.DAY: 10000, Period.WEEK: 40000, Period.MONTH: 150000, Period.YEAR: 3000000}
"""Outside these an amount in one of the currencies of about a dollar's size is no pay of one person."""
_LARGE_UNITS = frozenset({"USD", "EUR", "GBP", "CAD", "AUD", "NZD", "SGD", "CHF"})
_WIDEST = 12
"""A maximum past this many times the minimum is a misreading or a placeholder."""
_SURELY_PAY = 15000
"""A range in a currency from here on is read as pay without a word for pay; lower ones need one."""
_NEAR_RANGE = 30
"""Characters before a range in which other money than pay is looked for; a range is rarely anything else."""
_BY_THE_HOUR = 10
_NO_PERK = 1000


def find_pay(text: str, country: str | None = None) -> tuple[PayStatement, ...]:
    """Every statement of pay in a text, in order.

    `country` (ISO 3166 alpha-2) says which currency a bare "$", "¥" or "kr" is; without it the currency of such a
    figure stays None unless a code stands with it. Funding, revenue, budgets, benefits and counts are left out, and
    so is a figure of which it is not clear that it is pay.
    """
    if not any(sign in text for sign in _SIGNS) and not _UNSIGNED.search(text):
        return ()
    found = (_statement(figures, country) for figures in figures_in(text))
    return tuple(statement for statement in found if statement is not None)


def _statement(figures: Figures, country: str | None) -> PayStatement | None:
    large = not figures.single and figures.values[1] >= _SURELY_PAY
    before = figures.before[-_NEAR_RANGE:] if large else figures.before
    if figures.huge or (figures.single and figures.half):
        return None
    pay = range_of(figures, country)
    if pay is None or not _is_pay(figures, pay):
        return None
    if pay.component is not Component.EQUITY and cues.told_not_pay(before, figures.after):
        return None
    written = cues.period_after(figures.after)
    end = figures.end + (written[1] if written else 0)
    return PayStatement(pay.minimum, pay.maximum, pay.currency, pay.period, pay.component, Span(figures.low.start, end))


def range_of(figures: Figures, country: str | None) -> PayRange | None:
    """The range that figures state if they are pay; None when it makes no sense as one."""
    low, high = figures.values
    currency = _currency(figures, country)
    component = cues.component_of(figures.before, figures.after)
    period = _period(figures, currency, high, component)
    beside = component in (Component.BONUS, Component.EQUITY)
    if not 0 < low <= high <= low * _WIDEST or not (beside or _plausible(low, high, currency, period)):
        return None
    bound = cues.bound_of(figures.before) if figures.single else None
    if figures.single and figures.high.plus:
        bound = "from"
    return PayRange(
        minimum=None if bound == "up to" else low,
        maximum=None if bound == "from" else high,
        currency=currency,
        period=period,
        component=component,
    )


def _currency(figures: Figures, country: str | None) -> str | None:
    known = load_currencies()
    rupees = "INR" if figures.high.indian else None
    signs = [sign for sign in (figures.low.sign, figures.high.sign, figures.code, rupees) if sign]
    named = [known.named(sign, None) for sign in signs]
    told = next((code for code in named if code), None)
    return told or next((code for sign in signs if (code := known.named(sign, country))), None)


def _period(figures: Figures, currency: str | None, highest: float, component: Component) -> Period | None:
    after = cues.period_after(figures.after)
    if component in (Component.BONUS, Component.EQUITY):
        return after[0] if after else None
    written = figures.inner or (after[0] if after else None) or cues.period_before(figures.before)
    if written or figures.bare:
        return written
    thousands = "k" in (figures.low.scale, figures.high.scale)
    open_dollars = currency is None and (figures.signed or thousands)
    least = load_currencies().yearly.get("USD" if open_dollars else currency or "")
    return Period.YEAR if least is not None and highest >= least else None


def _plausible(low: float, high: float, currency: str | None, period: Period | None) -> bool:
    if currency is not None and currency not in _LARGE_UNITS:
        return True
    if period is None:
        return low >= min(_LEAST.values())
    return low >= _LEAST[period] and high <= _MOST[period]


def _is_pay(figures: Figures, pay: PayRange) -> bool:
    labelled = cues.is_pay_label(figures.before) or cues.pay_label_after(figures.after)
    if pay.component in (Component.BONUS, Component.EQUITY):
        return figures.signed
    if not figures.signed:
        return _unsigned_is_pay(figures, pay)
    if not figures.single:
        return labelled or pay.bounds[1] >= _SURELY_PAY or cues.period_after(figures.after) is not None
    if labelled:
        return pay.period is not None or (pay.bounds[0] >= _NO_PERK and cues.pay_label_close(figures.before))
    written = cues.period_after(figures.after)
    return written is not None and (
        (written[0] is Period.HOUR and pay.bounds[0] >= _BY_THE_HOUR)
        or (written[0] is Period.YEAR and pay.bounds[0] >= _SURELY_PAY)
    )


def _unsigned_is_pay(figures: Figures, pay: PayRange) -> bool:
    """Figures without any currency: a word for pay directly before or behind, or thousands alone in their line."""
    scaled = all(_scaled(amount) for amount in (figures.low, figures.high)) or _scaled(figures.high)
    sized = scaled or pay.bounds[0] >= _SURELY_PAY or cues.period_after(figures.after) is not None
    if not sized:
        return False
    if cues.pay_label_close(figures.before) or (scaled and cues.pay_label_after(figures.after)):
        return True
    return not figures.single and scaled and figures.alone


def _scaled(amount: Amount) -> bool:
    return amount.scale is not None
