"""Answering a filter by looking through all rows at once, in their packed columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import ColumnElement, Connection, func, select

from auditor.store.columns import Columns, columns_of, moment_of, moment_text
from auditor.store.counts import QUEUE_FACETS
from auditor.store.model import QueueFilter
from auditor.store.packed import time_text
from auditor.store.search import Search, Titles, named_in
from auditor.store.tables import queue, titles
from auditor.store.title_key import name_key

__all__ = ["Found", "swept_choices", "swept_groups", "swept_rows"]

_EQUAL = {
    "state": "state",
    "unsure": "unsure",
    "claim": "claim",
    "role": "role",
    "rule": "code",
    "assignee": "assignee",
}
"""Fields of a filter -> what of a row's kind equals them."""
_PARTS = 100
"""Parts of titles that are remembered while nothing changes."""
_BITS = 18
_LAST = (1 << _BITS) - 1
_NOBODY = -2
"""What no key is."""


class Found(NamedTuple):
    """Rows of a group, and the time of the oldest, None where there are none."""

    unsure: bool
    claim: str
    role: str
    code: str
    rows: int
    oldest: str | None


@dataclass(frozen=True, slots=True)
class _Swept:
    """All rows, and which of them fit, in order."""

    columns: Columns
    at: np.ndarray[Any, Any]

    def of(self, name: str) -> np.ndarray[Any, Any]:
        """A column of the rows that fit."""
        found: np.ndarray[Any, Any] = self.columns[name][self.at]
        return found

    def kinds(self) -> Iterator[tuple[Any, int]]:
        """Each kind of the rows that fit, with their number."""
        counts = np.bincount(self.of("kind")) if len(self.at) else ()
        return ((self.columns.kinds[number], int(rows)) for number, rows in enumerate(counts) if rows)


def swept_groups(connection: Connection, search: Search) -> Iterator[Found]:
    """The groups of the rows that fit; one may come several times, to be added up."""
    swept = _swept(connection, search)
    oldest = np.full(1 + max(swept.columns.kinds, default=0), np.iinfo(np.int64).max)
    np.minimum.at(oldest, swept.of("kind"), swept.of("saved_at"))
    for kind, rows in swept.kinds():
        yield Found(kind.unsure, kind.claim, kind.role, kind.code, rows, moment_text(oldest[kind.number]))


def swept_rows(connection: Connection, search: Search, limit: int, after: int) -> list[int]:
    """Numbers of the first rows behind one that fit, in order."""
    swept = _swept(connection, search)
    numbers = swept.at + swept.columns.first
    return [int(number) for number in numbers[numbers > after][:limit]]


def swept_choices(connection: Connection, column: str, search: Search, limit: int) -> list[tuple[str, int]]:
    """The commonest values of a column among the rows that fit, with their counts."""
    swept = _swept(connection, search)
    if column in QUEUE_FACETS:
        return _names(connection, column, swept, limit)
    found = Counter[str]()
    for kind, rows in swept.kinds():
        found[getattr(kind, column)] += rows
    return sorted(((said, rows) for said, rows in found.items() if said), key=_most)[:limit]


def _names(connection: Connection, column: str, swept: _Swept, limit: int) -> list[tuple[str, int]]:
    """What the commonest keys stand for is read of one row each."""
    keys, first, counts = np.unique(swept.of(f"{column}_key"), return_index=True, return_counts=True)
    named = np.flatnonzero(keys >= 0)
    most = named[np.lexsort((keys[named], -counts[named]))][:limit]
    rows = dict(zip((swept.at[first[most]] + swept.columns.first).tolist(), counts[most].tolist(), strict=True))
    asked = select(queue.c.number, queue.c[column]).where(queue.c.number.in_(list(rows)))
    return sorted(((said, rows[number]) for number, said in connection.execute(asked)), key=_most)


def _most(each: tuple[str, int]) -> tuple[int, str]:
    return -each[1], each[0]


def _swept(connection: Connection, search: Search) -> _Swept:
    chosen, columns = search.chosen, columns_of(connection)
    fits = np.zeros(1 + max(columns.kinds, default=0), np.bool_)
    fits[[number for number, kind in columns.kinds.items() if _fits(kind, chosen)]] = True
    at = np.flatnonzero(fits[columns["kind"]])
    for name, value in named_in(chosen).items():
        at = at[columns[f"{name}_key"][at] == name_key(value)]
    if chosen.since is not None:
        at = at[columns["saved_at"][at] >= moment_of(time_text(chosen.since))]
    if chosen.before is not None:
        at = at[columns["saved_at"][at] < moment_of(time_text(chosen.before))]
    if search.titles is not None:
        at = at[_titled(connection, columns, columns["title_key"][at], search.titles)]
    return _Swept(columns, at)


def _fits(kind: Any, chosen: QueueFilter) -> bool:
    equal: Mapping[str, Any] = {column: getattr(chosen, field) for field, column in _EQUAL.items()}
    alike = all(value is None or getattr(kind, column) == value for column, value in equal.items())
    return alike and (not chosen.actions or kind.action in chosen.actions)


def _titled(
    connection: Connection, columns: Columns, asked: np.ndarray[Any, Any], fitting: Titles
) -> np.ndarray[Any, Any]:
    """Which keys are of titles that fit. It is asked for those that do not where they are fewer."""
    but = fitting.share > 1 / 2
    fewer = columns.titled.get(fitting.part)
    if fewer is None:
        fewer = _keys(connection, ~fitting.such if but else fitting.such)
        if len(columns.titled) < _PARTS:
            columns.titled[fitting.part] = fewer
    among = _among(asked, fewer)
    return np.logical_and(asked >= 0, ~among) if but else among


def _keys(connection: Connection, such: ColumnElement[bool]) -> np.ndarray[Any, Any]:
    """Keys of titles. SQLite is asked for one text of them: to take a row from it costs more than to look."""
    if connection.dialect.name != "sqlite":
        return np.fromiter(connection.execute(select(titles.c.key).where(such)).scalars(), np.int64)
    told = connection.execute(select(func.group_concat(titles.c.key)).where(such)).scalar()
    return np.fromstring(told or "", np.int64, sep=",")


def _among(asked: np.ndarray[Any, Any], keys: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Which are among the keys. Keys are hashes: in a table by some of their bits nearly all stand alone."""
    found, shift = np.zeros(len(asked), np.bool_), 0
    while len(keys):
        table, places = np.full(1 << _BITS, _NOBODY), (keys >> shift) & _LAST
        table[places] = keys
        found |= table[(asked >> shift) & _LAST] == asked
        keys, shift = keys[table[places] != keys], (shift + _BITS) % (3 * _BITS)
    return found
