"""The user's own rows with the conclusions appended, and the findings, as CSV and as a workbook."""

from __future__ import annotations

import csv
import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor.batch.ledger import LedgerLine
from auditor.batch.record import Judged
from auditor.reports.escape import cell_text, formula_text

__all__ = ["FindingsCsv", "FinishedRow", "ResultsCsv", "ResultsWorkbook"]

_APPENDED = ("action", "summary", "suggested_title", "first_fix", "verdict", "audit")
_FINDING_COLUMNS = (
    "row",
    "source_id",
    "title",
    "code",
    "severity",
    "confidence",
    "message",
    "fix",
    "statement",
    "quote",
    "waived",
)
_MOST_CHARACTERS = 32_767
"""Longest text in a cell of a workbook."""
_MOST_SHEET = 1_048_576
"""Rows of a sheet, the header's among them; Excel's limit."""


@dataclass(frozen=True, slots=True)
class FinishedRow:
    """A row with all that is known of it; `in_full` says that the report shows it in full.

    `at` is the line of its file at which it begins, from 1; None where the file has no lines.
    """

    line: LedgerLine
    judged: Judged | None
    owner: str | None
    url: str | None
    cells: bytes
    in_full: bool
    at: int | None = None

    def own_cells(self, columns: int) -> list[str]:
        """The user's cells as they came, as many as there are columns, apart from formulas."""
        cells: list[Any] = json.loads(self.cells)[:columns]
        return [formula_text(str(cell)) for cell in cells] + [""] * (columns - len(cells))

    def conclusions(self) -> list[str]:
        """The appended cells; of a row that was not audited, why, in the summary's place."""
        judged = self.judged
        if judged is None:
            return ["", cell_text(f"{self.line['status']}: {self.line['message']}"), "", "", "", ""]
        link = f"report.html#row-{self.line['row']}" if self.in_full else ""
        shown = (judged["action"], judged["summary"], judged["suggested_title"], judged["first_fix"], judged["verdict"])
        return [*(cell_text(value or "") for value in shown), link]


def _header(columns: Sequence[str]) -> list[str]:
    """The user's header and the appended names, with `audit_` before a name that the user has too."""
    own = {column.strip().lower() for column in columns}
    added = [f"audit_{name}" if name in own else name for name in _APPENDED]
    return [*(formula_text(column) for column in columns), *added]


class ResultsCsv:
    """results.csv."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, lineterminator="\n")
        self._columns = len(columns)
        self._writer.writerow(_header(columns))

    def add(self, row: FinishedRow) -> None:
        """Writes a row."""
        self._writer.writerow(row.own_cells(self._columns) + row.conclusions())

    def close(self) -> None:
        """Ends the file."""
        self._file.close()


class FindingsCsv:
    """findings.csv."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, lineterminator="\n")
        self._writer.writerow(_FINDING_COLUMNS)

    def add(self, row: FinishedRow) -> None:
        """Writes the findings of a row."""
        if row.judged is None:
            return
        first = (row.line["row"], cell_text(row.line["source_id"] or ""), cell_text(row.judged["title"] or ""))
        for finding in row.judged["findings"]:
            texts = (cell_text(finding[key]) for key in ("code", "severity", "confidence", "message", "fix"))
            number = "" if finding["statement"] is None else finding["statement"]
            self._writer.writerow(
                (*first, *texts, number, cell_text(finding["quote"]), cell_text(finding["waived"] or ""))
            )

    def close(self) -> None:
        """Ends the file."""
        self._file.close()


class ResultsWorkbook:
    """results.xlsx, written row by row; every cell is text, so that ids keep their zeros and nothing is a formula.

    What does not fit on a sheet goes on on the next one, under the same header. Memory does not grow with the rows.
    """

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        import xlsxwriter  # type: ignore[import-untyped]

        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(str(path), options)
        self._book.set_properties({"created": datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)})
        self._header = _header(columns)
        self._bold = self._book.add_format({"bold": True})
        self._columns = len(columns)
        self._sheets = 0
        self._begin_sheet()

    def _begin_sheet(self) -> None:
        self._sheets += 1
        self._sheet = self._book.add_worksheet("Results" if self._sheets == 1 else f"Results {self._sheets}")
        self._sheet.freeze_panes(1, 0)
        self._next = 0
        self._write(self._header, self._bold)

    def add(self, row: FinishedRow) -> None:
        """Writes a row."""
        if self._next >= _MOST_SHEET:
            self._begin_sheet()
        self._write(row.own_cells(self._columns) + row.conclusions())

    def _write(self, cells: Sequence[str], style: Any = None) -> None:
        for column, cell in enumerate(cells):
            if cell.startswith("report.html#row-") and column == len(cells) - 1:
                self._sheet.write_url(self._next, column, f"external:{cell}", None, "Open the audit")
            elif cell or style:
                self._sheet.write_string(self._next, column, cell[:_MOST_CHARACTERS], style)
        self._next += 1

    def close(self) -> None:
        """Ends the file."""
        self._book.close()
