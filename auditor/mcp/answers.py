"""What the tools answer: pure functions of a posting and the house's settings, offline, bounded in size."""

from __future__ import annotations

from dataclasses import dataclass, replace

from auditor.errors import InputTooLargeError, UsageError
from auditor.finding import Absence, Evidence, Finding
from auditor.judgement import Audit
from auditor.mcp.documents import AuditAnswer, EditAnswer, FindingAnswer, RewriteAnswer, RuleAnswer
from auditor.pipeline import audit
from auditor.policy import Policy
from auditor.posting import Posting
from auditor.readers.offline import OfflineReader
from auditor.reports.escape import one_line
from auditor.reports.rule_docs import rule_named
from auditor.rewrite import Edit, OfflineDrafter, rewrite
from auditor.settings import Settings

__all__ = ["MAX_TEXT", "Answers"]

MAX_TEXT = 50_000
"""Longest posting that a tool takes, in code points, so that a draft of it fits into an assistant's context."""

_MAX_TITLE = 300
_MAX_FINDINGS = 20
_MAX_LINES = 3
_MAX_LINE = 240
_MAX_SAID = 600
_MAX_NOTES = 20
_MAX_EDITS = 100


@dataclass(frozen=True, slots=True)
class Answers:
    """The tools under a house's settings. The reader is always the offline one: nothing leaves the machine.

    A posting's own waivers count only where `inline_waivers = true`: an assistant may be shown anybody's posting.
    """

    settings: Settings

    def audit(self, text: str, title: str = "", profile: str = "") -> AuditAnswer:
        """The audit of a posting in short; without a title, that of the text's first line, if it is one.

        Raises:
            InputError: the text is empty, binary or over the size limit.
            UsageError: the title is too long, or no profile has this name.
        """
        found = self._audited(text, title, profile)
        findings = found.findings[:_MAX_FINDINGS]
        reading = found.reading
        return {
            "action": found.action,
            "summary": _said(found.summary),
            "title": _said(found.title) if found.title else None,
            "title_claims": list(found.assessment.claimed),
            "role": reading.role if reading else None,
            "secondary_role": reading.secondary_role if reading else None,
            "confidence": round(reading.confidence, 4) if reading else None,
            "verdict": found.verdict,
            "verdict_by_profile": dict(found.verdict_by_profile),
            "profile": found.profile.id,
            "house_policy": self.settings.policy.house,
            "needs_review": found.needs_review,
            "review_reasons": list(found.review_reasons),
            "suggested_titles": [_said(name) for name in found.suggested_titles],
            "findings": [_finding(finding, found.posting.text) for finding in findings],
            "findings_left_out": len(found.findings) - len(findings),
            "rule_set": found.versions.rule_set,
        }

    def explain_rule(self, code: str) -> RuleAnswer:
        """The rule with this code.

        Raises:
            UsageError: no rule has this code.
        """
        rule = rule_named(code.strip()[:_MAX_TITLE])
        return {
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity,
            "on_by_default": rule.default_on,
            "summary": rule.summary,
            "sections": dict(rule.doc),
        }

    def rewrite(self, text: str, title: str = "", profile: str = "") -> RewriteAnswer:
        """A draft that would pass, made by code alone and audited again; its untouched lines are as they were.

        Raises:
            InputError: the text is empty, binary or over the size limit.
            UsageError: the title is too long, or no profile has this name.
        """
        draft = rewrite(self._audited(text, title, profile), OfflineDrafter(), OfflineReader())
        edits = draft.edits[:_MAX_EDITS]
        return {
            "title": draft.title,
            "text": draft.text,
            "changed": draft.changed,
            "passes": draft.passes,
            "notes": [_said(note) for note in draft.notes[:_MAX_NOTES]],
            "placeholders": list(draft.placeholders),
            "edits": [_edit(edit) for edit in edits],
            "edits_left_out": len(draft.edits) - len(edits),
            "action_before": draft.before.action,
            "action_after": draft.after.action,
        }

    def _audited(self, text: str, title: str, profile: str) -> Audit:
        if len(text) > MAX_TEXT:
            raise InputTooLargeError(
                f"the posting has {len(text):,} characters; this tool takes {MAX_TEXT:,}",
                "Pass one posting at a time; auditor audit FILE takes longer ones.",
            )
        if len(title) > _MAX_TITLE:
            raise UsageError(
                f"the title has {len(title)} characters; at most {_MAX_TITLE} fit", "Pass the title alone."
            )
        posting = Posting(title.strip() or None, text)
        return audit(posting, OfflineReader(), profile or self.settings.profile, _policy(self.settings))


def _policy(settings: Settings) -> Policy:
    return replace(settings.policy, inline=settings.policy.inline is True)


def _finding(finding: Finding, text: str) -> FindingAnswer:
    evidence = finding.evidence
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "confidence": finding.certainty,
        "message": _said(finding.message),
        "fix": _said(finding.fix),
        "lines": [] if isinstance(evidence, Absence) else [_line(place, text) for place in evidence[:_MAX_LINES]],
        "absence": _said(evidence.what) if isinstance(evidence, Absence) else None,
        "waived": _said(finding.waived) if finding.waived else None,
    }


def _line(place: Evidence, text: str) -> str:
    return _short(place.span.of(text), _MAX_LINE)


def _edit(edit: Edit) -> EditAnswer:
    return {"kind": edit.kind, "statement": edit.statement, "reason": _said(edit.reason)}


def _said(text: str) -> str:
    return _short(text, _MAX_SAID)


def _short(text: str, limit: int) -> str:
    """The text on one visible line of at most `limit` characters; what is cut shows as an ellipsis."""
    line = one_line(text)
    return line if len(line) <= limit else line[: limit - 1] + "…"
