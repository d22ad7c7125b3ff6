"""What a language model read, kept from row to row: the same posting is not read twice, and what it cost is counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from auditor.batch.journal import Entry, Journal
from auditor.batch.record import FALLBACK, NOT_DONE, RowRecord
from auditor.batch.row import plain_row
from auditor.errors import ReaderError
from auditor.posting import Posting, Segmentation
from auditor.readers import Provenance, Reader, ReaderAnswer
from auditor.reading import Draft
from auditor.sources import SourceRow

__all__ = ["Given", "Remembering", "drafted", "kept_draft", "not_done", "posting_id"]


class Remembering:
    """A reader, the draft it gave last, and what all its answers cost, usable or not (None: the price is unknown)."""

    def __init__(self, inner: Reader) -> None:
        self.inner = inner
        self.draft: Draft | None = None
        self.asked = False
        self.spent: float | None = 0.0

    @property
    def provenance(self) -> Provenance:
        """The inner reader's."""
        return self.inner.provenance

    def read(self, posting: Posting, segmentation: Segmentation) -> ReaderAnswer:
        """The inner reader's answer.

        Raises:
            ReaderError: it had none.
        """
        try:
            answer = self.inner.read(posting, segmentation)
        except ReaderError as error:
            if error.input_tokens or error.output_tokens:
                self._count(error.usd)
            raise
        if answer.usage and not answer.cached:
            self._count(answer.usage.usd)
        self.draft = answer.draft
        return answer

    def kept(self) -> dict[str, Any] | None:
        """The draft, to be kept for rows with the same posting; None of one that was kept already."""
        return self.draft.model_dump(mode="json") if self.draft and not isinstance(self.inner, Given) else None

    def told(self, entry: Entry, stood_in_for: ReaderError | None) -> Entry:
        """The entry, which says what was spent, and after which failure the offline reader stood in."""
        record: RowRecord = {**entry.parsed(), "asked": self.asked, "spent": self.spent}
        if stood_in_for and record["status"] == "ok":
            record["reason"], record["message"] = FALLBACK, stood_in_for.message
        return Entry.of(entry.row, record, entry.audit, entry.cells)

    def _count(self, usd: float | None) -> None:
        self.asked = True
        self.spent = None if usd is None or self.spent is None else self.spent + usd


@dataclass(frozen=True, slots=True)
class Given:
    """Stands in the reader's place with a draft that it gave for the same posting before; nothing is spent."""

    provenance: Provenance
    draft: Draft

    def read(self, posting: Posting, segmentation: Segmentation) -> ReaderAnswer:
        """The draft."""
        return ReaderAnswer(self.draft)


def drafted(journal: Journal) -> dict[str, int]:
    """Posting id -> the row whose entry holds what was read of it."""
    parsed = ((entry.row, entry.parsed()) for entry in journal.entries())
    return {record["judged"]["id"]: row for row, record in parsed if record["judged"] and record["draft"]}


def kept_draft(row: SourceRow, row_of: Mapping[str, int], journal: Journal) -> Draft | None:
    """What was read of the same posting in an earlier row; `row_of` is as `drafted` gives it."""
    earlier = row_of.get(posting_id(row))
    draft = journal[earlier].parsed()["draft"] if earlier is not None else None
    return Draft.model_validate(draft) if draft else None


def posting_id(row: SourceRow) -> str:
    """The posting's id, or for a row without a posting one of its own."""
    return row.content.id if isinstance(row.content, Posting) else f"row {row.row}"


def not_done(row: SourceRow, why: str) -> Entry:
    """The entry of a row that the run did not come to."""
    return plain_row(row, "failed", NOT_DONE, why)
