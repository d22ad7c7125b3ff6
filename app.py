"""The page's entry point: page configuration and navigation, nothing else."""

import streamlit as st

from auditor.ui.pages import audit_page, batch_page, insight_page, review_page, roles_page

st.set_page_config(page_title="Posting auditor", page_icon="🧭", layout="wide")
st.navigation([audit_page(), batch_page(), review_page(), insight_page(), roles_page()], position="top").run()
