"""From a segmented posting to the numbers that the fitted models weigh: grams by statement, and their context."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from auditor.numbering import Numbering
from auditor.posting import Section, Segmentation, Statement
from auditor.readers.offline.grams import gram_keys

__all__ = ["WorkGrams", "known_rows", "work_grams", "work_statements"]

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

_SECTIONS = (Section.SUMMARY, Section.DUTIES, Section.REQUIREMENTS, Section.NICE_TO_HAVE)
_NUMBER = {section: number for number, section in enumerate(_SECTIONS)}


@dataclass(frozen=True, slots=True)
class WorkGrams:
    """The grams of the statements that speak of the work.

    `sections` gives each statement's section: 0 summary, 1 duties, 2 requirements, 3 nice to have; `keys` and `owners`
    run in parallel, a gram's key and the index of its statement.
    """

    statements: tuple[Statement, ...]
    sections: Integers
    keys: Integers
    owners: Integers


def work_statements(segmentation: Segmentation) -> tuple[Statement, ...]:
    """The statements that speak of the work; all of them when no section could be told."""
    return segmentation.in_sections(*_SECTIONS) or segmentation.statements


def work_grams(text: str, segmentation: Segmentation, numbers: Numbering) -> WorkGrams:
    """The grams of a posting's work statements, by the stem numbers of a model."""
    statements = work_statements(segmentation)
    keys, owners = gram_keys(*numbers.of_lines([text[s.start : s.end].lower() for s in statements]))
    sections = np.array([_NUMBER.get(s.section, 0) for s in statements], dtype=np.int64)
    return WorkGrams(statements, sections, keys, owners)


def known_rows(grams: WorkGrams, keys: Integers) -> tuple[Integers, Integers]:
    """Rows of the grams that a model knows, and their statements, sorted by statement."""
    if not len(keys):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    rows = np.searchsorted(keys, grams.keys)
    rows[rows == len(keys)] = 0
    known = keys[rows] == grams.keys
    together = grams.owners[known] * len(keys) + rows[known]
    together.sort()
    owners, rows = np.divmod(together, len(keys))
    return rows, owners
