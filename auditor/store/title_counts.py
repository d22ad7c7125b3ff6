"""Counts of the queue's rows by title: beside each title stands, packed, how many rows of each kind it has.

A part of a title may be in half of all titles. To ask of every row whether its title fits takes several times as long
as to look through the titles, so that rows are counted there, and kept true in the transaction that changes them.
"""

from __future__ import annotations

import struct
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import numpy as np
from sqlalchemy import Column, ColumnElement, Connection, bindparam, delete, func, insert, select, update

from auditor.store.engine import in_parts, write_many
from auditor.store.tables import queue, queue_kinds, titles

__all__ = ["add", "counted", "recount_titles", "rows_by_kind", "unlike_titles"]

_KIND = ("state", "unsure", "action", "claim", "role", "code", "assignee")
"""Rows of the queue that are alike in these are of one kind; nobody is ""."""
_CHUNK = 500
_BITS = 31
"""A count takes so many; a kind's number stands above it, so that both are one number of 64 bits."""
_COUNT = (1 << _BITS) - 1
_Changes = Mapping[tuple[Any, ...], int]


def rows_by_kind(connection: Connection, such: ColumnElement[bool], *, but: bool) -> Counter[int]:
    """Number of a kind -> how many rows such titles have of it, or with `but` all other titles."""
    asked = select(titles.c.rows).where(such, titles.c.rows.is_not(None))
    pairs = np.frombuffer(b"".join(connection.execute(asked).scalars()), "<i8")
    sums = np.bincount(pairs >> _BITS, pairs & _COUNT)
    found = Counter({number: int(rows) for number, rows in enumerate(sums) if rows})
    if but:
        every = connection.execute(select(queue_kinds.c.number, queue_kinds.c.rows))
        return Counter({number: rows - found[number] for number, rows in every})
    return found


def counted(connection: Connection, numbers: Collection[int]) -> Counter[tuple[Any, ...]]:
    """(title's key, *kind) -> rows of the queue, for these postings (by number)."""
    found = Counter[tuple[Any, ...]]()
    for part in in_parts(sorted(numbers)):
        found.update(_alike(connection, queue.c.posting.in_(part)))
    return found


def add(connection: Connection, changes: _Changes) -> None:
    """Adds to the counts of (title's key, *kind)."""
    changed = {key: count for key, count in changes.items() if count}
    known = _known(connection, {key[1:] for key in changed})
    by_title: defaultdict[int, Counter[int]] = defaultdict(Counter)
    by_kind: Counter[int] = Counter()
    for (title, *kind), count in changed.items():
        number = known[tuple(kind)]
        by_title[title][number] += count
        by_kind[number] += count
    _add_to_titles(connection, by_title)
    more = update(queue_kinds).where(queue_kinds.c.number == bindparam("at"))
    more = more.values(rows=queue_kinds.c.rows + bindparam("more"))
    write_many(connection, more, [{"at": number, "more": count} for number, count in by_kind.items() if count])


def _add_to_titles(connection: Connection, by_title: Mapping[int, Counter[int]]) -> None:
    packed = []
    for part in in_parts(sorted(by_title)):
        asked = select(titles.c.key, titles.c.rows).where(titles.c.key.in_(part))
        for title, rows in connection.execute(asked):
            both = _unpacked(rows)
            both.update(by_title[title])
            packed.append({"at": title, "packed": _packed(both)})
    change = update(titles).where(titles.c.key == bindparam("at")).values(rows=bindparam("packed"))
    write_many(connection, change, packed)


def recount_titles(connection: Connection) -> None:
    """Counts everything anew."""
    connection.execute(update(titles).values(rows=None))
    connection.execute(delete(queue_kinds))
    for page in _pages(connection):
        add(connection, _truth(connection, page))


def unlike_titles(connection: Connection) -> Iterator[str]:
    """What is counted otherwise than it is."""
    kinds = {row.number: tuple(row)[1:-1] for row in connection.execute(select(queue_kinds))}
    every = {row.number: row.rows for row in connection.execute(select(queue_kinds)) if row.rows}
    wrong, added = 0, Counter[int]()
    for page in _pages(connection):
        truth: defaultdict[int, Counter[tuple[Any, ...]]] = defaultdict(Counter)
        for (title, *kind), count in _truth(connection, page).items():
            truth[title][tuple(kind)] = count
        kept = select(titles.c.key, titles.c.rows).where(titles.c.key.between(*page))
        for title, rows in connection.execute(kept):
            found = _unpacked(rows)
            added.update(found)
            wrong += {kinds.get(number): count for number, count in found.items()} != truth[title]
    if wrong:
        yield f"titles: the counts of {wrong:,} are not what is there"
    if added != every:
        yield "queue_kinds: the counts are not those of the titles together"


def _alike(connection: Connection, where: ColumnElement[bool]) -> dict[tuple[Any, ...], int]:
    key = [queue.c.title_key, *(queue.c[name] for name in _KIND[:-1]), func.coalesce(queue.c.assignee, "")]
    asked = select(*key, func.count()).where(queue.c.title_key.is_not(None), where).group_by(*key)
    return {tuple(row)[:-1]: row[-1] for row in connection.execute(asked)}


def _truth(connection: Connection, page: tuple[int, int]) -> dict[tuple[Any, ...], int]:
    return _alike(connection, queue.c.title_key.between(*page))


def _pages(connection: Connection) -> Iterator[tuple[int, int]]:
    """The first and the last key of some titles, until all had their turn."""
    asked = select(titles.c.key).order_by(titles.c.key).limit(_CHUNK)
    keys = connection.execute(asked).scalars().all()
    while keys:
        yield keys[0], keys[-1]
        keys = connection.execute(asked.where(titles.c.key > keys[-1])).scalars().all()


def _known(connection: Connection, kinds: Collection[tuple[Any, ...]]) -> dict[tuple[Any, ...], int]:
    """The number of each kind; those that had none are given one."""
    columns: list[Column[Any]] = [queue_kinds.c[name] for name in _KIND]
    known = {tuple(row)[:-1]: row.number for row in connection.execute(select(*columns, queue_kinds.c.number))}
    fresh = sorted(kinds - known.keys())
    given = {kind: number for number, kind in enumerate(fresh, 1 + max(known.values(), default=0))}
    if given:
        rows = [{"number": number, "rows": 0, **dict(zip(_KIND, kind, strict=True))} for kind, number in given.items()]
        connection.execute(insert(queue_kinds), rows)
    return known | given


def _packed(rows: Counter[int]) -> bytes | None:
    """None when there are no rows, so that such a title is passed over when rows are counted."""
    pairs = sorted(kind << _BITS | count for kind, count in rows.items() if count)
    return struct.pack(f"<{len(pairs)}q", *pairs) or None


def _unpacked(packed: bytes | None) -> Counter[int]:
    pairs = struct.unpack(f"<{len(packed or b'') // 8}q", packed or b"")
    return Counter({pair >> _BITS: pair & _COUNT for pair in pairs})
