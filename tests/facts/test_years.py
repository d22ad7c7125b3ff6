from __future__ import annotations

import pytest

from auditor.facts.scan import Scan
from auditor.facts.years import find_years
from auditor.posting import Section, Segmentation, Statement


def years(text: str, section: Section = Section.REQUIREMENTS) -> list[tuple[int, int | None]]:
    segmentation = Segmentation((Statement(1, 0, len(text), section),), None, (), "test")
    return [(found.minimum, found.maximum) for found in find_years(Scan(text), segmentation)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5+ years of experience in Python", [(5, None)]),
        ("3-5 years of hands-on work", [(3, 5)]),
        ("3 – 5 yrs experience", [(3, 5)]),
        ("Minimum of two years in a similar role", [(2, None)]),
        ("At least five (5) years' experience", [(5, None)]),
        ("10 or more years building search engines", [(10, None)]),
        ("three to five years of experience", [(3, 5)]),
        ("-10+ years of experience", [(10, None)]),
        ("Experience: 4 years", [(4, None)]),
        ("Bachelor with 5 years of experience or master with 3 years of experience", [(5, None), (3, None)]),
    ],
)
def test_years_that_are_asked_for(text: str, expected: list[tuple[int, int | None]]) -> None:
    assert years(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "You are at least 18 years old with experience",
        "Over the past 10 years we gained experience",
        "A company with a history of 30 years",
        "A 4-year degree and work ethic",
        "Experience with data of the last 3 years",
        "99 years of experience",
        "A master may substitute one year of experience",
        "Experience with ISO 2015 years",
    ],
)
def test_other_years_are_left_alone(text: str) -> None:
    assert years(text) == []


def test_only_requirements_count() -> None:
    assert years("5+ years of experience", Section.COMPANY) == []
    assert years("5+ years of experience", Section.NICE_TO_HAVE) == []
