"""The insight page's address, sums and sentences."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from auditor.store import Store
from auditor.store.insight import InsightFilter, Outcome
from auditor.ui.insight_place import FACETS, PERIODS, STEPS, InsightPlace, insight_place
from auditor.ui.insight_series import COLUMNS, by_period, by_value, cells, period_of, total
from tests.ui.counted import counted
from tests.ui.saved import HOSTILE
from tests.ui.test_page import shown

APP = Path(__file__).parents[2] / "app.py"
WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).map(str.strip).filter(bool)
PLACES = st.builds(
    InsightPlace,
    by=st.sampled_from(FACETS),
    value=st.none() | WORDS,
    period=st.sampled_from(list(PERIODS)),
    step=st.sampled_from(STEPS),
)


@given(PLACES)
def test_an_address_leads_back_to_the_same_place(place: InsightPlace):
    assert insight_place(place.address()) == place


@given(st.dictionaries(st.sampled_from(["by", "value", "period", "step"]), st.text()))
def test_any_address_means_some_place(address: dict[str, str]):
    assert insight_place(insight_place(address).address()) == insight_place(address)


def test_a_place_is_one_filter():
    place = InsightPlace("title", "ml", "30")
    assert place.filter_on(date(2026, 1, 31)) == InsightFilter(title="ml", since=date(2026, 1, 1))


def test_a_period_without_a_posting_is_there_and_a_week_begins_on_monday():
    outcomes = [Outcome("2025-12-30", "fix", "other", 2), Outcome("2026-02-01", "ready", "none", 6)]
    months = by_period(outcomes, "month")
    assert [(m.of, m.postings, m.flag_rate) for m in months] == [
        ("2025-12", 2, 1),
        ("2026-01", 0, 0),
        ("2026-02", 6, 0),
    ]
    weeks = by_period(outcomes, "week")
    assert (weeks[0].of, weeks[-1].of, len(weeks)) == ("2025-12-29", "2026-01-26", 5)
    assert period_of("2026-02-01", "week") == "2026-01-26"
    assert by_period([], "week") == ()


@given(
    st.lists(st.builds(Outcome, st.sampled_from("abc"), st.sampled_from(["fix", "note"]), st.just("other"), st.just(3)))
)
def test_sums_lose_no_posting(outcomes: list[Outcome]):
    values = by_value(outcomes)
    whole = total(values)
    assert whole.postings == whole.roles.total() == 3 * len(outcomes)
    assert all(len(cells(value)) == len(COLUMNS) + 1 for value in values)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AUDITOR_STORE", str(tmp_path / "store.sqlite"))
    return tmp_path / "store.sqlite"


def opened(**address: str) -> AppTest:
    page = AppTest.from_file(str(APP), default_timeout=120).run()
    for key, value in address.items():
        page.query_params[key] = value
    return page.switch_page("auditor/ui/insight_page.py").run()


def test_the_page_without_a_store_and_with_an_empty_one_says_so(file: Path):
    assert "Nothing to count yet" in shown(opened())
    assert not file.exists()
    Store(str(file)).close()
    assert "No posting is saved yet" in shown(opened())


def test_filters_narrow_the_page_and_stay_in_its_address(file: Path):
    counted(file, 60)
    page = opened()
    assert "<b>60 postings</b>" in shown(page)
    assert '<th scope="row">2026-06</th><td>10</td>' in shown(page)
    page.selectbox(key="insight_value").select("Harbour Foods").run()
    assert "Harbour Foods" in page.query_params["value"]
    assert "<b>20 postings</b>" in shown(page)
    page.selectbox(key="insight_by").select("title").run()
    assert "title" in page.query_params["by"]
    assert "value" not in page.query_params
    page.text_input(key="insight_value").set_value("no such title").run()
    assert "No saved posting fits these filters" in shown(page)


def test_a_company_of_markup_stays_text(file: Path):
    counted(file, 60)
    page = opened()
    assert "<b>Islands</b>" not in shown(page)
    assert "Nine &lt;b&gt;Islands&lt;/b&gt;" in shown(page)
    assert HOSTILE not in [option for box in page.selectbox for option in box.options]
