"""The title line of a pasted posting: found, so that readers can be blind to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from auditor.posting import Span
from auditor.segment.headings import find_inline_headings
from auditor.segment.job_name import NAME_WORD, is_profession, is_sentence, names_job, title_table, unglued
from auditor.segment.landmarks import Landmarks
from auditor.segment.lines import Line
from auditor.segment.marks import trim
from auditor.segment.page_head import title_below_head, title_in_sentence

__all__ = ["TitleLine", "find_title"]

_MAXIMUM_LENGTH = 120
_FLAT_TITLE_LENGTH = 90
_FLAT_TITLE_WORDS = 9
_LABEL_LINES = 15
_TAIL_LENGTH = 60
_CAPITALISED = re.compile(r"(?:^|\s)[^\w\s]*[^\W_]*[A-Z0-9]")
_SMALL = re.compile(r"\b(?:and|of|for|in|the|to|at|on|f|m|d|w|x)\b")
_OPEN_END = re.compile(r"(?:\b(?:and|or|of|for|in|the|to|at|on|a|an|with|by|from|as)|[,&/–-])$")
_OPENERS = frozenset(
    "we our you your i they someone somebody hey hi hello this there the what who".split()  # noqa: SIM905
)
"""Words that begin a sentence of a draft and none of them goes on with a title."""
_STARTS_ANEW = re.compile(r"\s*[A-Z0-9•*(|:,–—-]")


@dataclass(frozen=True, slots=True)
class TitleLine:
    """The title's span, the label before it ("Job title:") if any, and where the text goes on."""

    title: Span
    label: Span | None
    resume: int


def find_title(view: str, low: str, lines: Sequence[Line], title: str | None) -> TitleLine | None:
    """The title line at the head of the text, by the given title or by its looks.

    With no title given it is looked for below what a page or a letter has above it, too, and inside a sentence.
    """
    if not lines:
        return None
    given = _given_title(view, low, lines[0], title) if title else None
    found = given or _said(view, low, lines)
    return found if found or title else _further_down(view, low, lines)


def _further_down(view: str, low: str, lines: Sequence[Line]) -> TitleLine | None:
    below = title_below_head(view, low, lines)
    if below is not None:
        return TitleLine(below, None, below.end)
    told = title_in_sentence(view, lines)
    return TitleLine(told[1], told[0], told[1].end) if told else None


def _said(view: str, low: str, lines: Sequence[Line]) -> TitleLine | None:
    """The title by a label or by the first line's looks; a label further down tells what a page's heading contains."""
    labelled, looks = _labelled(view, low, lines), _by_looks(view, low, lines)
    if looks is None or (labelled and (labelled.title.start < lines[0].end or _tells(low, labelled, looks))):
        return labelled
    return _with_repetition(view, low, lines, looks)


def _tells(low: str, labelled: TitleLine, looks: TitleLine) -> bool:
    """Whether the first line says the labelled title, with or without more words around it."""
    label, line = (" ".join(NAME_WORD.findall(low, found.title.start, found.title.end)) for found in (labelled, looks))
    return f" {label} " in f" {line} "


def _with_repetition(view: str, low: str, lines: Sequence[Line], found: TitleLine) -> TitleLine:
    """The title line together with a next line that says the title again."""
    following = [line for line in lines[:3] if line.start >= found.resume]
    if not following:
        return found
    title = found.title.of(view)
    again = _given_title(view, low, following[0], title)
    if again is None and _past(low, following[0].start, NAME_WORD.findall(title.lower())) is not None:
        again = _one_line(view, low, following)
    return TitleLine(found.title, None, again.resume) if again else found


def _given_title(view: str, low: str, line: Line, title: str) -> TitleLine | None:
    words = NAME_WORD.findall(title.lower())
    if not words:
        return None
    at, stop = line.start, None
    while (after := _past(low, at, words)) is not None:
        at = stop = after
    if stop is None or not (stop >= line.end or view[stop] == "\n" or _STARTS_ANEW.match(view, stop)):
        return None
    tail = line.end - stop
    if 0 < tail <= _TAIL_LENGTH and view[line.end - 1] not in ".!?:" and not is_sentence(low, stop, line.end):
        stop = line.end
    return _spanning(view, line.start, stop)


def _past(low: str, at: int, words: list[str]) -> int | None:
    """The offset after these words when they are the next ones of the text, whatever stands between them."""
    for word in words:
        match = NAME_WORD.search(low, at, at + len(word) + 12)
        if match is None or match[0] != word:
            return None
        at = match.end()
    return at


def _spanning(view: str, start: int, end: int, label: Span | None = None) -> TitleLine | None:
    first, last = trim(view, start, end)
    return TitleLine(Span(first, last), label, max(end, last)) if first < last else None


def _labelled(view: str, low: str, lines: Sequence[Line]) -> TitleLine | None:
    for line in lines[:_LABEL_LINES]:
        match = _label_pattern().match(low, line.start, line.end)
        if match is None:
            continue
        end = unglued(view, low, match.end(), line.end)
        found = _spanning(view, match.end(), end, Span(line.start, len(low[: match.end()].rstrip())))
        if found and found.title.end - found.title.start <= _MAXIMUM_LENGTH and names_job(view, low, found.title):
            return found
    return None


def _by_looks(view: str, low: str, lines: Sequence[Line]) -> TitleLine | None:
    line = lines[0]
    if line.bullet and (len(lines) == 1 or lines[1].bullet):
        return None
    if "\n" in view[line.start : line.end]:
        return _above_small_letter(view, low, line) or _one_line(view, low, lines)
    return _one_line(view, low, lines)


def _one_line(view: str, low: str, lines: Sequence[Line]) -> TitleLine | None:
    line = lines[0]
    length = line.end - line.start
    flat = _before_heading(view, low, line) if length > _FLAT_TITLE_LENGTH else None
    if flat is not None or length > _MAXIMUM_LENGTH:
        return flat
    end = unglued(view, low, line.start, line.end)
    if view[line.end - 1] in ".!?:;," or len(lines) == 1 or not names_job(view, low, Span(line.start, end)):
        return None
    return _spanning(view, line.start, end)


def _above_small_letter(view: str, low: str, line: Line) -> TitleLine | None:
    """A title above text that opens with a small letter and so reads like its continuation.

    That is so under a capitalised title (above a name like "adjoe"), and where a sentence begins ("we sell tickets").
    """
    start, end = trim(view, line.start, view.index("\n", line.start, line.end))
    words = _SMALL.sub("", view[start:end]).split()
    if not words or end - start > _FLAT_TITLE_LENGTH or _OPEN_END.search(low, start, end):
        return None
    capitalised = all(_CAPITALISED.search(word) or not any(map(str.isalpha, word)) for word in words)
    if not capitalised and (len(words) > _FLAT_TITLE_WORDS or not _begins_sentence(low, end, line.end)):
        return None
    return _spanning(view, start, end) if names_job(view, low, Span(start, end)) else None


def _begins_sentence(low: str, start: int, end: int) -> bool:
    first = NAME_WORD.search(low, start, end)
    return first is not None and first[0] in _OPENERS


def _before_heading(view: str, low: str, line: Line) -> TitleLine | None:
    end = min(line.end, line.start + _FLAT_TITLE_LENGTH + 40)
    headings = find_inline_headings(view, low, line.start, end, Landmarks.of(view[:end]))
    if not headings or headings[0].start == line.start:
        return None
    first, last = trim(view, line.start, headings[0].start)
    words = view[first:last].split()
    if not 0 < len(words) <= _FLAT_TITLE_WORDS or not words[0][0].isupper() or view[last - 1] in ".!?":
        return None
    if not is_profession(words[-1].strip("(),").lower()) or not names_job(view, low, Span(first, last)):
        return None
    return TitleLine(Span(first, last), None, last)


@cache
def _label_pattern() -> re.Pattern[str]:
    written = title_table()["labels"]
    labels = "|".join(sorted(map(re.escape, written), key=len, reverse=True))
    return re.compile(rf"(?:{labels})\s*[:\-–]\s*")
