"""The section on pay: what the posting states, as parsed, beside what the guide pays for the described role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from auditor.advice import Advice
from auditor.advice.model import Band
from auditor.judgement import Audit
from auditor.pay import Component, PayRange, Period
from auditor.rules.evidence import at_span
from auditor.taxonomy import RoleId
from auditor.ui.section import Detail, Row

__all__ = ["pay_section", "pay_words"]

_COMPONENTS = {
    Component.BASE: "Pay",
    Component.TOTAL: "Pay, everything in cash",
    Component.EQUITY: "Equity",
    Component.BONUS: "Bonus",
}

_THINNEST = 0.01
"""Share of the width that a single figure is drawn with."""


def pay_section(audit: Audit, advice: Advice | None) -> Detail | None:
    """Pay as stated and the guide's band; nothing when the posting states none and the guide has nothing to say.

    Where there is a band, bars on one scale from zero show it beside stated pay of its currency and period.
    """
    scales = _scales(audit.assessment.facts.pay, advice.band if advice else ())
    rows = (*_stated(audit, scales), *_band(advice, scales, audit.assessment.role))
    if not rows:
        return None
    facts = audit.assessment.facts
    stated = facts.pay[0] if facts.pay else facts.pay_field
    summary = pay_words(stated) if stated else audit.posting.salary or "No pay was found in the posting"
    law = Row("Transparency", "Whether pay must be stated depends on where the work is done. Not legal advice.")
    return Detail("pay", "Pay", summary, (*rows, law))


@dataclass(frozen=True, slots=True)
class _Scale:
    """The highest amount drawn in one currency and period, where the bars' full width ends."""

    currency: str
    period: str
    highest: float


def _scales(stated: Iterable[PayRange], bands: tuple[Band, ...]) -> tuple[_Scale, ...]:
    """A scale for each currency and period that a band is in: what has no band has nothing to stand beside."""
    found = {(band.currency, band.period): 0.0 for band in bands}
    drawn = [((pay.currency, pay.period), pay.maximum or pay.minimum or 0.0) for pay in stated]
    for unit, amount in (*drawn, *(((band.currency, band.period), band.maximum) for band in bands)):
        if unit in found:
            found[unit] = max(found[unit], amount)
    return tuple(_Scale(currency, period, highest) for (currency, period), highest in found.items() if highest)


def _drawn(row: Row, scales: Iterable[_Scale], pay: PayRange | Band) -> Row:
    """The row with a bar from the pay's lower to its upper end; one end alone is drawn to the scale's."""
    scale = next((scale for scale in scales if (scale.currency, scale.period) == (pay.currency, pay.period)), None)
    if scale is None:
        return row
    low = 0.0 if pay.minimum is None else pay.minimum
    high = scale.highest if pay.maximum is None else pay.maximum
    return replace(row, start=low / scale.highest, share=max((high - low) / scale.highest, _THINNEST))


def _stated(audit: Audit, scales: tuple[_Scale, ...]) -> Iterator[Row]:
    facts = audit.assessment.facts
    if audit.posting.salary:
        yield Row("Stated with the posting", audit.posting.salary)
    for pay in facts.pay:
        row = Row(
            _COMPONENTS[pay.component], pay_words(pay), at_span(audit.assessment, pay.span).statement, quoted=False
        )
        yield _drawn(row, scales, pay)


def _band(advice: Advice | None, scales: tuple[_Scale, ...], role: RoleId | None) -> Iterator[Row]:
    if advice is None:
        return
    for band in advice.band:
        yield _drawn(Row(f"Band: {band.label}", _band_words(band), role=role), scales, band)
    yield Row("Band of the described role", f"{advice.band_words} ({advice.band_source})")
    if scales:
        yield Row("The bars", "Each begins at zero; pay of one currency and period is drawn on one scale.")


def _band_words(band: Band) -> str:
    more = "+" if band.open_ended else ""
    return f"{band.minimum:,.0f} to {band.maximum:,.0f}{more} {band.currency} {band.each}, {band.component}"


def pay_words(pay: PayRange) -> str:
    """A parsed pay range in words: "95,000 to 115,000 EUR a year"."""
    low, high = pay.minimum, pay.maximum
    if low is None:
        amount = f"up to {_figure(high)}"
    elif high is None:
        amount = f"from {_figure(low)}"
    else:
        amount = _figure(low) if low == high else f"{_figure(low)} to {_figure(high)}"
    currency = pay.currency or "(currency not clear)"
    return f"{amount} {currency}" + (f" {_each(pay.period)}" if pay.period else "")


def _figure(amount: float | None) -> str:
    if amount is None:
        return "?"
    return f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"


def _each(period: Period) -> str:
    return f"{'an' if period is Period.HOUR else 'a'} {period.value}"
