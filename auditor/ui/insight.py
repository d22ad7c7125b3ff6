"""The insight page's parts: filters that live in the address, charts with their tables, downloads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from auditor.store import Store
from auditor.store.sheet import as_csv
from auditor.ui.insight_markup import compared_html, empty_html, flags_html, mix_html, summary_html
from auditor.ui.insight_place import FACETS, PERIODS, STEPS, InsightPlace, insight_place
from auditor.ui.insight_series import COLUMNS, Tally, by_period, by_value, cells, total
from auditor.ui.labels import plain_label
from auditor.ui.review_markup import head_html
from auditor.ui.review_state import now

__all__ = ["show_insight"]

_FIELD = "insight_"
_ALL = ""
_MOST = 20


def show_insight(store: Store) -> None:
    """Counts of the postings that the address means."""
    here = insight_place(st.query_params.to_dict())
    chosen = here.filter_on(now().date())
    st.html(head_html("Insight", "How many saved postings are flagged, and what work they describe."))
    _filters(store, here)
    periods = by_period(store.outcomes(chosen), here.step)
    values = by_value(store.compared(here.by, chosen, _MOST))
    if not periods:
        st.html(empty_html(narrowed=bool(here.value or here.period)))
        return
    st.html(summary_html(total(periods)))
    st.html(flags_html(periods, here.step))
    st.html(mix_html(periods, here.step))
    if values:
        st.html(compared_html(values, here.by))
    with st.container(key="insight_downloads", horizontal=True):
        _download("Over time (CSV)", here.step, periods)
        _download(f"By {here.by} (CSV)", here.by, values)


def _filters(store: Store, here: InsightPlace) -> None:
    with st.container(key="insight_filters", horizontal=True, vertical_alignment="bottom"):
        _select("by", "Compare", FACETS, {facet: f"By {facet}" for facet in FACETS}, here)
        _narrow(store, here)
        _select("period", "Saved", tuple(PERIODS), PERIODS, here)
        _select("step", "Steps", STEPS, {step: f"By {step}" for step in STEPS}, here)


def _narrow(store: Store, here: InsightPlace) -> None:
    if here.by == "title":
        st.session_state[f"{_FIELD}value"] = here.value or ""
        st.text_input("Words in the title", key=f"{_FIELD}value", max_chars=300, on_change=_choose, args=("value",))
        return
    counted = dict(store.most_postings(here.by))
    if here.value:
        counted.setdefault(here.value, 0)
    labels = {_ALL: "All", **{value: f"{value} ({count:,})" for value, count in counted.items()}}
    _select("value", here.by.capitalize(), tuple(labels), labels, here)


def _select(name: str, label: str, options: Sequence[str], labels: dict[Any, str], here: InsightPlace) -> None:
    st.session_state[f"{_FIELD}{name}"] = getattr(here, name) or _ALL
    st.selectbox(
        label,
        options,
        key=f"{_FIELD}{name}",
        format_func=lambda option: plain_label(labels[option]),
        on_change=_choose,
        args=(name,),
        width=190,
    )


def _choose(name: str) -> None:
    if f"{_FIELD}{name}" not in st.session_state:
        return  # a browser may speak of a field that has gone
    here = insight_place(st.query_params.to_dict())
    chosen: dict[str, Any] = {name: st.session_state[f"{_FIELD}{name}"] or ("" if name == "period" else None)}
    if name == "by":
        chosen["value"] = None
    st.query_params.from_dict(replace(here, **chosen).address())


def _download(label: str, what: str, tallies: Sequence[Tally]) -> None:
    data = as_csv((what, *COLUMNS), map(cells, tallies))
    st.download_button(label, data, f"insight-by-{what}.csv", "text/csv", key=f"{_FIELD}csv_{what}", on_click="ignore")
