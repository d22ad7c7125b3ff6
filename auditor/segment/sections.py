"""Which section each statement belongs to."""

from __future__ import annotations

from auditor.posting import Section
from auditor.segment.pieces import Piece

__all__ = ["sections_of"]


def sections_of(low: str, pieces: list[Piece]) -> list[Section]:
    """The section of every piece that is no heading."""
    current = Section.SUMMARY
    sections = []
    for piece in pieces:
        if piece.heading is not None:
            current = piece.heading.section or current
        else:
            sections.append(current)
    return sections
