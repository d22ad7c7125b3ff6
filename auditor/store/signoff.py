"""Who decided what and why, open and closed: the rows of the sign-off report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, exists, or_, select

from auditor.store.fold import OF_POSTING, STATE_OF, standing
from auditor.store.log import decisions_of
from auditor.store.model import Decision, State
from auditor.store.packed import time_of
from auditor.store.tables import decisions, postings, queue

__all__ = ["SignOffFilter", "SignOffRow", "signoff_rows"]

_PAGE = 500


@dataclass(frozen=True, slots=True)
class SignOffFilter:
    """Which rows: of a company, a requisition, and of a period, by when they were decided or, open, saved."""

    company: str | None = None
    requisition: str | None = None
    since: datetime | None = None
    before: datetime | None = None

    def covers(self, moment: datetime) -> bool:
        """Whether a moment is in the period."""
        return (self.since is None or moment >= self.since) and (self.before is None or moment < self.before)


@dataclass(frozen=True, slots=True)
class SignOffRow:
    """One finding, or with code "" a posting, and what was decided about it; open rows have no decision.

    `posting_id` is the hash of the title and text that the decision is bound to; `voided` says that the posting was
    edited since, so that the decision holds no more.
    """

    posting_id: str
    title: str | None
    company: str | None
    requisition: str | None
    owner: str | None
    source: str | None
    code: str
    claim: str
    role: str
    state: State
    voided: bool
    saved_at: datetime
    decision: Decision | None


def signoff_rows(connection: Connection, chosen: SignOffFilter) -> Iterator[SignOffRow]:
    """The rows, by posting in the order of saving; the database is read a page at a time."""
    touched = or_(
        exists(select(queue.c.number).where(queue.c.posting == postings.c.number)),
        exists(select(decisions.c.number).where(decisions.c.posting == postings.c.number)),
    )
    asked = select(postings).where(touched)
    if chosen.company is not None:
        asked = asked.where(postings.c.company == chosen.company)
    if chosen.requisition is not None:
        asked = asked.where(or_(*(postings.c[n] == chosen.requisition for n in ("requisition", "source_id"))))
    last = 0
    while page := connection.execute(
        asked.where(postings.c.number > last).order_by(postings.c.number).limit(_PAGE)
    ).all():
        last = page[-1].number
        yield from (row for row in _rows(connection, page) if chosen.covers(_moment(row)))


def _rows(connection: Connection, page: Sequence[Any]) -> Iterator[SignOffRow]:
    chosen = [posting.number for posting in page]
    queued: dict[int, list[Any]] = {}
    for row in connection.execute(select(queue).where(queue.c.posting.in_(chosen)).order_by(queue.c.number)):
        queued.setdefault(row.posting, []).append(row)
    held: dict[str, list[Decision]] = {}
    for decision in standing(decisions_of(connection, chosen)):
        held.setdefault(decision.posting_id, []).append(decision)
    for posting in page:
        yield from _rows_of(posting, queued.get(posting.number, []), held.get(posting.id, []))


def _rows_of(posting: Any, queued: Sequence[Any], held: Sequence[Decision]) -> Iterator[SignOffRow]:
    about = {row.code: (row.claim, row.role) for row in queued}
    for code in dict.fromkeys([*about, *(decision.code for decision in held if decision.code or not about)]):
        last = next((d for d in reversed(held) if d.code in (code, OF_POSTING)), None)
        claim, role = about.get(code, ("", ""))
        yield SignOffRow(
            posting_id=posting.id,
            title=posting.title,
            company=posting.company,
            requisition=posting.requisition or posting.source_id,
            owner=posting.owner,
            source=posting.source,
            code=code,
            claim=claim,
            role=role,
            state=STATE_OF[last.kind] if last else State.OPEN,
            voided=posting.superseded_by is not None,
            saved_at=time_of(posting.saved_at),
            decision=last,
        )


def _moment(row: SignOffRow) -> datetime:
    return row.decision.decided_at if row.decision else row.saved_at
