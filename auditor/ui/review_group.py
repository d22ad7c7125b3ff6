"""One group of the queue: a preview of its postings, and one decision for all of them but the exceptions."""

from __future__ import annotations

import streamlit as st

from auditor.store import DecisionKind, GroupKey, QueueFilter, QueueRow, Seen, Store
from auditor.ui.review_links import link
from auditor.ui.review_markup import head_html, policy_html, row_html
from auditor.ui.review_place import Place
from auditor.ui.review_posting import first_quote
from auditor.ui.review_state import now, reviewer_field, reviewing_as, tried
from auditor.ui.review_words import (
    bulk_sentence,
    claim_words,
    policy_proposal,
    role_words,
    rows_words,
    rule_words,
)

__all__ = ["show_group"]

_PREVIEWS = (5, 10, 25, 50)
_KINDS = {
    DecisionKind.CONFIRM: "Confirm the finding",
    DecisionKind.DISMISS: "Dismiss the finding",
    DecisionKind.SEND_BACK: "Send the postings back",
    DecisionKind.FIXED: "Mark the postings as fixed",
}
_PREVIEW, _KIND, _REASON = "review_preview", "review_bulk_kind", "review_bulk_reason"
_HOUSE, _SENTENCE, _LAST = "review_bulk_house", "review_bulk_sentence", "review_last_bulk"
_OUT = "review_left_out_"


def show_group(store: Store, here: Place, key: GroupKey) -> None:
    """The group at this place of the review."""
    at = now()
    chosen = here.filter_at(at)
    count = store.groups(chosen, limit=1).rows
    link("Back to the queue", here.of_queue(), "review_back", "tertiary")
    st.html(head_html(f"{claim_words(key.claim)} → {role_words(key.role)}", f"{rule_words(key.rule)}. {_asked(count)}"))
    known = reviewer_field()
    _last_bulk(store)
    _policy(store, key)
    if not count:
        return
    limit = _PREVIEWS[0]
    with st.container(key="review_preview_head", horizontal=True, vertical_alignment="bottom"):
        if count > limit:
            limit = st.selectbox("Show", _PREVIEWS, index=1, key=_PREVIEW, width=110)
            st.html(f'<p class="pa-source">of {count:,}, oldest first. Untick a posting to leave it out.</p>')
        elif count > 1:
            st.html('<p class="pa-source">Oldest first. Untick a posting to leave it out.</p>')
    page = store.rows(chosen, limit=limit)
    for row in page.rows:
        _row(store, here, row)
    if known:
        _decide(store, key, chosen, page.seen, count)


def _asked(count: int) -> str:
    if not count:
        return "Nothing is left to decide here."
    return f"{rows_words(count)} raise it." if count > 1 else "One posting raises it."


def _row(store: Store, here: Place, row: QueueRow) -> None:
    with st.container(key=f"review_item_{row.number}", horizontal=True, vertical_alignment="center"):
        field = f"{_OUT}{row.posting_id}"
        if field not in st.session_state:
            st.session_state[field] = True
        st.checkbox("Decide it with the others", key=field, label_visibility="collapsed")
        st.html(row_html(row, first_quote(store.posting(row.posting_id), row.code), now()))
        link("Look", here.of_posting(row.posting_id), f"review_look_{row.number}")


def _left_out() -> frozenset[str]:
    """Ids of the postings that were unticked in this browser session."""
    fields = [str(key) for key in st.session_state if str(key).startswith(_OUT)]
    return frozenset(field.removeprefix(_OUT) for field in fields if not st.session_state[field])


def _policy(store: Store, key: GroupKey) -> None:
    policy = next((policy for policy in store.policies() if policy.key == key), None)
    if policy is None:
        return
    with st.container(key="review_policy", horizontal=True, vertical_alignment="center"):
        st.html(policy_html(policy))
        st.button("Take it back", key="review_policy_drop", type="tertiary", on_click=_drop_policy, args=(store, key))


def _drop_policy(store: Store, key: GroupKey) -> None:
    def work() -> str:
        store.set_policy(key, None, reviewing_as())
        return "The house policy is taken back"

    tried(work)


def _decide(store: Store, key: GroupKey, chosen: QueueFilter, seen: Seen, count: int) -> None:
    out = len(_left_out())
    with st.container(key="review_bulk", border=True):
        st.html(f"<h2>Decide {'them' if count != 1 else 'it'}{f', but for {out} left out' if out else ''}</h2>")
        st.radio("Decision", tuple(_KINDS), format_func=_KINDS.__getitem__, key=_KIND, horizontal=True)
        st.text_input("Why", key=_REASON, max_chars=500, placeholder="Stands beside every one of these decisions")
        house = st.checkbox("Save as house policy: shown in reports, changes no verdict", key=_HOUSE)
        if house:
            if _SENTENCE not in st.session_state:
                st.session_state[_SENTENCE] = policy_proposal(key)
            st.text_input("House policy", key=_SENTENCE, max_chars=300)
        st.button(
            f"Apply to {rows_words(max(count - out, 0))}",
            key="review_apply",
            type="primary",
            on_click=_apply,
            args=(store, key, chosen, seen),
        )


def _apply(store: Store, key: GroupKey, chosen: QueueFilter, seen: Seen) -> None:
    kind, reason = st.session_state[_KIND], st.session_state.get(_REASON, "")
    house = st.session_state.get(_SENTENCE) if st.session_state.get(_HOUSE) else None
    out = _left_out()

    def work() -> str:
        result = store.decide_group(chosen, kind, reviewing_as(), reason, seen, out)
        st.session_state[_LAST] = (result.bulk, result.rows)
        if house:
            store.set_policy(key, house, reviewing_as())
        return bulk_sentence(kind, result, len(out))

    if tried(work):
        _forget_form()


def _forget_form() -> None:
    for key in [str(key) for key in st.session_state]:
        if key.startswith(_OUT) or key == _SENTENCE:
            del st.session_state[key]
    st.session_state[_REASON] = ""  # a field whose key is only deleted keeps in the browser what was typed
    st.session_state[_HOUSE] = False


def _last_bulk(store: Store) -> None:
    """The way back from the last decision of this browser session about many."""
    last = st.session_state.get(_LAST)
    if last is not None and last[1]:
        st.button(
            f"Undo: {rows_words(last[1])} open again", key="review_undo_bulk", on_click=_undo, args=(store, last[0])
        )


def _undo(store: Store, bulk: str) -> None:
    def work() -> str:
        result = store.undo_group(bulk, reviewing_as())
        return bulk_sentence(DecisionKind.UNDO, result)

    if tried(work):
        st.session_state.pop(_LAST, None)
