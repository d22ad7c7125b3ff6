"""A piece of a posting on its way to becoming a statement."""

from __future__ import annotations

from typing import NamedTuple

from auditor.segment.headings import Heading

__all__ = ["Piece"]


class Piece(NamedTuple):
    """A future statement at `start:end`, or a heading when `heading` is set, in text order.

    `gap` says that an empty line stands before it.
    """

    start: int
    end: int
    bullet: bool
    gap: bool
    heading: Heading | None = None
