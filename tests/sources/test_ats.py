from pathlib import Path

import pytest

from auditor.posting import Posting
from auditor.sources import SourceRow, open_source

EXPORTS = Path(__file__).parents[2] / "fixtures" / "exports"


def only_row(name: str) -> tuple[SourceRow, Posting]:
    (row,) = open_source(EXPORTS / f"{name}.json").rows()
    assert isinstance(row.content, Posting)
    return row, row.content


def test_greenhouse_content_is_unescaped_to_lines_and_bullets() -> None:
    row, posting = only_row("greenhouse")
    assert posting.title == "Machine Learning Engineer"
    assert "• Train the species classifier on our own photographs & labels\n" in posting.text
    assert "• Serve it on the boats' small computers" in posting.text
    assert (posting.company, posting.location) == ("Tidewater Fisheries", "Bergen, Norway")
    assert posting.salary == "EUR 72,000 - 91,000"
    assert (row.source_id, row.requisition) == ("4410021", "TW-118")
    assert row.url == "https://boards.example.com/tidewater/jobs/4410021"


def test_lever_lists_stand_under_their_headings() -> None:
    row, posting = only_row("lever")
    assert posting.title == "AI Engineer"
    assert "Your work\n• Build the assistant that drafts replies from our policy texts\n• Measure" in posting.text
    assert posting.text.startswith("Kestrel Mutual answers")
    assert posting.text.endswith("We reply to every application.")
    assert (posting.location, posting.salary) == ("Leeds", "GBP 58,000 - 71,000 per year")
    assert row.status == "published"


def test_ashby_states_its_pay_and_whether_it_is_listed() -> None:
    row, posting = only_row("ashby")
    assert "• Design the price experiments" in posting.text
    assert (posting.salary, posting.location, row.status) == ("€52K - €64K", "Lisbon", "listed")


def test_workable_parts_get_headings_and_the_account_is_the_company() -> None:
    row, posting = only_row("workable")
    assert posting.text == (
        "Alder & Finch sells seeds by post.\n\nRequirements:\n• Python and one web framework\n\n"
        "Benefits:\n• Thirty days of holiday"
    )
    assert (posting.company, posting.location) == ("Alder & Finch", "Graz, Austria")
    assert (posting.salary, row.requisition, row.source_id) == ("EUR 48,000 - 60,000", "AF-7", "7C9A1F22E0")


def test_smartrecruiters_sections_become_one_text() -> None:
    row, posting = only_row("smartrecruiters")
    assert posting.title == "Lead AI Engineer"
    assert "Job Description\n\n• Lead the team" in posting.text.replace("Description\n•", "Description\n\n•")
    assert "Additional Information" not in posting.text
    assert (row.owner, row.requisition, row.status, posting.company) == ("Ines Vos", "REF81K", "active", "Harrow Rail")


@pytest.mark.parametrize("name", ["greenhouse", "lever", "ashby", "workable", "smartrecruiters"])
def test_a_row_of_an_export_has_a_cell_for_each_key(name: str) -> None:
    source = open_source(EXPORTS / f"{name}.json")
    (row,) = source.rows()
    assert len(row.cells) == len(source.columns) > 5
    assert (source.estimated_rows, source.exact) == (1, True)
