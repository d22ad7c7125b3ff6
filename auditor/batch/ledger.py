"""The ledger: one line for every input row, whatever became of it. Schema `auditor.ledger/1`."""

from __future__ import annotations

from typing import Literal

from pydantic import with_config
from typing_extensions import TypedDict

__all__ = ["LEDGER_SCHEMA", "LedgerLine", "Status"]

LEDGER_SCHEMA = "auditor.ledger/1"

Status = Literal["ok", "duplicate", "refused", "failed"]


@with_config(extra="forbid")
class LedgerLine(TypedDict):
    """What became of one input row (`row` from 0).

    `reason`: null or the kind of a text that is no vacancy (ok), same_posting (duplicate), empty, binary, too_large
    or malformed_row (refused), a reader's error or internal_error (failed). `message` says it in words,
    `duplicate_of` is the row of the first same posting, `traceback` is kept for an internal_error.
    """

    row: int
    source_id: str | None
    status: Status
    reason: str | None
    message: str | None
    duplicate_of: int | None
    traceback: str | None
