"""The page "The four roles"."""

import streamlit as st

from auditor.taxonomy import load_taxonomy
from auditor.ui.roles import roles_html
from auditor.ui.state import put_on_look

put_on_look()
st.html(roles_html(load_taxonomy()))
