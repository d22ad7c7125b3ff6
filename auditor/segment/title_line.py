"""The title line of a pasted posting: found, so that readers can be blind to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from auditor.posting import Span
from auditor.segment.headings import find_inline_headings
from auditor.segment.lexicon import read_toml
from auditor.segment.lines import Line
from auditor.segment.marks import trim

__all__ = ["TitleLine", "find_title"]

_WORD = re.compile(r"[^\W_]+")
_MAXIMUM_LENGTH = 120
_FLAT_TITLE_LENGTH = 90
_FLAT_TITLE_WORDS = 9
_LABEL_LINES = 15
_TAIL_LENGTH = 60
_ASIDE = re.compile(r"\s[-–—|]\s|\s?[(\[,]|\swith\s")
_STARTS_ANEW = re.compile(r"\s*[A-Z0-9•*(|:,–—-]")


@dataclass(frozen=True, slots=True)
class TitleLine:
    """The title's span, the label before it ("Job title:") if any, and where the text goes on."""

    title: Span
    label: Span | None
    resume: int


def find_title(view: str, low: str, lines: Sequence[Line], title: str | None) -> TitleLine | None:
    """The title line at the head of the text, by the given title or by its looks."""
    if not lines:
        return None
    given = _given_title(view, low, lines[0], title) if title else None
    return given or _labelled(view, low, lines) or _by_looks(view, low, lines)


def _given_title(view: str, low: str, line: Line, title: str) -> TitleLine | None:
    words = _WORD.findall(title.lower())
    if not words:
        return None
    at, stop = line.start, None
    while (after := _past(low, at, words)) is not None:
        at = stop = after
    if stop is None or not (stop >= line.end or view[stop] == "\n" or _STARTS_ANEW.match(view, stop)):
        return None
    tail = line.end - stop
    if 0 < tail <= _TAIL_LENGTH and view[line.end - 1] not in ".!?:" and not _is_sentence(low, stop, line.end):
        stop = line.end
    return _spanning(view, line.start, stop)


def _past(low: str, at: int, words: list[str]) -> int | None:
    """The offset after these words when they are the next ones of the text, whatever stands between them."""
    for word in words:
        match = _WORD.search(low, at, at + len(word) + 12)
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
        found = _spanning(view, match.end(), line.end, Span(line.start, len(low[: match.end()].rstrip())))
        if found and found.title.end - found.title.start <= _MAXIMUM_LENGTH and _names_job(low, found.title):
            return found
    return None


def _by_looks(view: str, low: str, lines: Sequence[Line]) -> TitleLine | None:
    line = lines[0]
    if line.bullet:
        return None
    length = line.end - line.start
    flat = _before_heading(view, low, line) if length > _FLAT_TITLE_LENGTH else None
    if flat is not None or length > _MAXIMUM_LENGTH:
        return flat
    span = Span(line.start, line.end)
    if view[line.end - 1] in ".!?:;," or len(lines) == 1 or not _names_job(low, span):
        return None
    return _spanning(view, line.start, line.end)


def _before_heading(view: str, low: str, line: Line) -> TitleLine | None:
    headings = find_inline_headings(view, low, line.start, min(line.end, line.start + _FLAT_TITLE_LENGTH + 40))
    if not headings or headings[0].start == line.start:
        return None
    first, last = trim(view, line.start, headings[0].start)
    words = view[first:last].split()
    if not 0 < len(words) <= _FLAT_TITLE_WORDS or not words[0][0].isupper() or view[last - 1] in ".!?":
        return None
    if words[-1].strip("(),").lower() not in _words()[0] or not _names_job(low, Span(first, last)):
        return None
    return TitleLine(Span(first, last), None, last)


def _names_job(low: str, span: Span) -> bool:
    """Whether the span reads as a job's name, or its words before a dash, bracket, comma or "with" do."""
    if low.find("://", span.start, span.end) >= 0:
        return False
    nouns, sentence_words = _words()
    aside = _ASIDE.search(low, span.start, span.end)
    for end in (span.end, aside.start() if aside else span.end):
        words = _WORD.findall(low, span.start, end)
        if not nouns.isdisjoint(words) and sentence_words.isdisjoint(words):
            return True
    return False


def _is_sentence(low: str, start: int, end: int) -> bool:
    return not _words()[1].isdisjoint(_WORD.findall(low, start, end))


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    data = read_toml("titles.toml")
    return frozenset(data["nouns"]), frozenset(data["sentence_words"])


@cache
def _label_pattern() -> re.Pattern[str]:
    labels = "|".join(sorted(map(re.escape, read_toml("titles.toml")["labels"]), key=len, reverse=True))
    return re.compile(rf"(?:{labels})\s*[:\-–]\s*")
