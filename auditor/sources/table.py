"""Tables of any kind: finding the header among the first rows, and rows of cells to rows of postings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from auditor.errors import EmptyInputError, InputError, MalformedRowError
from auditor.sources.columns import PARTS, mapped_columns, recognised
from auditor.sources.fields import refused_row, stated_row
from auditor.sources.markup import without_markup
from auditor.sources.row import SourceRow

__all__ = ["SAMPLE_ROWS", "Layout", "Record", "lay_out", "table_rows"]

SAMPLE_ROWS = 50
"""Rows looked at to find the header and the longest column."""
_PREAMBLE = 20
"""Rows that may stand above the header, as a report's name and date do."""


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table below or above its header, or what is wrong with it.

    `line` counts lines or sheet rows from 1. `filled` are the cells with what a merged cell shows beside its first
    place, when that differs.
    """

    line: int
    cells: tuple[str, ...]
    fault: InputError | None = None
    filled: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's header: its line, the columns, and the place of each recognised field."""

    line: int
    columns: tuple[str, ...]
    places: Mapping[str, int]

    @property
    def mapping(self) -> dict[str, str]:
        """The column taken for each field."""
        return {wanted: self.columns[place] for wanted, place in self.places.items()}


def lay_out(name: str, records: Iterable[Record], mapping: Mapping[str, str]) -> Layout:
    """The header: the first row that names a column of text, or the first row that has cells.

    Raises:
        EmptyInputError: there is no row at all.
        UnreadableInputError: no column is known to hold the text.
        UsageError: the mapping names a column that is not there.
    """
    sample = [record for record in islice(records, SAMPLE_ROWS) if any(record.cells)]
    if not sample:
        raise EmptyInputError(f"{name}: there is no row", "Name a file that holds postings.")
    wanted = set(mapping.values())
    for record in sample[:_PREAMBLE]:
        named = wanted <= set(record.cells) if wanted else any(part in recognised(record.cells) for part in PARTS)
        if named and record.fault is None:
            return _layout(name, record, sample, mapping)
    return _layout(name, sample[0], sample, mapping)


def _layout(name: str, header: Record, sample: Sequence[Record], mapping: Mapping[str, str]) -> Layout:
    below = [record for record in sample if record.line > header.line]
    columns = header.cells
    while columns and not columns[-1].strip() and not _has_content(below, len(columns) - 1):
        columns = columns[:-1]
    return Layout(header.line, columns, mapped_columns(name, columns, mapping, _longest(columns, below)))


def _has_content(records: Iterable[Record], place: int) -> bool:
    return any(cell.strip() for record in records for cell in record.cells[place : place + 1])


def _longest(columns: Sequence[str], records: Sequence[Record]) -> str | None:
    """The column with the most text."""
    sizes: list[int] = [0] * len(columns)
    for record in records:
        for place, cell in enumerate(record.cells[: len(columns)]):
            sizes[place] += len(cell)
    return columns[sizes.index(max(sizes))] if any(sizes) else None


def table_rows(records: Iterable[Record], layout: Layout, name: str) -> Iterator[SourceRow]:
    """The rows below the header; a row without any content is none."""
    row = 0
    for record in records:
        if record.line > layout.line and (record.fault is not None or any(cell.strip() for cell in record.cells)):
            yield _row(record, layout, row, name)
            row += 1


def _row(record: Record, layout: Layout, row: int, name: str) -> SourceRow:
    width = len(layout.columns)
    cells = _fitted(record.cells, width)
    stated = _fitted(record.filled or record.cells, width)
    source_id = stated[layout.places["id"]] or None if "id" in layout.places else None
    if record.fault is not None:
        return refused_row(record.fault, row, record.line, cells, source_id)
    if any(cell.strip() for cell in record.cells[width:]):
        fault = MalformedRowError(
            f"line {record.line}: {len(record.cells)} cells, but the header has {width}",
            "Put quotes around a cell that holds the delimiter.",
        )
        return refused_row(fault, row, record.line, cells, source_id)
    fields = {wanted: stated[place] for wanted, place in layout.places.items()}
    fields.update({part: without_markup(fields[part]) for part in PARTS if part in fields})
    return stated_row(fields, cells, row, record.line, name)


def _fitted(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """As many cells as there are columns; what is too much stays in the last one, so that nothing is lost."""
    if len(cells) > width and any(cells[width:]):
        return (*cells[: width - 1], " ".join(cells[width - 1 :]))
    return (*cells[:width], *[""] * (width - len(cells)))
