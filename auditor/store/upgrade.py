"""Which version a database is of, and bringing it to the newest."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from auditor.store.counts import recount

__all__ = ["NEWEST", "migrate", "version_of"]

NEWEST = "0006"
"""The revision of the newest migration."""


def version_of(connection: Connection) -> str | None:
    """The database's revision; None when it holds no store yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def migrate(connection: Connection, to: str = NEWEST) -> None:
    """Runs the migrations that the database has not had, within the connection's transaction, and counts anew."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    if to == NEWEST:
        recount(connection)
