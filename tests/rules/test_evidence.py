from __future__ import annotations

from auditor.posting import Section
from auditor.rules.evidence import role_evidence, work_shown
from auditor.taxonomy import RoleId
from tests.builders import Line, build_assessment, build_reading, duty, line, requirement

HEADING = duty("Data Reporting", "analyses_data", "builds_dashboards")
WHOLE = [
    duty(f"Explain the sales of {place} to its managers", "presents_insights") for place in ("Bath", "York", "Hull")
]
ASKED = requirement("Three years of reporting to a sales team", "builds_dashboards")


def shown(*lines: Line) -> list[str]:
    assessment = build_assessment(build_reading(lines, RoleId.DATA_SCIENTIST), None)
    return [evidence.span.of(assessment.posting.text) for evidence in role_evidence(assessment, RoleId.DATA_SCIENTIST)]


def test_whole_lines_show_a_role_before_a_bare_heading() -> None:
    assert shown(HEADING, *WHOLE) == [duty.text for duty in WHOLE]
    assert shown(HEADING, *WHOLE[:2]) == [HEADING.text, *(duty.text for duty in WHOLE[:2])]


def test_a_whole_line_of_the_summary_comes_before_a_heading_among_the_duties() -> None:
    told = [line(Section.SUMMARY, f"You will report on {what} every week", "builds_dashboards") for what in "abc"]
    assert shown(HEADING, *told) == [said.text for said in told]


def test_nothing_is_lost_where_only_headings_show_the_role() -> None:
    assert shown(HEADING) == [HEADING.text]
    assert shown(HEADING, ASKED) == [HEADING.text, ASKED.text]
    reading = build_reading((HEADING, ASKED), RoleId.DATA_SCIENTIST)
    assert [s.number for s in work_shown(reading, RoleId.DATA_SCIENTIST, Section.REQUIREMENTS)] == [2, 1]
    assert shown(*WHOLE, ASKED) == [duty.text for duty in WHOLE]
