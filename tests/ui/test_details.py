from auditor.advice import advise
from auditor.judgement import Audit
from auditor.pay import Component, PayRange, Period
from auditor.pipeline import audit
from auditor.posting import Posting
from auditor.taxonomy import RoleId
from auditor.ui.details import details, unstated
from auditor.ui.examples import example_text
from auditor.ui.pay_details import pay_words
from auditor.ui.section import Detail
from tests.builders import build_assessment, build_audit, build_claims, build_reading, duty
from tests.ui.sample import mismatch

DECIDE = audit(Posting(None, example_text("decide")))


def by_key(found: Audit) -> dict[str, Detail]:
    sections = details(found, (), advise(found.assessment, found.findings))
    return {section.key: section for section in sections}


def test_every_section_has_a_summary_of_one_line():
    sections = by_key(DECIDE)
    assert list(sections) == ["specification", "pay", "plan", "interview", "role-mix", "provenance"]
    assert all(s.summary and "\n" not in s.summary for s in sections.values())


def test_the_checklist_counts_what_is_stated_and_says_what_to_write():
    checklist = by_key(mismatch())["specification"]
    assert checklist.summary.startswith("1 of 10 items found; first to add: what success after 30, 60 and 90 days")
    assert [row.value for row in checklist.rows][:2] == [
        "Found.",
        "Not found. One measurable result for each: after 30 days, after 60, after 90.",
    ]
    assert unstated(mismatch().advice)[0] == "what success after 30, 60 and 90 days looks like"


def test_what_need_not_be_said_is_neither_counted_nor_called_not_found():
    reading = build_reading(
        [duty("Tell the ferries' managers what a delay costs", "analyses_data")], RoleId.DATA_SCIENTIST
    )
    found = build_audit(build_assessment(reading, build_claims("Data Scientist", RoleId.DATA_SCIENTIST)))
    checklist = by_key(found)["specification"]
    assert checklist.summary.startswith("0 of 6 items found")
    fallback = next(row for row in checklist.rows if row.label == "Fallback")
    assert fallback.value.startswith("If it applies: ")
    assert found.advice is not None
    left_out = [item.missing for item in found.advice.specification.items if not item.applies]
    assert len(left_out) == 4
    assert set(left_out).isdisjoint(unstated(found.advice))


def test_the_market_band_is_drawn_beside_the_stated_pay_on_one_scale():
    duties = (
        "Serve our ranking models on Kubernetes",
        "Watch the deployed models for drift",
        "Cut the cost of GPU inference",
    )
    text = "\n".join((
        "MLOps Engineer", "Location: Austin, TX", "Employment type: Full-time", "", "What you will do",
        *(f"- {duty}" for duty in duties), "", "Requirements", "- 4+ years of experience", "- Python and Docker", "",
        "Pay", "$120,000 - $150,000 a year",
    ))  # fmt: skip
    rows = by_key(audit(Posting(None, text)))["pay"].rows
    stated, base, total, *_ = rows
    assert [row.role for row in (stated, base, total)] == [None, RoleId.AI_ENGINEER, RoleId.AI_ENGINEER]
    ends = [(row.start * 350_000, (row.start + (row.share or 0)) * 350_000) for row in (stated, base, total)]
    assert [tuple(map(round, pair)) for pair in ends] == [(120_000, 150_000), (190_000, 240_000), (250_000, 350_000)]
    assert all(row.share is None for row in by_key(DECIDE)["pay"].rows)


def test_pay_is_told_as_parsed_and_links_to_its_line():
    pay = by_key(DECIDE)["pay"]
    assert pay.summary == "95,000 to 115,000 EUR a year"
    place = DECIDE.assessment.facts.pay[0].span.start
    assert pay.rows[0].statement == next(s.number for s in DECIDE.segmentation.statements if s.start <= place < s.end)
    assert pay.rows[1].value.startswith("The guide prices the AI engineer only; it has no band for an AI developer.")
    assert "Not legal advice" in pay.rows[-1].value


def test_a_pay_range_is_told_in_words():
    assert pay_words(PayRange(None, 90.0, "EUR", Period.HOUR, Component.BASE)) == "up to 90 EUR an hour"
    assert pay_words(PayRange(45.5, None, "USD", None, Component.BASE)) == "from 45.50 USD"
    assert pay_words(PayRange(1.0, 1.0, None, Period.YEAR, Component.BASE)) == "1 (currency not clear) a year"


def test_the_plan_leads_with_the_first_move_and_the_recommended_staffing():
    plan = by_key(DECIDE)["plan"]
    assert plan.summary.startswith("Hire an AI developer first. Staffing: full-time hire")
    assert [row.label for row in plan.rows][:4] == [
        "First move", "Recommended: full-time hire", "Instead: senior contractor", "Instead: agency",
    ]  # fmt: skip
    assert "Cost of the wrong hire" not in {row.label for row in plan.rows}


def test_the_plan_waits_while_the_role_is_in_doubt():
    reading = build_reading([duty("Connect the chat to a model", "calls_llm_api")], RoleId.AI_DEVELOPER)
    doubtful = build_audit(build_assessment(reading, None, review_reasons=("contested",)))
    sections = by_key(doubtful)
    assert sections["plan"].summary == "Waits until the open point above is settled"
    assert "interview" not in sections


def test_the_role_mix_is_the_readings():
    mix = by_key(mismatch())["role-mix"]
    assert mix.summary == "AI developer 75%, Another profession 25%, of 4 lines about the work"
    assert [(row.label, row.value) for row in mix.rows] == [
        ("AI developer", "75%"),
        ("Another profession", "25%"),
    ]


def test_sections_with_nothing_true_to_say_stay_out_of_sight():
    other = build_audit(build_assessment(build_reading([duty("Mend the nets")], RoleId.OTHER), None))
    assert list(by_key(other)) == ["provenance"]


def test_provenance_gives_the_verdict_under_both_profiles():
    rows = {row.label: row.value for row in by_key(mismatch())["provenance"].rows}
    assert rows["Verdict, hiring guide"] == "title and work differ"
    assert rows["Verdict, market use"] == "title and work match"
    assert rows["Posting"] == mismatch().posting.id
