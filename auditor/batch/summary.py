"""The counts of a batch, schema `auditor.summary/1`."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from pydantic import with_config
from typing_extensions import TypedDict

from auditor.action import Action
from auditor.batch.ledger import LedgerLine
from auditor.posting import PostingKind
from auditor.reports.document import AuditDocument, ProvenanceDocument
from auditor.rules.gates import VACANCIES
from auditor.taxonomy import RoleId
from auditor.verdict import Verdict

__all__ = ["SUMMARY_SCHEMA", "SummaryDocument", "Tally", "is_vacancy"]

SUMMARY_SCHEMA: Literal["auditor.summary/1"] = "auditor.summary/1"


@with_config(extra="forbid")
class StatusCounts(TypedDict):
    """Rows by status; sums to `rows`."""

    ok: int
    duplicate: int
    refused: int
    failed: int


@with_config(extra="forbid")
class JudgedCounts(TypedDict):
    """The postings that are judged: ok rows that are a vacancy for an AI role by title or work.

    `actions` and `verdicts` (null verdicts as "none") each sum to `postings`; `review_reasons` and `findings` count
    postings by reason and by rule code.
    """

    postings: int
    actions: dict[str, int]
    verdicts: dict[str, int]
    roles: dict[str, int]
    review_reasons: dict[str, int]
    findings: dict[str, int]


@with_config(extra="forbid")
class SummaryDocument(TypedDict):
    """A batch in counts.

    `complete` is false after an interruption. `reasons` counts refused and failed rows by reason. Every ok row is
    counted once in one of `non_vacancies` (by kind), `not_ai` (neither title nor work is of an AI role) and `judged`.
    """

    schema: Literal["auditor.summary/1"]
    input: str
    complete: bool
    rows: int
    statuses: StatusCounts
    reasons: dict[str, int]
    non_vacancies: dict[str, int]
    not_ai: int
    judged: JudgedCounts
    provenance: ProvenanceDocument | None


def is_vacancy(document: AuditDocument) -> bool:
    """Whether the text is judged as a vacancy."""
    return document["posting"]["kind"] in VACANCIES


class Tally:
    """Counts rows as they come; memory does not grow with them."""

    def __init__(self) -> None:
        self._statuses: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()
        self._kinds: Counter[str] = Counter()
        self._actions: Counter[str] = Counter()
        self._verdicts: Counter[str] = Counter()
        self._roles: Counter[str] = Counter()
        self._review: Counter[str] = Counter()
        self._findings: Counter[str] = Counter()
        self._not_ai = 0
        self._provenance: ProvenanceDocument | None = None

    def add(self, line: LedgerLine, document: AuditDocument | None) -> None:
        """Counts one row."""
        self._statuses[line["status"]] += 1
        if line["status"] in ("refused", "failed"):
            self._reasons[line["reason"] or ""] += 1
        if document is not None:
            self._provenance = self._provenance or document["provenance"]
            if line["status"] == "ok":
                self._count(document)

    def _count(self, document: AuditDocument) -> None:
        if not is_vacancy(document):
            self._kinds[document["posting"]["kind"]] += 1
        elif document["role"] is RoleId.OTHER and not document["title_claims"]:
            self._not_ai += 1
        else:
            self._actions[document["action"]] += 1
            self._verdicts[document["verdict"] or "none"] += 1
            self._roles[document["role"] or "none"] += 1
            self._review.update(document["review_reasons"])
            self._findings.update({finding["code"] for finding in document["findings"]})

    def failed(self) -> int:
        """How many rows failed."""
        return self._statuses["failed"]

    def summary(self, name: str, *, complete: bool) -> SummaryDocument:
        """The counts as the public document; `name` is the input's file name."""
        return {
            "schema": SUMMARY_SCHEMA,
            "input": name,
            "complete": complete,
            "rows": self._statuses.total(),
            "statuses": {
                "ok": self._statuses["ok"],
                "duplicate": self._statuses["duplicate"],
                "refused": self._statuses["refused"],
                "failed": self._statuses["failed"],
            },
            "reasons": _sorted(self._reasons),
            "non_vacancies": {kind: self._kinds[kind] for kind in PostingKind if kind not in VACANCIES},
            "not_ai": self._not_ai,
            "judged": {
                "postings": self._actions.total(),
                "actions": {action: self._actions[action] for action in Action},
                "verdicts": {verdict: self._verdicts[verdict] for verdict in (*Verdict, "none")},
                "roles": {role: self._roles[role] for role in (*RoleId, "none")},
                "review_reasons": _sorted(self._review),
                "findings": _sorted(self._findings),
            },
            "provenance": self._provenance,
        }


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))
