"""The title line is found and taken out; self-names in sentences stay."""

import pytest

from auditor.segment import segment

BODY = "We build tools for libraries.\n\nResponsibilities\n- Train models\n- As a Data Scientist, you will run tests"


def parts(text: str, title: str | None = None) -> tuple[str | None, list[str]]:
    found = segment(text, title)
    return found.title.of(text) if found.title else None, [text[s.start : s.end] for s in found.statements]


@pytest.mark.parametrize(
    "line",
    ["Senior Data Scientist", "senior data-scientist", "Senior Data Scientist (m/f/d)", "  **Senior Data Scientist** "],
)
def test_first_line_equal_to_the_given_title(line: str) -> None:
    title, rest = parts(f"{line}\n{BODY}", "Senior Data Scientist")
    assert title == line.strip(" *")
    assert rest[0] == "We build tools for libraries."


def test_title_glued_to_the_text() -> None:
    title, rest = parts(
        "Senior Data Scientist About the role You will measure reading habits. Join us.", "Senior Data Scientist"
    )
    assert (title, rest) == ("Senior Data Scientist", ["You will measure reading habits.", "Join us."])


def test_title_given_twice() -> None:
    title, rest = parts("Data Scientist Data Scientist We build tools for libraries.", "Data Scientist")
    assert (title, rest) == ("Data Scientist Data Scientist", ["We build tools for libraries."])


def test_title_that_starts_a_sentence_stays() -> None:
    title, rest = parts("Data Scientist needed to measure reading habits. You know R.", "Data Scientist")
    assert title is None
    assert rest[0] == "Data Scientist needed to measure reading habits."


@pytest.mark.parametrize(
    "line",
    [
        "Machine Learning Engineer",
        "Head of Data",
        "AI Engineer - Remote (EU)",
        "# Applied Scientist, Search",
        "AI Engineer - Founding Team",
        "Platform Engineer with Search Experience",
        "Data Scientist, Reader Experience Analytics",
    ],
)
def test_title_line_without_a_given_title(line: str) -> None:
    assert parts(f"{line}\n\n{BODY}")[0] == line.strip("# ")


@pytest.mark.parametrize("label", ["Title:", "Position:", "Job title:", "Job Title -", "ROLE:"])
def test_labelled_title(label: str) -> None:
    text = f"Acme Library Tools\n{label} Senior MLOps Engineer\nLocation: Porto\n\n{BODY}"
    found = segment(text)
    assert found.title is not None
    assert found.title.of(text) == "Senior MLOps Engineer"
    assert found.headings[0].of(text) == label


def test_flat_title_before_an_inline_heading() -> None:
    title, rest = parts(
        "Senior Machine Learning Engineer About the role You will train rankers for a bookshop. You know C++."
    )
    assert (title, rest[0]) == ("Senior Machine Learning Engineer", "You will train rankers for a bookshop.")


@pytest.mark.parametrize(
    "text",
    [
        "We are hiring an engineer\nYou will train models.",
        "As an AI Engineer, you will build agents.\nYou will test them.",
        "About the team\nFive engineers.",
        "- Engineer\n- Baker",
        "https://jobs.example/engineer/42\nYou will train models.",
        "Engineer",
    ],
)
def test_no_title_line(text: str) -> None:
    assert segment(text).title is None
