from __future__ import annotations

from dataclasses import replace

from auditor.facts.model import Places
from auditor.pay import find_pay, parse_pay_field
from auditor.posting import Section
from auditor.reports.pay_lines import pay_lines
from auditor.taxonomy import RoleId
from auditor.titles import read_title
from tests.builders import VACANCY, build_assessment, build_audit, build_reading, duty, line


def told(
    pay: str, places: tuple[str, ...], field: str | None = None, title: str = "Senior MLOps Engineer"
) -> list[str]:
    serves = duty("Serve the models under 50 ms", "serves_models")
    reading = build_reading([serves, line(Section.PAY, pay)], RoleId.AI_ENGINEER)
    where = Places(places)
    facts = replace(
        VACANCY,
        places=where,
        pay=find_pay(reading.posting.text, where.country),
        pay_field=parse_pay_field(field, where.country),
    )
    return list(pay_lines(build_audit(build_assessment(reading, read_title(title), facts=facts))))


def test_text_field_and_band_are_told_as_written() -> None:
    assert told("Base salary: $200,000 - $230,000", ("US-TX",), "200000-230000 USD YEAR") == [
        "Text and structured field state $200,000 to $230,000 a year (base).",
        "The guide's band for a senior AI engineer: $240,000 to $280,000 and more a year (base).",
    ]


def test_the_same_pay_is_told_once_and_other_pay_beside_it() -> None:
    twice = "Base salary: $200,000 - $230,000. In Texas the base salary is $200,000 - $230,000."
    assert told(twice, ("US-TX",))[:-1] == ["The text states $200,000 to $230,000 a year (base)."]
    assert told(twice, ("US-TX",), "150000-160000 USD YEAR")[:2] == [
        "The text states $200,000 to $230,000 a year (base).",
        "The structured field states $150,000 to $160,000 a year (base).",
    ]


def test_what_the_posting_leaves_open_is_said() -> None:
    assert told("Pay: $71 - $73", ()) == ['The text states "$71 - $73" (base; currency and period not told).']


def test_no_pay_is_no_breach_where_it_may_be_given_later() -> None:
    (sentence,) = told("We care", ("DE",))
    assert "that alone is no breach" in sentence
    assert sentence.endswith("Not legal advice.")
    assert told("We care", ("US-TX",)) == []
