import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from auditor.errors import UnreadableInputError
from auditor.posting import Posting
from auditor.sources import open_source


def write(file: Path, count: int, group: int) -> Path:
    columns = {
        "id": list(range(count)),
        "title": [f"Baker {number}" for number in range(count)],
        "description": ["Bread." if number % 2 else None for number in range(count)],
        "tags": [["a", "b"]] * count,
        "seen": [datetime.date(2026, 1, 2)] * count,
    }
    pq.write_table(pa.table(columns), file, row_group_size=group)
    return file


def test_rows_of_all_groups_come_with_their_cells(tmp_path: Path) -> None:
    source = open_source(write(tmp_path / "jobs.parquet", 700, 300))
    found = list(source.rows())
    assert (source.estimated_rows, source.exact, len(found)) == (700, True, 700)
    assert found[1].cells == ("1", "Baker 1", "Bread.", '["a", "b"]', "2026-01-02")
    assert (found[699].source_id, found[699].row) == ("699", 699)
    assert isinstance(found[1].content, Posting)


def test_a_damaged_group_is_refused_row_by_row_and_the_next_is_read(tmp_path: Path) -> None:
    file = write(tmp_path / "jobs.parquet", 6, 3)
    start = pq.ParquetFile(file).metadata.row_group(0).column(1).data_page_offset
    raw = bytearray(file.read_bytes())
    raw[start : start + 12] = b"\xff" * 12
    file.write_bytes(bytes(raw))
    found = list(open_source(file, {"description": "description"}).rows())
    assert [getattr(row.content, "code", "ok") for row in found] == ["unreadable"] * 3 + ["ok"] * 3


def test_half_a_file_is_an_error(tmp_path: Path) -> None:
    file = write(tmp_path / "jobs.parquet", 6, 3)
    file.write_bytes(file.read_bytes()[:200])
    with pytest.raises(UnreadableInputError, match="not a Parquet file"):
        open_source(file)
