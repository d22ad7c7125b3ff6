"""A store of an older version opens as it was meant, with a copy of it left aside."""

import shutil
import sqlite3
import stat
from pathlib import Path

import pytest
import sqlalchemy

from auditor.errors import UsageError
from auditor.store import DecisionKind, QueueFilter, State, Store
from auditor.store.engine import engine_of
from auditor.store.tables import NUMBERED, counters, metadata
from auditor.store.transfer import backup, check, repair, restore, upgrade
from auditor.store.upgrade import migrate
from tests.store.samples import sample

STORES = Path(__file__).parents[2] / "fixtures" / "stores"
OLD = STORES / "version-1.sqlite"


def test_version_1_keeps_its_decisions_and_gains_the_title_search(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    shutil.copy(OLD, file)
    with Store(str(file)) as store:
        (found,) = store.rows(QueueFilter(title="ml eng")).rows
        assert found.title == "Senior ML Engineer"
        (decided,) = store.rows(QueueFilter(state=State.CONFIRMED)).rows
        assert store.posting(decided.posting_id).decisions[0].reviewer == "ana"
        assert store.save([sample(7)], "bob").new == 1
    assert check(str(file)).problems == ()
    assert (tmp_path / "store.sqlite.version-0001").exists()


@pytest.mark.parametrize("version", [2, 3, 4, 5])
def test_later_versions_keep_what_people_did_and_gain_counts_and_keys(version: int, tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    shutil.copy(STORES / f"version-{version}.sqlite", file)
    with Store(str(file)) as store:
        page = store.groups()
        assert (page.rows, page.unsure) == (3, 1)
        assert store.choices("company") == (("Harbour Foods", 2), ("Quiet Rooms", 1))
        assert store.groups(QueueFilter(assignee="bob")).rows == 1
        decided = [store.rows(QueueFilter(state=state)).rows for state in (State.CONFIRMED, State.DISMISSED)]
        assert [store.posting(row.posting_id).decisions[0].reviewer for (row,) in decided] == ["ana", "bob"]
        assert [comment.text for comment in store.posting(decided[0][0].posting_id).comments] == ["Ask the team."]
        assert [policy.sentence for policy in store.policies()] == ["Used so here."]
        assert [row.title for row in store.rows(QueueFilter(title="senior ml")).rows] == ["Senior ML Engineer"]
        (quiet,) = store.rows(QueueFilter(company="Quiet Rooms", source="week.csv", owner="Mira")).rows
        assert quiet.title == "AI Engineer"
    assert check(str(file)).problems == ()
    assert (tmp_path / f"store.sqlite.version-000{version}").exists()


@pytest.mark.parametrize("bare", ["sqlite", "postgresql"], indirect=True)
def test_a_database_of_version_3_anywhere_is_upgraded_with_all_its_rows(bare: str) -> None:
    engine = engine_of(bare)
    old = sqlalchemy.create_engine(f"sqlite:///{STORES / 'version-3.sqlite'}")
    tables = sqlalchemy.MetaData()
    with old.connect() as there, engine.begin() as here:
        migrate(here, "0003")
        tables.reflect(here)
        here.execute(tables.tables["counters"].delete())
        for table in tables.sorted_tables:
            rows = there.execute(table.select()).mappings().all()
            if rows and table.name != "alembic_version":
                here.execute(table.insert(), [dict(row) for row in rows])
    engine.dispose()
    assert upgrade(bare)[0] == "0003"
    assert check(bare).problems == ()
    with Store(bare) as store:
        assert store.choices("company") == (("Harbour Foods", 2), ("Quiet Rooms", 1))
        assert store.groups(QueueFilter(company="Harbour Foods", assignee="bob", title="ai")).rows == 1


def test_the_tables_of_a_database_that_was_never_older_are_those_that_the_migrations_leave(tmp_path: Path) -> None:
    migrated, made = (sqlalchemy.create_engine(f"sqlite:///{tmp_path / name}") for name in ("migrated", "made"))
    with migrated.begin() as connection:
        migrate(connection)
    metadata.create_all(made)
    assert told(migrated) == told(made)
    with migrated.connect() as connection:
        assert set(connection.execute(sqlalchemy.select(counters.c.name)).scalars()) == {*NUMBERED, "pages"}


def told(engine: sqlalchemy.Engine) -> dict[str, object]:
    """What a database has besides the version: columns, keys and indices of every table."""
    found = sqlalchemy.inspect(engine)
    return {
        table: (
            {(each["name"], str(each["type"]), each["nullable"]) for each in found.get_columns(table)},
            found.get_pk_constraint(table)["constrained_columns"],
            {str(each["name"]): each["column_names"] for each in found.get_indexes(table)},
            sorted(str(each["column_names"]) for each in found.get_unique_constraints(table)),
            sorted(str(each["constrained_columns"]) for each in found.get_foreign_keys(table)),
        )
        for table in found.get_table_names()
        if table != "alembic_version"
    }


def test_a_kind_of_database_that_cannot_hold_a_store_is_refused() -> None:
    with pytest.raises(UsageError, match="a store cannot be in oracle") as refused:
        Store("oracle://scott@host/name")
    assert "sqlite, postgresql, mariadb or mysql" in (refused.value.hint or "")


def test_the_file_and_its_backup_are_their_owners_alone(tmp_path: Path) -> None:
    file, copy = tmp_path / "store.sqlite", tmp_path / "copy.sqlite"
    Store(str(file)).close()
    backup(str(file), copy)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (file, copy)] == [0o600, 0o600]
    with pytest.raises(UsageError, match="there already"):
        backup(str(file), copy)


def test_a_backup_of_any_database_can_be_restored_into_it(address: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    with Store(address) as store:
        store.save([sample(1), sample(2)], "ana")
        backup(address, copy)
        assert store.forget("ana", company="Harbour Foods") == 2
        assert store.rows().rows == ()
        restore(address, copy)
        assert len(store.rows().rows) == 2
        assert store.save([sample(3)], "ana").new == 1
    assert check(address).problems == ()


def test_where_there_is_no_store_looking_makes_none(bare: str, tmp_path: Path) -> None:
    for look in (check, repair, lambda url: backup(url, tmp_path / "copy.sqlite"), lambda url: Store(url, make=False)):
        with pytest.raises(UsageError, match="there is no store at"):
            look(bare)
    assert list(tmp_path.iterdir()) == []


def test_another_programs_database_is_no_store_and_stays_as_it_is(tmp_path: Path) -> None:
    other = tmp_path / "recipes.sqlite"
    with sqlite3.connect(other) as held:
        held.execute("CREATE TABLE recipes (name TEXT)")
    before = other.read_bytes()
    with pytest.raises(UsageError, match="there is no store at"):
        check(str(other))
    assert other.read_bytes() == before


@pytest.mark.parametrize(("gone", "current"), [((3,), {2}), ((2,), {3}), ((2, 3), {1}), ((1,), {3})])
def test_when_later_versions_are_forgotten_the_newest_that_is_left_counts_again(
    store: Store, gone: tuple[int, ...], current: set[int]
) -> None:
    versions = {number: sample(number, source_id="R-7") for number in (1, 2, 3)}
    ids = {number: version.document["posting"]["id"] for number, version in versions.items()}
    for version in versions.values():
        store.save([version], "ana")
    assert store.forget("ana", [ids[number] for number in gone]) == len(gone)
    assert {row.posting_id for row in store.rows().rows} == {ids[number] for number in current}
    for number in versions.keys() - {*gone} - current:
        assert store.posting(ids[number]).superseded_by in {ids[each] for each in current | {2}}
    row = store.rows().rows[0]
    store.decide(row.posting_id, row.code, DecisionKind.CONFIRM, "ana", row.head)


def test_what_is_forgotten_is_not_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    with Store(str(file)) as store:
        store.save([sample(1, title="Keeper of Unusual Lighthouses"), sample(2)], "ana")
        with pytest.raises(UsageError, match="nothing was named"):
            store.forget("ana")
        gone = next(row for row in store.rows().rows if row.title != "AI Engineer")
        store.comment(gone.posting_id, "An unusual remark.", "ana")
        assert store.forget("ana", [gone.posting_id]) == 1
    assert b"nusual" not in file.read_bytes()
