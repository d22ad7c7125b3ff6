"""What stands around a statement: its heading, its neighbours, its place in the posting."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from auditor.posting import Section
from auditor.segment.pieces import Piece

__all__ = ["SECTIONS", "Surroundings", "context_features", "surroundings"]

SECTIONS = tuple(Section)
_NUMBER = {section: number for number, section in enumerate(SECTIONS)}
_NO_HEADING = len(SECTIONS)
_UNCLEAR_HEADING = len(SECTIONS) + 1
_STATES = np.eye(len(SECTIONS) + 2, dtype=np.float64)
_FLOOR = np.float64(-8.0)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around the statements of a posting, whatever their words.

    `features` has one row a statement: the heading it stands under (also as it fades with distance, and for
    bullets), the last clear heading, whether it is a bullet, its place in the posting. `runs` are the first
    statements of the stretches between headings and empty lines, `lengths` the stretches' lengths.
    """

    features: npt.NDArray[np.float64]
    runs: npt.NDArray[np.int64]
    lengths: npt.NDArray[np.int64]


def surroundings(pieces: list[Piece]) -> Surroundings:
    """The surroundings of every piece that is no heading; there must be one."""
    headings, clears, distances, bullets, runs = _walk(pieces)
    count = len(headings)
    heading = _STATES[headings]
    near = 1.0 / (1.0 + np.array(distances))[:, None]
    bullet = np.array(bullets, dtype=np.float64)[:, None]
    place = (np.arange(count) / max(count - 1, 1))[:, None]
    features = np.hstack((heading, heading * near, heading * bullet, _STATES[clears], bullet, place, place * place))
    firsts = np.array(runs)
    return Surroundings(features, firsts, np.array([*runs[1:], count]) - firsts)


def _walk(pieces: list[Piece]) -> tuple[list[int], list[int], list[int], list[bool], list[int]]:
    """Per statement its heading, last clear heading, distance from the heading, bullet; and the first of each run."""
    headings: list[int] = []
    clears: list[int] = []
    distances: list[int] = []
    bullets: list[bool] = []
    runs: list[int] = []
    heading = clear = _NO_HEADING
    distance = 0
    for piece in pieces:
        if piece.heading is not None:
            section = piece.heading.section
            heading = _UNCLEAR_HEADING if section is None else _NUMBER[section]
            clear = clear if section is None else heading
            distance = 0
            continue
        if distance == 0 or (piece.gap and not piece.bullet):
            runs.append(len(headings))
        headings.append(heading)
        clears.append(clear)
        distances.append(distance)
        bullets.append(piece.bullet)
        distance += 1
    return headings, clears, distances, bullets, runs


def context_features(scores: npt.NDArray[np.float64], around: Surroundings) -> npt.NDArray[np.float64]:
    """The features of the second model, one row a statement.

    Own log-probabilities (`scores`, shape (statements, sections)), the neighbours' probabilities, the mean of the
    run, the surroundings, and how much of each section came before and comes after.
    """
    count, sections = scores.shape
    own = np.maximum(scores, _FLOOR)
    likely = np.exp(scores)
    padded = np.zeros((count + 6, sections), dtype=np.float64)
    padded[3:-3] = likely
    sums = np.add.reduceat(own, around.runs, axis=0)
    mean = np.repeat(sums / around.lengths[:, None], around.lengths, axis=0)
    until = likely.cumsum(axis=0)
    before = until - likely
    after = until[-1] - until
    return np.hstack(
        (
            own,
            likely,
            padded[2:-4],
            padded[4:-2],
            padded[1:-5] + padded[:-6],
            padded[5:-1] + padded[6:],
            mean,
            around.features,
            np.minimum(before, 3.0),
            np.minimum(after, 3.0),
            np.ones((count, 1)),
        )
    )
