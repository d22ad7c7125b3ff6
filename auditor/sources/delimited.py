"""Postings from CSV and TSV: encoding and delimiter found out, any size in flat memory."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TextIO

from auditor.errors import InputTooLargeError, MalformedRowError
from auditor.sources.columns import PARTS, recognised
from auditor.sources.encoding import encoding_of
from auditor.sources.fingerprint import file_fingerprint
from auditor.sources.row import Source, SourceRow
from auditor.sources.table import SAMPLE_ROWS, Layout, Record, lay_out, table_rows

__all__ = ["has_header", "open_delimited"]

_DELIMITERS = (",", ";", "\t", "|")
_MAX_CELL = 4 * 1024 * 1024
"""Longest cell in characters: a quote that is never closed ends there."""
_MAX_LINE = 4 * _MAX_CELL
_SAMPLE_BYTES = 256 * 1024
_UNDECODED = re.compile("[\udc80-\udcff]")


def open_delimited(path: Path, name: str, mapping: Mapping[str, str]) -> Source:
    """A CSV or TSV file.

    Raises:
        InputError: no encoding fits, no row, or no column of text.
        UsageError: the mapping names a column that is not there.
    """
    encoding = encoding_of(path)
    delimiter = _delimiter(path, encoding)
    layout = lay_out(name, _records(path, encoding, delimiter), mapping)

    def rows() -> Iterator[SourceRow]:
        return table_rows(_records(path, encoding, delimiter), layout, name)

    return Source(
        name,
        layout.columns,
        rows,
        file_fingerprint(path, mapping),
        estimated_rows=_estimate(path, encoding, delimiter, layout),
        mapping=layout.mapping,
    )


def has_header(path: Path, mapping: Mapping[str, str]) -> bool:
    """Whether a file without a telling name is a table: its first row names a column of text and another one, known
    or mapped, and the row below is as wide.

    Raises:
        InputError: no encoding fits.
    """
    encoding = encoding_of(path)
    records = _records(path, encoding, _delimiter(path, encoding))
    rows = [record for record in islice(records, 2) if record.fault is None]
    if len(rows) < 2 or len(rows[0].cells) != len(rows[1].cells):
        return False
    known = recognised(rows[0].cells)
    mapped = {wanted for wanted, column in mapping.items() if column in rows[0].cells}
    return len(known.keys() | mapped) > 1 and any(part in known or part in mapped for part in PARTS)


def _records(path: Path, encoding: str, delimiter: str) -> Iterator[Record]:
    """Every row of cells with the line it starts at."""
    csv.field_size_limit(_MAX_CELL)
    with path.open(encoding=encoding, errors="surrogateescape", newline="") as stream:
        lines = _Lines(stream)
        reader = csv.reader(lines, delimiter=delimiter)
        while True:
            lines.begin()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (csv.Error, InputTooLargeError) as error:
                yield Record(lines.first, (), _too_long(lines, error))
                continue
            if lines.first == 1 and lines.last == 1 and cells and cells[0].lower().startswith("sep="):
                continue
            if cells:
                yield _record(cells, lines)


class _Lines(Iterator[str]):
    """A stream's lines, counted, with what a row was made of; a line over the limit raises and is skipped."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._quotes = 0
        self.first = self.last = 0
        self.ended = False

    def begin(self) -> None:
        """A new row begins with the next line."""
        self.first = self.last + 1
        self._quotes = 0

    def __next__(self) -> str:
        line = self._stream.readline(_MAX_LINE)
        if not line:
            self.ended = True
            raise StopIteration
        self.last += 1
        if len(line) >= _MAX_LINE:
            while line and not line.endswith(("\n", "\r")):
                line = self._stream.readline(_MAX_LINE)
            raise InputTooLargeError(f"line {self.last} has {_MAX_LINE:,} characters or more", "Shorten the row.")
        self._quotes += line.count('"')
        return line

    @property
    def unclosed(self) -> bool:
        """Whether the file ended within quotes."""
        return self.ended and self._quotes % 2 == 1


def _record(cells: list[str], lines: _Lines) -> Record:
    fault = None
    if lines.unclosed and lines.last > lines.first:
        fault = MalformedRowError(
            f"lines {lines.first} to {lines.last}: a quote is never closed", "Close or double the quote in that row."
        )
    if any(not cell.isascii() and _UNDECODED.search(cell) for cell in cells):
        cells = [cell.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for cell in cells]
        fault = fault or MalformedRowError(f"line {lines.first}: not in the file's encoding", "Save it as UTF-8.")
    return Record(lines.first, tuple(cells), fault)


def _too_long(lines: _Lines, error: Exception) -> InputTooLargeError:
    if isinstance(error, InputTooLargeError):
        return error
    return InputTooLargeError(
        f"lines {lines.first} to {lines.last}: a cell has more than {_MAX_CELL:,} characters",
        "Perhaps a quote is never closed there; close or double it.",
    )


def _delimiter(path: Path, encoding: str) -> str:
    """The delimiter under which the first rows name the most known columns and agree best on their number."""
    with path.open(encoding=encoding, errors="surrogateescape", newline="") as stream:
        sample = stream.read(_SAMPLE_BYTES)
    if sample[:4].lower() == "sep=" and sample[4:5] in _DELIMITERS:
        return sample[4]
    return max(_DELIMITERS, key=lambda delimiter: _fit(sample, delimiter))


def _fit(sample: str, delimiter: str) -> tuple[int, float, int]:
    rows: list[list[str]] = []
    with contextlib.suppress(csv.Error):
        rows.extend(row for row in islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), 40) if row)
    if not rows:
        return 0, 0.0, 0
    known = max(len(recognised(row)) for row in rows[:20])
    width = len(rows[0])
    agree = sum(len(row) == width for row in rows) / len(rows)
    return known, agree if width > 1 else 0.0, width


def _estimate(path: Path, encoding: str, delimiter: str, layout: Layout) -> int | None:
    """Rows by the mean size of the first ones."""
    size = path.stat().st_size
    sample = [
        record for record in islice(_records(path, encoding, delimiter), SAMPLE_ROWS) if record.line > layout.line
    ]
    if len(sample) < SAMPLE_ROWS - layout.line:
        return len(sample)
    wide = 2 if encoding.startswith("utf-16") else 1
    read = sum(sum(len(cell) + 1 for cell in record.cells) + 1 for record in sample) * wide
    return round(size * len(sample) / read) if read else None
