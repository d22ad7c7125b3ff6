"""The posting as a Word document with the findings as comments at their lines, for whoever has to rewrite it.

The text is the posting's own, line for line; every comment is a real one, to be answered or resolved in the editor.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.finding import Absence, Finding
from auditor.judgement import Audit
from auditor.posting import Span
from auditor.reports.escape import visible
from auditor.reports.outline import outline
from auditor.rules.shown import visible as asking

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.run import Run

__all__ = ["AUTHOR", "plain_xml", "sealed", "word_report"]

AUTHOR = "Posting auditor"
_INITIALS = "PA"
_NOT_XML = re.compile("[\ufffe\uffff]")
_LINE = re.compile(r"[^\r\n]+")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can hold."""


@dataclass(frozen=True, slots=True)
class _Remark:
    """A comment to be: where it stands (None: at the title), and what it says."""

    span: Span | None
    text: str


def word_report(audit: Audit) -> bytes:
    """The document (.docx), the same bytes for the same audit."""
    import docx

    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.comments = AUTHOR, ""
    properties.title = plain_xml(audit.title or "Posting without a title")[:255]
    document.styles["Normal"].paragraph_format.space_after = 0
    remarks = tuple(_remarks(audit))
    head = _head(document, audit)
    runs = _body(document, audit, [remark.span for remark in remarks if remark.span])
    for remark in remarks:
        _comment(document, remark, head or runs[0][1], runs)
    return sealed(document)


def plain_xml(text: str) -> str:
    """The text with everything invisible shown, and nothing left that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", visible(text))


def _head(document: Document, audit: Audit) -> Run | None:
    """The title as a heading when the text does not bring it."""
    if audit.title is None or audit.posting.title is None:
        return None
    run: Run = document.add_heading(level=1).add_run(plain_xml(audit.title))
    return run


def _body(document: Document, audit: Audit, marked: Iterable[Span]) -> list[tuple[Span, Run]]:
    """One paragraph a line, cut into runs wherever a comment or a heading starts or ends; in text order."""
    text, cut = audit.posting.text, audit.segmentation
    bold = [*cut.headings, *([cut.title] if cut.title else [])]
    edges = sorted({edge for span in (*marked, *bold) for edge in (span.start, span.end)})
    runs = []
    at = 0
    for line in _LINE.finditer(text):
        for _ in range(text.count("\n", at, line.start()) - 1):
            document.add_paragraph()
        paragraph = document.add_paragraph()
        inner = [edge for edge in edges if line.start() < edge < line.end()]
        for start, end in pairwise([line.start(), *inner, line.end()]):
            run = paragraph.add_run(plain_xml(text[start:end]))
            run.bold = any(span.start <= start < span.end for span in bold) or None
            runs.append((Span(start, end), run))
        at = line.end()
    return runs


def _remarks(audit: Audit) -> Iterator[_Remark]:
    """The verdict at the title, then every finding that asks for attention at its first line, a pointer at its others.

    What is kept aside comes last, in one remark at the title.
    """
    parts = outline(audit)
    suggested = f"Titles people search for: {', '.join(parts.suggested_titles)}" if parts.suggested_titles else ""
    said = (f"{parts.action}: {parts.summary}", parts.confidence, *parts.review, parts.profiles_differ, suggested)
    yield _Remark(audit.segmentation.title, "\n".join(line for line in (*said, parts.read_by) if line))
    for finding in asking(audit.findings):
        spans = [None] if isinstance(finding.evidence, Absence) else [e.span for e in finding.evidence]
        yield _Remark(spans[0], _said(finding))
        for span in spans[1:]:
            yield _Remark(span, f"{finding.code}: this line shows it too.")
    if parts.aside:
        yield _Remark(audit.segmentation.title, "\n".join(("Aside: wording and what was waived", *parts.aside)))


def _said(finding: Finding) -> str:
    absence = f"Not in the posting: {finding.evidence.what}." if isinstance(finding.evidence, Absence) else ""
    fix = f"Fix: {finding.fix}" if finding.fix else ""
    lines = (finding.message, absence, fix, f"{finding.code}, {finding.severity}")
    return "\n".join(" ".join(line.split()) for line in lines if line)


def _comment(document: Document, remark: _Remark, head: Run, runs: list[tuple[Span, Run]]) -> None:
    span = remark.span
    covered = [run for at, run in runs if span and at.start < span.end and span.start < at.end]
    comment = document.add_comment(covered or [head], plain_xml(remark.text), AUTHOR, _INITIALS)
    # the clock has no say in what an audit produces, and the date is optional
    element = comment._comment_elm
    element.attrib.pop(next(name for name in element.attrib if name.endswith("}date")))


def sealed(document: Document) -> bytes:
    """The document's file, its archive without the time of writing."""
    written, packed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
