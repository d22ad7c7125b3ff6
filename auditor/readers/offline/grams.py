"""Word groups of a posting's statements as integers: single stems, neighbours, first stems.

A gram's key packs its kind and up to two stem numbers into 64 bits, so that a posting's few thousand grams are
looked up in the model's sorted keys by one binary search.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, repeat

import numpy as np
import numpy.typing as npt

__all__ = ["gram_key", "gram_keys"]

Integers = npt.NDArray[np.int64]

_UNKNOWN = 0
_SHIFT = 20
_PAIR, _FIRST = (kind << 2 * _SHIFT for kind in (1, 2))


def gram_keys(statements: Sequence[Sequence[str]], numbers: Mapping[str, int]) -> tuple[Integers, Integers]:
    """Every gram of the statements: its key, and the index of its statement; a gram may come more than once.

    `numbers` gives each known stem its number from 1 to 2**20 - 1; grams with an unknown stem are left out.
    """
    found = map(numbers.get, chain.from_iterable(statements), repeat(_UNKNOWN))
    flat = np.array([*found], dtype=np.int64)
    lengths = [len(words) for words in statements]
    owner = np.repeat(np.arange(len(statements), dtype=np.int64), lengths)
    first = np.empty(len(flat), dtype=bool)
    first[:1] = True
    first[1:] = owner[1:] != owner[:-1]
    known = flat != _UNKNOWN
    pair = known[1:] & known[:-1] & (owner[1:] == owner[:-1])
    opening = first & known
    keys = np.concatenate(
        [
            flat[known],
            _PAIR + (flat[:-1][pair] << _SHIFT) + flat[1:][pair],
            _FIRST + flat[opening],
        ]
    )
    owners = np.concatenate([owner[known], owner[1:][pair], owner[opening]])
    return keys, owners


def gram_key(*numbers: int) -> int:
    """The key of one stem, or of two neighbours, by their numbers."""
    return numbers[0] if len(numbers) == 1 else _PAIR + (numbers[0] << _SHIFT) + numbers[1]
