import datetime
from pathlib import Path

import openpyxl
import pytest

from auditor.errors import InputError, UnreadableInputError
from auditor.posting import Posting
from auditor.sources import SourceRow, open_source
from tests.sources.files import saved, xlsx_bytes


def rows_of(tmp_path: Path, raw: bytes) -> list[SourceRow]:
    file = tmp_path / "jobs.xlsx"
    file.write_bytes(raw)
    return list(open_source(file).rows())


def test_ids_that_are_numbers_or_dates_are_strings_as_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    seen = datetime.datetime(2026, 3, 1)  # noqa: DTZ001  (as workbooks keep dates)
    ids = [7, 8.0, seen, 41, True]
    for row in (["Job ID", "Job Title", "Description"], *([each, "Baker", "Bread."] for each in ids)):
        book.active.append(row)
    book.active["A4"].number_format = "yyyy-mm-dd"
    book.active["A5"].number_format = "00000"
    found = rows_of(tmp_path, saved(book))
    assert [row.source_id for row in found] == ["7", "8", "2026-03-01", "00041", "TRUE"]
    assert found[0].cells == ("7", "Baker", "Bread.")


def test_merged_cells_hold_for_all_their_rows_and_the_cells_stay_as_they_were(tmp_path: Path) -> None:
    sheet = [
        ["Company", "Title", "Text"],
        ["Kiln", "Baker", "Bread."],
        [None, "Cook", "Soup."],
        ["Moor", "Clerk", "Files."],
    ]
    found = rows_of(tmp_path, xlsx_bytes(sheet, "A2:A3"))
    assert [row.content.company for row in found if isinstance(row.content, Posting)] == ["Kiln", "Kiln", "Moor"]
    assert found[1].cells == ("", "Cook", "Soup.")


def test_a_formula_that_was_never_calculated_is_an_empty_cell(tmp_path: Path) -> None:
    first, second = rows_of(tmp_path, xlsx_bytes([["id", "text"], [1, '=CONCAT("a","b")'], [2, "Bread."]]))
    assert first.source_id == "1"
    assert isinstance(first.content, Posting)
    assert first.content.text == ""
    assert isinstance(second.content, Posting)


def test_the_sheet_with_postings_is_found_below_a_report_head(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Cover"
    book.active.append(["Quarterly hiring"])
    roles = book.create_sheet("Roles")
    for row in (["Open roles", None], [], ["Funktion", "Stellenbeschreibung"], ["Bäcker", "Brot."]):
        roles.append(row)
    (row,) = rows_of(tmp_path, saved(book))
    assert (row.line, row.cells) == (4, ("Bäcker", "Brot."))


def test_two_sheets_with_the_same_columns_are_read_and_with_others_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "North"
    south = book.create_sheet("South")
    for sheet in (book.active, south):
        sheet.append(["title", "text"])
        sheet.append([sheet.title, "Bread."])
    assert [(row.row, row.cells[0]) for row in rows_of(tmp_path, saved(book))] == [(0, "North"), (1, "South")]
    south["A1"] = "position"
    with pytest.raises(UnreadableInputError, match="North, South all hold postings"):
        rows_of(tmp_path, saved(book))


def test_no_sheet_with_a_column_of_text_names_the_columns_seen(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match=r"sheet Sheet: no column .* \(columns: a, b\)"):
        rows_of(tmp_path, xlsx_bytes([["a", "b"], [1, 2]]))


def test_a_truncated_workbook_is_an_input_error(tmp_path: Path) -> None:
    raw = xlsx_bytes([["title", "text"], ["Baker", "Bread."]])
    with pytest.raises(InputError):
        rows_of(tmp_path, raw[: len(raw) // 2])


def test_a_mistake_of_ours_is_not_told_as_a_damaged_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "jobs.xlsx"
    file.write_bytes(xlsx_bytes([["ID", "Title", "Description"], [7, "Clerk", "Answers letters."]]))
    source = open_source(file)

    def mistaken(*cell: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr("auditor.sources.workbook._number", mistaken)
    with pytest.raises(ZeroDivisionError):
        list(source.rows())
