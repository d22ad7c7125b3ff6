"""The key of a title in the store."""

from __future__ import annotations

import hashlib

__all__ = ["title_key"]


def title_key(title: str) -> int:
    """A number of 62 bits from the title in lower case, the same everywhere and for ever."""
    return int.from_bytes(hashlib.sha256(title.lower().encode("utf-8", "surrogatepass")).digest()[:8], "big") >> 2
