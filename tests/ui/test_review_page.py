"""The review page's logic, driven without a browser."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from auditor.store import DecisionKind, GroupKey, State, Store
from auditor.store.signoff import SignOffFilter
from auditor.ui import review_downloads
from auditor.ui.labels import plain_label
from auditor.ui.review_place import Place, place_of
from tests.store.samples import sample
from tests.ui.saved import HOSTILE, filled
from tests.ui.test_page import press, shown

APP = Path(__file__).parents[2] / "app.py"
KEY = GroupKey("ai_engineer", "ai_developer", "TITLE001")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the page's store is, or will be."""
    monkeypatch.setenv("AUDITOR_STORE", str(tmp_path / "store.sqlite"))
    return tmp_path / "store.sqlite"


def opened(place: Place, name: str = "Ben") -> AppTest:
    page = AppTest.from_file(str(APP), default_timeout=120)
    page.session_state["reviewer_name"] = name
    page.run()
    page.query_params.from_dict(place.address()) if hasattr(page.query_params, "from_dict") else None
    for key, value in place.address().items():
        page.query_params[key] = value
    return page.switch_page("auditor/ui/review_page.py").run()


def test_without_a_store_the_page_says_how_postings_get_there(file: Path):
    page = opened(Place())
    assert "Nothing to review yet" in shown(page)
    assert "auditor batch postings.csv --out results --save" in shown(page)
    assert not file.exists()


def test_a_saved_audit_stands_in_the_queue_and_nothing_was_kept_before(file: Path):
    page = AppTest.from_file(str(APP), default_timeout=120).run()
    page.button(key="example_decide").click().run()
    assert not file.exists()
    page.session_state["save"] = True
    page.run()
    page.text_input(key="save_name").set_value("Ines")
    page.text_input(key="save_company").set_value("Harbour Foods")
    press(page, "Save it")
    assert "Saved." in shown(page)
    with Store(str(file)) as store:
        [row] = store.rows().rows
        stored = store.posting(row.posting_id)
    assert (row.company, stored.saved_by) == ("Harbour Foods", "Ines")
    assert stored.posting is not None


def test_one_decision_for_a_group_with_an_exception_a_policy_and_its_undo(file: Path):
    filled(file, 90)
    page = opened(Place().of_group(KEY))
    boxes = [box for box in page.checkbox if str(box.key).startswith("review_left_out_")]
    count = len(boxes)
    out = str(boxes[0].key).removeprefix("review_left_out_")
    boxes[0].uncheck().run()
    page.text_input(key="review_bulk_reason").set_value("Here the title is used so.")
    page.checkbox(key="review_bulk_house").check().run()
    press(page, f"Apply to {count - 1} postings")
    assert f"{count - 1} postings confirmed; 1 left out by you" in shown(page)
    assert "House policy: Here a title that claims AI engineer" in shown(page)
    with Store(str(file)) as store:
        chosen = Place().of_group(KEY).filter_at(store.posting(out).saved_at)
        assert [row.posting_id for row in store.rows(chosen).rows] == [out]
    page.button(key="review_undo_bulk").click().run()
    assert f"{count - 1} postings taken back" in shown(page)
    assert store.groups(chosen).rows == count


def test_a_decision_that_somebody_was_faster_with_is_told_and_not_written(file: Path):
    filled(file, 5)
    with Store(str(file)) as store:
        row = store.rows().rows[0]
        page = opened(Place().of_posting(row.posting_id))
        store.decide(row.posting_id, row.code, DecisionKind.DISMISS, "Ada", row.head, "it is a bank")
        page.button(key=f"review_confirm_{row.code}").click().run()
        assert "Ada was faster: dismissed (it is a bank)" in shown(page)
        assert len(store.posting(row.posting_id).decisions) == 1
        page.button(key=f"review_confirm_{row.code}").click().run()
        assert [d.reviewer for d in store.posting(row.posting_id).decisions] == ["Ada", "Ben"]


@pytest.mark.parametrize(
    ("press_first", "form", "state"),
    [("review_send_back", "Mark as sent back", State.SENT_BACK), ("review_fixed", None, State.FIXED)],
)
def test_a_posting_is_sent_back_with_its_note_or_marked_as_fixed(
    file: Path, press_first: str, form: str | None, state: State
):
    filled(file, 5)
    with Store(str(file)) as store:
        row = store.rows().rows[0]
        page = opened(Place().of_posting(row.posting_id))
        page.button(key=press_first).click().run()
        if form:
            [note] = page.text_area
            assert len(note.value.split("\n")) == 5
            page.text_input(key="review_why").set_value("By Friday, please.")
            press(page, form)
        told = "sent back the posting: By Friday, please." if form else "marked as fixed the posting"
        assert f"Ben: {told}" in shown(page)
        [decision] = store.posting(row.posting_id).decisions
        assert (decision.code, decision.kind) == ("", DecisionKind.SEND_BACK if form else DecisionKind.FIXED)
        assert {r.state for r in store.posting(row.posting_id).rows} == {state}
        page.button(key="review_undo").click().run()
        assert {r.state for r in store.posting(row.posting_id).rows} == {State.OPEN}


@pytest.mark.parametrize(("field", "value"), [("source", "postings.csv"), ("code", "TITLE001")])
def test_source_and_rule_are_chosen_on_the_page_and_stand_in_the_address(file: Path, field: str, value: str):
    filled(file, 90)
    with Store(str(file)) as store:
        store.save([sample(1, source="other.csv", code="HIRE001")], "Ada")
        chosen = place_of({field: value}).filter_at(datetime.now(UTC))
        fits, every = store.groups(chosen).rows, store.groups().rows
    assert 0 < fits < every
    page = opened(Place())
    assert page.button(key="review_queue_0").label == plain_label(f"To decide ({every})")
    box = page.selectbox(key=f"review_filter_{field}")
    [at] = [at for at, option in enumerate(box.options) if plain_label(value) in option]
    assert box.options[at].endswith(plain_label(f"({fits})"))
    box.set_value(value).run()
    assert place_of(query(page)) == place_of({field: value})
    assert page.button(key="review_queue_0").label == plain_label(f"To decide ({fits})")
    page.button(key="review_queue_1").click().run()
    assert place_of(query(page)) == (Place(doubts=True, source=value) if field == "source" else Place(doubts=True))


def test_the_report_is_of_the_requisition_and_the_period_that_are_chosen(file: Path, monkeypatch: pytest.MonkeyPatch):
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(review_downloads, "show_download", lambda _, data, *__: asked.append(data.args[1:]))
    with Store(str(file)) as store:
        store.save([sample(1, requisition="REQ-1"), sample(2, requisition="REQ-2")], "Ada")
    page = opened(Place())
    page.text_input(key="review_filter_requisition").set_value("REQ-2").run()
    assert query(page) == {"requisition": "REQ-2"}
    assert page.button(key="review_queue_0").label == plain_label("To decide (1)")
    page.date_input(key="review_report_from").set_value(date(2026, 1, 5)).run()
    page.date_input(key="review_report_to").set_value(date(2026, 1, 31)).run()
    days = datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)
    assert asked[-4:-1] == [(SignOffFilter(None, "REQ-2", *days), suffix) for suffix in ("html", "xlsx", "csv")]


def query(page: AppTest) -> dict[str, str]:
    return {key: value if isinstance(value, str) else value[0] for key, value in page.query_params.items()}


def test_a_dismissal_asks_why_and_a_correction_what_is_right(file: Path):
    filled(file, 5)
    with Store(str(file)) as store:
        row = store.rows().rows[0]
        page = opened(Place().of_posting(row.posting_id))
        page.button(key=f"review_dismiss_{row.code}").click().run()
        press(page, "Dismiss it")
        assert "To dismiss needs a reason" in shown(page)
        page.button(key=f"review_correct_{row.code}").click().run()
        page.selectbox(key="review_role").select_index(1)
        press(page, "Correct it")
        [decision] = store.posting(row.posting_id).decisions
    assert decision.correction == {"role": "ai_engineer"}


def test_a_company_of_markup_stays_text(file: Path):
    filled(file, 90)
    page = opened(Place(company=HOSTILE, state=None))
    assert "<b>Islands</b>" not in shown(page)
    labels = [option for box in page.selectbox for option in box.options]
    assert not [label for label in labels if ":material/bolt:" in label or "[x](javascript" in label]
