"""A whole batch: rows streamed in, `audits.jsonl`, `ledger.jsonl` and `summary.json` written beside each other.

Files are written under a temporary name and renamed at the end, also after an interruption: what is done is kept,
and a rerun gives the same bytes as a run that was never interrupted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from auditor.batch.interrupt import InterruptBetweenRows
from auditor.batch.ledger import LedgerLine
from auditor.batch.row import Outcome, audit_row
from auditor.batch.summary import SummaryDocument, Tally, is_vacancy
from auditor.readers import Reader
from auditor.reports.document import encode
from auditor.reports.escape import json_text
from auditor.sources import SourceRow

__all__ = ["BatchFiles", "run_batch"]


@dataclass(frozen=True, slots=True)
class BatchFiles:
    """Where a batch writes."""

    directory: Path

    @property
    def audits(self) -> Path:
        """One audit a line, in input order, for every ok or duplicate row."""
        return self.directory / "audits.jsonl"

    @property
    def ledger(self) -> Path:
        """One line for every input row."""
        return self.directory / "ledger.jsonl"

    @property
    def summary(self) -> Path:
        """The counts."""
        return self.directory / "summary.json"


def run_batch(
    rows: Iterable[SourceRow],
    name: str,
    files: BatchFiles,
    reader: Reader,
    profile: str,
    progress: Callable[[int], None] = lambda done: None,
) -> SummaryDocument:
    """Audits the rows of input `name` into the files; `progress` is told the number of rows done.

    Raises:
        KeyboardInterrupt: the run was interrupted; the files hold the rows done, the summary says `complete: false`.
        OSError: a file could not be written.
    """
    files.directory.mkdir(parents=True, exist_ok=True)
    tally, interrupted = Tally(), None
    with ExitStack() as stack:
        audits, ledger = (stack.enter_context(_part(path).open("w", encoding="utf-8", newline="\n"))
                          for path in (files.audits, files.ledger))  # fmt: skip
        try:
            with InterruptBetweenRows() as interrupt:
                _write_rows(rows, reader, profile, audits, ledger, tally, interrupt, progress)
        except KeyboardInterrupt as stop:
            interrupted = stop
    summary = tally.summary(name, complete=interrupted is None)
    _part(files.summary).write_text(
        json_text(json.dumps(summary, ensure_ascii=False, indent=2)) + "\n", encoding="utf-8", newline="\n"
    )
    for path in (files.audits, files.ledger, files.summary):
        _part(path).replace(path)
    if interrupted is not None:
        raise interrupted
    return summary


def _part(path: Path) -> Path:
    return path.with_name(path.name + ".part")


def _write_rows(
    rows: Iterable[SourceRow],
    reader: Reader,
    profile: str,
    audits: TextIO,
    ledger: TextIO,
    tally: Tally,
    interrupt: InterruptBetweenRows,
    progress: Callable[[int], None],
) -> None:
    first_rows: dict[bytes, int] = {}
    for done, row in enumerate(rows, start=1):
        outcome = audit_row(row, reader, profile)
        line = _ledger_line(row, outcome, _earlier(row, outcome, first_rows))
        text = _audit_text(outcome, line)
        interrupt.hold()
        audits.write(text)
        ledger.write(encode(line) + "\n")
        tally.add(line, outcome.document)
        interrupt.release()
        progress(done)


def _earlier(row: SourceRow, outcome: Outcome, first_rows: dict[bytes, int]) -> int | None:
    """The first row with the same posting, or None when this is the first; remembers half of each digest."""
    if outcome.document is None:
        return None
    first = first_rows.setdefault(bytes.fromhex(outcome.document["posting"]["id"][:32]), row.row)
    return first if first != row.row else None


def _ledger_line(row: SourceRow, outcome: Outcome, duplicate_of: int | None) -> LedgerLine:
    status, reason, message = outcome.status, outcome.reason, outcome.message
    if duplicate_of is not None:
        status, reason, message = "duplicate", "same_posting", f"same title and text as row {duplicate_of}"
    elif outcome.document is not None and not is_vacancy(outcome.document):
        reason = outcome.document["posting"]["kind"]
    return {
        "row": row.row,
        "source_id": row.source_id,
        "status": status,
        "reason": reason,
        "message": message,
        "duplicate_of": duplicate_of,
        "traceback": outcome.traceback,
    }


def _audit_text(outcome: Outcome, line: LedgerLine) -> str:
    if outcome.document is None:
        return ""
    duplicate_of = line["duplicate_of"]
    document = outcome.document
    return encode(document if duplicate_of is None else {**document, "duplicate_of": duplicate_of}) + "\n"
