"""Edits applied to the untouched text: everything that no edit names stays as it was, byte for byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from auditor.posting import Posting, Section, Segmentation, Statement
from auditor.rewrite.edit import Draft, Edit, EditKind
from auditor.rewrite.layout import Layout

__all__ = ["applied"]

_SECTION_HEADINGS = {
    Section.DUTIES: "Responsibilities",
    Section.REQUIREMENTS: "Requirements",
    Section.NICE_TO_HAVE: "Nice to have",
}
"""Headings for a section that a statement is moved to and that the posting does not have yet."""


@dataclass(frozen=True, slots=True)
class _Change:
    """`start:end` of the text gives way to `text`; an insertion has `start == end`, at the start of a line."""

    start: int
    end: int
    text: str


def applied(posting: Posting, segmentation: Segmentation, draft: Draft) -> Posting:
    """The posting under the draft's title with its edits made; edits must name existing statements.

    The title is replaced where it came with the posting and where it stands in the text.

    Raises:
        KeyError: an edit names a statement that the posting does not have.
    """
    layout = Layout(posting.text, segmentation)
    changes = [*_title_changes(layout, posting, draft.title), *_text_changes(layout, draft.edits)]
    title = posting.title
    if draft.title is not None and (title is not None or segmentation.title is None):
        title = draft.title
    return replace(posting, title=title, text=_changed(layout, changes))


def _title_changes(layout: Layout, posting: Posting, title: str | None) -> Iterator[_Change]:
    span = layout.segmentation.title
    if title is None or span is None:
        return
    said, given = span.of(layout.text), (posting.title or "").strip()
    at = said.find(given) if given else -1
    start = span.start + max(at, 0)
    yield _Change(start, start + len(given) if at >= 0 else span.end, title)


def _text_changes(layout: Layout, edits: Iterable[Edit]) -> Iterator[_Change]:
    gone: set[int] = set()
    edits = tuple(edits)
    yield from _moved(layout, [edit for edit in edits if edit.kind is EditKind.MOVE])
    for edit in edits:
        if edit.kind is EditKind.CUT and edit.span is not None:
            yield _Change(*layout.removal(edit.span.start, edit.span.end), "")
        elif edit.statement is not None:
            statement = layout.segmentation[edit.statement]
            yield from _changes_of(layout, edit, statement)
            if edit.kind in (EditKind.DROP, EditKind.MOVE):
                gone.add(statement.number)
    yield from _orphaned_headings(layout, gone)


def _changes_of(layout: Layout, edit: Edit, statement: Statement) -> Iterator[_Change]:
    if edit.kind in (EditKind.DROP, EditKind.MOVE):
        yield _Change(*layout.removal(statement.start, statement.end), "")
    elif edit.kind is EditKind.REPLACE:
        yield _Change(statement.start, statement.end, edit.text or "")
    elif edit.kind is EditKind.INSERT:
        below = layout.below(statement.start, statement.end)
        if edit.heading is not None:
            yield _Change(below, below, _opened(layout, edit.heading, below))
        yield _Change(below, below, f"{layout.bullet(statement)}{edit.text}{layout.line_end}")


def _opened(layout: Layout, heading: str, at: int) -> str:
    return f"{layout.line_end}{layout.heading(heading, at)}{layout.line_end}"


def _moved(layout: Layout, moves: list[Edit]) -> Iterator[_Change]:
    """Moved statements go below the last one of their section; with none, below the last one they come from."""
    taken = {move.statement for move in moves}
    for section in dict.fromkeys(move.section for move in moves if move.section is not None):
        going = [layout.segmentation[m.statement] for m in moves if m.section is section and m.statement is not None]
        there = [s for s in layout.segmentation.in_sections(section) if s.number not in taken]
        last = there[-1] if there else layout.segmentation.in_sections(going[-1].section)[-1]
        at = layout.below(last.start, last.end)
        if not there:
            yield _Change(at, at, _opened(layout, _SECTION_HEADINGS[section], at))
        for statement in going:
            yield _Change(at, at, f"{layout.bullet(last)}{statement.span.of(layout.text)}{layout.line_end}")


def _orphaned_headings(layout: Layout, gone: set[int]) -> Iterator[_Change]:
    """Headings whose every statement goes go with them."""
    bounds = [*(h.start for h in layout.segmentation.headings), len(layout.text)]
    for heading, end in zip(layout.segmentation.headings, bounds[1:], strict=True):
        under = {s.number for s in layout.segmentation.statements if heading.end <= s.start < end}
        if under and under <= gone and layout.alone(heading.start, heading.end):
            yield _Change(*layout.lines_of(heading.start, heading.end), "")


def _changed(layout: Layout, changes: Iterable[_Change]) -> str:
    """The text with the changes made; removals that overlap are one, and an insertion stands behind what goes."""
    parts: list[str] = []
    at = 0
    for change in sorted(changes, key=lambda c: (c.start, c.end)):
        if change.start > at:
            parts.append(layout.text[at : change.start])
        if change.text:
            parts.append(_on_its_own_line(parts, change, layout))
        at = max(at, change.end)
    parts.append(layout.text[at:])
    return "".join(parts)


def _on_its_own_line(parts: list[str], change: _Change, layout: Layout) -> str:
    """An inserted line, after a line end when the text so far has none."""
    so_far = next((part for part in reversed(parts) if part), "\n")
    if change.start < change.end or so_far.endswith("\n"):
        return change.text
    return layout.line_end + change.text
