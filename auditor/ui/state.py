"""Where a browser session's PageSession lives between Streamlit's reruns, and the look that every page shares."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from auditor.settings import Settings, load_settings
from auditor.ui.batch_session import BatchSession
from auditor.ui.model_choice import configured_model
from auditor.ui.page_components import asset
from auditor.ui.session import PageSession

__all__ = [
    "EDITING",
    "FROM_BATCH",
    "LOCATION_FIELD",
    "PROBLEM",
    "TITLE_FIELD",
    "batch_session",
    "page_session",
    "page_settings",
    "put_on_look",
]

TITLE_FIELD = "title_field"
LOCATION_FIELD = "location_field"
EDITING = "editing"
PROBLEM = "problem"
FROM_BATCH = "from_batch"
"""Whether the posting at hand was opened from the table of a batch."""
_SESSION = "page_session"
_SETTINGS = "page_settings"
_BATCH = "batch_session"


def page_settings() -> Settings:
    """The server's settings, as this browser session found them.

    Raises:
        UsageError: auditor.toml or a variable cannot be used.
    """
    if _SETTINGS not in st.session_state:
        st.session_state[_SETTINGS] = load_settings({}, os.environ, Path.cwd())
    settings: Settings = st.session_state[_SETTINGS]
    return settings


def page_session() -> PageSession:
    """This browser session's PageSession, made on first use.

    Raises:
        UsageError: auditor.toml or a variable cannot be used.
    """
    if _SESSION not in st.session_state:
        settings = page_settings()
        model = configured_model(settings, os.environ)
        st.session_state[_SESSION] = PageSession(profile=settings.profile, policy=settings.policy, model=model)
    session: PageSession = st.session_state[_SESSION]
    return session


def batch_session() -> BatchSession:
    """This browser session's BatchSession, made on first use.

    Raises:
        UsageError: auditor.toml or a variable cannot be used.
    """
    if _BATCH not in st.session_state:
        settings = page_settings()
        st.session_state[_BATCH] = BatchSession(settings.profile, settings.policy)
    session: BatchSession = st.session_state[_BATCH]
    return session


def put_on_look(*further: str) -> None:
    """Adds the page's packaged style sheet and further ones by name: static text, the same for everybody."""
    st.html(f"<style>{''.join(asset(name) for name in ('page.css', *further))}</style>")
