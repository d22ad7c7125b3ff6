"""How the queue's rows under a filter are looked for: by what restricts them most, in an index that holds the rest.

Every key of a filter has an index that begins with it and holds all other columns that one filters and groups by, so
that no row is read that is not shown. Which one is taken is said here, not left to the database: it knows nothing of
how many rows a value has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from sqlalchemy import CTE, ColumnElement, Connection, Select, Table, and_, func, select, true

from auditor.store.counts import QUEUE_FACETS
from auditor.store.model import QueueFilter, State
from auditor.store.packed import time_text
from auditor.store.tables import queue, queue_counts, titles
from auditor.store.title_key import name_key

__all__ = ["Search", "alike", "search_of", "titled"]

_ACTIONS = ("fix", "decide", "review", "note")
_MANY_TITLES = 2000
"""More titles than these are not looked up one by one."""
_PLAIN = ("state", "unsure", "claim", "role")


@dataclass(frozen=True, slots=True)
class Search:
    """A filter, the column whose index leads to its rows (None: no name or title is in it), and the keys of titles."""

    chosen: QueueFilter
    by: str | None
    keys: CTE | None

    def within(self, chosen: QueueFilter) -> Search:
        """The same way to the rows of a filter that differs in `unsure` only."""
        return replace(self, chosen=chosen)

    @property
    def hint(self) -> str:
        """Names the index to SQLite, which knows nothing of how many rows a value has; others keep statistics."""
        return f"INDEXED BY queue_by_{self.by or 'group'}"

    @property
    def where(self) -> ColumnElement[bool]:
        """The filter as a condition on the queue."""
        chosen = self.chosen
        found = [queue.c[f"{name}_key"] == name_key(value) for name, value in _named(chosen).items()]
        if chosen.requisition is not None:
            found.append(queue.c.requisition == chosen.requisition)
        if chosen.assignee is not None:
            found.append(queue.c.assignee == chosen.assignee if chosen.assignee else queue.c.assignee.is_(None))
        if self.keys is not None:
            found.append(queue.c.title_key.in_(select(self.keys.c.key)))
        if self.by is None and chosen.state is None:
            found.append(queue.c.state.in_(tuple(State)))
        return and_(true(), *found, *alike(queue, chosen))

    def parts(self) -> Iterator[ColumnElement[bool]]:
        """The condition cut by state and action, so that an index gives the rows of each part in groups' order.

        A name's or title's rows in any state stand together, and are not cut.
        """
        chosen = self.chosen
        if self.by is not None and chosen.state is None:
            yield self.where
            return
        states = tuple(State) if chosen.state is None else (chosen.state,)
        sure = (False, True) if chosen.unsure is None else (chosen.unsure,)
        for state, unsure, action in product(states, sure, chosen.actions or _ACTIONS):
            at = (queue.c.state == state, queue.c.unsure == unsure, queue.c.action == action)
            yield and_(*at, self.where)


def search_of(connection: Connection, chosen: QueueFilter) -> Search:
    """The way to a filter's rows that reads fewest, by the counts that are kept."""
    keys = titled(chosen.title).cte("titled").prefix_with("MATERIALIZED") if chosen.title else None
    if chosen.requisition is not None:
        return Search(chosen, "requisition", keys)
    rows = {f"{name}_key": _rows(connection, name, value, chosen) for name, value in _named(chosen).items()}
    least = min(rows, key=rows.__getitem__, default=None)
    if keys is not None and _titles_lead(connection, keys, chosen, rows[least] if least else None):
        return Search(chosen, "title_key", keys)
    if least is None and keys is None and chosen.assignee:
        return Search(chosen, "assignee", None)
    return Search(chosen, least, keys)


def alike(table: Table, chosen: QueueFilter) -> Iterator[ColumnElement[bool]]:
    """Conditions on what the queue and its counts both have."""
    equal = {name: getattr(chosen, name) for name in _PLAIN} | {"code": chosen.rule}
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


def _named(chosen: QueueFilter) -> dict[str, str]:
    return {name: value for name in QUEUE_FACETS if (value := getattr(chosen, name)) is not None}


def _rows(connection: Connection, name: str, value: str, chosen: QueueFilter) -> int:
    """Rows of a value in the filter's states, of all actions and groups."""
    table = queue_counts
    at = [table.c.facet == name, table.c.value == value]
    if chosen.state is not None:
        at.append(table.c.state == chosen.state)
    return int(connection.execute(select(func.sum(table.c.rows)).where(*at)).scalar() or 0)


def _titles_lead(connection: Connection, keys: CTE, chosen: QueueFilter, others: int | None) -> bool:
    """Whether few titles fit, with fewer rows than the other way has."""
    some = select(keys.c.key).limit(_MANY_TITLES + 1).subquery()
    if connection.execute(select(func.count()).select_from(some)).scalar_one() > _MANY_TITLES:
        return False
    if others is None:
        return True
    at = [queue.c.title_key.in_(select(keys.c.key)), queue.c.state == chosen.state]
    fewer = select(queue.c.title_key).where(*(at if chosen.state else at[:1])).limit(others).subquery()
    return bool(connection.execute(select(func.count()).select_from(fewer)).scalar_one() < others)
