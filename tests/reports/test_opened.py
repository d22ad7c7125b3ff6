"""Reports opened in Chromium: nothing is requested, nothing runs, and their own policy blocks nothing they need."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from auditor.batch import BatchFiles, BatchOptions, run_batch
from auditor.readers.offline import OfflineReader
from auditor.reports.batch_pages import signoff_page
from auditor.reports.render import render
from auditor.sources import open_source
from tests.reports.samples import HOSTILE, decided, hostile
from tests.ui.test_policy_header import NOTE

pytestmark = pytest.mark.browser
DUTIES = "Responsibilities\n- Train and fine-tune deep learning models in PyTorch\n- Label images and train models\n"


def pages(folder: Path) -> dict[str, str]:
    """Every kind of report, made of hostile text where it may hold any."""
    rows = [{"id": HOSTILE, "title": f"AI {HOSTILE}", "text": f"{HOSTILE}\n{DUTIES}", "owner": HOSTILE, "url": HOSTILE}]
    (folder / "jobs.jsonl").write_text(
        json.dumps(rows[0]) + "\n" + json.dumps(rows[0] | {"id": 2, "text": DUTIES}), "utf-8"
    )
    files = BatchFiles(folder / "out")
    run_batch(open_source(folder / "jobs.jsonl"), files, OfflineReader(), BatchOptions(workers=1))
    return {
        "audit": render(decided(), "html"),
        "hostile": render(hostile(), "html"),
        "batch": files.report.read_text("utf-8"),
        "digest": files.digest.read_text("utf-8"),
        "sign-off": signoff_page(("title", "why"), {"open": 1}, {"Open": [[HOSTILE, HOSTILE]]}),
    }


def test_a_report_opens_without_a_request_and_runs_nothing(chromium: Browser, tmp_path: Path) -> None:
    for name, page in pages(tmp_path).items():
        (tmp_path / f"{name}.html").write_text(page, "utf-8")
        assert faults(chromium, (tmp_path / f"{name}.html").as_uri()) == [], name


def faults(browser: Browser, address: str) -> list[str]:
    """What a report did that it must not: other requests, words on the console, dialogs, what its policy stopped."""
    tab = browser.new_page()
    tab.add_init_script(NOTE)
    found: list[str] = []
    tab.on("request", lambda request: found.append(request.url))
    tab.on("console", lambda message: found.append(message.text))
    tab.on("dialog", lambda dialog: found.append(dialog.message))
    tab.goto(address)
    assert tab.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") != "none"
    found += tab.evaluate("window.violations ?? []")
    tab.close()
    return found[1:] if found[:1] == [address] else ["was not asked for", *found]
