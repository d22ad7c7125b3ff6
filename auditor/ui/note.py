"""Texts for the clipboard: the fixes as a list, and a note of five lines to the hiring manager. Plain text only."""

from __future__ import annotations

from auditor.action import Action
from auditor.finding import Finding
from auditor.judgement import Audit
from auditor.ui.sides import QuotedLine, Side
from auditor.ui.wording import ask_back, next_step, reasons_shown, shortened

__all__ = ["fixes_text", "manager_note"]

_NOTE_QUOTE_LIMIT = 140


def fixes_text(audit: Audit, findings: tuple[Finding, ...]) -> str:
    """What to do, numbered, under the title: what settles a doubt, then the fixes; or that nothing has to change."""
    steps = [next_step(reason) for reason in reasons_shown(audit.review_reasons)] + [
        _one_line(finding.fix) for finding in findings
    ]
    lines = [f"{number}. {step}" for number, step in enumerate(dict.fromkeys(steps), start=1)]
    return "\n".join([f"{_name(audit)}: {audit.summary}", *(lines or ["Nothing has to change."])])


def manager_note(audit: Audit, promise: Side, work: Side, findings: tuple[Finding, ...]) -> str:
    """Five lines: the verdict, two quoted lines (or what is missing), the fix, one question."""
    first, second = _two_quotes(audit, promise, work)
    fix = _settling(audit) or (findings[0].fix if findings else "Nothing has to change.")
    lines = (
        f"{_name(audit)}: {audit.summary}",
        first,
        second,
        f"Suggestion: {fix}",
        f"My question: {ask_back(audit)}",
    )
    return "\n".join(_one_line(line) for line in lines)


def _two_quotes(audit: Audit, promise: Side, work: Side) -> tuple[str, str]:
    quotes = [_quote(line) for line in (*work.lines[:1], *promise.lines[:1], *work.lines[1:], *promise.lines[1:])][:2]
    if promise.chips and not promise.lines and audit.assessment.role not in audit.assessment.claimed:
        quotes.append("No line of it describes what the title promises.")
    quotes += ["No other line of it decides the matter.", "Its text names no duty that could be quoted."]
    return quotes[0], quotes[1]


def _quote(line: QuotedLine) -> str:
    return f"The posting says: “{shortened(line.text, _NOTE_QUOTE_LIMIT)}”"


def _settling(audit: Audit) -> str:
    """What to do about the doubt when the posting cannot be acted on before; else empty."""
    reasons = reasons_shown(audit.review_reasons)
    return next_step(reasons[0]) if reasons and audit.action is Action.REVIEW else ""


def _name(audit: Audit) -> str:
    return f"“{_one_line(audit.title)}”" if audit.title else "The posting without a title"


def _one_line(text: str) -> str:
    return " ".join(text.split())
