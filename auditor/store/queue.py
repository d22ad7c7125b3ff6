"""Looking at the queue: groups with counts, rows of a group, what there is to filter by."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Executable, Select, and_, func, select, union_all

from auditor.store.counts import EVERY, NAMED, QUEUE_FACETS
from auditor.store.model import Group, GroupKey, GroupPage, QueueFilter, QueueRow, RowPage, Seen, State
from auditor.store.packed import time_of
from auditor.store.search import Search, alike, search_of
from auditor.store.tables import counters, postings, queue, queue_counts

__all__ = ["choices", "groups", "queue_row", "rows", "seen_now", "select_rows"]


def groups(connection: Connection, chosen: QueueFilter, limit: int, offset: int) -> GroupPage:
    """A page of the groups, largest first."""
    both = chosen if chosen.unsure else replace(chosen, unsure=None)
    asked = _kept_groups(both) if _is_kept(both) else _found_groups(search_of(connection, both))
    sure = {False, True} if chosen.unsure is None else {chosen.unsure}
    rows: Counter[GroupKey] = Counter()
    oldest: dict[GroupKey, str] = {}
    doubts = 0
    for row in connection.execute(asked):
        doubts += int(row.rows) if row.unsure else 0
        if bool(row.unsure) in sure:
            key = GroupKey(row.claim, row.role, row.code)
            rows[key] += int(row.rows)
            oldest[key] = min(row.oldest, oldest.get(key, row.oldest))
    found = sorted(rows, key=lambda key: (-rows[key], key))
    page = tuple(Group(key, rows[key], time_of(oldest[key])) for key in found[offset : offset + limit])
    return GroupPage(page, len(found), rows.total(), doubts)


def _kept_groups(chosen: QueueFilter) -> Select[Any]:
    table = queue_counts
    key = (table.c.unsure, table.c.claim, table.c.role, table.c.code)
    counted = (func.sum(table.c.rows).label("rows"), func.min(table.c.saved_at).label("oldest"))
    return _kept(select(*key, *counted), chosen, EVERY).group_by(*key)


def _found_groups(search: Search) -> Executable:
    key = (queue.c.unsure, queue.c.claim, queue.c.role, queue.c.code)
    counted = (func.count().label("rows"), func.min(queue.c.saved_at).label("oldest"))
    asked = select(*key, *counted).with_hint(queue, search.hint, "sqlite").group_by(*key)
    return union_all(*(asked.where(part) for part in search.parts()))


def _is_kept(chosen: QueueFilter, facet: str = EVERY) -> bool:
    """Whether the rows are counted already: by the facet, or by the one that the filter names and no other."""
    named = {name for name in QUEUE_FACETS if getattr(chosen, name) is not None}
    return not chosen.title and chosen.requisition is None and len(named | {facet} - {EVERY}) <= 1


def _kept(asked: Select[Any], chosen: QueueFilter, facet: str) -> Select[Any]:
    """What is asked of the counts, under the filter."""
    table = queue_counts
    named = {name: value for name in QUEUE_FACETS if (value := getattr(chosen, name)) is not None}
    by = next(iter(named), facet)
    at = [table.c.facet == by, *alike(table, chosen)]
    if by in named or by == EVERY:
        at.append(table.c.value == named.get(by, ""))
    if chosen.assignee is not None:
        at.append(table.c.assignee == chosen.assignee)
    return asked.where(*at)


def rows(connection: Connection, chosen: QueueFilter, limit: int, after: int | None) -> RowPage:
    """A page of the rows, oldest first."""
    search = search_of(connection, chosen)
    where = search.where if after is None else and_(search.where, queue.c.number > after)
    if search.by is None and search.titles is None and chosen.claim is None:
        asked = select_rows().where(where).order_by(queue.c.number).limit(limit)
    else:
        first = select(queue.c.number).with_hint(queue, search.hint, "sqlite")
        page = first.where(where).order_by(queue.c.number).limit(limit).subquery()
        asked = select_rows().where(queue.c.number.in_(select(page.c.number))).order_by(queue.c.number)
    found = [queue_row(row) for row in connection.execute(asked)]
    return RowPage(tuple(found), found[-1].number if len(found) == limit else None, seen_now(connection))


def seen_now(connection: Connection) -> Seen:
    """The newest row and decision that the store was given."""
    last = {row.name: row.last for row in connection.execute(select(counters))}
    return Seen(last["queue"], last["decisions"])


def choices(connection: Connection, column: str, chosen: QueueFilter, limit: int) -> tuple[tuple[str, int], ...]:
    """The commonest values of company, owner, source, assignee or code among the rows, with their counts."""
    facet = column if column in QUEUE_FACETS else EVERY
    if not _is_kept(chosen, facet):
        return _found_choices(connection, column, chosen, limit)
    value, counted = queue_counts.c[column if facet == EVERY else "value"], func.sum(queue_counts.c.rows)
    coarse = replace(chosen, claim=None, role=None, rule=None, since=None, before=None) == chosen
    facet = NAMED.get(facet, facet) if coarse and getattr(chosen, column, None) is None else facet
    asked = _kept(select(value, counted), chosen, facet).where(value != "").group_by(value)
    found = connection.execute(asked.order_by(counted.desc(), value).limit(limit))
    return tuple((said, int(count)) for said, count in found)


def _found_choices(connection: Connection, column: str, chosen: QueueFilter, limit: int) -> tuple[tuple[str, int], ...]:
    """Grouped by the keys, which an index has; what they stand for is read of one row each."""
    key = queue.c[f"{column}_key" if column in QUEUE_FACETS else column]
    one, counted = func.min(queue.c.number), func.count()
    search = search_of(connection, chosen)
    asked = select(one, counted).with_hint(queue, search.hint, "sqlite").where(search.where, key.is_not(None))
    found = connection.execute(asked.group_by(key).order_by(counted.desc(), one).limit(limit)).all()
    named = select(queue.c.number, queue.c[column]).where(queue.c.number.in_([number for number, _ in found]))
    name_of = {row[0]: row[1] for row in connection.execute(named)}
    return tuple((name_of[number], count) for number, count in found)


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
