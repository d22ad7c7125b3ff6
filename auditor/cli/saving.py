"""Saving what a command audited into the store."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack

from auditor.batch import BatchFiles
from auditor.batch.journal import Journal
from auditor.judgement import Audit
from auditor.pipeline import read_posting
from auditor.policy import without_waivers
from auditor.posting import Posting
from auditor.readers.offline import OfflineReader
from auditor.reading import Draft
from auditor.reports.document import AuditDocument
from auditor.segment import segment
from auditor.settings import Settings
from auditor.sources import Source, SourceRow
from auditor.store import NewAudit, SaveResult, Store, StoredReading, draft_of, new_audit
from auditor.taxonomy import load_taxonomy

__all__ = ["reviewer_of", "save_audit", "save_batch", "store_of"]


def store_of(settings: Settings, *, make: bool = False) -> Store:
    """The store that the settings name; where there is none, one is made only to be saved to.

    Raises:
        UsageError: it cannot be used, or is not there.
        StoreError: it cannot be reached or read.
    """
    return Store(settings.store, two_people=settings.two_people, make=make)


def reviewer_of(settings: Settings) -> str:
    """Who saves or decides: as set, or the account that runs the command."""
    return settings.reviewer or getpass.getuser()


def save_audit(found: Audit, requisition: str | None, settings: Settings) -> None:
    """Saves one audit with its text, and says so on standard error."""
    with store_of(settings, make=True) as store:
        _say(store.save([new_audit(found, source="audit", requisition=requisition)], reviewer_of(settings)))


def save_batch(source: Source, files: BatchFiles, settings: Settings) -> None:
    """Saves the audits of a finished batch with their texts, and says so on standard error."""
    with store_of(settings, make=True) as store:
        _say(store.save(_batch_audits(source, files), reviewer_of(settings)))


def _batch_audits(source: Source, files: BatchFiles) -> Iterator[NewAudit]:
    """The audits of the batch beside the rows that they are of; a repeated posting once."""
    with ExitStack() as stack:
        lines = stack.enter_context(files.audits.open("rb"))
        journal = stack.enter_context(Journal(files.journal)) if files.journal.exists() else None
        rows = source.rows()
        for line in lines:
            document: AuditDocument = json.loads(line)
            if "duplicate_of" in document:
                continue
            document.pop("near_duplicate_of", None)
            row = next(row for row in rows if row.row == document["posting"]["row"])
            yield _batch_audit(document, row, source.name, journal)


def _batch_audit(document: AuditDocument, row: SourceRow, name: str, journal: Journal | None) -> NewAudit:
    posting = row.content if isinstance(row.content, Posting) else None
    reading = _reading(document, posting, journal) if posting else None
    return NewAudit(document, posting, reading, name, row.requisition, row.owner, None, row.url)


def _reading(document: AuditDocument, posting: Posting, journal: Journal | None) -> StoredReading | None:
    """What was read: by the offline reader, the same again; by a model, as the batch has kept it."""
    if document["provenance"]["provider"] is None:
        read = read_posting(posting, OfflineReader(), load_taxonomy())
        return StoredReading(read.segmentation, draft_of(read.reading) if read.reading else None)
    row = document["posting"]["row"]
    kept = journal[row].parsed()["draft"] if journal is not None and row is not None and row in journal else None
    if kept is None:
        return None
    return StoredReading(segment(without_waivers(posting.text), posting.title), Draft.model_validate(kept))


def _say(result: SaveResult) -> None:
    parts = {
        "new": result.new,
        "audited again": result.again,
        "unchanged": result.unchanged,
        "edited since": result.superseded,
    }
    said = ", ".join(f"{count:,} {name}" for name, count in parts.items() if count)
    print(f"saved: {said or 'nothing'}", file=sys.stderr)
