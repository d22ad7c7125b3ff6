"""Tables as CSV and as a workbook; every cell is text and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from auditor.errors import UsageError
from auditor.reports.escape import cell_text

__all__ = ["as_csv", "as_xlsx", "write_as"]

_MOST_CHARACTERS = 32_767
"""Longest text in a cell of a workbook."""


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A header, and a line a row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell_text(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def as_xlsx(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """One sheet with a header that stays in sight."""
    import xlsxwriter  # type: ignore[import-untyped]

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, columns, book.add_format({"bold": True}))
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell_text(cell)[:_MOST_CHARACTERS])
    book.close()
    return out.getvalue()


def write_as(file: Path, formats: Mapping[str, Callable[[], bytes]]) -> None:
    """Writes the format that the file's name ends with.

    Raises:
        UsageError: there is none for the ending, or the file cannot be written.
    """
    made = formats.get(file.suffix.lower())
    if made is None:
        raise UsageError(f"{file.name} does not end with {' or '.join(formats)}", "Name a file that does.")
    try:
        file.write_bytes(made())
    except OSError as error:
        raise UsageError(f"cannot write {file}: {error.strerror}", "Name a file that can be written.") from error
