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

from sqlalchemy import CTE, ColumnElement, Connection, Select, Table, and_, case, func, select, true

from auditor.store.counts import EVERY, NAMED, QUEUE_FACETS
from auditor.store.model import QueueFilter, State
from auditor.store.packed import time_text
from auditor.store.tables import queue, queue_counts, titles
from auditor.store.title_key import name_key

__all__ = ["Search", "alike", "search_of", "titled", "titles_of"]

_ACTIONS = ("fix", "decide", "review", "note")
_SEEK = 8
"""To look a title up takes as long as to pass by so many rows."""
_SAMPLE = 2000
"""Titles looked at to guess how many fit; their keys are hashes, so the first of them are a fair sample."""
_PLAIN = ("state", "unsure", "claim", "role")


@dataclass(frozen=True, slots=True)
class Titles:
    """The keys of the titles that fit, or with `but` of those that do not, whichever are fewer.

    `share` of the titles fit, as a sample says; there are `every` titles.
    """

    keys: CTE
    but: bool
    share: float
    every: int

    @property
    def where(self) -> ColumnElement[bool]:
        """Whether a row's title fits."""
        if self.but:
            return and_(queue.c.title_key.is_not(None), queue.c.title_key.not_in(select(self.keys.c.key)))
        return queue.c.title_key.in_(select(self.keys.c.key))


@dataclass(frozen=True, slots=True)
class Search:
    """A filter, the titles that fit it (None: any), and the column whose index leads to its rows (None: by group)."""

    chosen: QueueFilter
    by: str | None
    titles: Titles | None

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
        if self.titles is not None:
            found.append(self.titles.where)
        if self.by is None and chosen.state is None:
            found.append(queue.c.state.in_(tuple(State)))
        return and_(true(), *found, *alike(queue, chosen))

    def parts(self) -> Iterator[ColumnElement[bool]]:
        """The condition cut by state and action, so that an index gives the rows of each part in groups' order.

        A title's rows in one state stand together, as a name's do in any, and are not cut.
        """
        chosen = self.chosen
        if self.by == "title_key" or (self.by is not None and chosen.state is None):
            yield self.where
            return
        states = tuple(State) if chosen.state is None else (chosen.state,)
        sure = (False, True) if chosen.unsure is None else (chosen.unsure,)
        for state, unsure, action in product(states, sure, chosen.actions or _ACTIONS):
            at = (queue.c.state == state, queue.c.unsure == unsure, queue.c.action == action)
            yield and_(*at, self.where)


def search_of(connection: Connection, chosen: QueueFilter) -> Search:
    """The way to a filter's rows that reads fewest, by the counts that are kept."""
    fitting = titles_of(connection, chosen.title) if chosen.title else None
    if chosen.requisition is not None:
        return Search(chosen, "requisition", fitting)
    rows = {f"{name}_key": _rows(connection, NAMED[name], value, chosen) for name, value in _named(chosen).items()}
    least = min(rows, key=rows.__getitem__, default=None)
    if fitting is not None and not fitting.but:
        every = _rows(connection, EVERY, "", replace(chosen, actions=()))
        by_title = fitting.share * (fitting.every * _SEEK + every)
        if by_title < (rows[least] if least else _rows(connection, EVERY, "", chosen)):
            least = "title_key"
    if least is None and fitting is None and chosen.assignee:
        return Search(chosen, "assignee", None)
    return Search(chosen, least, fitting)


def titles_of(connection: Connection, part: str) -> Titles:
    """The titles that have this in them, in any case."""
    fits = _has(part)
    some = select(titles.c.title).order_by(titles.c.key).limit(_SAMPLE).subquery()
    counted = select(func.count(), func.coalesce(func.sum(case((_has(part, some.c.title), 1), else_=0)), 0))
    looked_at, fit = connection.execute(counted.select_from(some)).one()
    share = int(fit) / (looked_at or 1)
    keys = select(titles.c.key).where(~fits if share > 1 / 2 else fits).cte("titled").prefix_with("MATERIALIZED")
    every = connection.execute(select(func.count()).select_from(titles)).scalar_one()
    return Titles(keys, share > 1 / 2, share, every)


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
    return select(titles.c.key).where(_has(part))


def _has(part: str, title: ColumnElement[Any] = titles.c.title) -> ColumnElement[bool]:
    words = part.lower()
    for special in ("\\", "%", "_"):
        words = words.replace(special, "\\" + special)
    return title.like(f"%{words}%", escape="\\")


def _named(chosen: QueueFilter) -> dict[str, str]:
    return {name: value for name in QUEUE_FACETS if (value := getattr(chosen, name)) is not None}


def _rows(connection: Connection, facet: str, value: str, chosen: QueueFilter) -> int:
    """Rows of a facet's value, of all groups and times, in the filter's state and with its actions."""
    table = queue_counts
    at: list[ColumnElement[bool]] = [table.c.facet == facet, table.c.value == value]
    if chosen.state is not None:
        at.append(table.c.state == chosen.state)
    if chosen.actions:
        at.append(table.c.action.in_(chosen.actions))
    return int(connection.execute(select(func.sum(table.c.rows)).where(*at)).scalar() or 0)
