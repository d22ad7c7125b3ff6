"""Text that addresses a model rather than a candidate."""

from __future__ import annotations

from auditor.posting import Span

__all__ = ["find_instructions"]


def find_instructions(text: str) -> tuple[Span, ...]:
    """The places, in text order."""
    return ()
