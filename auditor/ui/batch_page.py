"""The page "Many postings"."""

import streamlit as st

from auditor.errors import UsageError
from auditor.ui.batch_setup import show_setup
from auditor.ui.batch_table import show_results
from auditor.ui.batch_watch import show_run
from auditor.ui.markup import problem_html
from auditor.ui.state import batch_session, page_session, put_on_look

put_on_look()
try:
    session, batch = page_session(), batch_session()
except UsageError as error:
    st.html(problem_html(error.message, error.hint))
    st.stop()
show_setup(batch, session.model)
show_run(batch)
show_results(batch, session)
