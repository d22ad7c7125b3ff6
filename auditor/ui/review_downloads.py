"""The review as files: who decided what and why, and the corrections as cases that `auditor eval` reads."""

from __future__ import annotations

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
    """The row of downloads; a file is made when it is asked for."""
    with st.container(key="downloads", horizontal=True, vertical_alignment="center"):
        st.html('<span class="pa-source">Download the sign-off report:</span>', width="content")
        for suffix, (label, mime) in _FORMATS.items():
            data = partial(signoff_file, store, here.company, suffix)
            show_download(label, data, f"signoff.{suffix}", mime, f"review_download_{suffix}")
        lines = partial(corrections_lines, store)
        show_download("Corrections", lines, "corrections.jsonl", "application/jsonl", "review_download_jsonl")


def signoff_file(store: Store, company: str | None, suffix: str) -> bytes:
    """The sign-off report of a company, or of all, as a file of this suffix.

    Raises:
        UsageError: there is no report of this suffix, or no room for it.
        StoreError: the database failed.
    """
    rows = store.signoff(SignOffFilter(company=company))
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"signoff.{suffix}"
        write_signoff(file, rows)
        return file.read_bytes()


def corrections_lines(store: Store) -> bytes:
    """The corrected postings whose text was kept, one labelled case a line."""
    cases = [case for case in store.corrections() if case is not None]
    return "".join(f"{encode(case)}\n" for case in cases).encode("utf-8")
