"""Every test of the store that asks for `store` or `address` runs on SQLite and on PostgreSQL.

Where the environment names a third database, an empty one that may be emptied again, they run on that too:
`AUDITOR_TEST_DATABASE=mariadb://user@host/name`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy

from auditor.store import Store
from auditor.store.engine import engine_of
from tests.store.postgresql import binaries, cluster


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    programs = binaries()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as folder, cluster(Path(folder), programs) as url:
        yield url


THIRD = os.environ.get("AUDITOR_TEST_DATABASE")


@pytest.fixture(params=["sqlite", "postgresql", *(["third"] if THIRD else [])])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database."""
    if request.param == "sqlite":
        yield str(tmp_path / "store.sqlite")
        return
    if request.param == "third":
        assert THIRD
        engine, there = engine_of(THIRD), sqlalchemy.MetaData()
        there.reflect(engine)
        there.drop_all(engine)
        engine.dispose()
        yield THIRD
        return
    url = request.getfixturevalue("server")
    engine = sqlalchemy.create_engine(url.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    yield url


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty store."""
    with Store(address) as opened:
        yield opened
