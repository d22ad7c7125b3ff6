"""The results of a batch as a table: read from its files, grouped, filtered. No Streamlit here."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from auditor.action import Action
from auditor.batch import BatchFiles
from auditor.batch.ledger import LedgerLine
from auditor.batch.record import is_judged, judged_record
from auditor.reports.document import AuditDocument

__all__ = ["GROUPS", "MOST_LINES", "ResultLine", "counts", "filtered", "load_results"]

MOST_LINES = 20_000
"""Rows that the table takes in; the files to download have them all."""

GROUPS = {
    **{action.value: action.value.capitalize() for action in Action},
    "apart": "No AI posting",
    "not_audited": "Not audited",
}
"""What a row can be filtered by: its action, or why it has none; the loudest first."""
_PLACE = {group: place for place, group in enumerate(GROUPS)}


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One row of the input: `group` is a key of GROUPS, `sentence` the audit's, or why there is none."""

    row: int
    source_id: str
    title: str
    group: str
    sentence: str
    suggested_title: str = ""
    first_fix: str = ""


def load_results(files: BatchFiles) -> tuple[ResultLine, ...]:
    """The rows of a finished or stopped run, the loudest first; empty when it wrote none.

    At most MOST_LINES rows are read.
    """
    if not files.ledger.is_file() or not files.audits.is_file():
        return ()
    lines = islice(_lines(files.ledger, files.audits), MOST_LINES)
    return tuple(sorted(lines, key=lambda line: (_PLACE[line.group], line.row)))


def _lines(ledger: Path, audits: Path) -> Iterator[ResultLine]:
    """The ledger's rows, each with its audit when it has one: audits stand in the same order."""
    with ledger.open(encoding="utf-8") as rows, audits.open(encoding="utf-8") as documents:
        for row in rows:
            line: LedgerLine = json.loads(row)
            if line["status"] in ("ok", "duplicate"):
                yield _audited(line, json.loads(next(documents)))
            else:
                sentence = f"{line['status'].capitalize()}: {line['message']}"
                yield ResultLine(line["row"], line["source_id"] or "", "", "not_audited", sentence)


def _audited(line: LedgerLine, document: AuditDocument) -> ResultLine:
    judged = judged_record(document, ())
    again = f" Same posting as row {line['duplicate_of'] + 1}." if line["duplicate_of"] is not None else ""
    return ResultLine(
        line["row"],
        line["source_id"] or "",
        judged["title"] or "",
        judged["action"] if is_judged(judged) else "apart",
        judged["summary"] + again,
        judged["suggested_title"] or "",
        judged["first_fix"] or "",
    )


def counts(lines: Iterable[ResultLine]) -> dict[str, int]:
    """How many rows each group has, in the groups' order; groups without rows are left out."""
    found = Counter(line.group for line in lines)
    return {group: found[group] for group in GROUPS if found[group]}


def filtered(lines: Iterable[ResultLine], groups: Collection[str], words: str) -> list[ResultLine]:
    """The rows of these groups (of all when none is named) that hold every word in id, title or sentence."""
    wanted = words.casefold().split()
    return [
        line
        for line in lines
        if (not groups or line.group in groups)
        and all(word in f"{line.source_id} {line.title} {line.sentence}".casefold() for word in wanted)
    ]
