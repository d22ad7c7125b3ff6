"""The lines of a posting: content without marks, hard-wrapped lines joined."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.segment.marks import TRAIL, USUAL_BULLETS, has_content, opens_with_word, read_edges
from auditor.segment.plain import TAG_BREAK

__all__ = ["Line", "read_lines"]

_FIRST_WORD = re.compile(r"\S+")
_WRAP_WIDTHS = range(50, 111)
_WRAPPED_LINES = 3
_SENTENCE_END = (".", "!", "?", ":", ";")


@dataclass(slots=True)
class Line:
    """A line's content `start:end` in the view; `gap` says that an empty line stands before it.

    `marked` says that the writer marked it as a heading (markdown, a heading tag, bold as a whole).
    """

    start: int
    end: int
    bullet: bool
    marked: bool
    gap: bool


def read_lines(view: str) -> list[Line]:
    """The lines that have content, in text order, hard-wrapped and continued ones joined."""
    lines: list[Line] = []
    at, previous = 0, -1
    for number, said in enumerate(view.replace(TAG_BREAK, "\n").split("\n")):
        line = _line(said, at, 0 <= previous < number - 1) if said else None
        if line is not None:
            lines.append(line)
            previous = number
        at += len(said) + 1
    return _joined(view, lines) if len(lines) > 1 else lines


def _line(said: str, at: int, gap: bool) -> Line | None:
    """The line that begins at an offset, None without content; the usual ones are told without a pattern."""
    first = 2 if said[0] in USUAL_BULLETS and said[1:2] == " " else 0
    if opens_with_word(said, first):
        return Line(at + first, at + len(said.rstrip(TRAIL)), first > 0, False, gap)
    start, end, bullet, markdown, bold = read_edges(said, 0, len(said))
    if not has_content(said, start, end):
        return None
    return Line(at + start, at + end, bullet, markdown or bold, gap)


def _joined(view: str, lines: list[Line]) -> list[Line]:
    width = _wrap_width(lines)
    joined = [lines[0]]
    before = lines[0]
    for line in lines[1:]:
        if not (line.gap or line.bullet or line.marked or before.marked) and _continues(view, before, line, width):
            first = joined[-1]
            joined[-1] = Line(first.start, line.end, first.bullet, first.marked, first.gap)
        else:
            joined.append(line)
        before = line
    return joined


def _wrap_width(lines: list[Line]) -> int:
    """The column at which the text was hard-wrapped, or 0 when it was not."""
    lengths = [line.end - line.start for line in lines]
    widest = max(lengths)
    if widest not in _WRAP_WIDTHS or len(lengths) < _WRAPPED_LINES:
        return 0
    full = sum(length > widest - 18 for length in lengths)
    return widest if full >= max(_WRAPPED_LINES, len(lengths) // 4) else 0


def _continues(view: str, before: Line, line: Line, width: int) -> bool:
    first, last = view[line.start], view[before.end - 1]
    goes_on = last not in _SENTENCE_END and (first.islower() or first in ",)&")
    if not (goes_on or width) or view.find(TAG_BREAK, before.end, line.start) >= 0:
        return False
    if goes_on or last == ":":
        return goes_on
    word = _FIRST_WORD.match(view, line.start)
    return before.end - before.start + 1 + (len(word[0]) if word else 0) > width
