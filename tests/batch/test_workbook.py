"""results.xlsx of long inputs."""

from pathlib import Path

import openpyxl
import pytest

from auditor.batch import BatchFiles, finish, tables
from auditor.batch.finish import Outputs
from tests.batch.test_run import BAKES, encoded, run

FIVE = encoded(*({"id": f"00{n}", "title": "Baker", "text": f"{BAKES}- Number {n}\n"} for n in range(5)))


def test_it_is_left_out_of_long_results_and_written_on_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finish, "MOST_SHEET_ROWS", 4)
    files = BatchFiles(tmp_path / "out")
    run(tmp_path, FIVE)
    assert not files.workbook.exists()
    run(tmp_path, FIVE, outputs=Outputs(workbook=True))
    assert files.workbook.exists()
    run(tmp_path, FIVE)
    assert not files.workbook.exists()


def test_rows_beyond_a_sheets_limit_go_on_the_next_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_MOST_SHEET", 3)
    run(tmp_path, FIVE)
    book = openpyxl.load_workbook(BatchFiles(tmp_path / "out").workbook)
    assert book.sheetnames == ["Results", "Results 2", "Results 3"]
    ids = [[row[0].value for row in sheet.iter_rows()] for sheet in book]
    assert ids == [["id", "000", "001"], ["id", "002", "003"], ["id", "004"]]
