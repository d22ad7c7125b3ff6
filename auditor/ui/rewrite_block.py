"""The section "Fix this posting": a draft that would pass, what it changes and why, to copy or download."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from auditor.errors import AuditorError
from auditor.judgement import Audit
from auditor.readers.offline import OfflineReader
from auditor.rewrite import OfflineDrafter, rewrite
from auditor.ui.markup import problem_html, text_of
from auditor.ui.page_components import copy_button
from auditor.ui.rewrite_view import RewriteView, rewrite_view

__all__ = ["show_rewrite"]


def show_rewrite(audit: Audit) -> None:
    """A collapsed section; the draft is made, on this machine, when it is opened. `audit` is an offline reader's."""
    section = st.expander("Fix this posting", key="rewrite", on_change="rerun")
    if not section.open:
        return
    try:
        view = rewrite_view(rewrite(audit, OfflineDrafter(), OfflineReader()))
    except AuditorError as error:
        section.html(problem_html(error.message, error.hint))
        return
    with section:
        st.html(f'<p class="pa-message"><b>{text_of(view.outcome)}</b></p>{_listed(view.notes)}')
        if view.posting:
            _draft(view, audit.posting.id)


def _draft(view: RewriteView, posting_id: str) -> None:
    st.html(_listed(view.reasons))
    st.code(view.diff, language="diff", wrap_lines=True)
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
