"""What changed between two versions of a posting, in a few true sentences."""

from __future__ import annotations

from collections import Counter

from auditor.judgement import Audit
from auditor.rules.shown import visible
from auditor.ui.wording import role_label, shortened

__all__ = ["changes"]

_GIST_LIMIT = 240


def changes(before: Audit, after: Audit) -> tuple[str, ...]:
    """Sentences on what changed from `before` to `after`; says plainly when text and conclusions are the same."""
    found = (*_text(before, after), *_title(before, after), *_role(before, after), *_action(before, after))
    return (*found, *_findings(before, after)) or ("Nothing changed: same text, same title, same findings.",)


def _text(before: Audit, after: Audit) -> tuple[str, ...]:
    if before.posting.text == after.posting.text:
        return ()
    old, new = Counter(_lines(before)), Counter(_lines(after))
    added, gone = (new - old).total(), (old - new).total()
    noun = "line" if added == 1 else "lines"
    return (f"Text: {added} {noun} new or reworded, {gone} gone.",) if added or gone else ("Text: lines reordered.",)


def _lines(audit: Audit) -> list[str]:
    return [" ".join(line.split()) for line in audit.posting.text.splitlines() if line.strip()]


def _title(before: Audit, after: Audit) -> tuple[str, ...]:
    if before.title == after.title:
        return ()
    return (f"Title: “{before.title or 'none'}” → “{after.title or 'none'}”.",)


def _role(before: Audit, after: Audit) -> tuple[str, ...]:
    old, new = (
        role_label(audit.assessment, audit.assessment.role) if audit.assessment.role else "cannot be told"
        for audit in (before, after)
    )
    return () if old == new else (f"Work: {old} → {new}.",)


def _action(before: Audit, after: Audit) -> tuple[str, ...]:
    if before.action is after.action:
        return ()
    return (f"Action: {before.action.value.capitalize()} → {after.action.value.capitalize()}.",)


def _findings(before: Audit, after: Audit) -> tuple[str, ...]:
    old = {finding.code: finding for finding in visible(before.findings)}
    new = {finding.code: finding for finding in visible(after.findings)}
    solved = [f"Solved: {_gist(old[code].message)}" for code in old if code not in new]
    return (*solved, *(f"New: {_gist(new[code].message)}" for code in new if code not in old))


def _gist(message: str) -> str:
    """The first sentence, on one line of bounded length."""
    gist = shortened(message.split(". ")[0].rstrip("."), _GIST_LIMIT)
    return gist if gist.endswith("…") else f"{gist}."
