"""Small components with scripts of their own: copying to the clipboard, arriving at a new verdict, entering a form.

Their HTML, CSS and JavaScript are packaged files; texts reach them as data and are never markup.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

__all__ = ["arrive", "asset", "copy_button", "enter_form"]


@cache
def asset(name: str) -> str:
    """A packaged file of the page, as text.

    Raises:
        FileNotFoundError: there is no such file.
    """
    return resources.files("auditor.ui").joinpath("assets", name).read_text("utf-8")


@cache
def _copy() -> ComponentRenderer:
    return st.components.v2.component(
        "posting_auditor_copy", html=asset("copy.html"), css=asset("copy.css"), js=asset("copy.js")
    )


@cache
def _arrive() -> ComponentRenderer:
    return st.components.v2.component("posting_auditor_arrive", js=asset("arrive.js"))


@cache
def _enter() -> ComponentRenderer:
    return st.components.v2.component("posting_auditor_enter", js=asset("focus.js"))


def copy_button(label: str, text: str, key: str) -> None:
    """A button named `label` that copies `text` and says that it did."""
    _copy()(data={"label": label, "text": text}, key=key, width="content", height="content")


def arrive(arrival: int) -> None:
    """Scrolls to the verdict of the `arrival`-th submitted posting and focuses it, once."""
    _arrive()(data={"arrival": arrival}, key="arrive", width="content", height="content")


def enter_form(key: str, asked: str) -> None:
    """Focuses the first field of the container with this key and shows its form, once for each `asked`."""
    _enter()(data={"key": key, "asked": asked}, key="enter_form", width="content", height="content")
