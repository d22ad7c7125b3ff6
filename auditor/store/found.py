"""Counting the queue's rows under a filter: by the counts that are kept, in the queue itself, or by both.

SQLite puts rows to their groups by sorting them, which takes longer than to find them. So it is asked group by group,
in an index that has their order. Other databases are asked plainly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, Connection, Select, and_, func, null, select, union_all

from auditor.store.counts import EVERY, NAMED, QUEUE_FACETS
from auditor.store.model import QueueFilter
from auditor.store.search import Search, Titles, alike, is_counted, named_in, search_of
from auditor.store.tables import queue, queue_counts, queue_kinds
from auditor.store.title_counts import rows_by_kind
from auditor.store.title_key import name_key

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


class Found(NamedTuple):
    """Rows of a group, some of them or less than none; the time of the oldest, None where it is said elsewhere."""

    unsure: bool
    claim: str
    role: str
    code: str
    rows: int
    oldest: str | None


def found_groups(connection: Connection, search: Search) -> Iterable[Found]:
    """The same of the queue itself, or of its titles; a group may come several times, to be added up."""
    if search.titles is not None and search.by_kind:
        return _by_kind(connection, search, search.titles)
    if connection.dialect.name != "sqlite" or search.by == "title_key":
        key = [queue.c[name] for name in _GROUP]
        found = connection.execute(_asked(search, *key, *_COUNTED).group_by(*key))
    elif search.less:
        found = connection.execute(union_all(_cells(search, func.sum(queue_counts.c.rows)), *_less(search)))
    else:
        found = connection.execute(_cells(search, None))
    return (Found(*row) for row in found)


def _by_kind(connection: Connection, search: Search, fitting: Titles) -> Iterator[Found]:
    """Rows by the counts beside the titles. The oldest of a group is the first in its order whose title fits."""
    kinds = _kinds(connection, search.chosen, fitting)
    yield from (Found(kind.unsure, kind.claim, kind.role, kind.code, rows, None) for kind, rows in kinds)
    key = [queue_kinds.c[name] for name in _CELL]
    there = select(*key).where(queue_kinds.c.number.in_([kind.number for kind, _ in kinds])).distinct().cte("cell")
    inside = and_(*(queue.c[name] == there.c[name] for name in _CELL), search.beside, fitting.one)
    first = select(queue.c.saved_at).select_from(queue).with_hint(queue, "INDEXED BY queue_by_group", "sqlite")
    oldest = first.where(inside).order_by(queue.c.saved_at).limit(1).scalar_subquery()
    for row in connection.execute(select(*(there.c[name] for name in _GROUP), oldest)):
        yield Found(*row[:4], 0, row[4])


def _kinds(connection: Connection, chosen: QueueFilter, fitting: Titles) -> list[tuple[Any, int]]:
    """The kinds of rows that fit, each with how many do."""
    rows, at = rows_by_kind(connection, fitting.such, but=fitting.but), list(alike(queue_kinds, chosen))
    if chosen.assignee is not None:
        at.append(queue_kinds.c.assignee == chosen.assignee)
    kinds = connection.execute(select(queue_kinds).where(*at))
    return [(kind, rows[kind.number]) for kind in kinds if rows[kind.number]]


def _asked(search: Search, *columns: ColumnElement[Any]) -> Select[Any]:
    return select(*columns).with_hint(queue, search.hint, "sqlite").where(search.where)


def _cells(search: Search, kept: ColumnElement[int] | None) -> Select[Any]:
    """Groups cut by state and action: their rows by a kept count, or counted; the first that fits is the oldest."""
    chosen, table = replace(search.chosen, title=None), queue_counts
    by = (search.by or "").removesuffix("_key")
    beside: dict[str, Any] = {name: None for name in named_in(chosen) if name != by}
    only = replace(chosen, **beside, requisition=None)
    key = [table.c[name] for name in _CELL]
    there = _kept(select(*key, *([] if kept is None else [kept.label("rows")])), only, EVERY).group_by(*key).cte("cell")
    inside = and_(*(queue.c[name] == there.c[name] for name in _CELL), search.beside, *_times(chosen))
    titles = search.titles

    def within(column: ColumnElement[Any], *fits: ColumnElement[bool]) -> Select[Any]:
        return select(column).select_from(queue).with_hint(queue, search.hint, "sqlite").where(inside, *fits)

    rows = there.c.rows if kept is not None else within(func.count(), *([titles.where] if titles else [])).label("rows")
    first = within(queue.c.saved_at, *([titles.one] if titles else [])).order_by(queue.c.saved_at).limit(1)
    return select(*(there.c[name] for name in _GROUP), rows, first.label("oldest"))


def _times(chosen: QueueFilter) -> Iterator[ColumnElement[bool]]:
    return alike(queue, QueueFilter((), None, None, since=chosen.since, before=chosen.before))


def _less(search: Search) -> Iterator[Select[Any]]:
    """What is to be taken from groups of any title."""
    key = [queue.c[name] for name in _GROUP]
    for other in _others(search):
        taken = select(*key, -func.count(), null()).with_hint(queue, "INDEXED BY queue_by_title_key", "sqlite")
        yield taken.where(other).group_by(*key)


def _others(search: Search) -> Iterator[ColumnElement[bool]]:
    """Rows that the filter would have, were it not for their titles; to be found by them."""
    if search.titles is not None:
        for unfit in (queue.c.title_key.in_(search.titles.fewer), queue.c.title_key.is_(None)):
            yield and_(unfit, search.beside, *alike(queue, search.chosen))


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
    if is_counted(chosen, facet):
        value, rows, asked = _kept_choices(column, chosen)
        found = connection.execute(asked.order_by(rows.desc(), value).limit(limit)).all()
    else:
        search = search_of(connection, chosen)
        if search.titles is not None and search.by_kind and facet == EVERY:
            found = _kind_choices(column, _kinds(connection, chosen, search.titles))[:limit]
        elif search.less and is_counted(replace(chosen, title=None), facet) and connection.dialect.name == "sqlite":
            found = _fewer_choices(connection, column, search)[:limit]
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


def _kind_choices(column: str, kinds: Iterable[tuple[Any, int]]) -> list[Any]:
    found = Counter[str]()
    for kind, rows in kinds:
        found[getattr(kind, column)] += rows
    return sorted(((said, rows) for said, rows in found.items() if said), key=lambda each: (-each[1], each[0]))


def _fewer_choices(connection: Connection, column: str, search: Search) -> list[Any]:
    """By the kept counts, less the rows whose titles do not fit."""
    *_, asked = _kept_choices(column, replace(search.chosen, title=None))
    key = _key(column)
    same: Callable[[str], object] = name_key if column in QUEUE_FACETS else str
    taken: dict[object, int] = {}
    for other in _others(search):
        unfit = select(key, func.count()).with_hint(queue, "INDEXED BY queue_by_title_key", "sqlite")
        for said, count in connection.execute(unfit.where(other, key.is_not(None)).group_by(key)):
            taken[said] = taken.get(said, 0) + count
    left = [(value, rows - taken.get(same(value), 0)) for value, rows in connection.execute(asked)]
    return sorted((each for each in left if each[1]), key=lambda each: (-each[1], each[0]))


def _key(column: str) -> Column[Any]:
    return queue.c[f"{column}_key" if column in QUEUE_FACETS else column]
