"""A text made ready for cheap questions: lower case with the same offsets, search around telling words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

__all__ = ["Scan", "lower_of_same_length"]

_REACH = 110
_MOST_OCCURRENCES = 16


@lru_cache(maxsize=2)
def lower_of_same_length(text: str) -> str:
    """The text in lower case with every offset kept; the few characters that would grow stay as they are.

    Kept for the posting at hand, since facts, rules and advice all ask for it.
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled when a text first needs it: most texts need few, and compiling all delays the start."""
    return re.compile(pattern)


@dataclass(frozen=True)
class Scan:
    """A text and its lower case."""

    text: str

    @cached_property
    def lowered(self) -> str:
        """The text in lower case, of the same length."""
        return lower_of_same_length(self.text)

    def has(self, *literals: str) -> bool:
        """Whether any of the lower-case literals occurs."""
        return any(literal in self.lowered for literal in literals)

    def around(self, literal: str, pattern: str) -> re.Match[str] | None:
        """The first match of a lower-case pattern within about a line of the literal."""
        return next(self.matches(literal, pattern), None)

    def matches(self, literal: str, pattern: str) -> Iterator[re.Match[str]]:
        """The matches of a lower-case pattern within about a line of the literal's first occurrences."""
        at = self.lowered.find(literal)
        for _ in range(_MOST_OCCURRENCES):
            if at < 0:
                return
            if match := _compiled(pattern).search(self.lowered, max(0, at - _REACH), at + _REACH):
                yield match
            at = self.lowered.find(literal, at + len(literal))
