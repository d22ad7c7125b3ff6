"""The fitted models applied: which activity each statement shows, whose work the posting is, and how sure that is.

Two models look at the same grams: a net that judges statement by statement, each in sight of its neighbours, and lets
them vote; and a linear one over the whole posting. A small linear model weighs both with the shares of the work.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from auditor.readers.offline.features import WorkGrams, known_rows
from auditor.readers.offline.model import Model

__all__ = [
    "Scores",
    "final_features",
    "net_votes",
    "score",
    "second_features",
    "softmax",
    "statement_sums",
    "topic_vector",
    "trust_features",
    "unique_rows",
]

Floats = npt.NDArray[np.floating]
Integers = npt.NDArray[np.int64]

NONE = 5
AI_ROLES = 4
_SUMMARY, _DUTIES = 0, 1
_FLOOR = 1e-3
_QUARTER, _STEEPNESS = 0.25, 15.0
_AI_SHARE_AT = 2 * (2 * NONE + 1) + 7
_ENOUGH_GRAMS = 25
"""Known grams from which the models have something to go on; with fewer, confidence falls in proportion."""
_SHRINK = 0.7
"""Votes added to every sum before shares are taken, so that one line in a posting does not make a certainty."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the models say of one posting.

    `tags` (statements, 1 + activities): probability of each activity, column 0 for none; `votes` (statements, 6): the
    same by role, column 5 for none; `roles` (5,): probability of the posting's role; `confidence`: probability that the
    likeliest role is right; `features`: what the last step weighed.
    """

    tags: Floats
    votes: Floats
    roles: Floats
    confidence: float
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
        starts, sizes = _stretches(owners)
        sums[owners[starts]] = np.add.reduceat(weights.take(rows, axis=0), starts, axis=0) / np.sqrt(sizes)[:, None]
    return sums


def _stretches(ordered: Integers) -> tuple[Integers, Integers]:
    """Where each stretch of equal values begins, and how long it is."""
    begins = np.ones(len(ordered), dtype=bool)
    begins[1:] = ordered[1:] != ordered[:-1]
    starts = np.flatnonzero(begins)
    sizes = np.empty_like(starts)
    sizes[:-1] = starts[1:] - starts[:-1]
    sizes[-1:] = len(ordered) - starts[-1:]
    return starts, sizes


def topic_vector(rows: Integers, idf: Floats) -> tuple[Integers, Floats]:
    """The posting's grams with their weights: damped count times rarity, scaled to length 1."""
    ordered = np.sort(rows)
    starts, counts = _stretches(ordered)
    distinct = ordered[starts]
    weights = ((1 + np.log(counts)) * idf[distinct]).astype(np.float32)
    length = float(np.sqrt((weights**2).sum()))
    return distinct, weights / length if length else weights


def net_votes(sums: Floats, sections: Integers, model: Model) -> tuple[Floats, Floats]:
    """The net: activities by statement, and the posting's role by weighted vote."""
    arrays = model.arrays
    meaning = sums + arrays["section_meaning"][sections]
    near = np.zeros_like(meaning)
    near[1:] += meaning[:-1]
    near[:-1] += meaning[1:]
    hidden = np.tanh(meaning @ arrays["own"] + arrays["own_bias"] + near @ arrays["near"])
    tags = softmax(hidden @ arrays["tag"] + arrays["tag_bias"])
    weights = np.log1p(np.exp(hidden @ arrays["gate"] + arrays["gate_sections"][sections]))
    vote = weights @ (hidden @ arrays["vote"] + arrays["vote_bias"]) / (weights.sum() + 0.5)
    return tags, softmax(vote @ arrays["role"] + arrays["role_bias"])


def final_features(votes: Floats, sections: Integers, topic: Floats, net: Floats) -> Floats:
    """What the last step weighs.

    Votes in duties and in requirements as shares and damped sums; the share of AI work around the quarter that the
    labelling guide asks for; the logarithms of both models' probabilities.
    """
    states = sections <= _DUTIES
    parts = []
    for wanted in (states, ~states):
        chosen = votes[wanted]
        sums = chosen.sum(axis=0)[:NONE]
        parts += [sums / (sums.sum() + _SHRINK), np.log1p(sums), np.array([min(len(chosen), 12) / 12])]
    parts += [_ai_share(votes[sections == _DUTIES]), _ai_share(votes[states])]
    return np.concatenate([*parts, np.log(topic + _FLOOR), np.log(net + _FLOOR)])


def _ai_share(votes: Floats) -> Floats:
    sums = votes.sum(axis=0)
    ai = sums[:AI_ROLES].sum()
    share = ai / (sums[:NONE].sum() + _SHRINK)
    past_quarter = 1 / (1 + np.exp(-(share - _QUARTER) * _STEEPNESS))
    shares: Floats = np.concatenate([[share, past_quarter, np.log1p(ai)], sums[:AI_ROLES] / (ai + 0.5)])
    return shares


def second_features(features: Floats, roles: Floats, primary: int, candidate: int) -> Floats:
    """What decides whether an AI role is a second job in a posting: its share of duties and requirements, its pair.

    `primary` and `candidate` index the four AI roles; `features` are those of `final_features`, `roles` the
    probabilities of the posting's role.
    """
    duties, requirements = features[: 2 * NONE], features[2 * NONE + 1 : 4 * NONE + 1]
    topic, net = features[-2 * NONE : -NONE], features[-NONE:]
    pair = np.zeros(AI_ROLES**2)
    pair[primary * AI_ROLES + candidate] = 1
    logs = np.log(roles + _FLOOR)
    own = [duties[candidate], duties[NONE + candidate], requirements[candidate], requirements[NONE + candidate]]
    rest = [topic[candidate], net[candidate], duties[primary], logs[candidate], logs[primary], 1.0]
    return np.concatenate([np.array(own + rest), pair])


def trust_features(features: Floats, roles: Floats) -> Floats:
    """What decides how far the likeliest role can be trusted.

    How likely it is and by what lead, whether each model, the duties and the requirements agree, how near the share of
    AI work is to the quarter, how much the posting says, and which role it is.
    """
    order = np.argsort(-roles, kind="stable")
    best, next_best = int(order[0]), int(order[1])
    topic, net = features[-2 * NONE : -NONE], features[-NONE:]
    share = features[_AI_SHARE_AT]
    nearness = np.exp(-(((share - _QUARTER) / 0.15) ** 2))
    logs = np.log(roles + _FLOOR)
    chosen = np.zeros(NONE)
    chosen[best] = 1
    head = [logs[best], logs[next_best], logs[best] - np.log(1 - roles[best] + _FLOOR), topic[best], net[best]]
    agree = [
        float(topic.argmax() == best),
        float(net.argmax() == best),
        topic.max() - topic[best],
        net.max() - net[best],
    ]
    duties, asked = features[:NONE], features[2 * NONE + 1 : 3 * NONE + 1]
    agree += [duties[best], duties.max() - duties[best], asked.max() - asked[best]]
    rest = [nearness, features[2 * NONE], features[4 * NONE + 1], -float((roles * logs).sum())]
    return np.concatenate([np.array(head + agree + rest), chosen])


def score(grams: WorkGrams, model: Model) -> Scores:
    """Everything the models say of a posting."""
    arrays = model.arrays
    rows, owners = known_rows(grams, model.keys)
    distinct, weights = topic_vector(rows, arrays["idf"])
    topic = softmax(weights @ arrays["topic"].take(distinct, axis=0) + arrays["topic_bias"])
    sums = statement_sums(arrays["meaning"], *unique_rows(rows, owners), len(grams.statements))
    tags, net = net_votes(sums, grams.sections, model)
    votes = np.hstack([tags[:, 1:] @ model.by_role, tags[:, :1]])
    features = final_features(votes, grams.sections, topic, net)
    roles = softmax((features - arrays["centre"]) / arrays["spread"] @ arrays["final"] + arrays["final_bias"])
    trust = float(trust_features(features, roles) @ arrays["trust"])
    confidence = min(1.0, len(distinct) / _ENOUGH_GRAMS) / (1 + float(np.exp(-trust)))
    return Scores(tags, votes, roles, confidence, features)
