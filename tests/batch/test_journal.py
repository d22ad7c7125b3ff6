from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.batch.journal import Entry, Journal


def entry(row: int, record: bytes = b"{}", audit: bytes = b"", cells: bytes = b"[]") -> Entry:
    return Entry(row, record, audit, cells)


def test_rows_come_back_in_the_inputs_order_and_the_later_line_counts(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal") as journal:
        journal.append([entry(2), entry(0)])
        journal.append([entry(2, b'{"later":1}')])
        assert [e.row for e in journal.entries()] == [0, 2]
    with Journal(tmp_path / "journal") as journal:
        assert journal[2].record == b'{"later":1}'
        assert 1 not in journal
        assert (len(journal), journal.rows) == (2, 3)
        with pytest.raises(KeyError):
            journal[1]


@given(cut=st.integers(min_value=0, max_value=200))
def test_whatever_was_cut_off_the_whole_rows_stay(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    path = tmp_path_factory.mktemp("run") / "journal"
    entries = [entry(row, b'{"n": %d}' % row, b'{"text": "caf\xc3\xa9"}') for row in range(4)]
    with Journal(path) as journal:
        journal.append(entries)
    whole = path.read_bytes()
    path.write_bytes(whole[: max(0, len(whole) - cut)])
    with Journal(path) as journal:
        kept = list(journal.entries())
        assert kept == entries[: len(kept)]
        assert sum(len(e.line()) for e in entries[: len(kept) + 1]) > len(whole) - cut or len(kept) == 4
        journal.append(entries)
    assert list(Journal(path).entries()) == entries


def test_a_forgotten_row_is_not_there_until_it_is_done_again(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal") as journal:
        journal.append([entry(0), entry(1)])
        journal.forget([0])
        assert [e.row for e in journal.entries()] == [1]
        journal.append([entry(0)])
        assert 0 in journal
