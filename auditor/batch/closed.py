"""Which jobs are closed, by what their source states as their status."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from auditor.data_files import packaged_toml
from auditor.errors import ClosedJobError
from auditor.sources import SourceRow

__all__ = ["is_closed", "skipped_if_closed"]


def is_closed(status: str | None) -> bool:
    """Whether the status is one of a job that nobody can apply for any more."""
    return " ".join((status or "").lower().split()) in _words()


def skipped_if_closed(row: SourceRow) -> SourceRow:
    """The row, refused when its job is closed."""
    if not is_closed(row.status):
        return row
    error = ClosedJobError(f"the job is closed (status {row.status})", "Leave out --skip-closed to audit it too.")
    return replace(row, content=error)


@cache
def _words() -> frozenset[str]:
    return frozenset(packaged_toml("auditor.batch", "closed.toml")["words"])
