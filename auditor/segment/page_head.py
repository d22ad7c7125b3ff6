"""The title of a posting that was copied with the page around it, or told in a message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from auditor.posting import Span
from auditor.segment.headings import heading_of_line
from auditor.segment.job_name import NAME_WORD, is_titled, title_table
from auditor.segment.lines import Line
from auditor.segment.marks import has_content, trim

__all__ = ["title_below_head", "title_in_sentence"]

_HEAD_LINES = 14
_LONGEST = 90
_OTHERS, _OTHERS_ON_PAGE = 1, 3
"""Lines above a title that are no link or button, as the employer's name: in a letter, and on a page that has such."""
_TOLD = re.compile(
    r"\b(?:job )?title(?: for (?:it|this|the (?:ad|job|role|posting)))?"
    r"(?: (?:should|will|would|must|can) be| is| to be|:| =)"
    r"\s{0,3}[\"“”„'‘«]([^\"“”„'’‘«»\n]{3,90})[\"“”'’»]",
    re.I,
)


def title_below_head(view: str, low: str, lines: Sequence[Line]) -> Span | None:
    """The first name of a job below what a page or a letter has above it: links, buttons, the employer's name.

    None once a sentence, a list or a heading of the posting has begun.
    """
    others, on_page = 0, False
    for line, following in pairwise(lines[:_HEAD_LINES]):
        if " ".join(NAME_WORD.findall(low, line.start, line.end)) in _page_words():
            on_page = True
            continue
        if _begins_text(view, low, line, following):
            return None
        span = Span(*trim(view, line.start, line.end))
        if is_titled(view, low, span, in_capitals=not on_page) and view.find(":", line.start, line.end) < 0:
            return span
        others += 1
        if others > (_OTHERS_ON_PAGE if on_page else _OTHERS):
            return None
    return None


def _begins_text(view: str, low: str, line: Line, following: Line) -> bool:
    if line.bullet or line.end - line.start > _LONGEST or view[line.end - 1] in ".!?:;,":
        return True
    heading = heading_of_line(view, low, line, following)
    return heading is not None and heading.section is not None


def title_in_sentence(view: str, lines: Sequence[Line]) -> tuple[Span, Span] | None:
    """The words that introduce a quoted title ("Title should be"), and the title, in the first lines of a message."""
    match = _TOLD.search(view, lines[0].start, lines[min(len(lines), _HEAD_LINES) - 1].end)
    if match is None or not has_content(view, *match.span(1)):
        return None
    return Span(match.start(), match.start(1)), Span(*trim(view, *match.span(1)))


@cache
def _page_words() -> frozenset[str]:
    return frozenset(title_table()["page"])
