"""Which findings are shown at once and which are kept aside: advice on wording, and what the house waived."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.finding import Finding

__all__ = ["WORDING", "aside", "is_wording", "visible"]

WORDING = "WORDING"
"""The family of advice on wording: collapsed, outside counts and queue (product, "Rules of restraint")."""


def is_wording(finding: Finding) -> bool:
    """Whether the finding is advice on wording."""
    return finding.code.startswith(WORDING)


def visible(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that ask for attention, in their order."""
    return tuple(f for f in findings if f.waived is None and not is_wording(f))


def aside(findings: Iterable[Finding]) -> tuple[str, ...]:
    """A sentence for each of the others: the waived ones with their reason, then the wording."""
    given = tuple(findings)
    waived = [f"{f.code} waived ({f.waived}): {f.message}" for f in given if f.waived is not None]
    return (*waived, *(f"{f.code}: {f.message}" for f in given if f.waived is None and is_wording(f)))
