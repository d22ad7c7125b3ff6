"""Ways within the review. Each puts its place into the address, which can be kept or sent to somebody."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from auditor.ui.labels import plain_label
from auditor.ui.review_place import Place
from auditor.ui.review_state import go

__all__ = ["link"]


def link(label: str, target: Place, key: str, kind: Literal["secondary", "tertiary"] = "secondary") -> None:
    """A button that leads to another place of the review."""
    st.button(plain_label(label), key=key, type=kind, on_click=go, args=(target,))
