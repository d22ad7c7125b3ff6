"""The page "Review": the queue of saved audits, one of its groups, or one posting, as the address says."""

import streamlit as st

from auditor.errors import AuditorError
from auditor.ui.markup import problem_html
from auditor.ui.review_group import show_group
from auditor.ui.review_markup import empty_html
from auditor.ui.review_queue import show_queue
from auditor.ui.review_single import show_single
from auditor.ui.review_state import place, show_notice, store_at_hand
from auditor.ui.sign_in import let_in
from auditor.ui.state import put_on_look


def _show() -> None:
    store = store_at_hand()
    if store is None:
        st.html(empty_html())
        return
    here = place()
    show_notice()
    if here.posting:
        show_single(store, here, here.posting)
    elif here.group:
        show_group(store, here, here.group)
    else:
        show_queue(store, here)


put_on_look("review.css")
try:
    let_in(_show)
except AuditorError as error:
    st.html(problem_html(error.message, error.hint or ""))
