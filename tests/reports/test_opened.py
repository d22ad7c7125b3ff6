"""Reports opened in Chromium: nothing is requested, nothing runs, and their own policy blocks nothing they need."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from auditor.reports.batch_pages import batch_report, digest_page
from auditor.reports.render import render
from tests.reports.samples import decided, hostile
from tests.reports.test_batch_pages import documents, summary_of
from tests.ui.conftest import ARGUMENTS, CHROMIUM

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


def pages() -> dict[str, str]:
    audits = documents()
    return {
        "audit": render(decided(), "html"),
        "hostile": render(hostile(), "html"),
        "batch": batch_report(summary_of(audits), audits),
        "digest": digest_page("jobs.csv", []),
    }


@pytest.mark.parametrize("name", ["audit", "hostile", "batch", "digest"])
def test_a_report_opens_without_a_request_and_runs_nothing(name: str, browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(pages()[name], "utf-8")
    tab = browser.new_page()
    requests: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    address = (tmp_path / "report.html").as_uri()
    tab.goto(address)
    assert requests == [address]
    assert said == []
    assert tab.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") != "none"
    tab.close()
