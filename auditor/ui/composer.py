"""Where a posting is pasted: a text field, one button, three examples; or a new version of the one at hand."""

from __future__ import annotations

import streamlit as st

from auditor.errors import AuditorError
from auditor.ui.examples import EXAMPLES, Example, example_text
from auditor.ui.markup import problem_html
from auditor.ui.session import PageSession
from auditor.ui.state import EDITING, LOCATION_FIELD, PROBLEM, TITLE_FIELD

__all__ = ["show_composer"]

_FIELD = "posting_field"
_OPENING = """<div class="pa-opening"><h1>Does the posting describe the job in its title?</h1>
<p>Paste a posting for an AI role. You get the role that its duties describe, where title and duties
part, and what to change. It is read on this machine and kept in this tab only.</p></div>"""
_STEPS = """<ol class="pa-steps">
<li><b>The work is read blind.</b> The title is taken out first, so the role comes from the duties alone.</li>
<li><b>The title is judged apart.</b> What it promises is compared with the work, by the hiring guide and by market
use.</li>
<li><b>Every claim shows its line.</b> Findings point to the words they rest on and say what to change.</li></ol>"""


def show_composer(session: PageSession) -> None:
    """The composer; after a problem, what it is and what to do stands below the button."""
    if session.has_posting:
        st.html('<div class="pa-opening"><h1>A new version of the posting</h1></div>')
    else:
        st.html(_OPENING)
    _form(session)
    if not session.has_posting:
        _examples(session)
        st.html(_STEPS)


def _form(session: PageSession) -> None:
    if _FIELD not in st.session_state:
        st.session_state[_FIELD] = session.text
    with st.form("composer", border=False, enter_to_submit=True):
        st.text_area(
            "The posting, title line first",
            key=_FIELD,
            height=260,
            placeholder="Senior AI Engineer\n\nWhat you will do\n- …\n\nWhat you bring\n- …",
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.form_submit_button("Audit this posting", type="primary", on_click=_submit, args=(session,))
            if session.has_posting:
                st.form_submit_button("Back to the audit", on_click=_back)
            st.html('<span class="pa-tryone">Ctrl + Enter works too.</span>', width="content")
        if problem := st.session_state.get(PROBLEM):
            st.html(problem_html(*problem))


def _examples(session: PageSession) -> None:
    with st.container(key="examples", horizontal=True, vertical_alignment="center"):
        st.html('<span class="pa-tryone">Or look at an example:</span>', width="content")
        for example in EXAMPLES:
            st.button(example.label, key=f"example_{example.key}", on_click=_try, args=(session, example))


def _submit(session: PageSession) -> None:
    _audit(session, st.session_state.get(_FIELD) or "")


def _try(session: PageSession, example: Example) -> None:
    _audit(session, example_text(example.key))


def _back() -> None:
    st.session_state[EDITING] = False
    st.session_state[PROBLEM] = None


def _audit(session: PageSession, text: str) -> None:
    """Reads the text; a problem leaves the field as it is and is shown below it."""
    try:
        session.submit(text, keep_title=session.has_posting)
    except AuditorError as error:
        st.session_state[PROBLEM] = (error.message, error.hint)
        return
    st.session_state[PROBLEM] = None
    st.session_state[EDITING] = False
    st.session_state[TITLE_FIELD], st.session_state[LOCATION_FIELD] = session.title, session.location
