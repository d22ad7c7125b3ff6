"""Which findings are shown at once and which are kept aside: advice on wording, and what the house waived."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.finding import Finding
from auditor.policy import NEVER_INLINE

__all__ = ["WORDING", "aside", "aside_sentence", "asks", "ignored_waivers", "is_wording", "visible"]

WORDING = "WORDING"
"""The family of advice on wording: collapsed, outside counts and queue (product, "Rules of restraint")."""


def is_wording(finding: Finding) -> bool:
    """Whether the finding is advice on wording."""
    return finding.code.startswith(WORDING)


def asks(code: str, waived: str | None) -> bool:
    """Whether a finding of this rule, waived for this reason or not, asks for attention and counts."""
    return waived is None and not code.startswith(WORDING)


def visible(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that ask for attention, in their order."""
    return tuple(f for f in findings if asks(f.code, f.waived))


def aside(findings: Iterable[Finding]) -> tuple[str, ...]:
    """A sentence for each of the others: the waived ones with their reason, then the wording."""
    given = sorted(findings, key=lambda finding: finding.waived is None)
    said = (aside_sentence(finding.code, finding.message, finding.waived) for finding in given)
    return tuple(sentence for sentence in said if sentence)


def aside_sentence(code: str, message: str, waived: str | None) -> str:
    """The sentence for a finding that is kept aside; empty for one that asks for attention."""
    if asks(code, waived):
        return ""
    return f"{code}: {message}" if waived is None else f"{code} waived ({waived}): {message}"


def ignored_waivers(codes: Iterable[str]) -> tuple[str, ...]:
    """A sentence for each waiver that a posting carries in vain."""
    why = {True: "no posting can waive it", False: "the postings of a batch waive only with inline_waivers = true"}
    return tuple(f"{code}: the posting's own waiver was ignored; {why[code in NEVER_INLINE]}." for code in codes)
