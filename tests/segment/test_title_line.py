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
        "ML Engineer Needed – Start in May (Lisbon)",
        "Working Student: Data Engineering (m/f/d)",
        "User Experience AI Engineer (f/m/d)",
        "Data Team Lead - Catalogues",
        "Senior, Backend AI Engineer / Developer (6+ Years Experience)",
        "Machine Learning Engineer - US",
        "Assoc. Dir. Library Security Architecture – AI",
        "Member of Technical Staff, Ranking",
    ],
)
def test_title_line_without_a_given_title(line: str) -> None:
    assert parts(f"{line}\n\n{BODY}")[0] == line.strip("# ")


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("title", "opening"),
    [
        ("Machine Learning Engineer", "paperkite has lent books to schools since 2009."),
        ("Data Scientist, Lending", "statistics and maps are asked for."),
        ("Intern - Business Analyst (f/m/d)", "job description"),
    ],
)
def test_title_above_text_that_opens_small(title: str, opening: str, gap: str) -> None:
    found, rest = parts(f"{title}{gap}{opening}\n\n{BODY}")
    assert found == title
    assert rest[0] in (opening, "We build tools for libraries.")


def test_first_line_wins_over_a_label_that_says_something_else() -> None:
    title, rest = parts(f"Senior AI Developer (m/f/d)\n\nJob Description\n\nRole: Senior AI Engineer\n\n{BODY}")
    assert title == "Senior AI Developer (m/f/d)"
    assert "Senior AI Engineer" in rest[0]


def test_a_label_is_the_title_of_a_page_headed_by_more() -> None:
    assert parts(f"Analytics Engineer at Paperkite | Jobs\nTitle: Analytics Engineer\n\n{BODY}")[0] == (
        "Analytics Engineer"
    )


@pytest.mark.parametrize("again", ["Data Engineer", "Data Engineer at Paperkite"])
def test_title_said_again_in_the_next_line(again: str) -> None:
    title, rest = parts(f"Data Engineer\n\n{again}\n\n{BODY}")
    assert (title, rest[0]) == ("Data Engineer", "We build tools for libraries.")


@pytest.mark.parametrize("line", ["Data EngineerLocation: Porto", "Job Title: Data EngineerLocation: Porto"])
def test_title_that_the_place_is_glued_to(line: str) -> None:
    found, rest = parts(f"{line}\n\n{BODY}")
    assert found == "Data Engineer"
    assert any("Porto" in statement for statement in rest)


def test_title_behind_a_mark() -> None:
    assert parts(f"🚀 AI Engineer wanted\n\n{BODY}")[0] == "AI Engineer wanted"


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
        "Trust Us With Your Data, Engineer\nYou will train models.",
        "Customer experience is what each engineer improves\nYou will train models.",
        "Our experience with each engineer and\nanalyst counts. You will train models.",
        "A start for every Engineer and\nanalyst of ours. You will train models.",
    ],
)
def test_no_title_line(text: str) -> None:
    assert segment(text).title is None


@pytest.mark.parametrize("title", ["prompt engineer", "Data Scientist, fashion", "AI Developer (internal tools)"])
@pytest.mark.parametrize("opener", ["we publish school books", "you sell tickets", "hey, this is for the vans"])
def test_a_title_above_a_sentence_in_small_letters(title: str, opener: str) -> None:
    text = f"{title}\n{opener} and need somebody for the tool behind it.\n"
    found = segment(text)
    assert found.title is not None
    assert found.title.of(text) == title


def test_a_wrapped_sentence_that_names_a_job_is_no_title() -> None:
    text = "Every engineer here\nknows what they build and for whom, and you will too.\n"
    assert segment(text).title is None
