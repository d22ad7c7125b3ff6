"""The fitted models applied: whose work each statement is, which activity it shows, which role the posting has."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from auditor.readers.offline.features import WorkGrams, known_rows
from auditor.readers.offline.model import Model

__all__ = [
    "Scores",
    "combined_features",
    "score",
    "second_features",
    "softmax",
    "statement_sums",
    "topic_vector",
    "unique_rows",
]

Floats = npt.NDArray[np.floating]
Integers = npt.NDArray[np.int64]

NONE = 5
AI_ROLES = 4
_DUTY_LIKE = 2
"""Sections below this index into WORK_SECTIONS (summary, duties) state the work; the others ask for it."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the models say of one posting.

    `votes` (statements, 6): probability that a statement is work of each of the five roles or of none;
    `tags` (statements, 1 + activities): of each activity, column 0 for none; `roles` (5,): of the posting's role;
    `features`: what the last step weighed.
    """

    votes: Floats
    tags: Floats
    roles: Floats
    features: Floats


def softmax(scores: Floats) -> Floats:
    """Scores normalised to probabilities over the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    probabilities: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return probabilities


def unique_rows(rows: Integers, owners: Integers) -> tuple[Integers, Integers]:
    """Each gram once a statement; both inputs sorted by statement, then row."""
    if not len(rows):
        return rows, owners
    fresh = np.ones(len(rows), dtype=bool)
    fresh[1:] = (rows[1:] != rows[:-1]) | (owners[1:] != owners[:-1])
    return rows[fresh], owners[fresh]


def statement_sums(weights: Floats, rows: Integers, owners: Integers, count: int) -> Floats:
    """The weights of each statement's grams summed, over the root of their number; shape (count, columns)."""
    sums = np.zeros((count, weights.shape[1]), dtype=np.float32)
    if len(rows):
        starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
        sizes = np.diff(np.r_[starts, len(rows)])
        sums[owners[starts]] = np.add.reduceat(weights[rows], starts, axis=0) / np.sqrt(sizes)[:, None]
    return sums


def topic_vector(rows: Integers, idf: Floats) -> tuple[Integers, Floats]:
    """The posting's grams with their weights: damped count times rarity, scaled to length 1."""
    distinct, counts = np.unique(rows, return_counts=True)
    weights = ((1 + np.log(counts)) * idf[distinct]).astype(np.float32)
    length = float(np.sqrt((weights**2).sum()))
    return distinct, weights / length if length else weights


def combined_features(votes: Floats, sections: Integers, topic: Floats) -> Floats:
    """What the last step weighs: votes in duties and in requirements, as shares and damped sums, and the topic."""
    parts = []
    states = sections < _DUTY_LIKE
    for wanted in (states, ~states):
        chosen = votes[wanted]
        sums = chosen.sum(axis=0)[:NONE]
        parts += [sums / (sums.sum() + 0.7), np.log1p(sums), np.array([min(len(chosen), 12) / 12], dtype=np.float32)]
    return np.concatenate([*parts, np.log(topic + 1e-3)]).astype(np.float32)


def second_features(features: Floats, roles: Floats, primary: int, candidate: int) -> Floats:
    """What decides whether an AI role is a second job in a posting: its share of duties and requirements, its pair.

    `primary` and `candidate` index the four AI roles; `features` are those of `combined_features`, `roles` the
    probabilities of the posting's role.
    """
    duties, requirements, topic = features[: 2 * NONE], features[2 * NONE + 1 : 4 * NONE + 1], features[-NONE:]
    pair = np.zeros(AI_ROLES**2, dtype=np.float32)
    pair[primary * AI_ROLES + candidate] = 1
    logs = np.log(roles + 1e-3)
    own = [duties[candidate], duties[NONE + candidate], requirements[candidate], requirements[NONE + candidate]]
    rest = [topic[candidate], topic[primary], duties[primary], logs[candidate], logs[primary], 1.0]
    return np.concatenate([np.array(own + rest, dtype=np.float32), pair])


def score(grams: WorkGrams, model: Model) -> Scores:
    """Everything the models say of a posting."""
    arrays = model.arrays
    count = len(grams.statements)
    rows, owners = known_rows(grams, model.keys)
    distinct, weights = topic_vector(rows, arrays["idf"])
    topic = softmax(weights @ arrays["topic"][distinct] + arrays["topic_bias"])
    rows, owners = unique_rows(rows, owners)
    own, near, tags = np.split(statement_sums(arrays["grams"], rows, owners, count), (6, 12), axis=1)
    near = _of_neighbours(near)
    votes = softmax(own + near + arrays["vote_sections"][grams.sections])
    features = combined_features(votes, grams.sections, topic)
    scaled = (features - arrays["centre"]) / arrays["spread"]
    return Scores(
        votes=votes,
        tags=softmax(tags + arrays["tag_sections"][grams.sections]),
        roles=softmax(scaled @ arrays["final"] + arrays["final_bias"]),
        features=features,
    )


def _of_neighbours(sums: Floats) -> Floats:
    near = np.zeros_like(sums)
    near[1:] += sums[:-1]
    near[:-1] += sums[1:]
    return near
