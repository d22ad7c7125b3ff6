"""What the page shows for an audit, as plain values: no Streamlit, no HTML, so that another front end could show it."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.action import Action
from auditor.advice import Advice, Answers, advise
from auditor.finding import Absence, Finding, Severity
from auditor.judgement import Audit
from auditor.rules.shown import visible
from auditor.ui.details import details, unstated
from auditor.ui.marked_text import Piece, deciding_numbers, marked_text
from auditor.ui.note import fixes_text, manager_note
from auditor.ui.section import Detail
from auditor.ui.sides import Side, promise_side, work_side
from auditor.ui.wording import (
    VERDICT_WORDS,
    confidence_words,
    next_step,
    reason_sentence,
    reasons_shown,
    shortened,
)
from auditor.verdict import Verdict

__all__ = ["AuditView", "FindingView", "ReviewReason", "TwoReaders", "view_of"]

_VISIBLE_FINDINGS = 3
_SUGGESTIONS = 2
_QUOTE_LIMIT = 120
_QUOTES = 2
_NOBODY = Answers()


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as shown: `quotes` are (statement number or None, shortened text).

    What it misses in the posting is said by its message, so an absence is not told a second time.
    """

    code: str
    severity: Severity
    message: str
    fix: str
    quotes: tuple[tuple[int | None, str], ...]


@dataclass(frozen=True, slots=True)
class ReviewReason:
    """Why a person should look, and what to do about it."""

    why: str
    next_step: str


@dataclass(frozen=True, slots=True)
class AuditView:
    """Everything on the page below the composer, in page order."""

    action: Action
    sentence: str
    confidence: str
    reader: str
    profile: str
    other_profile: str | None
    title: str
    suggestions: tuple[str, ...]
    promise: Side
    work: Side
    findings: tuple[FindingView, ...]
    reasons: tuple[ReviewReason, ...]
    all_clear: str
    fixes: str
    note: str
    text: tuple[Piece, ...]
    tagged: int
    details: tuple[Detail, ...]
    readers: TwoReaders | None
    advice: Advice | None


@dataclass(frozen=True, slots=True)
class TwoReaders:
    """What the language model and the offline reader say of the work when they name different roles."""

    names: tuple[str, str]
    sides: tuple[Side, Side]


def view_of(
    audit: Audit, other: Audit | None = None, offline: Audit | None = None, answers: Answers = _NOBODY
) -> AuditView:
    """The view of an audit.

    `other` is the same posting judged by the other profile; `offline` the same by the offline reader, when a language
    model read; `answers` is what only the user knows.
    """
    advice = advise(audit.assessment, audit.findings, answers)
    asking = visible(audit.findings)
    shown, further = asking[:_VISIBLE_FINDINGS], asking[_VISIBLE_FINDINGS:]
    promise, work = promise_side(audit), work_side(audit)
    told = frozenset(line.statement for side in (promise, work) for line in side.lines)
    text = marked_text(audit, deciding_numbers((promise, work), shown), shown)
    profile = audit.profile
    return AuditView(
        action=audit.action,
        sentence=audit.summary,
        confidence=confidence_words(audit.reading, profile.sure, profile.doubtful),
        reader=_reader(audit),
        profile=_with_article(profile.name),
        other_profile=_difference(audit, other),
        title=audit.title or "",
        suggestions=_suggestions(audit),
        promise=promise,
        work=work,
        findings=tuple(_finding(audit, finding, told) for finding in shown),
        reasons=tuple(ReviewReason(reason_sentence(r), next_step(r)) for r in reasons_shown(audit.review_reasons)),
        all_clear=_all_clear(advice),
        fixes=fixes_text(audit, shown),
        note=manager_note(audit, promise, work, shown),
        text=text,
        tagged=sum(1 for piece in text if piece.chip and not piece.deciding),
        details=details(audit, further, advice),
        readers=_readers(audit, work, offline),
        advice=advice,
    )


def _readers(audit: Audit, work: Side, offline: Audit | None) -> TwoReaders | None:
    if offline is None or offline.assessment.role is audit.assessment.role:
        return None
    profile = audit.profile
    by_model, by_us = (
        f"The work, {name} ({confidence_words(found.reading, profile.sure, profile.doubtful)})"
        for name, found in ((f"by {audit.provenance.model}", audit), ("read offline", offline))
    )
    return TwoReaders((by_model, by_us), (work, work_side(offline)))


def _reader(audit: Audit) -> str:
    by = audit.provenance
    return f"read by {by.model} ({by.provider})" if by.model else "read offline, on this machine"


def _difference(audit: Audit, other: Audit | None) -> str | None:
    """One line when the other profile would say something else."""
    if other is None or (other.action is audit.action and other.verdict is audit.verdict):
        return None
    name, action = _with_article(other.profile.name), other.action.value.capitalize()
    if other.action is audit.action:
        return f"By {name} this would still be {action}, though {VERDICT_WORDS[other.verdict]}."
    return f"By {name} this would be {action}: {_cause(other)}."


def _cause(audit: Audit) -> str:
    """What the action comes from, in a few words: the verdict, unless an error says something else than it."""
    wrong_hire = any(f.code == "HIRE001" and f.severity is Severity.ERROR for f in audit.findings)
    if wrong_hire and audit.action is Action.FIX and audit.verdict is not Verdict.MISMATCH:
        return "the must-haves ask for another job"
    return VERDICT_WORDS[audit.verdict]


def _with_article(profile_name: str) -> str:
    return profile_name if profile_name.endswith("use") else f"the {profile_name}"


def _suggestions(audit: Audit) -> tuple[str, ...]:
    current = (audit.title or "").strip().casefold()
    return tuple(title for title in audit.suggested_titles if title.strip().casefold() != current)[:_SUGGESTIONS]


def _all_clear(advice: Advice | None) -> str:
    """What stands where findings would: nothing to change, and what candidates will still ask."""
    missing = unstated(advice)
    if not missing:
        return "Nothing has to change."
    return f"Nothing has to change. Before posting, check that it says what candidates will ask: {'; '.join(missing)}."


def _finding(audit: Audit, finding: Finding, told: frozenset[int]) -> FindingView:
    """The finding without the quotes that stand in the columns above it already."""
    evidence = finding.evidence
    places = () if isinstance(evidence, Absence) else [e for e in evidence if e.statement not in told][:_QUOTES]
    return FindingView(
        code=finding.code,
        severity=finding.severity,
        message=finding.message,
        fix=finding.fix,
        quotes=tuple((p.statement, shortened(p.span.of(audit.posting.text), _QUOTE_LIMIT)) for p in places),
    )
