"""What a statement's own words say about its section: cues, and a fitted linear model over them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from string import ascii_lowercase

import numpy as np
import numpy.typing as npt

from auditor.numbering import Numbering
from auditor.patterns import Alphabet
from auditor.segment.pieces import Piece

__all__ = ["BIAS", "CUE_UNIT", "KINDS", "CueTable", "Worded", "content_scores", "cues_of", "log_softmax", "words_of"]

CUE_UNIT = 0.02

_CUE = re.compile(r"[a-z][a-z'+#]*|0{1,7}|[$€£%]")
_STAND_INS = (("€", "@"), ("£", "&"))
"""Characters of an alphabet are ASCII: each sign has one for it that no word has."""
_ALPHABET = Alphabet(ascii_lowercase + "'+#0$%@&")
_BULLET, _PARAGRAPH = "•", "¶"
KINDS = ("word", "pair", "first", "last", "first pair")
"""Kinds of cues: a word anywhere, two neighbours, the words that a statement opens and ends with."""
BIAS = ("bias",)
"""The cue that every statement has."""
_SHIFT = 20
_PAIR, _FIRST, _LAST, _FIRST_PAIR = (kind << 2 * _SHIFT for kind in range(1, len(KINDS)))

Integers = npt.NDArray[np.int64]


def words_of(low: str, pieces: Iterable[Piece]) -> list[list[str]]:
    """The words of every piece that is no heading, in order; every digit is a 0, since only their number is a cue.

    The heading's words are left out on purpose: with them, statements of a section that follows without a heading of
    its own are told apart worse.
    """
    return [_CUE.findall(_without_figures(low[piece.start : piece.end])) for piece in pieces if piece.heading is None]


def cues_of(words: Sequence[str], bullet: bool) -> set[tuple[str, ...]]:
    """The cues of a statement by kind and words, for fitting: always with `BIAS`, so that none is without."""
    if not words:
        return {BIAS}
    single = [("word", _BULLET if bullet else _PARAGRAPH), *(("word", word) for word in words)]
    pairs = [("pair", *pair) for pair in pairwise(words)]
    edges = [("first", words[0]), ("last", words[-1]), *(("first pair", *pair) for pair in pairwise(words[:2]))]
    return {BIAS, *single, *pairs, *edges}


def _without_figures(low: str) -> str:
    for digit in "123456789":
        low = low.replace(digit, "0")
    return low


def _words_of_run(run: str) -> list[str]:
    for sign, stand_in in _STAND_INS:
        run = run.replace(stand_in, sign)
    return _CUE.findall(run)


@dataclass(frozen=True, slots=True)
class Worded:
    """The words of every piece that is no heading by a table's numbers, and how many each has; `marks` by number too.

    A statement's mark tells whether it is a bullet.
    """

    said: Integers
    lengths: Integers
    marks: Integers

    @property
    def owners(self) -> Integers:
        """Of which statement each word is."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths)

    def among(self, marked: npt.NDArray[np.bool_]) -> set[int]:
        """The statements that have one of the words whose numbers are marked."""
        return {*self.owners[marked[self.said]].tolist()}


@dataclass(frozen=True, slots=True)
class CueTable:
    """Weights of cues, shape (cues, sections), whole multiples of `CUE_UNIT`.

    Row 0 is that of `BIAS`, then come those of single words by their `numbers`, which begin at 1, then those of the
    other cues by their sorted `keys`: a key packs a cue's kind and the numbers of its words. Words that are no cue
    alone have numbers, too, after the others.
    """

    numbers: Mapping[str, int]
    numbering: Numbering
    keys: Integers
    weights: npt.NDArray[np.int32]

    @classmethod
    def of(
        cls, cues: Mapping[str, Sequence[str]], weights: npt.NDArray[np.int32], also: Iterable[str] = ()
    ) -> CueTable:
        """The table of words by `KINDS`, two in a row to a pair, with one row of weights a cue after that of `BIAS`.

        `also` are words without weights that are to have numbers.
        """
        words = dict.fromkeys(chain(*(cues[kind] for kind in KINDS), (_BULLET, _PARAGRAPH), also))
        numbers = {word: number for number, word in enumerate(words, 1)}
        _, pair, first, last, opening = (
            np.array([numbers[word] for word in cues[kind]], dtype=np.int64) for kind in KINDS
        )
        pairs, openings = _paired(_PAIR, pair[::2], pair[1::2]), _paired(_FIRST_PAIR, opening[::2], opening[1::2])
        keys = np.concatenate((pairs, _FIRST + first, _LAST + last, openings))
        order, singles = keys.argsort(), 1 + len(cues["word"])
        ordered = np.concatenate((weights[:singles], weights[singles:][order]))
        return cls(numbers, Numbering(_ALPHABET, numbers, _words_of_run), keys[order], ordered)

    def worded(self, low: str, pieces: Iterable[Piece]) -> Worded:
        """The words of every piece that is no heading of a text in lower case."""
        statements = [piece for piece in pieces if piece.heading is None]
        text = _without_figures(low)
        for sign, stand_in in _STAND_INS:
            text = text.replace(stand_in, " ").replace(sign, stand_in)
        said, lengths = self.numbering.of_ranges(text, [(piece.start, piece.end) for piece in statements])
        bullet, paragraph = self.numbers[_BULLET], self.numbers[_PARAGRAPH]
        marks = np.where([piece.bullet for piece in statements], bullet, paragraph)
        return Worded(said, lengths, marks)

    def present(self, worded: Worded) -> tuple[Integers, Integers]:
        """The rows of the cues that each statement has, each once, and where those of each statement begin."""
        count, width = len(worded.lengths), len(self.weights)
        bias = np.arange(count) * width
        together = np.concatenate((bias, self._singles(worded), self._others(worded)))
        together.sort()
        once = together[np.concatenate(([True], together[1:] != together[:-1]))]
        return once % width, once.searchsorted(bias)

    def _singles(self, worded: Worded) -> Integers:
        """The rows of words and marks, each plus the table's width a statement before."""
        width, others = len(self.weights), len(self.weights) - len(self.keys)
        spoken = worded.lengths.nonzero()[0]
        said = np.concatenate((worded.said, worded.marks[spoken]))
        owners = np.concatenate((worded.owners, spoken))
        known = ((said > 0) & (said < others)).nonzero()[0]
        return said[known] + owners[known] * width

    def _others(self, worded: Worded) -> Integers:
        """The rows of pairs, first and last words, each plus the table's width a statement before."""
        said, owners = worded.said, worded.owners
        known, together = said > 0, owners[1:] == owners[:-1]
        pairs = (together & known[1:] & known[:-1]).nonzero()[0]
        spoken = worded.lengths.nonzero()[0]
        ends = worded.lengths.cumsum()[spoken]
        starts = ends - worded.lengths[spoken]
        longer = starts[worded.lengths[spoken] > 1]
        keys = np.concatenate(
            (
                _paired(_PAIR, said[pairs], said[pairs + 1]),
                _FIRST + said[starts],
                _LAST + said[ends - 1],
                _paired(_FIRST_PAIR, said[longer], said[longer + 1]),
            )
        )
        places = self.keys.searchsorted(keys)
        found = (self.keys.take(places, mode="clip") == keys).nonzero()[0]
        owner = owners[np.concatenate((pairs, starts, starts, longer))]
        singles, width = len(self.weights) - len(self.keys), len(self.weights)
        rows: Integers = places[found] + singles + owner[found] * width
        return rows


def _paired(kind: int, left: Integers, right: Integers) -> Integers:
    return kind + (left << _SHIFT) + right


def content_scores(worded: Worded, table: CueTable) -> npt.NDArray[np.float64]:
    """Log-probabilities of the sections for each statement by its own cues, shape (statements, sections).

    Weights are summed as whole numbers, whose sums do not depend on an order.
    """
    rows, starts = table.present(worded)
    return log_softmax(np.add.reduceat(table.weights.take(rows, axis=0), starts, axis=0) * CUE_UNIT)


def log_softmax(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Scores normalised by row to log-probabilities."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    normalised: npt.NDArray[np.float64] = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return normalised
