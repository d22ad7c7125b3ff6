"""Measures the offline reader on short drafts that nobody has laid out yet: sections, roles and what goes to a person.

    python -m benchmarks.drafts [DRAFTS] [--misses]

DRAFTS (JSON Lines, by default benchmarks/drafts_held_out.jsonl) holds `text`, `role` and `spans`: start, end and
section of every statement. Those in the repository were written for this measure and labelled by the labelling guide,
by somebody who saw none of the drafts that the reader is fitted on. They tell how far brevity and plain layout are
mastered; how managers at large write they cannot tell.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from auditor.pipeline import audit
from auditor.posting import Posting, Segmentation

HELD_OUT = Path(__file__).with_name("drafts_held_out.jsonl")
KINDS = {"duties": "work", "summary": "work", "requirements": "wishes", "nice_to_have": "wishes"}


def main() -> None:
    """Reads the arguments, audits the drafts, prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("drafts", type=Path, nargs="?", default=HELD_OUT)
    parser.add_argument("--misses", action="store_true", help="print each draft whose role is read otherwise")
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.drafts.read_text("utf-8").splitlines()]
    print(report(rows, arguments.misses))


def report(rows: list[dict[str, Any]], misses: bool = False) -> str:
    """The figures of these drafts, one a line."""
    counts, missed = measured(rows)
    lines = [
        f"{len(rows)} drafts of {sum(len(row['text'].split()) for row in rows) / len(rows):.0f} words on average",
        f"statements in their section  {counts['exact']} of {counts['statements']}",
        f"told apart: work, wishes, rest  {counts['kind']} of {counts['statements']}",
        f"role right  {counts['right']} of {len(rows)}",
        f"settled without a person  {counts['settled']}, their role right  {counts['settled_right']}",
    ]
    return "\n".join([*lines, *(missed if misses else [])])


def measured(rows: list[dict[str, Any]]) -> tuple[Counter[str], list[str]]:
    """What the pipeline makes of these drafts, counted, and a line for each whose role is read otherwise."""
    counts: Counter[str] = Counter()
    missed = []
    for row in rows:
        found = audit(Posting(None, row["text"]))
        role = found.reading.role.value if found.reading and found.reading.role else "none"
        right = role == row["role"]
        counts.update(right=right, settled=not found.needs_review, settled_right=right and not found.needs_review)
        counts.update(sections(found.segmentation, row["spans"]))
        if not right:
            missed.append(f"  {row['id']}: {row['role']}, read as {role}; {found.action.value}")
    return counts, missed


def sections(segmentation: Segmentation, spans: list[list[Any]]) -> Counter[str]:
    """How many annotated statements there are, stand in their very section, or at least among the same kind of text."""
    counts: Counter[str] = Counter()
    for start, end, section, *_ in spans:
        middle = (start + end) // 2
        said = next((s.section.value for s in segmentation.statements if s.start <= middle < s.end), "none")
        same_kind = KINDS.get(said, "rest") == KINDS.get(section, "rest")
        counts.update(statements=1, exact=said == section, kind=same_kind and said != "none")
    return counts


if __name__ == "__main__":
    main()
