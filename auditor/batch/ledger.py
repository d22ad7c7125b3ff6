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

    `reason`: null, the kind of a text that is no vacancy, or fallback when the offline reader read in a language
    model's place (ok), same_posting (duplicate), empty, binary, too_large, malformed_row, another fault of the input
    or closed (refused), a reader's error, internal_error or not_done (failed). `message` says it in words,
    `duplicate_of` is the row of the first same posting, `near_duplicate_of` that of the first posting with nearly the
    same text, `traceback` is kept for an internal_error.
    """

    row: int
    source_id: str | None
    status: Status
    reason: str | None
    message: str | None
    duplicate_of: int | None
    near_duplicate_of: int | None
    traceback: str | None
