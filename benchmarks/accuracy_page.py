"""Writes docs/accuracy.md from what the other commands printed.

    python -m benchmarks.crossval LABELLED UNLABELLED --seeds N --json CROSSVAL.json
    python -m benchmarks.accuracy_page CROSSVAL.json... --labelled LABELLED --divisions "0, 1, 2"
        [--drafts FILE] [--stability FILE] [--stuffing FILE] [--titles FILE] [--throughput FILE] [--single FILE]

The optional files hold the printed output of the benchmark of that name. Every figure on the page comes from these
files; the sentences around them are in benchmarks/accuracy_page.txt.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "accuracy.md"
ROLES = ("ai_engineer", "ml_engineer", "ai_developer", "data_scientist", "other")
FIGURES = ("macro_f1", "accuracy", *ROLES, "mismatch_f1")
OURS = "offline reader"
PRINTED = ("drafts", "stability", "stuffing", "titles", "throughput", "single")


def main() -> None:
    """Reads the arguments, fills the page's text, writes the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("crossval", type=Path, nargs="+")
    parser.add_argument("--labelled", type=Path, required=True)
    parser.add_argument("--divisions", required=True, help="numbers of the divisions that the files hold")
    for name in PRINTED:
        parser.add_argument(f"--{name}", type=Path)
    arguments = parser.parse_args()
    runs: dict[str, list[dict[str, Any]]] = {}
    for path in arguments.crossval:
        for method, outcomes in json.loads(path.read_text("utf-8")).items():
            runs.setdefault(method, []).extend(outcomes)
    labels = {}
    for line in arguments.labelled.read_text("utf-8").splitlines():
        row = json.loads(line)
        labels[row["id"]] = row
    ours = runs[OURS]
    filled = {
        "seeds": str(len(ours)),
        "divisions": arguments.divisions,
        "scored": str(sum(not row["contested"] for id_, row in labels.items() if id_ in ours[0]["rows"])),
        "methods": methods_table(runs),
        "review": review_table(ours),
        "thresholds": threshold_table(ours, labels),
        "calibration": calibration_table(ours, labels),
        "confusion": confusion_table(ours, labels),
        "anatomy": anatomy_table(ours, labels),
        "verdicts": verdict_lines(ours, labels),
    }
    for name in PRINTED:
        path = getattr(arguments, name)
        filled[name] = "```text\n" + path.read_text("utf-8").strip() + "\n```" if path else "Not measured in this run."
    text = (HERE / "accuracy_page.txt").read_text("utf-8")
    for name, value in filled.items():
        text = text.replace("{{" + name + "}}", value)
    PAGE.write_text(text, "utf-8")
    print(f"wrote {PAGE.name}")


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def mean(outcomes: list[dict[str, Any]], key: str) -> str:
    """Mean over seeds with its 95% interval, where there are several."""
    values = np.array([outcome[key] for outcome in outcomes])
    if len(values) == 1:
        return f"{values[0]:.3f}"
    return f"{values.mean():.3f} ± {1.96 * values.std(ddof=1) / np.sqrt(len(values)):.3f}"


def methods_table(runs: dict[str, list[dict[str, Any]]]) -> str:
    """Every method's figures side by side."""
    rows = [[name, str(len(runs[name])), *(mean(runs[name], key) for key in FIGURES)] for name in runs]
    return table(["method", "divisions", *FIGURES], rows)


def review_table(ours: list[dict[str, Any]]) -> str:
    """Coverage and accuracy of what is not sent to review."""
    keys = ("coverage", "accuracy_covered", "contested_reviewed", "brier", "mismatch_precision")
    return table(["figure", "value"], [[key, mean(ours, key)] for key in keys])


def _judged(ours: list[dict[str, Any]], labels: dict[str, Any]) -> list[tuple[float, bool, bool]]:
    return [
        (row["confidence"], row["role"] == labels[id_]["role"], bool(labels[id_]["contested"]))
        for outcome in ours
        for id_, row in outcome["rows"].items()
    ]


def threshold_table(ours: list[dict[str, Any]], labels: dict[str, Any]) -> str:
    """What a threshold on confidence alone would do."""
    judged = _judged(ours, labels)
    clear = [(confidence, right) for confidence, right, contested in judged if not contested]
    contested = [confidence for confidence, _, open_case in judged if open_case]
    rows = []
    for threshold in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9):
        kept = [right for confidence, right in clear if confidence >= threshold]
        below = np.mean([confidence < threshold for confidence in contested])
        rows.append([f"{threshold:.2f}", f"{len(kept) / len(clear):.3f}", f"{np.mean(kept):.3f}", f"{below:.3f}"])
    return table(["confidence at least", "coverage", "accuracy there", "contested below"], rows)


def calibration_table(ours: list[dict[str, Any]], labels: dict[str, Any]) -> str:
    """How often the role was right at each confidence."""
    clear = [(confidence, right) for confidence, right, contested in _judged(ours, labels) if not contested]
    rows = []
    for low in np.arange(0.2, 1.0, 0.1):
        bin_ = [(c, r) for c, r in clear if low <= c < low + 0.1 or (c == 1.0 and low > 0.85)]
        if bin_:
            said, were = np.mean([c for c, _ in bin_]), np.mean([r for _, r in bin_])
            rows.append([f"{low:.1f} to {low + 0.1:.1f}", str(len(bin_)), f"{said:.2f}", f"{were:.2f}"])
    return table(["confidence", "postings over all seeds", "said", "right"], rows)


def confusion_table(ours: list[dict[str, Any]], labels: dict[str, Any]) -> str:
    """Labelled against read, mean over seeds."""
    counts = Counter(
        (labels[id_]["role"], row["role"])
        for outcome in ours
        for id_, row in outcome["rows"].items()
        if not labels[id_]["contested"]
    )
    rows = [[role, *(f"{counts[role, read] / len(ours):.1f}" for read in ROLES)] for role in ROLES]
    return table(["labelled \\ read", *ROLES], rows)


def anatomy_table(ours: list[dict[str, Any]], labels: dict[str, Any]) -> str:
    """Where the errors sit: by how sure the people were who labelled, and by whether the error is defensible."""
    rows = []
    for name, wanted in (
        ("labelled with high confidence", lambda row: row["label_confidence"] == "high"),
        ("labelled with medium confidence", lambda row: row["label_confidence"] == "medium"),
        ("labelled with low confidence", lambda row: row["label_confidence"] == "low"),
        ("text without line breaks", lambda row: "\n" not in row["text"].strip()),
    ):
        right = [
            row["role"] == labels[id_]["role"]
            for outcome in ours
            for id_, row in outcome["rows"].items()
            if not labels[id_]["contested"] and wanted(labels[id_])
        ]
        rows.append([name, f"{len(right) / len(ours):.0f}", f"{np.mean(right):.3f}"])
    wrong = [
        row["role"] in (labels[id_]["secondary_role"], labels[id_].get("alternative_role"))
        for outcome in ours
        for id_, row in outcome["rows"].items()
        if not labels[id_]["contested"] and row["role"] != labels[id_]["role"]
    ]
    share = f"{np.mean(wrong):.3f}"
    rows.append(["errors that name the labels' second or alternative role", f"{len(wrong) / len(ours):.0f}", share])
    return table(["postings", "number", "accuracy, or share"], rows)


def verdict_lines(ours: list[dict[str, Any]], labels: dict[str, Any]) -> str:
    """Of the postings given each action, how many the labels call a mismatch, partial or otherwise."""
    counts = Counter(
        (row["action"], labels[id_]["verdict"]) for outcome in ours for id_, row in outcome["rows"].items()
    )
    verdicts = ("mismatch", "partial", "unclaimed", "match")
    rows = []
    for action in ("fix", "decide", "review", "note", "ready"):
        total = sum(counts[action, verdict] for verdict in verdicts)
        shares = [f"{counts[action, verdict] / len(ours):.1f}" for verdict in verdicts]
        rows.append([action, f"{total / len(ours):.1f}", *shares])
    return table(["action", "postings", *(f"labelled {verdict}" for verdict in verdicts)], rows)


if __name__ == "__main__":
    main()
