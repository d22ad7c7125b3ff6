"""The page "Audit a posting"."""

import streamlit as st

from auditor.ui.composer import show_composer
from auditor.ui.result import show_result
from auditor.ui.state import EDITING, page_session, put_on_look

put_on_look()
session = page_session()
if session.has_posting and not st.session_state.get(EDITING):
    show_result(session)
else:
    show_composer(session)
