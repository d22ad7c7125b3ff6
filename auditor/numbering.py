"""The words of a text's lines as numbers, for models that look their words up in arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from auditor.patterns import Alphabet

__all__ = ["Numbering", "Numbers"]

Numbers = npt.NDArray[np.int64]

_MOST_RUNS = 1 << 16
_BYTES = 4


class _Runs(dict[str, bytes]):
    """Each run of characters that was met with the numbers of its words, as the bytes of an array."""

    def __init__(self, words: Callable[[str], Iterable[str]], numbers: Mapping[str, int]) -> None:
        super().__init__()
        self._words, self._numbers = words, numbers

    def __missing__(self, run: str) -> bytes:
        numbers = [self._numbers.get(word, 0) for word in self._words(run)]
        if len(self) >= _MOST_RUNS:
            self.clear()
        found = self[run] = np.array(numbers, dtype=np.int32).tobytes()
        return found


class Numbering:
    """Words by their numbers from 1 on; an unknown word has the number 0.

    A text is split into runs of an alphabet, and `words` takes a run apart. What a run gives is kept as bytes: to look
    them up and join them takes half of the time of making an array of the words one by one.
    """

    def __init__(
        self, alphabet: Alphabet, numbers: Mapping[str, int], words: Callable[[str], Iterable[str]] = lambda run: (run,)
    ) -> None:
        self._alphabet, self._runs = alphabet, _Runs(words, numbers)

    def of_lines(self, lines: Sequence[str]) -> tuple[Numbers, Numbers]:
        """The numbers of the words of all lines in order, and how many each line has."""
        ends = [*accumulate(map(len, lines))]
        return self.of_ranges("".join(lines), [*zip([0, *ends], ends, strict=False)])

    def of_ranges(self, text: str, ranges: Iterable[tuple[int, int]]) -> tuple[Numbers, Numbers]:
        """The same for the ranges of a text, each a line of its own."""
        alone, number = self._alphabet.alone(text), self._runs.__getitem__
        found = [b"".join(map(number, alone[start:end].split())) for start, end in ranges]
        lengths = np.array([*map(len, found)], dtype=np.int64) // _BYTES
        return np.frombuffer(b"".join(found), dtype=np.int32).astype(np.int64), lengths
