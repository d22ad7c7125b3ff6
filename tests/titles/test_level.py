from __future__ import annotations

import pytest

from auditor.titles import Seniority, read_title


@pytest.mark.parametrize(
    ("title", "seniority", "level", "grade"),
    [
        ("AI Engineer", None, None, None),
        ("Sr. AI Engineer", Seniority.SENIOR, "Senior", None),
        ("SENIOR AI ENGINEER II", Seniority.SENIOR, "Senior", "II"),
        ("Senior Staff ML Engineer", Seniority.STAFF, "Senior Staff", None),
        ("Lead Data Scientist", Seniority.LEAD, "Lead", None),
        ("AI Lead Engineer", Seniority.LEAD, "Lead", None),
        ("Principal AI Engineer", Seniority.PRINCIPAL, "Principal", None),
        ("Distinguished Engineer, AI", Seniority.PRINCIPAL, "Distinguished", None),
        ("Junior / Mid - Data Analyst", Seniority.JUNIOR, "Junior", None),
        ("Data Scientist - Entry Level", Seniority.JUNIOR, "Junior", None),
        ("Intermediate Backend Engineer", Seniority.MID, "Mid-level", None),
        ("Machine Learning Intern", Seniority.INTERN, "Intern", None),
        ("Data Science Co-op", Seniority.INTERN, "Intern", None),
        ("Data Scientist I", Seniority.JUNIOR, None, "I"),
        ("AI Engineer II", Seniority.MID, None, "II"),
        ("Software Engineer III, Trust", Seniority.SENIOR, None, "III"),
        ("Data Scientist (L5)", None, None, "L5"),
        ("ML Engineer IC3", None, None, "IC3"),
        ("SMTS, Machine Learning", Seniority.SENIOR, "Senior", None),
        ("Data Science Manager", Seniority.MANAGER, "Manager", None),
        ("Senior Data Science Manager", Seniority.MANAGER, "Senior Manager", None),
        ("Engineering Manager, AI", Seniority.MANAGER, "Manager", None),
        ("AI Product Manager", None, None, None),
        ("Head of AI", Seniority.DIRECTOR, "Head", None),
        ("Director, Data Science", Seniority.DIRECTOR, "Director", None),
        ("Vice President, Data Science", Seniority.EXECUTIVE, "VP", None),
        ("Artificial Intelligence Engineer, Vice President", None, None, None),
        ("Member of Technical Staff, AI", None, None, None),
    ],
)
def test_level_and_grade(title: str, seniority: Seniority | None, level: str | None, grade: str | None) -> None:
    claims = read_title(title)
    assert (claims.seniority, claims.level, claims.grade) == (seniority, level, grade)


def test_the_level_is_pointed_at() -> None:
    title = "Remote - Sr. Staff AI Engineer"
    span = read_title(title).level_span
    assert span is not None
    assert span.of(title) == "Sr. Staff"
