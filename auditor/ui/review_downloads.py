"""The review as files: who decided what and why, and the corrections as cases that `auditor eval` reads."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from auditor.reports.document import encode
from auditor.store import Store
from auditor.store.signoff import SignOffFilter
from auditor.store.signoff_report import write_signoff
from auditor.ui.download import show_download
from auditor.ui.review_place import Place

__all__ = ["corrections_lines", "show_downloads", "signoff_file"]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMATS = {"html": ("To print", "text/html"), "xlsx": ("XLSX", _XLSX), "csv": ("CSV", "text/csv")}
"""Suffix -> label and media type."""


def show_downloads(store: Store, here: Place) -> None:
    """The row of downloads, of the filter's company and requisition and of a period; a file is made when asked for."""
    with st.container(key="downloads", horizontal=True, vertical_alignment="bottom"):
        st.html('<span class="pa-source">Download the sign-off report:</span>', width="content")
        first = st.date_input("From", None, key="review_report_from", width=136)
        last = st.date_input("To", None, key="review_report_to", width=136)
        chosen = SignOffFilter(here.company, here.requisition, _begin(first), _begin(last, days=1))
        for suffix, (label, mime) in _FORMATS.items():
            data = partial(signoff_file, store, chosen, suffix)
            show_download(label, data, f"signoff.{suffix}", mime, f"review_download_{suffix}")
        lines = partial(corrections_lines, store)
        show_download("Corrections", lines, "corrections.jsonl", "application/jsonl", "review_download_jsonl")


def signoff_file(store: Store, chosen: SignOffFilter, suffix: str) -> bytes:
    """The sign-off report of what is chosen as a file of this suffix.

    Raises:
        UsageError: there is no report of this suffix, or no room for it.
        StoreError: the database failed.
    """
    rows = store.signoff(chosen)
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"signoff.{suffix}"
        write_signoff(file, rows)
        return file.read_bytes()


def _begin(day: date | None, days: int = 0) -> datetime | None:
    """When a day begins, or one so many days later, in UTC."""
    return None if day is None else datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=days)


def corrections_lines(store: Store) -> bytes:
    """The corrected postings whose text was kept, one labelled case a line."""
    cases = [case for case in store.corrections() if case is not None]
    return "".join(f"{encode(case)}\n" for case in cases).encode("utf-8")
