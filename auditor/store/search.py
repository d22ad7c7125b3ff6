"""How the queue's rows under a filter are looked for: by what restricts them most, in an index that holds the rest.

Where a title restricts them little, all rows are looked through in packed columns.

Every key of a filter has an index that begins with it and holds all other columns that one filters and groups by, so
that no row is read that is not shown. Which one is taken is said here, not left to the database: it knows nothing of
how many rows a value has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, case, exists, func, select, true

from auditor.store.counts import EVERY, NAMED, QUEUE_FACETS
from auditor.store.model import QueueFilter, State
from auditor.store.packed import time_text
from auditor.store.tables import counters, queue, queue_counts, titles
from auditor.store.title_key import name_key

__all__ = ["Search", "alike", "is_counted", "named_in", "search_of", "titled", "titles_of"]

_SEEK = 3.0
"""To look a title up takes as long as to ask of so many rows, read in the order of their groups, whether they fit."""
_READ = 1.5
"""So long takes it to read one of a title's rows and put it to its group,"""
_SWEEP = 0.05
"""and so long to look at a row in the packed columns."""
_SAMPLE = 2000
"""Titles looked at to guess how many fit; their keys are hashes, so the first of them are a fair sample."""
_PLAIN = ("state", "unsure", "claim", "role")


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles that have a part in them: a `share` of the `every` titles there are, as a sample says."""

    part: str
    share: float
    every: int

    @property
    def such(self) -> ColumnElement[bool]:
        """Whether a title fits."""
        return _has(self.part)

    @property
    def where(self) -> ColumnElement[bool]:
        """Whether a row's title fits: to be asked of many rows."""
        return queue.c.title_key.in_(select(titles.c.key).where(self.such))

    @property
    def one(self) -> ColumnElement[bool]:
        """The same, to be asked of a few rows: a title is looked up for each."""
        return exists(select(titles.c.key).where(titles.c.key == queue.c.title_key, self.such))


@dataclass(frozen=True, slots=True)
class Search:
    """A filter, the titles that fit it (None: any), and the column whose index leads to its rows (None: by group).

    `swept`: the rows are found sooner by looking through the packed columns of all.
    """

    chosen: QueueFilter
    by: str | None
    titles: Titles | None
    swept: bool = False

    @property
    def hint(self) -> str:
        """Names the index to SQLite, which knows nothing of how many rows a value has; others keep statistics."""
        return f"INDEXED BY queue_by_{self.by or 'group'}"

    @property
    def where(self) -> ColumnElement[bool]:
        """The filter as a condition on the queue."""
        found = [self.beside, *alike(queue, self.chosen)]
        if self.titles is not None:
            found.append(self.titles.where)
        if self.by is None and self.chosen.state is None:
            found.append(queue.c.state.in_(tuple(State)))
        return and_(*found)

    @property
    def beside(self) -> ColumnElement[bool]:
        """What of the filter neither `alike` nor the titles say."""
        chosen = self.chosen
        found = [queue.c[f"{name}_key"] == name_key(value) for name, value in named_in(chosen).items()]
        if chosen.requisition is not None:
            found.append(queue.c.requisition == chosen.requisition)
        if chosen.assignee is not None:
            found.append(queue.c.assignee == chosen.assignee if chosen.assignee else queue.c.assignee.is_(None))
        return and_(true(), *found)


def search_of(connection: Connection, chosen: QueueFilter) -> Search:
    """The way to a filter's rows that reads fewest, by the counts that are kept."""
    fitting = titles_of(connection, chosen.title) if chosen.title else None
    if chosen.requisition is not None:
        return Search(chosen, "requisition", fitting)
    rows = {f"{name}_key": _rows(connection, NAMED[name], value, chosen) for name, value in named_in(chosen).items()}
    least = min(rows, key=rows.__getitem__, default=None)
    if fitting is not None:
        every = connection.execute(select(counters.c.last).where(counters.c.name == "queue")).scalar_one()
        ways = {"title_key": (fitting.every * _SEEK + every * _READ) * fitting.share}
        if least is not None:
            ways[least] = rows[least]
        soonest = min(ways, key=ways.__getitem__)
        swept = every * _SWEEP < ways[soonest]
        return Search(chosen, least if swept else soonest, fitting, swept)
    if least is None and chosen.assignee:
        return Search(chosen, "assignee", None)
    return Search(chosen, least, fitting)


def is_counted(chosen: QueueFilter, facet: str = EVERY) -> bool:
    """Whether the rows are counted already: by the facet, or by the one that the filter names and no other."""
    return not chosen.title and chosen.requisition is None and len({*named_in(chosen), facet} - {EVERY}) <= 1


def named_in(chosen: QueueFilter) -> dict[str, str]:
    """Facet -> its value in the filter."""
    return {name: value for name in QUEUE_FACETS if (value := getattr(chosen, name)) is not None}


def titles_of(connection: Connection, part: str) -> Titles:
    """The titles that have this in them, in any case."""
    some = select(titles.c.title).order_by(titles.c.key).limit(_SAMPLE).subquery()
    counted = select(func.count(), func.coalesce(func.sum(case((_has(part, some.c.title), 1), else_=0)), 0))
    looked_at, fit = connection.execute(counted.select_from(some)).one()
    every = connection.execute(select(func.count()).select_from(titles)).scalar_one()
    return Titles(part, int(fit) / (looked_at or 1), every)


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


def _rows(connection: Connection, facet: str, value: str, chosen: QueueFilter) -> int:
    """Rows of a facet's value, of all groups and times, in the filter's state and with its actions."""
    table = queue_counts
    at: list[ColumnElement[bool]] = [table.c.facet == facet, table.c.value == value]
    if chosen.state is not None:
        at.append(table.c.state == chosen.state)
    if chosen.actions:
        at.append(table.c.action.in_(chosen.actions))
    return int(connection.execute(select(func.sum(table.c.rows)).where(*at)).scalar() or 0)
