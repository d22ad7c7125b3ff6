"""Which statement a place belongs to, and phrases found in statements of chosen sections only."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from auditor.facts.scan import Scan
from auditor.posting import Section, Segmentation, Span, Statement

__all__ = ["Lines", "Passage"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Statements of a scanned text joined into one lower-case text; `starts` are their offsets in it."""

    scan: Scan
    statements: tuple[Statement, ...]
    joined: str
    starts: tuple[int, ...]

    def phrases(self, phrases: tuple[str, ...]) -> Iterator[Span]:
        """Every place of the posting where a lower-case phrase stands as whole words, a plural s apart."""
        for phrase in self.scan.possible(phrases):
            for start, end in _whole_words(self.joined, phrase):
                index = bisect_right(self.starts, start) - 1
                shift = self.statements[index].start - self.starts[index]
                yield Span(start + shift, end + shift)


@dataclass(frozen=True)
class Lines:
    """A scanned text with its statements."""

    scan: Scan
    segmentation: Segmentation

    @cached_property
    def _starts(self) -> list[int]:
        return [statement.start for statement in self.segmentation.statements]

    def at(self, offset: int) -> Statement | None:
        """The statement that contains the offset; None outside every statement."""
        index = bisect_right(self._starts, offset) - 1
        statement = self.segmentation.statements[index] if index >= 0 else None
        return statement if statement is not None and offset < statement.end else None

    def within(self, span: Span, sections: Collection[Section]) -> bool:
        """Whether the span stands in one statement of the sections."""
        statement = self.at(span.start)
        return statement is not None and statement.section in sections and span.end <= statement.end

    def passage(self, *sections: Section) -> Passage:
        """The statements of the sections as one text."""
        said = self.segmentation.in_sections(*sections)
        joined = "\n".join([self.scan.lowered[s.start : s.end] for s in said])
        return Passage(self.scan, said, joined, (0, *accumulate(s.end - s.start + 1 for s in said)))

    def first(
        self, cues: Sequence[tuple[str, str]], sections: Collection[Section], unless: re.Pattern[str] | None = None
    ) -> Span | None:
        """The first match of (literal, pattern) cues in the sections, without those whose statement says `unless`."""
        possible = frozenset(self.scan.possible(tuple(literal for literal, _ in cues)))
        for literal, pattern in (cue for cue in cues if cue[0] in possible):
            for match in self.scan.matches(literal, pattern):
                span = Span(match.start(), match.end())
                if self.within(span, sections) and not self._excused(span, unless):
                    return span
        return None

    def _excused(self, span: Span, unless: re.Pattern[str] | None) -> bool:
        statement = self.at(span.start)
        return (
            unless is not None
            and statement is not None
            and unless.search(self.scan.lowered, statement.start, statement.end) is not None
        )


def _whole_words(text: str, phrase: str) -> Iterator[tuple[int, int]]:
    at = text.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        end += text[end : end + 1] == "s"
        if not text[max(0, at - 1) : at].isalnum() and not text[end : end + 1].isalnum():
            yield at, end
        at = text.find(phrase, end)
