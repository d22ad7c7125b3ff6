"""The language model on the page: one line with one button when a model is known, and the form that names one."""

from __future__ import annotations

import streamlit as st

from auditor.errors import AuditorError
from auditor.readers import Usage
from auditor.readers.llm import PROVIDERS, load_models
from auditor.ui.labels import plain_label
from auditor.ui.markup import problem_html, text_of
from auditor.ui.model_choice import PROVIDER_NAMES, needs_key, sent_sentence, typed_model
from auditor.ui.session import PageSession
from auditor.ui.state import page_settings
from auditor.ui.wording import failure_advice, shortened

__all__ = ["cost_sentence", "show_model_bar", "show_model_form"]

_PROVIDER, _MODEL, _KEY = "model_provider", "model_name", "model_key"
_PROBLEM = "model_problem"
_LOOK_EVERY = 0.5
"""Seconds between two looks for the model's answer."""


def show_model_bar(session: PageSession, usage: Usage | None) -> None:
    """What the model can do, does, did or failed to do with this posting; nothing when no model is known."""
    if session.model is None or session.read.reading is None:
        return
    if session.waiting:
        _wait(session)
        return
    with st.container(key="model_bar", horizontal=True, vertical_alignment="center"):
        if session.read_by_model:
            st.html(_line(cost_sentence(usage)))
            st.button("Back to the offline reading", key="model_back", on_click=session.drop_model_reading)
        elif session.failure:
            st.html(_failed(session))
            st.button("Try again", key="model_again", on_click=session.ask_model)
        else:
            st.html(_line(sent_sentence(session.model, session.read)))
            label = plain_label(f"Read with {session.model.model}")
            st.button(label, key="model_ask", on_click=session.ask_model)


@st.fragment(run_every=_LOOK_EVERY)
def _wait(session: PageSession) -> None:
    if session.waiting is None or session.collect():
        st.rerun()
    name = session.model.model if session.model else "the model"
    with st.container(key="model_bar", horizontal=True, vertical_alignment="center"):
        said = f"Reading with {shortened(name, 60)}. The offline verdict stands until it answers."
        st.html(
            f'<p class="pa-model" role="status"><span class="pa-busy" aria-hidden="true"></span>{text_of(said)}</p>'
        )
        st.button("Stop waiting", key="model_stop", on_click=session.drop_model_reading)


def _line(sentence: str) -> str:
    return f'<p class="pa-model">{text_of(sentence)}</p>'


def _failed(session: PageSession) -> str:
    failure = session.failure
    if failure is None:
        return ""
    return problem_html(f"{failure.message}; the offline verdict stands", failure_advice(failure.code))


def cost_sentence(usage: Usage | None, work: str = "reading") -> str:
    """What the reading, or other work, cost: tokens, money, time."""
    if usage is None:
        return "Nothing was sent."
    cached = f", {usage.cached_tokens:,} of them from the provider's cache" if usage.cached_tokens else ""
    price = "price unknown" if usage.usd is None else f"{usage.usd:.4f} USD"
    return (
        f"The {work} took {usage.input_tokens:,} tokens in{cached}, {usage.output_tokens:,} out, "
        f"{usage.seconds:.1f} s; {price}."
    )


def show_model_form(session: PageSession) -> None:
    """A collapsed form for naming a model and typing its key, which stays in this browser session's memory."""
    section = st.expander(
        "**A second reader** A language model; nothing is sent before you press its button",
        key="model_form",
        on_change="rerun",
    )
    if not section.open:
        return
    settings = page_settings()
    with section, st.form("model", border=False, enter_to_submit=False):
        st.html(
            '<p class="pa-source">The key stays in this tab’s session and is forgotten with it. Nothing is sent before '
            "you press the button that names the model.</p>"
        )
        st.selectbox("Provider", tuple(PROVIDERS), format_func=PROVIDER_NAMES.__getitem__, key=_PROVIDER)
        st.text_input("Model", key=_MODEL, max_chars=120, placeholder=_default_models())
        st.text_input("Key", key=_KEY, type="password", max_chars=400, autocomplete="off", help=_key_help())
        st.form_submit_button("Offer this model", on_click=_choose, args=(session,))
        if problem := st.session_state.get(_PROBLEM):
            st.html(problem_html(*problem))
    if settings.base_url:
        section.html(f'<p class="pa-source">Every request goes to {text_of(settings.base_url)}.</p>')


def _default_models() -> str:
    return ", ".join(load_models(page_settings().models).defaults.values())


def _key_help() -> str:
    needing = [PROVIDER_NAMES[name] for name in PROVIDERS if needs_key(name, page_settings())]
    return f"Needed for {' and '.join(needing)}." if needing else "Only if the server asks for one."


def _choose(session: PageSession) -> None:
    provider, key = st.session_state[_PROVIDER], st.session_state[_KEY] or ""
    name = (st.session_state[_MODEL] or "").strip() or load_models(page_settings().models).defaults.get(provider, "")
    st.session_state[_PROBLEM] = None
    try:
        session.choose_model(typed_model(provider, name, key, page_settings()))
    except AuditorError as error:
        st.session_state[_PROBLEM] = (error.message, error.hint)
        return
    st.session_state[_KEY] = ""
