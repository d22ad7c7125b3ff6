"""What a posting says it pays."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from auditor.posting import Span

__all__ = ["Component", "PayRange", "PayStatement", "Period"]


class Period(StrEnum):
    """The time that an amount is paid for."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Component(StrEnum):
    """What an amount is: the fixed part, everything in cash together, or one part beside the fixed one."""

    BASE = "base"
    TOTAL = "total"
    EQUITY = "equity"
    BONUS = "bonus"


@dataclass(frozen=True, slots=True)
class PayRange:
    """Amounts in units of the currency for each period, as written and never converted.

    `minimum` is None for "up to", `maximum` for "from"; both are the same for a single figure. `currency` is an
    ISO 4217 code, None where the posting leaves it open; `period` is None where neither a word nor the size of the
    figure tells it.
    """

    minimum: float | None
    maximum: float | None
    currency: str | None
    period: Period | None
    component: Component

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest figure stated; the one figure twice when only one is.

        Raises:
            ValueError: no figure is stated.
        """
        figures = [figure for figure in (self.minimum, self.maximum) if figure is not None]
        if not figures:
            raise ValueError("a pay range without a figure")
        return figures[0], figures[-1]


@dataclass(frozen=True, slots=True)
class PayStatement(PayRange):
    """A pay range and where the text states it."""

    span: Span
