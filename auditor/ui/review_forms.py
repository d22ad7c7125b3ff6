"""The small forms of a decision that needs words: dismiss, correct, send back, approve with a waiver."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from auditor.store import DecisionKind, Store
from auditor.taxonomy import RoleId, load_taxonomy
from auditor.ui.labels import plain_label
from auditor.ui.review_correction import NO_ROLE, correction_of
from auditor.ui.review_posting import PostingView
from auditor.ui.review_state import reviewing_as, see, tried
from auditor.ui.review_words import decision_sentence, role_words

__all__ = ["show_form"]

_WHY, _ROLE, _SECOND = "review_why", "review_role", "review_second"
_LINE, _ACTIVITY = "review_line", "review_activity"
_AS_FOUND = ""
_LABELS = {
    DecisionKind.DISMISS: ("Why is it not so?", "Dismiss it"),
    DecisionKind.CORRECT: ("Why? (may stay empty)", "Correct it"),
    DecisionKind.SEND_BACK: ("Anything to add? (may stay empty)", "Mark as sent back"),
    DecisionKind.APPROVE: ("Why may it stay as it is?", "Approve and sign off"),
}


def show_form(store: Store, view: PostingView, code: str, kind: DecisionKind, close: Callable[[], None]) -> None:
    """The form for one kind of decision about a finding (its code) or the posting (code "")."""
    asked, done = _LABELS[kind]
    with st.form(f"review_form_{code}", border=True):
        if kind is DecisionKind.SEND_BACK:
            st.text_area("The note to the manager", view.note, height=170, disabled=True)
        if kind is DecisionKind.APPROVE:
            st.html('<p class="pa-source">Signs off this title and text. An edit of either voids it.</p>')
        if kind is DecisionKind.CORRECT:
            _corrections(view)
        st.text_input(asked, key=_WHY, max_chars=1000)
        st.form_submit_button(done, type="primary", on_click=_submit, args=(store, view, code, kind, close))


def _corrections(view: PostingView) -> None:
    roles = [_AS_FOUND, *RoleId]
    st.selectbox("The work really is", roles, format_func=_role, key=_ROLE)
    st.selectbox("Second role", [_AS_FOUND, NO_ROLE, *RoleId], format_func=_second, key=_SECOND)
    if view.lines:
        lines = dict(view.lines)
        st.selectbox(
            "A line that was misread",
            [0, *lines],
            format_func=lambda number: "None" if number == 0 else plain_label(f"{number}: {lines[number]}"),
            key=_LINE,
        )
        activities = load_taxonomy().activities
        st.selectbox(
            "That line is about",
            [_AS_FOUND, *activities],
            format_func=lambda name: "As read" if name == _AS_FOUND else activities[name].name,
            key=_ACTIVITY,
        )


def _role(role: RoleId | str) -> str:
    return "As found" if role == _AS_FOUND else role_words(role)


def _second(role: RoleId | str) -> str:
    return "None" if role == NO_ROLE else "As found" if role == _AS_FOUND else role_words(role)


def _submit(store: Store, view: PostingView, code: str, kind: DecisionKind, close: Callable[[], None]) -> None:
    said = st.session_state
    correction = None
    if kind is DecisionKind.CORRECT:
        correction = correction_of(*(said.get(field) or None for field in (_ROLE, _SECOND, _LINE, _ACTIVITY)))

    def work() -> str:
        made = store.decide(view.posting_id, code, kind, reviewing_as(), view.head, said.get(_WHY) or "", correction)
        see(view.posting_id, made.number)
        return decision_sentence(made)

    if tried(work):
        close()
        for key in (_WHY, _ROLE, _SECOND, _LINE, _ACTIVITY):
            said.pop(key, None)
