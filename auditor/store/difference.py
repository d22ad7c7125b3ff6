"""What changed between two audits of one vacancy. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from auditor.posting import Posting
from auditor.reports.document import AuditDocument
from auditor.reports.escape import one_line, visible

__all__ = ["difference"]

_FIELDS = ("action", "verdict", "role", "secondary_role", "confidence", "summary")


def difference(
    before: AuditDocument, after: AuditDocument, old: Posting | None = None, new: Posting | None = None
) -> tuple[str, ...]:
    """Lines that say what changed: title, conclusions, findings gone and new, and the text where both were kept."""
    return (*_conclusions(before, after), *_findings(before, after), *_text(old, new))


def _conclusions(before: AuditDocument, after: AuditDocument) -> Iterator[str]:
    if before["posting"]["title"] != after["posting"]["title"]:
        yield f"title: {_said(before['posting']['title'])} -> {_said(after['posting']['title'])}"
    for name in _FIELDS:
        one, other = before.get(name), after.get(name)
        if one != other:
            yield f"{name.replace('_', ' ')}: {_said(one)} -> {_said(other)}"


def _findings(before: AuditDocument, after: AuditDocument) -> Iterator[str]:
    old = {finding["code"]: finding["message"] for finding in before["findings"]}
    new = {finding["code"]: finding["message"] for finding in after["findings"]}
    yield from (f"gone: {code} {_said(old[code])}" for code in sorted(old.keys() - new.keys()))
    yield from (f"new: {code} {_said(new[code])}" for code in sorted(new.keys() - old.keys()))


def _text(old: Posting | None, new: Posting | None) -> Iterator[str]:
    if old is None or new is None or old.text == new.text:
        return
    lines = (visible(old.text).splitlines(), visible(new.text).splitlines())
    yield from difflib.unified_diff(*lines, "before", "after", lineterm="", n=1)


def _said(value: object) -> str:
    return "none" if value is None else one_line(str(value))
