"""Which rows repeat others: told once all rows are known, so that it does not depend on the order of finishing."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from auditor.batch.journal import Journal
from auditor.batch.similar import BANDS, first_alike, near_duplicates

__all__ = ["Groups", "Likeness", "grouped", "groups_of", "likeness", "posting_text"]

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


@dataclass(frozen=True, slots=True)
class Likeness:
    """What repetitions are found by, for every audited row in order: `rows`, `ids` (N,), `bands` (N, BANDS)."""

    rows: npt.NDArray[np.int64]
    ids: npt.NDArray[np.uint64]
    bands: npt.NDArray[np.uint64]


def grouped(journal: Journal, columns: int) -> Groups:
    """The groups over all audited rows, with 64 bytes of memory a row; `columns` is the number of the user's own."""
    return groups_of(likeness(journal), lambda row: posting_text(journal, row, columns))


def likeness(journal: Journal) -> Likeness:
    """What the audited rows of a journal are compared by."""
    rows, ids, bands = array("q"), array("Q"), array("Q")
    for entry in journal.entries():
        judged = entry.parsed()["judged"]
        if judged is not None:
            rows.append(entry.row)
            # a quarter of the digest: among a million postings, two share it by chance once in 37 million batches
            ids.append(int(judged["id"][:16], 16))
            bands.extend(judged["bands"] or _EMPTY)
    keys = np.array(bands, dtype=np.uint64).reshape(-1, BANDS)
    return Likeness(np.array(rows, dtype=np.int64), np.array(ids, dtype=np.uint64), keys)


def groups_of(found: Likeness, text_of: Callable[[int], str]) -> Groups:
    """The groups; `text_of` gives a row's text, and is asked for candidates only."""
    if not len(found.rows):
        return Groups({}, {})
    rows, first = found.rows.tolist(), first_alike(found.ids)
    repeats = {place: int(first[place]) for place in np.flatnonzero(first != np.arange(len(first))).tolist()}
    keys = found.bands.copy()
    keys[list(repeats)] = 0
    near = near_duplicates(keys, lambda place: text_of(rows[place]))
    return Groups(
        {rows[place]: rows[earlier] for place, earlier in repeats.items()},
        {rows[place]: rows[earlier] for place, earlier in near.items()},
    )


def posting_text(journal: Journal, row: int, columns: int) -> str:
    """The posting's text: what stands behind the user's cells, or the longest of them."""
    cells: list[Any] = json.loads(journal[row].cells)
    texts = cells[columns:] or cells
    return max((str(text) for text in texts), key=len, default="")
