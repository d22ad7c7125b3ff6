"""The counts of a batch, schema `auditor.summary/1`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Literal, cast

from pydantic import with_config
from typing_extensions import TypedDict

from auditor.action import Action
from auditor.batch.ledger import LedgerLine
from auditor.batch.record import FALLBACK, Judged
from auditor.posting import VACANCIES, PostingKind
from auditor.reports.document import ProvenanceDocument
from auditor.rules.shown import asks
from auditor.taxonomy import RoleId
from auditor.verdict import Verdict

__all__ = ["SUMMARY_SCHEMA", "SummaryDocument", "Tally", "added"]

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
    postings by reason and by rule code, without what was waived and the advice on wording.
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

    `complete` is false while rows are not done. `reasons` counts refused and failed rows by reason. Every ok row is
    counted once in one of `non_vacancies` (by kind), `not_ai` (neither title nor work is of an AI role) and `judged`.
    `near_duplicates` are the ok rows whose text is nearly that of an earlier row, `fallbacks` those that the offline
    reader read in a language model's place; `usd` is what the readings cost, null when that is unknown.
    """

    schema: Literal["auditor.summary/1"]
    input: str
    complete: bool
    rows: int
    statuses: StatusCounts
    reasons: dict[str, int]
    near_duplicates: int
    fallbacks: int
    usd: float | None
    non_vacancies: dict[str, int]
    not_ai: int
    judged: JudgedCounts
    provenance: ProvenanceDocument | None


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
        self._not_ai = self._near = self._fallbacks = 0
        self._usd: float | None = None

    def add(self, line: LedgerLine, judged: Judged | None) -> None:
        """Counts one row."""
        self._statuses[line["status"]] += 1
        self._near += line["near_duplicate_of"] is not None
        self._fallbacks += line["reason"] == FALLBACK
        if line["status"] in ("refused", "failed"):
            self._reasons[line["reason"] or ""] += 1
        if judged is not None and judged["usd"] is not None:
            self._usd = (self._usd or 0.0) + judged["usd"]
        if judged is not None and line["status"] == "ok":
            self._count(judged)

    @property
    def failures(self) -> Mapping[str, int]:
        """Refused and failed rows by reason; 0 for a reason that there is none of."""
        return self._reasons

    def _count(self, judged: Judged) -> None:
        if not judged["is_vacancy"]:
            self._kinds[judged["kind"]] += 1
        elif not judged["is_ai"]:
            self._not_ai += 1
        else:
            self._actions[judged["action"]] += 1
            self._verdicts[judged["verdict"] or "none"] += 1
            self._roles[judged["role"] or "none"] += 1
            self._review.update(judged["review_reasons"])
            self._findings.update({f["code"] for f in judged["findings"] if asks(f["code"], f["waived"])})

    def summary(self, name: str, provenance: ProvenanceDocument | None, *, complete: bool) -> SummaryDocument:
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
            "near_duplicates": self._near,
            "fallbacks": self._fallbacks,
            "usd": None if self._usd is None else round(self._usd, 6),
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
            "provenance": provenance,
        }


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def added(name: str, summaries: Sequence[SummaryDocument]) -> SummaryDocument:
    """The counts of several inputs, at least one, together, under one name."""
    total = cast("SummaryDocument", _sum(summaries))
    total["schema"], total["input"] = SUMMARY_SCHEMA, name
    total["complete"] = all(summary["complete"] for summary in summaries)
    total["provenance"] = next((each["provenance"] for each in summaries if each["provenance"]), None)
    return total


def _sum(values: Sequence[Any]) -> Any:
    """Numbers added, objects key by key; null counts for nothing."""
    known = [value for value in values if value is not None]
    if not known or not isinstance(known[0], dict):
        return sum(known) if known and isinstance(known[0], int | float) else None
    keys = list(known[0]) if all(value.keys() == known[0].keys() for value in known) else sorted(set().union(*known))
    return {key: _sum([value.get(key) for value in known]) for key in keys}
