"""Where in a text an offset is, as editors and code hosts count: lines and columns from 1."""

from __future__ import annotations

import bisect

__all__ = ["line_starts", "position"]


def line_starts(text: str) -> list[int]:
    """Offsets at which lines start; a line ends in CR LF, CR or LF."""
    ends = (i + 1 for i, c in enumerate(text) if c == "\n" or (c == "\r" and text[i + 1 : i + 2] != "\n"))
    return [0, *ends]


def position(offset: int, lines: list[int]) -> tuple[int, int]:
    """Line and column of an offset, in code points; `lines` as of `line_starts`."""
    line = bisect.bisect_right(lines, offset)
    return line, offset - lines[line - 1] + 1
