"""How a posting's statements and headings stand on their lines, so that new lines can be laid out alike."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.posting import Segmentation, Span, Statement
from auditor.segment.marks import trim
from auditor.segment.plain import plain_view

__all__ = ["Layout"]

_PLAIN_BULLET = "- "
_BULLET_MARKS = frozenset("-*•–·●▪◦‣+ \t")
_HEADING_MARKS = frozenset("#*_: ")


@dataclass(frozen=True, slots=True)
class Layout:
    """The untouched text with its segmentation; positions are code points into the text."""

    text: str
    segmentation: Segmentation

    @property
    def line_end(self) -> str:
        """The line end that the text uses."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def lines_of(self, start: int, end: int) -> tuple[int, int]:
        """The physical lines that hold `start:end`, the last line's end included."""
        stop = self.text.find("\n", end)
        return self.text.rfind("\n", 0, start) + 1, len(self.text) if stop < 0 else stop + 1

    def alone(self, start: int, end: int) -> bool:
        """Whether nothing but marks and white space stands on the lines beside `start:end`."""
        first, last = self.lines_of(start, end)
        content = trim(plain_view(self.text[first:last]), 0, last - first)
        return first + content[0] >= start and first + content[1] <= end

    def removal(self, start: int, end: int) -> tuple[int, int]:
        """What goes when `start:end` goes: its lines when it is alone on them, else the gap beside it too."""
        if self.alone(start, end):
            return self.lines_of(start, end)
        first, last = self.lines_of(start, end)
        after = self._next_start(end, last)
        if after is not None:
            return start, after
        return self._previous_end(start, first), end

    def _next_start(self, end: int, last: int) -> int | None:
        """Where the next statement of the line starts, when no heading stands between."""
        following = [s.start for s in self.segmentation.statements if end <= s.start < last]
        headings = [h.start for h in self.segmentation.headings if end <= h.start < last]
        return min(following) if following and not (headings and min(headings) < min(following)) else None

    def _previous_end(self, start: int, first: int) -> int:
        ends = [s.end for s in self.segmentation.statements if first < s.end <= start]
        ends += [h.end for h in self.segmentation.headings if first < h.end <= start]
        return max(ends, default=start)

    def below(self, start: int, end: int) -> int:
        """The position where a line below the one of `start:end` begins, inside no statement or heading."""
        at = self.lines_of(start, end)[1]
        for place in sorted((*(s.span for s in self.segmentation.statements), *self.segmentation.headings)):
            if place.start < at < place.end:
                at = self.lines_of(place.start, place.end)[1]
        return at

    def bullet(self, statement: Statement) -> str:
        """What a list item beside this statement begins with; a plain mark beside numbered items and prose."""
        first, _ = self.lines_of(statement.start, statement.end)
        mark = self.text[first : statement.start]
        if not self.alone(statement.start, statement.end) or "\n" in statement.span.of(self.text):
            return _PLAIN_BULLET
        return mark if mark.strip() and set(mark) <= _BULLET_MARKS else _PLAIN_BULLET

    def heading(self, words: str, before: int) -> str:
        """The words as a heading in the manner of the nearest heading of its own line before this position."""
        for span in reversed([h for h in self.segmentation.headings if h.end <= before]):
            if self.alone(span.start, span.end):
                return self._like(span, words)
        return f"{words}:"

    def _like(self, span: Span, words: str) -> str:
        first, last = self.lines_of(span.start, span.end)
        said = span.of(self.text)
        written = words.upper() if said.isupper() else words
        mark = self.text[first : span.start]
        after = self.text[span.end : last].rstrip()
        mark, after = (mark, after) if set(mark + after) <= _HEADING_MARKS else ("", "")
        return f"{mark}{written}{':' if said.endswith(':') else ''}{after}"
