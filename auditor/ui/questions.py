"""The questions that only the user can answer. Every answer changes the advice at once."""

from __future__ import annotations

import streamlit as st

from auditor.advice import Advice, Answers, Scope
from auditor.guide import load_guide
from auditor.judgement import Audit
from auditor.reading import Answer
from auditor.ui.markup import needs_html, text_of
from auditor.ui.session import PageSession

__all__ = ["show_questions"]

_WORDS = {Answer.YES: "Yes", Answer.NO: "No"}
_SCOPES = {
    Scope.CONTINUING: "It goes on",
    Scope.BOUNDED: "It ends when it is built",
    Scope.UNCLEAR: "Nobody knows yet",
}
_MOST = 10**12


def show_questions(session: PageSession, audit: Audit, advice: Advice | None) -> None:
    """A section that opens on the questions, with what the guide concludes; nothing while no advice can be given."""
    if advice is None or not advice.need:
        return
    section = st.expander(_label(audit), key="questions", on_change="rerun")
    if not section.open:
        return
    with section:
        st.html(f'<p class="pa-source">{text_of(advice.need_words)}</p>{needs_html(advice.need)}')
        left, right = st.columns(2)
        with left:
            custom = _yes_no("Are models that you train yourselves part of the work?", "custom_models", session)
            built = _yes_no("Is somebody already building the models?", "models_built", session)
            core = _yes_no("Is AI what you sell, rather than a part of something else?", "core_product", session)
            requests = _number("Requests a day that it will serve", "requests_per_day", session)
        with right:
            days = _number("Days until it must be in use", "deadline_days", session)
            scope = _choice("How long does the work last?", "scope", {s.value: w for s, w in _SCOPES.items()}, session)
            goals = {goal.id: goal.goal for goal in load_guide().goals}
            goal = _choice("The business goal is nearest to", "goal", goals, session)
    answers = Answers(
        custom_models=custom,
        requests_per_day=requests,
        models_built=built,
        core_product=core,
        deadline_days=None if days is None else int(days),
        scope=Scope(scope) if scope else None,
        goal=goal,
    )
    if answers != session.answers:
        session.answers = answers
        st.rerun()


def _label(audit: Audit) -> str:
    """Of the posting alone: a label that changed with the answers would be another section, and closed again."""
    asked = audit.advice.need if audit.advice else ()
    count = sum(1 for need in asked if need.given_by is None)
    noun = "question" if count == 1 else "questions"
    return f"**Only you can answer** {count or 'No'} {noun} about the need left open by the posting"


def _yes_no(question: str, name: str, session: PageSession) -> Answer | None:
    return st.segmented_control(
        question,
        tuple(_WORDS),
        default=getattr(session.answers, name),
        format_func=_WORDS.__getitem__,
        key=_key(name, session),
    )


def _number(question: str, name: str, session: PageSession) -> float | None:
    known = getattr(session.answers, name)
    given: float | None = st.number_input(
        question, min_value=0, max_value=_MOST, value=known, step=1, key=_key(name, session), placeholder="not known"
    )
    return given


def _choice(question: str, name: str, options: dict[str, str], session: PageSession) -> str | None:
    known = getattr(session.answers, name)
    return st.selectbox(
        question,
        tuple(options),
        index=tuple(options).index(known) if known else None,
        format_func=options.__getitem__,
        key=_key(name, session),
        placeholder="not said",
    )


def _key(name: str, session: PageSession) -> str:
    """A posting's answers are its own: another posting gets fields of its own."""
    return f"answer_{name}_{session.arrivals - session.version}"
