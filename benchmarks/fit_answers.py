"""Fits the phrase cues of facts and named systems and writes auditor/readers/offline/data/answers.json.

python -m benchmarks.fit_answers LABELLED [UNLABELLED...] [--models DIR] [--check]

LABELLED is JSON Lines with id, title, company, text, facts and spec; the other files supply the text of further
postings that were annotated by reading, whose two facts are fitted on with less weight and never judged. What the
reader's models say of a posting comes from models that saw no posting of its company, fitted here in five parts (extra
`fitting`); with `--models` they are kept in a folder and taken from it in a later run. Every answer is a logistic
regression with an L1 penalty over cues that stand in postings of enough companies. `--check` fits and judges by turns
instead, over five groups in which no company is in two, five times divided, and once on either half of the companies;
it writes nothing.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from auditor.posting import Posting
from auditor.readers.offline import OfflineReader
from auditor.readers.offline.cues import GROUPS, posting_cues, vote_numbers
from auditor.readers.offline.features import work_grams
from auditor.readers.offline.infrastructure import NAMES
from auditor.readers.offline.model import Model
from auditor.readers.offline.names import named_in, packaged_names
from auditor.readers.offline.phrases import phrases_of
from auditor.readers.offline.scoring import score
from auditor.taxonomy import RoleId
from benchmarks.crossval import fitted as fitted_reader
from benchmarks.offline_fit.examples import Example, read_examples, read_rows

OUT = Path(__file__).parents[1] / "auditor" / "readers" / "offline" / "data" / "answers.json"
FACTS = ("custom_models", "core_product")
SYSTEMS = ("systems", "true")
COLUMNS = [*((fact, value) for fact in FACTS for value in ("yes", "no", "unclear")), SYSTEMS]
FEWEST_COMPANIES = 25
PENALTY = {"custom_models": 0.3, "core_product": 0.3, "systems": 0.1}
ANNOTATED = 0.4
"""Weight of a fact that was annotated beside one that was labelled: the two agree in nine of ten."""
FOLDS, SEEDS = 5, 5

Floats = npt.NDArray[np.floating]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Postings:
    """What is fitted on: features (postings, cues and votes), companies, and labels and weights by question.

    `labels` are empty strings where there is none; `judged` marks labelled postings that are not contested.
    """

    cues: list[str]
    features: csr_matrix
    companies: list[str]
    labels: dict[str, npt.NDArray[np.str_]]
    judged: npt.NDArray[np.bool_]
    centre: Floats
    spread: Floats


def divided(companies: Sequence[str], seed: int, parts: int) -> Integers:
    """The part of each posting, all postings of a company in one."""
    names = sorted(set(companies))
    order = np.random.default_rng(seed).permutation(len(names)) % parts
    part = dict(zip(names, order.tolist(), strict=True))
    return np.array([part[company] for company in companies], dtype=np.int64)


def unseen(examples: Sequence[Example], folder: Path | None) -> list[Model]:
    """For each posting the reader's model that was fitted without its company."""
    parts = divided([e.group for e in examples], 0, FOLDS)
    models = []
    for part in range(FOLDS):
        kept = [e for e, own in zip(examples, parts, strict=True) if own != part]
        models.append(fitted_reader(kept, folder and folder / str(part)))
    return [models[part] for part in parts]


def cues_of(example: Example, reader: OfflineReader) -> set[str]:
    """The cues of a posting, each with its group."""
    text, cut = example.text, example.segmentation
    draft = reader.read(Posting(example.title, text), cut).draft
    tagged: dict[int, list[str]] = {}
    for tag in draft.tags:
        tagged.setdefault(tag.statement, []).append(tag.activity)
    lines = [s for s in cut.statements if s.section in GROUPS]
    phrases = {s.number: phrases_of(s.span.of(text).lower()) for s in lines}
    known = packaged_names().platforms | packaged_names().tools | NAMES
    named = named_in(lines, {number: said & known for number, said in phrases.items()})
    whole = posting_cues(tagged, draft.role or RoleId.OTHER, named)
    said = {f"{GROUPS[s.section]}:{phrase}" for s in lines for phrase in phrases[s.number]}
    return said | {f"posting:{cue}" for cue in whole}


def votes_of(example: Example, model: Model) -> Floats:
    """The posting's vote numbers."""
    scores = score(work_grams(example.text, example.segmentation, model.numbers), model)
    return vote_numbers(scores.features, scores.roles)


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


def read_postings(paths: Sequence[Path], annotations: Path, folder: Path | None) -> Postings:
    """Everything that is fitted on."""
    rows = {row["id"]: row for row in read_rows(paths)}
    notes = {note["id"]: note for note in read_rows([annotations])}
    examples = [e for e in read_examples(paths, annotations) if not e.draft]
    models = unseen(examples, folder)
    companies = [e.group for e in examples]
    cues = [cues_of(e, OfflineReader(model)) for e, model in zip(examples, models, strict=True)]
    kept, said = matrix(cues, companies)
    votes = np.stack([votes_of(e, model) for e, model in zip(examples, models, strict=True)])
    centre, spread = votes.mean(axis=0), votes.std(axis=0) + 1e-6
    labels = {
        question: np.array([label(rows.get(e.id, {}), notes.get(e.id, {}), question) for e in examples])
        for question in dict.fromkeys(question for question, _ in COLUMNS)
    }
    judged = np.array([e.gold and not e.contested for e in examples])
    return Postings(
        kept, hstack([said, csr_matrix((votes - centre) / spread)]).tocsr(), companies, labels, judged, centre, spread
    )


def label(row: dict[str, Any], note: dict[str, Any], question: str) -> str:
    """The labelled answer, or of a posting without labels a fact's annotated one; empty where there is neither."""
    part = "facts" if question in FACTS else "spec"
    given = (row[part] or {}).get(question) if part in row else note.get(question)
    return "" if given is None else str(given).lower()


def fitted(postings: Postings, rows: Integers, question: str, value: str) -> LogisticRegression:
    """A classifier for one value of one question; a specification item is weighted up to balance."""
    known = rows[postings.labels[question][rows] != ""]
    weights = np.where(postings.judged[known], 1.0, ANNOTATED)
    balance = "balanced" if question == SYSTEMS[0] else None
    model = LogisticRegression(
        C=PENALTY[question], l1_ratio=1, solver="liblinear", class_weight=balance, random_state=0
    )
    return model.fit(postings.features[known], postings.labels[question][known] == value, weights)


def odds(postings: Postings, train: Integers, test: Integers, question: str) -> Floats:
    """The odds of each value of a question, by a fit on some postings for others: shape (test, values)."""
    values = [value for q, value in COLUMNS if q == question]
    columns = [fitted(postings, train, question, v).decision_function(postings.features[test]) for v in values]
    return np.stack(columns, axis=1)


def figures(postings: Postings, question: str, rows: Integers, said: Floats) -> tuple[float, ...]:
    """A fact's accuracy; F1, precision and recall of systems."""
    values = [value for q, value in COLUMNS if q == question]
    gold = postings.labels[question][rows]
    if len(values) > 1:
        return (float(np.mean(np.array(values)[said.argmax(axis=1)] == gold)),)
    stated, truly = said[:, 0] > 0, gold == values[0]
    right = float((stated & truly).sum())
    return 2 * right / (stated.sum() + truly.sum()), right / stated.sum(), right / truly.sum()


def judged_by_turns(postings: Postings, question: str, seed: int, parts: int) -> Iterator[tuple[Integers, Floats]]:
    """The judged postings of each part, with their odds by a fit on the other parts."""
    part = divided(postings.companies, seed, parts)
    known = postings.judged & (postings.labels[question] != "")
    for own in range(parts):
        test = np.flatnonzero(known & (part == own))
        yield test, odds(postings, np.flatnonzero(part != own), test, question)


def check(postings: Postings) -> None:
    """Prints accuracy of the facts and F1, precision and recall of systems, each posting judged by others' fit."""
    for question in PENALTY:
        runs = []
        for seed in range(1, SEEDS + 1):
            turns = [*judged_by_turns(postings, question, seed, FOLDS)]
            rows, said = np.concatenate([r for r, _ in turns]), np.concatenate([s for _, s in turns])
            runs.append(figures(postings, question, rows, said))
        halves = [figures(postings, question, *turn)[0] for turn in judged_by_turns(postings, question, 1, 2)]
        told = ", ".join(f"{m:.3f} ± {s:.3f}" for m, s in zip(np.mean(runs, 0), np.std(runs, 0), strict=True))
        name = "accuracy" if question in FACTS else "F1, P, R"
        print(f"{question}: {name} {told} of {len(rows)}; by the other half {', '.join(f'{h:.3f}' for h in halves)}")


def write(postings: Postings) -> None:
    """Fits every answer on all rows and writes the weights that are not zero."""
    weights: dict[str, dict[str, list[list[float]]]] = {group: {} for group in ("posting", *GROUPS.values())}
    everything, cues = np.arange(len(postings.companies)), len(postings.cues)
    bias, of_votes = [], []
    for column, (question, value) in enumerate(COLUMNS):
        model = fitted(postings, everything, question, value)
        votes = model.coef_[0][cues:] / postings.spread
        bias.append(round(float(model.intercept_[0] - votes @ postings.centre), 4))
        of_votes.append(votes)
        for index in np.flatnonzero(np.abs(model.coef_[0][:cues]) >= 0.005):
            group, _, cue = postings.cues[index].partition(":")
            weights[group].setdefault(cue, []).append([column, round(float(model.coef_[0][index]), 3)])
    command = "python -m benchmarks.fit_answers LABELLED UNLABELLED"
    data = {"fitted_by": command, "postings": len(postings.companies), "columns": COLUMNS, "bias": bias}
    data |= {"of_votes": np.round(np.stack(of_votes, axis=1), 4).tolist(), "weights": weights}
    OUT.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8", newline="\n")
    print(f"{sum(map(len, weights.values()))} cues written to {OUT.name}")


def main() -> None:
    """Reads the arguments and fits, or checks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("postings", nargs="+", type=Path)
    parser.add_argument("--annotations", type=Path, default=Path(__file__).with_name("annotations.jsonl.gz"))
    parser.add_argument("--models", type=Path, help="folder for the reader's weights, fitted without each part")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    postings = read_postings(arguments.postings, arguments.annotations, arguments.models)
    if arguments.check:
        check(postings)
    else:
        write(postings)


if __name__ == "__main__":
    main()
