"""Counting the queue's rows under a filter: by the counts that are kept, in the queue itself, or in packed columns.

SQLite puts rows to their groups by sorting them, which takes longer than to find them. So it is asked group by group,
in an index that has their order. Other databases are asked plainly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, and_, func, select

from auditor.store.counts import EVERY, NAMED, QUEUE_FACETS
from auditor.store.model import QueueFilter
from auditor.store.search import Search, alike, is_counted, named_in, search_of
from auditor.store.sweep import Found, swept_choices, swept_groups
from auditor.store.tables import queue, queue_counts

__all__ = ["choices", "found_groups", "kept_groups"]

_GROUP = ("unsure", "claim", "role", "code")
_CELL = ("state", "action", *_GROUP)
"""Rows that are alike in these stand together in the indices that begin with them, oldest first."""
_COUNTED = (func.count().label("rows"), func.min(queue.c.saved_at).label("oldest"))


def kept_groups(chosen: QueueFilter) -> Select[Any]:
    """Groups by the kept counts: (unsure, claim, role, code, rows, oldest)."""
    key = [queue_counts.c[name] for name in _GROUP]
    counted = (func.sum(queue_counts.c.rows).label("rows"), func.min(queue_counts.c.saved_at).label("oldest"))
    return _kept(select(*key, *counted), chosen, EVERY).group_by(*key)


def found_groups(connection: Connection, search: Search) -> Iterable[Found]:
    """The same of the queue itself; a group may come several times, to be added up."""
    if search.swept:
        return swept_groups(connection, search)
    if connection.dialect.name != "sqlite" or search.by == "title_key":
        key = [queue.c[name] for name in _GROUP]
        found = connection.execute(_asked(search, *key, *_COUNTED).group_by(*key))
    else:
        found = connection.execute(_cells(search))
    return (Found(*row) for row in found)


def _asked(search: Search, *columns: ColumnElement[Any]) -> Select[Any]:
    return select(*columns).with_hint(queue, search.hint, "sqlite").where(search.where)


def _cells(search: Search) -> Select[Any]:
    """Groups cut by state and action, and their rows counted; the first that fits is the oldest."""
    chosen, table = replace(search.chosen, title=None), queue_counts
    by = (search.by or "").removesuffix("_key")
    beside: dict[str, Any] = {name: None for name in named_in(chosen) if name != by}
    only = replace(chosen, **beside, requisition=None)
    key = [table.c[name] for name in _CELL]
    there = _kept(select(*key), only, EVERY).group_by(*key).cte("cell")
    inside = and_(*(queue.c[name] == there.c[name] for name in _CELL), search.beside, *_times(chosen))
    titles = search.titles

    def within(column: ColumnElement[Any], *fits: ColumnElement[bool]) -> Select[Any]:
        return select(column).select_from(queue).with_hint(queue, search.hint, "sqlite").where(inside, *fits)

    rows = within(func.count(), *([titles.where] if titles else [])).label("rows")
    first = within(queue.c.saved_at, *([titles.one] if titles else [])).order_by(queue.c.saved_at).limit(1)
    return select(*(there.c[name] for name in _GROUP), rows, first.label("oldest"))


def _times(chosen: QueueFilter) -> Iterator[ColumnElement[bool]]:
    return alike(queue, QueueFilter((), None, None, since=chosen.since, before=chosen.before))


def _kept(asked: Select[Any], chosen: QueueFilter, facet: str) -> Select[Any]:
    """What is asked of the counts, under the filter."""
    table, named = queue_counts, named_in(chosen)
    by = next(iter(named), facet)
    at = [table.c.facet == by, *alike(table, chosen)]
    if by in named or by == EVERY:
        at.append(table.c.value == named.get(by, ""))
    if chosen.assignee is not None:
        at.append(table.c.assignee == chosen.assignee)
    return asked.where(*at)


def choices(connection: Connection, column: str, chosen: QueueFilter, limit: int) -> tuple[tuple[str, int], ...]:
    """The commonest values of company, owner, source, assignee or code among the rows, with their counts."""
    facet = column if column in QUEUE_FACETS else EVERY
    found: Iterable[Any]
    if is_counted(chosen, facet):
        value, rows, asked = _kept_choices(column, chosen)
        found = connection.execute(asked.order_by(rows.desc(), value).limit(limit)).all()
    else:
        search = search_of(connection, chosen)
        if search.swept:
            found = swept_choices(connection, column, search, limit)
        else:
            found = connection.execute(_found_choices(column, search, limit)).all()
    return tuple((said, int(count)) for said, count in found)


def _kept_choices(column: str, chosen: QueueFilter) -> tuple[ColumnElement[Any], ColumnElement[int], Select[Any]]:
    facet = column if column in QUEUE_FACETS else EVERY
    value, rows = queue_counts.c[column if facet == EVERY else "value"], func.sum(queue_counts.c.rows)
    coarse = replace(chosen, claim=None, role=None, rule=None, since=None, before=None) == chosen
    facet = NAMED.get(facet, facet) if coarse and getattr(chosen, column, None) is None else facet
    return value, rows, _kept(select(value, rows), chosen, facet).where(value != "").group_by(value)


def _found_choices(column: str, search: Search, limit: int) -> Select[Any]:
    """Grouped by the keys, which an index has; what they stand for is read of one row each."""
    key, rows = _key(column), func.count().label("rows")
    most = _asked(search, key.label("key"), rows).where(key.is_not(None)).group_by(key).order_by(rows.desc(), key)
    each, named = most.limit(limit).cte("most"), queue.alias()
    alike = named.c[key.name] == each.c.key
    value = select(named.c[column]).where(alike).limit(1).label("value") if column in QUEUE_FACETS else each.c.key
    return select(value, each.c.rows).order_by(each.c.rows.desc(), value)


def _key(column: str) -> Column[Any]:
    return queue.c[f"{column}_key" if column in QUEUE_FACETS else column]
