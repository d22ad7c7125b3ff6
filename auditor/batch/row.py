"""One row from source to outcome: no files, no state, so that rows can be judged anywhere and in any order."""

from __future__ import annotations

import traceback
from dataclasses import dataclass

from auditor.batch.ledger import Status
from auditor.errors import AuditorError, InputError
from auditor.pipeline import audit
from auditor.posting import Posting
from auditor.readers import Reader
from auditor.reports.document import AuditDocument, audit_document
from auditor.sources import SourceRow

__all__ = ["Outcome", "audit_row"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row by itself; whether it repeats an earlier row is decided where the order is known."""

    status: Status
    document: AuditDocument | None = None
    reason: str | None = None
    message: str | None = None
    traceback: str | None = None


def audit_row(row: SourceRow, reader: Reader, profile: str) -> Outcome:
    """The row's outcome; raises nothing but KeyboardInterrupt and its like."""
    if not isinstance(row.content, Posting):
        return _refused(row.content)
    try:
        return Outcome("ok", document=audit_document(audit(row.content, reader, profile)))
    except InputError as error:
        return _refused(error)
    except AuditorError as error:
        return Outcome("failed", reason=error.code, message=error.message)
    except Exception as error:  # noqa: BLE001  (a programming error in one row must not cost the others)
        return Outcome(
            "failed",
            reason="internal_error",
            message=f"{type(error).__name__}: {error}",
            traceback="".join(traceback.format_exception(error)),
        )


def _refused(error: InputError) -> Outcome:
    return Outcome("refused", reason=error.code, message=error.message)
