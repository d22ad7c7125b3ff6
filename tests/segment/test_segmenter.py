"""Each form of posting text, by example: what becomes a statement, a heading, the title."""

import pytest

from auditor.segment import segment


def statements(text: str, title: str | None = None) -> list[str]:
    return [text[s.start : s.end] for s in segment(text, title).statements]


def headings(text: str, title: str | None = None) -> list[str]:
    return [span.of(text) for span in segment(text, title).headings]


MARKS = [
    "-",
    "*",
    "–",
    "—",
    "•",
    "●",
    "▪",
    "◦",
    "·",
    "‣",
    "✓",
    "✅",
    "🚀",
    "➤",
    "+",
    "o",
    "1.",
    "2)",
    "(3)",
    "a)",
    "iv)",
    "\uf0b7",
    "- •",
]


@pytest.mark.parametrize("mark", MARKS)
def test_bullet_marks_stay_outside(mark: str) -> None:
    text = f"What you'll do\n{mark} Build the forecasting service\n  {mark}  Review its errors weekly\n"
    assert statements(text) == ["Build the forecasting service", "Review its errors weekly"]
    assert headings(text) == ["What you'll do"]


def test_dash_without_space_and_negative_figures() -> None:
    assert statements("Duties:\n-Write the batch jobs\n-5% churn is our goal") == [
        "Write the batch jobs",
        "-5% churn is our goal",
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Requirements",
        "Requirements:",
        "REQUIREMENTS",
        "## Requirements",
        "**Requirements**",
        "**Requirements:**",
        "### **Requirements**",
        "Who you are",
        "What we’re looking for:",
        "WHAT WE ARE LOOKING FOR",
        "🔍 What we're looking for",
        "Must have",
        "Key Qualifications",
        "<h3>Requirements</h3>",
        "<p><strong>Requirements:</strong></p>",
        "Minimum qualifications (required)",
    ],
)
def test_heading_forms(heading: str) -> None:
    text = f"We make maps for farmers.\n\n{heading}\n\n- Fluent SQL\n- Three years with Spark\n"
    assert statements(text) == ["We make maps for farmers.", "Fluent SQL", "Three years with Spark"]
    assert len(headings(text)) == 1


def test_unknown_heading_by_its_looks() -> None:
    text = "The Greenhouse Squad:\n- Grow tomato models\n- Water them\n\nMORE ABOUT TOMATOES\nThey are red."
    assert headings(text) == ["The Greenhouse Squad:", "MORE ABOUT TOMATOES"]


def test_lead_in_heading_on_the_line_of_its_content() -> None:
    text = "Responsibilities: Design the label schema\nRequirements: two years of annotation work"
    assert statements(text)[0] == "Design the label schema"
    assert headings(text)[0] == "Responsibilities:"


def test_flat_text_with_inline_headings() -> None:
    text = (
        "About the job We help pharmacies plan stock. Responsibilities Design demand models. Ship them with Docker. "
        "Requirements 5+ years of Python. A degree in mathematics, e.g. an M.Sc. from the U.S. or "
        "Europe. Benefits Dental plan."
    )
    assert headings(text) == ["About the job", "Responsibilities", "Requirements", "Benefits"]
    assert statements(text) == [
        "We help pharmacies plan stock.",
        "Design demand models.",
        "Ship them with Docker.",
        "5+ years of Python.",
        "A degree in mathematics, e.g. an M.Sc. from the U.S. or Europe.",
        "Dental plan.",
    ]


def test_flat_text_with_glued_bullets() -> None:
    text = (
        "Responsibilities Develop pricing models for the marketplace Collaborate with product owners on "
        "experiments Maintain "
        "dashboards in Looker and explain them Requirements Strong knowledge of regression and sampling "
        "Experience with Airflow"
    )
    assert statements(text) == [
        "Develop pricing models for the marketplace",
        "Collaborate with product owners on experiments",
        "Maintain dashboards in Looker and explain them",
        "Strong knowledge of regression and sampling",
        "Experience with Airflow",
    ] or statements(text)[:3] == [
        "Develop pricing models for the marketplace",
        "Collaborate with product owners on experiments",
        "Maintain dashboards in Looker and explain them",
    ]


def test_words_glued_to_headings() -> None:
    text = (
        "The RoleWe are looking for a person who tunes rankers.ResponsibilitiesTune rankers.Measure "
        "them.QualificationsPython and SQL"
    )
    assert headings(text) == ["The Role", "Responsibilities", "Qualifications"]
    assert statements(text)[1:] == ["Tune rankers.", "Measure them.", "Python and SQL"]


def test_inline_bullets() -> None:
    text = "Your tasks • Label images • Train detectors • Write reports"
    assert statements(text) == ["Label images", "Train detectors", "Write reports"]
    dashed = (
        "Key responsibilities - Own the feature store. - Build connectors. - Keep the costs low. "
        "Benefits - Lunch - Gym - Train card"
    )
    assert statements(dashed) == [
        "Own the feature store.",
        "Build connectors.",
        "Keep the costs low.",
        "Lunch",
        "Gym",
        "Train card",
    ]
    numbered = "What you will do 1. Plan the migration 2. Move the jobs 3. Switch off the old cluster"
    assert statements(numbered) == ["Plan the migration", "Move the jobs", "Switch off the old cluster"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We use Node.js and .NET. You will too.", 2),
        ("Work at Acme Inc. in Boston with Dr. Lee, i.e. our founder.", 1),
        ("It grew 3.5 times vs. 2.1 before. Good.", 2),
        ("You hold a B.Sc. or Ph.D. in physics. You like it.", 2),
        ("Reports to the Sr. Director of Data. Based in the U.S. You may travel.", 3),
        ("Ready? Apply now! We answer within a week.", 3),
        ("Tools (Python, R, etc.) matter less than care. Really.", 2),
        ("Version 2.0 runs on Python 3.11. Version 3 does not.", 2),
    ],
)
def test_sentences_know_abbreviations(text: str, expected: int) -> None:
    assert len(statements(text)) == expected


def test_html_pasted_as_text() -> None:
    text = (
        "<div><h2>About us</h2><p>We print&nbsp;books &amp; "
        "maps.</p>\r\n<h2>Responsibilities</h2><ul>\n<li>Build <b>OCR</b> models</li>"
        "<li><strong>Serve</strong> them<br/>every day</li>\n</ul><!-- end --></div>"
    )
    found = statements(text)
    assert found == ["We print&nbsp;books &amp; maps.", "Build <b>OCR</b> models", "Serve</strong> them", "every day"]
    assert headings(text) == ["About us", "Responsibilities"]


def test_html_paragraph_wrapped_in_the_source() -> None:
    text = "<p>We plan\nroutes for\nbuses.</p><p>Join us.</p><p>Soon.</p>"
    assert statements(text) == ["We plan\nroutes for\nbuses.", "Join us.", "Soon."]


def test_hard_wrapped_lines_are_joined() -> None:
    text = (
        "You will design the services that score loan applications in real time and\n"
        "keep them fast, from the first sketch to the night when the pager is quiet,\n"
        "together with two colleagues. You will also look after the nightly training\n"
        "jobs.\n\n"
        "- Own the scoring service, its tests, its alerts, and the documents about\n"
        "  them\n"
        "- Review code\n"
    )
    found = statements(text)
    assert [" ".join(s.split())[:34] for s in found] == [
        "You will design the services that ",
        "You will also look after the night",
        "Own the scoring service, its tests",
        "Review code",
    ]


def test_line_ends_and_invisible_characters() -> None:
    text = "Duties\r\n\u200b- Clean\u200b data\r\n\ufeff- Train\xa0models\u202c\r- Sleep\u2028- Eat"
    assert statements(text) == ["Clean\u200b data", "Train\xa0models", "Sleep", "Eat"]


def test_short_bullets_stay_whole_and_long_ones_are_cut() -> None:
    short = "Duties\n- Own the search index. Keep it fresh.\n- Rest"
    assert statements(short)[0] == "Own the search index. Keep it fresh."
    sentence = (
        "Build the pipeline that moves scanned invoices from the mail room into the ledger and tells "
        "the clerks what it could not read. "
    )
    assert len(statements(f"Duties\n- {sentence * 3}\n- Rest")) == 4


def test_nothing_to_cut() -> None:
    for text in ("", "   \n ", "-----\n***", "•"):
        found = segment(text)
        assert (found.statements, found.headings, found.title) == ((), (), None)


def test_a_value_that_is_also_a_heading_belongs_to_its_label() -> None:
    text = "Type: Contract\nRate: to be agreed\n\nContract: 6 months\n\nDuties\n- Keep the maps of the barges\n"
    assert headings(text)[0] == "Type:"
    assert "Contract" not in headings(text)
    assert "Contract" in {text[s.start : s.end] for s in segment(text).statements}


@pytest.mark.parametrize(
    "lead_in",
    [
        "In the first months you will",
        "you'd",
        "Your job is to",
        "We look for",
        "What we need you to do",
        "Great if you have",
    ],
)
def test_a_lead_in_without_a_colon_opens_the_bullets_below(lead_in: str) -> None:
    text = f"AI Engineer\n\n{lead_in}\n- wire a model into the claims portal\n- write its prompts\n"
    assert headings(text) == [lead_in]


@pytest.mark.parametrize("sentence", ["We are a bakery", "Our shop is old", "You will like it here."])
def test_a_sentence_before_bullets_is_no_lead_in(sentence: str) -> None:
    text = f"AI Engineer\n\n{sentence}\n- wire a model into the claims portal\n- write its prompts\n"
    assert headings(text) == []


@pytest.mark.parametrize("label", ["Musts:", "Nice:", "Wanted:", "needed:", "must have:", "Main things:"])
def test_a_label_opens_the_rest_of_its_line(label: str) -> None:
    text = f"AI Engineer\n\nYou wire a model into the claims portal.\n{label} Python and SQL\n"
    assert headings(text) == [label]
    assert statements(text)[-1] == "Python and SQL"


@pytest.mark.parametrize("line", ["Must be fluent in French", "We need Python people here", "Nice people work here"])
def test_without_a_colon_a_label_is_an_ordinary_word(line: str) -> None:
    text = f"AI Engineer\n\nYou wire a model into the claims portal.\n{line}\nYou write its prompts.\n"
    assert headings(text) == []


def test_a_label_in_small_letters_holds_no_second_heading() -> None:
    text = "AI Engineer\n\nthe Role: wire a model into the claims portal\nYou write its prompts.\n"
    assert headings(text) == ["the Role:"]
    assert statements(text)[0] == "wire a model into the claims portal"
