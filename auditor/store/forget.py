"""Deleting postings with everything that was said of them; that it was done, and how many, stays."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, insert, or_, select

from auditor.errors import UsageError
from auditor.store.engine import numbers
from auditor.store.tables import assignments, audits, comments, decisions, drafts, postings, queue, removals, titles

__all__ = ["forget", "forgettable"]

_CHUNK = 500
_OF_POSTING = (queue, decisions, comments, assignments, audits, drafts)
"""What refers to a posting, in an order in which it can be deleted."""


def forgettable(
    connection: Connection, ids: Collection[str] = (), company: str | None = None, before: str | None = None
) -> list[int]:
    """Numbers of the postings that have one of the ids, are of the company, and were saved before a time.

    Raises:
        UsageError: none of the three is given.
    """
    found: list[ColumnElement[bool]] = []
    if ids:
        found.append(or_(postings.c.id.in_(ids), postings.c.source_id.in_(ids), postings.c.requisition.in_(ids)))
    if company is not None:
        found.append(postings.c.company == company)
    if before is not None:
        found.append(postings.c.saved_at < before)
    if not found:
        raise UsageError("nothing was named to be forgotten", "Give ids, --company or --older-than.")
    return list(connection.execute(select(postings.c.number).where(and_(*found))).scalars())


def forget(connection: Connection, chosen: Collection[int], what: str, by: str, at: str) -> int:
    """Deletes the postings of these numbers; `what` says in words which they were. Returns how many."""
    chosen = sorted(chosen)
    for start in range(0, len(chosen), _CHUNK):
        part = chosen[start : start + _CHUNK]
        for table in _OF_POSTING:
            connection.execute(delete(table).where(table.c.posting.in_(part)))
        connection.execute(delete(postings).where(postings.c.number.in_(part)))
    used = exists(select(queue.c.number).where(queue.c.title_key == titles.c.key))
    connection.execute(delete(titles).where(~used))
    (number,) = numbers(connection, "removals", 1)
    row = {"number": number, "what": what, "postings": len(chosen), "removed_by": by, "removed_at": at}
    connection.execute(insert(removals), [row])
    return len(chosen)
