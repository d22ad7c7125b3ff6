"""The Word document, opened again with the library that any other program could use."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from auditor.finding import Severity
from auditor.judgement import Audit
from auditor.pipeline import audit
from auditor.posting import Posting
from auditor.reports.word import word_report
from auditor.ui.examples import example_text
from tests.builders import build_finding
from tests.reports.samples import decided, hostile, ready, unread

TAIL = "\n" + "and mend what breaks " * 20


def opened(found: Audit) -> Document:
    return docx.Document(io.BytesIO(word_report(found)))


def anchored(document: Document) -> list[tuple[str, str]]:
    """Every comment in order of its number: the text that it stands at, and what it says."""
    at: dict[int, str] = {}
    open_now: set[int] = set()
    for element in document.element.body.iter():
        if element.tag == qn("w:commentRangeStart"):
            open_now.add(int(element.get(qn("w:id"))))
        elif element.tag == qn("w:commentRangeEnd"):
            open_now.discard(int(element.get(qn("w:id"))))
        elif element.tag == qn("w:t"):
            at |= {number: at.get(number, "") + (element.text or "") for number in open_now}
    return [(at[comment.comment_id], comment.text) for comment in document.comments]


def test_findings_are_comments_at_their_lines() -> None:
    found = decided()
    document = opened(found)
    text = found.posting.text
    comments = anchored(document)
    assert comments[0][0] == "Senior AI Engineer"
    assert comments[0][1].startswith("Decide: The work is building on LLM APIs")
    title = [(at, said) for at, said in comments if said.endswith("TITLE001, warning") or said.startswith("TITLE001:")]
    evidence = found.findings[0].evidence
    assert [at for at, _ in title] == [e.span.of(text) for e in evidence]
    assert title[0][1] == "Title and work differ.\nFix: Rename it.\nTITLE001, warning"
    assert {said for _, said in title[1:]} == {"TITLE001: this line shows it too."}
    [absent] = [(at, said) for at, said in comments if "PAY001" in said]
    assert absent[0] == "Senior AI Engineer"
    assert "Not in the posting: a pay range." in absent[1]
    assert {comment.author for comment in document.comments} == {"Posting auditor"}


@pytest.mark.parametrize("key", ["decide", "fix", "ready"])
def test_the_text_is_the_postings_own_line_for_line(key: str) -> None:
    text = example_text(key)
    document = opened(audit(Posting(None, text)))
    assert [p.text for p in document.paragraphs] == text.rstrip("\n").split("\n")
    first = next(iter(anchored(document)))
    assert first[0] == text.split("\n")[0]


def test_a_posting_without_title_or_reading_has_its_reasons_at_the_first_line() -> None:
    [(at, said)] = anchored(opened(unread()))
    assert at == "Hello"
    assert said.startswith("Review: There is too little text to judge.")


def test_nothing_of_a_posting_becomes_markup_or_breaks_the_file() -> None:
    document = opened(hostile())
    text = "\n".join(p.text for p in document.paragraphs)
    assert "<script>alert(1)</script>" in text
    assert "⟨U+202E⟩" in text
    assert "⟨U+D800⟩" in text
    assert not [r for r in document.part.rels.values() if r.is_external]
    found = audit(
        Posting("AI \x00Engineer\ufffe", "Build\x0b chat\r\nassistants\x1b on \uffff LLM APIs\rall day.\x07" + TAIL)
    )
    with zipfile.ZipFile(io.BytesIO(word_report(found))) as archive:
        for name in (name for name in archive.namelist() if name.endswith(".xml")):
            etree.fromstring(archive.read(name))
    assert [p.text for p in opened(found).paragraphs][1:] == [
        "Build⟨U+000B⟩ chat", "assistants⟨U+001B⟩ on � LLM APIs", "all day.⟨U+0007⟩",
        TAIL[1:],
    ]  # fmt: skip


def test_the_same_audit_gives_the_same_bytes() -> None:
    assert word_report(ready()) == word_report(ready())
    with zipfile.ZipFile(io.BytesIO(word_report(decided()))) as archive:
        assert b"date=" not in archive.read("word/comments.xml")


def test_what_the_house_waived_and_remarks_on_wording_are_one_comment_at_the_title() -> None:
    found = decided()
    waived = replace(found.findings[0], waived="known here")
    wording = build_finding("WORDING003", Severity.INFO)
    said = [text for _, text in anchored(opened(replace(found, findings=(waived, *found.findings[1:], wording))))]
    [aside] = [text for text in said if "TITLE001" in text or "WORDING003" in text]
    assert aside.startswith("Aside: wording and what was waived\nTITLE001 waived (known here)")
    assert "WORDING003" in aside
    assert [text for text in said if "PAY001" in text]
