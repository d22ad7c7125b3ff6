"""What every source gives: its rows one by one, the user's own columns, and a fingerprint of the input."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from auditor.errors import InputError
from auditor.posting import Posting

__all__ = ["Source", "SourceRow"]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a batch input: a posting, or the reason why it is none.

    `row` counts rows from 0, `line` lines of the file from 1 (None where a file has no lines, as a workbook or a PDF);
    `source_id` is the row's own id as a string, verbatim, also of a refused row when it could be read. `cells` are
    the row as it came, one string for each of the source's columns, to write results beside it. `requisition`,
    `owner`, `status` and `url` are what the source states, verbatim. `content` has a `code` and a `message` when it
    is an error.
    """

    row: int
    line: int | None
    source_id: str | None
    content: Posting | InputError
    cells: tuple[str, ...] = ()
    requisition: str | None = None
    owner: str | None = None
    status: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A batch input that was opened and recognised; nothing but its beginning has been read.

    `name` is the file name (`-` for standard input). `columns` are the user's own columns in their order: the header
    of a table, the keys that the first objects of a JSON file have, or ("file",) for documents; every row has as many
    cells. `mapping` says which column was taken for which field ("description" to "Body"). `estimated_rows` is None
    when only reading would tell; `exact` says that it is no estimate. `rows` starts from the first row at every call
    and streams; `fingerprint` is a sha256 in hexadecimal of the input's bytes and of the mapping: equal fingerprints
    give equal rows.
    """

    name: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterator[SourceRow]]
    fingerprint: Callable[[], str]
    estimated_rows: int | None = None
    exact: bool = False
    mapping: Mapping[str, str] = field(default_factory=dict)
