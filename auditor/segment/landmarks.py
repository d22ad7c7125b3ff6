"""Where a text has the characters that can part its lines, found in one pass instead of line by line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase, digits

import numpy as np
import numpy.typing as npt

__all__ = ["Landmarks", "within"]


def _table(characters: str) -> npt.NDArray[np.bool_]:
    return np.array([chr(code) in characters for code in range(256)])


_CAPITAL, _WITHIN_WORD = _table(ascii_uppercase), _table(ascii_uppercase + digits + "'&/-")
_DASH = _table("-*+")
_LAST_PLAIN = 0xB6
_LONG_DASHES = (ord("–"), ord("—"))


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Offsets in text order: of capitals that open a word, of dashes, and of characters that can be bullets.

    `numbered` tells that an enumeration can begin somewhere.
    """

    capitals: Sequence[int]
    dashes: Sequence[int]
    glyphs: Sequence[int]
    numbered: bool

    @classmethod
    def of(cls, view: str) -> Landmarks:
        """The landmarks of a plain view."""
        codes = np.frombuffer(view.encode("ascii", "replace"), dtype=np.uint8)
        capitals = _CAPITAL[codes]
        capitals[1:] &= ~_WITHIN_WORD[codes[:-1]]
        dashes, glyphs = _DASH[codes], np.empty(0, dtype=np.int64)
        if not view.isascii():
            wide = np.frombuffer(view.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
            for dash in _LONG_DASHES:
                dashes |= wide == dash
            glyphs = (wide > _LAST_PLAIN).nonzero()[0]
        numbered = "1." in view or "1)" in view
        return cls(capitals.nonzero()[0].tolist(), dashes.nonzero()[0].tolist(), glyphs.tolist(), numbered)


def within(offsets: Sequence[int], start: int, end: int) -> Sequence[int]:
    """Those of ascending offsets that stand in `start:end`."""
    first = bisect_left(offsets, start)
    return offsets[first : bisect_left(offsets, end, first)]
