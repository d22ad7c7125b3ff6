"""The batch page's first half: files in, columns recognised and corrected, who reads, what it will take."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from auditor.readers.llm import Target
from auditor.reports.escape import cell_text
from auditor.sources import SourceRow
from auditor.sources.columns import FIELDS
from auditor.ui.batch_session import BatchChoice, BatchSession
from auditor.ui.batch_words import files_sentence, forecast_sentence
from auditor.ui.markup import problem_html, text_of
from auditor.ui.model_choice import where

__all__ = ["show_setup"]

_FILES = "batch_files"
_FIELD = "batch_field_"
_READER = "batch_reader"
_CLOSED = "batch_skip_closed"
_BUDGET = "batch_budget"
_KINDS = ["csv", "tsv", "xlsx", "json", "jsonl", "parquet", "zip", "txt", "md", "html", "htm", "pdf", "docx"]
_UNTOLD = "by its name"
_PREVIEW = 300
"""Characters of a cell in the preview."""
_OPENING = """<div class="pa-opening"><h1>Many postings at once</h1>
<p>Drop a table (CSV, Excel, JSON, Parquet), an export of your applicant system, a ZIP or documents. You get every
posting's action, your own file back with the conclusions beside it, and a report.</p></div>"""
_KEPT = """<p class="pa-source">The files and the results are kept in a folder of this tab on the machine that serves
the page, which only the server's own user can open. They are deleted when you press “Delete everything here”, or a few
minutes after the tab is closed.</p>"""


def show_setup(batch: BatchSession, model: Target | None) -> None:
    """Everything above the run."""
    if not batch.uploads:
        st.html(_OPENING)
        label = "Files with postings"
        st.file_uploader(label, key=_FILES, on_change=_receive, args=(batch,), type=_KINDS, accept_multiple_files=True)
        st.html(_KEPT)
        return
    _files(batch)
    if batch.problem is not None:
        st.html(problem_html(batch.problem.message, _hint(batch)))
    if batch.run is not None:
        return
    if batch.source is not None:
        _recognised(batch)
    if batch.columns:
        _correction(batch)
    if batch.source is not None:
        _reading(batch, model)


def _receive(batch: BatchSession) -> None:
    if files := st.session_state.get(_FILES):
        batch.receive((file.name, file) for file in files)


def _files(batch: BatchSession) -> None:
    names = files_sentence([upload.name for upload in batch.uploads])
    with st.container(key="batch_bar", horizontal=True, vertical_alignment="center"):
        st.html(f'<span class="pa-source">{text_of(names)}</span>')
        st.button("Delete everything here", key="batch_delete", on_click=batch.delete)
    st.html(_KEPT)


def _hint(batch: BatchSession) -> str:
    return "Say below which column does." if batch.columns else batch.problem.hint if batch.problem else ""


def _recognised(batch: BatchSession) -> None:
    source = batch.source
    if source is None:
        return
    taken = "".join(
        f"<div><dt>{text_of(field)}</dt><dd>{text_of(column)}</dd></div>" for field, column in source.mapping.items()
    )
    columns = f'<dl class="pa-columns">{taken}</dl>' if taken else "<p>Each file is one posting, or a known export.</p>"
    st.html(f'<section class="pa-batch"><h2>What was recognised</h2>{columns}</section>')
    rows = batch.preview()
    st.dataframe(_table(source.columns, rows), hide_index=True, key="batch_preview", height="content")


def _table(columns: Sequence[str], rows: Sequence[SourceRow]) -> dict[str, list[str]]:
    """The first rows as they came but for formulas, by column; a name that stands twice is numbered.

    Streamlit's own button above the table saves it as CSV.
    """
    table: dict[str, list[str]] = {}
    for place, column in enumerate(columns):
        name = cell_text(column) or f"({place + 1})"
        while name in table:
            name = f"{name} ({place + 1})"
        table[name] = [cell_text(row.cells[place][:_PREVIEW]) for row in rows]
    return table


def _correction(batch: BatchSession) -> None:
    with st.expander("Correct the columns", expanded=batch.source is None), st.form("batch_columns", border=False):
        options = (_UNTOLD, *dict.fromkeys(batch.columns))
        places = st.columns(3)
        for number, field in enumerate(FIELDS):
            chosen = batch.mapping.get(field)
            with places[number % 3]:
                st.selectbox(
                    field, options, index=options.index(chosen) if chosen in options else 0, key=_FIELD + field
                )
        st.form_submit_button("Use these columns", on_click=_correct, args=(batch,))


def _correct(batch: BatchSession) -> None:
    chosen = {field: st.session_state.get(_FIELD + field, _UNTOLD) for field in FIELDS}
    batch.correct({field: column for field, column in chosen.items() if column != _UNTOLD})


def _reading(batch: BatchSession, model: Target | None) -> None:
    _remember(batch.choice)
    with st.container(key="batch_reading", horizontal=True, vertical_alignment="bottom"):
        by_model = False
        if model is not None:
            readers = ("Offline, on this machine", f"{model.model}, {where(model)}")
            by_model = st.selectbox("Read by", (0, 1), format_func=readers.__getitem__, key=_READER) == 1
        budget = st.number_input("Stop at (USD)", min_value=0.0, key=_BUDGET) if by_model else None
        closed = st.checkbox("Leave out closed jobs", key=_CLOSED)
    batch.choose(BatchChoice(model if by_model else None, closed, budget))
    with st.spinner("Looking at the first postings…"):
        sentence = forecast_sentence(batch.forecast())
    st.html(f'<p class="pa-forecast">{text_of(sentence)}</p>')


def _remember(choice: BatchChoice) -> None:
    """Gives the fields, which Streamlit forgets with every change of page, what was chosen."""
    chosen = {_READER: int(choice.model is not None), _BUDGET: choice.budget, _CLOSED: choice.skip_closed}
    for key, value in chosen.items():
        if key not in st.session_state:
            st.session_state[key] = value
