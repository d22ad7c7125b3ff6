"""Cross-validates the offline reader on labelled postings beside simple methods in the same folds.

    python -m benchmarks.crossval LABELLED [UNLABELLED...] [--seeds 5] [--json FILE] [--skip-baselines] [--models DIR]

LABELLED is JSON Lines with role, secondary_role, title_claims, verdict and contested; the other files only supply the
text of further annotated postings, which are fitted on and never scored. Folds are grouped by company (an empty
company is its own group); everything fitted is fitted anew in each fold, except the segmenter's section weights and the
title data. Postings of a test fold's companies never enter its fit. Contested postings are left out of every score but
the share sent to review. The TF-IDF methods are fitted twice: on the labelled postings alone, and on the same postings
as ours. `MiniLM` needs the extra `embedding-baseline`. With `--models` the weights of every fold are kept in a folder
and taken from it in a later run, so that a change of rules or thresholds is measured without fitting again; the folder
must be emptied when anything that is fitted changes.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np

from auditor.pipeline import judge, profile_named, read_posting
from auditor.posting import Posting
from auditor.readers.offline import OfflineReader
from auditor.readers.offline.model import PROVENANCE_FILE, WEIGHTS_FILE, Model, load_model, save_model
from auditor.taxonomy import RoleId, load_taxonomy
from auditor.titles import read_title
from auditor.verdict import compare
from benchmarks.offline_fit.baselines import BASELINES
from benchmarks.offline_fit.examples import Example, read_examples
from benchmarks.offline_fit.fit import fit

ROLES = [role.value for role in RoleId]
FOLDS = 5
Outcome = dict[str, Any]


def main() -> None:
    """Reads the arguments, cross-validates, prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("postings", nargs="+", type=Path)
    parser.add_argument("--annotations", type=Path, default=Path(__file__).with_name("annotations.jsonl.gz"))
    parser.add_argument("--seeds", type=int, default=5, help="divisions into folds")
    parser.add_argument("--first", type=int, default=0, help="number of the first division, to share the work")
    parser.add_argument("--skip-baselines", action="store_true")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--models", type=Path, help="folder for the weights of every fold")
    arguments = parser.parse_args()
    examples = read_examples(arguments.postings, arguments.annotations)
    runs: dict[str, list[Outcome]] = {}
    for seed in range(arguments.first, arguments.first + arguments.seeds):
        for name, outcome in one_seed(examples, seed, not arguments.skip_baselines, arguments.models):
            runs.setdefault(name, []).append(outcome)
            print(f"seed {seed}  {line(name, [outcome])}", flush=True)
        if arguments.json:
            arguments.json.write_text(json.dumps(runs, indent=1) + "\n", "utf-8")
    print(f"\n{sum(e.gold and not e.contested for e in examples)} postings scored; mean over seeds, 95% interval")
    for name, outcomes in runs.items():
        print(line(name, outcomes))


def one_seed(
    examples: Sequence[Example], seed: int, baselines: bool, models: Path | None
) -> Iterator[tuple[str, Outcome]]:
    """The outcome of each method over one division into folds."""
    groups = sorted({e.group for e in examples if e.gold})
    order = np.random.default_rng(seed).permutation(len(groups))
    fold_of = {group: int(place) % FOLDS for group, place in zip(groups, order, strict=True)}
    ours: dict[str, dict[str, Any]] = {}
    others: dict[str, dict[str, str]] = {name: {} for name in BASELINES} if baselines else {}
    for fold in range(FOLDS):
        held = [e for e in examples if e.gold and fold_of[e.group] == fold]
        kept = [e for e in examples if fold_of.get(e.group) != fold]
        ours.update(read_with(OfflineReader(fitted(kept, models and models / f"{seed}-{fold}")), held))
        for name, method in BASELINES.items() if baselines else ():
            predicted = method([e for e in kept if e.gold and not e.contested], kept, held)
            others[name].update(zip((e.id for e in held), predicted, strict=True))
    yield "offline reader", scores(examples, ours)
    for name, roles in others.items():
        yield name, scores(examples, {id_: {"role": role, "secondary": None} for id_, role in roles.items()})


def fitted(kept: Sequence[Example], folder: Path | None) -> Model:
    """The model of one fold: from its folder when it is there, else fitted and, with a folder, kept there."""
    if folder is None:
        return fit(kept)
    if not (folder / PROVENANCE_FILE).exists():
        folder.mkdir(parents=True, exist_ok=True)
        save_model(fit(kept), folder, {"postings": len(kept)})
    return load_model((folder / WEIGHTS_FILE).read_bytes(), (folder / PROVENANCE_FILE).read_text("utf-8"))


def read_with(reader: OfflineReader, held: Sequence[Example]) -> dict[str, dict[str, Any]]:
    """What the whole pipeline says of each held-out posting."""
    taxonomy = load_taxonomy()
    guide = profile_named("guide", taxonomy)
    found = {}
    for e in held:
        audit = judge(read_posting(Posting(e.title or None, e.text), reader, taxonomy), guide, taxonomy)
        reading = audit.reading
        found[e.id] = {
            "role": reading.role.value if reading and reading.role else "none",
            "secondary": reading.secondary_role.value if reading and reading.secondary_role else None,
            "confidence": reading.confidence if reading else 0.0,
            "review": audit.needs_review,
            "action": audit.action.value,
            "verdict": audit.verdict.value if audit.verdict else None,
        }
    return found


def scores(examples: Sequence[Example], found: dict[str, dict[str, Any]]) -> Outcome:
    """Figures of one method: roles, mismatch verdict, and, where it knows its confidence, review."""
    gold = [e for e in examples if e.gold and not e.contested]
    outcome: Outcome = {"accuracy": float(np.mean([found[e.id]["role"] == e.role for e in gold]))}
    for role in ROLES:
        outcome[role] = f1([e.role == role for e in gold], [found[e.id]["role"] == role for e in gold])
    outcome["macro_f1"] = float(np.mean([outcome[role] for role in ROLES]))
    truly = [compare(_roles(e.claims), RoleId(e.role), _role(e.secondary)) == "mismatch" for e in gold]
    said = [_verdict(e, found[e.id]) == "mismatch" for e in gold]
    outcome["mismatch_f1"] = f1(truly, said)
    outcome["mismatch_precision"] = float(np.mean([t for t, s in zip(truly, said, strict=True) if s] or [0]))
    if all("review" in row for row in found.values()):
        sure = [e for e in gold if not found[e.id]["review"]]
        contested = [e for e in examples if e.gold and e.contested]
        outcome["coverage"] = len(sure) / len(gold)
        outcome["accuracy_covered"] = float(np.mean([found[e.id]["role"] == e.role for e in sure]))
        outcome["contested_reviewed"] = float(np.mean([found[e.id]["review"] for e in contested]))
        outcome["brier"] = float(
            np.mean([(found[e.id]["confidence"] - (found[e.id]["role"] == e.role)) ** 2 for e in gold])
        )
        outcome["rows"] = {e.id: found[e.id] for e in examples if e.gold}
    return outcome


def f1(truly: Sequence[bool], said: Sequence[bool]) -> float:
    """Harmonic mean of precision and recall; 0 when neither occurs."""
    both = sum(t and s for t, s in zip(truly, said, strict=True))
    total = sum(truly) + sum(said)
    return 2 * both / total if total else 0.0


def line(name: str, outcomes: Sequence[Outcome]) -> str:
    """One row of the table."""
    cells = [f"{name:34}"]
    for key, value in outcomes[0].items():
        if isinstance(value, float):
            values = np.array([outcome[key] for outcome in outcomes])
            spread = 1.96 * values.std(ddof=1) / np.sqrt(len(values)) if len(values) > 1 else 0.0
            cells.append(f"{key} {values.mean():.3f}" + (f"±{spread:.3f}" if spread else ""))
    return "  ".join(cells)


def _verdict(example: Example, row: dict[str, Any]) -> str | None:
    if "verdict" in row:
        return str(row["verdict"])
    claims = read_title(example.title).by_profile["guide"]
    return compare(claims, RoleId(row["role"]), _role(row["secondary"])).value


def _roles(names: frozenset[str]) -> tuple[RoleId, ...]:
    return tuple(RoleId(name) for name in sorted(names))


def _role(name: str | None) -> RoleId | None:
    return RoleId(name) if name else None


if __name__ == "__main__":
    main()
