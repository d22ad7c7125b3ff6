"""What a person is told about an audit, in order, before any renderer decides how it looks.

Every string is as the posting or the audit has it: escaping is the renderer's.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.action import Action
from auditor.finding import Absence, Evidence, Finding
from auditor.judgement import Audit
from auditor.posting import VACANCIES
from auditor.reports.pay_lines import pay_lines
from auditor.review import REVIEW_REASONS
from auditor.rules.evidence import role_evidence
from auditor.rules.gates import role_told
from auditor.rules.shown import aside, ignored_waivers, visible
from auditor.rules.wording import a_role, and_list
from auditor.verdict import Verdict

__all__ = ["ACTION_WORDS", "Line", "Outline", "outline", "quoted"]

_FINDINGS_IN_FULL = 3
"""Findings shown with message, evidence and fix; the rest get one line each (product, "The audit page")."""

ACTION_WORDS = {
    Action.FIX: "Fix",
    Action.DECIDE: "Decide",
    Action.REVIEW: "Review",
    Action.NOTE: "Note",
    Action.READY: "Ready",
}
_VERDICT_WORDS = {
    Verdict.MATCH: "title and work agree",
    Verdict.PARTIAL: "the title covers the smaller of two jobs",
    Verdict.MISMATCH: "title and work differ",
    Verdict.UNCLAIMED: "the title names none of the four AI roles",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A quoted piece of the posting; `number` is its statement, or None outside every statement."""

    number: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a report in reading order.

    `promises` and `work` each complete a sentence ("an AI engineer"); `work` is None when no role could be told.
    `profiles_differ` is one line when the profiles give different verdicts. `in_full` are the loudest findings,
    `in_brief` the others, `aside` what was waived and the advice on wording. `pay` are sentences on the pay stated.
    """

    action: str
    summary: str
    confidence: str
    title: str | None
    promises: str
    work: str | None
    work_lines: tuple[Line, ...]
    profiles_differ: str | None
    review: tuple[str, ...]
    in_full: tuple[Finding, ...]
    in_brief: tuple[Finding, ...]
    aside: tuple[str, ...]
    suggested_titles: tuple[str, ...]
    pay: tuple[str, ...]
    read_by: str


def outline(audit: Audit) -> Outline:
    """The audit as a person is told it."""
    assessment, role = audit.assessment, audit.assessment.role
    shown = visible(audit.findings)
    return Outline(
        action=ACTION_WORDS[audit.action],
        summary=audit.summary,
        confidence=_confidence_words(audit),
        title=audit.title,
        promises=_promises(audit),
        work=a_role(assessment, role) if role else None,
        work_lines=quoted(role_evidence(assessment, role), audit.posting.text) if role else (),
        profiles_differ=_profiles_differ(audit),
        review=_review(audit),
        in_full=shown[:_FINDINGS_IN_FULL],
        in_brief=shown[_FINDINGS_IN_FULL:],
        aside=(*ignored_waivers(audit.assessment.waivers_ignored), *aside(audit.findings)),
        suggested_titles=audit.suggested_titles if _offers_titles(audit) else (),
        pay=pay_lines(audit),
        read_by=_read_by(audit),
    )


def _offers_titles(audit: Audit) -> bool:
    """Whether other titles help: not where the title may stay, nor before the role is settled."""
    return audit.action is not Action.READY and role_told(audit.assessment)


def _confidence_words(audit: Audit) -> str:
    """How certain the role is, in words with the calibrated probability behind them."""
    reading, profile = audit.reading, audit.profile
    if reading is None or reading.role is None:
        return "The role could not be told."
    chance = f"{reading.confidence:.0%}"
    if reading.confidence >= profile.sure:
        return f"Sure of the role ({chance})."
    if reading.confidence >= profile.doubtful:
        return f"Fairly sure of the role ({chance})."
    return f"Unsure of the role ({chance})."


def quoted(evidence: tuple[Evidence, ...] | Absence, text: str) -> tuple[Line, ...]:
    """The pieces of the text that the evidence points to; empty for an absence."""
    return () if isinstance(evidence, Absence) else tuple(Line(e.statement, e.span.of(text)) for e in evidence)


def _review(audit: Audit) -> tuple[str, ...]:
    """The reasons as sentences, without those that the summary already says."""
    sentences = (REVIEW_REASONS[reason] for reason in audit.review_reasons)
    return tuple(sentence for sentence in sentences if sentence not in audit.summary)


def _promises(audit: Audit) -> str:
    if audit.claims is None:
        return "nothing: no title was given or found"
    claimed = audit.assessment.claimed
    return and_list(a_role(audit.assessment, role) for role in claimed) if claimed else "none of the four AI roles"


def _profiles_differ(audit: Audit) -> str | None:
    verdicts = audit.verdict_by_profile
    if len(set(verdicts.values())) < 2 or not _judged(audit):
        return None
    profiles = audit.assessment.taxonomy.profiles
    parts = (f"{profiles[id_].name}: {_VERDICT_WORDS[verdict]}" for id_, verdict in verdicts.items() if verdict)
    return f"It depends on how titles are used ({'; '.join(parts)})."


def _judged(audit: Audit) -> bool:
    return audit.assessment.facts.kind in VACANCIES and audit.assessment.role is not None


def _read_by(audit: Audit) -> str:
    model = f" ({audit.provenance.model})" if audit.provenance.model else ""
    house = f" House policy: {audit.assessment.policy.house}." if audit.assessment.policy.house else ""
    return f"Read by {audit.provenance.reader}{model}; profile {audit.profile.id} ({audit.profile.name}).{house}"
