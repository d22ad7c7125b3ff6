"""Format name -> function. Each renderer is imported when it is used, so that none slows the others down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from auditor.errors import UsageError
from auditor.judgement import Audit

__all__ = ["FORMATS", "Medium", "Renderer", "render", "render_file"]


@dataclass(frozen=True, slots=True)
class Medium:
    """What a report is written for.

    `width` (columns) and `colour` matter to the terminal only; `artifact` is the audited file's name for SARIF.
    """

    width: int = 100
    colour: bool = False
    artifact: str = "posting.txt"


Renderer = Callable[[Audit, Medium], str]


def _terminal(audit: Audit, medium: Medium) -> str:
    from auditor.reports.terminal import terminal_report

    return terminal_report(audit, width=medium.width, colour=medium.colour)


def _json(audit: Audit, medium: Medium) -> str:
    from auditor.reports.document import audit_document, encode

    return encode(audit_document(audit)) + "\n"


def _markdown(audit: Audit, medium: Medium) -> str:
    from auditor.reports.markdown import markdown_report

    return markdown_report(audit)


def _html(audit: Audit, medium: Medium) -> str:
    from auditor.reports.html import html_report

    return html_report(audit)


def _sarif(audit: Audit, medium: Medium) -> str:
    from auditor.reports.sarif import sarif_report

    return sarif_report(audit, medium.artifact)


FORMATS: Mapping[str, Renderer] = {
    "terminal": _terminal,
    "json": _json,
    "markdown": _markdown,
    "html": _html,
    "sarif": _sarif,
}
_FILE_FORMATS = (*FORMATS, "docx")
"""What an audit can be written to a file as: every text format, and a Word document."""


def render(audit: Audit, format_name: str, medium: Medium | None = None) -> str:
    """The audit in a format, ending in a line feed; always encodable as UTF-8.

    Raises:
        UsageError: no format has this name.
    """
    if format_name not in FORMATS:
        raise UsageError(f"no format is called {format_name!r}", f"Use one of: {', '.join(_FILE_FORMATS)}.")
    return FORMATS[format_name](audit, medium or Medium())


def render_file(audit: Audit, format_name: str, medium: Medium | None = None) -> bytes:
    """The audit as the content of a file: text in UTF-8, or for `docx` a Word document.

    Raises:
        UsageError: no format has this name.
    """
    if format_name != "docx":
        return render(audit, format_name, medium).encode("utf-8")
    from auditor.reports.word import word_report

    return word_report(audit)
