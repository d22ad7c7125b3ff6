"""The batch page's run: start, progress with rate and remaining time, stop, go on."""

from __future__ import annotations

import streamlit as st

from auditor.ui.batch_run import BatchRun, RunState
from auditor.ui.batch_session import BatchSession
from auditor.ui.batch_words import progress_sentence, state_sentence
from auditor.ui.markup import problem_html, text_of

__all__ = ["show_run"]

_LOOK = 0.5
"""Seconds between two looks at a run."""


def show_run(batch: BatchSession) -> None:
    """The button that starts, the run while it goes on, and how it ended."""
    if batch.source is None:
        return
    if batch.run is None:
        st.button("Audit all postings", type="primary", key="batch_start", on_click=batch.begin)
    elif batch.run.active:
        _watch(batch.run)
    else:
        _ended(batch, batch.run)


@st.fragment(run_every=_LOOK)
def _watch(run: BatchRun) -> None:
    if not run.active:
        st.rerun()
    stopping = run.state is RunState.STOPPING
    progress = run.progress
    st.progress(progress.share, text=progress_sentence(progress, stopping=stopping))
    st.button("Stop", key="batch_stop", on_click=run.stop, disabled=stopping or progress.all_read)


def _ended(batch: BatchSession, run: BatchRun) -> None:
    state = run.state
    if run.failure is not None:
        st.html(problem_html(run.failure.message, run.failure.hint))
    st.html(f'<p class="pa-forecast" role="status">{text_of(state_sentence(state, run.progress))}</p>')
    with st.container(key="batch_again", horizontal=True):
        if state is not RunState.DONE:
            st.button("Go on", type="primary", key="batch_resume", on_click=batch.begin)
        st.button("Columns and settings", key="batch_reset", on_click=batch.reset, help="Deletes these results.")
