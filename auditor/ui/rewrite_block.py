"""The section "Fix this posting": a draft that would pass, what it changes and why, to copy or download."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from auditor.errors import AuditorError
from auditor.judgement import Audit
from auditor.readers.offline import OfflineReader
from auditor.rewrite import OfflineDrafter, Rewrite, rewrite
from auditor.ui.labels import plain_label
from auditor.ui.markup import diff_html, problem_html, text_of
from auditor.ui.model_bar import cost_sentence
from auditor.ui.model_draft import ModelDraft, draft_sentence
from auditor.ui.page_components import copy_button
from auditor.ui.rewrite_view import RewriteView, rewrite_view
from auditor.ui.wording import failure_advice, shortened

__all__ = ["show_rewrite"]

_LOOK_EVERY = 0.5
"""Seconds between two looks for the model's draft."""


def show_rewrite(audit: Audit, by_model: ModelDraft | None) -> None:
    """A collapsed section; the draft is made, on this machine, when it is opened. `audit` is an offline reader's.

    `by_model` is the draft that the model which read the posting may be asked for; the offline one stands until it
    has come.
    """
    section = st.expander(
        "**Fix this posting** A draft with the fixes made, and the reason for each", key="rewrite", on_change="rerun"
    )
    if not section.open:
        return
    with section:
        if by_model is not None:
            _model(by_model)
        try:
            made = (by_model and by_model.made) or rewrite(audit, OfflineDrafter(), OfflineReader())
        except AuditorError as error:
            st.html(problem_html(error.message, error.hint))
            return
        _show(rewrite_view(made), made)


def _show(view: RewriteView, made: Rewrite) -> None:
    st.html(f'<p class="pa-message"><b>{text_of(view.outcome)}</b></p>{_listed(view.notes)}')
    if view.posting:
        _draft(view, made.before.posting.id)


def _model(draft: ModelDraft) -> None:
    """One line and one button: what the model can do, does, did or failed to do with the draft."""
    if draft.waiting:
        _wait(draft)
        return
    name = draft.reader.target.model
    sent = draft_sentence(draft.audit, draft.reader)
    with st.container(key="draft_bar", horizontal=True, vertical_alignment="center"):
        if draft.made:
            st.html(_line(f"Drafted by {shortened(name, 60)}. {cost_sentence(draft.made.usage, 'draft')}"))
            st.button("Back to the offline draft", key="draft_back", on_click=draft.drop)
        elif draft.failure:
            said = f"{draft.failure.message}; below is the offline draft"
            st.html(problem_html(said, failure_advice(draft.failure.code)))
            st.button("Ask for a draft again", key="draft_again", on_click=draft.ask)
        elif sent:
            st.html(_line(f"Below is the offline draft, made on this machine. {sent}"))
            st.button(plain_label(f"Draft with {name}"), key="draft_ask", on_click=draft.ask)


@st.fragment(run_every=_LOOK_EVERY)
def _wait(draft: ModelDraft) -> None:
    if draft.waiting is None or draft.collect():
        st.rerun()
    said = f"Drafting with {shortened(draft.reader.target.model, 60)}. The offline draft stands until it answers."
    with st.container(key="draft_bar", horizontal=True, vertical_alignment="center"):
        st.html(
            f'<p class="pa-model" role="status"><span class="pa-busy" aria-hidden="true"></span>{text_of(said)}</p>'
        )
        st.button("Stop waiting for the draft", key="draft_stop", on_click=draft.drop)


def _line(sentence: str) -> str:
    return f'<p class="pa-model">{text_of(sentence)}</p>'


def _draft(view: RewriteView, posting_id: str) -> None:
    st.html(_listed(view.reasons))
    st.html(diff_html(view.diff))
    with st.container(key="rewrite_take", horizontal=True, vertical_alignment="center"):
        copy_button("Copy the draft", view.posting, key="copy_rewrite")
        st.download_button(
            "Download the draft",
            data=view.posting.encode("utf-8", "replace"),
            file_name=f"draft-{posting_id[:8]}.txt",
            mime="text/plain",
            key="download_rewrite",
            on_click="ignore",
        )


def _listed(sentences: Iterable[str]) -> str:
    items = "".join(f"<li>{text_of(sentence)}</li>" for sentence in sentences)
    return f"<ul>{items}</ul>" if items else ""
