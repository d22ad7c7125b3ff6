"""A text made ready for cheap questions: lower case with the same offsets, search around telling words.

Most literals that a text is asked for are not in it. Looking for one costs a pass over the text; the text's trigrams,
taken once, rule out nearly all of a table of literals in a few array operations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import compress
from threading import Lock

import numpy as np
import numpy.typing as npt

__all__ = ["Scan", "lower_of_same_length"]

_REACH = 110
_MOST_OCCURRENCES = 16
_DOTTED = "\u0130"
"""The one letter whose lower case is longer: an i and a dot above it, of which a literal can have the i."""
_ANY = 1 << 15
"""Stands for the trigram of a literal too short to have one: every text has it."""
_MOST_LITERALS = 8000
"""Literals of all tables together; those of later tables are told by themselves."""
_SHORT, _FEW = 500, 4
"""Characters of a text, and literals, below which looking for the literals costs less than asking the trigrams."""


@lru_cache(maxsize=4)
def lower_of_same_length(text: str) -> str:
    """The text in lower case with every offset kept; the few characters that would grow stay as they are.

    Kept for the posting at hand and its title, since facts, rules and advice all ask for it.
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _trigrams(text: str) -> npt.NDArray[np.uint16]:
    """Every three characters in a row as a number of fifteen bits; characters that share five bits count as one."""
    bits = np.frombuffer(text.encode("ascii", "replace"), dtype=np.uint8).astype(np.uint16) & np.uint16(31)
    trigrams: npt.NDArray[np.uint16] = bits[:-2] << np.uint16(10) | bits[1:-1] << np.uint16(5) | bits[2:]
    return trigrams


@lru_cache(maxsize=1)
def _trigrams_present(lowered: str) -> npt.NDArray[np.bool_]:
    """Which trigrams a text has, by their numbers; kept for the posting at hand."""
    present = np.zeros(_ANY + 1, dtype=bool)
    present[_trigrams(lowered.replace(_DOTTED, "i"))] = True
    present[_ANY] = True
    return present


class _Tables:
    """The tables of literals that were asked for: what a text can have of all of them is told in one go."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._places: dict[tuple[str, ...], slice] = {}
        self._needed = np.empty((3, 0), dtype=np.intp)

    def place_of(self, literals: tuple[str, ...]) -> slice | None:
        """Where the table's literals stand among all; None when there is no room for more."""
        place = self._places.get(literals)
        if place is not None:
            return place
        with self._lock:
            start = self._needed.shape[1]
            if start + len(literals) > _MOST_LITERALS:
                return None
            self._needed = np.hstack((self._needed, _trigrams_needed(literals)))
            return self._places.setdefault(literals, slice(start, start + len(literals)))

    def told(self, lowered: str) -> list[bool]:
        """Whether the text can have each literal of all tables."""
        return _told(lowered, self._needed.shape[1])

    def needed(self, literals: int) -> npt.NDArray[np.intp]:
        """The trigrams of that many literals."""
        return self._needed[:, :literals]


_TABLES = _Tables()


@lru_cache(maxsize=1)
def _told(lowered: str, literals: int) -> list[bool]:
    """Kept for the posting at hand, until further tables are asked for."""
    return _all_present(lowered, _TABLES.needed(literals))


def _all_present(lowered: str, needed: npt.NDArray[np.intp]) -> list[bool]:
    first, middle, last = _trigrams_present(lowered).take(needed)
    told: list[bool] = (first & middle & last).tolist()
    return told


def _trigrams_needed(literals: tuple[str, ...]) -> npt.NDArray[np.intp]:
    """The first, middle and last trigram of each literal of a table, shape (3, literals)."""
    ends = [_trigrams(literal) if len(literal) > 2 else np.array([_ANY], dtype=np.uint16) for literal in literals]
    return np.array([(own[0], own[len(own) // 2], own[-1]) for own in ends], dtype=np.intp).T


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

    def possible(self, literals: tuple[str, ...]) -> list[str]:
        """Those of a table's lower-case literals that the text can have, in the table's order."""
        if len(self.text) < _SHORT or not literals:
            return [*literals]
        place = _TABLES.place_of(literals)
        if place is None:
            return [*compress(literals, _all_present(self.lowered, _trigrams_needed(literals)))]
        return [*compress(literals, _TABLES.told(self.lowered)[place])]

    def among(self, literals: tuple[str, ...]) -> list[str]:
        """Those of a table's lower-case literals that the text has, and any that only a line of it in lower case has.

        A line in lower case has two characters for a dotted capital i, of which the first can end a literal.
        """
        text = self.lowered.replace(_DOTTED, "i")
        return [*filter(text.__contains__, self.possible(literals))]

    def has(self, *literals: str) -> bool:
        """Whether any of the lower-case literals occurs."""
        asked = literals if len(literals) < _FEW else self.possible(literals)
        return any(map(self.lowered.__contains__, asked))

    def around(self, literal: str, pattern: str) -> re.Match[str] | None:
        """The first match of a lower-case pattern within about a line of the literal."""
        return next(self.matches(literal, pattern), None)

    def matches(
        self, literal: str, pattern: str, can_match: Callable[[str], bool] | None = None
    ) -> Iterator[re.Match[str]]:
        """The matches of a lower-case pattern within about a line of the literal's first occurrences.

        `can_match` tells at less cost where the pattern cannot match.
        """
        at = self.lowered.find(literal)
        for _ in range(_MOST_OCCURRENCES):
            if at < 0:
                return
            start, end = max(0, at - _REACH), at + _REACH
            asked = can_match is None or can_match(self.lowered[start:end])
            if asked and (match := _compiled(pattern).search(self.lowered, start, end)):
                yield match
            at = self.lowered.find(literal, at + len(literal))
