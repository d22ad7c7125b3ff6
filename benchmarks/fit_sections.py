"""Fits the model that tells the sections of a posting apart, and writes auditor/segment/data/sections.json.

    python -m benchmarks.fit_sections POSTINGS... --labels LABELS --out auditor/segment/data/sections.json

POSTINGS are JSONL files (.gz allowed) with `id`, `text` and optionally `title`. LABELS is a JSONL file (.gz allowed),
one posting a line: {"id": "...", "spans": [[start, end, "duties"], ...]} with half-open code-point offsets into the
text. A statement takes the label that covers most of it; statements without a label are context only. `--half 0|1` fits
on half the postings (by hash of the id), so that the other half can score the result. Besides, it is fitted on the
postings and drafts written for the fit, and on a short draft made of every posting's statements.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from auditor.segment.content import (
    BIAS,
    CUE_UNIT,
    KINDS,
    CueTable,
    content_scores,
    cues_of,
    log_softmax,
    words_of,
)
from auditor.segment.context import SECTIONS, Surroundings, context_features, surroundings
from auditor.segment.pieces import Piece
from auditor.segment.plain import lowered, plain_view
from auditor.segment.segmenter import SEGMENTER_VERSION, cut
from benchmarks.offline_fit.examples import WRITTEN, read_rows
from benchmarks.offline_fit.shortened import shortened

NUMBER = {section.value: number for number, section in enumerate(SECTIONS)}
FOLDS = 3
SHORTENED_WEIGHT, WRITTEN_WEIGHT = 0.4, 2.0


Cue = tuple[str, ...]


class Example(NamedTuple):
    """One posting: its lower case, pieces, their cues and surroundings, section numbers (-1 unlabelled) and weights."""

    low: str
    pieces: list[Piece]
    cues: list[set[Cue]]
    around: Surroundings
    labels: np.ndarray
    weights: np.ndarray


def main() -> None:
    """Reads the arguments, fits, writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("postings", nargs="+", type=Path)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--least", type=int, default=8, help="postings that a cue must occur in")
    parser.add_argument("--cues", type=int, default=9000, help="cues kept")
    parser.add_argument("--passes", type=int, default=2, help="context passes")
    arguments = parser.parse_args()
    examples = read_examples(arguments.postings, arguments.labels, arguments.half)
    vocabulary = choose_vocabulary(examples, arguments.least, arguments.cues)
    cues, scores = fit_content(examples, vocabulary)
    context = []
    for number in range(arguments.passes):
        weights, scores = fit_context(examples, scores, last=number == arguments.passes - 1)
        context.append(weights)
    provenance = (
        f"fitted by benchmarks/fit_sections.py on {sum(int((e.labels >= 0).sum()) for e in examples)} hand-labelled "
        f"statements of {len(examples)} postings, segmenter {SEGMENTER_VERSION}; least {arguments.least}, "
        f"passes {arguments.passes}"
    )
    write(arguments.out, provenance, vocabulary, cues, context)


def read_examples(paths: list[Path], labels: Path, half: int | None) -> list[Example]:
    """The labelled postings, in order of id."""
    spans = {row["id"]: row["spans"] for row in read_rows([labels])}
    rows = {row["id"]: row for row in read_rows(paths) if row["id"] in spans}
    chosen = [rows[i] for i in sorted(rows) if half is None or half_of(i) == half]
    random = np.random.default_rng(0)
    examples = []
    for row in chosen:
        examples.append(example_of(row["text"], row.get("title"), spans[row["id"]]))
        draft = shortened(row["text"], row.get("title") or "", spans[row["id"]], random)
        if draft is not None:
            examples.append(example_of(draft[0], None, draft[1], SHORTENED_WEIGHT))
    examples += [example_of(row["text"], None, row["spans"], WRITTEN_WEIGHT) for row in read_rows(WRITTEN)]
    return [example for example in examples if example.cues]


def half_of(posting_id: str) -> int:
    """0 or 1 by hash."""
    return int(hashlib.md5(posting_id.encode(), usedforsecurity=False).hexdigest(), 16) % 2


def example_of(text: str, title: str | None, spans: list[Any], weight: float = 1.0) -> Example:
    """A posting cut and its statements labelled by the spans that cover most of them."""
    view = plain_view(text)
    low = lowered(view)
    _, pieces = cut(view, low, title)
    painted = np.full(len(text), -1, dtype=np.int8)
    for start, end, section, *_ in spans:
        painted[start:end] = NUMBER[section]
    statements = [piece for piece in pieces if piece.heading is None]
    labels = [majority(painted[piece.start : piece.end]) for piece in statements]
    weights = [weight * (min(piece.end - piece.start, 300) / 100 + 0.3) for piece in statements]
    words = words_of(low, pieces)
    cues = [cues_of(said, piece.bullet) for said, piece in zip(words, statements, strict=True)]
    return Example(low, pieces, cues, surroundings(pieces), np.array(labels), np.array(weights))


def majority(painted: np.ndarray) -> int:
    """The label that covers at least half of a statement, -1 when none does."""
    counts = np.bincount(painted + 1, minlength=len(SECTIONS) + 1)
    best = int(counts.argmax())
    return best - 1 if counts[best] * 2 >= len(painted) else -1


def choose_vocabulary(examples: list[Example], least: int, most: int) -> dict[Cue, int]:
    """The cues that tell most about the section (by information gain over labelled statements), BIAS first."""
    postings: Counter[Cue] = Counter()
    by_section: dict[Cue, np.ndarray] = {}
    totals = np.zeros(len(SECTIONS))
    for example in examples:
        postings.update(set().union(*example.cues))
        for cues, label in zip(example.cues, example.labels, strict=True):
            if label >= 0:
                totals[label] += 1
                for cue in cues:
                    by_section.setdefault(cue, np.zeros(len(SECTIONS)))[label] += 1
    prior = totals / totals.sum()
    gains = {}
    for cue, counts in by_section.items():
        if postings[cue] >= least and cue != BIAS:
            share = (counts + prior) / (counts.sum() + 1)
            gains[cue] = counts.sum() * float((share * np.log(share / prior)).sum())
    ranked = sorted(gains, key=lambda cue: (-gains[cue], cue))[:most]
    ordered = sorted(ranked, key=lambda cue: (KINDS.index(cue[0]), cue))
    return {cue: row for row, cue in enumerate([BIAS, *ordered])}


def fit_content(examples: list[Example], vocabulary: dict[Cue, int]) -> tuple[np.ndarray, list[np.ndarray]]:
    """Weights of the cues, and every posting's scores by weights fitted without its fold."""
    scores: list[np.ndarray] = [np.empty(0)] * len(examples)
    for fold in range(FOLDS):
        weights = content_weights([e for n, e in enumerate(examples) if n % FOLDS != fold], vocabulary)
        table = CueTable.of(by_kind(vocabulary), weights)
        for number in range(fold, len(examples), FOLDS):
            worded = table.worded(examples[number].low, examples[number].pieces)
            scores[number] = content_scores(worded, table)
    return content_weights(examples, vocabulary), scores


def by_kind(vocabulary: dict[Cue, int]) -> dict[str, list[str]]:
    """The words of the cues by kind, in the order of their rows."""
    return {kind: [word for cue in vocabulary if cue[0] == kind for word in cue[1:]] for kind in KINDS}


def content_weights(examples: list[Example], vocabulary: dict[Cue, int]) -> np.ndarray:
    """Multinomial logistic regression over the presence of cues, in whole multiples of `CUE_UNIT`."""
    cues = [c for e in examples for c, label in zip(e.cues, e.labels, strict=True) if label >= 0]
    labels = np.concatenate([e.labels[e.labels >= 0] for e in examples])
    sample = np.concatenate([e.weights[e.labels >= 0] for e in examples])
    present = [(row, vocabulary[cue]) for row, said in enumerate(cues) for cue in said if cue in vocabulary]
    rows, columns = np.array(present).T
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(cues), len(vocabulary)))
    model = LogisticRegression(C=0.25, max_iter=60, tol=1e-3, fit_intercept=False).fit(matrix, labels, sample)
    return np.rint(model.coef_.T / CUE_UNIT).astype(np.int32)


def fit_context(examples: list[Example], scores: list[np.ndarray], last: bool) -> tuple[np.ndarray, list[np.ndarray]]:
    """Weights of one context pass; unless it is the last, also scores by weights fitted without a posting's fold."""
    features = [context_features(s, e.around) for s, e in zip(scores, examples, strict=True)]
    if last:
        return context_weights(examples, features), []
    passed: list[np.ndarray] = [np.empty(0)] * len(examples)
    for fold in range(FOLDS):
        kept = [n for n in range(len(examples)) if n % FOLDS != fold]
        weights = context_weights([examples[n] for n in kept], [features[n] for n in kept])
        for number in range(fold, len(examples), FOLDS):
            passed[number] = log_softmax(features[number] @ weights.astype(np.float64))
    return context_weights(examples, features), passed


def context_weights(examples: list[Example], features: list[np.ndarray]) -> np.ndarray:
    """Multinomial logistic regression over context features."""
    matrix = np.concatenate([f[e.labels >= 0] for f, e in zip(features, examples, strict=True)])
    labels = np.concatenate([e.labels[e.labels >= 0] for e in examples])
    sample = np.concatenate([e.weights[e.labels >= 0] for e in examples])
    model = LogisticRegression(C=0.5, max_iter=120, tol=1e-3, fit_intercept=False).fit(matrix, labels, sample)
    return model.coef_.T


def write(path: Path, provenance: str, vocabulary: dict[Cue, int], cues: np.ndarray, context: list[np.ndarray]) -> None:
    """The model as JSON: the words of the cues by kind, and all weights, whole multiples of `CUE_UNIT`, as bytes."""
    head = {"provenance": provenance, "sections": [s.value for s in SECTIONS], "cue_unit": CUE_UNIT}
    lines = [json.dumps(head, ensure_ascii=False)[:-1] + ","]
    lines.append('"context": ' + json.dumps([np.round(w, 3).tolist() for w in context]) + ",")
    rows = [
        f'"{kind}": {json.dumps(" ".join(words), ensure_ascii=False)}' for kind, words in by_kind(vocabulary).items()
    ]
    lines.append('"cues": {\n' + ",\n".join(rows) + "\n},")
    lines.append(f'"weights": "{base64.b64encode(cues.astype("<i2").tobytes()).decode()}"}}')
    path.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
