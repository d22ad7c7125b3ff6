"""The fit itself: gram models over statements and postings, and the small model that weighs their answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from auditor.numbering import Numbering
from auditor.readers.offline.features import WorkGrams, known_rows, work_grams
from auditor.readers.offline.model import Model
from auditor.readers.offline.scoring import score, second_features, softmax, topic_vector, trust_features
from auditor.readers.offline.stems import numbered
from auditor.taxonomy import AI_ROLES, RoleId, load_taxonomy
from benchmarks.offline_fit.examples import Example
from benchmarks.offline_fit.net import fit_net

ROLES = tuple(RoleId)
NONE = len(ROLES)
FEATURES = 2 * (2 * NONE + 1) + 2 * 7 + 2 * NONE
SECOND_FEATURES, TRUST_FEATURES = 26, 21
STUFFED_SHARE, STUFFED_LINES = 0.7, 12
_REQUIREMENTS = 2
LEAST_STATEMENTS, LEAST_GROUPS, LEAST_STEM = 4, 4, 4
INNER_FOLDS = 3
RIDGE_TOPIC, RIDGE_FINAL = 0.2, 3.0

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Stems and grams kept, with the weight of each gram in a posting's topic."""

    stems: tuple[str, ...]
    numbers: Numbering
    keys: npt.NDArray[np.int64]
    idf: npt.NDArray[np.float32]


def fit(examples: Sequence[Example]) -> Model:
    """The offline reader's model, fitted on these examples alone."""
    vocabulary = choose_vocabulary(examples)
    plain = [work_grams(e.text, e.segmentation, vocabulary.numbers) for e in examples]
    examples, grams = with_stuffed(examples, plain)
    draft = _model(vocabulary, _gram_models(examples, grams, vocabulary))
    features = np.zeros((len(examples), len(draft.arrays["centre"])))
    inner = _inner_folds(examples)
    for fold in range(INNER_FOLDS):
        kept = np.flatnonzero(inner != fold)
        part = [examples[n] for n in kept]
        trained = _model(vocabulary, _gram_models(part, [grams[n] for n in kept], vocabulary))
        for n in np.flatnonzero(inner == fold):
            features[n] = score(grams[n], trained).features
    # a draft shows what words mean; how far answers can be trusted is learnt from postings as companies publish them
    published = np.array([not e.draft for e in examples])
    features, inner, examples = features[published], inner[published], [e for e in examples if not e.draft]
    final = _final(features, examples)
    unseen = np.zeros((len(examples), NONE))
    for fold in range(INNER_FOLDS):
        kept, held = np.flatnonzero(inner != fold), np.flatnonzero(inner == fold)
        unseen[held] = _roles(features[held], _final(features[kept], [examples[n] for n in kept]))
    small = {"second": _second(features, unseen, examples), "trust": _trust(features, unseen, examples)}
    return replace(draft, arrays={**draft.arrays, **final, **small})


def with_stuffed(examples: Sequence[Example], grams: Sequence[WorkGrams]) -> tuple[list[Example], list[WorkGrams]]:
    """The examples, and copies of some with the requirements of a posting of another role appended.

    A copy keeps its role: what a posting lists as skills does not change what the person will do.
    """
    random = np.random.default_rng(1)
    copies, stuffed = [], []
    for number in np.flatnonzero(random.random(len(examples)) < STUFFED_SHARE):
        e, own = examples[number], grams[number]
        donor = int(random.integers(len(examples)))
        lines = np.flatnonzero(grams[donor].sections >= _REQUIREMENTS)[:STUFFED_LINES]
        if examples[donor].role != e.role and len(lines):
            copies.append(
                replace(e, activities=(*e.activities, *(examples[donor].activities[n] for n in lines)), weight=0.5)
            )
            stuffed.append(_appended(own, grams[donor], lines))
    return [*examples, *copies], [*grams, *stuffed]


def _appended(own: WorkGrams, other: WorkGrams, lines: npt.NDArray[np.int64]) -> WorkGrams:
    place = np.full(len(other.statements), -1)
    place[lines] = np.arange(len(lines)) + len(own.statements)
    taken = np.isin(other.owners, lines)
    return WorkGrams(
        statements=(*own.statements, *(other.statements[n] for n in lines)),
        sections=np.concatenate([own.sections, np.full(len(lines), _REQUIREMENTS)]),
        keys=np.concatenate([own.keys, other.keys[taken]]),
        owners=np.concatenate([own.owners, place[other.owners[taken]]]),
    )


def choose_vocabulary(examples: Sequence[Example]) -> Vocabulary:
    """Stems that occur often enough, and grams that stand in enough statements and at enough companies."""
    stems = Counter(stem for e in examples for words in e.words for stem in words)
    kept = tuple(sorted(stem for stem, count in stems.items() if count >= LEAST_STEM))
    numbers = numbered(kept)
    statements: Counter[int] = Counter()
    groups: dict[int, set[str]] = {}
    postings: Counter[int] = Counter()
    for e in examples:
        grams = work_grams(e.text, e.segmentation, numbers)
        pairs = np.unique(np.stack([grams.owners, grams.keys]), axis=1)
        keys = pairs[1].tolist()
        statements.update(keys)
        distinct = set(keys)
        postings.update(distinct)
        for key in distinct:
            groups.setdefault(key, set()).add(e.group)
    chosen = sorted(k for k, n in statements.items() if n >= LEAST_STATEMENTS and len(groups[k]) >= LEAST_GROUPS)
    idf = np.array([1 + np.log(len(examples) / postings[key]) for key in chosen], dtype=np.float32)
    return Vocabulary(kept, numbers, np.array(chosen, dtype=np.int64), idf)


def _model(vocabulary: Vocabulary, arrays: Mapping[str, npt.NDArray[np.float32]]) -> Model:
    activities = tuple(load_taxonomy().activities)
    return Model.of("", vocabulary.stems, activities, vocabulary.keys, {"idf": vocabulary.idf, **arrays})


def _gram_models(
    examples: Sequence[Example], grams: Sequence[WorkGrams], vocabulary: Vocabulary
) -> dict[str, npt.NDArray[np.float32]]:
    """The net over statements and the linear model over postings; the last step still empty."""
    topic, topic_bias = softmax_fit(
        _topic_matrix(grams, vocabulary), _role_targets(examples), RIDGE_TOPIC, _balanced(examples), 60
    )
    empty = {
        "centre": np.zeros(FEATURES),
        "spread": np.ones(FEATURES),
        "final": np.zeros((FEATURES, NONE)),
        "final_bias": np.zeros(NONE),
        "second": np.zeros(SECOND_FEATURES),
        "trust": np.zeros(TRUST_FEATURES),
    }
    arrays = {"topic": topic, "topic_bias": topic_bias, **empty}
    return {**fit_net(examples, grams, vocabulary.keys), **{n: a.astype(np.float32) for n, a in arrays.items()}}


def _topic_matrix(grams: Sequence[WorkGrams], vocabulary: Vocabulary) -> csr_matrix:
    rows, columns, values = [], [], []
    for number, g in enumerate(grams):
        distinct, weights = topic_vector(known_rows(g, vocabulary.keys)[0], vocabulary.idf)
        rows.append(np.full(len(distinct), number))
        columns.append(distinct)
        values.append(weights)
    shape = (len(grams), len(vocabulary.keys))
    return csr_matrix((np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))), shape=shape)


def _role_targets(examples: Sequence[Example]) -> Floats:
    return np.eye(NONE)[[ROLES.index(RoleId(e.role)) for e in examples]]


def _balanced(examples: Sequence[Example]) -> Floats:
    counts = Counter(e.role for e in examples)
    return np.array([len(examples) / len(counts) / counts[e.role] * e.weight for e in examples])


def _final(features: Floats, examples: Sequence[Example]) -> dict[str, npt.NDArray[np.float32]]:
    centre, spread = features.mean(axis=0), features.std(axis=0) + 1e-6
    spread *= 2
    weights = _balanced(examples) ** 0.3 * np.array([e.weight for e in examples])
    final, bias = softmax_fit(
        csr_matrix((features - centre) / spread), _role_targets(examples), RIDGE_FINAL, weights, 200
    )
    arrays = {"centre": centre, "spread": spread, "final": final, "final_bias": bias}
    return {name: array.astype(np.float32) for name, array in arrays.items()}


def _roles(features: Floats, final: Mapping[str, npt.NDArray[np.float32]]) -> Floats:
    return softmax((features - final["centre"]) / final["spread"] @ final["final"] + final["final_bias"])


def _trust(features: Floats, roles: Floats, examples: Sequence[Example]) -> npt.NDArray[np.float32]:
    """Weights for whether the likeliest role is right; a contested posting counts half as right, half as wrong."""
    rows = np.array([trust_features(f, r) for f, r in zip(features, roles, strict=True)])
    right = np.array([ROLES[best].value == e.role for best, e in zip(roles.argmax(axis=1), examples, strict=True)])
    open_case = np.array([e.contested for e in examples])
    doubled = np.concatenate([rows, rows[open_case]])
    answers = np.concatenate([right & ~open_case, np.ones(open_case.sum(), dtype=bool)])
    weights = np.concatenate([np.where(open_case, 0.5, 1.0), np.full(open_case.sum(), 0.5)])
    spread = doubled.std(axis=0) + 0.05
    model = LogisticRegression(C=0.1, max_iter=2000, fit_intercept=False).fit(doubled / spread, answers, weights)
    return (model.coef_[0] / spread).astype(np.float32)


def _second(features: Floats, roles: Floats, examples: Sequence[Example]) -> npt.NDArray[np.float32]:
    """Weights for whether another AI role is a second job, fitted on postings whose role is one of the four."""
    rows, answers = [], []
    for number, e in enumerate(examples):
        primary = ROLES.index(RoleId(e.role))
        for candidate in range(len(AI_ROLES)) if primary < len(AI_ROLES) else ():
            if candidate != primary:
                rows.append(second_features(features[number], roles[number], primary, candidate))
                answers.append(e.secondary == ROLES[candidate].value)
    matrix = np.array(rows)
    spread = matrix.std(axis=0) + 0.05
    model = LogisticRegression(C=0.3, max_iter=2000, fit_intercept=False).fit(matrix / spread, answers)
    return (model.coef_[0] / spread).astype(np.float32)


def _inner_folds(examples: Sequence[Example]) -> npt.NDArray[np.int64]:
    groups = {group: number for number, group in enumerate(sorted({e.group for e in examples}))}
    order = np.random.default_rng(0).permutation(len(groups))
    return np.array([order[groups[e.group]] % INNER_FOLDS for e in examples])


def softmax_fit(
    rows: csr_matrix, targets: Floats, ridge: float, weights: Floats | None = None, iterations: int = 60
) -> tuple[Floats, Floats]:
    """Multinomial logistic regression with soft targets and an L2 penalty: weights (columns, classes) and bias."""
    columns, classes = rows.shape[1], targets.shape[1]
    turned = rows.T.tocsr()
    scale = np.ones(len(targets)) if weights is None else weights

    def loss(flat: Floats) -> tuple[float, Floats]:
        weight, bias = flat[: columns * classes].reshape(columns, classes), flat[columns * classes :]
        scores = rows @ weight + bias
        scores -= scores.max(axis=1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        error = (np.exp(logs) - targets) * scale[:, None]
        value = -(scale[:, None] * targets * logs).sum() + 0.5 * ridge * (weight**2).sum()
        return value, np.concatenate([(turned @ error + ridge * weight).ravel(), error.sum(axis=0)])

    start = np.zeros(columns * classes + classes)
    flat = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": iterations, "maxcor": 6}).x
    return flat[: columns * classes].reshape(columns, classes), flat[columns * classes :]
