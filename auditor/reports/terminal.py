"""The report for a terminal: severity in words first, colour only where a terminal can show it."""

from __future__ import annotations

import io

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from auditor.finding import Absence, Finding
from auditor.judgement import Audit
from auditor.reports.escape import one_line
from auditor.reports.outline import Line, Outline, outline, quoted
from auditor.reports.plan import plan_in_brief

__all__ = ["terminal_report"]

_STYLES = {
    "Fix": "bold white on red",
    "Decide": "bold black on yellow",
    "Review": "bold white on magenta",
    "Note": "bold white on blue",
    "Ready": "bold black on green",
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold blue",
}
_QUOTE_LIMIT = 240
"""Longest quotation in characters; a statement of flat text can be a whole paragraph."""


def terminal_report(audit: Audit, *, width: int = 100, colour: bool = False) -> str:
    """The report as text of at most `width` columns, with colour codes only when `colour` is set."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    parts = outline(audit)
    _head(console, parts)
    _comparison(console, parts)
    _findings(console, parts, audit.posting.text)
    _aside(console, parts)
    if advised := plan_in_brief(audit):
        label = "First move:" if audit.advice and audit.advice.first_move else "Before you hire:"
        _say(console, (label, "bold"), advised)
    _foot(console, parts)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _say(console: Console, *pieces: str | tuple[str, str], indent: int = 0) -> None:
    safe = ((one_line(p), "") if isinstance(p, str) else (one_line(p[0]), p[1]) for p in pieces)
    text = Text(" ").join(Text(words, style) for words, style in safe)
    console.print(Padding(text, (0, 0, 0, indent)))


def _head(console: Console, parts: Outline) -> None:
    _say(console, (f"{parts.action.upper()}:", _STYLES[parts.action]), (parts.summary, "bold"))
    _say(console, parts.confidence)
    if parts.profiles_differ:
        _say(console, parts.profiles_differ)
    for reason in parts.review:
        _say(console, ("Look:", "bold"), reason)
    console.print()


def _comparison(console: Console, parts: Outline) -> None:
    title = f'"{parts.title}" promises' if parts.title else "The title promises"
    _say(console, (title, "bold"), f"{parts.promises}.")
    if parts.work is None:
        _say(console, ("The work described", "bold"), "could not be told.")
    else:
        _say(console, ("The work described", "bold"), f"is that of {parts.work}{':' if parts.work_lines else '.'}")
    _lines(console, parts.work_lines, 2)
    console.print()


def _lines(console: Console, lines: tuple[Line, ...], indent: int) -> None:
    for line in lines:
        where = f"[{line.number}]" if line.number else "-"
        _say(console, (where, "dim"), _shortened(line.text), indent=indent)


def _shortened(text: str) -> str:
    return text if len(text) <= _QUOTE_LIMIT else text[: _QUOTE_LIMIT - 1].rstrip() + "…"


def _findings(console: Console, parts: Outline, text: str) -> None:
    if not parts.in_full:
        return
    _say(console, ("Findings", "bold underline"))
    for finding in parts.in_full:
        _finding(console, finding, text, parts.work_lines)
    for finding in parts.in_brief:
        _say(console, *_label(finding), finding.message, indent=2)
    if parts.in_brief:
        console.print()


def _aside(console: Console, parts: Outline) -> None:
    if parts.aside:
        _say(console, ("Aside: wording and what was waived", "bold underline"))
        for sentence in parts.aside:
            _say(console, sentence, indent=2)
        console.print()


def _label(finding: Finding) -> tuple[tuple[str, str], str]:
    return (finding.severity.value, _STYLES[finding.severity.value]), finding.code


def _finding(console: Console, finding: Finding, text: str, above: tuple[Line, ...]) -> None:
    _say(console, *_label(finding), finding.name, f"({finding.certainty.value} confidence)", indent=2)
    _say(console, finding.message, indent=4)
    if isinstance(finding.evidence, Absence):
        _say(console, f"Absent: {finding.evidence.what}.", indent=4)
    lines = quoted(finding.evidence, text)
    if again := [f"[{line.number}]" for line in lines if line.number and line in above]:
        _say(console, (" ".join(again), "dim"), "(quoted above)", indent=6)
    _lines(console, tuple(line for line in lines if not line.number or line not in above), 6)
    _say(console, ("Fix:", "bold"), finding.fix, indent=4)
    console.print()


def _foot(console: Console, parts: Outline) -> None:
    for sentence in parts.pay:
        _say(console, ("Pay:", "bold"), sentence)
    if parts.suggested_titles:
        _say(console, ("Titles people search for:", "bold"), ", ".join(parts.suggested_titles))
    _say(console, (parts.read_by, "dim"))
