"""Structured pay to one line of text, as a posting would state it, for the reader of pay statements."""

from __future__ import annotations

from typing import Any

__all__ = ["pay_text"]

_PERIODS = {
    "hour": "per hour", "day": "per day", "week": "per week", "month": "per month", "year": "per year",
    "annual": "per year", "hourly": "per hour", "daily": "per day", "weekly": "per week", "monthly": "per month",
}  # fmt: skip


def pay_text(low: Any, high: Any, currency: Any, period: str | None) -> str | None:
    """For example "USD 120,000 - 150,000 per year"; None without an amount. Amounts are numbers or digits."""
    amounts = [text for text in (_amount(low), _amount(high)) if text]
    if not amounts:
        return None
    unit = currency.strip().upper() if isinstance(currency, str) else ""
    words = (period or "").lower().replace("_", "-").split("-")
    return " ".join(filter(None, (unit, " - ".join(dict.fromkeys(amounts)), _period(words))))


def _period(words: list[str]) -> str:
    """Of "YEAR" or "per-year-salary" the same."""
    return next((_PERIODS[word] for word in words if word in _PERIODS), "")


def _amount(value: Any) -> str | None:
    try:
        number = float(str(value).replace(",", ""))
    except ValueError:
        return None
    if not 0 < number < 1e12:
        return None
    return f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"
