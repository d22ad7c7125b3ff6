"""Backup, restore and check: a whole store as one SQLite file, from any database and back into any."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select, Table, delete, func, insert, select

from auditor.errors import StoreError, UsageError
from auditor.store.counts import recount, unlike_rows
from auditor.store.engine import default_url, engine_of, reading, writing
from auditor.store.opened import copy_file, opened, upgraded
from auditor.store.shown import show, standings
from auditor.store.tables import counters, metadata, outcome_counts, queue, queue_counts, queue_kinds, queue_pages
from auditor.store.upgrade import version_of

__all__ = ["StoreCheck", "backup", "check", "repair", "restore", "upgrade"]

_CHUNK = 500
_COUNTS = (queue_counts, outcome_counts, queue_kinds, queue_pages)
"""Made anew where a store is copied to."""


@dataclass(frozen=True, slots=True)
class StoreCheck:
    """The state of a store: its version, rows by table, and what is wrong with it."""

    version: str | None
    rows: dict[str, int]
    problems: tuple[str, ...]


def backup(url: str | None, file: Path) -> None:
    """Writes the whole store into a new SQLite file, readable by its owner alone, while it may be in use.

    Raises:
        UsageError: the file is there already or cannot be written.
        StoreError: the database failed.
    """
    engine = opened(url, make=False)
    if engine.url.get_backend_name() == "sqlite":
        copy_file(Path(engine.url.database or ""), file)
        return
    if file.exists():
        raise UsageError(f"{file} is there already", "Name another file.")
    target = opened(str(file))
    _copy(engine, target)
    target.dispose()


def restore(url: str | None, file: Path) -> None:
    """Puts a backup in the place of all that the store holds.

    Raises:
        UsageError: the file is no backup.
        StoreError: the backup is damaged, or the database failed; then the store is as it was.
    """
    if not file.is_file():
        raise UsageError(f"{file} is no backup", "Name a file that auditor store backup wrote.")
    source = _backed_up(file)
    problems = _damage(source)
    if problems:
        raise StoreError(f"{file} is damaged: {problems[0]}", "Restore another backup.")
    _copy(source, opened(url))
    source.dispose()


def upgrade(url: str | None) -> tuple[str | None, Path | None]:
    """Brings a database to the newest version; returns the version it had, and the copy made of an SQLite file.

    Raises:
        UsageError: the URL cannot be used.
        StoreError: the database failed; it is as it was.
    """
    engine = engine_of(url or default_url(), make=False)
    with reading(engine) as connection:
        before = version_of(connection)
    return before, upgraded(engine)


def check(url: str | None) -> StoreCheck:
    """Looks whether the database is whole, its queue says what its log says, and its counts what its rows say.

    Raises:
        UsageError: the URL cannot be used, or there is no store.
        StoreError: the database cannot be read.
    """
    engine = opened(url, make=False)
    with reading(engine) as connection:
        version = version_of(connection)
        rows = {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in metadata.tables.items()
        }
        unlike = (*_unlike_log(connection), *unlike_rows(connection))
    return StoreCheck(version, rows, (*_damage(engine), *unlike))


def repair(url: str | None) -> None:
    """Makes the queue's states from the log again, and the counts from the rows; the log itself is left as it is.

    Raises:
        UsageError: the URL cannot be used, or there is no store.
        StoreError: the database failed; it is as it was.
    """
    with writing(opened(url, make=False)) as connection:
        for page in _queued(connection):
            show(connection, page)
        recount(connection)


def _backed_up(file: Path) -> Engine:
    """The backup, opened; a file that holds no store must not become an empty one that replaces everything."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as held:
            held.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise UsageError(f"{file} is no backup", "Name a file that auditor store backup wrote.") from error
    return opened(str(file))


def _copy(source: Engine, target: Engine) -> None:
    """Replaces all rows of the target in one transaction."""
    with reading(source) as there, writing(target) as here:
        for table in reversed(metadata.sorted_tables):
            if table is not counters:
                here.execute(delete(table))
        here.execute(delete(counters))
        for table in metadata.sorted_tables:
            if table in _COUNTS:
                continue
            for rows in there.execution_options(yield_per=_CHUNK).execute(_ordered(table)).partitions():
                here.execute(insert(table), [dict(row._mapping) for row in rows])
        recount(here)


def _ordered(table: Table) -> Select[Any]:
    return select(table).order_by(*table.primary_key.columns)


def _damage(engine: Engine) -> list[str]:
    if engine.url.get_backend_name() != "sqlite":
        return []
    with reading(engine) as connection:
        found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(10)")]
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [line for line in found if line != "ok"] + [f"{row[0]}: a row refers to nothing" for row in orphans]


def _unlike_log(connection: Connection) -> Iterator[str]:
    """Rows of the queue whose state is not what the log of decisions folds to."""
    for page in _queued(connection):
        for row in standings(connection, page):
            if row.has is not row.state:
                yield f"queue row {row.row} is {row.has}, the log says {row.state}"


def _queued(connection: Connection) -> Iterator[Sequence[int]]:
    """The postings that the queue has rows of, by number, a page at a time."""
    last = 0
    asked = select(queue.c.posting).distinct().order_by(queue.c.posting).limit(_CHUNK)
    while page := connection.execute(asked.where(queue.c.posting > last)).scalars().all():
        last = page[-1]
        yield page
