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
    """Per statement: the heading it stands under, the last clear heading, its distance from it, its run.

    `heading` and `clear` index into sections, then "none", then "unclear"; `run` numbers the stretches of
    statements between headings and empty lines.
    """

    heading: list[int]
    clear: list[int]
    distance: list[int]
    run: list[int]
    bullet: list[bool]


def surroundings(pieces: list[Piece]) -> Surroundings:
    """The surroundings of every piece that is no heading."""
    found = Surroundings([], [], [], [], [])
    heading = clear = _NO_HEADING
    distance = run = 0
    for piece in pieces:
        if piece.heading is not None:
            section = piece.heading.section
            heading = _UNCLEAR_HEADING if section is None else _NUMBER[section]
            clear = clear if section is None else heading
            distance, run = 0, run + 1
            continue
        run += piece.gap and not piece.bullet and distance > 0
        found.heading.append(heading)
        found.clear.append(clear)
        found.distance.append(distance)
        found.run.append(run)
        found.bullet.append(piece.bullet)
        distance += 1
    return found


def context_features(scores: npt.NDArray[np.float64], around: Surroundings) -> npt.NDArray[np.float64]:
    """The features of the second model, one row a statement.

    Own, neighbours' and the run's mean log-probabilities (`scores`, shape (statements, sections)), the heading
    as it fades with distance, and the place in the posting.
    """
    count, sections = scores.shape
    own = np.maximum(scores, _FLOOR)
    likely = np.exp(scores)
    padded = np.zeros((count + 6, sections), dtype=np.float64)
    padded[3:-3] = likely
    run = np.asarray(around.run)
    firsts = np.flatnonzero(np.diff(run, prepend=-1))
    lengths = np.diff(firsts, append=count)
    mean = np.repeat(np.add.reduceat(own, firsts, axis=0) / lengths[:, None], lengths, axis=0)
    heading = _STATES[around.heading]
    near = 1.0 / (1.0 + np.asarray(around.distance, dtype=np.float64))[:, None]
    bullet = np.asarray(around.bullet, dtype=np.float64)[:, None]
    place = (np.arange(count, dtype=np.float64) / max(count - 1, 1))[:, None]
    before = np.cumsum(likely, axis=0) - likely
    after = likely.sum(axis=0) - before - likely
    return np.hstack(
        (
            own,
            likely,
            padded[2:-4],
            padded[4:-2],
            padded[1:-5] + padded[:-6],
            padded[5:-1] + padded[6:],
            mean,
            heading,
            heading * near,
            heading * bullet,
            _STATES[around.clear],
            bullet,
            place,
            place * place,
            np.minimum(before, 3.0),
            np.minimum(after, 3.0),
            np.ones((count, 1), dtype=np.float64),
        ),
        dtype=np.float64,
    )
