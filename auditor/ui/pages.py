"""The pages of the navigation, by the files that they are in."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

__all__ = ["audit_page", "batch_page", "insight_page", "review_page", "roles_page"]

_HERE = Path(__file__).parent


def audit_page() -> StreamlitPage:
    """Paste and verdict."""
    return st.Page(_HERE / "audit_page.py", title="Audit a posting", default=True)


def batch_page() -> StreamlitPage:
    """Files in, a table of results out."""
    return st.Page(_HERE / "batch_page.py", title="Many postings", url_path="batch")


def roles_page() -> StreamlitPage:
    """The four roles explained."""
    return st.Page(_HERE / "roles_page.py", title="The four roles", url_path="roles")


def review_page() -> StreamlitPage:
    """The queue of saved audits, decided about by reviewers."""
    return st.Page(_HERE / "review_page.py", title="Review", url_path="review")


def insight_page() -> StreamlitPage:
    """Saved postings counted: how many are flagged, and what work they describe."""
    return st.Page(_HERE / "insight_page.py", title="Insight", url_path="insight")
