"""Fits the phrase cues of facts and named systems and writes auditor/readers/offline/data/answers.json.

python -m benchmarks.fit_answers LABELLED... [--check]

LABELLED are JSON Lines files with id, title, company, text, facts and spec. Every answer is a logistic regression
with an L1 penalty over cues that stand in postings of at least six companies. --check fits and judges by turns
instead, over five groups in which no company is in two, and writes nothing.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from auditor.posting import Posting
from auditor.readers.offline import OfflineReader
from auditor.readers.offline.answers import names_in
from auditor.readers.offline.cues import GROUPS, posting_cues
from auditor.readers.offline.phrases import phrases_of
from auditor.segment import segment
from auditor.taxonomy import RoleId

OUT = Path(__file__).parents[1] / "auditor" / "readers" / "offline" / "data" / "answers.json"
COLUMNS = [(fact, value) for fact in ("custom_models", "core_product") for value in ("yes", "no", "unclear")]
COLUMNS.append(("systems", "true"))
FEWEST_COMPANIES = 6
PENALTY = 0.3
FOLDS = 5


def cues_of(row: dict[str, Any], reader: OfflineReader) -> set[str]:
    """The cues of a posting, each with its group."""
    posting = Posting(row["title"], row["text"])
    cut = segment(posting.text, posting.title)
    draft = reader.read(posting, cut).draft
    tagged: dict[int, list[str]] = {}
    for tag in draft.tags:
        tagged.setdefault(tag.statement, []).append(tag.activity)
    lines = [s for s in cut.statements if s.section in GROUPS]
    phrases = {s.number: phrases_of(s.span.of(posting.text).lower()) for s in lines}
    whole = posting_cues(tagged, draft.role or RoleId.OTHER, names_in(lines, phrases))
    said = {f"{GROUPS[s.section]}:{phrase}" for s in lines for phrase in phrases[s.number]}
    return said | {f"posting:{cue}" for cue in whole}


def label(row: dict[str, Any], question: str, value: str) -> bool | None:
    """Whether the answer is this value; None where it is not labelled."""
    given = ((row.get("spec") if question == "systems" else row.get("facts")) or {}).get(question)
    return None if given is None or row.get("contested") else str(given).lower() == value


def matrix(cues: Sequence[set[str]], companies: Sequence[str]) -> tuple[list[str], csr_matrix]:
    """The cues that enough companies use, and which posting has which."""
    users: dict[str, set[str]] = defaultdict(set)
    for said, company in zip(cues, companies, strict=True):
        for cue in said:
            users[cue].add(company)
    kept = sorted(cue for cue, names in users.items() if len(names) >= FEWEST_COMPANIES)
    index = {cue: n for n, cue in enumerate(kept)}
    cells = [(row, index[cue]) for row, said in enumerate(cues) for cue in said if cue in index]
    rows, columns = zip(*cells, strict=True)
    return kept, csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(cues), len(kept)))


def fitted(features: csr_matrix, truth: np.ndarray, question: str) -> LogisticRegression:
    """A classifier for one value of one question; a specification item is weighted up to balance."""
    weight = "balanced" if question == "systems" else None
    return LogisticRegression(C=PENALTY, penalty="l1", solver="liblinear", class_weight=weight, random_state=0).fit(
        features, truth
    )


def check(features: csr_matrix, rows: Sequence[dict[str, Any]], companies: Sequence[str]) -> None:
    """Prints accuracy of the facts and precision, recall and F1 of systems, each posting judged by others' fit."""
    for question in dict.fromkeys(question for question, _ in COLUMNS):
        values = [value for q, value in COLUMNS if q == question]
        known = [n for n, row in enumerate(rows) if label(row, question, values[0]) is not None]
        odds = np.zeros((len(known), len(values)))
        truth = np.array([[label(rows[n], question, v) for v in values] for n in known])
        groups = [companies[n] for n in known]
        for train, test in GroupKFold(FOLDS).split(known, groups=groups):
            for column in range(len(values)):
                model = fitted(features[[known[n] for n in train]], truth[train, column], question)
                odds[test, column] = model.decision_function(features[[known[n] for n in test]])
        if len(values) > 1:
            print(f"{question}: accuracy {np.mean(odds.argmax(1) == truth.argmax(1)):.3f} of {len(known)}")
            continue
        said, gold = odds[:, 0] > 0, truth[:, 0]
        right, all_said, all_gold = int((said & gold).sum()), said.sum(), gold.sum()
        f1 = 2 * right / (all_said + all_gold)
        print(f"{question}: P {right / all_said:.3f} R {right / all_gold:.3f} F1 {f1:.3f}")


def write(features: csr_matrix, rows: Sequence[dict[str, Any]], kept: Sequence[str]) -> None:
    """Fits every answer on all rows and writes the weights that are not zero."""
    weights: dict[str, dict[str, list[list[float]]]] = {group: {} for group in ("posting", *GROUPS.values())}
    bias = []
    for column, (question, value) in enumerate(COLUMNS):
        known = [n for n, row in enumerate(rows) if label(row, question, value) is not None]
        model = fitted(features[known], np.array([label(rows[n], question, value) for n in known]), question)
        bias.append(round(float(model.intercept_[0]), 4))
        for index in np.flatnonzero(np.abs(model.coef_[0]) >= 0.005):
            group, _, cue = kept[index].partition(":")
            weights[group].setdefault(cue, []).append([column, round(float(model.coef_[0][index]), 3)])
    command = "python -m benchmarks.fit_answers LABELLED"
    data = {"fitted_by": command, "postings": len(rows), "columns": COLUMNS, "bias": bias, "weights": weights}
    OUT.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8", newline="\n")
    print(f"{sum(map(len, weights.values()))} cues written to {OUT.name}")


def main() -> None:
    """Reads the arguments and fits, or checks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", nargs="+", type=Path)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    rows = [json.loads(line) for path in arguments.labelled for line in path.read_text("utf-8").splitlines()]
    companies = [(row.get("company") or row["id"]).lower() for row in rows]
    reader = OfflineReader()
    kept, features = matrix([cues_of(row, reader) for row in rows], companies)
    if arguments.check:
        check(features, rows, companies)
    else:
        write(features, rows, kept)


if __name__ == "__main__":
    main()
