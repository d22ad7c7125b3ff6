"""The filters of the queue. They live in the address: a filtered queue can be sent to somebody as a link."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from auditor.store import QueueFilter, Store
from auditor.store.model import State
from auditor.ui.labels import plain_label
from auditor.ui.review_links import link
from auditor.ui.review_place import AGES, NOBODY, QUEUED_ACTIONS, Place
from auditor.ui.review_state import go, now, place
from auditor.ui.review_words import STATE_WORDS, rule_words

__all__ = ["show_filters"]

_ALL, _ANY = "", "any"
_CHOICES = 100
_STATES = (State.OPEN, _ANY, *(state for state in State if state is not State.OPEN))


def show_filters(store: Store, here: Place) -> None:
    """The row of filters; choosing one changes the address."""
    bare = replace(here.of_queue(), company=None, owner=None, source=None, code=None, assignee=None)
    every = bare.filter_at(now())
    with st.container(key="review_filters", horizontal=True, vertical_alignment="bottom"):
        _typed("search", "Search in titles", here.search, 190)
        if not here.doubts:
            _select("action", "Action", [_ALL, *QUEUED_ACTIONS], {a: a.capitalize() for a in QUEUED_ACTIONS}, here)
        _select("company", "Company", *_found(store, "company", every, here.company), here)
        _select("owner", "Owner", *_found(store, "owner", every, here.owner), here)
        _select("source", "Source", *_found(store, "source", every, here.source), here)
        _select("code", "Doubt" if here.doubts else "Rule", *_rules(store, every, here.code), here)
        ages = {days: f"{days} day{'' if days == 1 else 's'} or more" for days in AGES}
        _select("age", "Waiting", [_ALL, *AGES], ages, here)
        _, named = _found(store, "assignee", every, None)
        names = {NOBODY: "Nobody", **{f"@{name}": words for name, words in named.items()}}
        chosen = [here.assignee] if here.assignee and here.assignee not in names else []
        _select("assignee", "Assigned to", [_ALL, *names, *chosen], names, here)
        _typed("requisition", "Requisition", here.requisition, 136)
        _select("state", "State", list(_STATES), {**STATE_WORDS, _ANY: "In any state"}, here)
    if here.narrowed:
        link("Clear the filters", Place(doubts=here.doubts), "review_clear")


def _typed(name: str, label: str, value: str | None, width: int) -> None:
    key = f"review_filter_{name}"
    st.session_state[key] = value or ""
    st.text_input(label, key=key, max_chars=300, on_change=_choose, args=(name,), width=width)


def _found(store: Store, column: str, chosen: QueueFilter, current: str | None) -> tuple[list[str], dict[str, str]]:
    """The values to choose from, commonest first, and their labels; the one chosen is among them."""
    counted = dict(store.choices(column, chosen, _CHOICES))
    if current is not None:
        counted.setdefault(current, 0)
    return [_ALL, *counted], {value: f"{value} ({count:,})" for value, count in counted.items()}


def _rules(store: Store, chosen: QueueFilter, current: str | None) -> tuple[list[str], dict[str, str]]:
    """Rules, or reasons for doubt, by their names."""
    options, labels = _found(store, "code", chosen, current)
    return options, {code: label.replace(code, rule_words(code), 1) for code, label in labels.items()}


def _select(name: str, label: str, options: list[Any], labels: dict[Any, str], here: Place) -> None:
    key = f"review_filter_{name}"
    value = getattr(here, name)
    st.session_state[key] = _ANY if name == "state" and value is None else value or _ALL
    st.selectbox(
        label,
        options,
        key=key,
        format_func=lambda option: "All" if option == _ALL else plain_label(str(labels.get(option, option))),
        on_change=_choose,
        args=(name,),
        width=136,
    )


def _choose(name: str) -> None:
    key = f"review_filter_{name}"
    if key not in st.session_state:
        return  # a browser may speak of a field that has gone
    value: Any = st.session_state[key] or None
    if name == "state" and value == _ANY:
        value = None
    chosen: dict[str, Any] = {name: value}
    go(replace(place(), **chosen))
