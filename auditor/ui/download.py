"""A button that gives a file which is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

import streamlit as st
from streamlit.runtime import get_instance
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

__all__ = ["show_download"]


def show_download(label: str, data: Callable[[], bytes], file_name: str, mime: str, key: str) -> None:
    """The button; the file stays until this browser session's next run, or its end."""
    st.download_button(
        label, data=_kept(data, file_name, mime, key), file_name=file_name, mime=mime, key=key, on_click="ignore"
    )


def _kept(data: Callable[[], bytes], file_name: str, mime: str, key: str) -> Callable[[], bytes]:
    """`data` whose result is entered as a file of this session.

    Streamlit itself enters such a file as nobody's, and throws it away as soon as two runs of other sessions have
    ended. With twenty people on a busy machine one download in nine came too late and found nothing.
    """
    context = get_script_run_ctx()

    def made() -> bytes:
        content = data()
        # a thread of its own, since Streamlit tells the session by the thread, and this one is used by all
        keeper = Thread(target=_keep, args=(content, file_name, mime, key))
        add_script_run_ctx(keeper, context)
        keeper.start()
        keeper.join()
        return content

    return made


def _keep(content: bytes, file_name: str, mime: str, key: str) -> None:
    get_instance().media_file_mgr.add(content, mime, f"download {key}", file_name, is_for_static_download=True)
