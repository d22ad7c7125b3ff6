"""PAY005: the structured pay field and the text state different pay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.assessment import Assessment
from auditor.finding import Severity
from auditor.pay import Component, PayRange, PayStatement
from auditor.posting import VACANCIES
from auditor.rules.evidence import PER_SIDE, at_span
from auditor.rules.pay_band import pay_words
from auditor.rules.rule import Hit, rule
from auditor.rules.thresholds import threshold

__all__ = ["PAY_FIELD_AGAINST_TEXT"]


@rule("PAY005", "pay-field-against-text", Severity.INFO)
def PAY_FIELD_AGAINST_TEXT(assessment: Assessment) -> Iterator[Hit]:
    """The pay in the posting's structured field is not the pay that its text states.

    What it flags:
        A field whose range equals neither a range of the text nor the span of all of them, in the same currency and
        period; figures that differ by no more than 4% are the same. A single figure of one need only lie in the
        range of the other, and the one end of "up to" be its end. Text in another currency or period is not compared.
    Why it matters:
        Job boards show the field and candidates read the text: one of the two is wrong, and they find out in the
        interview.
    A posting that is flagged:
        Field "120000-150000 USD YEAR", text "The base salary is $140,000 - $175,000 a year".
    A posting that passes:
        The same field with "$120,000 - $150,000" in the text, or with one range for each of two places that
        together reach from 120,000 to 150,000.
    A near miss:
        The same field with "$122,000 - $148,000" in the text: within 4%.
    When it is wrong:
        When the field was filled in by the job board, or holds total pay and the text the base.
    Source:
        schema.org JobPosting: `baseSalary` is the salary of the job itself, `estimatedSalary` is for estimates.
    """
    field = assessment.facts.pay_field
    if field is None or assessment.facts.kind not in VACANCIES:
        return
    stated = [pay for pay in assessment.facts.pay if pay.component in (Component.BASE, Component.TOTAL)]
    compared = [pay for pay in stated if _same_kind(field, pay)]
    tolerance = threshold(assessment, "pay_field_tolerance")
    if not compared or len(compared) < len(stated) or _told(field, compared, tolerance):
        return
    yield Hit(
        message=f"The structured field says {pay_words(field)}, the text {pay_words(compared[0])}.",
        fix="Put the same range into the field and into the text.",
        evidence=tuple(at_span(assessment, pay.span) for pay in compared[:PER_SIDE]),
    )


def _same_kind(field: PayRange, pay: PayStatement) -> bool:
    return _agree(field.currency, pay.currency) and _agree(field.period, pay.period)


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _told(field: PayRange, stated: Sequence[PayStatement], tolerance: float) -> bool:
    """Whether the field gives a statement's figures or the lowest and highest of all, or one of the two is a figure
    within the other; the one end of "up to" and "from" has to be the other's.
    """
    lows, highs = [pay.bounds[0] for pay in stated], [pay.bounds[1] for pay in stated]
    whole = (min(lows), max(highs))
    pairs = [pay.bounds for pay in stated] + [whole]
    if any(_near(field.bounds[0], low, tolerance) and _near(field.bounds[1], high, tolerance) for low, high in pairs):
        return True
    return any(_holds(field, pay, tolerance) or _holds(pay, field, tolerance) for pay in stated)


def _holds(outer: PayRange, figure: PayRange, tolerance: float) -> bool:
    """Whether `figure` is a single one within `outer`, or one end of a range that is the same end of it."""
    low, high = outer.bounds
    if figure.minimum is None:
        return _near(figure.bounds[1], high, tolerance)
    if figure.maximum is None:
        return _near(figure.bounds[0], low, tolerance)
    return figure.minimum == figure.maximum and low * (1 - tolerance) <= figure.minimum <= high * (1 + tolerance)


def _near(one: float, other: float, tolerance: float) -> bool:
    return abs(one - other) <= tolerance * max(one, other)
