"""What shows that AI is not what the company sells."""

from __future__ import annotations

import pytest

from auditor.posting import Section, Statement
from auditor.readers.offline.elsewhere import business_elsewhere

SHOP = "paperkite is a family-owned retailer of school books with 90 shops."
DECIDES = "build models that support business decisions on stock"


def shown(*said: tuple[Section, str]) -> tuple[int, ...]:
    return business_elsewhere((Statement(n, 0, 9, section), text) for n, (section, text) in enumerate(said, start=1))


def test_the_business_and_the_use_are_shown_in_text_order() -> None:
    values = Section.COMPANY, "people come first here."
    assert shown((Section.DUTIES, DECIDES), values, (Section.COMPANY, SHOP), (Section.DUTIES, DECIDES)) == (1, 3)


@pytest.mark.parametrize(
    ("section", "said"),
    [
        (Section.COMPANY, "founded in 1931 as a supplier to village schools, we print maps."),
        (Section.SUMMARY, "harbourside is one of the oldest insurers of fishing boats."),
        (Section.DUTIES, "automate internal workflows with agents"),
        (Section.DUTIES, "speed up the finance operations of our group"),
        (Section.SUMMARY, "you bring insights to the leadership."),
    ],
)
def test_lines_that_show_it(section: Section, said: str) -> None:
    assert shown((section, said)) == (1,)


@pytest.mark.parametrize(
    ("section", "said"),
    [
        (Section.COMPANY, "paperkite is an ai company that reads exam papers."),
        (Section.COMPANY, "we are a hybrid company with two office days."),
        (Section.COMPANY, "we are an equal opportunity employer."),
        (Section.COMPANY, "we are a firm supporter of equal chances."),
        (Section.DUTIES, "let models power autonomous decision-making"),
        (Section.SUMMARY, "this role is a key part of the company."),
        (Section.DUTIES, "automate the internal workflows of our customers"),
        (Section.REQUIREMENTS, DECIDES),
        (Section.DUTIES, SHOP),
        (Section.DUTIES, "write prompts and evaluate them"),
    ],
)
def test_lines_that_do_not(section: Section, said: str) -> None:
    assert shown((section, said)) == ()
