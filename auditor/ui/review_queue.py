"""The queue: groups of postings that ask the same question, and the postings in doubt, which are looked at singly."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import streamlit as st

from auditor.store import QueueRow, Store
from auditor.ui.review_downloads import show_downloads
from auditor.ui.review_filters import show_filters
from auditor.ui.review_links import link
from auditor.ui.review_markup import group_html, head_html, row_html
from auditor.ui.review_place import Place
from auditor.ui.review_state import now, reviewer_field
from auditor.ui.review_words import rows_words, rule_words

__all__ = ["show_queue"]

_GROUPS, _ROWS = 20, 25
_SHOWN = "review_shown"


def show_queue(store: Store, here: Place) -> None:
    """The queue at this place of the review."""
    at = now()
    sure = store.groups(replace(here, doubts=False).filter_at(at), limit=_shown(_GROUPS))
    st.html(head_html("Review", "The same question is decided once for all postings that raise it."))
    reviewer_field()
    _two_queues(here, sure.rows, sure.unsure)
    show_filters(store, here)
    if here.doubts:
        _doubts(store, here, at)
    else:
        policies = {policy.key: policy for policy in store.policies()}
        for index, group in enumerate(sure.groups):
            with st.container(key=f"review_group_{index}", horizontal=True, vertical_alignment="center"):
                st.html(group_html(group, policies.get(group.key), at))
                link(
                    "Look at them" if group.rows > 1 else "Look at it", here.of_group(group.key), f"review_open_{index}"
                )
        _rest(len(sure.groups), sure.total, "group")
    if not (sure.unsure if here.doubts else sure.rows):
        st.html(f'<p class="pa-nothing">{_nothing(here)}</p>')
    show_downloads(store, here)


def _two_queues(here: Place, sure: int, unsure: int) -> None:
    with st.container(key="review_queues", horizontal=True):
        for doubts, name, count in ((False, "To decide", sure), (True, "In doubt", unsure)):
            on = "on" if here.doubts is doubts else "off"
            with st.container(key=f"review_tab_{on}_{int(doubts)}", width="content"):
                kept = here if here.doubts is doubts else replace(here, code=None)
                target = replace(kept, doubts=doubts, action=None if doubts else here.action)
                link(f"{name} ({count:,})", target, f"review_queue_{int(doubts)}", "tertiary")


def _doubts(store: Store, here: Place, at: datetime) -> None:
    page = store.rows(here.filter_at(at), limit=_shown(_ROWS))
    for index, row in enumerate(page.rows):
        with st.container(key=f"review_row_{index}", horizontal=True, vertical_alignment="center"):
            st.html(row_html(row, "", at, remark=rule_words(row.code)))
            link("Look", _opened(here, row), f"review_open_{index}")
    _rest(len(page.rows), None if page.after is None else -1, "posting")


def _opened(here: Place, row: QueueRow) -> Place:
    return here.of_posting(row.posting_id)


def _rest(shown: int, total: int | None, noun: str) -> None:
    if total is None or shown == total:
        return
    st.button("Show more", key="review_more", on_click=_more)
    if total > 0:
        st.html(f'<p class="pa-source">{shown:,} of {total:,} {noun}s are shown, the largest first.</p>')


def _shown(step: int) -> int:
    return step * int(st.session_state.get(_SHOWN, 1))


def _more() -> None:
    st.session_state[_SHOWN] = int(st.session_state.get(_SHOWN, 1)) + 1


def _nothing(here: Place) -> str:
    if here.narrowed:
        return "Nothing in the queue fits these filters."
    return "No posting is in doubt." if here.doubts else f"The queue is empty: {rows_words(0)} to decide."
