from __future__ import annotations

import pytest

from auditor.rules.wording import profession
from auditor.taxonomy import RoleId
from auditor.titles import read_title
from tests.builders import Line, build_assessment, build_reading, duty, requirement


def named(title: str, *lines: Line) -> str | None:
    return profession(build_assessment(build_reading(lines, RoleId.OTHER), read_title(title)))


def duties(activity: str, count: int) -> list[Line]:
    return [duty(f"Do part {n} of {activity}", activity) for n in range(count)]


def test_a_profession_is_named_that_most_duties_show() -> None:
    lines = (*duties("runs_it", 3), *duties("builds_software", 2))
    assert named("Person for everything", *lines) == "cloud or infrastructure engineer"


@pytest.mark.parametrize(
    "lines",
    [
        duties("runs_it", 2),
        [*duties("runs_it", 3), *duties("sells", 3)],
        [*duties("runs_it", 3), *duties("sells", 2), *duties("teaches", 2)],
        [requirement(f"Skill {n}", "runs_it") for n in range(5)],
        duties("trains_models", 4),
    ],
)
def test_a_profession_that_little_shows_has_no_name(lines: list[Line]) -> None:
    assert named("Specialist of Things", *lines) is None


def test_a_title_that_names_the_profession_makes_up_for_few_lines() -> None:
    assert named("Cloud Engineer", *duties("runs_it", 2), *duties("sells", 1)) == "cloud or infrastructure engineer"
    assert named("Cloud Engineer", requirement("Kubernetes", "runs_it")) == "cloud or infrastructure engineer"
    assert named("Cloud Engineer", *duties("runs_it", 2), *duties("sells", 2)) is None


def test_one_line_with_one_activity_twice_counts_once() -> None:
    assert named("Gardener", *[duty("Keep servers", "runs_it", "runs_it")] * 2) is None


@pytest.mark.parametrize(
    ("title", "activity", "expected"),
    [
        ("Close Protection Officer", "runs_it", None),
        ("Synthetic Chemist", "manages_people", None),
        ("Mechanical Engineer", "tests_software", None),
        ("Data Analyst, Billing", "builds_data_pipelines", None),
        ("Data Analyst / Data Engineer", "builds_data_pipelines", "data engineer"),
        ("Backend Developer", "builds_software", "software engineer"),
        ("AI Engineer", "builds_software", "software engineer"),
        ("Data Scientist", "builds_data_pipelines", "data engineer"),
        ("Zookeeper", "teaches", "teacher or trainer"),
    ],
)
def test_a_title_that_names_another_profession_is_not_contradicted(
    title: str, activity: str, expected: str | None
) -> None:
    assert named(title, *duties(activity, 4)) == expected
