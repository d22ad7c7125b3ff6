"""Known phrases of a word or two found in a posting's statements, all in one look-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from string import ascii_lowercase, digits

import numpy as np
import numpy.typing as npt

from auditor.numbering import Numbering
from auditor.patterns import Alphabet
from auditor.posting import Statement
from auditor.readers.offline.grams import gram_key, gram_keys

__all__ = ["Phrasebook", "Phrased", "phrases_of"]

Integers = npt.NDArray[np.int64]

_LETTERS_AND_DIGITS = Alphabet(ascii_lowercase + digits)


def phrases_of(text: str) -> set[str]:
    """Every word of lower-cased text and every two neighbours."""
    words = _LETTERS_AND_DIGITS.runs(text)
    return {*words, *map(" ".join, pairwise(words))}


@dataclass(frozen=True, slots=True)
class Phrased:
    """The known phrases of a posting's statements.

    `phrases` and `owners` run in parallel: a phrase as its place in the book, and the index of its statement; a phrase
    may come more than once, its first statement first. `names` maps a statement's number to the names that it has.
    """

    statements: tuple[Statement, ...]
    phrases: Integers
    owners: Integers
    names: Mapping[int, set[str]]


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Phrases by their places; `keys` are their sorted grams by the `numbers` of their words, `named` marks names."""

    phrases: tuple[str, ...]
    numbers: Numbering
    keys: Integers
    named: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, phrases: Iterable[str], names: frozenset[str]) -> Phrasebook:
        """The book of phrases and of names, which are to be told by statement; each is a word or two."""
        known = names.union(phrases)
        words = sorted({word for phrase in known for word in phrase.split()})
        numbers = {word: number for number, word in enumerate(words, start=1)}
        by_key = {gram_key(*map(numbers.__getitem__, phrase.split())): phrase for phrase in known}
        ordered = tuple(by_key[key] for key in sorted(by_key))
        named = np.array([phrase in names for phrase in ordered], dtype=bool)
        numbering = Numbering(_LETTERS_AND_DIGITS, numbers)
        return cls(ordered, numbering, np.array(sorted(by_key), dtype=np.int64), named)

    def found_in(self, lines: Sequence[tuple[Statement, str]]) -> Phrased:
        """The phrases of statements, which come with what they say in lower case."""
        statements = tuple([statement for statement, _ in lines])
        keys, owners = gram_keys(*self.numbers.of_lines([said for _, said in lines]))
        places = np.searchsorted(self.keys, keys)
        known = self.keys.take(places, mode="clip") == keys
        places, owners = places[known], owners[known]
        names: dict[int, set[str]] = {}
        named = self.named[places]
        for place, owner in zip(places[named].tolist(), owners[named].tolist(), strict=True):
            names.setdefault(statements[owner].number, set()).add(self.phrases[place])
        return Phrased(statements, places, owners, names)
