"""Where a text has the characters that can part its lines, found in one pass instead of line by line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase, digits

import numpy as np

__all__ = ["Landmarks", "within"]


_CAPITAL, _WITHIN_WORD, _DASH = 1, 2, 4


def _kinds(code: int) -> int:
    character = chr(code)
    within = _WITHIN_WORD * (character in ascii_uppercase + digits + "'&/-")
    return _CAPITAL * (character in ascii_uppercase) + within + _DASH * (character in "-*+")


_KINDS = bytes(map(_kinds, range(256)))
"""What each ASCII character is, as bits: bytes are translated in a fraction of the time of a look-up in an array."""
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
        kinds = np.frombuffer(view.encode("ascii", "replace").translate(_KINDS), dtype=np.uint8)
        capitals, dashes = (kinds & _CAPITAL) > 0, (kinds & _DASH) > 0
        capitals[1:] &= (kinds[:-1] & _WITHIN_WORD) == 0
        glyphs = np.empty(0, dtype=np.int64)
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
