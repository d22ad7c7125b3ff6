"""Looking at the queue: groups with counts, rows of a group, what there is to filter by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select, true

from auditor.store.model import Group, GroupKey, GroupPage, QueueFilter, QueueRow, RowPage, Seen, State
from auditor.store.packed import time_of, time_text
from auditor.store.tables import counters, postings, queue, titles

__all__ = ["choices", "conditions", "groups", "queue_row", "rows", "seen_now", "select_rows"]

_EXACT = ("state", "unsure", "company", "owner", "source", "claim", "role", "requisition")


def groups(connection: Connection, chosen: QueueFilter, limit: int, offset: int) -> GroupPage:
    """A page of the groups, largest first."""
    counted = func.count().label("rows")
    key = (queue.c.claim, queue.c.role, queue.c.code)
    asked = select(*key, counted, func.min(queue.c.saved_at).label("oldest")).where(conditions(chosen)).group_by(*key)
    found = [
        Group(GroupKey(row.claim, row.role, row.code), row.rows, time_of(row.oldest))
        for row in connection.execute(asked)
    ]
    found.sort(key=lambda group: (-group.rows, group.key))
    return GroupPage(
        tuple(found[offset : offset + limit]),
        len(found),
        sum(group.rows for group in found),
        _unsure(connection, chosen),
    )


def _unsure(connection: Connection, chosen: QueueFilter) -> int:
    counted = select(func.count()).select_from(queue).where(conditions(replace(chosen, unsure=True)))
    return int(connection.execute(counted).scalar_one())


def rows(connection: Connection, chosen: QueueFilter, limit: int, after: int | None) -> RowPage:
    """A page of the rows, oldest first."""
    where = conditions(chosen) if after is None else and_(conditions(chosen), queue.c.number > after)
    found = [
        queue_row(row) for row in connection.execute(select_rows().where(where).order_by(queue.c.number).limit(limit))
    ]
    return RowPage(tuple(found), found[-1].number if len(found) == limit else None, seen_now(connection))


def seen_now(connection: Connection) -> Seen:
    """The newest row and decision that the store was given."""
    last = {row.name: row.last for row in connection.execute(select(counters))}
    return Seen(last["queue"], last["decisions"])


def choices(connection: Connection, column: str, chosen: QueueFilter, limit: int) -> tuple[tuple[str, int], ...]:
    """The commonest values of company, owner, source, assignee or code among the rows, with their counts."""
    value = queue.c[column]
    counted = func.count().label("rows")
    asked = select(value, counted).where(conditions(chosen), value.is_not(None)).group_by(value)
    return tuple((row[0], row[1]) for row in connection.execute(asked.order_by(counted.desc(), value).limit(limit)))


def conditions(chosen: QueueFilter) -> ColumnElement[bool]:
    """The filter as a condition on the queue."""
    equal = {queue.c[name]: getattr(chosen, name) for name in _EXACT} | {queue.c.code: chosen.rule}
    found = [column == value for column, value in equal.items() if value is not None]
    if chosen.actions:
        found.append(queue.c.action.in_(chosen.actions))
    if chosen.assignee is not None:
        found.append(queue.c.assignee == chosen.assignee if chosen.assignee else queue.c.assignee.is_(None))
    if chosen.title:
        found.append(queue.c.title_key.in_(_titled(chosen.title)))
    return and_(true(), *found, *_aged(chosen))


def _aged(chosen: QueueFilter) -> Iterator[ColumnElement[bool]]:
    if chosen.since is not None:
        yield queue.c.saved_at >= time_text(chosen.since)
    if chosen.before is not None:
        yield queue.c.saved_at < time_text(chosen.before)


def _titled(part: str) -> Select[Any]:
    words = part.lower()
    for special in ("\\", "%", "_"):
        words = words.replace(special, "\\" + special)
    return select(titles.c.key).where(titles.c.title.like(f"%{words}%", escape="\\"))


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
