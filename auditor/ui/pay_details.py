"""The section on pay: what the posting states, as parsed, beside what the guide pays for the described role."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.advice import Advice
from auditor.advice.model import Band
from auditor.judgement import Audit
from auditor.pay import Component, PayRange, Period
from auditor.rules.evidence import at_span
from auditor.ui.section import Detail, Row

__all__ = ["pay_section", "pay_words"]

_COMPONENTS = {
    Component.BASE: "Pay",
    Component.TOTAL: "Pay, everything in cash",
    Component.EQUITY: "Equity",
    Component.BONUS: "Bonus",
}


def pay_section(audit: Audit, advice: Advice | None) -> Detail | None:
    """Pay as stated and the guide's band; nothing when the posting states none and the guide has nothing to say."""
    rows = (*_stated(audit), *_band(advice))
    if not rows:
        return None
    facts = audit.assessment.facts
    stated = facts.pay[0] if facts.pay else facts.pay_field
    summary = pay_words(stated) if stated else audit.posting.salary or "No pay was found in the posting"
    law = Row("Transparency", "Whether pay must be stated depends on where the work is done. Not legal advice.")
    return Detail("pay", "Pay", summary, (*rows, law))


def _stated(audit: Audit) -> Iterator[Row]:
    facts = audit.assessment.facts
    if audit.posting.salary:
        yield Row("Stated with the posting", audit.posting.salary)
    for pay in facts.pay:
        yield Row(_COMPONENTS[pay.component], pay_words(pay), at_span(audit.assessment, pay.span).statement)


def _band(advice: Advice | None) -> Iterator[Row]:
    if advice is None:
        return
    for band in advice.band:
        yield Row(f"Band: {band.label}", _band_words(band))
    yield Row("Band of the described role", f"{advice.band_words} ({advice.band_source})")


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
