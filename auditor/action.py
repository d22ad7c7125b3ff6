"""How much a verdict matters: consequence times confidence, kept apart from the verdict itself."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from auditor.assessment import Assessment
from auditor.finding import Finding, Severity
from auditor.posting import VACANCIES
from auditor.rules.wrong_hire import ANSWERED_DOUBTS
from auditor.verdict import Verdict

__all__ = ["ASIDE", "Action", "bears_on_action", "choose_action"]

_STANDS_BESIDE_DOUBT = {"HIRE001": ANSWERED_DOUBTS}
"""Error findings that hold whatever the answer to these doubts is."""

_NOTED = (Verdict.MISMATCH, Verdict.PARTIAL, Verdict.UNCLAIMED)

ASIDE = ("PAY",)
"""Families of rules whose warnings say nothing about title and work: shown as findings, they decide nothing."""


class Action(StrEnum):
    """What the person who posts should do, loudest first."""

    FIX = "fix"
    DECIDE = "decide"
    REVIEW = "review"
    NOTE = "note"
    READY = "ready"


def choose_action(assessment: Assessment, findings: Iterable[Finding]) -> Action:
    """The action that an assessment and its findings call for.

    A doubt sends the posting to a person unless an error stands whatever the doubt turns out to be. Errors ask for
    a fix and warnings for a decision; a partial or unclaimed verdict, a mismatch that is not sure enough for either,
    a text that is no vacancy, or a waived error or warning is a note.
    """
    found = tuple(f for f in findings if bears_on_action(f))
    standing = tuple(f for f in found if f.waived is None and _stands(f, assessment.review_reasons))
    severities = {finding.severity for finding in standing}
    if Severity.ERROR in severities:
        return Action.FIX
    if assessment.review_reasons:
        return Action.REVIEW
    if Severity.WARNING in severities:
        return Action.DECIDE
    waived = any(f.waived is not None and f.severity is not Severity.INFO for f in found)
    if waived or assessment.verdict in _NOTED or not _is_vacancy(assessment):
        return Action.NOTE
    return Action.READY


def bears_on_action(finding: Finding) -> bool:
    """Whether a finding is about title and work, which the action and the verdict sentence are about."""
    return not finding.code.startswith(ASIDE)


def _stands(finding: Finding, reasons: tuple[str, ...]) -> bool:
    return set(reasons) <= _STANDS_BESIDE_DOUBT.get(finding.code, frozenset())


def _is_vacancy(assessment: Assessment) -> bool:
    return assessment.facts.kind in VACANCIES
