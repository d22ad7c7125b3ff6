from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.pay import Component, PayRange, Period, find_pay, parse_pay_field

GOLD = [json.loads(line) for line in (Path(__file__).parent / "gold.jsonl").read_text("utf-8").splitlines()]


def said(pay: PayRange) -> tuple[object, ...]:
    return pay.minimum, pay.maximum, pay.currency, pay.period, pay.component


def stated(row: dict[str, object]) -> list[tuple[object, ...]]:
    pays = row["pay"]
    assert isinstance(pays, list)
    return [(p["minimum"], p["maximum"], p["currency"], p["period"], p["component"]) for p in pays]


def read(row: dict[str, object]) -> list[tuple[object, ...]]:
    text, country = str(row["text"]), row["country"]
    assert country is None or isinstance(country, str)
    if row["kind"] == "field":
        return [said(pay)] if (pay := parse_pay_field(text, country)) else []
    return [said(pay) for pay in find_pay(text, country)]


def test_at_most_two_in_a_hundred_gold_statements_are_misread_and_four_missed() -> None:
    right = found = expected = 0
    for row in GOLD:
        left, answers = stated(row), read(row)
        found, expected = found + len(answers), expected + len(left)
        for answer in answers:
            if answer in left:
                left.remove(answer)
                right += 1
    assert expected >= 150
    assert right / found >= 0.98
    assert right / expected >= 0.96


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("Salary: 1.000,50 EUR per month", None, (1000.5, 1000.5, "EUR", "month", "base")),
        ("Salary: 1,000.50 EUR per month", None, (1000.5, 1000.5, "EUR", "month", "base")),
        ("We pay $150,000 - $180,000.", "US", (150000, 180000, "USD", "year", "base")),
        ("We pay $150,000 - $180,000.", "CA", (150000, 180000, "CAD", "year", "base")),
        ("We pay $150,000 - $180,000.", None, (150000, 180000, None, "year", "base")),
        ("We pay $150,000 - $180,000 USD.", "CA", (150000, 180000, "USD", "year", "base")),
        ("Rate: up to £600 per day", None, (None, 600, "GBP", "day", "base")),
        ("Salary from €60.000 a year", None, (60000, None, "EUR", "year", "base")),
        ("OTE $200k-$240k", "US", (200000, 240000, "USD", "year", "total")),
        ("CTC: 12-18 LPA", "IN", (1200000, 1800000, "INR", "year", "total")),
        ("a grant of $40,000 in equity", "US", (40000, 40000, "USD", None, "equity")),
        ("Minimum:\n$98,000.00\nMaximum:\n$143,500.00\nWe add shares.", "US", (98000, 143500, "USD", "year", "base")),
        ("- Min: £30 per hour\n- Max: £42 per hour", None, (30, 42, "GBP", "hour", "base")),
        ("a $15,000 signing bonus", "US", (15000, 15000, "USD", None, "bonus")),
    ],
)
def test_one_statement(text: str, country: str | None, expected: tuple[object, ...]) -> None:
    assert [said(pay) for pay in find_pay(text, country)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "We raised a $50M Series B at a $400M valuation.",
        "401k with a 4% match and a $1,000 HSA contribution",
        "A yearly learning budget of $2,000 and a $200 monthly stipend for your home office",
        "Our platform moves $12 billion a year for 30,000 customers",
        "The average donation is $15",
        "Life insurance up to $250,000",
        "Refer a friend who is hired and get a bonus of $3,000",
        "Must lift up to 50 pounds; accrues 6 hours per pay period",
        "The pay range is $0.00 - $0.00",
        "At an annual salary of $150,000 or more you must live in the city",
        "Experience with GPT-4, 10-15 services and 3 to 5 years of Python",
    ],
)
def test_other_money_and_other_figures_are_no_pay(text: str) -> None:
    assert find_pay(text, "US") == ()


def test_several_ranges_by_place_keep_their_places_in_the_text() -> None:
    text = "Pay range in Berlin: €70.000 - €85.000\nPay range in London: £80k to £95k"
    first, second = find_pay(text)
    assert (first.span.of(text), first.currency) == ("€70.000 - €85.000", "EUR")
    assert (second.span.of(text), second.currency) == ("£80k to £95k", "GBP")


@pytest.mark.parametrize(
    "text",
    [
        "Minimum:\n3 years\nMaximum:\n7 years",
        "Minimum: $5\nMaximum: $20",
        "Maximum:\n$143,500.00\nMinimum:\n$98,000.00",
        "Deductible:\n$98,000\nMaximum:\n$143,500",
    ],
)
def test_labelled_lines_that_are_no_two_ends_of_pay(text: str) -> None:
    assert find_pay(text, "US") == ()


@given(
    low=st.integers(30, 200),
    more=st.integers(1, 100),
    mark=st.sampled_from(["-", " - ", " – ", "—", " to "]),
    write=st.sampled_from(["{:,}", "{:,}.00", "{}"]),
    code=st.sampled_from(["USD", "EUR", "CAD"]),
)
def test_a_range_is_read_however_it_is_written(low: int, more: int, mark: str, write: str, code: str) -> None:
    figures = [write.format(value * 1000) for value in (low, low + more)]
    text = f"The base salary range is {code} {figures[0]}{mark}{figures[1]} per year, plus benefits."
    (pay,) = find_pay(text)
    assert said(pay) == (low * 1000, (low + more) * 1000, code, Period.YEAR, Component.BASE)
    assert pay.span.of(text) == f"{code} {figures[0]}{mark}{figures[1]} per year"


@given(st.text(alphabet="$€£0123456789kK.,-–+()/ \nUSDsalarypertoyear", max_size=200))
def test_any_text_gives_ordered_ranges_inside_it(text: str) -> None:
    end = 0
    for pay in find_pay(text, "US"):
        assert end <= pay.span.start < pay.span.end <= len(text)
        assert pay.bounds[0] <= pay.bounds[1]
        end = pay.span.end


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("120000-160000 USD YEAR", (120000, 160000, "USD", "year", "base")),
        ("None-65000 GBP", (None, 65000, "GBP", "year", "base")),
        ("4500-None EUR monthly", (4500, None, "EUR", "month", "base")),
        ("$40.00/HR - $50.00/HR", (40, 50, "USD", "hour", "base")),
        ("60000-70000", (60000, 70000, None, None, "base")),
    ],
)
def test_a_structured_field(field: str, expected: tuple[object, ...]) -> None:
    pay = parse_pay_field(field, "US")
    assert pay is not None
    assert said(pay) == expected


@pytest.mark.parametrize(
    "field", [None, "", "0", "$79K-$127K\n(Glassdoor est.)", "competitive", "$1 - $100 and $2 - $5"]
)
def test_a_field_that_states_nothing(field: str | None) -> None:
    assert parse_pay_field(field, "US") is None
