"""The queue's rows by column, packed: what rows are filtered and grouped by, so that all can be looked through at once.

A part of a title may be in half of all titles. To ask of every row in the database whether its title fits takes several
times as long as to look through packed columns, which hold 256 rows a page and are kept true in the transaction that
changes the rows. Rows that are alike in state, group, action and assignee are of one kind, and have its number.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import Column, Connection, Engine, bindparam, delete, insert, select, update

from auditor.store.engine import in_parts, write_many
from auditor.store.packed import time_of, time_text
from auditor.store.tables import counters, queue, queue_kinds, queue_pages

__all__ = ["KEYS", "PAGE", "Columns", "columns_of", "keep", "keep_all", "moment_of", "moment_text", "unlike_pages"]

PAGE = 256
"""Rows of a page: those with numbers from 256 times its own number on."""
KEYS = ("title_key", "company_key", "owner_key", "source_key")
"""Columns of a row that are keys of names; -1 where there is none."""
_KIND = ("state", "unsure", "action", "claim", "role", "code", "assignee")
"""Rows of the queue that are alike in these are of one kind; nobody is ""."""
_LAYOUT = np.dtype([("kind", "<i4", (PAGE,)), *((name, "<i8", (PAGE,)) for name in (*KEYS, "saved_at"))])
"""Kind 0 is no row; times are microseconds since 1970."""
_EPOCH = time_of("1970-01-01T00:00:00.000000Z")
_MICROSECOND = timedelta(microseconds=1)
_STATE = "pages"
"""The counter that changes with the rows."""
_MANY = 200
"""Pages that are made at once."""


class Columns:
    """All rows, each at its number less the first one's, as they are while the store's `state` is this."""

    def __init__(self, state: int, first: int, columns: Mapping[str, np.ndarray[Any, Any]], kinds: Mapping[int, Any]):
        """`columns` by name: `kind`, those of `KEYS`, and `saved_at`; `kinds` by number."""
        self.state, self.first, self.kinds = state, first, kinds
        self.titled: dict[str, np.ndarray[Any, Any]] = {}
        """Keys of titles that were looked for."""
        self._columns = columns

    def __getitem__(self, name: str) -> np.ndarray[Any, Any]:
        """A column."""
        return self._columns[name]


_READ: WeakKeyDictionary[Engine, Columns] = WeakKeyDictionary()
"""What was read last of each store: a page of the review asks for it several times, and most often nothing changed."""
_READING = Lock()


def columns_of(connection: Connection) -> Columns:
    """The rows as the connection sees them; read again when anything was changed by anybody."""
    state = connection.execute(select(counters.c.last).where(counters.c.name == _STATE)).scalar()
    with _READING:
        read = _READ.get(connection.engine)
    if read is None or read.state != state:
        read = _read(connection, state or 0)
        with _READING:
            _READ[connection.engine] = read
    return read


def _read(connection: Connection, state: int) -> Columns:
    asked = select(queue_pages.c.number, queue_pages.c.packed).order_by(queue_pages.c.number)
    held = connection.execute(asked).all()
    kinds = {row.number: row for row in connection.execute(select(queue_kinds))}
    pages = np.frombuffer(b"".join([packed for _, packed in held]), _LAYOUT)
    first, last = (held[0][0], held[-1][0]) if held else (0, -1)
    if last - first + 1 > len(held):
        whole = np.zeros(last - first + 1, _LAYOUT)
        whole[[number - first for number, _ in held]] = pages
        pages = whole
    columns = {name: np.ascontiguousarray(pages[name]).reshape(-1) for name in _LAYOUT.names or ()}
    return Columns(state, first * PAGE, columns, kinds)


def keep(connection: Connection, numbers: Collection[int]) -> None:
    """Brings the pages to what the queue says of rows with these numbers, also of those that are gone."""
    rows: list[Any] = []
    for part in in_parts(sorted(numbers)):
        rows += connection.execute(_rows().where(queue.c.number.in_(part)))
    kept = {number: page for part in in_parts(_pages_of(numbers)) for number, page in _held(connection, part)}
    pages = {number: kept[number].copy() if number in kept else _empty() for number in _pages_of(numbers)}
    for number in numbers:
        pages[number // PAGE]["kind"][number % PAGE] = 0
        for name in (*KEYS, "saved_at"):
            pages[number // PAGE][name][number % PAGE] = 0
    _fill(connection, pages, rows)
    _write(connection, pages, kept.keys())
    _change(connection)


def keep_all(connection: Connection) -> None:
    """Makes all pages anew."""
    connection.execute(delete(queue_pages))
    connection.execute(delete(queue_kinds))
    for pages in _truth(connection):
        _write(connection, pages, ())
    _change(connection)


def unlike_pages(connection: Connection) -> Iterator[str]:
    """Pages that say otherwise than the queue."""
    wrong, seen = 0, set[int]()
    for pages in _truth(connection, make=False):
        kept = dict(_held(connection, sorted(pages)))
        wrong += sum(kept.get(number, _empty()).tobytes() != page.tobytes() for number, page in pages.items())
        seen.update(pages)
    others = set(connection.execute(select(queue_pages.c.number)).scalars()) - seen
    for part in in_parts(sorted(others)):
        wrong += sum(bool(page["kind"].any()) for _, page in _held(connection, part))
    if wrong:
        yield f"queue_pages: {wrong:,} pages are not what is there"


def _change(connection: Connection) -> None:
    """Says that what was read before holds no more, by a number that there was never before, in no copy either."""
    state = secrets.randbits(62)
    connection.execute(delete(counters).where(counters.c.name == _STATE))
    connection.execute(insert(counters), [{"name": _STATE, "last": state}])


def moment_of(text: str) -> int:
    """A time as a column has it."""
    return (time_of(text) - _EPOCH) // _MICROSECOND


def moment_text(microseconds: int) -> str:
    """A time of a column as the tables have it."""
    return time_text(_EPOCH + int(microseconds) * _MICROSECOND)


def _rows() -> Any:
    return select(queue.c.number, *(queue.c[name] for name in (*_KIND, *KEYS, "saved_at")))


def _pages_of(numbers: Iterable[int]) -> list[int]:
    return sorted({number // PAGE for number in numbers})


def _empty() -> np.ndarray[Any, Any]:
    return np.zeros((), _LAYOUT)


def _held(connection: Connection, pages: Sequence[int]) -> Iterator[tuple[int, np.ndarray[Any, Any]]]:
    asked = select(queue_pages.c.number, queue_pages.c.packed).where(queue_pages.c.number.in_(pages))
    for number, packed in connection.execute(asked):
        yield number, np.frombuffer(packed, _LAYOUT)[0]


def _truth(connection: Connection, *, make: bool = True) -> Iterator[dict[int, np.ndarray[Any, Any]]]:
    """Some pages at a time as the queue's rows say that they are; kinds that are not known are made, or left 0."""
    last = -1
    asked = _rows().order_by(queue.c.number).limit(PAGE * _MANY)
    while rows := connection.execute(asked.where(queue.c.number > last)).all():
        end = rows[-1].number // PAGE
        if len(rows) == PAGE * _MANY and rows[0].number // PAGE < end:
            rows = [row for row in rows if row.number // PAGE < end]
        pages = {number: _empty() for number in _pages_of(row.number for row in rows)}
        _fill(connection, pages, rows, make=make)
        yield pages
        last = rows[-1].number


def _fill(
    connection: Connection, pages: Mapping[int, np.ndarray[Any, Any]], rows: Sequence[Any], *, make: bool = True
) -> None:
    """Puts rows into their places."""
    alike = [(*row[1:7], row[7] or "") for row in rows]
    known = _known(connection, set(alike), make=make)
    by_page: defaultdict[int, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        by_page[row.number // PAGE].append(at)
    moments = {text: moment_of(text) for text in {row.saved_at for row in rows}}
    for number, places in by_page.items():
        page, here = pages[number], [rows[at] for at in places]
        slots = [row.number % PAGE for row in here]
        page["kind"][slots] = [known.get(alike[at], 0) for at in places]
        page["saved_at"][slots] = [moments[row.saved_at] for row in here]
        for name in KEYS:
            page[name][slots] = [-1 if (key := getattr(row, name)) is None else key for row in here]


def _write(connection: Connection, pages: Mapping[int, np.ndarray[Any, Any]], there: Collection[int]) -> None:
    change = update(queue_pages).where(queue_pages.c.number == bindparam("at")).values(packed=bindparam("rows"))
    old = [{"at": number, "rows": page.tobytes()} for number, page in pages.items() if number in there]
    write_many(connection, change, old)
    new = [{"number": number, "packed": page.tobytes()} for number, page in pages.items() if number not in there]
    write_many(connection, insert(queue_pages), new)


def _known(connection: Connection, kinds: Collection[tuple[Any, ...]], *, make: bool) -> dict[tuple[Any, ...], int]:
    """The number of each kind; with `make`, those that had none are given one."""
    columns: list[Column[Any]] = [queue_kinds.c[name] for name in _KIND]
    known = {tuple(row)[:-1]: row.number for row in connection.execute(select(*columns, queue_kinds.c.number))}
    fresh = sorted(kinds - known.keys()) if make else []
    given = {kind: number for number, kind in enumerate(fresh, 1 + max(known.values(), default=0))}
    if given:
        rows = [{"number": number, **dict(zip(_KIND, kind, strict=True))} for kind, number in given.items()]
        connection.execute(insert(queue_kinds), rows)
    return known | given
