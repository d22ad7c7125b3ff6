"""Measures the pay parser on the gold strings, beside price-parser on the same strings in the same run.

    python -m benchmarks.pay [GOLD.jsonl] [--misses]

A statement counts as found when minimum, maximum, currency, period and component are all as in the gold. price-parser
reads one price and no period or component, so it gets the pieces of a range one by one and is also scored on amounts
and currency alone, where it can win; both parsers are given the currency of a bare "$" in the same way.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from price_parser import Price

from auditor.pay import PayRange, find_pay, parse_pay_field

GOLD = Path(__file__).resolve().parent.parent / "tests" / "pay" / "gold.jsonl"
DOLLARS = {"US": "USD", "CA": "CAD", "AU": "AUD"}
SYMBOLS = {"€": "EUR", "£": "GBP", "₹": "INR", "US$": "USD", "CA$": "CAD", "S$": "SGD", "R$": "BRL"}
Answer = tuple[Any, ...]
Row = dict[str, Any]


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=GOLD)
    parser.add_argument("--misses", action="store_true", help="print each string read otherwise than labelled")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.gold.read_text("utf-8").splitlines()]
    for split in sorted({row["split"] for row in rows}):
        part = [row for row in rows if row["split"] == split]
        stated = sum(len(row["pay"]) for row in part)
        print(f"{split}: {len(part)} strings, {stated} statements, {sum(not row['pay'] for row in part)} without pay")
        report("  auditor, range, currency, period, component", part, whole, ours)
        report("  auditor, range and currency", part, amounts, ours)
        report("  price-parser, range, currency, period, component", part, whole, price_parser)
        report("  price-parser, range and currency", part, amounts, price_parser)
        if options.misses:
            misses(part)


def whole(pay: Row) -> Answer:
    """Everything that a statement says."""
    return (*amounts(pay), pay["period"], pay["component"])


def amounts(pay: Row) -> Answer:
    """Figures and currency only."""
    return pay["minimum"], pay["maximum"], pay["currency"]


def ours(row: Row) -> list[Row]:
    """What the auditor reads."""
    found: Iterable[PayRange | None]
    found = (
        [parse_pay_field(row["text"], row["country"])]
        if row["kind"] == "field"
        else find_pay(row["text"], row["country"])
    )
    return [
        {
            "minimum": pay.minimum,
            "maximum": pay.maximum,
            "currency": pay.currency,
            "period": pay.period and pay.period.value,
            "component": pay.component.value,
        }
        for pay in found
        if pay
    ]


def price_parser(row: Row) -> list[Row]:
    """What price-parser reads: the string cut at the first range mark, each piece one price."""
    pieces = re.split(r"\s*[-–—~]\s*|\s+to\s+", row["text"], maxsplit=1)
    prices = [price for price in map(Price.fromstring, pieces) if price.amount_float is not None]
    if not prices:
        return []
    symbol = next((price.currency for price in prices if price.currency), None)
    currency = DOLLARS.get(row["country"] or "") if symbol == "$" else SYMBOLS.get(symbol or "", symbol)
    return [
        {
            "minimum": prices[0].amount_float,
            "maximum": prices[-1].amount_float,
            "currency": currency,
            "period": None,
            "component": "base",
        }
    ]


def report(name: str, rows: list[Row], key: Callable[[Row], Answer], read: Callable[[Row], list[Row]]) -> None:
    """Prints precision and recall over the statements of all rows."""
    right = said = stated = 0
    for row in rows:
        expected, found = [key(pay) for pay in row["pay"]], [key(pay) for pay in read(row)]
        said += len(found)
        stated += len(expected)
        for answer in found:
            if answer in expected:
                expected.remove(answer)
                right += 1
    print(
        f"{name}: precision {right / said if said else 0:.3f} ({right}/{said}), recall {right / stated:.3f} "
        f"({right}/{stated})"
    )


def misses(rows: list[Row]) -> None:
    """Prints the strings that the auditor reads otherwise than the gold."""
    for row in rows:
        expected, found = sorted(map(str, map(whole, row["pay"]))), sorted(map(str, map(whole, ours(row))))
        if expected != found:
            print(f"  {row['id']} {row['country']} {row['text']!r}\n    gold  {expected}\n    found {found}")


if __name__ == "__main__":
    main()
