from __future__ import annotations

import pytest

from auditor.assessment import Assessment
from auditor.rules.degree_without_need import DEGREE_WITHOUT_NEED
from auditor.taxonomy import RoleId
from tests.builders import build_assessment, build_reading, duty, requirement

CALLS = duty("Connect the help desk to a hosted language model", "calls_llm_api")


def posting(role: RoleId, demand: str) -> Assessment:
    return build_assessment(build_reading((CALLS, requirement(demand)), role), None)


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Master's degree in Computer Science", True),
        ("Bachelor's degree in Computer Science or equivalent experience", False),
        ("A degree in Computer Science is a plus", False),
        ("A high degree of care", False),
        ("A master of building reliable systems", False),
        ("Master of Engineering", True),
    ],
)
def test_a_degree_is_demanded_only_where_nothing_stands_in_for_it(text: str, flagged: bool) -> None:
    assert bool(DEGREE_WITHOUT_NEED.findings(posting(RoleId.AI_DEVELOPER, text))) is flagged
    assert not DEGREE_WITHOUT_NEED.findings(posting(RoleId.DATA_SCIENTIST, text))
