"""Looking at the queue: groups with counts, rows of a group, what there is to filter by."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, and_, select

from auditor.store.found import choices, found_groups, kept_groups
from auditor.store.model import Group, GroupKey, GroupPage, QueueFilter, QueueRow, RowPage, Seen, State
from auditor.store.packed import time_of
from auditor.store.search import is_counted, search_of
from auditor.store.sweep import swept_rows
from auditor.store.tables import counters, postings, queue

__all__ = ["choices", "groups", "queue_row", "rows", "select_rows"]


def groups(connection: Connection, chosen: QueueFilter, limit: int, offset: int) -> GroupPage:
    """A page of the groups, largest first."""
    both = chosen if chosen.unsure else replace(chosen, unsure=None)
    counted = is_counted(both)
    found = connection.execute(kept_groups(both)) if counted else found_groups(connection, search_of(connection, both))
    sure = {False, True} if chosen.unsure is None else {chosen.unsure}
    rows: Counter[GroupKey] = Counter()
    oldest: dict[GroupKey, str] = {}
    doubts = 0
    for row in found:
        doubts += int(row.rows) if row.unsure else 0
        if bool(row.unsure) in sure:
            key = GroupKey(row.claim, row.role, row.code)
            rows[key] += int(row.rows)
            if row.oldest is not None:
                oldest[key] = min(row.oldest, oldest.get(key, row.oldest))
    largest = sorted((key for key in rows if rows[key]), key=lambda key: (-rows[key], key))
    page = tuple(Group(key, rows[key], time_of(oldest[key])) for key in largest[offset : offset + limit])
    return GroupPage(page, len(largest), rows.total(), doubts)


def rows(connection: Connection, chosen: QueueFilter, limit: int, after: int | None) -> RowPage:
    """A page of the rows, oldest first."""
    search = search_of(connection, chosen)
    where = search.where if after is None else and_(search.where, queue.c.number > after)
    if search.swept:
        numbers = swept_rows(connection, search, limit, after or 0)
        asked = select_rows().where(queue.c.number.in_(numbers)).order_by(queue.c.number)
    elif search.by is None and search.titles is None and chosen.claim is None:
        asked = select_rows().where(where).order_by(queue.c.number).limit(limit)
    else:
        first = select(queue.c.number).with_hint(queue, search.hint, "sqlite")
        page = first.where(where).order_by(queue.c.number).limit(limit).subquery()
        asked = select_rows().where(queue.c.number.in_(select(page.c.number))).order_by(queue.c.number)
    found = [queue_row(row) for row in connection.execute(asked)]
    return RowPage(tuple(found), found[-1].number if len(found) == limit else None, _seen_now(connection))


def _seen_now(connection: Connection) -> Seen:
    """The newest row and decision that the store was given."""
    last = {row.name: row.last for row in connection.execute(select(counters))}
    return Seen(last["queue"], last["decisions"])


def select_rows() -> Select[Any]:
    """Rows with what is known of their postings."""
    about = (postings.c.id.label("posting_id"), postings.c.title, postings.c.location, postings.c.url)
    return select(queue, *about).join(postings, queue.c.posting == postings.c.number)


def queue_row(row: Any) -> QueueRow:
    """A row of `select_rows`."""
    return QueueRow(
        number=row.number,
        posting_id=row.posting_id,
        code=row.code,
        severity=row.severity,
        action=row.action,
        verdict=row.verdict,
        key=GroupKey(row.claim, row.role, row.code),
        unsure=row.unsure,
        state=State(row.state),
        head=row.head,
        assignee=row.assignee,
        title=row.title,
        company=row.company,
        location=row.location,
        owner=row.owner,
        source=row.source,
        requisition=row.requisition,
        url=row.url,
        saved_at=time_of(row.saved_at),
    )
