from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.assessment import Assessment
from auditor.facts.model import Engagement, EngagementFact, Places, YearsAsked
from auditor.finding import Absence, Finding, Severity
from auditor.pay import find_pay, parse_pay_field
from auditor.policy import Policy
from auditor.posting import PostingKind, Section, Span
from auditor.rules.hourly_pay_for_permanent_job import HOURLY_PAY_FOR_PERMANENT_JOB
from auditor.rules.no_pay_stated import NO_PAY_STATED
from auditor.rules.pay_against_level import PAY_AGAINST_LEVEL
from auditor.rules.pay_band import described_levels
from auditor.rules.pay_field_against_text import PAY_FIELD_AGAINST_TEXT
from auditor.rules.pay_outside_band import PAY_OUTSIDE_BAND
from auditor.rules.pay_range_too_wide import PAY_RANGE_TOO_WIDE
from auditor.rules.rule import Rule
from auditor.rules.run import run_rules
from auditor.rules.shown import visible
from auditor.taxonomy import RoleId
from auditor.titles import read_title
from tests.builders import VACANCY, build_assessment, build_reading, duty, line

SERVES = duty("Serve the models under 50 ms", "serves_models")


def posting(
    pay: str = "",
    title: str = "MLOps Engineer",
    *,
    places: tuple[str, ...] = ("US-TX",),
    years: int | None = 5,
    role: RoleId = RoleId.AI_ENGINEER,
    engagement: Engagement = Engagement.UNKNOWN,
    field: str | None = None,
    confidence: float = 0.95,
    kind: PostingKind = PostingKind.VACANCY,
) -> Assessment:
    """An assessment of one duty and one line about pay."""
    reading = build_reading([SERVES, line(Section.PAY, pay or "We care")], role, confidence=confidence)
    where = Places(places)
    facts = replace(
        VACANCY,
        kind=kind,
        pay=find_pay(reading.posting.text, where.country),
        pay_field=parse_pay_field(field, where.country),
        places=where,
        years_asked=(YearsAsked(years, None, Span(2, 5)),) if years else (),
        engagement=EngagementFact(engagement, (Span(2, 5),) if engagement is not Engagement.UNKNOWN else ()),
    )
    return build_assessment(reading, read_title(title), facts=facts)


def only(rule: Rule, assessment: Assessment) -> Finding:
    (finding,) = rule.findings(assessment)
    return finding


def test_pay_below_the_band_of_the_described_level_is_a_note() -> None:
    finding = only(PAY_OUTSIDE_BAND, posting("Salary: $110,000 - $130,000 a year"))
    assert finding.severity is Severity.INFO
    assert "$110,000 to $130,000 a year) lies below" in finding.message
    assert "a mid AI engineer: $190,000 to $240,000 a year (base)" in finding.message
    assert finding.evidence[0].statement == 2  # type: ignore[index]


def test_contract_pay_is_held_against_the_regions_band() -> None:
    contract = posting("Rate: USD 30 - 40 an hour", places=("PL",), engagement=Engagement.CONTRACT)
    assert "$60 to $95 an hour" in only(PAY_OUTSIDE_BAND, contract).message
    assert "above" in only(PAY_OUTSIDE_BAND, replace_pay(contract, "Rate: $150 - $180 an hour")).message


def replace_pay(assessment: Assessment, text: str) -> Assessment:
    pay = find_pay(f"x - {text}", "US")
    return replace(assessment, facts=replace(assessment.facts, pay=pay))


@pytest.mark.parametrize(
    "assessment",
    [
        posting("Salary: $180,000 - $210,000 a year"),
        posting("Salary: $150,000 - $185,000 a year", years=4),
        posting("Salary: $110,000 a year", role=RoleId.DATA_SCIENTIST),
        posting("Salary: $110,000 a year", places=()),
        posting("Salary: $110,000 a year", places=("US-TX", "DE")),
        posting("Salary: €60.000 a year", places=("DE",)),
        posting("Salary: $110,000 a year", years=None),
        posting("Salary: $110,000 a year", confidence=0.5),
        posting("Salary: $110,000 a year", "Head of MLOps"),
        posting("Salary: $110,000 a year", engagement=Engagement.CONTRACT),
        posting("Salary: $110,000 a year", kind=PostingKind.TALENT_POOL),
        posting("Salary: $900,000 - $950,000 a year", years=7),
        posting("Salary: $110,000 in Waco\n- Salary: $200,000 in Austin"),
        posting("A bonus of $20,000"),
    ],
)
def test_pay_within_the_band_or_without_a_band_is_left_alone(assessment: Assessment) -> None:
    assert PAY_OUTSIDE_BAND.findings(assessment) == ()
    assert PAY_AGAINST_LEVEL.findings(assessment) == ()


def test_the_pay_of_another_level_says_which_and_stands_for_both_findings() -> None:
    assessment = posting("Salary: $155,000 - $180,000 a year", "Senior MLOps Engineer", years=7)
    assert "what it pays junior people" in only(PAY_AGAINST_LEVEL, assessment).message
    codes = [finding.code for finding in run_rules(assessment)]
    assert "PAY003" in codes
    assert "PAY001" not in codes


@pytest.mark.parametrize(
    ("title", "years", "levels"),
    [
        ("MLOps Engineer", 1, ("junior",)),
        ("MLOps Engineer", 3, ("mid",)),
        ("MLOps Engineer", 6, ("senior",)),
        ("MLOps Engineer", 10, ("staff",)),
        ("Senior MLOps Engineer", 4, ("mid", "senior")),
        ("Staff MLOps Engineer", 5, ("mid", "senior", "staff")),
        ("Junior MLOps Engineer", None, ("junior",)),
        ("MLOps Engineer", None, ()),
        ("MLOps Engineering Manager", 8, ()),
    ],
)
def test_levels_are_half_open_and_a_span_where_title_and_years_differ(
    title: str, years: int | None, levels: tuple[str, ...]
) -> None:
    assert described_levels(posting(title=title, years=years)) == levels


def test_a_range_that_more_than_doubles_is_too_wide() -> None:
    finding = only(PAY_RANGE_TOO_WIDE, posting("Base pay: $120,000 - $290,000 a year"))
    assert "ends at 2.4 times its start" in finding.message


@pytest.mark.parametrize(
    "pay",
    [
        "Base pay: $150,000 - $230,000 a year",
        "Base pay: $120,000 - $240,000 a year",
        "Base pay: up to $290,000 a year",
        "Pay ranges from $91,200/year in our lowest geographic market up to $185,000/year in our highest",
        "Base pay range: $100,000 - $250,000 a year, for all seniority levels of this job",
        "We welcome candidates at various experience levels. Base pay: $100,000 - $250,000 a year",
    ],
)
def test_ranges_that_say_something_pass(pay: str) -> None:
    assert PAY_RANGE_TOO_WIDE.findings(posting(pay)) == ()


def test_levels_that_the_job_is_not_open_to_excuse_no_wide_range() -> None:
    coached = "Leaders at all levels coach you. Base pay: $120,000 - $290,000 a year"
    assert len(PAY_RANGE_TOO_WIDE.findings(posting(coached))) == 1


def test_a_title_for_all_levels_may_have_a_wide_range() -> None:
    assert (
        PAY_RANGE_TOO_WIDE.findings(posting("Base pay: $60,000 - $190,000 a year", "Data Scientist, All Levels")) == ()
    )


def test_the_house_sets_its_own_width() -> None:
    house = Policy(thresholds={"pay_range_times": 3})
    assert PAY_RANGE_TOO_WIDE.findings(replace(posting("Base pay: $120,000 - $290,000 a year"), policy=house)) == ()


def test_an_hourly_rate_for_a_permanent_job_is_a_note_where_it_is_selected() -> None:
    permanent = posting("Pay: $70 - $90 per hour", engagement=Engagement.PERMANENT)
    assert "by the hour" in only(HOURLY_PAY_FOR_PERMANENT_JOB, permanent).message
    assert not HOURLY_PAY_FOR_PERMANENT_JOB.default_on
    contract = posting("Pay: $70 - $90 per hour", engagement=Engagement.CONTRACT)
    both = posting("Pay: $72 per hour\n- Salary: $150,000 a year", engagement=Engagement.PERMANENT)
    assert HOURLY_PAY_FOR_PERMANENT_JOB.findings(contract) == ()
    assert HOURLY_PAY_FOR_PERMANENT_JOB.findings(both) == ()


def test_a_field_that_says_other_pay_than_the_text_is_told() -> None:
    finding = only(
        PAY_FIELD_AGAINST_TEXT, posting("Salary: $140,000 - $175,000 a year", field="120000-150000 USD YEAR")
    )
    assert finding.severity is Severity.INFO
    assert "$120,000 to $150,000 a year, the text $140,000 to $175,000 a year" in finding.message


@pytest.mark.parametrize(
    ("pay", "field"),
    [
        ("Salary: $120,000 - $150,000 a year", "120000-150000 USD YEAR"),
        ("Salary: $120,300 - $149,800 a year", "$120k - $150k"),
        ("Reno: $120,000 - $130,000 a year\n- Boston: $140,000 - $150,000 a year", "120000-150000 USD YEAR"),
        ("Salary: up to $150,000 a year", "120000-150000 USD YEAR"),
        ("Salary: $145,000 a year", "120000-150000 USD YEAR"),
        ("Salary: $120,000 - $150,000 a year", "$130k"),
        ("Salary: €90.000 a year", "120000-150000 USD YEAR"),
        ("Salary: $140,000 - $175,000 a year", None),
        ("We care", "120000-150000 USD YEAR"),
    ],
)
def test_fields_that_say_what_the_text_says_pass(pay: str, field: str | None) -> None:
    assert PAY_FIELD_AGAINST_TEXT.findings(posting(pay, field=field)) == ()


def test_up_to_another_end_than_the_fields_is_flagged() -> None:
    assert only(PAY_FIELD_AGAINST_TEXT, posting("Salary: up to $140,000 a year", field="120000-150000 USD YEAR"))


def test_no_pay_where_the_place_may_require_it_is_a_warning_that_is_no_legal_advice() -> None:
    finding = only(NO_PAY_STATED, posting(places=("US-CO",)))
    assert finding.severity is Severity.WARNING
    assert finding.evidence == Absence("a statement of pay")
    assert "Colorado (since 2021) may require it of employers with 1 or more" in finding.message
    assert finding.fix == "Add the range of pay. What Colorado asks for: range, other pay, benefits."
    assert "(not verified; source: Hogan Lovells on INFO #9)" in finding.message
    assert finding.message.count("may require") == 1
    assert "Not legal advice." in finding.message


def test_a_place_that_asks_for_the_range_alone_is_not_told_twice() -> None:
    assert only(NO_PAY_STATED, posting(places=("US-MA",))).fix == "Add the range of pay."
    assert "stated. The District of Columbia (" in only(NO_PAY_STATED, posting(places=("US-DC",))).message


def test_a_range_without_an_end_is_not_enough_where_the_table_says_so() -> None:
    open_ended = "Salary: up to $150,000 a year"
    assert "has no end" in only(NO_PAY_STATED, posting(open_ended, places=("US-CO",))).message
    assert NO_PAY_STATED.findings(posting(open_ended, places=("US-CA",))) == ()


@pytest.mark.parametrize(
    "assessment",
    [
        posting("Salary: $130,000 - $160,000 a year", places=("US-CO",)),
        posting(places=("US-CO",), field="130000-160000 USD YEAR"),
        posting("Pay is\n$130,000", places=("US-CO",)),
        posting(places=("US-TX",)),
        posting(places=("US",)),
        posting(places=()),
        posting(places=("DE",)),
        posting(places=("US-CO",), kind=PostingKind.TALENT_POOL),
    ],
)
def test_pay_stated_or_no_known_rule_passes(assessment: Assessment) -> None:
    assert NO_PAY_STATED.findings(assessment) == ()


def test_pay_warnings_leave_action_and_sentence_to_title_and_work() -> None:
    from auditor.action import Action, choose_action
    from auditor.summary import summarise

    assessment = posting(places=("US-CO",))
    findings = run_rules(assessment)
    assert [finding.code for finding in visible(findings)] == ["PAY006", "SPEC001"]
    assert choose_action(assessment, findings) is Action.READY
    assert "agree" in summarise(assessment, Action.READY, findings)
