"""The section behind "Save to the review queue": the only way in which the page keeps a posting."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from auditor.errors import AuditorError
from auditor.judgement import Audit
from auditor.ui.markup import problem_html, text_of
from auditor.ui.pages import review_page
from auditor.ui.sign_in import let_in, signed_in_as, signing_in

if TYPE_CHECKING:
    from auditor.store import NewAudit, SaveResult

__all__ = ["show_save"]

_NAME, _COMPANY, _REQUISITION, _OWNER = "save_name", "save_company", "save_requisition", "save_owner"
_NAME_KEPT, _SAVED = "reviewer_name", "saved_posting"
_LONGEST = 80


def show_save(audit: Audit) -> None:
    """A section that opens on the form; nothing is saved before its button is pressed."""
    section = st.expander("**Save to the review queue** For reviewers to decide about", key="save", on_change="rerun")
    if not section.open:
        return
    with section:
        let_in(lambda: _form(audit))
        said = st.session_state.pop(_SAVED, None)
        if said is not None:
            text, problem = said
            st.html(problem_html(text, problem) if problem else f'<p class="pa-source">{text_of(text)}</p>')
            if not problem:
                st.page_link(review_page(), label="Open the review")


def _form(audit: Audit) -> None:
    with st.form("save_form", border=False):
        st.html('<p class="pa-source">Keeps title, location, text and this audit, for reviewers to decide about.</p>')
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if not signing_in():
                name = st.session_state.get(_NAME_KEPT, "")
                st.text_input("Your name", name, key=_NAME, max_chars=_LONGEST, width=220)
            st.text_input("Company", audit.posting.company or "", key=_COMPANY, max_chars=_LONGEST, width=220)
            st.text_input("Requisition", key=_REQUISITION, max_chars=_LONGEST, width=160)
            st.text_input("Owner", key=_OWNER, max_chars=_LONGEST, width=160)
            st.form_submit_button("Save it", type="primary", on_click=_save, args=(audit,))


def _save(audit: Audit) -> None:
    from auditor.ui.review_state import name_reviewer, open_store

    name = signed_in_as() if signing_in() else _said(_NAME)
    if not name:
        st.session_state[_SAVED] = ("your name is missing", "Say who saves the posting.")
        return
    name_reviewer(name)
    try:
        result = open_store().save([_new(audit)], name)
    except AuditorError as error:
        st.session_state[_SAVED] = (error.message, error.hint or "Try again.")
    else:
        st.session_state[_SAVED] = (_told(result), "")


def _new(audit: Audit) -> NewAudit:
    from auditor.store import new_audit

    new = new_audit(audit, source="audit page", requisition=_said(_REQUISITION), owner=_said(_OWNER))
    company = _said(_COMPANY)
    document = {**new.document, "posting": {**new.document["posting"], "company": company}}
    posting = replace(audit.posting, company=company)
    return replace(new, document=document, posting=posting)  # type: ignore[arg-type]


def _told(result: SaveResult) -> str:
    if result.superseded:
        return "Saved as a new version; what was decided about the one before holds no more."
    if result.unchanged:
        return "It was saved before, with this very audit."
    return "Saved."


def _said(key: str) -> str | None:
    return " ".join((st.session_state.get(key) or "").split()) or None
