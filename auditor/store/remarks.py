"""Comments, assignments and house policies: written, never changed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from auditor.errors import UsageError
from auditor.store.counts import recounted
from auditor.store.engine import in_parts, no_posting, numbers
from auditor.store.model import Comment, GroupKey, HousePolicy
from auditor.store.packed import time_of
from auditor.store.tables import assignments, comments, policies, postings, queue, queue_counts

__all__ = ["assign", "comment", "comments_of", "decide_policy", "policies_now"]


def comment(connection: Connection, posting_id: str, code: str, text: str, author: str, at: str) -> Comment:
    """Writes a remark.

    Raises:
        StoreError: the store has no such posting.
        UsageError: there is no text or no author.
    """
    if not text.strip() or not author.strip():
        raise UsageError("a comment needs a text and an author", "Write a sentence.")
    (posting,) = _numbers_of(connection, [posting_id])
    (number,) = numbers(connection, "comments", 1)
    row = {"number": number, "posting": posting, "code": code, "text": text.strip(), "author": author, "written_at": at}
    connection.execute(insert(comments), [row])
    return Comment(number, posting_id, code, text.strip(), author, time_of(at))


def comments_of(connection: Connection, posting: int, posting_id: str) -> tuple[Comment, ...]:
    """The remarks about a posting, in order."""
    rows = connection.execute(select(comments).where(comments.c.posting == posting).order_by(comments.c.number))
    return tuple(
        Comment(row.number, posting_id, row.code, row.text, row.author, time_of(row.written_at)) for row in rows
    )


def assign(connection: Connection, posting_ids: Collection[str], assignee: str | None, by: str, at: str) -> int:
    """Gives the postings to somebody (None takes them back); returns how many.

    Raises:
        StoreError: the store has not all of these postings.
    """
    chosen = _numbers_of(connection, posting_ids)
    given = numbers(connection, "assignments", len(chosen))
    shared = {"assignee": assignee or None, "assigned_by": by, "assigned_at": at}
    rows = [shared | {"number": number, "posting": posting} for number, posting in zip(given, chosen, strict=True)]
    if rows:
        connection.execute(insert(assignments), rows)
        mark = update(queue).where(queue.c.posting == bindparam("assigned")).values(assignee=assignee or None)
        with recounted(connection, chosen, tables=(queue_counts,)):
            connection.execute(mark, [{"assigned": posting} for posting in chosen])
    return len(rows)


def decide_policy(connection: Connection, key: GroupKey, sentence: str | None, by: str, at: str) -> HousePolicy:
    """Writes the house's sentence for a group, in the place of an earlier one; None takes it back.

    Raises:
        UsageError: the sentence is empty, or nobody decides.
    """
    if not by.strip() or (sentence is not None and not sentence.strip()):
        raise UsageError("a house policy needs a sentence and who decides it", "Say how titles are used here.")
    (number,) = numbers(connection, "policies", 1)
    row = {"number": number, "claim": key.claim, "role": key.role, "code": key.rule, "sentence": sentence}
    connection.execute(insert(policies), [row | {"decided_by": by, "decided_at": at}])
    return HousePolicy(number, key, sentence or "", by, time_of(at))


def policies_now(connection: Connection) -> tuple[HousePolicy, ...]:
    """The sentences that hold, by group."""
    last: dict[GroupKey, Any] = {}
    for row in connection.execute(select(policies).order_by(policies.c.number)):
        last[GroupKey(row.claim, row.role, row.code)] = row
    return tuple(
        HousePolicy(row.number, key, row.sentence, row.decided_by, time_of(row.decided_at))
        for key, row in sorted(last.items())
        if row.sentence
    )


def _numbers_of(connection: Connection, posting_ids: Collection[str]) -> list[int]:
    ids = list(set(posting_ids))
    found: list[int] = []
    for part in in_parts(ids):
        asked = select(postings.c.number).where(postings.c.id.in_(part))
        found += connection.execute(asked).scalars()
    if len(found) != len(ids):
        raise no_posting()
    return found
