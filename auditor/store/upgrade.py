"""Which version a database is of, and bringing it to the newest."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, insert, inspect, text

from auditor.store.counts import recount
from auditor.store.tables import NUMBERED, counters, metadata

__all__ = ["NEWEST", "migrate", "version_of"]

NEWEST = "0006"
"""The revision of the newest migration."""
_MIGRATED = ("sqlite", "postgresql")
"""Databases that there are stores of every version in."""


def version_of(connection: Connection) -> str | None:
    """The database's revision; None when it holds no store yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def migrate(connection: Connection, to: str = NEWEST) -> None:
    """Runs the migrations that the database has not had, within the connection's transaction, and counts anew.

    A new database that is neither SQLite nor PostgreSQL is made as the newest migration leaves it: of such there are no
    older ones than that of version 6.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    if connection.dialect.name not in _MIGRATED and version_of(connection) is None:
        metadata.create_all(connection)
        connection.execute(insert(counters), [{"name": name, "last": 0} for name in NUMBERED])
        command.stamp(config, to)
    command.upgrade(config, to)
    if to == NEWEST:
        recount(connection)
