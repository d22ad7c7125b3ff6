"""Pay from a structured field of a source, where the whole text is about pay."""

from __future__ import annotations

import re
from dataclasses import replace

from auditor.patterns import pattern
from auditor.pay import cues
from auditor.pay.figures import Figures, figures_in
from auditor.pay.model import PayRange
from auditor.pay.statements import range_of

__all__ = ["parse_pay_field"]

_LONGEST = 200
_ESTIMATED = pattern(r"(?<!employer )\best\b", re.I)
_OPEN_LOW = pattern(r"^\s*(?:none|null|nan)\s*[-–]\s*", re.I)
_OPEN_HIGH = pattern(r"\s*[-–]\s*(?:none|null|nan)\b", re.I)


def parse_pay_field(field: str | None, country: str | None = None) -> PayRange | None:
    """The range of a field such as "120000-150000 USD YEAR" or "$40.00/hr - $50.00/hr"; None when it states none.

    `country` is as for `find_pay`. A field without a currency sign has none; a job board's own estimate ("est.") is
    no statement of the employer, and of several ranges none is the field's.
    """
    if not field or len(field) > _LONGEST or _ESTIMATED.search(field):
        return None
    written = _OPEN_HIGH.sub("", _OPEN_LOW.sub("", field), count=1)
    found = list(figures_in(written))
    if len(found) != 1 or found[0].huge:
        return None
    pay = range_of(_with_period(found[0]), country)
    if pay is None or written == field:
        return pay
    return replace(pay, minimum=None) if _OPEN_LOW.match(field) else replace(pay, maximum=None)


def _with_period(figures: Figures) -> Figures:
    """The figures with a period that stands anywhere behind them ("120000-150000 USD YEAR")."""
    word = re.sub(r"^[\s\W]*(?:[A-Z]{3}\b)?\W*", "", figures.after)
    found = cues.period_after(figures.after) or cues.period_after(f"/{word}")
    return replace(figures, inner=figures.inner or (found[0] if found else None))
