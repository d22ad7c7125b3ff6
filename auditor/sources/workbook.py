"""Postings from XLSX workbooks: the sheet with columns of postings, streamed."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from auditor.errors import InputError, UnreadableInputError
from auditor.sources.archive import check_office_file
from auditor.sources.columns import PARTS
from auditor.sources.combine import renumbered
from auditor.sources.fingerprint import file_fingerprint
from auditor.sources.row import Source, SourceRow
from auditor.sources.table import Layout, Record, lay_out, table_rows

__all__ = ["open_workbook"]

T = TypeVar("T")

_Cell = tuple[Any, str, str]
"""A cell's value, the file's letter for its type, and the format of a number."""
_ZEROS = re.compile(r"0{2,}")
_MERGED = re.compile(rb'<mergeCell\s[^<>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_MAX_MERGED = 100_000
_TAIL = 256
_CHUNK = 1024 * 1024


def open_workbook(path: Path, name: str, mapping: Mapping[str, str]) -> Source:
    """A workbook; several sheets with the same columns of postings are read one after the other.

    Raises:
        InputError: not a workbook, no sheet has a column of text, or sheets with different columns have one.
        UsageError: the mapping names a column that is not there.
    """
    check_office_file(path, name)
    layouts = _layouts(path, name, mapping)
    first = next(iter(layouts.values()))
    odd = [sheet for sheet, layout in layouts.items() if layout.columns != first.columns]
    if odd:
        raise UnreadableInputError(
            f"{name}: the sheets {', '.join(layouts)} all hold postings, in different columns",
            "Save each sheet as a file of its own.",
        )

    def rows() -> Iterator[SourceRow]:
        row = 0
        for sheet, layout in layouts.items():
            for found in table_rows(_records(path, name, sheet), layout, name):
                yield found if row == found.row else renumbered(found, row)
                row += 1

    return Source(
        name,
        first.columns,
        rows,
        file_fingerprint(path, mapping),
        estimated_rows=_height(path, layouts),
        mapping=first.mapping,
    )


def _layouts(path: Path, name: str, mapping: Mapping[str, str]) -> dict[str, Layout]:
    """The sheets that have a column of text, in the workbook's order."""
    layouts, faults = {}, []
    for sheet in _sheet_names(path, name):
        try:
            layout = lay_out(f"{name}, sheet {sheet}", _records(path, name, sheet), mapping)
            if any(part in layout.places for part in PARTS):
                layouts[sheet] = layout
        except InputError as error:
            faults.append(error)
    if not layouts:
        raise max(faults, key=lambda fault: fault.code == "unreadable", default=None) or UnreadableInputError(
            f"{name}: the workbook has no sheet", "Save it again as .xlsx."
        )
    return layouts


def _workbook(path: Path, name: str) -> Any:
    import openpyxl  # type: ignore[import-untyped]

    try:
        return openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except Exception as error:
        # openpyxl raises whatever a damaged file makes it run into; only its own call stands in the try
        raise UnreadableInputError(
            f"{name}: not a workbook that can be read", "Save it again as .xlsx or CSV."
        ) from error


def _sheet_names(path: Path, name: str) -> list[str]:
    book = _workbook(path, name)
    try:
        return [sheet.title for sheet in book.worksheets]
    finally:
        book.close()


def _height(path: Path, layouts: Mapping[str, Layout]) -> int | None:
    """Rows by the dimensions that the sheets state; None when one states none."""
    book = _workbook(path, "")
    try:
        heights = [(book[sheet].max_row, layout.line) for sheet, layout in layouts.items()]
        return sum(max(0, height - line) for height, line in heights if height) if all(h for h, _ in heights) else None
    finally:
        book.close()


def _records(path: Path, name: str, sheet: str) -> Iterator[Record]:
    """The sheet's rows; what cannot be read any more is one faulty record at the end."""
    book = _workbook(path, name)
    line = 0
    try:
        merged = _Merged(_from_file(lambda: sorted(_ranges(path, book[sheet]))))
        rows = _cells(book[sheet])
        while (row := _from_file(lambda: next(rows, None))) is not None:
            line += 1
            cells = tuple([_text(*cell) for cell in row])
            yield Record(line, cells, filled=merged.filled(line, cells))
    except _DamagedError:
        fault = UnreadableInputError(f"row {line + 1} and below: damaged", "Save the workbook again.")
        yield Record(line + 1, (), fault)
    finally:
        book.close()


class _DamagedError(Exception):
    """The file made the library that reads it fail."""


def _from_file(read: Callable[[], T]) -> T:
    """What the library reads from the file.

    Raises:
        _DamagedError: it fails, in whatever way; what is made of the cells stands outside, where a mistake is ours.
    """
    try:
        return read()
    except InputError:
        raise
    except Exception as error:
        # openpyxl and the parsers below it raise whatever a damaged file makes them run into
        raise _DamagedError from error


def _cells(sheet: Any) -> Iterator[list[_Cell]]:
    """The cells of each row, as the file has them."""
    sheet.reset_dimensions()
    for row in sheet.iter_rows():
        yield [(c.value, c.data_type, str(c.number_format) if isinstance(c.value, int | float) else "") for c in row]


def _text(value: Any, data_type: str, number_format: str) -> str:
    if value is None or data_type == "e":
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    return _number(value, number_format) if isinstance(value, int | float) else str(value)


def _number(value: int | float, number_format: str) -> str:
    """Whole numbers without a point, and with the leading zeros that the cell's format shows."""
    whole = int(value) if isinstance(value, float) and value.is_integer() else value
    text = str(whole)
    return text.zfill(len(number_format)) if _ZEROS.fullmatch(number_format) else text


class _Merged:
    """What merged cells, given as `_ranges` finds them and in order, show below and beside their first place."""

    def __init__(self, ranges: Sequence[tuple[int, int, int, int]]) -> None:
        self._ranges = ranges
        self._open: list[tuple[int, int, int, str]] = []
        self._next = 0

    def filled(self, line: int, cells: Sequence[str]) -> tuple[str, ...] | None:
        """The row's cells with merged ones filled in; None when no merged cell touches the row."""
        while self._next < len(self._ranges) and self._ranges[self._next][0] <= line:
            first, left, last, right = self._ranges[self._next]
            if first == line and left < len(cells):
                self._open.append((last, left, right, cells[left]))
            self._next += 1
        self._open = [merged for merged in self._open if merged[0] >= line]
        if not self._open or not any(cells):
            return None
        filled = list(cells)
        for _, left, right, text in self._open:
            for place in range(left, min(right + 1, len(filled))):
                filled[place] = filled[place] or text
        return tuple(filled)


def _ranges(path: Path, sheet: Any) -> Iterator[tuple[int, int, int, int]]:
    """First row, first column (from 0), last row, last column of the vertically merged cells."""
    found = 0
    with zipfile.ZipFile(path) as archive, archive.open(sheet._worksheet_path) as stream:
        rest = b""
        while chunk := stream.read(_CHUNK):
            window = rest + chunk
            end = 0
            for match in _MERGED.finditer(window):
                end = match.end()
                found += 1
                if found > _MAX_MERGED:
                    return
                left, top, right, bottom = match.groups()
                if int(bottom) > int(top):
                    yield int(top), _column(left), int(bottom), _column(right)
            rest = window[max(end, len(window) - _TAIL) :]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
