"""What a text that looks like a posting really is, by cues that vacancies do not use."""

from __future__ import annotations

from auditor.posting import Posting, PostingKind, Segmentation, Span

__all__ = ["find_kind"]


def find_kind(posting: Posting, segmentation: Segmentation) -> tuple[PostingKind, tuple[Span, ...]]:
    """The kind of the text and the places that show it; a vacancy needs no showing."""
    return PostingKind.VACANCY, ()
