"""The facts found by code, with where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.posting import PostingKind, Span

__all__ = ["PostingFacts", "SelfName", "YearsAsked"]


@dataclass(frozen=True, slots=True)
class YearsAsked:
    """Years of experience asked for: `minimum` (0 to 40), `maximum` when a range is stated, the statement's span."""

    minimum: int
    maximum: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class SelfName:
    """The name the text itself gives the job ("we are looking for a backend developer"), and where."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class PostingFacts:
    """What code found, whoever reads.

    `language` is an ISO 639-1 code or None when there is too little text; `instructions` are spans of text that
    addresses a model rather than a candidate; `kind_evidence` shows why the kind is not a plain vacancy.
    """

    language: str | None
    kind: PostingKind
    kind_evidence: tuple[Span, ...]
    years_asked: tuple[YearsAsked, ...]
    self_names: tuple[SelfName, ...]
    instructions: tuple[Span, ...]
    unreadable: str | None

    @property
    def readable(self) -> bool:
        """Whether a reader should be asked at all; otherwise `unreadable` is the review reason that says why not."""
        return self.unreadable is None
