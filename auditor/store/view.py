"""One posting with all that was said and decided about it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, or_, select

from auditor.store.engine import no_posting
from auditor.store.fold import OF_POSTING, approval, fold
from auditor.store.log import decisions_of
from auditor.store.model import Decision, State, StoredPosting
from auditor.store.packed import time_of, unpack, unpack_posting
from auditor.store.queue import queue_row, select_rows
from auditor.store.remarks import comments_of
from auditor.store.tables import audits, postings, queue

__all__ = ["posting_view", "versions_of"]


def posting_view(connection: Connection, posting_id: str) -> StoredPosting:
    """The posting with its latest audit.

    Raises:
        StoreError: the store has no such posting.
    """
    found = connection.execute(select(postings).where(postings.c.id == posting_id)).first()
    if found is None:
        raise no_posting()
    last = select(audits.c.document).where(audits.c.posting == found.number).order_by(audits.c.number.desc()).limit(1)
    log = decisions_of(connection, [found.number])
    rows = select_rows().where(queue.c.posting == found.number).order_by(queue.c.number)
    return StoredPosting(
        posting_id=posting_id,
        posting=unpack_posting(found.content) if found.content else None,
        document=unpack(connection.execute(last).scalar_one()),
        saved_at=time_of(found.saved_at),
        saved_by=found.saved_by,
        author=found.author,
        superseded_by=_id_of(connection, found.superseded_by),
        head=max((decision.number for decision in log), default=0),
        rows=tuple(queue_row(row) for row in connection.execute(rows)),
        decisions=log,
        comments=comments_of(connection, found.number, posting_id),
        signed_off=_signed_off(found, log),
        source=found.source,
        owner=found.owner,
        requisition=found.requisition,
        url=found.url,
        states=_states(log),
    )


def versions_of(connection: Connection, vacancy: str) -> tuple[StoredPosting, ...]:
    """The postings with this requisition or source id, oldest first."""
    named = or_(postings.c.requisition == vacancy, postings.c.source_id == vacancy)
    found = connection.execute(select(postings.c.id).where(named).order_by(postings.c.number)).scalars().all()
    return tuple(posting_view(connection, id_) for id_ in found)


def _signed_off(posting: Any, log: tuple[Decision, ...]) -> Decision | None:
    return approval(log) if posting.superseded_by is None else None


def _states(log: tuple[Decision, ...]) -> dict[str, State]:
    """Code -> state of the findings decided about; the code "" is the posting."""
    return {code or OF_POSTING: state for (_, code), state in fold(log).items()}


def _id_of(connection: Connection, number: int | None) -> str | None:
    if number is None:
        return None
    return connection.execute(select(postings.c.id).where(postings.c.number == number)).scalar()
