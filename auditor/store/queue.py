"""Looking at the queue: groups with counts, rows of a group, what there is to filter by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, Table, and_, func, select, true

from auditor.store.counts import EVERY, QUEUE_FACETS
from auditor.store.model import Group, GroupKey, GroupPage, QueueFilter, QueueRow, RowPage, Seen, State
from auditor.store.packed import time_of, time_text
from auditor.store.tables import counters, postings, queue, queue_counts, titles

__all__ = ["choices", "conditions", "groups", "queue_row", "rows", "seen_now", "select_rows", "titled"]

_EXACT = ("company", "owner", "source", "requisition")
_ALIKE = ("state", "unsure", "claim", "role")


@dataclass(frozen=True, slots=True)
class _Counting:
    """Where the rows of a filter are counted: by the tables of counts where one has them, else in the queue."""

    table: FromClause
    rows: ColumnElement[Any]
    where: ColumnElement[bool]


def groups(connection: Connection, chosen: QueueFilter, limit: int, offset: int) -> GroupPage:
    """A page of the groups, largest first."""
    counting = _counting(chosen)
    key = tuple(counting.table.c[name] for name in ("claim", "role", "code"))
    oldest = func.min(counting.table.c.saved_at).label("oldest")
    asked = select(*key, counting.rows.label("rows"), oldest).where(counting.where).group_by(*key)
    found = [
        Group(GroupKey(row.claim, row.role, row.code), int(row.rows), time_of(row.oldest))
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
    counting = _counting(replace(chosen, unsure=True))
    asked = select(counting.rows).select_from(counting.table).where(counting.where)
    return int(connection.execute(asked).scalar_one() or 0)


def _found(chosen: QueueFilter) -> FromClause:
    """The rows of a filter, looked for before they are grouped: the way to them is by what restricts them most."""
    return select(queue).where(conditions(chosen)).cte("found").prefix_with("MATERIALIZED")


def _counting(chosen: QueueFilter, facet: str | None = None) -> _Counting:
    """Counts by one facet: the one that the filter names, or else the one asked for."""
    named = {name: value for name in QUEUE_FACETS if (value := getattr(chosen, name)) is not None}
    by = facet or next(iter(named), EVERY)
    if chosen.title or chosen.requisition is not None or named.keys() - {by}:
        return _Counting(_found(chosen), func.count(), true())
    table = queue_counts
    value = "" if by == EVERY else named.get(by)
    at = [table.c.facet == by] if value is None else [table.c.facet == by, table.c.value == value]
    return _Counting(table, func.sum(table.c.rows), and_(*at, *_alike(table, chosen)))


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
    counting = _counting(chosen, column if column in QUEUE_FACETS else None)
    of_facet = counting.table is queue_counts and column in QUEUE_FACETS
    value, counted = counting.table.c["value" if of_facet else column], counting.rows.label("rows")
    there = value != "" if of_facet else value.is_not(None)
    asked = select(value, counted).where(counting.where, there).group_by(value)
    found = connection.execute(asked.order_by(counted.desc(), value).limit(limit))
    return tuple((row[0], int(row[1])) for row in found)


def conditions(chosen: QueueFilter) -> ColumnElement[bool]:
    """The filter as a condition on the queue."""
    found = [queue.c[name] == value for name in _EXACT if (value := getattr(chosen, name)) is not None]
    if chosen.assignee is not None:
        found.append(queue.c.assignee == chosen.assignee if chosen.assignee else queue.c.assignee.is_(None))
    if chosen.title:
        found.append(queue.c.title_key.in_(titled(chosen.title)))
    return and_(true(), *found, *_alike(queue, chosen))


def _alike(table: Table, chosen: QueueFilter) -> Iterator[ColumnElement[bool]]:
    """Conditions on what the queue and its counts both have."""
    equal = {name: getattr(chosen, name) for name in _ALIKE} | {"code": chosen.rule}
    yield from (table.c[name] == value for name, value in equal.items() if value is not None)
    if chosen.actions:
        yield table.c.action.in_(chosen.actions)
    if chosen.since is not None:
        yield table.c.saved_at >= time_text(chosen.since)
    if chosen.before is not None:
        yield table.c.saved_at < time_text(chosen.before)


def titled(part: str) -> Select[Any]:
    """Keys of the titles that have this in them, in any case."""
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
