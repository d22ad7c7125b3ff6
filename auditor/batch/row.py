"""One row from source to outcome: no files, no state, so that rows can be judged anywhere and in any order."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable
from typing import Any

from auditor.batch.journal import Entry
from auditor.batch.ledger import Status
from auditor.batch.record import RowRecord, judged_record
from auditor.batch.similar import sketch
from auditor.batch.terms import Terms
from auditor.errors import AuditorError, InputError
from auditor.judgement import Audit
from auditor.posting import Posting
from auditor.readers import Reader
from auditor.reports.document import AuditDocument, audit_document, encode
from auditor.reports.escape import json_text
from auditor.sources import SourceRow

__all__ = ["audit_row", "audited_row", "plain_row"]

_CELLS = json.JSONEncoder(ensure_ascii=False, check_circular=False)


def audit_row(row: SourceRow, reader: Reader, terms: Terms) -> Entry:
    """The row's entry; raises nothing but KeyboardInterrupt and its like."""
    return audited_row(row, lambda posting: terms.audit(posting, reader))


def audited_row(
    row: SourceRow, audited: Callable[[Posting], Audit], draft: Callable[[], dict[str, Any] | None] = lambda: None
) -> Entry:
    """The row's entry, its posting audited by a function; `draft` is asked after it for what a model read."""
    if not isinstance(row.content, Posting):
        return _refused(row, row.content)
    try:
        document = audit_document(audited(row.content))
        return _ok(row, row.content, document, draft())
    except InputError as error:
        return _refused(row, error)
    except AuditorError as error:
        return plain_row(row, "failed", error.code, error.message)
    except Exception as error:  # noqa: BLE001  (a programming error in one row must not cost the others)
        trace = "".join(traceback.format_exception(error))
        return plain_row(row, "failed", "internal_error", f"{type(error).__name__}: {error}", trace)


def plain_row(row: SourceRow, status: Status, reason: str, message: str, trace: str | None = None) -> Entry:
    """The entry of a row without an audit."""
    record: RowRecord = {
        "status": status, "reason": reason, "message": message, "traceback": trace, "source_id": row.source_id,
        "owner": row.owner, "url": row.url, "judged": None, "draft": None,
        "asked": False, "spent": 0.0, "line": row.line,
    }  # fmt: skip
    return Entry.of(row.row, record, b"", _cells(row))


def _refused(row: SourceRow, error: InputError) -> Entry:
    return plain_row(row, "refused", error.code, error.message)


def _ok(row: SourceRow, posting: Posting, document: AuditDocument, draft: dict[str, Any] | None) -> Entry:
    if document["usage"]:
        # the time a model took differs from run to run, and the files of a batch do not
        document["usage"]["seconds"] = None
    judged = judged_record(document, sketch(posting.text))
    record: RowRecord = {
        "status": "ok",
        "reason": None if judged["is_vacancy"] else judged["kind"],
        "message": None,
        "traceback": None,
        "source_id": row.source_id,
        "owner": row.owner,
        "url": row.url,
        "judged": judged,
        "draft": draft,
        "asked": False,
        "spent": 0.0,
        "line": row.line,
    }
    return Entry.of(row.row, record, encode(document).encode(), _cells(row))


def _cells(row: SourceRow) -> bytes:
    text = [row.content.text] if isinstance(row.content, Posting) and row.content.text not in row.cells else []
    return json_text(_CELLS.encode([*row.cells, *text])).encode()
