"""The specification checklist as files."""

import io

import docx
from markdown_it import MarkdownIt

from auditor.pipeline import audit
from auditor.posting import Posting
from auditor.reports.checklist import checklist_markdown, checklist_word
from auditor.ui.examples import example_text

FOUND = audit(Posting(None, example_text("decide")))


def test_what_is_stated_is_ticked_and_quoted_and_the_rest_says_what_to_write() -> None:
    assert FOUND.advice is not None
    text = checklist_markdown(FOUND, FOUND.advice)
    assert text.startswith("# Specification: Senior AI Engineer\n")
    items = [line for line in text.splitlines() if line.startswith("- [")]
    assert len(items) == len(FOUND.advice.specification.items)
    assert [line[3] for line in items] == ["x" if i.stated else " " for i in FOUND.advice.specification.items]
    assert any("One measurable result for each" in line for line in items)


def test_the_word_table_has_a_row_for_every_item() -> None:
    assert FOUND.advice is not None
    document = docx.Document(io.BytesIO(checklist_word(FOUND, FOUND.advice)))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows][1:]
    assert [row[0] for row in rows] == [item.name for item in FOUND.advice.specification.items]
    assert {row[1] for row in rows} <= {"yes", "no"}
    assert document.paragraphs[-1].text.endswith("for AI developer.")


def test_a_title_stays_text() -> None:
    lines = "\n".join(example_text("decide").splitlines()[1:])
    hostile = audit(Posting("AI <b>Engineer</b> ![x](https://example.org)\x07\ufffe", lines))
    assert hostile.advice is not None
    html = MarkdownIt().render(checklist_markdown(hostile, hostile.advice))
    assert "<img" not in html
    assert "<b>" not in html
    document = docx.Document(io.BytesIO(checklist_word(hostile, hostile.advice)))
    assert "<b>Engineer</b>" in document.paragraphs[0].text
