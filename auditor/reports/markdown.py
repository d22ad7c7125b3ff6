"""The report in Markdown, for an issue, a chat or a document; nothing of the posting can become markup."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.finding import Absence, Finding
from auditor.judgement import Audit
from auditor.reports.escape import markdown_text
from auditor.reports.outline import Line, Outline, outline, quoted
from auditor.reports.plan import PlanRow, plan

__all__ = ["markdown_report"]


def markdown_report(audit: Audit) -> str:
    """The report as CommonMark."""
    parts = outline(audit)
    findings = _findings(parts, audit.posting.text)
    blocks = [*_head(parts), *_comparison(parts), *findings, *_plan(audit), *_foot(parts)]
    return "\n\n".join(blocks) + "\n"


def _head(parts: Outline) -> Iterator[str]:
    yield f"# {parts.action}: {markdown_text(parts.title or 'posting without a title')}"
    yield f"**{markdown_text(parts.summary)}**"
    yield markdown_text(parts.confidence)
    if parts.profiles_differ:
        yield markdown_text(parts.profiles_differ)
    if parts.review:
        yield "\n".join(f"- Look: {markdown_text(reason)}" for reason in parts.review)


def _comparison(parts: Outline) -> Iterator[str]:
    yield "## Title and work"
    yield f"The title promises {markdown_text(parts.promises)}."
    if parts.work is None:
        yield "The work described could not be told."
        return
    yield f"The work described is that of {markdown_text(parts.work)}{':' if parts.work_lines else '.'}"
    if parts.work_lines:
        yield "\n".join(_quote(line) for line in parts.work_lines)


def _quote(line: Line) -> str:
    where = f"statement {line.number}" if line.number else "text"
    return f"- {where}: “{markdown_text(line.text)}”"


def _findings(parts: Outline, text: str) -> Iterator[str]:
    if not parts.in_full:
        return
    yield "## Findings"
    for finding in parts.in_full:
        yield from _finding(finding, text)
    if parts.in_brief:
        yield "\n".join(
            f"- **{finding.severity.value}** {finding.code}: {markdown_text(finding.message)}"
            for finding in parts.in_brief
        )


def _finding(finding: Finding, text: str) -> Iterator[str]:
    yield f"### {finding.severity.value}: {finding.code} {finding.name} ({finding.certainty.value} confidence)"
    yield markdown_text(finding.message)
    if isinstance(finding.evidence, Absence):
        yield f"Absent: {markdown_text(finding.evidence.what)}."
    else:
        yield "\n".join(_quote(line) for line in quoted(finding.evidence, text))
    yield f"**Fix:** {markdown_text(finding.fix)}"


def _plan(audit: Audit) -> Iterator[str]:
    for part in plan(audit):
        yield f"## {part.name}"
        yield "\n".join(_plan_row(row) for row in part.rows)
        yield f"_{markdown_text(part.source)}_"


def _plan_row(row: PlanRow) -> str:
    lead = f"**{markdown_text(row.lead)}** " if row.lead else ""
    quotes = "".join(f"\n  {_quote(line)}" for line in row.lines)
    return f"- {lead}{markdown_text(row.text)}{quotes}"


def _foot(parts: Outline) -> Iterator[str]:
    if parts.pay:
        yield "## Pay"
        yield "\n".join(f"- {markdown_text(sentence)}" for sentence in parts.pay)
    if parts.aside:
        yield "## Aside: wording and what was waived"
        yield "\n".join(f"- {markdown_text(sentence)}" for sentence in parts.aside)
    if parts.suggested_titles:
        yield "## Titles people search for"
        yield "\n".join(f"- {markdown_text(title)}" for title in parts.suggested_titles)
    yield f"_{markdown_text(parts.read_by)}_"
