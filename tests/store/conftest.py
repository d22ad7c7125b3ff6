"""Every test of the store that asks for `store` or `address` runs on SQLite and on PostgreSQL.

Where the environment names a third database, an empty one that may be emptied again, they run on that too:
`AUDITOR_TEST_DATABASE=mariadb://user@host/name`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
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
EVERYWHERE = ["sqlite", "postgresql", *(["third"] if THIRD else [])]


def cleared(url: str) -> str:
    """The URL of the third database, emptied."""
    engine, there = engine_of(url), sqlalchemy.MetaData()
    there.reflect(engine)
    there.drop_all(engine)
    engine.dispose()
    return url


@pytest.fixture(scope="session")
def on_server(server: str) -> Callable[..., str]:
    """Makes a database of the server anew from another, `tested` if none is named; gives its URL."""

    def made(template: str, name: str = "tested") -> str:
        maintaining = server.replace("postgresql:", "postgresql+psycopg:").replace("/postgres?", "/template1?")
        engine = sqlalchemy.create_engine(maintaining, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        engine.dispose()
        return server.replace("/postgres?", f"/{name}?")

    return made


@pytest.fixture(params=EVERYWHERE)
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database with nothing in it, or of no file yet."""
    if request.param == "sqlite":
        return str(tmp_path / "store.sqlite")
    if request.param == "third":
        return cleared(THIRD or "")
    return str(request.getfixturevalue("on_server")("template0"))


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store, made once, as making one takes as long as many a test."""
    file = tmp_path_factory.mktemp("empty") / "store.sqlite"
    Store(str(file)).close()
    return file


@pytest.fixture(scope="session")
def empty_template(server: str) -> str:
    """The database on the server in which an empty store was made once."""
    Store(server).close()
    return "postgres"


@pytest.fixture(params=EVERYWHERE)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty store: a copy of one that was made once, but on the third database made each time."""
    if request.param == "sqlite":
        return str(shutil.copy(request.getfixturevalue("empty_file"), tmp_path / "store.sqlite"))
    if request.param == "third":
        Store(url := cleared(THIRD or "")).close()
        return url
    template = request.getfixturevalue("empty_template")
    return str(request.getfixturevalue("on_server")(template))


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty store."""
    with Store(address) as opened:
        yield opened
