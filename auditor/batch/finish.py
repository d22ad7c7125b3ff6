"""The finishing step: from the journal to the files of a batch, in the input's order, with flat memory.

Every file is written under a temporary name and renamed when all are whole. Nothing but the journal and the options
goes in, so the bytes do not depend on how often the run was interrupted or on how many cores it had.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from auditor.action import Action
from auditor.batch.files import BatchFiles
from auditor.batch.groups import Groups, grouped
from auditor.batch.journal import Entry, Journal
from auditor.batch.ledger import LedgerLine
from auditor.batch.on_request import AuditsParquet, FindingsSarif
from auditor.batch.pages import Digest, LoudestAudits
from auditor.batch.record import FALLBACK, NOT_DONE, RowRecord, is_judged
from auditor.batch.summary import SummaryDocument, Tally
from auditor.batch.tables import FindingsCsv, FinishedRow, ResultsCsv, ResultsWorkbook
from auditor.reports.batch_pages import batch_report, digest_page
from auditor.reports.document import ProvenanceDocument, encode
from auditor.reports.escape import json_text

__all__ = ["MOST_SHEET_ROWS", "Outputs", "finish"]

MOST_SHEET_ROWS = 50_000
"""Rows up to which the workbook is written unasked: it takes longer to write than the rows take to be judged."""
_IN_FULL = 500
"""Postings that the report shows in full, loudest first."""
_LOUDEST_FIRST = {action.value: rank for rank, action in enumerate(Action)}


@dataclass(frozen=True, slots=True)
class Outputs:
    """What is asked for beyond the files of every batch; `by_action` puts the loudest rows of results first.

    `parquet` asks for audits.parquet, `sarif` for findings.sarif, `workbook` for results.xlsx whatever its length.
    """

    by_action: bool = False
    parquet: bool = False
    sarif: bool = False
    workbook: bool = False


class _Output(Protocol):
    def add(self, row: FinishedRow) -> None: ...

    def close(self) -> None: ...


def finish(
    journal: Journal,
    name: str,
    columns: Sequence[str],
    files: BatchFiles,
    outputs: Outputs,
    *,
    complete: bool,
    groups: Groups | None = None,
) -> SummaryDocument:
    """Writes the files of input `name`, whose rows have these columns; `complete` says that all of it was read.

    `groups` are given when the journal holds a part of the rows, and repetitions were looked for among all.

    Raises:
        OSError: a file could not be written.
    """
    groups = groups or grouped(journal, len(columns))
    rows, tally, loudest, digest = _Rows(journal, groups), Tally(), LoudestAudits(), Digest(groups.reposts())
    with ExitStack() as stack:
        audits = stack.enter_context(_part(files.audits).open("wb"))
        ledger = stack.enter_context(_part(files.ledger).open("w", encoding="utf-8", newline="\n"))
        findings = stack.enter_context(closing(FindingsCsv(_part(files.findings))))
        results = [stack.enter_context(closing(output)) for output in _results(journal, columns, files, outputs)]
        on_request = [stack.enter_context(closing(wanted)) for wanted in _on_request(columns, files, outputs)]
        for entry, row in rows.in_order():
            audits.write(_audit_line(entry, row.line))
            ledger.write(encode(row.line) + "\n")
            tally.add(row.line, row.judged)
            findings.add(row)
            loudest.add(row, entry.audit)
            for wanted in on_request:
                wanted.add(row, entry.audit)
            digest.add(row)
            for output in () if outputs.by_action else results:
                output.add(row)
        for row in rows.loudest_first() if outputs.by_action else ():
            for output in results:
                output.add(row)
    done = complete and not tally.failures[NOT_DONE]
    summary = tally.summary(name, rows.provenance(), complete=done)
    _write(_part(files.summary), json_text(json.dumps(summary, ensure_ascii=False, indent=2)) + "\n")
    _write(_part(files.report), batch_report(summary, loudest.audits()))
    _write(_part(files.digest), digest_page(name, digest.owners()))
    _publish(files)
    return summary


def _results(journal: Journal, columns: Sequence[str], files: BatchFiles, outputs: Outputs) -> Iterator[_Output]:
    yield ResultsCsv(_part(files.results), columns)
    if outputs.workbook or journal.rows <= MOST_SHEET_ROWS:
        yield ResultsWorkbook(_part(files.workbook), columns)


def _on_request(columns: Sequence[str], files: BatchFiles, outputs: Outputs) -> Iterator[AuditsParquet | FindingsSarif]:
    if outputs.parquet:
        yield AuditsParquet(_part(files.parquet))
    if outputs.sarif:
        yield FindingsSarif(_part(files.sarif), columns)


def _publish(files: BatchFiles) -> None:
    """Gives the finished files their names; a file of an earlier run that this one does not write goes away."""
    for path in files.all():
        if _part(path).exists():
            _part(path).replace(path)
        else:
            path.unlink(missing_ok=True)


def _part(path: Path) -> Path:
    return path.with_name(f"{path.stem}.part{path.suffix}")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


class _Rows:
    """The finished rows of a journal."""

    def __init__(self, journal: Journal, groups: Groups) -> None:
        self._journal = journal
        self._groups = groups
        self._in_full = frozenset(self._loudest(_IN_FULL))

    def in_order(self) -> Iterator[tuple[Entry, FinishedRow]]:
        """Every row, in the input's order."""
        for entry in self._journal.entries():
            yield entry, self._finished(entry)

    def loudest_first(self) -> Iterator[FinishedRow]:
        """Every row, by action, those that were not audited last."""
        ranks = [(_rank(entry.parsed()), entry.row) for entry in self._journal.entries()]
        for _, row in sorted(ranks):
            yield self._finished(self._journal[row])

    def provenance(self) -> ProvenanceDocument | None:
        """Who read, and with which versions, of the first audit that the reader itself made."""
        for entry in self._journal.entries():
            if entry.audit and entry.parsed()["reason"] != FALLBACK:
                provenance: ProvenanceDocument = json.loads(entry.audit)["provenance"]
                return provenance
        return None

    def _loudest(self, count: int) -> list[int]:
        """The rows of that many judged postings, by action and then by row."""
        found: dict[int, list[int]] = {}
        for entry in self._journal.entries():
            judged = entry.parsed()["judged"]
            if judged and is_judged(judged) and entry.row not in self._groups.duplicate_of:
                rows = found.setdefault(_LOUDEST_FIRST[judged["action"]], [])
                if len(rows) < count:
                    rows.append(entry.row)
        return [row for rank in sorted(found) for row in found[rank]][:count]

    def _finished(self, entry: Entry) -> FinishedRow:
        record = entry.parsed()
        line = _ledger_line(entry.row, record, self._groups)
        in_full = entry.row in self._in_full
        owner, url, at = record["owner"], record["url"], record["line"]
        return FinishedRow(line, record["judged"], owner, url, entry.cells, in_full, at)


def _rank(record: RowRecord) -> int:
    judged = record["judged"]
    if judged is None:
        return len(_LOUDEST_FIRST) + 1
    return _LOUDEST_FIRST[judged["action"]] if is_judged(judged) else len(_LOUDEST_FIRST)


def _ledger_line(row: int, record: RowRecord, groups: Groups) -> LedgerLine:
    status, reason, message = record["status"], record["reason"], record["message"]
    duplicate_of = groups.duplicate_of.get(row)
    if duplicate_of is not None:
        status, reason, message = "duplicate", "same_posting", f"same title and text as row {duplicate_of}"
    return {
        "row": row,
        "source_id": record["source_id"],
        "status": status,
        "reason": reason,
        "message": message,
        "duplicate_of": duplicate_of,
        "near_duplicate_of": groups.near_duplicate_of.get(row),
        "traceback": record["traceback"],
    }


def _audit_line(entry: Entry, line: LedgerLine) -> bytes:
    """The audit with what only the whole batch knows; it ends in the brace that closes the object."""
    if not entry.audit:
        return b""
    if line["duplicate_of"] is not None:
        return b'%s, "duplicate_of": %d}\n' % (entry.audit[:-1], line["duplicate_of"])
    if line["near_duplicate_of"] is not None:
        return b'%s, "near_duplicate_of": %d}\n' % (entry.audit[:-1], line["near_duplicate_of"])
    return entry.audit + b"\n"
