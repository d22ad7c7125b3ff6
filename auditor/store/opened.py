"""Opening a store: a new database gets its tables, an old SQLite file is copied and upgraded."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from auditor.errors import UsageError
from auditor.store.engine import default_url, engine_of, no_store, said
from auditor.store.upgrade import NEWEST, migrate, version_of

__all__ = ["copy_file", "opened", "upgraded"]


def opened(url: str | None, *, make: bool = True) -> Engine:
    """An engine for a database of the newest version; `make` gives an empty one its tables.

    Raises:
        UsageError: the URL cannot be used, there is no store and none is to be made, or the database is of another
            version that this cannot be helped.
        StoreError: the database cannot be reached or read.
    """
    engine = engine_of(url or default_url(), make=make)
    found = _version(engine)
    if found is None and not make:
        raise no_store(engine.url.render_as_string() if engine.url.host else engine.url.database or "")
    if found == NEWEST:
        return engine
    if found is not None and found > NEWEST:
        raise UsageError(f"the store was made by a newer auditor (version {found})", "Use that version.")
    if found is not None and engine.url.get_backend_name() != "sqlite":
        raise UsageError(f"the store is of version {found}", "Back it up, then run auditor store upgrade.")
    upgraded(engine)
    return engine


def upgraded(engine: Engine) -> Path | None:
    """Brings the database to the newest version; an SQLite file with a store in it is copied first.

    Returns the copy, None when there was nothing to copy.

    Raises:
        StoreError: the database failed; it is as it was.
    """
    with said(engine), engine.connect().execution_options(writes=True) as connection, connection.begin():
        found = version_of(connection)
        copy = None
        if found is not None and found != NEWEST and engine.url.get_backend_name() == "sqlite":
            file = Path(engine.url.database or "")
            copy = file.with_name(f"{file.name}.version-{found}")
            copy_file(file, copy)
        if found != NEWEST:
            migrate(connection)
    return copy


def copy_file(file: Path, copy: Path) -> None:
    """A whole copy of an SQLite file in use, readable by its owner alone.

    Raises:
        UsageError: the copy cannot be written, or is there already.
    """
    try:
        copy.touch(mode=0o600, exist_ok=False)
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    except FileExistsError as error:
        raise UsageError(f"{copy} is there already", "Move it away, or name another file.") from error
    except (OSError, sqlite3.Error) as error:
        raise UsageError(f"{copy} cannot be written: {error}", "Free space, or name another file.") from error


def _version(engine: Engine) -> str | None:
    with said(engine), engine.connect() as connection:
        return version_of(connection)
