"""Where a browser session's PageSession lives between Streamlit's reruns, and the look that every page shares."""

from __future__ import annotations

import streamlit as st

from auditor.ui.page_components import asset
from auditor.ui.session import PageSession

__all__ = ["EDITING", "PROBLEM", "TITLE_FIELD", "page_session", "put_on_look"]

TITLE_FIELD = "title_field"
EDITING = "editing"
PROBLEM = "problem"
_SESSION = "page_session"


def page_session() -> PageSession:
    """This browser session's PageSession, made on first use."""
    if _SESSION not in st.session_state:
        st.session_state[_SESSION] = PageSession()
    session: PageSession = st.session_state[_SESSION]
    return session


def put_on_look() -> None:
    """Adds the page's packaged style sheet: static text, the same for everybody."""
    st.html(f"<style>{asset('page.css')}</style>")
