"""The batch page's results: a table with filters, one click to the full audit, and the files to download."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from auditor.batch import BatchFiles
from auditor.errors import AuditorError
from auditor.reports.escape import cell_text
from auditor.ui.batch_results import GROUPS, MOST_LINES, ResultLine, counts, filtered
from auditor.ui.batch_session import BatchSession
from auditor.ui.batch_words import lines_sentence
from auditor.ui.download import show_download
from auditor.ui.markup import problem_html
from auditor.ui.pages import audit_page
from auditor.ui.session import PageSession
from auditor.ui.state import EDITING, FROM_BATCH, LOCATION_FIELD, PROBLEM, TITLE_FIELD

__all__ = ["show_results"]

_GROUPS = "batch_groups"
_WORDS = "batch_words"
_TABLE = "batch_table"
_HEIGHT, _ROOM, _WHOLE = 540, 84, 6
"""Pixels of the table and of a row in it (above 64 the words wrap); the most rows that need no scrolling."""
_TITLE_WIDTH, _SENTENCE_WIDTH, _FIX_WIDTH = 190, 440, 320
"""Pixels in which four lines hold most titles, verdict sentences and fixes."""


def show_results(batch: BatchSession, session: PageSession) -> None:
    """The results of a run that ended or was stopped."""
    lines = batch.results()
    if batch.run is None or not lines:
        return
    st.html('<section class="pa-batch"><h2>Results, the most urgent first</h2></section>')
    shown = _filters(batch, lines)
    _table(batch, session, shown)
    _downloads(batch.run.files)


def _filters(batch: BatchSession, lines: Sequence[ResultLine]) -> list[ResultLine]:
    found = counts(lines)
    if _WORDS not in st.session_state:
        # Streamlit forgets both fields with every change of page
        st.session_state[_WORDS] = batch.words
        st.session_state[_GROUPS] = [group for group in batch.groups if group in found]
    with st.container(key="batch_filters", horizontal=True, vertical_alignment="bottom"):
        groups = st.pills(
            "Show only",
            tuple(found),
            selection_mode="multi",
            format_func=lambda group: f"{GROUPS[group]} {found[group]:,}",
            key=_GROUPS,
        )
        words = st.text_input("Containing", key=_WORDS, placeholder="id, title or sentence", live="250ms")
    batch.groups, batch.words = tuple(groups), words or ""
    return filtered(lines, batch.groups, batch.words)


def _table(batch: BatchSession, session: PageSession, lines: Sequence[ResultLine]) -> None:
    most = f" The first {MOST_LINES:,} are here; the files have all." if len(batch.results()) == MOST_LINES else ""
    st.html(f'<p class="pa-source">{lines_sentence(len(lines))}{most}</p>')
    if not lines:
        return
    # Streamlit's own button above the table saves the cells as they are shown: none may be a formula
    picked = st.dataframe(
        {
            "Action": [GROUPS[line.group] for line in lines],
            "Title": [cell_text(line.title) for line in lines],
            "What was found": [cell_text(line.sentence) for line in lines],
            "First fix": [cell_text(line.first_fix) for line in lines],
            "Suggested title": [cell_text(line.suggested_title) for line in lines],
            "Row": [line.row + 1 for line in lines],
            "Id": [cell_text(line.source_id) for line in lines],
        },
        column_config={
            "Title": st.column_config.TextColumn(width=_TITLE_WIDTH),
            "What was found": st.column_config.TextColumn(width=_SENTENCE_WIDTH),
            "First fix": st.column_config.TextColumn(width=_FIX_WIDTH),
        },
        hide_index=True,
        height=_HEIGHT if len(lines) > _WHOLE else "content",
        row_height=_ROOM,
        key=_TABLE,
        on_select="rerun",
        selection_mode="single-row",
    )
    chosen = picked.selection.rows
    if chosen and chosen[0] < len(lines):
        _open(batch, session, lines[chosen[0]])


def _open(batch: BatchSession, session: PageSession, line: ResultLine) -> None:
    posting = batch.posting(line.row)
    if posting is None:
        st.html(problem_html(f"row {line.row + 1} has no audit", line.sentence))
        return
    try:
        session.open(posting)
    except AuditorError as error:
        st.html(problem_html(error.message, error.hint))
        return
    st.session_state[TITLE_FIELD], st.session_state[LOCATION_FIELD] = session.title, session.location
    st.session_state[PROBLEM] = None
    st.session_state[EDITING], st.session_state[FROM_BATCH] = False, True
    st.switch_page(audit_page())


def _downloads(files: BatchFiles) -> None:
    wanted = {
        files.results: ("Your rows (CSV)", "text/csv"),
        files.workbook: ("Your rows (Excel)", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        files.report: ("Report", "text/html"),
        files.digest: ("Digest by owner", "text/html"),
        files.findings: ("Findings (CSV)", "text/csv"),
        files.audits: ("Audits (JSON Lines)", "application/x-ndjson"),
    }
    with st.container(key="batch_downloads", horizontal=True, vertical_alignment="center"):
        st.html('<span class="pa-source">Download:</span>', width="content")
        for path, (label, mime) in wanted.items():
            if path.is_file():
                data = partial(Path.read_bytes, path)
                key = f"batch_download_{path.suffix}_{path.stem}"
                show_download(label, data, path.name, mime, key)
