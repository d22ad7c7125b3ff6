"""PAY002: a range of pay so wide that it says little."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Severity
from auditor.patterns import pattern
from auditor.pay import Component, PayStatement
from auditor.posting import VACANCIES
from auditor.rules.evidence import PER_SIDE, at_span
from auditor.rules.pay_band import pay_words
from auditor.rules.rule import Hit, rule
from auditor.rules.thresholds import threshold

__all__ = ["PAY_RANGE_TOO_WIDE"]

_JUNIOR_TO_SENIOR = 280 / 150
"""The guide's bands rise by 1.14 to 1.27 within a level; past 2 a range spans more than three levels."""

_SEVERAL = r"\b(?:all|multiple|various|different|several) (?:\w+ )?levels\b"
_ALL_LEVELS = pattern(_SEVERAL, re.I)
_FOR_SEVERAL_LEVELS = pattern(
    r"\b(?:candidates|applicants|hiring|recruiting|(?:salary|pay|compensation|base) range)\b[^.;\n]{0,70}" + _SEVERAL,
    re.I,
)
"""Words in which the text, not the title, says that the job or its range is for several levels."""


@rule("PAY002", "pay-range-too-wide", Severity.INFO)
def PAY_RANGE_TOO_WIDE(assessment: Assessment) -> Iterator[Hit]:
    """The highest pay stated is more than twice the lowest.

    What it flags:
        A range of base or total pay whose maximum is more than 2 times its minimum. The guide's own bands rise by
        1.14 to 1.27 times within a level, and by 1.87 times from a junior's lowest base to a senior's highest.
    Why it matters:
        Such a range spans more than three levels: candidates cannot tell which one is meant, and each expects the
        upper end.
    A posting that is flagged:
        "Base pay: $120,000 - $290,000 a year".
    A posting that passes:
        "Base pay: $150,000 - $230,000 a year"; one range for each of several places or levels; a title for "all
        levels", or a text that wants candidates "at various levels"; a range "from ... in our lowest geographic
        market up to ... in our highest".
    A near miss:
        "$100,000 - $200,000": exactly twice.
    When it is wrong:
        When one range covers several levels or places and nothing says so.
    Source:
        AI hiring guide, 2026, section 6: the widths of its bands.
    """
    title = assessment.claims.title if assessment.claims else ""
    if assessment.facts.kind not in VACANCIES or _ALL_LEVELS.search(title):
        return
    most, text = threshold(assessment, "pay_range_times"), assessment.posting.text
    wide = [pay for pay in assessment.facts.pay if _too_wide(pay, most) and not _of_all_markets(pay, text)]
    if not wide or _FOR_SEVERAL_LEVELS.search(text):
        return
    widest = max(wide, key=_width)
    yield Hit(
        message=f"The range of pay, {pay_words(widest)}, ends at {_width(widest):.1f} times its start. In the guide a "
        f"senior's highest base is {_JUNIOR_TO_SENIOR:.2f} times a junior's lowest.",
        fix="Say which level is meant and give its range, or give one range for each level or place.",
        evidence=tuple(at_span(assessment, pay.span) for pay in wide[:PER_SIDE]),
    )


def _too_wide(pay: PayStatement, most: float) -> bool:
    return pay.component in (Component.BASE, Component.TOTAL) and _width(pay) > most


def _of_all_markets(pay: PayStatement, text: str) -> bool:
    """Whether the range says of itself that it runs from the cheapest to the dearest market."""
    return "market" in pay.span.of(text)


def _width(pay: PayStatement) -> float:
    return pay.maximum / pay.minimum if pay.minimum and pay.maximum else 1.0
