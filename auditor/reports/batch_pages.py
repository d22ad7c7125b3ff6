"""Pages about a whole batch: the report with counts and the loudest audits, and the digest of what to send back.

Self-contained like the report of one audit: no script, nothing loaded, readable on screen, phone and paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from auditor.action import Action
from auditor.posting import PostingKind
from auditor.reports.document import AuditDocument
from auditor.reports.outline import ACTION_WORDS
from auditor.reports.self_contained import self_contained
from auditor.rules import ALL_RULES
from auditor.rules.not_a_vacancy import KIND_WORDS
from auditor.rules.shown import aside_sentence, asks, ignored_waivers

__all__ = ["OwnerDigest", "SendBack", "batch_report", "digest_page", "signoff_page"]

_ACTION_MEANS = {
    Action.FIX: "title and work contradict each other",
    Action.DECIDE: "rename, or keep the title and record why",
    Action.REVIEW: "a person should look first",
    Action.NOTE: "worth knowing, nothing to do",
    Action.READY: "title and work agree",
}
_REASONS = {
    "same_posting": "same title and text as an earlier row",
    "empty": "no text",
    "binary": "not text",
    "too_large": "over the size limit",
    "malformed_row": "not a posting",
    "unreadable": "cannot be read",
    "closed": "the job is closed",
    "not_done": "not done yet; the same command goes on",
    "internal_error": "a defect of the auditor; the ledger has its traceback",
}


@dataclass(frozen=True, slots=True)
class SendBack:
    """A posting that its owner should have back; `sentence` can be forwarded as it is, `also` are rows with nearly
    the same text."""

    row: int
    source_id: str | None
    title: str
    action: str
    sentence: str
    suggested_title: str | None
    url: str | None
    in_report: bool
    also: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OwnerDigest:
    """What one owner should have back, loudest first; `more` postings are only in results.csv."""

    owner: str | None
    items: tuple[SendBack, ...]
    more: int


def batch_report(summary: Mapping[str, Any], audits: Sequence[AuditDocument]) -> str:
    """The report: the counts of `auditor.summary/1`, and these audits in full, loudest first."""
    judged = summary["judged"]
    names = {rule.code: rule.summary for rule in ALL_RULES}
    return _page(
        "batch.html.j2",
        summary=summary,
        actions=[(a.value, ACTION_WORDS[a], _ACTION_MEANS[a], judged["actions"][a]) for a in Action],
        kinds=[(KIND_WORDS[PostingKind(kind)], n) for kind, n in summary["non_vacancies"].items() if n],
        reasons=[(_REASONS.get(reason, reason), n) for reason, n in summary["reasons"].items()],
        found=[(code, names.get(code, ""), n) for code, n in judged["findings"].items()],
        groups=[(a.value, ACTION_WORDS[a], [d for d in audits if d["action"] == a]) for a in Action],
        shown=len(audits),
        asks=asks,
        aside_of=_aside,
    )


def _aside(audit: AuditDocument) -> tuple[str, ...]:
    found = (aside_sentence(f["code"], f["message"], f["waived"]) for f in audit["findings"])
    return (*ignored_waivers(audit.get("waivers_ignored", ())), *(sentence for sentence in found if sentence))


def digest_page(name: str, owners: Sequence[OwnerDigest]) -> str:
    """The digest: what each owner should have back today, with a sentence to forward."""
    words = {action.value: word for action, word in ACTION_WORDS.items()}
    return _page("digest.html.j2", name=name, owners=owners, words=words)


def signoff_page(
    columns: Sequence[str], counts: Mapping[str, int], parts: Mapping[str, Sequence[Sequence[str]]]
) -> str:
    """The sign-off report: counts by state, then tables of rows whose last cell is a text's hash."""
    return _page("signoff.html.j2", columns=columns, counts=dict(sorted(counts.items())), parts=parts)


def _page(template: str, **values: Any) -> str:
    return self_contained(template, ("report.css", "batch.css"), **values)
