"""Numbers with their noun, as a command says them."""

from __future__ import annotations

__all__ = ["counted"]


def counted(count: int, noun: str) -> str:
    """`1 row`, `2,000 rows`; for nouns whose plural ends with an s."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
