"""What a review keeps between Streamlit's reruns: the open store, who reviews, what the last decision came to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st
from sqlalchemy.engine import make_url

from auditor.errors import AuditorError, ConflictError, UsageError
from auditor.store import Store
from auditor.store.engine import default_url, file_of
from auditor.ui.markup import problem_html
from auditor.ui.review_markup import done_html
from auditor.ui.review_place import Place, place_of
from auditor.ui.review_words import conflict_sentence
from auditor.ui.sign_in import sign_out_button, signed_in_as, signing_in
from auditor.ui.state import page_settings

__all__ = [
    "go",
    "name_reviewer",
    "now",
    "open_store",
    "place",
    "reviewer_field",
    "reviewing_as",
    "see",
    "show_notice",
    "store_at_hand",
    "tried",
]

_NAME, _NAME_FIELD, _NOTICE, _SEEN = "reviewer_name", "reviewer_name_field", "review_notice", "review_seen"
_NAME_LIMIT = 80


def store_at_hand() -> Store | None:
    """The store of the server's settings, None where nothing was saved yet; looking does not make one.

    Raises:
        UsageError: the store's address cannot be used.
        StoreError: the database cannot be reached or read.
    """
    settings = page_settings()
    url = make_url(_as_url(settings.store or default_url()))
    if url.get_backend_name() == "sqlite" and not file_of(url).is_file():
        return None
    return open_store()


def open_store() -> Store:
    """The same store, made where there is none; one for all browser sessions of this server.

    Raises:
        UsageError: the store's address cannot be used.
        StoreError: the database cannot be reached or read.
    """
    settings = page_settings()
    return _opened(settings.store, settings.two_people)


@st.cache_resource(show_spinner=False)
def _opened(url: str | None, two_people: bool) -> Store:
    return Store(url, two_people=two_people)


def _as_url(address: str) -> str:
    return address if "://" in address else f"sqlite:///{address}"


def now() -> datetime:
    """The time, for ages."""
    return datetime.now(UTC)


def place() -> Place:
    """Where the address says that this browser is."""
    return place_of(st.query_params.to_dict())


def go(target: Place) -> None:
    """Puts the place into the address; to be called from a callback."""
    st.query_params.from_dict(target.address())


def _reviewer() -> str:
    """Who reviews in this browser session: who signed in, where that is asked; else as typed, empty before."""
    return signed_in_as() if signing_in() else str(st.session_state.get(_NAME, ""))


def reviewer_field() -> bool:
    """Asks for the reviewer's name, once in a session; whether it is known."""
    name = _reviewer()
    if name:
        with st.container(key="review_who", horizontal=True, vertical_alignment="center"):
            st.html(done_html(f"You review as {name}."), width="content")
            if signing_in():
                sign_out_button()
            else:
                st.button("Change", key="review_rename", type="tertiary", on_click=_forget_name)
        return True
    with st.form("review_name_form", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Your name, as it stands beside your decisions", key=_NAME_FIELD, max_chars=_NAME_LIMIT)
        st.form_submit_button("Start reviewing", type="primary", on_click=_take_name)
    return False


def name_reviewer(name: str) -> None:
    """Remembers who reviews in this browser session."""
    st.session_state[_NAME] = " ".join(name.split())[:_NAME_LIMIT]


def _take_name() -> None:
    name_reviewer(st.session_state.get(_NAME_FIELD) or "")


def _forget_name() -> None:
    st.session_state.pop(_NAME, None)


def _tell(text: str, hint: str = "", *, bad: bool = False) -> None:
    """Keeps what is to be said at the top of the page after the next rerun."""
    st.session_state[_NOTICE] = (text, hint, bad)


def show_notice() -> None:
    """Says it, once, where it is seen however far down the page is scrolled."""
    said = st.session_state.pop(_NOTICE, None)
    if said is None:
        return
    text, hint, bad = said
    with st.container(key="review_notice"):
        st.html(problem_html(text, hint) if bad else done_html(text, loud=True))


def tried(work: Callable[[], str]) -> bool:
    """Does something to the store and tells what it says, or why it could not be done; whether it was done.

    A decision that somebody else was faster with is told as such: nothing was overwritten.
    """
    try:
        _tell(work())
    except ConflictError as error:
        _tell(conflict_sentence(error), error.hint or "", bad=True)
    except AuditorError as error:
        _tell(error.message, error.hint or "", bad=True)
    else:
        return True
    return False


def see(posting_id: str, head: int) -> int | None:
    """Remembers the last decision about a posting that this browser session saw; returns what it saw before."""
    seen: dict[str, int] = st.session_state.setdefault(_SEEN, {})
    before = seen.get(posting_id)
    seen[posting_id] = head
    return before


def reviewing_as() -> str:
    """The reviewer's name for a decision.

    Raises:
        UsageError: nobody said it yet.
    """
    name = _reviewer()
    if not name:
        raise UsageError("a decision needs a reviewer", "Type your name at the top of the page.")
    return name
