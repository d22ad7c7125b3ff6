from __future__ import annotations

import pytest

from auditor.assessment import Assessment
from auditor.rules.degree_without_need import DEGREE_WITHOUT_NEED
from auditor.taxonomy import RoleId
from tests.builders import build_assessment, build_reading, duty, requirement

CALLS = duty("Connect the help desk to a hosted language model", "calls_llm_api")


def posting(role: RoleId, *demands: str, title: str | None = None) -> Assessment:
    lines = (CALLS, *(requirement(demand) for demand in demands))
    return build_assessment(build_reading(lines, role, title=title), None)


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Master's degree in Computer Science", True),
        ("Bachelor's degree in Computer Science or equivalent experience", False),
        ("A degree in Computer Science is a plus", False),
        ("A high degree of care", False),
        ("A master of building reliable systems", False),
        ("Master of Engineering", True),
        ("You should expect to earn a Bachelor's degree by September", False),
    ],
)
def test_a_degree_is_demanded_only_where_nothing_stands_in_for_it(text: str, flagged: bool) -> None:
    assert bool(DEGREE_WITHOUT_NEED.findings(posting(RoleId.AI_DEVELOPER, text))) is flagged
    assert not DEGREE_WITHOUT_NEED.findings(posting(RoleId.DATA_SCIENTIST, text))


def test_another_requirement_may_accept_experience_in_its_place() -> None:
    degree = "Bachelor's or master's degree in Computer Science"
    for instead in ("Equivalent work experience may stand in for it", "Experience that substitutes for a degree"):
        assert not DEGREE_WITHOUT_NEED.findings(posting(RoleId.AI_DEVELOPER, degree, instead))
    assert DEGREE_WITHOUT_NEED.findings(posting(RoleId.AI_DEVELOPER, degree, "Experience with prompts"))


def test_a_job_for_graduates_may_ask_for_a_degree() -> None:
    degree = "A degree in Computer Science"
    assert not DEGREE_WITHOUT_NEED.findings(posting(RoleId.AI_DEVELOPER, degree, title="AI Engineer, Graduate"))
    assert DEGREE_WITHOUT_NEED.findings(posting(RoleId.AI_DEVELOPER, degree, title="AI Engineer"))
