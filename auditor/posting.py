"""The posting as it came in, and the numbered statements it is made of.

Offsets everywhere are Unicode code points into the untouched text, half-open.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

__all__ = ["VACANCIES", "WORK_SECTIONS", "Posting", "PostingKind", "Section", "Segmentation", "Span", "Statement"]


class Section(StrEnum):
    """The part of a posting that a statement belongs to."""

    SUMMARY = "summary"
    DUTIES = "duties"
    REQUIREMENTS = "requirements"
    NICE_TO_HAVE = "nice_to_have"
    COMPANY = "company"
    BENEFITS = "benefits"
    PAY = "pay"
    LEGAL = "legal"
    OTHER = "other"


WORK_SECTIONS = (Section.DUTIES, Section.SUMMARY)
"""What the person will do; the other sections say whom the company wants, what it is and what it gives."""


class PostingKind(StrEnum):
    """What a text that looks like a posting really is; only a vacancy gets retitle advice."""

    VACANCY = "vacancy"
    SEVERAL_OPENINGS = "several_openings"
    TALENT_POOL = "talent_pool"
    ANNOTATION_GIG = "annotation_gig"
    CANDIDATE_MARKETING = "candidate_marketing"
    UNKNOWN = "unknown"


VACANCIES = frozenset({PostingKind.VACANCY, PostingKind.UNKNOWN})
"""Kinds that are judged as a vacancy; nothing shows that an `unknown` one is not."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range `start:end` of code points in a posting's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}:{self.end}")

    def of(self, text: str) -> str:
        """The text that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Statement:
    """One bullet or sentence. `number` counts from 1 in text order; `start:end` excludes bullet marks."""

    number: int
    start: int
    end: int
    section: Section

    @property
    def span(self) -> Span:
        """Where the statement stands in the text."""
        return Span(self.start, self.end)

    def of(self, text: str) -> str:
        """What the statement says."""
        return text[self.start : self.end]


@dataclass(frozen=True)
class Segmentation:
    """A posting's text cut into statements.

    `title` is the span of a title line found in the text (readers never see it), `headings` the spans of
    section headings, `version` the segmenter that made the cut.
    """

    statements: tuple[Statement, ...]
    title: Span | None
    headings: tuple[Span, ...]
    version: str

    def __getitem__(self, number: int) -> Statement:
        """The statement with this number.

        Raises:
            KeyError: no statement has the number.
        """
        if not 1 <= number <= len(self.statements):
            raise KeyError(number)
        return self.statements[number - 1]

    def in_sections(self, *sections: Section) -> tuple[Statement, ...]:
        """The statements of the given sections, in text order."""
        found = self._chosen.get(sections)
        if found is None:
            found = self._chosen[sections] = tuple([s for s in self.statements if s.section in sections])
        return found

    @cached_property
    def _chosen(self) -> dict[tuple[Section, ...], tuple[Statement, ...]]:
        """What was asked for by sections: an audit asks for the same ones again and again."""
        return {}

    def title_of(self, posting: Posting) -> str | None:
        """The posting's title: the one that came with it, else the one found in its text."""
        if posting.title is not None or self.title is None:
            return posting.title
        return self.title.of(posting.text)


@dataclass(frozen=True, slots=True)
class Posting:
    """One posting: the title that came with it, its untouched text, and what the source states about it.

    `source_id` is the input's own id, verbatim; `row` (0-based) and `input` (file name) are set in a batch only.
    """

    title: str | None
    text: str
    source_id: str | None = None
    row: int | None = None
    input: str | None = None
    company: str | None = None
    location: str | None = None
    salary: str | None = None

    @property
    def id(self) -> str:
        """sha256 of title, NUL, text, in hexadecimal."""
        content = f"{self.title or ''}\0{self.text}"
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
