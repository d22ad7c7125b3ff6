from __future__ import annotations

from auditor.reports.plan import plan, plan_in_brief
from auditor.taxonomy import RoleId
from tests.builders import build_assessment, build_audit, build_claims, build_reading, duty
from tests.reports import samples


def test_the_plan_is_told_in_reading_order() -> None:
    names = [part.name for part in plan(samples.ready())]
    assert names[:3] == ["Before you hire", "First move", "Ways to staff it"]
    assert names[-1] == "Specification"
    assert all(part.source.startswith("AI hiring guide, 2026, section ") for part in plan(samples.ready()))


def test_in_brief_it_is_the_first_move() -> None:
    assert (plan_in_brief(samples.ready()) or "").startswith("Hire an ML engineer")
    assert plan_in_brief(samples.unread()) is None


def test_an_item_that_need_not_be_said_is_marked() -> None:
    reading = build_reading((duty("Tell what a recall costs", "analyses_data"),), RoleId.DATA_SCIENTIST)
    found = build_audit(build_assessment(reading, build_claims("Data Scientist", RoleId.DATA_SCIENTIST)))
    rows = {row.lead: row.text for row in plan(found)[-1].rows}
    assert rows["Fallback:"].startswith("If it applies: ")
    assert rows["Metric of adoption:"].startswith("missing. ")
