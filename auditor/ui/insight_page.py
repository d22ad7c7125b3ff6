"""The page "Insight": how many saved postings are flagged, and what work they describe, over time and side by side."""

import streamlit as st

from auditor.errors import AuditorError
from auditor.ui.insight import show_insight
from auditor.ui.markup import problem_html
from auditor.ui.review_markup import empty_html
from auditor.ui.review_state import store_at_hand
from auditor.ui.sign_in import let_in
from auditor.ui.state import put_on_look


def _show() -> None:
    store = store_at_hand()
    if store is None:
        st.html(empty_html("Nothing to count yet"))
    else:
        show_insight(store)


put_on_look("review.css", "insight.css")
try:
    let_in(_show)
except AuditorError as error:
    st.html(problem_html(error.message, error.hint or ""))
