"""The batch page's logic, driven without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.test_security import STARTS
from tests.ui.test_batch_session import HOSTILE, table
from tests.ui.test_page import APP, press, shown

CSV = "text/csv"


@pytest.fixture
def page() -> AppTest:
    page = AppTest.from_file(str(APP), default_timeout=120).run()
    return page.switch_page("auditor/ui/batch_page.py").run()


def given(page: AppTest, name: str, content: bytes) -> AppTest:
    return page.file_uploader(key="batch_files").set_value([(name, content, CSV)]).run()


def run_to_its_end(page: AppTest) -> AppTest:
    press(page, "Audit all postings")
    page.session_state["batch_session"].run.wait(120)
    return page.run()


def test_files_are_received_read_and_deleted(page: AppTest):
    given(page, HOSTILE, table(3))
    assert "<dt>description</dt><dd>Job Description</dd>" in shown(page)
    assert "3 postings to read: about " in shown(page)
    assert page.dataframe[0].value["Job ID"].tolist() == ["0000", "0001", "0002"]
    folder = page.session_state["batch_session"].folder
    run_to_its_end(page)
    assert "Done: 3 rows." in shown(page)
    press(page, "Delete everything here")
    assert "Many postings at once" in shown(page)
    assert not Path(folder).exists()


def test_results_are_filtered_and_can_be_downloaded(page: AppTest):
    run_to_its_end(given(page, "roles.csv", table(3)))
    assert page.dataframe[0].value["Action"].tolist() == ["Fix", "Decide", "Ready"]
    page.text_input(key="batch_words").set_value("0002").run()
    assert page.dataframe[0].value["Id"].tolist() == ["0002"]
    assert [button.label for button in page.get("download_button")] == [
        "Your rows (CSV)", "Your rows (Excel)", "Report", "Digest by owner", "Findings (CSV)", "Audits (JSON Lines)",
    ]  # fmt: skip


def test_what_the_tables_on_the_page_can_be_saved_as_holds_no_formula(page: AppTest):
    duties = "Responsibilities\n- Build chat assistants on hosted LLM APIs"
    rows = "".join(f'"{cell}","{cell}","{cell}\n{duties}"\n' for cell in ("=1+1", "@SUM(A1)", "\t=1", "+1"))
    given(page, "=1+1.csv", f"@id,title,text\n{rows}".encode())
    preview = page.dataframe[0].value
    run_to_its_end(page)
    for shown_table in (preview, page.dataframe[0].value):
        cells = [*map(str, shown_table.columns), *map(str, shown_table.to_numpy().ravel())]
        assert sum(cell.startswith("'") for cell in cells) >= 4
        assert [cell for cell in cells if STARTS.match(cell)] == []


def test_columns_that_are_not_recognised_are_asked_for(page: AppTest):
    given(page, "roles.csv", table(2, ("Nr", "Was", "Inhalt der Seite", "Stand")))
    assert "no column is known to hold the text" in shown(page)
    assert not [button for button in page.button if button.label == "Audit all postings"]
    page.selectbox(key="batch_field_description").set_value("Inhalt der Seite")
    press(page, "Use these columns")
    assert "2 postings to read" in shown(page)


def test_what_is_no_table_of_postings_is_a_sentence(page: AppTest):
    given(page, "roles.csv", b"\x89PNG\r\n\x1a\n")
    assert "an image" in shown(page)
    assert "pa-problem" in shown(page)
