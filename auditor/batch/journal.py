"""The journal: every finished row of a run, appended as it is finished, so that a killed run goes on where it was.

One line a row: a checksum, the row's number, its record, its audit, and its cells, apart by tabs (which JSON never
holds as they are). Lines stand in the order in which rows were finished; of two for one row the later counts. A last
line that was cut off while it was written is dropped.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from auditor.batch.record import RowRecord

__all__ = ["Entry", "Journal"]

_ABSENT = -1


@dataclass(frozen=True, slots=True)
class Entry:
    """One finished row: its record as JSON, its audit as JSON ("" when it has none), its cells as JSON.

    `cells` is an array of strings: the user's own cells, then the posting's text when it is none of them.
    """

    row: int
    record: bytes
    audit: bytes
    cells: bytes

    @classmethod
    def of(cls, row: int, record: RowRecord, audit: bytes, cells: bytes) -> Entry:
        """An entry from a record."""
        return cls(row, json.dumps(record, check_circular=False).encode(), audit, cells)

    def parsed(self) -> RowRecord:
        """The record."""
        parsed: RowRecord = json.loads(self.record)
        return parsed

    def line(self) -> bytes:
        """The journal's line."""
        content = b"\t".join((str(self.row).encode(), self.record, self.audit, self.cells))
        return b"%08x\t%s\n" % (zlib.crc32(content), content)


class Journal:
    """The journal file, open for appending; eight bytes of memory a row say where each stands.

    `first` is the lowest row that it is to hold, so that a part of a large input needs no memory for the others.
    """

    def __init__(self, path: Path, first: int = 0) -> None:
        self._path = path
        self._first = first
        self._offsets = array("q")
        self._size = 0
        self._replay()
        self._writer: BinaryIO = path.open("ab", buffering=0)
        self._reader: BinaryIO = path.open("rb")

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writer.close()
        self._reader.close()

    def __contains__(self, row: int) -> bool:
        return 0 <= row - self._first < len(self._offsets) and self._offsets[row - self._first] != _ABSENT

    def __len__(self) -> int:
        return len(self._offsets) - self._offsets.count(_ABSENT)

    @property
    def rows(self) -> int:
        """Rows from the lowest to the highest."""
        return len(self._offsets)

    def append(self, entries: Iterable[Entry]) -> None:
        """Writes rows in one go: what the operating system has taken survives the end of this process."""
        lines = [(entry.row, entry.line()) for entry in entries]
        self._write(b"".join(line for _, line in lines))
        for row, line in lines:
            self._place(row, self._size)
            self._size += len(line)

    def _write(self, content: bytes) -> None:
        view = memoryview(content)
        while view:
            view = view[self._writer.write(view) or 0 :]

    def __getitem__(self, row: int) -> Entry:
        """The row's entry.

        Raises:
            KeyError: the row is not in the journal.
        """
        if row not in self:
            raise KeyError(row)
        self._reader.seek(self._offsets[row - self._first])
        entry = _entry(self._reader.readline())
        if entry is None:
            raise KeyError(row)
        return entry

    def place(self, row: int) -> int | None:
        """Where in the file the row's entry stands; None when the row is not in the journal."""
        return self._offsets[row - self._first] if row in self else None

    def entries(self) -> Iterator[Entry]:
        """All entries, in the input's order."""
        return (self[row] for row in range(self._first, self._first + self.rows) if row in self)

    def forget(self, rows: Iterable[int]) -> None:
        """Takes rows for not done; they stay in the file until a later line for them is written."""
        for row in rows:
            self._offsets[row - self._first] = _ABSENT

    def _replay(self) -> None:
        """Finds the rows of a journal that an earlier run left, and cuts off what it could not finish writing."""
        if not self._path.exists():
            return
        with self._path.open("r+b") as file:
            for line in file:
                entry = _entry(line)
                if entry is None:
                    break
                self._place(entry.row, self._size)
                self._size += len(line)
            file.truncate(self._size)

    def _place(self, row: int, offset: int) -> None:
        while row - self._first >= len(self._offsets):
            self._offsets.append(_ABSENT)
        self._offsets[row - self._first] = offset


def _entry(line: bytes) -> Entry | None:
    """The entry of a line; None for one that is not whole."""
    checksum, _, content = line.removesuffix(b"\n").partition(b"\t")
    if not line.endswith(b"\n") or checksum != b"%08x" % zlib.crc32(content):
        return None
    row, record, audit, cells = content.split(b"\t")
    return Entry(int(row), record, audit, cells)
