"""The lines of a PDF page with where they stand, made from the pieces of text that the page draws."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

__all__ = ["Drawn", "PageLine", "drawn_on", "lines_of"]

_NARROW = re.compile(r"[iljtfrI.,:;'|!() \[\]-]")
_WIDE = re.compile(r"[mwMW@%—&A-Z]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
"""What glyphs that the PDF gives no letter for come out as."""
_SAME_LINE = 0.5
"""Share of the size by which pieces of one line may differ in height."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page: its text, left edge, baseline and type size in points; `width` is estimated."""

    text: str
    x: float
    y: float
    size: float
    bold: bool

    @property
    def width(self) -> float:
        """About how wide the line is, from the classes of its letters."""
        narrow, wide = len(_NARROW.findall(self.text)), len(_WIDE.findall(self.text))
        return self.size * (0.3 * narrow + 0.72 * wide + 0.53 * (len(self.text) - narrow - wide))

    @property
    def right(self) -> float:
        """About where the line ends."""
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text that the page draws: where, by the two matrices in force, in which font and size."""

    text: str
    current: tuple[float, ...]
    matrix: tuple[float, ...]
    font: str
    size: float


@dataclass(slots=True)
class _Piece:
    text: str
    x: float
    y: float
    size: float
    bold: bool


def drawn_on(page: Any) -> list[Drawn]:
    """What the page draws, in its order; raises whatever the library does about a damaged page."""
    drawn: list[Drawn] = []

    def visit(text: str, current: list[float], matrix: list[float], font: Any, size: float) -> None:
        name = str((font or {}).get("/BaseFont", "")).lower()
        drawn.append(Drawn(text, tuple(current), tuple(matrix), name, size))

    page.extract_text(visitor_text=visit)
    return drawn


def lines_of(drawn: Iterable[Drawn]) -> list[PageLine]:
    """A page's lines in the order they are drawn, empty ones left out; pieces of one height are one line."""
    lines: list[list[_Piece]] = []
    for piece in _pieces(drawn):
        if lines and abs(lines[-1][-1].y - piece.y) <= _SAME_LINE * max(piece.size, 1.0):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [_line(line) for line in lines]


def _pieces(drawn: Iterable[Drawn]) -> list[_Piece]:
    pieces: list[_Piece] = []
    for each in drawn:
        text, current, matrix = _CONTROL.sub("", each.text), each.current, each.matrix
        if not text.strip():
            if pieces and text and "\n" not in text and not pieces[-1].text.endswith(" "):
                pieces[-1].text += " "
            continue
        x = matrix[4] * current[0] + matrix[5] * current[2] + current[4]
        y = matrix[4] * current[1] + matrix[5] * current[3] + current[5]
        scale = abs(matrix[3] * current[3]) or abs(matrix[0] * current[0]) or 1.0
        size = each.size * scale
        for number, line in enumerate(text.strip("\n").split("\n")):
            if line.strip():
                pieces.append(_Piece(line, x, y - number * 1.2 * size, size, "bold" in each.font))
    return pieces


def _line(pieces: list[_Piece]) -> PageLine:
    text = pieces[0].text
    for before, piece in itertools.pairwise(pieces):
        glyph = len(before.text.strip()) == 1 and not before.text.strip().isalnum()
        apart = glyph and piece.x - before.x > 0.9 * piece.size
        text += (" " if apart and not text.endswith(" ") else "") + piece.text
    size = max(piece.size for piece in pieces)
    return PageLine(" ".join(text.split()), pieces[0].x, pieces[0].y, size, all(piece.bold for piece in pieces))
