"""A store of an older version opens as it was meant, with a copy of it left aside."""

import shutil
import stat
from pathlib import Path

import pytest

from auditor.errors import UsageError
from auditor.store import QueueFilter, State, Store
from auditor.store.transfer import backup, check, restore
from tests.store.samples import sample

OLD = Path(__file__).parents[2] / "fixtures" / "stores" / "version-1.sqlite"


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
