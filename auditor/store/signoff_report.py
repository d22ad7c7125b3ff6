"""The sign-off report as CSV, as a workbook, and as a page to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from auditor.reports.batch_pages import signoff_page
from auditor.store.model import State
from auditor.store.sheet import as_csv, as_xlsx, write_as
from auditor.store.signoff import SignOffRow

__all__ = ["write_signoff"]

_COLUMNS = (
    "requisition",
    "company",
    "title",
    "finding",
    "claimed",
    "described",
    "state",
    "voided by an edit",
    "decided by",
    "decided at",
    "why",
    "owner",
    "source",
    "saved at",
    "text hash",
)


def write_signoff(file: Path, rows: Sequence[SignOffRow]) -> None:
    """Writes the report in the format that the file's name ends with.

    Raises:
        UsageError: the ending is none of .csv, .xlsx and .html, or the file cannot be written.
    """
    cells = [_cells(row) for row in rows]
    write_as(
        file,
        {
            ".csv": lambda: as_csv(_COLUMNS, cells),
            ".xlsx": lambda: as_xlsx(_COLUMNS, cells),
            ".html": lambda: _signoff_html(rows),
        },
    )


def _signoff_html(rows: Sequence[SignOffRow]) -> bytes:
    """A self-contained page: counts, then open rows, then decided ones, then those that an edit voided."""
    parts = {
        "Open": [row for row in rows if not row.voided and row.state is State.OPEN],
        "Decided": [row for row in rows if not row.voided and row.state is not State.OPEN],
        "Voided by an edit": [row for row in rows if row.voided],
    }
    counts = Counter("voided by an edit" if row.voided else row.state.replace("_", " ") for row in rows)
    return signoff_page(
        _COLUMNS, counts, {name: [_cells(row) for row in part] for name, part in parts.items()}
    ).encode()


def _cells(row: SignOffRow) -> list[str]:
    decision = row.decision
    return [
        row.requisition or "",
        row.company or "",
        row.title or "",
        row.code or "the posting",
        row.claim.replace("+", " or "),
        row.role,
        row.state.replace("_", " "),
        "yes" if row.voided else "no",
        decision.reviewer if decision else "",
        f"{decision.decided_at:%Y-%m-%d %H:%M}" if decision else "",
        decision.reason if decision else "",
        row.owner or "",
        row.source or "",
        f"{row.saved_at:%Y-%m-%d %H:%M}",
        row.posting_id,
    ]
