"""One posting of the queue: the evidence beside the text, and a decision about each finding and about the whole."""

from __future__ import annotations

import streamlit as st

from auditor.store import DecisionKind, Store
from auditor.store.model import QueueRow, State
from auditor.ui.markup import posting_html, problem_html
from auditor.ui.page_components import copy_button, enter_form
from auditor.ui.review_forms import show_form
from auditor.ui.review_links import link
from auditor.ui.review_markup import log_html, matter_html, posting_head_html
from auditor.ui.review_place import Place
from auditor.ui.review_posting import Matter, PostingView, posting_view
from auditor.ui.review_state import go, now, reviewer_field, reviewing_as, see, tried
from auditor.ui.review_words import decision_sentence

__all__ = ["show_single"]

_OPEN_FORM = "review_open_form"
_OPENED = "review_forms_opened"
_AHEAD = 20


def show_single(store: Store, here: Place, posting_id: str) -> None:
    """The posting at this place of the review."""
    stored = store.posting(posting_id)
    view = posting_view(stored, now())
    following = _next(store, here, stored.rows)
    with st.container(key="review_nav", horizontal=True, vertical_alignment="center"):
        link(
            "Back to the group" if here.group else "Back to the queue", here.of_posting(None), "review_back", "tertiary"
        )
        st.button(
            "Next",
            key="review_next",
            shortcut="N",
            disabled=following is None,
            on_click=go,
            args=(here.of_posting(following),),
        )
    _tell_of_others(view)
    st.html(posting_head_html(view))
    if view.overtaken:
        st.html(problem_html("The posting was edited since", "What was decided about this version holds no more."))
        link("Look at the newest version", here.of_posting(view.overtaken), "review_newest")
    known = reviewer_field()
    left, right = st.columns([5, 6], gap="large")
    with left:
        _matters(store, view, known=known)
        if known and not view.overtaken:
            _whole(store, view)
        _remarks(store, view, known=known)
    with right:
        _text(view)


def _next(store: Store, here: Place, rows: tuple[QueueRow, ...]) -> str | None:
    """The id of the next posting of the same group or queue, None behind the last."""
    at = max((row.number for row in rows), default=0)
    page = store.rows(here.filter_at(now()), limit=_AHEAD, after=at)
    ids = {row.posting_id for row in rows}
    return next((row.posting_id for row in page.rows if row.posting_id not in ids), None)


def _tell_of_others(view: PostingView) -> None:
    """Says what somebody else did since this browser session saw the posting."""
    before = see(view.posting_id, view.head)
    if before is not None and view.last is not None and view.head > before:
        said = f"Somebody decided while you looked: {decision_sentence(view.last)}"
        st.html(problem_html(said, "You see the posting as it is now."))


def _matters(store: Store, view: PostingView, *, known: bool) -> None:
    st.html('<div class="pa-postinghead"><h2>What was found</h2></div>')
    first = next((m.code for m in view.matters if m.state is State.OPEN), None)
    for matter in view.matters:
        with st.container(key=f"review_matter_{matter.code}"):
            st.html(matter_html(matter))
            if known and not view.overtaken:
                _matter_buttons(store, view, matter, keys=matter.code == first)
    if not view.matters:
        st.html('<p class="pa-nothing">Nothing was found that asks for a decision.</p>')


def _matter_buttons(store: Store, view: PostingView, matter: Matter, *, keys: bool) -> None:
    """Confirm, dismiss, correct; the first open finding has the keys."""
    code = matter.code
    with st.container(key=f"review_acts_{code}", horizontal=True):
        st.button(
            "Confirm",
            key=f"review_confirm_{code}",
            shortcut="Y" if keys else None,
            on_click=_decide,
            args=(store, view, code, DecisionKind.CONFIRM),
        )
        for kind, label, key in ((DecisionKind.DISMISS, "Dismiss", "D"), (DecisionKind.CORRECT, "Correct", "E")):
            st.button(
                label,
                key=f"review_{kind}_{code}",
                shortcut=key if keys else None,
                on_click=_open_form,
                args=(view, code, kind),
            )
    _form_here(store, view, code)


def _whole(store: Store, view: PostingView) -> None:
    """Send back, approve, fixed: about the posting as a whole."""
    with st.container(key="review_whole", border=True):
        st.html("<h2>The posting as a whole</h2>")
        with st.container(key="review_acts_posting", horizontal=True):
            for kind, label, key in (
                (DecisionKind.SEND_BACK, "Send back", "S"),
                (DecisionKind.APPROVE, "Approve with a waiver", "A"),
            ):
                st.button(label, key=f"review_{kind}", shortcut=key, on_click=_open_form, args=(view, "", kind))
            st.button(
                "Fixed",
                key="review_fixed",
                shortcut="F",
                on_click=_decide,
                args=(store, view, "", DecisionKind.FIXED),
            )
        _form_here(store, view, "")


def _open_form(view: PostingView, code: str, kind: DecisionKind) -> None:
    wanted = (view.posting_id, code, kind)
    st.session_state[_OPEN_FORM] = None if st.session_state.get(_OPEN_FORM) == wanted else wanted
    st.session_state[_OPENED] = st.session_state.get(_OPENED, 0) + 1


def _form_here(store: Store, view: PostingView, code: str) -> None:
    asked = st.session_state.get(_OPEN_FORM)
    if asked is not None and asked[:2] == (view.posting_id, code):
        with st.container(key="review_form"):
            show_form(store, view, code, asked[2], _close_form)
            enter_form("review_form", str(st.session_state[_OPENED]))


def _close_form() -> None:
    st.session_state[_OPEN_FORM] = None


def _decide(store: Store, view: PostingView, code: str, kind: DecisionKind) -> None:
    def work() -> str:
        made = store.decide(view.posting_id, code, kind, reviewing_as(), view.head)
        see(view.posting_id, made.number)
        return decision_sentence(made)

    tried(work)


def _remarks(store: Store, view: PostingView, *, known: bool) -> None:
    """Who has it, what was said about it, and the log of decisions, each of which can be taken back."""
    if view.remarks:
        st.html(log_html("Comments", [f"{by}: {text}" for by, text in view.remarks]))
    if known:
        _comment_form(store, view)
    if view.log:
        st.html(log_html("Decisions", [text for _, text in view.log]))
    if known and view.held and not view.overtaken:
        st.button("Undo the last decision", key="review_undo", shortcut="U", on_click=_undo, args=(store, view))


def _comment_form(store: Store, view: PostingView) -> None:
    with st.form("review_comment_form", border=False, clear_on_submit=True):
        st.text_input("Comment", key="review_comment", max_chars=2000)
        st.form_submit_button("Add the comment", on_click=_comment, args=(store, view))
    st.session_state["review_assignee"] = view.assignee or ""
    st.text_input(
        "Assigned to", key="review_assignee", max_chars=80, placeholder="Nobody", on_change=_assign, args=(store, view)
    )


def _comment(store: Store, view: PostingView) -> None:
    text = st.session_state.get("review_comment") or ""
    tried(lambda: f"Comment of {store.comment(view.posting_id, text, reviewing_as()).author} added")


def _assign(store: Store, view: PostingView) -> None:
    if "review_assignee" not in st.session_state:
        return  # a browser may speak of a field that has gone; this is nobody's wish
    name = " ".join((st.session_state["review_assignee"] or "").split())

    def work() -> str:
        store.assign([view.posting_id], name or None, reviewing_as())
        return f"Assigned to {name or 'nobody'}"

    tried(work)


def _undo(store: Store, view: PostingView) -> None:
    def work() -> str:
        made = store.undo(view.held[0], reviewing_as(), view.head)
        see(view.posting_id, made.number)
        return decision_sentence(made)

    tried(work)


def _text(view: PostingView) -> None:
    with st.container(key="posting_head", horizontal=True, vertical_alignment="center"):
        st.html('<div class="pa-postinghead"><h2>The posting, deciding lines marked</h2></div>')
        every = st.toggle("Show every tagged line", key="review_every_line", disabled=not view.pieces)
        copy_button("Copy note to the manager", view.note, key="review_copy_note")
    if view.pieces:
        st.html(posting_html(view.pieces, every_tagged_line=every))
    else:
        st.html('<p class="pa-nothing">Its text was not kept; only the audit was saved.</p>')
