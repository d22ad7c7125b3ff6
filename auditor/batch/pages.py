"""Collects what report.html and digest.html show while the rows go by; what it holds is bounded."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from auditor.action import Action
from auditor.batch.record import Judged, is_judged
from auditor.batch.tables import FinishedRow
from auditor.reports.batch_pages import OwnerDigest, SendBack
from auditor.reports.document import AuditDocument

__all__ = ["Digest", "LoudestAudits"]

_SENT_BACK = (Action.FIX.value, Action.DECIDE.value)
_MOST_ITEMS = 100
"""Postings that one owner's digest lists."""
_MOST_OWNERS = 500
"""Owners that have a digest of their own; a column of ids taken for owners must not fill the memory."""


class LoudestAudits:
    """The audits that the report shows in full."""

    def __init__(self) -> None:
        self._audits: list[AuditDocument] = []

    def add(self, row: FinishedRow, audit: bytes) -> None:
        """Takes in a row."""
        if row.in_full:
            self._audits.append(json.loads(audit))

    def audits(self) -> list[AuditDocument]:
        """The audits, in the input's order."""
        return self._audits


@dataclass(slots=True)
class _Owned:
    items: list[SendBack] = field(default_factory=list)
    more: int = 0


class Digest:
    """What to send back, by owner."""

    def __init__(self, reposts: dict[int, list[int]]) -> None:
        self._reposts = reposts
        self._owned: dict[str | None, _Owned] = {}
        self._titles: dict[int | None, str] = {}

    def add(self, row: FinishedRow) -> None:
        """Takes in a row: a posting to fix or decide about, unless it is another's repost under the same title."""
        judged, line = row.judged, row.line
        if judged is None or not is_judged(judged) or judged["action"] not in _SENT_BACK:
            return
        title = (judged["title"] or "").casefold()
        if line["duplicate_of"] is not None or self._titles.get(line["near_duplicate_of"]) == title:
            return
        self._titles[line["row"]] = title
        known = row.owner in self._owned or len(self._owned) < _MOST_OWNERS
        owned = self._owned.setdefault(row.owner if known else None, _Owned())
        if len(owned.items) < _MOST_ITEMS:
            owned.items.append(self._item(row, judged))
        else:
            owned.more += 1

    def _item(self, row: FinishedRow, judged: Judged) -> SendBack:
        title = judged["title"] or "No title"
        number = row.line["row"]
        return SendBack(
            row=number,
            source_id=row.line["source_id"],
            title=title,
            action=judged["action"],
            sentence=" ".join(part for part in (f"“{title}”:", judged["summary"], judged["first_fix"]) if part),
            suggested_title=judged["suggested_title"],
            url=row.url,
            in_report=row.in_full,
            also=tuple(self._reposts.get(number, ())[:10]),
        )

    def owners(self) -> list[OwnerDigest]:
        """The digests, owners by name, those without one last; each owner's loudest postings first."""
        order = sorted(self._owned, key=lambda owner: (owner is None, (owner or "").casefold(), owner or ""))
        return [self._of(owner, self._owned[owner]) for owner in order]

    def _of(self, owner: str | None, owned: _Owned) -> OwnerDigest:
        items = sorted(owned.items, key=lambda item: (_SENT_BACK.index(item.action), item.row))
        return OwnerDigest(owner, tuple(items), owned.more)
