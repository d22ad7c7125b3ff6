import pytest

from auditor.segment import segment

DUTIES = "What you will do\n- Wire the help desk to a hosted language model\n- Write its prompts\n"


def title_of(text: str) -> str | None:
    found = segment(text).title
    return found.of(text) if found else None


@pytest.mark.parametrize(
    "head",
    [
        "Back to jobs\nMachine Learning Engineer\nRemote - US\nApply\n",
        "Skip to main content\nHeron Water logo\nHeron Water\nShare\nMore options\nMachine Learning Engineer\nLeeds\n",
        "Zurück zur Übersicht\nMerken\nMachine Learning Engineer (m/w/d)\nHeron Water GmbH\n",
        "Back to jobs\nMachine learning engineer\nRemote\n",
        "Heron Water Ltd\nMachine Learning Engineer\nLeeds\n",
        "Careers\nSaved jobs\nHeron Water\nMachine Learning Engineer (m/f/d)\nLeeds\n",
    ],
)
def test_a_title_is_found_below_what_a_page_has_above_it(head: str) -> None:
    assert (title_of(f"{head}\n{DUTIES}") or "").lower().startswith("machine learning engineer")


@pytest.mark.parametrize(
    "head",
    [
        "Heron Water\nLeeds\nOffice of supply\nMachine Learning Engineer\n",
        "We pump water in three counties.\nMachine Learning Engineer\n",
        "About us\nOur Lead Engineer is retiring\nMachine Learning Engineer\n",
        "- Water\nMachine Learning Engineer\n",
        "Back to jobs\nwe want an engineer\nLeeds\n",
        "Heron Water\nReports to: Head of Supply\n",
    ],
)
def test_no_title_is_made_of_a_line_further_down(head: str) -> None:
    assert title_of(f"{head}\n{DUTIES}") is None


def test_a_given_title_is_not_looked_for_further_down() -> None:
    text = f"Back to jobs\nMachine Learning Engineer\n\n{DUTIES}"
    assert segment(text, "Data Scientist").title is None


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ('Title should be "Machine Learning Engineer", salary 70-85k.', "Machine Learning Engineer"),
        ("The job title will be “Data Scientist”.", "Data Scientist"),
        ("title for the ad: 'AI Developer (m/f/d)', Bremen", "AI Developer (m/f/d)"),
        ("The title is open.", None),
        ("The title is '...', you choose.", None),
    ],
)
def test_a_title_told_in_a_message_is_found_and_the_rest_of_the_line_stays(told: str, title: str | None) -> None:
    text = f"Hi Ana,\n\nas discussed, please put this out. {told}\n\n{DUTIES}"
    found = segment(text)
    assert (found.title.of(text) if found.title else None) == title
    said = [statement.of(text) for statement in found.statements]
    assert any("please put this out" in line for line in said)
    if title:
        assert not any(title in line for line in said)
