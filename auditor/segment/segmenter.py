"""From a posting's text to its numbered statements: plain view, lines, title, headings, sentences, sections."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.posting import Segmentation, Span, Statement
from auditor.segment.headings import Heading, find_inline_headings, heading_of_line
from auditor.segment.landmarks import Landmarks
from auditor.segment.lines import Line, read_lines
from auditor.segment.marks import has_content, trim
from auditor.segment.pieces import Piece
from auditor.segment.plain import lowered, plain_view
from auditor.segment.sections import sections_of
from auditor.segment.sentences import glued_bullets, inline_bullets, sentences
from auditor.segment.title_line import TitleLine, find_title

__all__ = ["SEGMENTER_VERSION", "cut", "segment"]

SEGMENTER_VERSION = "3"

_LONG_BULLET = 280
_FLAT_LINE = 60


def segment(text: str, title: str | None = None) -> Segmentation:
    """The text cut into statements, each with its section.

    Offsets are code points into the untouched text; `text[s.start:s.end]` is the statement without white space,
    bullet mark or decoration around it. A title line is taken out: the given title (also when glued to the
    text), a line labelled as the title, or a first line that reads like one. Any string is accepted; a text
    without a letter or digit has no statements.
    """
    view = plain_view(text)
    low = lowered(view)
    found, pieces = cut(view, low, title)
    headings = [Span(piece.start, piece.end) for piece in pieces if piece.heading is not None]
    if found and found.label:
        headings.append(found.label)
        headings.sort()
    statements = [piece for piece in pieces if piece.heading is None]
    sections = sections_of(low, pieces)
    return Segmentation(
        statements=tuple(
            Statement(number, piece.start, piece.end, section)
            for number, (piece, section) in enumerate(zip(statements, sections, strict=True), 1)
        ),
        title=found.title if found else None,
        headings=tuple(headings),
        version=SEGMENTER_VERSION,
    )


def cut(view: str, low: str, title: str | None) -> tuple[TitleLine | None, list[Piece]]:
    """The title line and, in text order, the statements and headings of a plain view and its lower case."""
    lines = read_lines(view)
    landmarks = Landmarks.of(view)
    found = find_title(view, low, lines, title)
    pieces = [
        Piece(part.start, part.end, bullet=False, gap=True, heading=part) if isinstance(part, Heading) else part
        for part in _parts(view, low, _without_title(view, lines, found), landmarks)
    ]
    return found, pieces


def _without_title(view: str, lines: list[Line], found: TitleLine | None) -> list[Line]:
    if found is None:
        return lines
    first = found.label.start if found.label else found.title.start
    kept = []
    for line in lines:
        if line.start >= found.resume or line.end <= first:
            kept.append(line)
            continue
        for part in ((line.start, first), (found.resume, line.end)):
            start, end = trim(view, *part) if part[0] < part[1] else part
            if start < end and has_content(view, start, end):
                kept.append(Line(start, end, False, False, False))
    return kept


def _parts(view: str, low: str, lines: list[Line], landmarks: Landmarks) -> Iterator[Piece | Heading]:
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        heading = heading_of_line(view, low, line, following)
        if heading is not None:
            yield heading
        else:
            yield from _parts_of_line(view, low, line, landmarks)


def _parts_of_line(view: str, low: str, line: Line, landmarks: Landmarks) -> Iterator[Piece | Heading]:
    gap = line.gap
    flat = line.end - line.start >= _FLAT_LINE
    for start, end, marked in inline_bullets(view, line.start, line.end, landmarks):
        at = start
        headings = find_inline_headings(view, low, start, end, landmarks, flat)
        # the edges of a line that was not joined are clean already
        if not (headings or marked) and end == line.end and view.find("\n", start, end) < 0:
            yield from _statements(view, start, end, line.bullet, gap, whole=True)
            continue
        for heading in headings:
            for piece in _pieces(view, at, heading.start, line.bullet or marked, gap, whole=not marked):
                yield piece
                gap = False
            yield heading
            at = heading.end
        bullet = line.bullet or (marked and at == start)
        for piece in _pieces(view, at, end, bullet, gap, whole=not marked and at == start):
            yield piece
            gap = False


def _pieces(view: str, start: int, end: int, bullet: bool, gap: bool, whole: bool) -> Iterator[Piece]:
    """The statements of a range; a bullet on a line of its own stays `whole` unless it is long."""
    start, end = trim(view, start, end)
    if has_content(view, start, end):
        yield from _statements(view, start, end, bullet, gap, whole)


def _statements(view: str, start: int, end: int, bullet: bool, gap: bool, whole: bool) -> Iterator[Piece]:
    if bullet and whole and end - start <= _LONG_BULLET:
        yield Piece(start, end, bullet, gap)
        return
    for first, last in sentences(view, start, end):
        for a, b in glued_bullets(view, first, last):
            if (a, b) != (start, end):
                a, b = trim(view, a, b)
                if not has_content(view, a, b):
                    continue
            yield Piece(a, b, bullet, gap)
            gap = False
