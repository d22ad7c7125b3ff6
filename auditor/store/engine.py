"""Connections: how a database is opened, written to and read, and what its errors become."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Delete, Engine, FromClause, Insert, Update, create_engine, event, select, update
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from auditor.errors import StoreError, UsageError
from auditor.store.tables import counters

__all__ = [
    "default_url",
    "engine_of",
    "file_of",
    "in_parts",
    "no_posting",
    "no_store",
    "numbers",
    "reading",
    "said",
    "write_many",
    "writing",
]

T = TypeVar("T")

_PART = 500
_BUSY_SECONDS = 30
_PRIVATE = 0o600
_KINDS = ("sqlite", "postgresql", "mariadb", "mysql")
"""Databases that have what the store needs: a row to lock, one state to read, a count to add to or to make."""
_DRIVERS = {
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "mariadb": "mariadb+pymysql",
    "mysql": "mysql+pymysql",
}
"""Which driver is meant where the URL names none."""


def default_url() -> str:
    """The SQLite file in the user's data folder."""
    from platformdirs import user_data_path

    return f"sqlite:///{user_data_path('posting-auditor', appauthor=False) / 'store.sqlite'}"


def engine_of(url: str, *, make: bool = True) -> Engine:
    """An engine for the URL; a plain path is taken for an SQLite file, which is made, readable by its owner alone.

    Raises:
        UsageError: the URL is none, its driver is not installed, the file cannot be made, or is not there to be used.
    """
    parsed = _parsed(url)
    if parsed.get_backend_name() != "sqlite":
        return _engine(parsed)
    file = file_of(parsed)
    if not make and not _holds_store(file):
        raise no_store(str(file))
    _make_private(file)
    engine = _engine(parsed)
    engine.dialect.statement_compiler = _Hinted
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def file_of(url: URL) -> Path:
    """The file of an SQLite URL.

    Raises:
        UsageError: it names none.
    """
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise UsageError("the store has to be a file", "Give a path, or a URL such as sqlite:////var/lib/store.sqlite.")
    return Path(url.database)


def no_store(place: str) -> UsageError:
    """That there is none where one was to be looked at."""
    return UsageError(f"there is no store at {place}", "Check --store; auditor audit --save and batch --save make one.")


def no_posting() -> StoreError:
    """That the store has no posting of the id that was asked for."""
    return StoreError("the store has no such posting", "It may have been forgotten; look at the queue again.")


def _holds_store(file: Path) -> bool:
    """Whether a store is in the file, which is left as it is; of a damaged file nobody can say that there is none."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as held:
            held.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError:
        return True
    return True


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url if "://" in url else f"sqlite:///{url}")
    except (ArgumentError, ValueError) as error:
        raise UsageError(
            "the store's address is no URL", "Give a path, or a URL such as postgresql://host/name."
        ) from error
    if parsed.drivername in _DRIVERS:
        return parsed.set(drivername=_DRIVERS[parsed.drivername])
    if parsed.get_backend_name() not in _KINDS:
        raise UsageError(
            f"a store cannot be in {parsed.get_backend_name()}",
            f"It can be in {', '.join(_KINDS[:-1])} or {_KINDS[-1]}.",
        )
    return parsed


def _engine(url: URL) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=url.get_backend_name() != "sqlite")
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise UsageError(
            f"there is no driver for {url.drivername}",
            "Install posting-auditor[postgresql] for PostgreSQL, posting-auditor[mysql] for MariaDB and MySQL.",
        ) from error


def _make_private(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, _PRIVATE))
        file.chmod(_PRIVATE)
    except OSError as error:
        raise UsageError(f"{file} cannot be used: {error.strerror}", "Name another file with --store.") from error


def _prepare(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions are begun by _begin, not by the driver's guess
    for pragma in (
        f"busy_timeout={_BUSY_SECONDS * 1000}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "cache_size=-65536",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


class _Hinted(SQLiteCompiler):
    """SQLAlchemy's, but that `with_hint` stands behind the table, as SQLite takes INDEXED BY."""

    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:
        """The hint as it is."""
        return text


@contextmanager
def said(engine: Engine) -> Iterator[None]:
    """Turns a database's failure into an error that says what to do; no statement and no value of it is shown.

    Raises:
        StoreError: the database failed.
    """
    try:
        yield
    except DBAPIError as error:
        place = engine.url.database if engine.url.get_backend_name() == "sqlite" else engine.url.host
        cause = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
        raise StoreError(
            f"the store {place} cannot be used: {cause}", "Check that it can be reached, or run auditor store check."
        ) from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the database.

    Raises:
        StoreError: the database failed.
    """
    one_state = {} if engine.url.get_backend_name() == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with said(engine), engine.connect().execution_options(**one_state) as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction, one at a time over all processes: all of it is kept, or nothing.

    Raises:
        StoreError: the database failed.
    """
    latest = {} if engine.url.get_backend_name() == "sqlite" else {"isolation_level": "READ COMMITTED"}
    with said(engine), engine.connect().execution_options(writes=True, **latest) as connection, connection.begin():
        connection.execute(select(counters.c.last).where(counters.c.name == "postings").with_for_update()).all()
        yield connection


def in_parts(values: Collection[T]) -> Iterator[Sequence[T]]:
    """The values, a part at a time: as many as every database takes in one statement."""
    every = list(values)
    return (every[start : start + _PART] for start in range(0, len(every), _PART))


def write_many(connection: Connection, statement: Insert | Update | Delete, rows: Sequence[Mapping[str, Any]]) -> None:
    """Runs a statement for each of the rows, which have the same keys; values are those that the drivers take.

    Through the driver itself: SQLAlchemy takes longer to look at a row than the database to write it.
    """
    if not rows:
        return
    compiled = statement.compile(dialect=connection.dialect, column_keys=list(rows[0]))
    order = getattr(compiled, "positiontup", None)
    given = [tuple(row[name] for name in order) for row in rows] if order else [dict(row) for row in rows]
    connection.exec_driver_sql(str(compiled), given)


def numbers(connection: Connection, table: str, count: int) -> range:
    """The next numbers for rows of a table; to be asked for within `writing`."""
    connection.execute(update(counters).where(counters.c.name == table).values(last=counters.c.last + count))
    last = connection.execute(select(counters.c.last).where(counters.c.name == table)).scalar_one()
    return range(last - count + 1, last + 1)
