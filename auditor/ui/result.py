"""The audit on the page, in the order of what a busy person needs."""

from __future__ import annotations

import time
from functools import partial

import streamlit as st

from auditor.advice import Advice
from auditor.judgement import Audit
from auditor.reports.checklist import checklist_markdown, checklist_word
from auditor.reports.render import render_file
from auditor.ui.changes import changes
from auditor.ui.disagree_form import show_disagree
from auditor.ui.download import show_download
from auditor.ui.labels import plain_label
from auditor.ui.markup import (
    changes_html,
    details_html,
    findings_html,
    posting_html,
    sides_html,
    text_of,
    verdict_html,
)
from auditor.ui.model_bar import show_model_bar, show_model_form
from auditor.ui.page_components import arrive, copy_button
from auditor.ui.pages import batch_page, roles_page
from auditor.ui.questions import show_questions
from auditor.ui.rewrite_block import show_rewrite
from auditor.ui.save_form import show_save
from auditor.ui.session import LOCATION_LIMIT, TITLE_LIMIT, PageSession
from auditor.ui.state import EDITING, FROM_BATCH, LOCATION_FIELD, PROBLEM, TITLE_FIELD
from auditor.ui.view import AuditView, view_of
from auditor.ui.wording import shortened

__all__ = ["show_result"]

_PROFILE_FIELD = "profile_field"
_LOCATION_HELP = """Where the job is, such as “Denver, CO” or “Berlin, Germany”. It says which rules on stating pay
are looked up, and goes before a place in the text. Left empty, a line of the text such as “Location: …” counts."""
_BEFORE_THE_QUESTIONS = ("further", "waived", "specification", "pay")
_LONGEST_TITLE = 60
_PAINTED = "painted_arrival"
_FRAME_SECONDS = 0.06
"""A few frames at 60 a second."""
_PROFILES = {"guide": "Hiring guide", "market": "Market use"}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DOWNLOADS = {
    "docx": ("Word with comments", "docx", _WORD),
    "html": ("HTML", "html", "text/html"),
    "markdown": ("Markdown", "md", "text/markdown"),
    "json": ("JSON", "json", "application/json"),
}
"""Format name -> label, suffix, media type."""


def show_result(session: PageSession) -> None:
    """Everything below the composer: verdict, title, columns, findings, posting, sections, downloads."""
    audit = session.audit()
    offline = session.offline_audit() if session.read_by_model else None
    view = view_of(audit, session.other_audit(), offline, session.answers)
    _source_bar(session)
    room = session.steady.room(view.sentence, view.other_profile or "")
    st.html(verdict_html(view, session.arrivals, room))
    _let_it_be_painted(session)
    arrive(session.arrivals)
    show_model_bar(session, audit.usage)
    _title_row(session, view)
    if session.before is not None:
        st.html(changes_html(changes(session.before, offline or audit), session.version))
    st.html(sides_html(view))
    left, right = st.columns([5, 6], gap="large")
    with left:
        _findings(session, audit, view)
    with right:
        _posting(view)
    show_rewrite(offline or audit, session.model_draft(audit))
    if first := [section for section in view.details if section.key in _BEFORE_THE_QUESTIONS]:
        st.html(details_html(first))
    show_questions(session, audit, view.advice)
    st.html(details_html(section for section in view.details if section.key not in _BEFORE_THE_QUESTIONS))
    show_model_form(session)
    show_save(audit)
    _downloads(audit, view.advice)


def _let_it_be_painted(session: PageSession) -> None:
    """After a new posting, gives the browser time to paint the verdict before the rest of the page keeps it busy.

    Sent at once, the rest is mounted first: the verdict of 5,000 characters then stood about 0.2 s later.
    """
    if st.session_state.get(_PAINTED) != session.arrivals:
        st.session_state[_PAINTED] = session.arrivals
        time.sleep(_FRAME_SECONDS)


def _source_bar(session: PageSession) -> None:
    size = f"{len(session.text):,} characters"
    version = f", version {session.version}" if session.version > 1 else ""
    with st.container(key="source_bar", horizontal=True, vertical_alignment="center"):
        st.html(f'<span class="pa-source">Posting of {text_of(size + version)}</span>')
        st.button("Edit or paste again", key="edit", on_click=_edit)
        st.button("New posting", key="new", on_click=_start_over, args=(session,))
        if st.session_state.get(FROM_BATCH):
            st.page_link(batch_page(), label="Back to the batch")


def _edit() -> None:
    st.session_state[EDITING] = True


def _start_over(session: PageSession) -> None:
    session.clear()
    st.session_state[EDITING] = st.session_state[FROM_BATCH] = False
    st.session_state[PROBLEM] = None


def _title_row(session: PageSession, view: AuditView) -> None:
    if TITLE_FIELD not in st.session_state:
        st.session_state[TITLE_FIELD] = session.title
    if st.session_state.get(_PROFILE_FIELD) not in _PROFILES:
        st.session_state[_PROFILE_FIELD] = session.profile
    with st.container(key="title_row", horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Title (judged as you type)",
            key=TITLE_FIELD,
            max_chars=TITLE_LIMIT,
            live="250ms",
            placeholder="" if session.found_title else "No title found: type one",
            on_change=_retitle,
            args=(session, session.arrivals),
        )
        _location(session)
        st.segmented_control(
            "Judge by",
            tuple(_PROFILES),
            key=_PROFILE_FIELD,
            format_func=_PROFILES.__getitem__,
            required=True,
            on_change=_choose_profile,
            args=(session, session.arrivals),
        )
    _title_offers(session, view)


def _title_offers(session: PageSession, view: AuditView) -> None:
    """Titles that fit, and the way back: a line of its own that keeps its place, the chosen title in it."""
    offers = session.steady.offers(session.title, view.suggestions)
    with st.container(key="title_offers", horizontal=True, vertical_alignment="center"):
        st.html(f'<span class="pa-source">{text_of(_offer(session, offers))}</span>', width="content")
        for index, title in enumerate(offers):
            chosen = title == session.title
            button = f"suggestion_{index}"
            st.button(plain_label(title), key=button, on_click=_take, args=(session, title), disabled=chosen)
        if session.title != session.found_title:
            st.button("Undo", key="restore_title", on_click=_take, args=(session, session.found_title))


def _offer(session: PageSession, offers: tuple[str, ...]) -> str:
    if offers:
        return "Titles that fit the work:"
    if session.title != session.found_title:
        found = shortened(session.found_title, _LONGEST_TITLE)
        return f"In the posting: “{found}”" if found else "No title in the posting"
    return "Try another title above; the posting itself stays as it is."


def _location(session: PageSession) -> None:
    if LOCATION_FIELD not in st.session_state:
        st.session_state[LOCATION_FIELD] = session.location
    st.text_input(
        "Location (optional)",
        key=LOCATION_FIELD,
        max_chars=LOCATION_LIMIT,
        help=_LOCATION_HELP,
        on_change=_relocate,
        args=(session, session.arrivals),
        width=150,
    )


def _relocate(session: PageSession, arrival: int) -> None:
    if LOCATION_FIELD in st.session_state and session.shows(arrival):
        session.relocate(st.session_state[LOCATION_FIELD] or "")


def _retitle(session: PageSession, arrival: int) -> None:
    if TITLE_FIELD in st.session_state and session.shows(arrival):
        session.retitle(st.session_state[TITLE_FIELD] or "")


def _take(session: PageSession, title: str) -> None:
    session.retitle(title)
    st.session_state[TITLE_FIELD] = session.title


def _choose_profile(session: PageSession, arrival: int) -> None:
    chosen = st.session_state.get(_PROFILE_FIELD)
    if chosen in _PROFILES and session.shows(arrival):
        session.profile = chosen


def _findings(session: PageSession, audit: Audit, view: AuditView) -> None:
    st.html(findings_html(view))
    with st.container(key="hand_on", horizontal=True):
        copy_button("Copy fixes", view.fixes, key="copy_fixes")
        copy_button("Copy note to the manager", view.note, key="copy_note")
        with st.container(key="roles_link", width="content"):
            st.page_link(roles_page(), label="What the roles mean")
    show_disagree(session, audit)


def _posting(view: AuditView) -> None:
    with st.container(key="posting_head", horizontal=True, vertical_alignment="center"):
        st.html('<div class="pa-postinghead"><h2>The posting, deciding lines marked</h2></div>')
        every = st.toggle("Show every tagged line", key="every_line", disabled=not view.tagged)
    st.html(posting_html(view.text, every_tagged_line=every))


def _downloads(audit: Audit, advice: Advice | None) -> None:
    with st.container(key="downloads", horizontal=True, vertical_alignment="center"):
        st.html('<span class="pa-source">Download the audit:</span>', width="content")
        for name, (label, suffix, mime) in _DOWNLOADS.items():
            file_name = f"audit-{audit.posting.id[:8]}.{suffix}"
            show_download(label, partial(render_file, audit, name), file_name, mime, f"download_{name}")
    if advice is None:
        return
    with st.container(key="checklists", horizontal=True, vertical_alignment="center"):
        st.html('<span class="pa-source">Download the specification checklist:</span>', width="content")
        name = f"checklist-{audit.posting.id[:8]}"
        word = partial(checklist_word, audit, advice)
        show_download("Checklist for Word", word, f"{name}.docx", _WORD, "download_checklist_docx")
        data = partial(_checklist_markdown, audit, advice)
        show_download("Checklist in Markdown", data, f"{name}.md", "text/markdown", "download_checklist_markdown")


def _checklist_markdown(audit: Audit, advice: Advice) -> bytes:
    return checklist_markdown(audit, advice).encode("utf-8")
