"""Postings from Parquet files, a row group at a time."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from auditor.errors import UnreadableInputError
from auditor.sources.fingerprint import file_fingerprint
from auditor.sources.row import Source, SourceRow
from auditor.sources.table import SAMPLE_ROWS, Layout, Record, lay_out, table_rows

__all__ = ["open_parquet"]

_BATCH = 256


def open_parquet(path: Path, name: str, mapping: Mapping[str, str]) -> Source:
    """A Parquet file; a damaged row group is a refused row for each of its rows, the next ones are read.

    Raises:
        InputError: not a Parquet file, or no column of text.
        UsageError: the mapping names a column that is not there.
    """
    import pyarrow as arrow  # type: ignore[import-untyped]
    import pyarrow.parquet as parquet  # type: ignore[import-untyped]

    try:
        with parquet.ParquetFile(path) as file:
            columns, count = tuple(file.schema_arrow.names), file.metadata.num_rows
    except (arrow.ArrowException, OSError, ValueError) as error:
        raise UnreadableInputError(f"{name}: not a Parquet file that can be read", "Write it again.") from error
    layout = lay_out(name, [Record(0, columns), *islice(_records(path), SAMPLE_ROWS)], mapping)
    layout = Layout(0, columns, layout.places)

    def rows() -> Iterator[SourceRow]:
        return table_rows(_records(path), layout, name)

    return Source(
        name, columns, rows, file_fingerprint(path, mapping), estimated_rows=count, exact=True, mapping=layout.mapping
    )


def _records(path: Path) -> Iterator[Record]:
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    line = 1
    with parquet.ParquetFile(path) as file:
        for group in range(file.metadata.num_row_groups):
            end = line + file.metadata.row_group(group).num_rows
            try:
                for batch in file.iter_batches(_BATCH, row_groups=[group]):
                    for record in batch.to_pylist():
                        yield Record(line, tuple(_cell(record[column]) for column in batch.schema.names))
                        line += 1
            except (arrow.ArrowException, OSError, ValueError) as error:
                for damaged in range(line, end):
                    yield Record(damaged, (), UnreadableInputError(f"row {damaged}: damaged ({error})"[:200]))
            line = end


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)
