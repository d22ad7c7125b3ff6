"""Texts for the clipboard: the fixes as a list, and a note of five lines to the hiring manager. Plain text only."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.action import Action
from auditor.finding import Finding
from auditor.judgement import Audit
from auditor.ui.sides import Side
from auditor.ui.wording import ask_back, next_step, reasons_shown, shortened

__all__ = ["NOTHING_TO_CHANGE", "fixes_text", "manager_note", "note_of", "quote_sentence"]

NOTHING_TO_CHANGE = "Nothing has to change."

_NOTE_QUOTE_LIMIT = 140
_FOR_WANT_OF_QUOTES = ("No other line of it decides the matter.", "Its text names no duty that could be quoted.")


def fixes_text(audit: Audit, findings: tuple[Finding, ...]) -> str:
    """What to do, numbered, under the title: what settles a doubt and the fixes; or that nothing has to change.

    Fixes that stand whatever settles the doubt come first.
    """
    settling = [next_step(reason) for reason in reasons_shown(audit.review_reasons)]
    fixes = [_one_line(finding.fix) for finding in findings]
    steps = [*fixes, *settling] if audit.action is Action.FIX else [*settling, *fixes]
    lines = [f"{number}. {step}" for number, step in enumerate(dict.fromkeys(steps), start=1)]
    return "\n".join([f"{_name(audit.title)}: {audit.summary}", *(lines or [NOTHING_TO_CHANGE])])


def manager_note(audit: Audit, promise: Side, work: Side, findings: tuple[Finding, ...]) -> str:
    """The note about an audit; the two columns are the page's."""
    fix = _settling(audit) or (findings[0].fix if findings else NOTHING_TO_CHANGE)
    return note_of(audit.title, audit.summary, _quotes(audit, promise, work), fix, ask_back(audit))


def note_of(title: str | None, summary: str, quotes: Sequence[str], fix: str, question: str) -> str:
    """Five lines: the verdict, the first two of `quotes` (or what is missing), the fix, one question."""
    first, second, *_ = *quotes, *_FOR_WANT_OF_QUOTES
    lines = (f"{_name(title)}: {summary}", first, second, f"Suggestion: {fix}", f"My question: {question}")
    return "\n".join(_one_line(line) for line in lines)


def quote_sentence(line: str) -> str:
    """That the posting says this, shortened."""
    return f"The posting says: “{shortened(line, _NOTE_QUOTE_LIMIT)}”"


def _quotes(audit: Audit, promise: Side, work: Side) -> list[str]:
    lines = (*work.lines[:1], *promise.lines[:1], *work.lines[1:], *promise.lines[1:])
    quotes = [quote_sentence(line.text) for line in lines[:2]]
    if promise.chips and not promise.lines and audit.assessment.role not in audit.assessment.claimed:
        quotes.append("No line of it describes what the title promises.")
    return quotes


def _settling(audit: Audit) -> str:
    """What to do about the doubt when the posting cannot be acted on before; else empty."""
    reasons = reasons_shown(audit.review_reasons)
    return next_step(reasons[0]) if reasons and audit.action is Action.REVIEW else ""


def _name(title: str | None) -> str:
    return f"“{_one_line(title)}”" if title else "The posting without a title"


def _one_line(text: str) -> str:
    return " ".join(text.split())
