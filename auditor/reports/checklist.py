"""The specification checklist as a file to fill in: what the posting states, and what to write where it does not."""

from __future__ import annotations

from auditor.advice import Advice
from auditor.judgement import Audit
from auditor.reports.escape import markdown_text
from auditor.reports.word import AUTHOR, plain_xml, sealed

__all__ = ["checklist_markdown", "checklist_word"]

_LIMIT = 400


def checklist_markdown(audit: Audit, advice: Advice) -> str:
    """The checklist in Markdown: a box for every item, ticked when the posting states it."""
    blocks = [f"# Specification: {markdown_text(_name(audit))}"]
    for name, stated, text in _items(audit, advice):
        blocks.append(f"- [{'x' if stated else ' '}] **{markdown_text(name)}**: {markdown_text(text)}")
    blocks.append(f"_{markdown_text(_source(audit, advice))}_")
    return "\n\n".join(blocks) + "\n"


def checklist_word(audit: Audit, advice: Advice) -> bytes:
    """The checklist as a Word document (.docx) with a table: item, whether it is stated, what is or should be."""
    import docx

    document = docx.Document()
    document.core_properties.author, document.core_properties.comments = AUTHOR, ""
    document.add_heading(plain_xml(f"Specification: {_name(audit)}"), level=1)
    table = document.add_table(rows=1, cols=3, style="Table Grid")
    for cell, head in zip(table.rows[0].cells, ("Item", "Stated", "What the posting says, or should say"), strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    for name, stated, text in _items(audit, advice):
        for cell, value in zip(table.add_row().cells, (name, "yes" if stated else "no", text), strict=True):
            cell.text = plain_xml(value)
    document.add_paragraph(plain_xml(_source(audit, advice)))
    return sealed(document)


def _name(audit: Audit) -> str:
    return audit.title or "posting without a title"


def _items(audit: Audit, advice: Advice) -> list[tuple[str, bool, str]]:
    return [
        (item.name, item.stated, _quoted(item.evidence[0].span.of(audit.posting.text)))
        if item.evidence
        else (item.name, item.stated, "Found." if item.stated else item.prompt)
        for item in advice.specification.items
    ]


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line if len(line) <= _LIMIT else line[: _LIMIT - 1] + '…'}”"


def _source(audit: Audit, advice: Advice) -> str:
    return f"After the {advice.specification.source}, for {audit.assessment.role_name(advice.role)}."
