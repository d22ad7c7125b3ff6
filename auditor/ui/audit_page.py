"""The page "Audit a posting"."""

import streamlit as st

from auditor.errors import UsageError
from auditor.ui.composer import show_composer
from auditor.ui.markup import problem_html
from auditor.ui.result import show_result
from auditor.ui.state import EDITING, page_session, put_on_look

put_on_look()
try:
    session = page_session()
except UsageError as error:
    st.html(problem_html(error.message, error.hint))
    st.stop()
session.collect()
if session.has_posting and not st.session_state.get(EDITING):
    show_result(session)
else:
    show_composer(session)
