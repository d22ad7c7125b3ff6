"""Which rows repeat others: told once all rows are known, so that it does not depend on the order of finishing."""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass
from typing import Any

import numpy as np

from auditor.batch.journal import Journal
from auditor.batch.similar import BANDS, first_alike, near_duplicates

__all__ = ["Groups", "grouped"]

_EMPTY = (0,) * BANDS


@dataclass(frozen=True, slots=True)
class Groups:
    """Row -> the first row with the same posting, and row -> the first row with nearly the same text."""

    duplicate_of: dict[int, int]
    near_duplicate_of: dict[int, int]

    def reposts(self) -> dict[int, list[int]]:
        """Row -> the later rows that are the same posting or nearly so, in order."""
        later: dict[int, list[int]] = {}
        for row, first in sorted((self.duplicate_of | self.near_duplicate_of).items()):
            later.setdefault(first, []).append(row)
        return later


def grouped(journal: Journal, columns: int) -> Groups:
    """The groups over all audited rows, with 64 bytes of memory a row; `columns` is the number of the user's own."""
    rows, ids, bands = array("q"), array("Q"), array("Q")
    for entry in journal.entries():
        judged = entry.parsed()["judged"]
        if judged is not None:
            rows.append(entry.row)
            # a quarter of the digest: among a million postings, two share it by chance once in 37 million batches
            ids.append(int(judged["id"][:16], 16))
            bands.extend(judged["bands"] or _EMPTY)
    if not rows:
        return Groups({}, {})
    first = first_alike(np.frombuffer(ids, dtype=np.uint64))
    repeats = {place: int(first[place]) for place in np.flatnonzero(first != np.arange(len(first))).tolist()}
    keys = np.frombuffer(bands, dtype=np.uint64).reshape(-1, BANDS).copy()
    keys[list(repeats)] = 0
    near = near_duplicates(keys, lambda place: _text(journal, rows[place], columns))
    return Groups(
        {rows[place]: rows[earlier] for place, earlier in repeats.items()},
        {rows[place]: rows[earlier] for place, earlier in near.items()},
    )


def _text(journal: Journal, row: int, columns: int) -> str:
    """The posting's text: what stands behind the user's cells, or the longest of them."""
    cells: list[Any] = json.loads(journal[row].cells)
    texts = cells[columns:] or cells
    return max((str(text) for text in texts), key=len, default="")
