"""What a statement's own words say about its section: cues, and a fitted linear model over them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from string import ascii_lowercase

import numpy as np
import numpy.typing as npt

from auditor.patterns import Alphabet, words_in
from auditor.segment.pieces import Piece

__all__ = ["BIAS", "CUE_UNIT", "content_scores", "cues_of", "log_softmax", "presence", "without_figures"]

BIAS = ""
CUE_UNIT = 0.02

_CUE = re.compile(r"[a-z][a-z'+#]*|0{1,7}|[$€£%]")
_ALPHABET = Alphabet(ascii_lowercase + "'+#0$%")


def cues_of(worded: str, pieces: Iterable[Piece]) -> list[set[str]]:
    """The cues of every piece that is no heading, of a text `without_figures`.

    Its words, pairs of adjacent words, the words it opens and ends with. Always contains `BIAS`, so that no piece
    is without cues. (The heading's words are left out on purpose: with them, statements of a section that
    follows without a heading of its own are told apart worse.)
    """
    statements = [piece for piece in pieces if piece.heading is None]
    if "€" in worded or "£" in worded:
        words = [_CUE.findall(worded, piece.start, piece.end) for piece in statements]
    else:
        alone = _ALPHABET.alone(worded)
        words = [words_in(alone[piece.start : piece.end].split(), _CUE) for piece in statements]
    return [_cues(said, "•" if piece.bullet else "¶") for piece, said in zip(statements, words, strict=True)]


def _cues(words: list[str], mark: str) -> set[str]:
    if not words:
        return {BIAS}
    cues = {BIAS, mark, "^" + words[0], words[-1] + "$", *words}
    cues.update(map(" ".join, pairwise(words)))
    if len(words) > 1:
        cues.add(f"^{words[0]} {words[1]}")
    return cues


def without_figures(low: str) -> str:
    """The text with every digit as 0: how many digits a number has is a cue, which ones is not."""
    for digit in "123456789":
        low = low.replace(digit, "0")
    return low


def content_scores(
    cues: Iterable[set[str]], vocabulary: Mapping[str, int], weights: npt.NDArray[np.int32]
) -> npt.NDArray[np.float64]:
    """Log-probabilities of the sections for each piece by its own cues, shape (pieces, sections).

    `vocabulary` gives a cue's row in `weights`, shape (cues, sections), whole multiples of `CUE_UNIT`: sums of
    whole numbers do not depend on the order of a set. Row 0 is that of `BIAS`.
    """
    rows: list[int] = []
    starts: list[int] = []
    for piece_cues in cues:
        starts.append(len(rows))
        rows.append(0)
        rows += filter(None, map(vocabulary.get, piece_cues))
    return log_softmax(np.add.reduceat(weights.take(rows, axis=0), starts, axis=0) * CUE_UNIT)


def log_softmax(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Scores normalised by row to log-probabilities."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    normalised: npt.NDArray[np.float64] = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return normalised


def presence(cues: Sequence[set[str]], vocabulary: Mapping[str, int]) -> tuple[list[int], list[int]]:
    """Row and column numbers of the cues present, for fitting."""
    rows: list[int] = []
    columns: list[int] = []
    for number, piece_cues in enumerate(cues):
        for cue in piece_cues:
            if cue in vocabulary:
                rows.append(number)
                columns.append(vocabulary[cue])
    return rows, columns
