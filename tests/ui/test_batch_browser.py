"""The batch page in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.ui.downloading import download
from tests.ui.test_batch_session import table

pytestmark = pytest.mark.browser


def drop(tab: Page, file: Path) -> None:
    tab.get_by_role("link", name="Many postings").click()
    tab.locator("[data-testid=stFileUploader]").wait_for()
    tab.locator("input[type=file]").set_input_files(file)
    tab.get_by_role("button", name="Audit all postings").wait_for()


def tick(tab: Page, row: int) -> None:
    """Ticks a row of the table, which is drawn on a canvas: header and rows are 35 pixels high."""
    box = tab.locator(".st-key-batch_table canvas").first.bounding_box()
    assert box is not None
    tab.mouse.click(box["x"] + 15, box["y"] + 35 * (row + 1.5))


def test_a_csv_is_dropped_run_filtered_downloaded_and_a_row_opened(tab: Page, tmp_path: Path):
    (tmp_path / "roles.csv").write_bytes(table(6))
    drop(tab, tmp_path / "roles.csv")
    expect(tab.get_by_text("6 postings to read")).to_be_visible()
    expect(tab.locator(".pa-columns").get_by_text("Job Description")).to_be_visible()
    tab.get_by_role("button", name="Audit all postings").click()
    expect(tab.get_by_text("Done: 6 rows.")).to_be_visible()
    tab.get_by_role("button", name="Fix 2").click()
    expect(tab.get_by_text("2 rows. Tick a row")).to_be_visible()
    rows = download(tab, "Your rows (CSV)")
    assert rows.suggested_filename == "results.csv"
    assert rows.path().read_text("utf-8").splitlines()[0].startswith("Job ID,Job Title")
    tick(tab, 1)
    tab.locator(".pa-action--fix").wait_for()
    tab.get_by_role("link", name="Back to the batch").click()
    expect(tab.get_by_text("2 rows. Tick a row")).to_be_visible()


def test_a_run_is_stopped_and_goes_on(tab: Page, tmp_path: Path):
    (tmp_path / "roles.csv").write_bytes(table(600))
    drop(tab, tmp_path / "roles.csv")
    tab.get_by_role("button", name="Audit all postings").click()
    expect(tab.get_by_text("a second, about")).to_be_visible()
    tab.get_by_role("button", name="Stop").click()
    expect(tab.get_by_text("What is done is kept")).to_be_visible()
    tab.get_by_role("button", name="Go on").click()
    expect(tab.get_by_text("Done: 600 rows.")).to_be_visible(timeout=120_000)
