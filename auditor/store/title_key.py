"""Keys of titles and names in the store: numbers, as a text of any length does not fit into an index."""

from __future__ import annotations

import hashlib

__all__ = ["name_key", "title_key"]


def title_key(title: str) -> int:
    """A number of 62 bits from the title in lower case, the same everywhere and for ever."""
    return name_key(title.lower())


def name_key(name: str) -> int:
    """A number of 62 bits from a company, owner or source as it is written, the same everywhere and for ever."""
    return int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:8], "big") >> 2
