"""A store of postings saved over some months, for the tests of the insight page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from auditor.store import Store
from tests.ui.saved import saved

LAST = datetime(2026, 6, 15, 9, tzinfo=UTC)
MONTHS = 6


def counted(file: Path, count: int = 120) -> Path:
    """A store in the file with so many audits, saved over the six months to June 2026."""
    audits = list(saved(count))
    for month in range(MONTHS):
        moment = LAST - timedelta(days=30 * (MONTHS - 1 - month))
        with Store(str(file), now=lambda moment=moment: moment) as store:  # type: ignore[misc]
            store.save(audits[month * count // MONTHS : (month + 1) * count // MONTHS], "Ada")
    return file
