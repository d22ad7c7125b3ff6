"""Word groups of a posting's statements as integers: single stems, neighbours, first stems.

A gram's key packs its kind and up to two stem numbers into 64 bits, so that a posting's few thousand grams are
looked up in the model's sorted keys by one binary search.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["gram_key", "gram_keys"]

Integers = npt.NDArray[np.int64]

_UNKNOWN = 0
_SHIFT = 20
_PAIR, _FIRST = (kind << 2 * _SHIFT for kind in (1, 2))


def gram_keys(said: Integers, lengths: Integers) -> tuple[Integers, Integers]:
    """Every gram of the statements: its key, and the index of its statement; a gram may come more than once.

    `said` are the numbers of all their stems, from 1 to 2**20 - 1, `lengths` how many each statement has; grams with
    an unknown stem, of the number 0, are left out.
    """
    owner = np.repeat(np.arange(len(lengths)), lengths)
    known = said != _UNKNOWN
    single = known.nonzero()[0]
    pair = (known[1:] & known[:-1] & (owner[1:] == owner[:-1])).nonzero()[0]
    first = (lengths.cumsum() - lengths)[lengths > 0]
    opening = first[known[first]]
    keys = np.concatenate(
        [
            said[single],
            _PAIR + (said[pair] << _SHIFT) + said[pair + 1],
            _FIRST + said[opening],
        ]
    )
    return keys, owner[np.concatenate([single, pair, opening])]


def gram_key(*numbers: int) -> int:
    """The key of one stem, or of two neighbours, by their numbers."""
    return numbers[0] if len(numbers) == 1 else _PAIR + (numbers[0] << _SHIFT) + numbers[1]
