"""The form behind "I disagree": what is wrong and why, kept in this tab and downloadable."""

from __future__ import annotations

import streamlit as st

from auditor.judgement import Audit
from auditor.taxonomy import RoleId
from auditor.ui.disagreement import REASONS, as_json, disagree
from auditor.ui.session import PageSession
from auditor.ui.wording import role_label

__all__ = ["show_disagree"]

_UNSURE = "I cannot say"


def show_disagree(session: PageSession, audit: Audit) -> None:
    """A section that opens on the form; what was recorded in this tab can be downloaded below it.

    The form is made when the section is opened: its fields cost the browser more time than the verdict does.
    """
    section = st.expander("I disagree", key="disagree", on_change="rerun")
    if not section.open:
        return
    with section:
        _form(session, audit)
        if session.disagreements:
            st.html(f'<p class="pa-source">{_recorded(len(session.disagreements))}</p>')
            st.download_button(
                "Download what I recorded",
                data=as_json(session.disagreements).encode("utf-8"),
                file_name="disagreements.json",
                mime="application/json",
                key="download_disagreements",
                on_click="ignore",
            )


def _recorded(count: int) -> str:
    noun = "disagreement" if count == 1 else "disagreements"
    return f"{count} {noun} recorded in this tab. The verdict stays as it is; nothing is sent anywhere."


def _form(session: PageSession, audit: Audit) -> None:
    choices = [None, *RoleId]
    with st.form("disagree_form", border=False, clear_on_submit=True):
        subject = st.radio("What is wrong?", tuple(REASONS), format_func=REASONS.__getitem__, key="disagree_subject")
        role = st.selectbox(
            "The work really is",
            choices,
            format_func=lambda role: _UNSURE if role is None else _name(audit, role),
            key="disagree_role",
        )
        why = st.text_area("Why?", key="disagree_why", max_chars=2000, height=90)
        if st.form_submit_button("Record it"):
            session.disagreements.append(disagree(audit, subject, role, why))


def _name(audit: Audit, role: RoleId) -> str:
    return "Another profession" if role is RoleId.OTHER else role_label(audit.assessment, role)
